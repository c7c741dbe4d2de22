// Every key and thumbprint vector, read as a person would paste it.
import { describe, expect, it } from 'vitest'
import { certificateOf, type KeyReading } from '../keys/key-material.ts'
import { readKey } from '../keys/read/read-key.ts'
import { keyThumbprint } from '../keys/thumbprint.ts'
import { vectorCases } from './vector.fixture.ts'

interface ExpectedKey {
  readonly kty?: string
  readonly crv?: string
  readonly bits?: number
  readonly kid?: string
  readonly alg?: string
  readonly private?: boolean
  readonly thumbprint_sha256?: string
}

async function expectKey(reading: KeyReading, index: number, expected: ExpectedKey): Promise<void> {
  expect(reading.problem).toBeUndefined()
  const key = reading.keys[index]!
  if (expected.kty !== undefined) expect(key.type).toBe(expected.kty)
  if (expected.crv !== undefined) expect(key.curve).toBe(expected.crv)
  if (expected.bits !== undefined) expect(key.bits).toBe(expected.bits)
  if (expected.kid !== undefined) expect(key.kid).toBe(expected.kid)
  if (expected.alg !== undefined) expect(key.alg).toBe(expected.alg)
  if (expected.private !== undefined) expect(key.kind !== 'public').toBe(expected.private)
  if (expected.thumbprint_sha256 !== undefined) expect(keyThumbprint(key.jwk)).toBe(expected.thumbprint_sha256)
}

/** The vectors ask to recognize these and say how to convert them, or to convert them; this page converts them. */
const CONVERTED = new Set(['pyjwt-ssh-testkey_ec_ssh-pub', 'pyjwt-ssh-testkey_ed25519-pub'])

describe('the key vectors', () => {
  it.each(vectorCases('keys').map((one) => [one.id, one] as const))('%s', async (id, vector) => {
    const reading = await readKey(vector.input!, { alg: 'RS256' })
    const { verdict } = vector.expected
    if (verdict === 'valid' || CONVERTED.has(id)) {
      const several = vector.expected['keys'] as readonly ExpectedKey[] | undefined
      if (several) expect(reading.keys).toHaveLength(several.length)
      for (const [index, expected] of (several ?? [vector.expected as ExpectedKey]).entries()) await expectKey(reading, index, expected)
    } else {
      expect(reading).toMatchObject({ kind: 'unreadable', keys: [] })
      expect(reading.problem!.found).not.toBe('')
      if (verdict === 'unsupported') expect(['key-unsupported', 'key-private-encrypted']).toContain(reading.problem!.id)
    }
  })
})

describe('the JWK vectors of RFC 7517', () => {
  const cases = vectorCases('rfc7517-jwk').filter((one) => one.type === 'jwk' || one.type === 'jwks')
  it.each(cases.map((one) => [one.id, one] as const))('%s', async (_, vector) => {
    const reading = await readKey(JSON.stringify(vector.jwk ?? vector.jwks))
    const several = vector.expected['keys'] as readonly ExpectedKey[] | undefined
    if (several) {
      expect(reading.kind).toBe('key-set')
      expect(reading.keys).toHaveLength(several.length)
    }
    for (const [index, expected] of (several ?? [vector.expected as ExpectedKey]).entries()) await expectKey(reading, index, expected)
    if (vector.expected['x5c_count']) expect(certificateOf(reading.keys[0])?.subject).toContain('CN=')
    expect(reading.notes.map((one) => one.id)).not.toContain('x5c-key-mismatch')
  })
})

describe('the thumbprint vectors', () => {
  it.each(vectorCases('thumbprints').map((one) => [one.id, one] as const))('%s', async (_, vector) => {
    const [key] = (await readKey(JSON.stringify(vector.jwk))).keys
    const hash = (vector.hash ?? 'SHA-256').toUpperCase().replace(/^SHA-?/, 'SHA-') as 'SHA-256'
    const thumbprint = keyThumbprint(key!.jwk, hash)
    if (vector.expected['thumbprint']) expect(thumbprint).toBe(vector.expected['thumbprint'])
    // RFC 9278 section 3.
    const uri = vector.expected['thumbprint_uri']
    if (uri) expect(`urn:ietf:params:oauth:jwk-thumbprint:${hash.toLowerCase()}:${thumbprint}`).toBe(uri)
  })
})
