import { calculateJwkThumbprint, EmbeddedJWK, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'
import { generateKey } from '../keys/make/generate-key.ts'
import { readKey } from '../keys/read/read-key.ts'
import { checkProof } from './check-proof.ts'
import { athOf, boundToken, JKT, NOW, PRIVATE, PUBLIC } from './dpop.fixture.ts'
import { makeProof, proofAlgorithm, proofProblem, type ProofInput } from './make-proof.ts'
import { readDpopRequest } from './read-request.ts'

const input: ProofInput = { method: 'POST', url: 'https://api.example/a?b=c#d', accessToken: boundToken(), nonce: 'n-1', now: NOW + 0.5 }
const [key] = (await readKey(JSON.stringify(PRIVATE))).keys

describe('makeProof', () => {
  it('makes a proof that jose verifies', async () => {
    const { compact } = await makeProof(key!, input)
    const { payload, protectedHeader } = await jwtVerify(compact!, EmbeddedJWK, { typ: 'dpop+jwt', currentDate: new Date(NOW * 1000) })
    expect(payload).toMatchObject({ htm: 'POST', htu: 'https://api.example/a', iat: NOW, nonce: 'n-1', ath: athOf(input.accessToken) })
    expect(payload.jti).toMatch(/^[\w-]{22}$/)
    expect(protectedHeader).toEqual({ typ: 'dpop+jwt', alg: 'ES256', jwk: PUBLIC })
    expect(await calculateJwkThumbprint(protectedHeader.jwk!)).toBe(JKT)
  })

  it('makes a proof that this page accepts with the request', async () => {
    const { compact } = await makeProof(key!, input)
    const text = `POST /a HTTP/1.1\nHost: api.example\nAuthorization: DPoP ${input.accessToken}\nDPoP: ${compact}`
    const read = await readDpopRequest(text, text.indexOf('DPoP: '))
    expect(checkProof(read!, { now: NOW, leeway: 0 }).filter(({ id, state }) => state !== 'met' && id !== 'nonce')).toEqual([])
  })

  it('leaves out what is absent', async () => {
    const { compact } = await makeProof(key!, { ...input, accessToken: '', nonce: '' })
    const claims = JSON.parse(Buffer.from(compact!.split('.')[1]!, 'base64url').toString()) as object
    expect(Object.keys(claims)).toEqual(['jti', 'htm', 'htu', 'iat'])
  })

  it.each(['ES256', 'ES384', 'ES512', 'ES256K', 'RS256', 'PS384', 'Ed25519', 'Ed448'])('signs with a key for %s', async (alg) => {
    const made = await generateKey(alg)
    expect(proofAlgorithm(made!)?.name).toBe(alg)
    const { compact, problem } = await makeProof(made!, input)
    expect(problem).toBeUndefined()
    const read = await readDpopRequest(`DPoP: ${compact}`, 0)
    expect(read?.verification?.state).toBe('valid')
  })

  it('requires a private key', async () => {
    const [open] = (await readKey(JSON.stringify(PUBLIC))).keys
    const [secret] = (await readKey('{"kty":"oct","k":"c2VjcmV0c2VjcmV0c2VjcmV0"}')).keys
    expect((await makeProof(open!, input)).problem?.id).toBe('key-not-private')
    expect((await makeProof(secret!, input)).problem?.found).toBe('a shared secret')
  })
})

describe('proofProblem', () => {
  it('says what is wrong with the request', () => {
    expect(proofProblem(input)).toBeUndefined()
    expect(proofProblem({ ...input, method: 'GET /' })).toMatch(/method/)
    expect(proofProblem({ ...input, method: '' })).toMatch(/method/)
    expect(proofProblem({ ...input, url: 'api.example/a' })).toMatch(/URL/)
    expect(proofProblem({ ...input, url: 'ftp://api.example/a' })).toMatch(/URL/)
    expect(proofProblem({ ...input, accessToken: 'Bearer x' })).toMatch(/whitespace/)
  })
})
