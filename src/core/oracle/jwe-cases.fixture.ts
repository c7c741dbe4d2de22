// Generates encrypted tokens of every algorithm and form, most of them altered, for the oracle to give to our code and to its judge.
import { Buffer } from 'node:buffer'
import * as node from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import type { JWK } from 'jose'
import { keyManagements } from '../algorithms/encryption-algorithms.ts'
import type { JweCase } from './jwe-judge.fixture.ts'
import { replaceBend } from './bends.fixture.ts'
import type { Json } from './keys.fixture.ts'
import { ENC, seal, wrap } from './node-jwe.fixture.ts'

const pair = (type: string, options: object = {}) =>
  (node.generateKeyPairSync as (type: string, options: object) => node.KeyPairKeyObjectResult)(type, options).privateKey.export({
    format: 'jwk',
  }) as JWK
const secret = (bytes: number): JWK => ({ kty: 'oct', k: node.randomBytes(bytes).toString('base64url') })

const RSA = [pair('rsa', { modulusLength: 2048 }), pair('rsa', { modulusLength: 1792 })]
const AGREEMENT = [...['P-256', 'P-384', 'P-521'].map((namedCurve) => pair('ec', { namedCurve })), pair('x25519'), pair('x448')]
const SECRETS = new Map([8, 16, 24, 32, 48, 64].map((bytes) => [bytes, secret(bytes)]))

/** The keys that an "alg" may be opened with; `small` is the RSA key that careful libraries reject. */
export function keysFor(alg: string, enc: string): readonly JWK[] {
  if (alg.startsWith('RSA')) return RSA
  if (alg.startsWith('ECDH')) return AGREEMENT
  if (alg.startsWith('PBES2')) return [SECRETS.get(8)!]
  return [SECRETS.get(alg === 'dir' ? ENC[enc]! : Number(/^A(\d+)/.exec(alg)![1]) / 8)!]
}

/** The "alg" of every way to encrypt. */
export const ALGS: readonly string[] = keyManagements.map(({ name }) => name)

const b64 = (text: string | Buffer) => Buffer.from(text as string).toString('base64url')

interface Recipient {
  readonly alg: string
  readonly key: number
}

export interface JweParts {
  readonly form?: 'compact' | 'flattened' | 'general' | undefined
  readonly recipients?: readonly Recipient[]
  readonly enc?: string
  readonly plaintext?: string
  readonly aad?: string | undefined
  /** More header parameters, protected with the others. */
  readonly more?: Json
  /** Writes the protected header's text from its members. */
  readonly write?: ((members: Json) => string) | undefined
  /** Where the key management parameters go. */
  readonly place?: 'protected' | 'unprotected' | 'header' | undefined
}

/** A token as the members of its JSON serialization, and the keys of its recipients. */
export function encrypted({
  form = 'compact',
  recipients = [{ alg: 'A128KW', key: 0 }],
  enc = 'A128GCM',
  plaintext = 'text',
  aad,
  more = {},
  write = JSON.stringify,
  place = 'protected',
}: JweParts = {}): { text: string; whole: Json; jwks: JWK[] } {
  const jwks = recipients.map(({ alg, key }) => {
    const keys = keysFor(alg, enc)
    return keys[key % keys.length]!
  })
  const isGeneral = form === 'general'
  const where = form === 'compact' ? 'protected' : isGeneral ? 'header' : place
  let cek: Buffer = node.randomBytes(ENC[enc]!)
  const wrapped = recipients.map(({ alg }, i) => {
    const made = wrap({ ...more, alg, enc }, jwks[i]!, cek)
    ;({ cek } = made)
    return { alg, encryptedKey: made.encryptedKey, parameters: made.parameters }
  })
  const [{ alg, encryptedKey, parameters }] = wrapped as [(typeof wrapped)[0]]
  const members = where === 'protected' ? { alg, enc, ...parameters, ...more } : { enc, ...more }
  const head = b64(write(members))
  const content = more['zip'] === 'DEF' ? deflateRawSync(plaintext) : Buffer.from(plaintext)
  const sealed = seal(enc, cek, content, Buffer.from(aad === undefined ? head : `${head}.${b64(aad)}`))
  const entries = wrapped.map((one) => ({
    ...(where === 'header' && { header: { alg: one.alg, ...one.parameters } }),
    ...(one.encryptedKey.length > 0 && { encrypted_key: b64(one.encryptedKey) }),
  }))
  const whole: Json = {
    protected: head,
    ...(where === 'unprotected' && { unprotected: { alg, ...parameters } }),
    ...(isGeneral ? { recipients: entries } : entries[0]),
    ...(aad !== undefined && { aad: b64(aad) }),
    iv: b64(sealed.iv),
    ciphertext: b64(sealed.ciphertext),
    tag: b64(sealed.tag),
  }
  const segments = [head, b64(encryptedKey), b64(sealed.iv), b64(sealed.ciphertext), b64(sealed.tag)]
  return { text: form === 'compact' ? segments.join('.') : JSON.stringify(whole), whole, jwks }
}

