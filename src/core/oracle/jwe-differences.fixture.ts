// The list of known differences between this page and jose about encrypted tokens, each with its reason and an example.
import { Buffer } from 'node:buffer'
import { inspect } from '../inspect.ts'
import type { ReadingProblemKind } from '../token/readings.ts'
import { encrypted, type JweParts } from './jwe-cases.fixture.ts'
import type { JweCase } from './jwe-judge.fixture.ts'
import { hasProblem } from './jws-differences.fixture.ts'
import { withoutMembers, type Json } from './keys.fixture.ts'

/** The page's answer to a case. */
export interface JweAnswer {
  /** The state, with the reason if there is one. */
  readonly state: string
  readonly plaintext?: Buffer | undefined
  readonly problems: readonly ReadingProblemKind[]
  /** Rules whose findings are errors. */
  readonly errors: readonly string[]
}

/** What opens here but not in jose. The page must report an error, and without this difference jose must open it too. */
export interface Lenient {
  readonly reason: string
  /** The rule whose error the page reports. */
  readonly rule: string
  readonly example: JweCase
  /** The case without the difference. Undefined if the difference is in what was encrypted, so that no other token shows the same. */
  readonly mend: ((one: JweCase) => JweCase) | undefined
}

/** What opens in jose but is rejected here. */
export interface Stricter {
  readonly reason: string
  readonly example: JweCase
  readonly applies: (answer: JweAnswer) => boolean
}

function made(parts: JweParts = {}, key: Json = {}): JweCase {
  const { text, jwks } = encrypted(parts)
  return { text, jwks: [Object.assign({}, jwks[0], key)] }
}

/** With the last recipient's key. */
function lastOf(parts: JweParts): JweCase {
  const { text, jwks } = encrypted(parts)
  return { text, jwks: jwks.slice(-1) }
}

function json(members: (whole: Json) => Json | string, parts: JweParts = {}): JweCase {
  const { whole, jwks } = encrypted({ form: 'flattened', ...parts })
  const text = members(whole)
  return { text: typeof text === 'string' ? text : JSON.stringify(text), jwks: jwks.slice(-1) }
}

const without =
  (...names: string[]) =>
  (one: JweCase): JweCase => ({ ...one, jwks: one.jwks.map((jwk) => withoutMembers(jwk, names)) })

const two = { form: 'general', recipients: ['A128KW', 'A256KW'].map((alg) => ({ alg, key: 0 })) } as const

export const LENIENT: readonly Lenient[] = [
  {
    reason: 'RSA under 2048 bits: decryption works, and the page says that the key is too small',
    rule: 'key-rsa-small',
    example: made({ recipients: [{ alg: 'RSA-OAEP', key: 1 }] }),
    mend: (one) => ({ ...one, nodeRsa: true }),
  },
  {
    reason: 'RSAES-PKCS1-v1_5: jose doesn’t support it, and the page says why no one should use it',
    rule: 'jwe-rsa1_5',
    example: made({ recipients: [{ alg: 'RSA1_5', key: 0 }] }),
    mend: (one) => ({ ...one, nodeRsa: true }),
  },
  {
    reason: 'the same for the second of two recipients',
    rule: 'jwe-rsa1_5',
    example: lastOf({ form: 'general', recipients: ['RSA-OAEP', 'RSA1_5'].map((alg, key) => ({ alg, key: 1 - key })) }),
    mend: (one) => ({ ...one, nodeRsa: true }),
  },
  {
    reason: 'a key marked for another algorithm: the mark decides nothing here but is reported',
    rule: 'key-jwk-alg-mismatch',
    example: made({}, { alg: 'A256KW' }),
    mend: without('alg'),
  },
  {
    reason: 'a key marked for signatures: the mark decides nothing here but is reported',
    rule: 'key-use',
    example: made({}, { use: 'sig' }),
    mend: without('use'),
  },
  {
    reason: 'a key marked for other operations: the mark decides nothing here but is reported',
    rule: 'key-ops',
    example: made({}, { key_ops: ['decrypt'] }),
    mend: without('key_ops'),
  },
  {
    reason: 'key metadata of the wrong type: it decides nothing here but is reported',
    rule: 'key-jwk-form',
    example: made({}, { use: 7 }),
    mend: without('alg', 'use', 'key_ops', 'ext'),
  },
  {
    reason: 'a password salt under 8 bytes: anyone who knows the password has opened it, and the page says that the salt is too short',
    rule: 'jwe-p2s-short',
    example: made({ recipients: [{ alg: 'PBES2-HS256+A128KW', key: 0 }], more: { p2s: 'c2FsdA' } }),
    mend: undefined,
  },
  {
    reason: 'a private part in "epk": it is not used here but is reported',
    rule: 'jwe-epk-invalid',
    example: made({ recipients: [{ alg: 'ECDH-ES', key: 0 }], write: withPrivateEpk }),
    mend: undefined,
  },
  {
    reason: 'whitespace and line breaks inside a compact token: e-mail puts them there, so they are left out and reported',
    rule: 'env-whitespace-inside',
    example: ((one) => ({ ...one, text: one.text.replaceAll('.', '\n.') }))(made()),
    mend: (one) => ({ ...one, text: inspect(one.text).token?.compact ?? one.text }),
  },
]

