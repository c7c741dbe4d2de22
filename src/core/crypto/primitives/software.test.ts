import fc from 'fast-check'
import * as node from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { cases } from '../../../../checks/cases.ts'
import { algorithmByName, algorithms } from '../../algorithms/algorithms.ts'
import { generateKey } from '../../keys/make/generate-key.ts'
import { publicMembers } from '../../keys/key-material.ts'
import { encodeBase64url } from '../../text/base64url.ts'
import { makeSignature } from './signature.ts'
import { hasSoftware, softwareSigner } from './software.ts'

const message = new TextEncoder().encode('what is signed')

describe('JavaScript in place of Web Crypto', () => {
  it.each(['Ed25519', 'Ed448', 'ES256K'])('%s agrees with node:crypto, and rejects anything that was changed', async (alg) => {
    const row = algorithmByName(alg)!
    const signer = await softwareSigner(row)
    const key = (await generateKey(alg))!
    const signature = signer.sign(key.jwk, message)
    const publicKey = node.createPublicKey({ key: publicMembers(key.jwk) as node.JsonWebKey, format: 'jwk' })
    const digest = row.hash ? 'sha256' : null
    expect(node.verify(digest, message, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature)).toBe(true)
    if (row.deterministic) expect(signature).toEqual((await makeSignature(row, key, message)).signature)
    const privateKey = node.createPrivateKey({ key: key.jwk as node.JsonWebKey, format: 'jwk' })
    for (let i = 0; i < 10; i++) {
      const theirs = node.sign(digest, message, { key: privateKey, dsaEncoding: 'ieee-p1363' })
      expect(signer.verify(key.jwk, theirs, message)).toBe(true)
    }
    fc.assert(
      fc.property(fc.nat(signature.length * 8 - 1), (bit) => {
        const forged = signature.slice()
        forged[bit >> 3]! ^= 1 << (bit & 7)
        expect(signer.verify(key.jwk, forged, message)).toBe(false)
      }),
      cases(20),
    )
    for (const fill of [0, 255]) expect(signer.verify(key.jwk, new Uint8Array(signature.length).fill(fill), message)).toBe(false)
  })

  it('rejects the Ed25519 signature that fits any message with a key of small order (RFC 8032 section 5.1.7)', async () => {
    // With the neutral element as key and as R, and S = 0, the equation holds whatever was signed.
    const neutral = Uint8Array.of(1, ...new Uint8Array(31))
    const signer = await softwareSigner(algorithmByName('Ed25519')!)
    const jwk = { kty: 'OKP' as const, crv: 'Ed25519', x: encodeBase64url(neutral) }
    expect(signer.verify(jwk, Uint8Array.of(...neutral, ...new Uint8Array(32)), message)).toBe(false)
  })

  it('rejects constant bytes as ML-DSA signatures', async () => {
    const key = (await generateKey('ML-DSA-44'))!
    const signer = await softwareSigner(algorithmByName('ML-DSA-44')!)
    for (const fill of [0, 255]) expect(signer.verify(key.jwk, new Uint8Array(2420).fill(fill), message)).toBe(false)
  })
})

it('JavaScript supports exactly the algorithms that some browser lacks, once the curve is known', () => {
  const names = algorithms.filter(hasSoftware).map(({ name }) => name)
  expect(names).toEqual(algorithms.map(({ name }) => name).filter((name) => /^(?:ES256K|Ed25519|Ed448|ML-DSA-\d+)$/.test(name)))
})