const name = fc.constantFrom('alg', 'enc', 'zip', 'crit', 'epk', 'iv', 'tag', 'p2s', 'p2c', 'apu', 'apv', 'kid', 'typ', 'x')
const value = fc.oneof(
  fc.constantFrom<unknown>('dir', 'A128GCM', 'DEF', 'QWxpY2U', '', null, 0, 1, ['x'], [], {}, true),
  fc.jsonValue({ maxDepth: 1 }),
)
const MEMBERS = ['protected', 'unprotected', 'header', 'encrypted_key', 'recipients', 'aad', 'iv', 'ciphertext', 'tag', 'payload', 'x']

const headBend = fc.oneof(
  { weight: 6, arbitrary: fc.constant(undefined) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('set' as const), name, value }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('twice' as const), name, value }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(...(['zip', 'spaces', 'bom', 'parties', 'same-parties', 'short-salt'] as const).map((how) => ({ do: how }))),
  },
)

const textBend: fc.Arbitrary<TextBend | undefined> = fc.oneof(
  { weight: 4, arbitrary: fc.constant(undefined) },
  {
    weight: 2,
    arbitrary: replaceBend,
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('member', 'first', 'set'), name: fc.constantFrom(...MEMBERS), value }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('drop'), name: fc.constantFrom(...MEMBERS) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('cut'), name: fc.constantFrom('encrypted_key', 'iv', 'ciphertext', 'tag'), to: fc.nat(24) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('unprotected', 'header'), name, value }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom('pad', 'standard', 'space'), name: fc.constantFrom(...MEMBERS) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('entry'), at: fc.nat(), how: fc.constantFrom('copy', 'replace', 'empty', 'set'), name, value }),
  },
)
type TextBend = {
  do: string
  name?: string
  value?: unknown
  at?: number
  removed?: number
  inserted?: string
  to?: number
  how?: string
}

const misuse = fc.constantFrom<Json>(
  ...['A128KW', 'dir', 'A128GCM', 'RSA-OAEP', 'ECDH-ES', 'ES256', 5].map((alg) => ({ alg })),
  ...['enc', 'sig', '', 7].map((use) => ({ use })),
  ...[['decrypt'], ['unwrapKey'], ['deriveBits'], ['deriveBits', 'deriveBits'], ['verify'], [], 'decrypt'].map((key_ops) => ({ key_ops })),
  ...[true, 'x'].map((ext) => ({ ext })),
)

