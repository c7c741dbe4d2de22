import { createHash } from 'node:crypto'
import { calculateJwkThumbprint, exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { CERTIFICATES } from '../../core/x509/certificates.fixture.ts'
import { NOW, SECRET, signed, situation } from './situations.fixture.ts'

const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
const jwk = await exportJWK(publicKey)
const issuer = await generateKeyPair('ES256')
const issuerPem = await exportSPKI(issuer.publicKey)

const claims = { iss: 'https://as.example', aud: 'api', sub: 'x', client_id: 'c', jti: 'a1b2c3d4e5f6', iat: NOW - 60, exp: NOW + 600 }
const accessToken = await new SignJWT({ ...claims, cnf: { jkt: await calculateJwkThumbprint(jwk) } })
  .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt' })
  .sign(issuer.privateKey)

async function proof(given: object = {}) {
  const ath = createHash('sha256').update(accessToken).digest('base64url')
  return new SignJWT({ jti: 'e1j3V_bKic8-LAEB', htm: 'GET', htu: 'https://api.example/a', iat: NOW, ath, ...given })
    .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk })
    .sign(privateKey)
}
const request = (text: string) => `GET /a HTTP/1.1\nHost: api.example\nAuthorization: DPoP ${accessToken}\nDPoP: ${text}\n`
const half = (value: string) => createHash('sha256').update(value).digest().subarray(0, 16).toString('base64url')

describe('the verdict on a request', () => {
  it('is good where the token verifies and the proof fits', async () => {
    const { sentence } = await situation(request(await proof()), { key: issuerPem })
    expect(sentence).toBe('Good. The signature verifies and the token is current. The DPoP proof fits the request.')
  })

  it('is never good where one check fails, whatever the key', async () => {
    for (const given of [{ htm: 'POST' }, { htu: 'https://other.example/' }, { iat: NOW - 3600 }, { ath: 'x' }, { jti: undefined }])
      for (const key of [issuerPem, undefined]) {
        const { sentence, texts } = await situation(request(await proof(given)), key === undefined ? {} : { key })
        expect(sentence).toBe('Reject the request. Its proof doesn’t fit.')
        expect(texts).toContain('Unexpected')
      }
    const { detail } = await situation(request(await proof({ htm: 'POST', jti: undefined })), { key: issuerPem })
    expect(detail).toMatch(/^It lacks “jti”\. 2 more checks fail\./)
  })

  it('is not good where part of it could not be checked', async () => {
    const text = `Authorization: DPoP ${accessToken}\nDPoP: ${await proof()}\n`
    const { sentence, detail } = await situation(text, { key: issuerPem })
    expect(sentence).toBe('The signature verifies, but the DPoP proof couldn’t be checked in full.')
    expect(detail).toContain('Unchecked, it proves nothing.')
  })

  it('says so too where the token itself is unchecked', async () => {
    const { sentence, detail } = await situation(request(await proof()))
    expect(sentence).toBe('Readable, but not proven.')
    expect(detail).toContain('The DPoP proof fits the request.')
  })

  it('is added to a more serious verdict', async () => {
    const { sentence, detail } = await situation(request(await proof({ htm: 'POST' })), {
      key: await exportSPKI((await generateKeyPair('ES256')).publicKey),
    })
    expect(sentence).toBe('Reject it. The signature does not verify with this key.')
    expect(detail).toContain('Its DPoP proof doesn’t fit the request either.')
  })
})

describe('the verdict on a response', () => {
  const response = async (value: string) =>
    JSON.stringify({ access_token: value, id_token: await signed({ ...claims, at_hash: half('at-1') }) })

  it('is good only where the tokens were issued together', async () => {
    expect((await situation(await response('at-1'), { key: SECRET })).sentence).toMatch(
      /^Good\..*It was issued together with what came with it\.$/,
    )
    const { sentence, detail } = await situation(await response('at-2'), { key: SECRET })
    expect(sentence).toBe('Reject it. Its hashes don’t match what it came with.')
    expect(detail).toContain('“at_hash” is not its hash')
  })
})

describe('the verdict on a certificate chain', () => {
  it('is not good where a link is broken', async () => {
    const token = await signed(claims, { alg: 'HS256', typ: 'at+jwt', x5c: [CERTIFICATES.leaf, CERTIFICATES.otherRoot] })
    const { sentence } = await situation(token, { key: SECRET })
    expect(sentence).toBe('The signature verifies, but its certificate chain is broken.')
    expect((await situation(token)).sentence).toBe('Not proven, and its certificate chain is broken.')
  })
})
