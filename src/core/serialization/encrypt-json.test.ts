// Checks that a JWE in a JSON serialization is encrypted again for all its recipients after an edit, and that jose decrypts it with each key.
import {
  exportJWK,
  FlattenedEncrypt,
  flattenedDecrypt,
  GeneralEncrypt,
  generalDecrypt,
  generateKeyPair,
  importJWK,
  type FlattenedJWE,
  type GeneralJWE,
  type JWK,
} from 'jose'
import { describe, expect, it } from 'vitest'
import { segment } from '../diagnostics/token.fixture.ts'
import { inspect } from '../inspect.ts'
import { readKey } from '../keys/read/read-key.ts'
import type { Jwe } from '../token/jwe.ts'
import { vectorCases } from '../vectors/vector.fixture.ts'
import { decryptJwe } from '../crypto/decrypt.ts'
import { encryptAgain } from '../crypto/encrypt.ts'
import { encryptJsonAgain } from './encrypt-json.ts'

const text = new TextEncoder()
const CONTENT = text.encode('{"admin":true}')
const oct = (bytes: number, kid: string): JWK => ({ kty: 'oct', kid, k: Buffer.alloc(bytes, kid).toString('base64url') })
const pair = async (alg: string, kid: string, crv = 'P-256'): Promise<JWK> => ({
  ...(await exportJWK((await generateKeyPair(alg, { extractable: true, crv })).privateKey)),
  kid,
})
const publicOf = ({ kty, crv, n, e, x, y, k, kid }: JWK) => JSON.parse(JSON.stringify({ kty, crv, n, e, x, y, k, kid })) as JWK
const keySet = (...keys: JWK[]) => readKey(JSON.stringify({ keys }))

function jweOf(token: string): Jwe {
  const object = inspect(token).token?.object
  if (object?.kind !== 'jwe') throw new Error('not a JWE')
  return object
}

const again = async (token: string, ...keys: JWK[]) => encryptJsonAgain(token, jweOf(token), CONTENT, await keySet(...keys))
const openedBy = async (token: string, key: JWK) => {
  const opened = await decryptJwe(jweOf(token), await keySet(key))
  return opened.state === 'decrypted' ? new TextDecoder().decode(opened.plaintext) : opened.state
}

/** Makes a token with jose for several recipients, each with its "alg" in its own header. */
async function forAll(recipients: readonly (readonly [alg: string, key: JWK])[], aad?: string): Promise<string> {
  const general = new GeneralEncrypt(text.encode('{"admin":false}')).setProtectedHeader({ enc: 'A128GCM', typ: 'x' })
  if (aad !== undefined) general.setAdditionalAuthenticatedData(text.encode(aad))
  for (const [alg, key] of recipients)
    general.addRecipient(await importJWK(publicOf(key), alg)).setUnprotectedHeader({ alg, kid: key.kid! })
  return JSON.stringify(await general.encrypt(), null, 2)
}

