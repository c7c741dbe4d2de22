// The list of known differences between this page and jose about signed tokens, each with its reason and an example.
import { Buffer } from 'node:buffer'
import { FORGERIES } from '../crypto/forged-signatures.fixture.ts'
import { inspect } from '../inspect.ts'
import type { ReadingProblemKind } from '../token/readings.ts'
import type { JwsCase } from './jws-cases.fixture.ts'
import { KEYS, keyFor, withoutMembers, type Json } from './keys.fixture.ts'

/** The page's answer to a case. */
export interface JwsAnswer {
  readonly state: string
  /** For each signature: its state, with the reason or the key's problem, if any. */
  readonly each: readonly string[]
  readonly problems: readonly ReadingProblemKind[]
  /** Rules whose findings are errors. */
  readonly errors: readonly string[]
}

/** What is valid here but rejected by jose. The page must report an error, and without this difference jose must accept it too. */
export interface Lenient {
  readonly reason: string
  /** The rule whose error the page reports. */
  readonly rule: string
  readonly example: JwsCase
  /** The case without the difference. */
  readonly mend: (one: JwsCase) => JwsCase
}

/** What jose accepts but is rejected here. */
export interface Stricter {
  readonly reason: string
  readonly example: JwsCase
  readonly applies: (answer: JwsAnswer) => boolean
}

const b64 = (text: string) => Buffer.from(text).toString('base64url')

interface Parts {
  readonly alg?: string
  /** The protected header's text, if it has more than `alg`. */
  readonly head?: string
  readonly payload?: string
  /** The payload is unencoded (RFC 7797). */
  readonly raw?: boolean
}

function signedParts({ alg = 'ES256', head = JSON.stringify({ alg }), payload = '{}', raw = false }: Parts = {}, key = keyFor(alg)) {
  const segments = { protected: b64(head), payload: raw ? payload : b64(payload) }
  const signature = key.sign(alg, Buffer.from(`${segments.protected}.${segments.payload}`)).toString('base64url')
  return { ...segments, signature }
}

function compact(parts: Parts = {}, jwk: Json = keyFor(parts.alg ?? 'ES256').jwk, key = keyFor(parts.alg ?? 'ES256')): JwsCase {
  const made = signedParts(parts, key)
  return { text: `${made.protected}.${made.payload}.${made.signature}`, jwks: [jwk] }
}

function json(members: (made: ReturnType<typeof signedParts>) => Json | string, parts: Parts = {}): JwsCase {
  const text = members(signedParts(parts))
  return { text: typeof text === 'string' ? text : JSON.stringify(text), jwks: [keyFor(parts.alg ?? 'ES256').jwk] }
}

const general = ({ payload, ...entry }: ReturnType<typeof signedParts>, ...more: Json[]) => ({ payload, signatures: [entry, ...more] })

const without =
  (...names: string[]) =>
  (one: JwsCase): JwsCase => ({ ...one, jwks: one.jwks.map((jwk) => withoutMembers(jwk, names)) })

const small = KEYS.find(({ jwk }) => String(jwk['n']).length === 256)!
const es256 = keyFor('ES256').jwk
const secret = KEYS.find(({ jwk }) => /[-_]/.test(String(jwk['k'])))!

export const LENIENT: readonly Lenient[] = [
  {
    reason: 'RSA under 2048 bits: the signature verifies, and the page says that the key is too small',
    rule: 'key-rsa-small',
    example: compact({ alg: 'RS256' }, small.jwk, small),
    mend: (one) => ({ ...one, smallRsa: true }),
  },
  {
    reason: 'the same for the second of two signatures',
    rule: 'key-rsa-small',
    example: {
      text: JSON.stringify({
        payload: b64('{}'),
        signatures: [signedParts(), signedParts({ alg: 'RS256' }, small)].map(({ payload: _payload, ...entry }) => entry),
      }),
      jwks: [es256, small.jwk],
      isSet: true,
    },
    mend: (one) => ({ ...one, smallRsa: true }),
  },
  {
    reason: 'a key marked for another algorithm: the mark decides nothing here but is reported',
    rule: 'key-jwk-alg-mismatch',
    example: compact({}, { ...es256, alg: 'ES384' }),
    mend: without('alg'),
  },
  {
    reason: '"EdDSA" and "Ed25519" mean the same for one key (RFC 9864 section 2.2), and jose compares the names',
    rule: 'key-jwk-alg-mismatch',
    example: compact({ alg: 'EdDSA' }, { ...keyFor('EdDSA').jwk, alg: 'Ed25519' }),
    mend: without('alg'),
  },
  {
    reason: 'a key marked for another use: the mark decides nothing here but is reported',
    rule: 'key-use',
    example: compact({}, { ...es256, use: 'enc' }),
    mend: without('use'),
  },
  {
    reason: 'a key marked for other operations: the mark decides nothing here but is reported',
    rule: 'key-ops',
    example: compact({}, { ...es256, key_ops: ['sign'] }),
    mend: without('key_ops'),
  },
  {
    reason: 'key metadata of the wrong type: it decides nothing here but is reported',
    rule: 'key-jwk-form',
    example: compact({}, { ...es256, ext: 'yes' }),
    mend: without('alg', 'use', 'key_ops', 'ext'),
  },
  {
    reason: 'key members in the standard base64 alphabet: they are read but reported',
    rule: 'key-jwk-form',
    example: compact({ alg: 'HS256' }, { ...secret.jwk, k: String(secret.jwk['k']).replaceAll('-', '+').replaceAll('_', '/') }, secret),
    mend: (one) => ({
      ...one,
      jwks: one.jwks.map((jwk) =>
        Object.fromEntries(
          Object.entries(jwk).map(([name, value]) => [
            name,
            ['k', 'pub'].includes(name) && typeof value === 'string' ? Buffer.from(value, 'base64').toString('base64url') : value,
          ]),
        ),
      ),
    }),
  },
  {
    reason: 'whitespace and line breaks inside a compact token: e-mail puts them there, so they are left out and reported',
    rule: 'env-whitespace-inside',
    example: ((one) => ({ ...one, text: one.text.replace('.', '\n.') }))(compact()),
    mend: (one) => ({ ...one, text: inspect(one.text).token?.compact ?? one.text }),
  },
]

