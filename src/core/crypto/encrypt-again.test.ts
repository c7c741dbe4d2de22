// Checks that a JWE with edited content is encrypted again under its own header, and that other libraries decrypt it.
import { generateKeyPairSync } from 'node:crypto'
import { compactDecrypt, CompactEncrypt, exportJWK, FlattenedEncrypt, generateKeyPair, importJWK, type JWK } from 'jose'
import { describe, expect, it } from 'vitest'
import { inspect } from '../inspect.ts'
import { readKey } from '../keys/read/read-key.ts'
import type { Jwe } from '../token/jwe.ts'
import { decryptJwe } from './decrypt.ts'
import { encrypt, encryptAgain } from './encrypt.ts'

const text = new TextEncoder()
const oct = (bytes: number): JWK => ({ kty: 'oct', k: Buffer.alloc(bytes, 7).toString('base64url') })

function jweOf(token: string): Jwe {
  const object = inspect(token).token?.object
  if (object?.kind !== 'jwe') throw new Error('no JWE')
  return object
}

async function pairOf(alg: string, options: { crv?: string } = {}): Promise<JWK> {
  const { privateKey } = await generateKeyPair(alg, { extractable: true, ...options })
  return exportJWK(privateKey)
}

const rsa = await pairOf('RSA-OAEP-256')

/** Every "alg" that new tokens are made with, and every "enc" (RFC 7518 sections 4.1 and 5.1); X448, which jose lacks, follows below. */
const KEYS: readonly (readonly [alg: string, enc: string, key: () => Promise<JWK> | JWK])[] = [
  ['dir', 'A128CBC-HS256', () => oct(32)],
  ['A128KW', 'A128GCM', () => oct(16)],
  ['A192KW', 'A192CBC-HS384', () => oct(24)],
  ['A256KW', 'A256GCM', () => oct(32)],
  ['A128GCMKW', 'A128GCM', () => oct(16)],
  ['A192GCMKW', 'A192GCM', () => oct(24)],
  ['A256GCMKW', 'A256GCM', () => oct(32)],
  ['RSA-OAEP', 'A128GCM', () => rsa],
  ['RSA-OAEP-256', 'A256GCM', () => rsa],
  ['RSA-OAEP-384', 'A256GCM', () => rsa],
  ['RSA-OAEP-512', 'A256CBC-HS512', () => rsa],
  ['ECDH-ES', 'A256CBC-HS512', () => pairOf('ECDH-ES', { crv: 'P-384' })],
  ['ECDH-ES+A128KW', 'A128GCM', () => pairOf('ECDH-ES+A128KW', { crv: 'P-256' })],
  ['ECDH-ES+A192KW', 'A192GCM', () => pairOf('ECDH-ES+A192KW', { crv: 'P-521' })],
  ['ECDH-ES+A256KW', 'A192GCM', () => pairOf('ECDH-ES+A256KW', { crv: 'X25519' })],
  ['PBES2-HS256+A128KW', 'A128GCM', () => oct(12)],
  ['PBES2-HS384+A192KW', 'A192GCM', () => oct(12)],
  ['PBES2-HS512+A256KW', 'A256GCM', () => oct(12)],
]

describe.each(KEYS)('%s with %s', (alg, enc, makeKey) => {
  it('is encrypted again under the same header, with new random values if the algorithm needs them, and jose opens it', async () => {
    const { alg: _, ...jwk } = await makeKey()
    const key = await importJWK({ ...jwk, alg }, alg)
    const { kty, crv, n, e, x, y } = jwk
    const to = kty === 'oct' ? key : await importJWK(JSON.parse(JSON.stringify({ kty, crv, n, e, x, y, alg })) as JWK, alg)
    const first = new CompactEncrypt(text.encode('{"admin":false}')).setProtectedHeader({ alg, enc, typ: 'JWT', kid: 'é 1.0' })
    if (alg.startsWith('ECDH')) first.setKeyManagementParameters({ apu: text.encode('Alice'), apv: text.encode('Bob') })
    if (alg.startsWith('PBES2')) first.setKeyManagementParameters({ p2c: 1000, p2s: new Uint8Array(16) })
    const token = await first.encrypt(to)
    const reading = await readKey(JSON.stringify(jwk), { alg })
    const made = await encryptAgain(jweOf(token), text.encode('{"admin":true}'), reading)
    if (made.problem) throw new Error(JSON.stringify(made.problem))

    const opened = await compactDecrypt(made.compact, key, { keyManagementAlgorithms: [alg], maxPBES2Count: 1000 })
    expect(new TextDecoder().decode(opened.plaintext)).toBe('{"admin":true}')
    expect(await decryptJwe(jweOf(made.compact), reading)).toMatchObject({ state: 'decrypted', plaintext: text.encode('{"admin":true}') })

    const names = (of: string) => Object.keys(JSON.parse(Buffer.from(of.split('.')[0]!, 'base64url').toString()) as object)
    expect(names(made.compact)).toEqual(names(token))
    const drawn = alg.startsWith('ECDH') || alg.startsWith('PBES2') || alg.includes('GCMKW')
    expect(made.compact.split('.')[0] === token.split('.')[0]).toBe(!drawn)
    for (const part of [2, 3, 4]) expect(made.compact.split('.')[part]).not.toBe(token.split('.')[part])
  })
})

