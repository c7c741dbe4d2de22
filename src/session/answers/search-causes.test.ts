// Checks which signature a search for causes is about, and which of its repairs are offered.
import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { act, checkOf, pasted, typedKey } from '../session.fixture.ts'

const b64u = (data: string | Uint8Array) => Buffer.from(data).toString('base64url')
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const otherEc = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const pem = (key: typeof ec.privateKey) => createPublicKey(key).export({ type: 'spki', format: 'pem' }) as string

const PAYLOAD = b64u('{"sub":"ada"}')
const HEAD = b64u('{"alg":"ES256"}')

const signed = (key: typeof ec.privateKey, dsaEncoding: 'der' | 'ieee-p1363' = 'ieee-p1363') => ({
  protected: HEAD,
  signature: b64u(sign('sha256', Buffer.from(`${HEAD}.${PAYLOAD}`), { key, dsaEncoding })),
})
const rs256 = () => {
  const head = b64u('{"alg":"RS256"}')
  return { protected: head, signature: b64u(sign('sha256', Buffer.from(`${head}.${PAYLOAD}`), rsa.privateKey)) }
}
const checked = (...signatures: readonly object[]) =>
  checkOf(act(pasted(JSON.stringify({ payload: PAYLOAD, signatures })), { type: 'use-key', key: typedKey(pem(ec.privateKey)) }))

describe('a search, if some of several signatures verify', () => {
  it('is about the one that does not, and says which that is', async () => {
    const { verification, causes } = await checked(signed(ec.privateKey), signed(ec.privateKey, 'der'))
    expect(verification?.state).toBe('partial')
    expect(causes?.causes.map(({ id }) => id)).toEqual(['signature-der'])
    expect(causes?.verdict).toBe('Signature 2: Not valid as presented.')
  })

  it('prefers a signature that was checked to one without a key', async () => {
    const { causes } = await checked(rs256(), signed(ec.privateKey), signed(ec.privateKey, 'der'))
    expect(causes?.verdict).toMatch(/^Signature 3:/)
  })

  it('offers no repair, which may break the others', async () => {
    const der = signed(ec.privateKey, 'der')
    expect((await checked(signed(ec.privateKey), der)).causes?.button).toBeUndefined()
    expect((await checked(der)).causes?.button).toBeDefined()
  })

  it('says nothing if the key is simply not meant for the other one', async () => {
    const { verification, causes } = await checked(signed(ec.privateKey), rs256())
    expect(verification?.state).toBe('partial')
    expect(causes).toBeUndefined()
  })

  it('says that nothing helped if another key of the same type signed', async () => {
    const { causes } = await checked(signed(ec.privateKey), signed(otherEc.privateKey))
    expect(causes?.causes.map(({ id }) => id)).toEqual(['none-fits'])
    expect(causes?.verdict).toMatch(/^Signature 2:/)
  })

  it('is not made if all of them verify', async () => {
    const { verification, causes } = await checked(signed(ec.privateKey), signed(ec.privateKey))
    expect(verification?.state).toBe('valid')
    expect(causes).toBeUndefined()
  })
})
