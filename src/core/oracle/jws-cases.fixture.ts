// Generates signed tokens of every algorithm and form, most of them altered, for the oracle to give to our code and to its judge.
import fc from 'fast-check'
import { replaceBend } from './bends.fixture.ts'
import { KEYS, type Json } from './keys.fixture.ts'

/** A text with the key text to check it with; `content` is sent beside a detached payload. */
export interface JwsCase {
  readonly text: string
  readonly jwks: readonly Json[]
  readonly content?: string | undefined
  readonly isSet?: boolean
  /** Node judges RSA signatures, since it also accepts small keys. */
  readonly smallRsa?: boolean
}

const b64 = (text: string) => Buffer.from(text).toString('base64url')
const name = fc.constantFrom('alg', 'kid', 'typ', 'crit', 'b64', 'jwk', 'x', 'enc', 'zip')
const value = fc.oneof(
  fc.constantFrom<unknown>('HS256', 'RS256', 'none', 'EdDSA', '', 'k1', true, false, null, 0, ['b64'], ['exp'], ['b64', 'b64'], [], {}, [
    'HS256',
  ]),
  fc.jsonValue({ maxDepth: 1 }),
)

/** How to alter a signature's header before it is signed. */
const headerBend = fc.oneof(
  { weight: 6, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('set' as const), name, value }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('twice' as const), name, value }) },
  { weight: 1, arbitrary: fc.constant({ do: 'b64' as const }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom({ do: 'spaces' as const }, { do: 'bom' as const }, { do: 'unprotected' as const }, { do: 'both' as const }),
  },
)

const signature = fc.record({
  key: fc.nat(KEYS.length - 1),
  alg: fc.nat(),
  kid: fc.boolean(),
  bend: headerBend,
  unprotected: fc.option(fc.record({ name, value })),
})

/** How to alter the finished text. */
const textBend = fc.oneof(
  { weight: 4, arbitrary: fc.constant(undefined) },
  {
    weight: 2,
    arbitrary: replaceBend,
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('member' as const),
      name: fc.constantFrom('payload', 'signature', 'signatures', 'protected', 'header', 'x'),
      value,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('remove' as const), name: fc.constantFrom('payload', 'signature', 'protected', 'header') }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('entry' as const),
      at: fc.nat(),
      how: fc.constantFrom('set' as const, 'drop' as const, 'copy' as const, 'replace' as const, 'empty' as const),
      name: fc.constantFrom('signature', 'protected', 'header', 'payload', 'x'),
      value,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('first' as const), name: fc.constantFrom('payload', 'signature', 'protected'), value }),
  },
  { weight: 1, arbitrary: fc.constantFrom({ do: 'padding' as const }, { do: 'standard' as const }, { do: 'truncate' as const }) },
)

/** How to alter the key's JWK: metadata that disagrees, members in other encodings. */
const misuse = fc.oneof(
  fc.constantFrom<Json>(
    ...['RS256', 'Ed25519', 'EdDSA', 'Ed448', 'HS256', 'ES256', '', 5].map((alg) => ({ alg })),
    ...['enc', 'sig', '', 7].map((use) => ({ use })),
    ...[['sign'], ['verify'], ['verify', 'verify'], ['verify', 'x'], [], 'verify', [5], ['encrypt']].map((key_ops) => ({ key_ops })),
    { use: 'sig', key_ops: ['decrypt', 'verify'] },
    ...[true, false, 'x'].map((ext) => ({ ext })),
    { kid: 'k0' },
    { kid: 5 },
    { kty: 'EC' },
    { crv: 'P-256' },
    { e: 'AQ' },
    { e: 'Aw' },
  ),
  fc.record({
    re: fc.constantFrom('x', 'y', 'n', 'e', 'k', 'pub'),
    how: fc.constantFrom('padded', 'standard', 'zero', 'stripped', 'space', 'cut', 'changed', 'gone'),
  }),
)

function misused(jwk: Json, how: Json | { re: string; how: string } | null): Json {
  if (!how || !('re' in how)) return { ...jwk, ...how }
  const name = how.re as string
  const text = jwk[name]
  if (typeof text !== 'string') return jwk
  const bytes = Buffer.from(text, 'base64url')
  const forms: Record<string, string | undefined> = {
    padded: `${text}${'='.repeat((4 - (text.length % 4)) % 4)}`,
    standard: text.replaceAll('-', '+').replaceAll('_', '/'),
    zero: Buffer.concat([Buffer.alloc(1), bytes]).toString('base64url'),
    stripped: bytes.subarray(bytes[0] === 0 ? 1 : 0).toString('base64url'),
    space: `${text.slice(0, 3)} ${text.slice(3)}`,
    cut: bytes.subarray(0, -1).toString('base64url'),
    changed: Buffer.from(bytes.with(bytes.length - 1, bytes.at(-1)! ^ 1)).toString('base64url'),
    gone: undefined,
  }
  return { ...jwk, [name]: forms[how.how as string] }
}

const keysGiven = fc.constantFrom('right', 'right', 'right', 'other', 'set', 'set-of-all', 'named')

/** Any such case. */
export const jwsCase: fc.Arbitrary<JwsCase> = fc
  .record({
    form: fc.constantFrom('compact', 'compact', 'flattened', 'general'),
    signatures: fc.array(signature, { minLength: 1, maxLength: 3 }),
    payload: fc.oneof(fc.constant('{"sub":"1","exp":4102444800}'), fc.string({ maxLength: 20 }), fc.json({ maxDepth: 1 })),
    detached: fc.nat(9).map((n) => n === 0),
    bend: textBend,
    given: keysGiven,
    misuse: fc.option(misuse, { freq: 4 }),
  })
  .map(build)

