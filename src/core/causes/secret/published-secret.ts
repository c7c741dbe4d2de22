// The token is signed with a secret that others know: one of the published ones, or a line of a word list that was given.
import { publishedSecrets } from '../../keys/published-secrets.ts'
import type { Attempt, Cause, Material } from '../cause/cause.ts'
import { sideBySide } from '../cause/evidence.ts'
import { utf8 } from '../cause/material.ts'
import { quoted } from '../../text/quoted.ts'

/** Tried only when asked for: hundreds of trials that are rarely of use. Works without a key, too. */
export const publishedSecret = {
  id: 'secret-published',
  dimension: 'button',
  families: ['HMAC'],
  attack: true,
  tried: 'secrets that everybody knows',
  explain: ({ secret, where }) => ({
    clause:
      secret === undefined
        ? `the secret were ${where}: anyone who has that list can make such a token`
        : secret === ''
          ? 'the secret were empty: anyone can make such a token'
          : `the secret were ${quoted(String(secret))}, ${where}: anyone can make such a token`,
    fix: 'Refuse it, and replace that secret by 32 random bytes wherever it is in use.',
  }),
  *tries(material) {
    for (const { secret, text, where } of publishedSecrets())
      yield {
        change: { secret },
        args: { secret: text, where: `the one printed in ${where}` },
        evidence: sideBySide('Secret', material.keyText, text),
      }
    yield* linesOf(material)
  },
} as const satisfies Cause

/** The lines of a word list of one's own. A secret from it is told by its line, never by its text. */
function* linesOf({ words = [] }: Material): Iterable<Attempt> {
  for (const [i, word] of words.entries())
    yield { change: { secret: utf8(word.replace(/\r$/, '')) }, args: { where: `line ${i + 1} of your word list` } }
}
