// Tries secrets that others know: published ones, and the lines of a given word list.
import { publishedSecrets } from '../../keys/published-secrets.ts'
import type { Attempt, Cause, Material, Repair } from '../cause/cause.ts'
import { sideBySide } from '../cause/evidence.ts'
import { utf8 } from '../cause/material.ts'
import { quoted } from '../../text/quoted.ts'

/** Tried only on request: hundreds of trials that rarely help. Works without a key, too. */
export const publishedSecret = {
  id: 'secret-published',
  dimension: 'button',
  families: ['HMAC'],
  attack: true,
  tried: 'well-known secrets',
  explain: ({ secret, where }) => ({
    clause:
      secret === undefined
        ? `the secret were ${where}: anyone who has that list can make such a token`
        : secret === ''
          ? 'the secret were empty: anyone can make such a token'
          : `the secret were ${quoted(String(secret))}, ${where}: anyone can make such a token`,
    fix: 'Reject it, and replace that secret with 32 random bytes everywhere it is used.',
  }),
  *tries(material) {
    for (const { secret, text, where } of publishedSecrets())
      yield {
        change: { secret },
        args: { secret: text, where: `the one printed in ${where}` },
        fix: toBox(text, secret),
        evidence: sideBySide('Secret', material.keyText, text),
      }
    yield* linesOf(material)
  },
} as const satisfies Cause

/** The lines of the reader's word list. Sentences name only the line, not the secret, because reports are passed on. */
function* linesOf({ words = [] }: Material): Iterable<Attempt> {
  for (const [i, word] of words.entries()) {
    const text = word.replace(/\r$/, '')
    const secret = utf8(text)
    yield { change: { secret }, args: { where: `line ${(i + 1).toLocaleString('en')} of your word list` }, fix: toBox(text, secret) }
  }
}

/** Puts the secret into the key box. An empty one would empty it. */
function toBox(text: string, secret: Uint8Array): Repair[] | undefined {
  if (text === '') return undefined
  const isText = utf8(text).length === secret.length
  return [{ do: 'set-key', key: text, secretEncoding: isText ? 'utf8' : 'base64url' }]
}
