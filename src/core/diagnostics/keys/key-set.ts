// Key rules about JWK Sets (RFC 7517 section 5): what makes a set hard to choose from, or says too much.
import type { KeyMaterial } from '../../keys/key-material.ts'
import type { Diagnostic, DiagnosticContext } from '../rule/diagnostic.ts'
import { digits, shown } from '../rule/shown.ts'
import { rfc } from '../rule/sources.ts'

const KEY = { in: 'key' } as const
/** More keys than a set in rotation has. */
const MANY_KEYS = 20

function setOf({ reading }: DiagnosticContext): readonly KeyMaterial[] {
  return reading?.kind === 'key-set' ? reading.keys : []
}

export const keySet = [
  {
    id: 'jwks-private',
    severity: 'warning',
    source: [rfc(7517, '9.2')],
    message: ({ position, more }) =>
      `Key ${position} of this set contains its private half${Number(more) > 0 ? `, and so do ${more} more` : ''}.`,
    why: 'A published set with private keys lets anyone sign.',
    fix: 'Publish public members only, and replace these keys.',
    *hits(context) {
      const set = setOf(context)
      const found = set.flatMap((key, i) => (key.kind === 'private' ? [i + 1] : []))
      if (found[0] !== undefined) yield { place: KEY, args: { position: found[0], more: found.length - 1 } }
    },
  },
  {
    id: 'jwks-mixed-oct',
    severity: 'warning',
    source: [rfc(7517, '9.2'), rfc(8725, '2.1')],
    message: ({ position }) => `Key ${position} of this set is a shared secret.`,
    why: 'A set is meant to be published. A secret among public keys also invites confusing them.',
    fix: 'Keep secrets out of key sets.',
    *hits(context) {
      const set = setOf(context)
      const at = set.findIndex((key) => key.kind === 'secret')
      if (at >= 0 && set.some((key) => key.kind !== 'secret')) yield { place: KEY, args: { position: at + 1 } }
    },
  },
  {
    id: 'jwks-duplicate-kid',
    severity: 'warning',
    source: [rfc(7517, '4.5')],
    message: ({ kid, count }) => `${count} keys of this set have the \`kid\` \`${kid}\`.`,
    why: 'Key IDs in a set should be distinct, at least among keys of one type. Some libraries take the first and some refuse, so which key is meant depends on the reader.',
    fix: 'Give every key its own ID.',
    *hits(context) {
      const byName = new Map<string, KeyMaterial[]>()
      for (const key of setOf(context)) if (key.kid !== undefined) byName.set(key.kid, [...(byName.get(key.kid) ?? []), key])
      for (const [kid, same] of byName) {
        if (same.length > 1 && new Set(same.map((key) => key.type)).size < same.length)
          yield { place: KEY, args: { kid: shown(kid), count: same.length } }
      }
    },
  },
  {
    id: 'jwks-missing-kid',
    severity: 'warning',
    source: [rfc(7517, '4.5')],
    message: ({ count, of }) => `${count} of the ${of} keys of this set have no \`kid\`.`,
    why: 'A token cannot refer to them, so every one must be tried.',
    fix: 'Give every key an ID, for example its thumbprint (RFC 7638).',
    *hits(context) {
      const set = setOf(context)
      const count = set.filter((key) => key.kid === undefined).length
      if (set.length > 1 && count > 0) yield { place: KEY, args: { count, of: set.length } }
    },
  },
  {
    id: 'jwks-no-use-alg',
    severity: 'info',
    source: [rfc(7517, '4.2'), rfc(7517, '4.4')],
    message: ({ count }) =>
      `${count === 1 ? 'One key' : `${count} keys`} of this set ${count === 1 ? 'says' : 'say'} neither \`use\` nor \`alg\`.`,
    why: 'Without them, a key can be used for the wrong purpose.',
    fix: 'Add `"use": "sig"` and the algorithm.',
    *hits(context) {
      const count = setOf(context).filter((key) => key.use === undefined && key.alg === undefined && key.keyOps === undefined).length
      if (count > 0) yield { place: KEY, args: { count } }
    },
  },
  {
    id: 'jwks-many',
    severity: 'warning',
    source: [rfc(7517, '5')],
    message: ({ count }) => `${digits(Number(count))} keys in this set.`,
    why: 'If a token names no key, a verifier tries them all. Old keys that stay in the set also stay valid.',
    fix: 'Remove keys that no current token was signed with.',
    *hits(context) {
      const count = setOf(context).length
      if (count > MANY_KEYS) yield { place: KEY, args: { count } }
    },
  },
  {
    id: 'jwks-key-skipped',
    severity: 'warning',
    source: [rfc(7517, '5')],
    message: ({ position, reason, more }) =>
      `Skipped key ${position} of this set: ${reason}${Number(more) > 0 ? ` (and ${more} more)` : ''}.`,
    why: 'Keys that cannot be read are ignored. If the token was signed with one of them, it will not verify here.',
    fix: 'Check that key if it is the one you need.',
    *hits({ reading }) {
      const skipped = reading?.notes.filter((note) => note.id === 'jwks-key-skipped') ?? []
      const first = skipped[0]
      if (first)
        yield {
          place: KEY,
          // The key reader has already quoted the names in its reason; `shown` would escape those quotation marks.
          args: { position: first.args['position'] ?? 1, reason: first.args['reason'] ?? '', more: skipped.length - 1 },
        }
    },
  },
  {
    id: 'jwks-bare-array',
    severity: 'info',
    source: [rfc(7517, '5')],
    message: () => 'A bare array of keys: a JWK Set has them under `keys`.',
    why: 'Most libraries require the object `{"keys": […]}`.',
    fix: 'Wrap the array before passing it to a library.',
    *hits({ reading }) {
      if (reading?.notes.some((note) => note.id === 'jwks-bare-array')) yield { place: KEY }
    },
  },
] as const satisfies readonly Diagnostic[]
