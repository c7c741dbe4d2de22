// Tries every repair of a single character that was lost, changed, added or swapped with its neighbor; only on request.
import { decodeBase64url } from '../../text/base64url.ts'
import type { Attempt, Cause, Material, Repair } from '../cause/cause.ts'
import { difference } from '../cause/evidence.ts'
import { quoted } from '../../text/quoted.ts'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
/** Characters that people or scanners confuse. */
const GROUPS = ['0OoQ', '1lI', '5S', '2Z', '8B', 'uv', '-_', 'cC', 'vV', 'wW', 'xX', 'zZ', 'sS', 'kK', 'pP', 'gq9', '6b', 'rn']
const ALIKE = new Map(Array.from(GROUPS.join(''), (each) => [each, GROUPS.filter((group) => group.includes(each)).join('')]))
const LONGEST = 2000

export const oneCharacter = {
  id: 'token-one-character',
  dimension: 'button',
  families: undefined,
  tried: 'every repair of a single character',
  explain: ({ at, how, was, is }) => ({
    clause:
      how === 'substitute'
        ? `character ${String(at)} were ${quoted(String(was))}, not ${quoted(String(is))}`
        : how === 'insert'
          ? `character ${String(at)} followed a ${quoted(String(was))}, which was lost`
          : how === 'delete'
            ? `character ${String(at)} (${quoted(String(is))}) were not there: it was added`
            : `characters ${String(at)} and ${Number(at) + 1} were swapped`,
    fix: 'The token changed when it was copied. Copy it again, or fix this character.',
    button: 'Fix the character',
  }),
  *tries(material) {
    const compact = `${material.head}.${material.body}.${material.signature.signature.text}`
    if (material.token.object?.kind !== 'jws' || material.signature.header.unencodedPayload) return
    // Likely changes come first: look-alikes and neighbors, then everything.
    if (compact.length > LONGEST) return
    for (const likely of [true, false]) {
      for (let i = 0; i < compact.length; i++) {
        const is = compact.charAt(i)
        if (is === '.') {
          // The last character of a part can be lost like any other.
          for (const was of ALPHABET)
            if (!likely) yield* repaired(material, compact.slice(0, i) + was + compact.slice(i), { at: i + 1, how: 'insert', is, was })
          continue
        }
        if (likely) {
          const next = compact[i + 1]
          if (next !== undefined && next !== '.' && next !== is)
            yield* repaired(material, compact.slice(0, i) + next + is + compact.slice(i + 2), {
              at: i + 1,
              how: 'transpose',
              is,
              was: next,
            })
          yield* repaired(material, compact.slice(0, i) + compact.slice(i + 1), { at: i + 1, how: 'delete', is, was: '' })
        }
        for (const was of ALPHABET) {
          if (was === is) continue
          if ((ALIKE.get(is)?.includes(was) ?? false) === likely)
            yield* repaired(material, compact.slice(0, i) + was + compact.slice(i + 1), { at: i + 1, how: 'substitute', is, was })
          if (!likely) yield* repaired(material, compact.slice(0, i) + was + compact.slice(i), { at: i + 1, how: 'insert', is, was })
        }
      }
      for (const was of ALPHABET)
        if (!likely) yield* repaired(material, compact + was, { at: compact.length + 1, how: 'insert', is: '', was })
    }
  },
} as const satisfies Cause

function* repaired(material: Material, text: string, args: Attempt['args']): Iterable<Attempt> {
  const [head, body, segment] = text.split('.') as [string, string, string]
  const whole = `${material.head}.${material.body}.${material.signature.signature.text}`
  const fix: readonly Repair[] = [
    { do: 'set-segment', part: 'header', segment: head },
    { do: 'set-segment', part: 'payload', segment: body },
    { do: 'set-segment', part: 'signature', segment },
  ]
  const own = segment === material.signature.signature.text
  yield {
    change: { head, body, ...(!own && { signature: decodeBase64url(segment).bytes }) },
    args,
    evidence: difference('Token', whole, text),
    fix,
  }
}