type Parts = {
  form: string
  signatures: { key: number; alg: number; kid: boolean; bend: Bend; unprotected: { name: string; value: unknown } | null }[]
  payload: string
  detached: boolean
  bend: TextBend
  given: string
  misuse: Json | { re: string; how: string } | null
}
type Bend = typeof headerBend extends fc.Arbitrary<infer T> ? T : never
type TextBend = typeof textBend extends fc.Arbitrary<infer T> ? T : never

function build({ form, signatures, payload, detached, bend, given, misuse }: Parts): JwsCase {
  const made = (form === 'general' ? signatures : signatures.slice(0, 1)).map((one) => signed(one, payload))
  const [first] = made
  const segment = first!.raw ? payload : b64(payload)
  const carried = detached ? {} : { payload: segment }
  const text =
    form === 'compact'
      ? `${first!.protected}.${detached ? '' : segment}.${first!.signature}`
      : form === 'flattened'
        ? JSON.stringify({ ...carried, ...membersOf(first!) })
        : JSON.stringify({ ...carried, signatures: made.map(membersOf) })
  const own = misused(KEYS[signatures[0]!.key]!.jwk, misuse)
  const jwks =
    given === 'right'
      ? [own]
      : given === 'other'
        ? [KEYS[(signatures[0]!.key + 1) % KEYS.length]!.jwk]
        : given === 'named'
          ? [{ ...own, kid: 'k1' }, KEYS[(signatures[0]!.key + 1) % KEYS.length]!.jwk]
          : given === 'set'
            ? [own, { kty: 'tea' }]
            : KEYS.map((key) => key.jwk)
  return { text: bent(text, bend), jwks, content: detached ? payload : undefined, isSet: given !== 'right' && given !== 'other' }
}

function membersOf({ protected: head, signature: bytes, header }: ReturnType<typeof signed>): Json {
  return { ...(head !== '' && { protected: head }), ...(header && { header }), signature: bytes }
}

function signed({ key, alg: at, kid, bend, unprotected }: Parts['signatures'][number], payload: string) {
  const { algs, sign } = KEYS[key]!
  const alg = algs[at % algs.length]!
  const named = { alg, ...(kid && { kid: 'k1' }) }
  const members: Json =
    bend?.do === 'set' ? { ...named, [bend.name]: bend.value } : bend?.do === 'b64' ? { ...named, b64: false, crit: ['b64'] } : named
  const plain = JSON.stringify(members)
  const text =
    bend?.do === 'twice'
      ? `${plain.slice(0, -1)},${JSON.stringify(bend.name)}:${JSON.stringify(bend.value)}}`
      : bend?.do === 'spaces'
        ? JSON.stringify(members, undefined, 1)
        : bend?.do === 'bom'
          ? `\ufeff${plain}`
          : bend?.do === 'unprotected'
            ? ''
            : plain
  const head = text === '' ? '' : b64(text)
  const raw = bend?.do === 'b64'
  const input = Buffer.from(`${head}.${raw ? payload : b64(payload)}`)
  const extra: Json = {
    ...(unprotected && { [unprotected.name]: unprotected.value }),
    ...((bend?.do === 'unprotected' || bend?.do === 'both') && { alg }),
  }
  return {
    protected: head,
    raw,
    signature: sign(alg, input).toString('base64url'),
    header: Object.keys(extra).length > 0 ? extra : undefined,
  }
}

function bent(text: string, bend: TextBend): string {
  switch (bend?.do) {
    case undefined:
      return text
    case 'replace': {
      const at = bend.at % (text.length + 1)
      return text.slice(0, at) + bend.inserted + text.slice(at + bend.removed)
    }
    case 'member':
      return text.startsWith('{') ? `${text.slice(0, -1)},${JSON.stringify(bend.name)}:${JSON.stringify(bend.value)}}` : text
    case 'first':
      return text.startsWith('{') ? `{${JSON.stringify(bend.name)}:${JSON.stringify(bend.value)},${text.slice(1)}` : text
    case 'entry':
      return text.startsWith('{') ? withEntry(JSON.parse(text) as Json, bend) : text
    case 'remove':
      return text.replace(new RegExp(`"${bend.name}":"[^"]*",?`), '')
    case 'padding':
      return text.startsWith('{') ? text.replace(/("signature":"[^"]*)"/, '$1=="') : `${text}==`
    case 'standard':
      return text.replace(/-/g, '+').replace(/_/g, '/')
    case 'truncate':
      return text.startsWith('{') ? text.replace(/[^"]"(\}*\]?\}*)$/, '"$1') : text.slice(0, -1)
  }
}

/** A serialization with one signature changed, or all of it if it has no list of signatures. */
function withEntry(whole: Json, { at, how, name, value }: Extract<TextBend, { do: 'entry' }>): string {
  const { signatures } = whole
  if (!Array.isArray(signatures)) return JSON.stringify(how === 'drop' ? { ...whole, [name]: undefined } : { ...whole, [name]: value })
  const i = at % signatures.length
  const entry = signatures[i] as Json
  const put = (...entries: unknown[]) => JSON.stringify({ ...whole, signatures: signatures.toSpliced(i, 1, ...entries) })
  switch (how) {
    case 'set':
      return put({ ...entry, [name]: value })
    case 'drop':
      return put({ ...entry, [name]: undefined })
    case 'copy':
      return put(entry, entry)
    case 'replace':
      return put(value)
    case 'empty':
      return JSON.stringify({ ...whole, signatures: [] })
  }
}
