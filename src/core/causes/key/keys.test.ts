// Checks that a wrong, damaged or differently formatted key, planted with node:crypto, is named.
import { createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { b64u, CLAIMS, ed25519, jwk, otherRsa, p256, p384, pem, rsa, signed } from '../made-with-node.fixture.ts'
import { causeOf, why } from '../planted.fixture.ts'

/** Made with openssl for these tests only. */
const CERTIFIED = createPrivateKey(`-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQguXPJtQEN2krQrXFQ
1c1k2yExi+/nN+H2hISE33O4IV+hRANCAAQPk1RWqz+B/JS3uEgPWRDEZPmTrTzO
q75dgJxRqFiYl3M2CKqTFMArTWEjUcSeBX7hvtg/NF+2TNjwxYqXCJRM
-----END PRIVATE KEY-----`)
const CERTIFICATE = new X509Certificate(`-----BEGIN CERTIFICATE-----
MIIBdTCCARugAwIBAgIUK3xyRdXW/P/2tG25/QNHBnyrX5gwCgYIKoZIzj0EAwIw
DzENMAsGA1UEAwwEdGVzdDAgFw0yNjExMjIxMTQzNDNaGA8yMTI2MTAyOTExNDM0
M1owDzENMAsGA1UEAwwEdGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABA+T
VFarP4H8lLe4SA9ZEMRk+ZOtPM6rvl2AnFGoWJiXczYIqpMUwCtNYSNRxJ4FfuG+
2D80X7ZM2PDFipcIlEyjUzBRMB0GA1UdDgQWBBRCTwVakqsZ6tZ+J4a17UqOF89e
pzAfBgNVHSMEGDAWgBRCTwVakqsZ6tZ+J4a17UqOF89epzAPBgNVHRMBAf8EBTAD
AQH/MAoGCCqGSM49BAMCA0gAMEUCIQDLr+vOewkuVUzsoBR7ryQ0+Jpz9pQh4JhH
HQOUssW80wIgD4NUm3HsOhAHnSg/NcSxDehCNaDElo6S+dJwChf+VgM=
-----END CERTIFICATE-----`)

const set = (...keys: object[]) => JSON.stringify({ keys })
const header = (alg: string, kid: string) => JSON.stringify({ alg, kid })

describe('a set of keys', () => {
  const token = signed('RS256', rsa.privateKey, { header: header('RS256', 'b') })
  it('other-key-of-set: the header names the wrong one', async () => {
    const keys = set(jwk(rsa.publicKey, { kid: 'a' }), jwk(otherRsa.publicKey, { kid: 'b' }))
    expect(await why(token, keys)).toMatchObject({
      held: [{ id: 'other-key-of-set', args: { number: 1, kid: 'a', named: 'b' }, fix: [{ do: 'set-key' }] }],
    })
  })
  it('kid-spelling: the right one differs only in case', async () => {
    expect(await causeOf(token, set(jwk(otherRsa.publicKey, { kid: 'b' }), jwk(rsa.publicKey, { kid: 'B' })))).toBe('kid-spelling')
  })
  it('key-metadata-wrong: the right one is marked for encryption', async () => {
    expect(await causeOf(token, set(jwk(otherRsa.publicKey, { kid: 'b' }), jwk(rsa.publicKey, { kid: 'a', use: 'enc' })))).toBe(
      'key-metadata-wrong',
    )
  })
  it('key-rotated: the set has no such key, and the token is old', async () => {
    const { held } = await why(token, set(jwk(otherRsa.publicKey, { kid: 'x' })))
    expect(held).toMatchObject([{ id: 'key-rotated', args: { kid: 'b', issued: '18 Jan 2018' }, proof: undefined }])
  })
  it('key-other-environment: the keys belong to another issuer', async () => {
    const payload = JSON.stringify({ ...CLAIMS, iss: 'https://prod.example/' })
    const report = await why(signed('RS256', rsa.privateKey, { payload }), set(jwk(otherRsa.publicKey)), {
      keyIssuer: 'https://dev.example',
    })
    expect(report.held.map((each) => each.id)).toEqual(['key-other-environment'])
  })
  it('key-in-token-differs: the token’s own key verifies, the given one doesn’t', async () => {
    const own = signed('RS256', rsa.privateKey, { header: JSON.stringify({ alg: 'RS256', jwk: jwk(rsa.publicKey) }) })
    const { held } = await why(own, pem(otherRsa.publicKey))
    expect(held).toMatchObject([{ id: 'key-in-token-differs', args: { from: 'jwk' } }])
    // A button that trusts the token's own key would show a false “valid”.
    expect(held[0]!.fix).toBeUndefined()
  })
  it('key-in-token-differs: the token’s own certificate', async () => {
    const x5c = [CERTIFICATE.raw.toString('base64')]
    const token = signed('ES256', CERTIFIED, { header: JSON.stringify({ alg: 'ES256', x5c }) })
    expect(await why(token, pem(p256.publicKey))).toMatchObject({ held: [{ id: 'key-in-token-differs', args: { from: 'x5c' } }] })
    // If another key signed, the certificate explains nothing.
    expect(await causeOf(signed('ES256', p256.privateKey, { header: JSON.stringify({ alg: 'ES256', x5c }) }), pem(p384.publicKey))).toBe(
      'none-fits',
    )
  })
  it('key-private-given: reported if a private key was given', async () => {
    expect(await causeOf(signed('RS256', rsa.privateKey), pem(otherRsa.privateKey))).toBe('none-fits key-private-given')
  })
})

/** A key whose PEM has a plus sign to damage, but none at the end of a line, where spaces make no difference. */
function pairWithPlus() {
  for (;;) {
    const pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const text = pem(pair.publicKey)
    if (text.includes('+') && !/^\+|\+$/m.test(text)) return pair
  }
}

const damaged = pairWithPlus()
const spki = pem(damaged.publicKey)
const rs256 = signed('RS256', damaged.privateKey)
const body = spki.replace(/-----.*-----\n/g, '')

describe('a damaged key', () => {
  it.each([
    ['no BEGIN line', `${body}-----END PUBLIC KEY-----\n`],
    ['mail quotes', spki.replace(/^/gm, '> ')],
    ['diff marks', spki.replace(/^/gm, '+')],
    ['foreign characters', spki.replace(/\n(?=.{10})/g, '…\n')],
    ['spaces for plus signs', spki.replaceAll('+', ' ')],
    ['percent-encoded', encodeURIComponent(spki)],
  ])('key-pem-damaged: %s', async (_, given) => {
    const { held } = await why(rs256, given)
    expect(held).toMatchObject([{ id: 'key-pem-damaged', proof: { by: 'signature' }, fix: [{ do: 'set-key' }] }])
  })
  it('key-pem-damaged: reported even if the signature still doesn’t verify', async () => {
    const { held } = await why(signed('RS256', otherRsa.privateKey), `${body}-----END PUBLIC KEY-----\n`)
    expect(held).toMatchObject([{ id: 'key-pem-damaged', args: { fact: 'yes' }, proof: undefined }])
  })
  it('key-pem-truncated: the last line was lost', async () => {
    const lines = spki.trim().split('\n')
    expect(await why(rs256, [...lines.slice(0, -3), lines.at(-1)].join('\n'))).toMatchObject({ held: [{ id: 'key-pem-truncated' }] })
  })
})

describe('a key in another format', () => {
  const ecJwk = p256.publicKey.export({ format: 'jwk' }) as { x: string; y: string }
  const ecToken = signed('ES256', p256.privateKey)
  const hex = (text: string) => Buffer.from(text, 'base64url').toString('hex')
  const rsaJwk = damaged.publicKey.export({ format: 'jwk' }) as { n: string; e: string }
  it.each([
    ['a PEM in hex', rs256, Buffer.from(spki).toString('hex')],
    ['a modulus in hex', rs256, hex(rsaJwk.n)],
    ['a modulus as openssl prints it', rs256, `Modulus=${hex(rsaJwk.n).toUpperCase()}`],
    ['a modulus in base64url', rs256, rsaJwk.n],
    ['a point in hex', ecToken, `04${hex(ecJwk.x)}${hex(ecJwk.y)}`],
    ['x and y', ecToken, `x = ${hex(ecJwk.x)}\ny = ${hex(ecJwk.y)}`],
  ])('key-other-format: %s', async (_, token, given) => {
    const { held } = await why(token, given)
    expect(held).toMatchObject([{ id: 'key-other-format', proof: { by: 'signature' } }])
  })
  it('key-okp-raw: the public key or the seed, in hex or base64', async () => {
    const own = ed25519.privateKey.export({ format: 'jwk' }) as { x: string; d: string }
    const token = signed('EdDSA', ed25519.privateKey, {}, {}, null)
    for (const given of [hex(own.x), Buffer.from(own.x, 'base64url').toString('base64')])
      expect(await why(token, given)).toMatchObject({ held: [{ id: 'key-okp-raw', args: { what: 'public' } }] })
    expect(await why(token, hex(own.d))).toMatchObject({ held: [{ id: 'key-okp-raw', args: { what: 'seed' } }] })
    // As a JWK whose x is the seed.
    const mixed = JSON.stringify({ kty: 'OKP', crv: 'Ed25519', x: own.d })
    expect(await why(token, mixed)).toMatchObject({ held: [{ id: 'key-okp-raw', args: { what: 'seed' } }] })
  })
  it('key-jwk-coordinates: hex, decimal, swapped', async () => {
    expect(await causeOf(ecToken, JSON.stringify({ kty: 'EC', crv: 'P-256', x: hex(ecJwk.x), y: hex(ecJwk.y) }))).toBe(
      'key-jwk-coordinates',
    )
    expect(await causeOf(ecToken, JSON.stringify({ kty: 'EC', crv: 'P-256', x: ecJwk.y, y: ecJwk.x }))).toBe('key-jwk-coordinates')
    expect(await causeOf(rs256, JSON.stringify({ kty: 'RSA', n: BigInt(`0x${hex(rsaJwk.n)}`).toString(), e: '65537' }))).toBe(
      'key-jwk-coordinates',
    )
  })
  it('none-fits: bytes that aren’t a key of this token', async () => {
    const other = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }) as { x: string }
    expect(await causeOf(signed('EdDSA', ed25519.privateKey, {}, {}, null), hex(other.x))).toBe('none-fits')
    expect(await causeOf(rs256, b64u('not a key at all, only words'))).toBe('none-fits')
  })
})