/** Any such case. */
export const jweCase: fc.Arbitrary<JweCase> = fc
  .record({
    form: fc.constantFrom('compact' as const, 'flattened' as const, 'general' as const),
    recipients: fc.array(fc.record({ alg: fc.constantFrom(...ALGS), key: fc.nat(9) }), { minLength: 1, maxLength: 3 }),
    enc: fc.constantFrom(...Object.keys(ENC)),
    plaintext: fc.string({ maxLength: 30 }),
    aad: fc.option(fc.string({ maxLength: 5, minLength: 1 }), { freq: 4, nil: undefined }),
    place: fc.constantFrom('protected' as const, 'protected' as const, 'unprotected' as const, 'header' as const),
    head: headBend,
    bend: textBend,
    given: fc.nat(9),
    misuse: fc.option(misuse, { freq: 5 }),
  })
  .map(({ head, bend, given, misuse: how, ...parts }) => {
    const recipients = parts.form === 'general' ? parts.recipients : parts.recipients.slice(0, 1)
    const aad = parts.form === 'compact' ? undefined : parts.aad
    const { whole, jwks } = encrypted({ ...parts, recipients, aad, ...headParts(head) })
    const own: JWK = Object.assign({}, jwks[given % jwks.length], how)
    const [{ alg, key }] = recipients as [Recipient]
    const keys = keysFor(alg, parts.enc)
    const other = keys[(key + 1) % keys.length]!
    const text = bent(whole, parts.form, bend)
    if (given === 9) return { text, jwks: [other, { ...own, kid: 'k1' }], isSet: true }
    return { text, jwks: [given === 8 ? other : own], isSet: false }
  })

function headParts(head: typeof headBend extends fc.Arbitrary<infer T> ? T : never): Pick<JweParts, 'more' | 'write'> {
  switch (head?.do) {
    case undefined:
      return {}
    case 'set':
      return { write: (members) => JSON.stringify({ ...members, [head.name]: head.value }) }
    case 'twice':
      return { write: (members) => `${JSON.stringify(members).slice(0, -1)},${JSON.stringify(head.name)}:${JSON.stringify(head.value)}}` }
    case 'zip':
      return { more: { zip: 'DEF' } }
    case 'spaces':
      return { write: (members) => JSON.stringify(members, undefined, 1) }
    case 'bom':
      return { write: (members) => `\ufeff${JSON.stringify(members)}` }
    case 'parties':
      return { more: { apu: 'QWxpY2U', apv: 'Qm9i' } }
    case 'same-parties':
      return { more: { apu: 'Qm9i', apv: 'Qm9i' } }
    case 'short-salt':
      return { more: { p2s: 'c2FsdA' } }
  }
}

function bent(whole: Json, form: string, bend: TextBend | undefined): string {
  const compact = (value: Json) =>
    ['protected', 'encrypted_key', 'iv', 'ciphertext', 'tag'].map((each) => (value[each] as string | undefined) ?? '').join('.')
  const write = (value: Json) => (form === 'compact' ? compact(value) : JSON.stringify(value))
  const text = write(whole)
  if (!bend) return text
  const { name: at = '', value: to } = bend
  const own = whole[at]
  const put = (changed: string) => (typeof own === 'string' ? write({ ...whole, [at]: changed }) : text)
  switch (bend.do) {
    case 'replace': {
      const from = bend.at! % (text.length + 1)
      return text.slice(0, from) + bend.inserted! + text.slice(from + bend.removed!)
    }
    case 'member':
      return form === 'compact' ? text : `${text.slice(0, -1)},${JSON.stringify(at)}:${JSON.stringify(to)}}`
    case 'first':
      return form === 'compact' ? text : `{${JSON.stringify(at)}:${JSON.stringify(to)},${text.slice(1)}`
    case 'set':
      return form === 'compact' ? text : write({ ...whole, [at]: to })
    case 'drop':
      return write({ ...whole, [at]: undefined })
    case 'cut':
      return put(String(own).slice(0, bend.to))
    case 'pad':
      return put(`${String(own)}=`)
    case 'standard':
      return put(String(own).replaceAll('-', '+').replaceAll('_', '/'))
    case 'space':
      return put(`${String(own)} `)
    case 'unprotected':
    case 'header':
      return form === 'compact' ? text : write({ ...whole, [bend.do]: { ...(whole[bend.do] as Json | undefined), [at]: to } })
    case 'entry': {
      const entries = whole['recipients'] as Json[] | undefined
      if (!entries) return text
      const i = bend.at! % entries.length
      const entry = entries[i]!
      const changed =
        bend.how === 'copy'
          ? [entry, entry]
          : bend.how === 'replace'
            ? [to]
            : [{ ...entry, header: { ...(entry['header'] as Json), [at]: to } }]
      return write({ ...whole, recipients: bend.how === 'empty' ? [] : entries.toSpliced(i, 1, ...(changed as Json[])) })
    }
    default:
      return text
  }
}
