// Signed tokens of every algorithm and form, most of them bent: what the oracle puts before our code and before jose.
import * as node from 'node:crypto'
import fc from 'fast-check'

type Json = Record<string, unknown>

/** A key of the generator: what signs, and the JWK that is given to whoever verifies. */
export interface OracleKey {
  readonly algs: readonly string[]
  readonly sign: (alg: string, input: Buffer) => Buffer
  readonly jwk: Json
}

const pair = (type: string, options: object) =>
  (node.generateKeyPairSync as (type: string, options: object) => node.KeyPairKeyObjectResult)(type, options)
const hashOf = (alg: string) => `sha${alg.slice(-3)}`

function asymmetric(algs: readonly string[], { publicKey, privateKey }: node.KeyPairKeyObjectResult): OracleKey {
  const options = (alg: string) =>
    alg.startsWith('PS')
      ? { padding: node.constants.RSA_PKCS1_PSS_PADDING, saltLength: node.constants.RSA_PSS_SALTLEN_DIGEST }
      : alg.startsWith('ES')
        ? { dsaEncoding: 'ieee-p1363' as const }
        : {}
  return {
    algs,
    sign: (alg, input) => node.sign(alg.startsWith('Ed') ? null : hashOf(alg), input, { key: privateKey, ...options(alg) }),
    jwk: publicKey.export({ format: 'jwk' }),
  }
}

function secret(bytes: number): OracleKey {
  const key = node.randomBytes(bytes)
  return {
    algs: ['HS256', 'HS384', 'HS512'],
    sign: (alg, input) => node.createHmac(hashOf(alg), key).update(input).digest(),
    jwk: { kty: 'oct', k: key.toString('base64url') },
  }
}

const RSA = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512']
/** Two of each kind, so that there is always another of the same kind; and some that careful libraries refuse. */
export const KEYS: readonly OracleKey[] = [
  secret(64),
  secret(64),
  secret(8),
  asymmetric(RSA, pair('rsa', { modulusLength: 2048 })),
  asymmetric(RSA, pair('rsa', { modulusLength: 2048 })),
  asymmetric(RSA, pair('rsa', { modulusLength: 1536 })),
  ...['P-256', 'P-256', 'P-384', 'P-521'].map((namedCurve) =>
    asymmetric([`ES${namedCurve === 'P-521' ? '512' : namedCurve.slice(2)}`], pair('ec', { namedCurve })),
  ),
  asymmetric(['EdDSA', 'Ed25519'], pair('ed25519', {})),
  asymmetric(['EdDSA', 'Ed25519'], pair('ed25519', {})),
]

/** One text with the key text that it is checked with; `content` travels beside a detached payload. */
export interface JwsCase {
  readonly text: string
  readonly jwks: readonly Json[]
  readonly content: string | undefined
  readonly isSet: boolean
}

const b64 = (text: string) => Buffer.from(text).toString('base64url')
const name = fc.constantFrom('alg', 'kid', 'typ', 'crit', 'b64', 'jwk', 'x', 'enc', 'zip')
const value = fc.oneof(
  fc.constantFrom<unknown>('HS256', 'RS256', 'none', 'EdDSA', '', 'k1', true, false, null, 0, ['b64'], ['exp'], ['b64', 'b64'], [], {}, [
    'HS256',
  ]),
  fc.jsonValue({ maxDepth: 1 }),
)

/** How one signature's header is bent before it is signed. */
const headerBend = fc.oneof(
  { weight: 6, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('set' as const), name, value }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('twice' as const), name, value }) },
  { weight: 1, arbitrary: fc.constant({ do: 'b64' as const }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom({ do: 'blanks' as const }, { do: 'bom' as const }, { do: 'unprotected' as const }, { do: 'both' as const }),
  },
)

const signature = fc.record({
  key: fc.nat(KEYS.length - 1),
  alg: fc.nat(),
  kid: fc.boolean(),
  bend: headerBend,
  unprotected: fc.option(fc.record({ name, value })),
})

/** How the finished text is bent. */
const textBend = fc.oneof(
  { weight: 4, arbitrary: fc.constant(undefined) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('replace' as const),
      at: fc.nat(),
      removed: fc.nat(2),
      inserted: fc.string({ unit: fc.constantFrom(...'AQgwZz09-_+/=.~ "{}\n'.split('')), maxLength: 2 }),
    }),
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
  { weight: 1, arbitrary: fc.constantFrom({ do: 'padding' as const }, { do: 'standard' as const }, { do: 'truncate' as const }) },
)

const keysGiven = fc.constantFrom('right', 'right', 'right', 'other', 'set', 'set-of-all', 'named')

/** Any of them. */
export const jwsCase: fc.Arbitrary<JwsCase> = fc
  .record({
    form: fc.constantFrom('compact', 'compact', 'flattened', 'general'),
    signatures: fc.array(signature, { minLength: 1, maxLength: 3 }),
    payload: fc.oneof(fc.constant('{"sub":"1","exp":4102444800}'), fc.string({ maxLength: 20 }), fc.json({ maxDepth: 1 })),
    detached: fc.nat(9).map((n) => n === 0),
    bend: textBend,
    given: keysGiven,
    misuse: fc.option(fc.constantFrom<Json>({ alg: 'RS256' }, { use: 'enc' }, { key_ops: ['sign'] }, { use: 'sig' }, { kid: 'k0' }), {
      freq: 5,
    }),
  })
  .map(build)

type Parts = {
  form: string
  signatures: { key: number; alg: number; kid: boolean; bend: Bend; unprotected: { name: string; value: unknown } | null }[]
  payload: string
  detached: boolean
  bend: TextBend
  given: string
  misuse: Json | null
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
  const own = { ...KEYS[signatures[0]!.key]!.jwk, ...misuse }
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
      : bend?.do === 'blanks'
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
