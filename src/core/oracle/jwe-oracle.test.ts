// The oracle of encryption: what opens here opens in jose with the same key and gives the same bytes, and the other way round, but for what is listed.
import * as node from 'node:crypto'
import fc from 'fast-check'
import { FlattenedEncrypt, flattenedDecrypt, type FlattenedJWE, type JWK, importJWK } from 'jose'
import { expect, it } from 'vitest'
import { cases } from '../../../checks/cases.ts'
import { decryptJwe } from '../crypto/decrypt.ts'
import { inspect } from '../inspect.ts'
import { readKey } from '../keys/read/read-key.ts'

const jwkOf = (type: string, options: object) =>
  (node.generateKeyPairSync as (type: string, options: object) => node.KeyPairKeyObjectResult)(type, options).privateKey.export({
    format: 'jwk',
  }) as JWK
const secret = (bytes: number): JWK => ({ kty: 'oct', k: node.randomBytes(bytes).toString('base64url') })
const rsa = jwkOf('rsa', { modulusLength: 2048 })
const p256 = jwkOf('ec', { namedCurve: 'P-256' })
const x25519 = jwkOf('x25519', {})

/** Content encryption with the bytes of its key. */
const ENC = [
  ['A128GCM', 16],
  ['A192GCM', 24],
  ['A256GCM', 32],
  ['A128CBC-HS256', 32],
  ['A192CBC-HS384', 48],
  ['A256CBC-HS512', 64],
] as const
const ALGS: readonly (readonly [alg: string, key: (keyBytes: number) => JWK])[] = [
  ...[16, 24, 32].flatMap((bytes) => {
    const key = secret(bytes)
    return [[`A${bytes * 8}KW`, () => key] as const, [`A${bytes * 8}GCMKW`, () => key] as const]
  }),
  ['dir', secret],
  ['RSA-OAEP', () => rsa],
  ['RSA-OAEP-256', () => rsa],
  ['ECDH-ES', () => p256],
  ['ECDH-ES+A128KW', () => x25519],
  ['ECDH-ES+A256KW', () => p256],
  ['PBES2-HS256+A128KW', () => ({ kty: 'oct', k: Buffer.from('correct horse battery staple').toString('base64url') })],
]

const member = fc.constantFrom('alg', 'enc', 'zip', 'crit', 'epk', 'iv', 'tag', 'p2s', 'p2c', 'apu', 'kid', 'x')
const value = fc.oneof(
  fc.constantFrom<unknown>('dir', 'A128GCM', 'DEF', '', null, 0, 1, ['x'], [], {}, true),
  fc.jsonValue({ maxDepth: 1 }),
)
const bend = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('byte' as const),
      of: fc.constantFrom(
        'protected' as const,
        'encrypted_key' as const,
        'iv' as const,
        'ciphertext' as const,
        'tag' as const,
        'aad' as const,
      ),
      at: fc.nat(),
      with: fc.constantFrom(...'AQgw-_+/=. '.split('')),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('cut' as const),
      of: fc.constantFrom('encrypted_key' as const, 'iv' as const, 'ciphertext' as const, 'tag' as const),
      to: fc.nat(20),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('header' as const), name: member, value }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('unprotected' as const), name: member, value }) },
)
const oneCase = fc.record({
  alg: fc.constantFrom(...ALGS),
  enc: fc.constantFrom(...ENC),
  text: fc.string({ maxLength: 30 }),
  aad: fc.option(fc.string({ maxLength: 5 }), { freq: 4 }),
  compact: fc.boolean(),
  otherKey: fc.nat(9),
  bend,
})

/** What jose opens and is refused here, each with its reason. */
const STRICTER: readonly { readonly reason: string; readonly applies: (state: string, wellFormed: boolean) => boolean }[] = [
  {
    reason: 'its characters are not base64url as RFC 7515 section 2 has it, or its JSON has not exactly one reading',
    applies: (_, wellFormed) => !wellFormed,
  },
  { reason: 'unreadable: more than one reading', applies: (state) => state === 'unreadable' },
  { reason: 'the text is no token that is found in a text', applies: (state) => state === 'no JWE' },
]

