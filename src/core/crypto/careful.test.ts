// Checks that unsafe keys are rejected. The forgeries are real, and each is accepted by some browser's Web Crypto.
import { generateKeyPairSync, sign as signWithNode, type KeyPairKeyObjectResult, type RSAPSSKeyPairKeyObjectOptions } from 'node:crypto'
import { ed25519 } from '@noble/curves/ed25519.js'
import { ed448 } from '@noble/curves/ed448.js'
import { describe, expect, it } from 'vitest'
import { decodeBase64url, encodeBase64url } from '../text/base64url.ts'
import { readKey } from '../keys/read/read-key.ts'
import { verify, type VerifyInput } from './verify.ts'

const message = new TextEncoder().encode('eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJhZG1pbiJ9')
const received = (alg: string, signature: Uint8Array): VerifyInput => ({
  alg,
  kid: undefined,
  unknownCritical: [],
  critMalformed: false,
  signingInput: message,
  signature: new Uint8Array(signature),
})
const okp = (crv: string, x: Uint8Array) => readKey(JSON.stringify({ kty: 'OKP', crv, x: encodeBase64url(x) }), { alg: 'EdDSA' })

describe('an Edwards key of small order', () => {
  // The eight points of the torsion group, which are the multiples of a point of order eight.
  const eighth = ed25519.Point.fromHex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a')
  const points = Array.from({ length: 8 }, (_, i) => (i === 0 ? ed25519.Point.ZERO : eighth.multiplyUnsafe(BigInt(i))).toBytes())

  it('is one of eight on Ed25519, and each is rejected, under "EdDSA" and "Ed25519"', async () => {
    expect(new Set(points.map((point) => encodeBase64url(point))).size).toBe(8)
    const forged = Uint8Array.of(...ed25519.Point.ZERO.toBytes(), ...new Uint8Array(32))
    for (const point of points) {
      for (const alg of ['EdDSA', 'Ed25519']) {
        expect(await verify(received(alg, forged), await okp('Ed25519', point))).toMatchObject({
          state: 'key-problem',
          problem: { id: 'key-unsafe' },
        })
      }
    }
  })

  it('is one of four on Ed448', async () => {
    const [one, minusOne] = [ed448.Point.ZERO.toBytes(), ed448.Point.fromAffine({ x: 0n, y: ed448.Point.Fp.ORDER - 1n }).toBytes()]
    const zero = new Uint8Array(57)
    const negative = zero.with(56, 0x80)
    for (const point of [one, minusOne, zero, negative]) {
      expect(await verify(received('Ed448', new Uint8Array(114)), await okp('Ed448', point))).toMatchObject({
        state: 'key-problem',
        problem: { id: 'key-unsafe' },
      })
    }
  })

  it('is also rejected in a second encoding, which only some decoders accept', async () => {
    const prime = (2n ** 255n - 19n).toString(16).padStart(64, '0')
    for (const last of [0, 1, 3]) {
      const encoded = Uint8Array.from(Buffer.from(prime, 'hex')).toReversed()
      encoded[0]! += last
      expect(await verify(received('EdDSA', new Uint8Array(64)), await okp('Ed25519', encoded))).toMatchObject({
        state: 'key-problem',
        problem: { id: 'key-unsafe' },
      })
    }
  })

  it('is never generated', async () => {
    for (const [crv, curve] of [
      ['Ed25519', ed25519],
      ['Ed448', ed448],
    ] as const) {
      const { secretKey, publicKey } = curve.keygen()
      expect((await verify(received('EdDSA', curve.sign(message, secretKey)), await okp(crv, publicKey))).state).toBe('valid')
    }
  })
})

describe('an RSA key without a trapdoor', () => {
  it.each(['AQ', 'Ag', 'BA'])('with the exponent %s is rejected', async (e) => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const { n } = publicKey.export({ format: 'jwk' })
    const reading = await readKey(JSON.stringify({ kty: 'RSA', n, e }), { alg: 'RS256' })
    for (const alg of ['RS256', 'PS256']) {
      expect(await verify(received(alg, decodeBase64url(n!).bytes), reading)).toMatchObject({
        state: 'key-problem',
        problem: { id: 'key-unsafe' },
      })
    }
  })
})

describe('an RSA key restricted to RSASSA-PSS (RFC 4055 section 1.2)', () => {
  // Node's types lack the form without a hash, and declare the salt's length as text.
  const generate = (options: object): KeyPairKeyObjectResult =>
    generateKeyPairSync('rsa-pss', { modulusLength: 2048, ...options } as RSAPSSKeyPairKeyObjectOptions)
  const pss = (hash: string) => generate({ hashAlgorithm: hash, mgf1HashAlgorithm: hash, saltLength: 32 })
  const any = generate({})
  const pem = (pair: KeyPairKeyObjectResult) => pair.publicKey.export({ format: 'pem', type: 'spki' }) as string
  const stateOf = async (alg: string, text: string, signature: Uint8Array = new Uint8Array(256)) =>
    verify(received(alg, signature), await readKey(text, { alg }))

  it('verifies PS256, but not RS256', async () => {
    for (const pair of [any, pss('sha256')]) {
      const made = signWithNode('sha256', message, { key: pair.privateKey, saltLength: 32 })
      expect((await stateOf('PS256', pem(pair), made)).state).toBe('valid')
      expect(await stateOf('RS256', pem(pair))).toMatchObject({ state: 'key-problem', problem: { id: 'key-alg-mismatch' } })
    }
  })

  it('with its own hash does not verify with another', async () => {
    expect(await stateOf('PS512', pem(pss('sha256')))).toMatchObject({
      state: 'key-problem',
      problem: { id: 'key-alg-mismatch', found: 'an RSA key for RSASSA-PSS only, with SHA-256' },
    })
    expect((await stateOf('PS512', pem(any))).state).toBe('mismatch')
  })

  it('says so of its private half', async () => {
    const text = any.privateKey.export({ format: 'pem', type: 'pkcs8' }) as string
    expect(await stateOf('RS256', text)).toMatchObject({ state: 'key-problem', problem: { id: 'key-alg-mismatch' } })
  })
})