function withPrivateEpk(members: Json): string {
  return JSON.stringify({ ...members, epk: { ...(members['epk'] as Json), d: Buffer.alloc(32, 1).toString('base64url') } })
}

export const STRICTER: readonly Stricter[] = [
  {
    reason: 'padding, which RFC 7515 section 2 leaves out',
    example: ((one) => ({ ...one, text: `${one.text}==` }))(made()),
    applies: ({ state }) => state === 'unreadable segment-unreadable',
  },
  {
    reason: 'a space inside a JSON serialization: it is not base64url (RFC 7515 section 2)',
    example: json((whole) => ({ ...whole, iv: `${String(whole['iv'])} ` })),
    applies: hasProblem('character'),
  },
  {
    reason: 'a member of the outer object twice: readers take one or the other (RFC 8259 section 4)',
    example: json((whole) => JSON.stringify(whole).replace('{', '{"iv":"AAAA",')),
    applies: hasProblem('member-twice'),
  },
  {
    reason: '"header" beside "recipients": two forms in one (RFC 7516 section 7.2.2)',
    example: json((whole) => ({ ...whole, header: {} }), two),
    applies: hasProblem('two-forms'),
  },
  {
    reason: 'a member that jose ignores has the wrong type (RFC 7516 section 7.2.1)',
    example: json((whole) => ({ ...whole, header: 'x' }), two),
    applies: hasProblem('member-type'),
  },
  {
    reason: 'an "encrypted_key" beside "recipients" that is empty (RFC 7516 section 7.2.1)',
    example: json((whole) => ({ ...whole, encrypted_key: '' }), two),
    applies: hasProblem('member-empty'),
  },
  {
    reason: 'a name in two headers of one of several recipients: jose skips it and opens another',
    example: json((whole) => withHeader(whole, 0, { enc: 'A128GCM' }), two),
    applies: hasProblem('two-headers'),
  },
  {
    reason: '"crit" outside the protected header of the first of several recipients: jose skips it and opens another',
    example: json((whole) => withHeader(whole, 0, { crit: ['x'] }), two),
    applies: hasProblem('crit-unprotected'),
  },
]

/** Adds members to one recipient's header. */
function withHeader(whole: Json, at: number, more: Json): Json {
  const recipients = whole['recipients'] as Json[]
  return {
    ...whole,
    recipients: recipients.map((one, i) => (i === at ? { ...one, header: { ...(one['header'] as Json), ...more } } : one)),
  }
}
