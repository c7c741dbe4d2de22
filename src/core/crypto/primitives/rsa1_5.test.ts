// Checks RSAES-PKCS1-v1_5 against what Node's own cryptography produces.
import { constants, generateKeyPairSync, publicEncrypt } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Budget } from '../../budget.ts'
import type { Jwk } from '../../keys/key-material.ts'
import { decryptPkcs1 } from './rsa1_5.ts'

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
const jwk = privateKey.export({ format: 'jwk' }) as unknown as Jwk
const sealed = (message: Uint8Array) => new Uint8Array(publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, message))
const raw = (padded: Uint8Array) => new Uint8Array(publicEncrypt({ key: publicKey, padding: constants.RSA_NO_PADDING }, padded))

/** 128 bytes: 00 02, as many bytes 01 as `noise` says, 00, and bytes 09 to the end. */
function padded(noise: number, start: readonly number[] = [0, 2]): Uint8Array {
  const bytes = new Uint8Array(128).fill(9)
  bytes.set(start)
  bytes.fill(1, 2, 2 + noise)
  bytes[2 + noise] = 0
  return bytes
}

describe('RSAES-PKCS1-v1_5', () => {
  it('decrypts whatever Node encrypts', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 117 }), async (message) => {
        expect([...(await decryptPkcs1(jwk, sealed(message), new Budget()))]).toEqual([...message])
      }),
    )
  })

  it('decrypts it with a key that has no primes', async () => {
    const { kty, n, e, d } = jwk
    const message = Uint8Array.of(1, 2, 3)
    expect(await decryptPkcs1({ kty, n, e, d } as Jwk, sealed(message), new Budget())).toEqual(message)
  })

  it('accepts padding of eight bytes, but not a shorter one or another beginning', async () => {
    expect(await decryptPkcs1(jwk, raw(padded(8)), new Budget())).toHaveLength(128 - 11)
    for (const bytes of [padded(7), padded(8, [0, 1]), padded(8, [1, 2]), new Uint8Array(128).fill(2).fill(0, 0, 1)])
      await expect(decryptPkcs1(jwk, raw(bytes), new Budget())).rejects.toThrow(RangeError)
  })

  it('rejects bytes of the wrong length, and a number that is not less than the modulus', async () => {
    const whole = sealed(Uint8Array.of(1))
    for (const bytes of [whole.slice(1), Uint8Array.of(0, ...whole), new Uint8Array(128).fill(255), new Uint8Array(0)])
      await expect(decryptPkcs1(jwk, bytes, new Budget())).rejects.toThrow('not a ciphertext for this key')
  })

  it('stops when the budget is used up', async () => {
    await expect(decryptPkcs1(jwk, sealed(Uint8Array.of(1)), new Budget({ milliseconds: -1 }))).rejects.toThrow('takes too long')
  })
})