describe('several recipients', () => {
  it('can all decrypt it, here and with jose', async () => {
    const keys = [oct(16, 'a'), await pair('RSA-OAEP-256', 'b'), await pair('ECDH-ES+A128KW', 'c'), oct(32, 'd')]
    const algs = ['A128KW', 'RSA-OAEP-256', 'ECDH-ES+A128KW', 'A256GCMKW']
    const before = await forAll(
      algs.map((alg, i) => [alg, keys[i]!]),
      'seen by all',
    )
    const { compact, problem } = await again(before, ...keys.map((key) => publicOf(key)))
    expect(problem).toBeUndefined()
    for (const [i, key] of keys.entries()) {
      expect(await openedBy(compact!, key)).toBe('{"admin":true}')
      const whole = JSON.parse(compact!) as GeneralJWE
      const opened = await generalDecrypt({ ...whole, recipients: [whole.recipients[i]!] }, await importJWK(key, algs[i]))
      expect(new TextDecoder().decode(opened.plaintext)).toBe('{"admin":true}')
      expect(new TextDecoder().decode(opened.additionalAuthenticatedData)).toBe('seen by all')
    }
    // Only newly made values differ, and they are in the same places.
    const bare = (json: string) => json.replace(/("(?:encrypted_key|iv|ciphertext|tag|epk)": )(?:"[\w-]+"|\{[^}]*\})/g, '$1')
    expect(bare(compact!)).toBe(bare(before))
    expect(compact).not.toBe(before)
  })

  it('are refused if one key is missing, and the problem names that recipient', async () => {
    const keys = [oct(16, 'a'), oct(16, 'b')]
    const before = await forAll(keys.map((key) => ['A128KW', key]))
    const { problem } = await again(before, keys[0]!)
    expect(problem).toMatchObject({ id: 'key-missing' })
    expect(problem?.found).toContain('recipient 2, “b”')
  })

  it('without key IDs get the key that opens their share, whatever the order of the keys', async () => {
    const keys = [oct(16, 'a'), oct(16, 'b')]
    const named = JSON.parse(await forAll(keys.map((key) => ['A128KW', key]))) as GeneralJWE
    const before = JSON.stringify({ ...named, recipients: named.recipients.map((one) => ({ ...one, header: { alg: 'A128KW' } })) })
    const { compact } = await again(before, keys[1]!, keys[0]!)
    const { recipients } = JSON.parse(compact!) as GeneralJWE
    for (const [i, key] of keys.entries())
      expect(await openedBy(JSON.stringify({ ...(JSON.parse(compact!) as object), recipients: [recipients[i]] }), key)).toBe(
        '{"admin":true}',
      )
  })

  it.each([
    [
      'whose content key belongs to one of them',
      { recipients: [{ header: { alg: 'dir' } }, { header: { alg: 'A128KW' }, encrypted_key: 'A'.repeat(32) }] },
    ],
    [
      'with a parameter in two headers',
      { unprotected: { alg: 'A128KW' }, recipients: [{ header: { alg: 'A128KW' }, encrypted_key: 'AAAA' }] },
    ],
    ['beside members of the flattened form', { encrypted_key: 'AAAA', recipients: [{ header: { alg: 'A128KW' } }] }],
    [
      'with a “crit”',
      { protected: segment({ enc: 'A128GCM', crit: ['x'], x: 1 }), recipients: [{ header: { alg: 'A128KW' }, encrypted_key: 'AAAA' }] },
    ],
    [
      'with different content encryptions',
      {
        protected: undefined,
        recipients: ['A128GCM', 'A256GCM'].map((enc) => ({ header: { alg: 'A128KW', enc }, encrypted_key: 'AAAA' })),
      },
    ],
    ['with RSA1_5, which is never used to encrypt', { recipients: [{ header: { alg: 'RSA1_5' }, encrypted_key: 'AAAA' }] }],
  ])('%s are refused', async (_, members) => {
    const base = { protected: segment({ enc: 'A128GCM' }), iv: 'A'.repeat(16), ciphertext: 'AAAA', tag: 'A'.repeat(22) }
    expect((await again(JSON.stringify({ ...base, ...members }), oct(16, 'a'))).problem).toBeDefined()
  })
})