it('X448 is encrypted again, and opened with the private key that Node made', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('x448')
  const alg = 'ECDH-ES+A128KW'
  const whole = await readKey(JSON.stringify(privateKey.export({ format: 'jwk' })), { alg })
  const half = await readKey(JSON.stringify(publicKey.export({ format: 'jwk' })), { alg })
  const first = await encrypt(text.encode('first'), half, { alg, enc: 'A128GCM' })
  const made = await encryptAgain(jweOf(first.compact!), text.encode('second'), whole)
  expect(await decryptJwe(jweOf(made.compact!), whole)).toMatchObject({ state: 'decrypted', plaintext: text.encode('second') })
  expect(made.compact!.split('.')[0]).not.toBe(first.compact!.split('.')[0])
})

describe('encrypting again', () => {
  it('keeps every character of a header if no new random values are needed, whitespace and big numbers too', async () => {
    const header = '{ "enc":"A128GCM", "alg":"dir",\n"n":9007199254740993.0 }'
    const reading = await readKey(JSON.stringify(oct(16)), { alg: 'dir' })
    const jwe = jweOf(`${Buffer.from(header).toString('base64url')}..${'A'.repeat(16)}.AAAA.${'A'.repeat(22)}`)
    const made = await encryptAgain(jwe, text.encode('x'), reading)
    expect(Buffer.from(made.compact!.split('.')[0]!, 'base64url').toString()).toBe(header)
  })

  it('replaces random values in place, and leaves the characters around them', async () => {
    const header = '{"alg":"A128GCMKW", "iv" : "AAAAAAAAAAAAAAAA","enc":"A128GCM","tag":"AAAAAAAAAAAAAAAAAAAAAA", "z":1.0}'
    const reading = await readKey(JSON.stringify(oct(16)), { alg: 'A128GCMKW' })
    const jwe = jweOf(`${Buffer.from(header).toString('base64url')}.${'A'.repeat(22)}.${'A'.repeat(16)}.AAAA.${'A'.repeat(22)}`)
    const made = await encryptAgain(jwe, text.encode('x'), reading)
    const written = Buffer.from(made.compact!.split('.')[0]!, 'base64url').toString()
    expect(written.replace(/"(iv|tag)"( ?: ?)"[\w-]+"/g, '"$1"$2""')).toBe(
      '{"alg":"A128GCMKW", "iv" : "","enc":"A128GCM","tag":"", "z":1.0}',
    )
    expect(await decryptJwe(jweOf(made.compact!), reading)).toMatchObject({ state: 'decrypted' })
  })

  it('compresses if the header says so', async () => {
    const jwk = oct(16)
    const header = Buffer.from('{"alg":"dir","enc":"A128GCM","zip":"DEF"}').toString('base64url')
    const reading = await readKey(JSON.stringify(jwk), { alg: 'dir' })
    const made = await encryptAgain(jweOf(`${header}..${'A'.repeat(16)}.AAAA.${'A'.repeat(22)}`), text.encode('a'.repeat(500)), reading)
    expect(made.compact!.length).toBeLessThan(200)
    expect(await decryptJwe(jweOf(made.compact!), reading)).toMatchObject({ state: 'decrypted', plaintext: text.encode('a'.repeat(500)) })
  })

  it('says why not: a key that does not fit, “crit”, RSA1_5, a JSON serialization', async () => {
    const reading = await readKey(JSON.stringify(oct(16)), { alg: 'dir' })
    const token = (header: object) =>
      `${Buffer.from(JSON.stringify(header)).toString('base64url')}..${'A'.repeat(16)}.AAAA.${'A'.repeat(22)}`
    const attempt = (header: object) => encryptAgain(jweOf(token(header)), text.encode('x'), reading)
    expect(await attempt({ alg: 'RSA-OAEP', enc: 'A128GCM' })).toMatchObject({ problem: { id: 'key-alg-mismatch' } })
    expect(await attempt({ alg: 'dir', enc: 'A128GCM', crit: ['x'], x: 1 })).toMatchObject({ problem: { id: 'key-unsupported' } })
    expect(await attempt({ alg: 'RSA1_5', enc: 'A128GCM' })).toMatchObject({ problem: { id: 'key-unsupported' } })
    const key = await importJWK(oct(16), 'A128GCM')
    const json = await new FlattenedEncrypt(text.encode('x')).setProtectedHeader({ alg: 'dir', enc: 'A128GCM' }).encrypt(key)
    expect(await encryptAgain(jweOf(JSON.stringify(json)), text.encode('y'), reading)).toMatchObject({ problem: { id: 'key-unsupported' } })
  })
})
