// Every JWE vector with a key, through the functions that the page calls.
import { describe, expect, it } from 'vitest'
import { decryptJwe } from '../crypto/decrypt.ts'
import { inspect } from '../inspect.ts'
import type { Jwe } from '../token/jwe.ts'
import { readKey } from '../keys/read/read-key.ts'
import { readVectorKey, vectorCases, type VectorCase } from './vector.fixture.ts'

const FILES = ['libraries', 'rfc7516-jwe', 'rfc7517-jwk', 'rfc7519-jwt', 'rfc7520-jwe']

function jweOf(vector: VectorCase): Jwe {
  const object = inspect(vector.token ?? JSON.stringify(vector.jwe_json)).token?.object
  if (object?.kind !== 'jwe') throw new Error('no JWE')
  return object
}

describe.each(FILES)('the vectors of %s', (file) => {
  const cases = vectorCases(file).filter((one) => one.type === 'jwe')
  it.each(cases.map((one) => [one.id, one] as const))('%s', async (_, vector) => {
    const { verdict } = vector.expected
    const keys = vector.keys ?? (vector.key ? [vector.key] : [])
    const readings = keys.length === 0 ? [await readKey('')] : await Promise.all(keys.map((key) => readVectorKey(key, vector.alg)))
    const results = await Promise.all(readings.map((reading) => decryptJwe(jweOf(vector), reading)))
    const states = results.map((result) => result.state)
    switch (verdict) {
      case 'valid': {
        expect(states).toContain('decrypted')
        const text = new TextDecoder().decode(results.find((result) => result.state === 'decrypted')?.plaintext)
        if (vector.expected['plaintext_text'] !== undefined) expect(text).toBe(vector.expected['plaintext_text'])
        else expect(JSON.parse(text)).toEqual(vector.expected['plaintext_json_value'])
        break
      }
      case 'invalid':
        expect(['mismatch', 'unreadable', 'unsupported']).toContain(states[0])
        break
      case 'unverifiable':
        expect(states).toEqual(['encrypted'])
        break
      default:
        expect(states).toEqual([verdict === 'undecodable' ? 'unreadable' : 'unsupported'])
    }
  })
})
