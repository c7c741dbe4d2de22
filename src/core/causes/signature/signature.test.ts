// Checks that defects of the signature's bytes and of the algorithm, planted with node:crypto, are named.
import { constants, generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { b64u, ed25519, hs, mac, otherRsa, p256, p384, p521, pem, rsa, SECRET, signed } from '../made-with-node.fixture.ts'
import { causeOf, why } from '../planted.fixture.ts'

const replaced = (token: string, change: (signature: Buffer) => string) => {
  const [head, body, signature] = token.split('.') as [string, string, string]
  return `${head}.${body}.${change(Buffer.from(signature, 'base64url'))}`
}

describe('a signature in another form', () => {
  it.each<[string, string, (signature: Buffer) => string]>([
    ['signature-hex', 'hex text', (bytes) => bytes.toString('hex')],
    ['signature-hex', 'base64url of hex', (bytes) => b64u(bytes.toString('hex'))],
    ['signature-double-encoded', 'twice base64url', (bytes) => b64u(b64u(bytes))],
    ['signature-double-encoded', 'base64 inside base64url', (bytes) => b64u(bytes.toString('base64'))],
    ['signature-double-encoded', 'three times', (bytes) => b64u(b64u(b64u(bytes)))],
    ['signature-truncated', '24 bytes', (bytes) => b64u(bytes.subarray(0, 24))],
    ['signature-truncated', '10 bytes', (bytes) => b64u(bytes.subarray(0, 10))],
  ])('%s: %s', async (id, _, change) => expect(await causeOf(replaced(hs(SECRET), change), SECRET)).toBe(id))

  it('is not called truncated if fewer than 80 bits match', async () => {
    expect(
      await causeOf(
        replaced(hs(SECRET), (bytes) => b64u(bytes.subarray(0, 9))),
        SECRET,
      ),
    ).toBe('none-fits')
  })
  it('reports how many bits match', async () => {
    const { held } = await why(
      replaced(hs(SECRET), (bytes) => b64u(bytes.subarray(0, 16))),
      SECRET,
    )
    expect(held).toMatchObject([{ proof: { by: 'prefix', bits: 128, of: 256 }, fix: [{ do: 'set-segment', part: 'signature' }] }])
  })
  it('is found together with a secret that was decoded wrongly', async () => {
    const secret = Buffer.from('00112233445566778899aabbccddeeff', 'hex')
    expect(
      await causeOf(
        replaced(hs(secret), (bytes) => bytes.toString('hex')),
        secret.toString('base64'),
      ),
    ).toBe('secret-is-encoded signature-hex')
  })
})

/** A signature whose r starts with a zero byte, so that the byte can be lost. */
function withLeadingZero(): string {
  for (;;) {
    const token = signed('ES256', p256.privateKey)
    if (Buffer.from(token.split('.')[2]!, 'base64url')[0] === 0) return token
  }
}

describe('an ECDSA signature in another form', () => {
  it.each([
    ['ES256', p256, 'sha256'],
    ['ES384', p384, 'sha384'],
    ['ES512', p521, 'sha512'],
  ] as const)('is found in DER: %s', async (alg, pair, hash) => {
    const token = signed(alg, pair.privateKey, {}, { dsaEncoding: 'der' }, hash)
    expect(await causeOf(token, pem(pair.publicKey))).toBe('signature-der')
    expect(
      await causeOf(
        replaced(token, (bytes) => bytes.toString('hex')),
        pem(pair.publicKey),
      ),
    ).toMatch(/signature-(?:der|hex)/)
  })
  it('is found without its leading zeros', async () => {
    const token = replaced(withLeadingZero(), (bytes) => b64u(bytes.subarray(1)))
    expect(await why(token, pem(p256.publicKey))).toMatchObject({
      held: [{ id: 'signature-leading-zeros', args: { number: 'r', found: 31, expected: 32 } }],
    })
  })
  it.each<[string, string, (bytes: Buffer) => Uint8Array]>([
    ['signature-order', 's before r', (bytes) => Buffer.concat([bytes.subarray(32), bytes.subarray(0, 32)])],
    [
      'signature-order',
      'little-endian',
      (bytes) => Uint8Array.from([...bytes.subarray(0, 32).toReversed(), ...bytes.subarray(32).toReversed()]),
    ],
    [
      'signature-curve-length',
      '48 bytes each',
      (bytes) => Buffer.concat([Buffer.alloc(16), bytes.subarray(0, 32), Buffer.alloc(16), bytes.subarray(32)]),
    ],
  ])('%s: %s', async (id, _, change) => {
    expect(
      await causeOf(
        replaced(signed('ES256', p256.privateKey), (bytes) => b64u(change(bytes))),
        pem(p256.publicKey),
      ),
    ).toBe(id)
  })
  it('is found when the numbers of ES512 were cut to 64 bytes', async () => {
    for (;;) {
      const token = signed('ES512', p521.privateKey, {}, {}, 'sha512')
      const bytes = Buffer.from(token.split('.')[2]!, 'base64url')
      if (bytes[0] !== 0 || bytes[66] !== 0) continue
      const cut = replaced(token, (whole) => b64u(Buffer.concat([whole.subarray(1, 66), whole.subarray(67)])))
      expect(await causeOf(cut, pem(p521.publicKey))).toMatch(/signature-(?:curve-length|leading-zeros)/)
      return
    }
  })
  it('is found when the key is on another curve than the header says', async () => {
    expect(await causeOf(signed('ES256', p384.privateKey, {}, {}, 'sha384'), pem(p384.publicKey))).toBe('signature-curve-length')
  })
})

describe('another algorithm than the header says', () => {
  it.each([
    ['HS512', 'sha512'],
    ['HS384', 'sha384'],
  ])('alg-other-hash: %s under a header of HS256', async (as, hash) => {
    expect(await why(hs(SECRET, {}, hash), SECRET)).toMatchObject({ held: [{ id: 'alg-other-hash', args: { as } }] })
  })
  it('alg-other-hash: RS512, PS384 and ES256 with SHA-512', async () => {
    expect(await causeOf(signed('RS256', rsa.privateKey, {}, {}, 'sha512'), pem(rsa.publicKey))).toBe('alg-other-hash')
    expect(
      await causeOf(
        signed('PS256', rsa.privateKey, {}, { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 }, 'sha384'),
        pem(rsa.publicKey),
      ),
    ).toBe('alg-other-hash')
    expect(await causeOf(signed('ES256', p256.privateKey, {}, {}, 'sha512'), pem(p256.publicKey))).toBe('alg-other-hash')
  })
  it('alg-rs-ps: either way', async () => {
    expect(
      await causeOf(signed('RS256', rsa.privateKey, {}, { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }), pem(rsa.publicKey)),
    ).toBe('alg-rs-ps')
    expect(await causeOf(signed('PS256', rsa.privateKey), pem(rsa.publicKey))).toBe('alg-rs-ps')
  })
  it.each([0, 20, 222])('pss-salt-length: %i bytes', async (saltLength) => {
    const token = signed('PS256', rsa.privateKey, {}, { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength })
    expect(await why(token, pem(rsa.publicKey))).toMatchObject({ held: [{ id: 'pss-salt-length', args: { salt: saltLength } }] })
  })
  it('alg-other-family: the key suits another algorithm', async () => {
    expect(await why(signed('HS256', rsa.privateKey), pem(rsa.publicKey))).toMatchObject({
      held: [{ id: 'alg-other-family', args: { as: 'RS256' } }],
    })
    expect(await why(signed('RS256', p256.privateKey), pem(p256.publicKey))).toMatchObject({
      held: [{ id: 'alg-other-family', args: { as: 'ES256' } }],
    })
    expect(await why(signed('RS256', ed25519.privateKey, {}, {}, null), pem(ed25519.publicKey))).toMatchObject({
      held: [{ id: 'alg-other-family', args: { as: 'Ed25519' } }],
    })
    expect(await why(hs(SECRET, { header: '{"alg":"RS256"}' }), SECRET)).toMatchObject({
      held: [{ id: 'alg-other-family', args: { as: 'HS256' } }],
    })
  })
  it('alg-eddsa-name: the key is on the other curve', async () => {
    const ed448 = generateKeyPairSync('ed448')
    expect(await causeOf(signed('Ed25519', ed448.privateKey, {}, {}, null), pem(ed448.publicKey))).toBe('alg-eddsa-name')
  })
})

describe('a wrong public key', () => {
  it.each([
    ['RS256', rsa, otherRsa],
    ['ES256', p256, generateKeyPairSync('ec', { namedCurve: 'P-256' })],
  ])('is explained by nothing: %s', async (alg, own, other) => {
    const report = await why(signed(alg, own.privateKey), pem(other.publicKey))
    expect(report.held.map((each) => each.id)).toEqual(['none-fits'])
    expect(report.tried).toBeGreaterThan(100)
    expect(report.tried).toBeLessThanOrEqual(600)
  })
  it('and so are random bytes as a signature', async () => {
    expect(
      await causeOf(
        replaced(hs(SECRET), () => b64u(mac('a', 'b'))),
        SECRET,
      ),
    ).toBe('none-fits')
  })
})