let tried = 0
let opened = 0

it('opens nothing that jose does not open to the same bytes, and refuses nothing that jose opens, but for the list', async () => {
  await fc.assert(
    fc.asyncProperty(oneCase, async ({ alg: [alg, keyOf], enc: [enc, keyBytes], text, aad, compact, otherKey, bend: bent }) => {
      const jwk = keyOf(keyBytes)
      const key = jwk.kty === 'oct' ? Buffer.from(jwk.k!, 'base64url') : await importJWK(publicOf(jwk), alg)
      const encryption = new FlattenedEncrypt(new TextEncoder().encode(text)).setProtectedHeader({ alg, enc })
      if (alg.startsWith('PBES2')) encryption.setKeyManagementParameters({ p2c: 1000 })
      if (aad !== null && !compact) encryption.setAdditionalAuthenticatedData(new TextEncoder().encode(aad))
      const whole = bentJwe(await encryption.encrypt(key), bent)
      if (!whole) return
      const given = otherKey === 0 && jwk.kty === 'oct' ? secret(Buffer.from(jwk.k!, 'base64url').length) : jwk
      tried++
      const shown =
        compact && !('header' in whole)
          ? [whole.protected, whole.encrypted_key ?? '', whole.iv, whole.ciphertext, whole.tag].join('.')
          : JSON.stringify(whole)
      const token = inspect(shown).token
      const ours = token?.object?.kind === 'jwe' ? await decryptJwe(token.object, await readKey(JSON.stringify(given), { alg })) : undefined
      const theirs = await joses(whole, given)
      if (ours?.state === 'decrypted') {
        opened++
        expect(theirs && Buffer.from(theirs).toString('hex')).toBe(Buffer.from(ours.plaintext).toString('hex'))
      } else if (theirs) {
        const state = ours?.state ?? 'no JWE'
        expect(
          STRICTER.some(({ applies }) => applies(state, token?.wellFormed ?? false)),
          `${state} here, opened by jose`,
        ).toBe(true)
      }
    }),
    cases(300),
  )
  expect(opened).toBeGreaterThan(tried / 20)
  // oxlint-disable-next-line no-console -- how much was asked is worth knowing
  console.log(`The oracle asked about ${tried} encrypted tokens; ${opened} opened.`)
})

async function joses(whole: FlattenedJWE, jwk: JWK): Promise<Uint8Array | undefined> {
  try {
    const key = (head: { alg?: string } | undefined, { header }: FlattenedJWE) =>
      (jwk.kty === 'oct' ? Buffer.from(jwk.k!, 'base64url') : importJWK(jwk, head?.alg ?? header?.alg)) as never
    const options = { keyManagementAlgorithms: ALGS.map(([name]) => name) }
    return (await flattenedDecrypt(whole, key as never, options)).plaintext
  } catch {
    return undefined
  }
}

function bentJwe(whole: FlattenedJWE, bent: typeof bend extends fc.Arbitrary<infer T> ? T : never): FlattenedJWE | undefined {
  switch (bent?.do) {
    case undefined:
      return whole
    case 'byte': {
      const text = whole[bent.of]
      if (text === undefined || text === '') return undefined
      const at = bent.at % text.length
      return { ...whole, [bent.of]: text.slice(0, at) + bent.with + text.slice(at + 1) }
    }
    case 'cut':
      return whole[bent.of] === undefined ? undefined : { ...whole, [bent.of]: whole[bent.of]!.slice(0, bent.to) }
    case 'header': {
      const header = { ...(JSON.parse(Buffer.from(whole.protected!, 'base64url').toString()) as object), [bent.name]: bent.value }
      return { ...whole, protected: Buffer.from(JSON.stringify(header)).toString('base64url') }
    }
    case 'unprotected': {
      const own = JSON.parse(Buffer.from(whole.protected!, 'base64url').toString()) as object
      return Object.hasOwn(own, bent.name) ? undefined : { ...whole, header: { [bent.name]: bent.value } }
    }
  }
}

function publicOf({ d: _d, p: _p, q: _q, dp: _dp, dq: _dq, qi: _qi, ...rest }: JWK): JWK {
  return rest
}