describe('one recipient in flattened form', () => {
  it.each([
    ['dir', oct(16, 'a')],
    ['A128GCMKW', oct(16, 'a')],
    ['PBES2-HS256+A128KW', oct(12, 'a')],
    ['ECDH-ES', undefined],
    ['RSA-OAEP', undefined],
  ] as const)('%s: new random values go into the protected header, where "alg" is, and jose decrypts it', async (alg, given) => {
    const key: JWK = given ?? (await pair(alg, 'a', 'P-384'))
    const made = new FlattenedEncrypt(text.encode('old'))
      .setProtectedHeader({ alg, enc: 'A128GCM' })
      .setSharedUnprotectedHeader({ kid: 'a' })
    if (alg.startsWith('PBES2')) made.setKeyManagementParameters({ p2c: 1000, p2s: new Uint8Array(16) })
    const before = JSON.stringify(await made.encrypt(await importJWK(publicOf(key), alg)))
    const { compact } = await again(before, key)
    expect(await openedBy(compact!, key)).toBe('{"admin":true}')
    const options = { keyManagementAlgorithms: [alg], maxPBES2Count: 1000 }
    const opened = await flattenedDecrypt(JSON.parse(compact!) as FlattenedJWE, await importJWK(key, alg), options)
    expect(new TextDecoder().decode(opened.plaintext)).toBe('{"admin":true}')
    expect(opened.unprotectedHeader).toBeUndefined()
    expect(opened.sharedUnprotectedHeader).toEqual({ kid: 'a' })
  })

  it('without a protected header gets them where its "alg" is, and keeps the form of "p2c"', async () => {
    const before = `{"unprotected":{"enc":"A128GCM"},"header":{"alg":"PBES2-HS256+A128KW","p2c":1e3, "p2s":"AAAAAAAAAAA"},"encrypted_key":"AAAA","iv":"${'A'.repeat(16)}","ciphertext":"AAAA","tag":"${'A'.repeat(22)}"}`
    const { compact } = await again(before, oct(9, 'a'))
    expect(await openedBy(compact!, oct(9, 'a'))).toBe('{"admin":true}')
    expect(compact).toMatch(
      /^\{"unprotected":\{"enc":"A128GCM"\},"header":\{"alg":"PBES2-HS256\+A128KW","p2c":1e3, "p2s":"[\w-]{22}"\},"encrypted_key":/,
    )
    const ephemeral = before.replace('PBES2-HS256+A128KW', 'ECDH-ES+A128KW').replace(/,"p2c".*?"\}/, '}')
    const key = await pair('ECDH-ES', 'a')
    const agreed = await again(ephemeral, key)
    expect(await openedBy(agreed.compact!, key)).toBe('{"admin":true}')
    expect(JSON.parse(agreed.compact!)).toHaveProperty('header.epk.crv', 'P-256')
  })
})

describe('RFC 7520', () => {
  const cases = vectorCases('rfc7520-jwe').filter(({ id, jwe_json: json }) => json && !id.includes('-5.1-') && !id.includes('5.13'))

  it.each(cases.map((one) => [one.id, one] as const))('%s can be encrypted again', async (_, vector) => {
    const key = vector.key!.value as JWK
    const token = JSON.stringify(vector.jwe_json)
    const { compact, problem } = await again(token, key)
    expect(problem).toBeUndefined()
    expect(await openedBy(compact!, key)).toBe('{"admin":true}')
    expect(Object.keys(JSON.parse(compact!) as object)).toEqual(Object.keys(vector.jwe_json!))
  })

  it('section 5.13 has a recipient with RSA1_5, so it is refused until that one is removed', async () => {
    const vector = vectorCases('rfc7520-jwe').find(({ id }) => id.includes('5.13'))!
    const json = vector.jwe_json as unknown as GeneralJWE
    const keys = vector.keys!.map(({ value }) => value as JWK)
    expect((await again(JSON.stringify(json), ...keys)).problem?.found).toContain('RSA1_5')
    const { compact } = await again(JSON.stringify({ ...json, recipients: json.recipients.slice(1) }), ...keys)
    for (const key of keys.slice(1)) expect(await openedBy(compact!, key)).toBe('{"admin":true}')
  })
})

it('a compact token is encrypted to the key that opens it, if several are possible', async () => {
  const [a, b] = [oct(16, 'a'), oct(16, 'b')]
  const flattened = new FlattenedEncrypt(text.encode('old')).setProtectedHeader({ alg: 'A128KW', enc: 'A128GCM' })
  const { protected: head, encrypted_key: key, iv, ciphertext, tag } = await flattened.encrypt(await importJWK(b, 'A128KW'))
  const made = await encryptAgain(jweOf([head, key, iv, ciphertext, tag].join('.')), CONTENT, await keySet(a, b))
  expect(await openedBy(made.compact!, b)).toBe('{"admin":true}')
  expect(await openedBy(made.compact!, a)).not.toBe('{"admin":true}')
})