/** The first forgery with that name that Node accepts. */
function forged(start: string): JwsCase {
  const all = Object.values(FORGERIES).flatMap((make) => make())
  const [, text, key] = all.find(([name]) => name.startsWith(start))!
  return { text, jwks: [{ ...key }] }
}

/** Tests whether an answer names this reading problem. */
export const hasProblem =
  (kind: ReadingProblemKind) =>
  ({ problems }: Pick<JwsAnswer, 'problems'>) =>
    problems.includes(kind)

export const STRICTER: readonly Stricter[] = [
  {
    reason: 'padding, which RFC 7515 section 2 leaves out',
    example: ((one) => ({ ...one, text: `${one.text}==` }))(compact()),
    applies: ({ each }) => each.includes('unreadable not-base64url'),
  },
  {
    reason: 'a space inside a JSON serialization: it is not base64url (RFC 7515 section 2)',
    example: json((made) => ({ ...made, signature: `${made.signature} ` })),
    applies: hasProblem('character'),
  },
  {
    reason: 'a member of the outer object twice: readers take one or the other (RFC 8259 section 4)',
    example: json((made) => JSON.stringify(made).replace('{', `{"payload":"${b64('{"admin":true}')}",`)),
    applies: hasProblem('member-twice'),
  },
  {
    reason: '"signature" beside "signatures": two forms in one (RFC 7515 section 7.2.2)',
    example: json((made) => ({ ...general(made), signature: 'AAAA' })),
    applies: hasProblem('two-forms'),
  },
  {
    reason: 'a member that jose ignores has the wrong type (RFC 7515 section 7.2.1)',
    example: json((made) => ({ ...general(made), header: 'x' })),
    applies: hasProblem('member-type'),
  },
  {
    reason: 'an empty "protected", which must then be absent (RFC 7515 section 7.2.1)',
    example: json((made) => ({ ...general(made), protected: '' })),
    applies: hasProblem('member-empty'),
  },
  {
    reason: '"b64" that is not boolean, and not critical (RFC 7797 section 3)',
    example: compact({ head: '{"alg":"ES256","b64":"no"}' }),
    applies: hasProblem('b64-type'),
  },
  {
    reason: '"b64" outside the protected header (RFC 7797 section 3)',
    example: json((made) => ({ ...made, header: { b64: true } })),
    applies: hasProblem('b64-unprotected'),
  },
  {
    reason: '"b64" is false and not critical: such a token must be rejected (RFC 7797 section 6)',
    example: compact({ head: '{"alg":"ES256","b64":false}' }),
    applies: ({ each }) => each.includes('unsupported b64-not-critical'),
  },
  ...(
    [
      ['a name in both headers', 'two-headers', { header: { alg: 'ES256' } }],
      ['"crit" outside the protected header', 'crit-unprotected', { header: { crit: ['x'] } }],
      ['"crit" that is not a list', 'crit-type', { protected: b64('{"alg":"ES256","crit":"x"}') }],
      [
        '"b64" that is not the same for all',
        'b64-differs',
        { protected: b64('{"alg":"ES256","b64":false,"crit":["b64"]}'), signature: undefined },
      ],
    ] as const
  ).map(([reason, kind, other]): Stricter => ({
    reason: `${reason}, in one of several signatures: jose skips it and accepts another`,
    example: json(({ payload, ...entry }) => ({ payload, signatures: [entry, { ...entry, ...other }] })),
    applies: hasProblem(kind),
  })),
  ...(['EdDSA: a key of small order', 'RS256: a key with e = 1'] as const).map((forgery): Stricter => ({
    reason: `${forgery}: anyone can sign under it, and jose leaves the check to the engine, and Node accepts it`,
    example: forged(forgery),
    applies: ({ each }) => each.includes('key-problem key-unsafe'),
  })),
  {
    reason: 'only some of several signatures verify: jose accepts the first that does',
    example: json((made) => general(made, { protected: made.protected, signature: 'AAAA' })),
    applies: ({ state }) => state === 'partial',
  },
  {
    reason:
      'an unencoded payload with a "~" in a compact token: it reads as an SD-JWT, and RFC 7797 section 5.2 lets profiles forbid characters',
    example: compact({ head: '{"alg":"ES256","b64":false,"crit":["b64"]}', payload: 'a~b', raw: true }),
    applies: ({ state }) => state === 'no JWS',
  },
]
