// Every JWE vector with a key, through the functions that the page calls.
import { describe, expect, it } from 'vitest'
import { decrypt } from '../crypto/decrypt.ts'
import { compactJwe, type JweInput } from '../crypto/decryption.ts'
import { readKey } from '../keys/read/read-key.ts'
import { readVectorKey, vectorCases, type VectorCase } from './vector.fixture.ts'

const FILES = ['libraries', 'rfc7516-jwe', 'rfc7517-jwk', 'rfc7519-jwt', 'rfc7520-jwe']

/** RSA1_5 is in no browser and deprecated; the vectors allow `unsupported` for it. */
const isRsa1_5 = (vector: VectorCase): boolean => vector.alg === 'RSA1_5'

function jweOf(vector: VectorCase): JweInput {
  if (vector.token !== undefined) return compactJwe(vector.token)!
  const json = vector.jwe_json as Record<string, string> & { recipients?: { header?: unknown; encrypted_key?: string }[] }
  const recipients = json.recipients ?? [{ header: json['header'], encrypted_key: json['encrypted_key'] ?? '' }]
  return {
    protected: json['protected'] ?? '',
    unprotected: json['unprotected'],
    recipients: recipients.map((one) => ({ header: one.header, encryptedKey: one.encrypted_key ?? '' })),
    iv: json['iv'] ?? '',
    ciphertext: json['ciphertext']!,
    tag: json['tag'] ?? '',
    aad: json['aad'],
  }
}

describe.each(FILES)('the vectors of %s', (file) => {
  const cases = vectorCases(file).filter((one) => one.type === 'jwe')
  it.each(cases.map((one) => [one.id, one] as const))('%s', async (_, vector) => {
    const { verdict } = vector.expected
    const keys = vector.keys ?? (vector.key ? [vector.key] : [])
    const readings = keys.length === 0 ? [await readKey('')] : await Promise.all(keys.map((key) => readVectorKey(key, vector.alg)))
    const results = await Promise.all(readings.map((reading) => decrypt(jweOf(vector), reading)))
    const states = results.map((result) => result.state)
    if (isRsa1_5(vector)) {
      expect(results[0]!.state).toBe('unsupported')
      return
    }
    switch (verdict) {
      case 'valid': {
        expect(states).toContain('decrypted')
        const text = new TextDecoder().decode(results.find((result) => result.plaintext)!.plaintext)
        if (vector.expected['plaintext_text'] !== undefined) expect(text).toBe(vector.expected['plaintext_text'])
        else expect(JSON.parse(text)).toEqual(vector.expected['plaintext_json_value'])
        break
      }
      case 'invalid':
        expect(['failed', 'malformed', 'unsupported']).toContain(states[0])
        break
      case 'unverifiable':
        expect(states).toEqual(['no-key'])
        break
      default:
        expect(states).toEqual([verdict === 'undecodable' ? 'malformed' : 'unsupported'])
    }
    for (const result of results) expect(result.plaintext !== undefined).toBe(result.state === 'decrypted')
  })
})
