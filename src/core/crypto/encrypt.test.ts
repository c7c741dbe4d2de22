import fc from 'fast-check'
import * as jose from 'jose'
import { describe, expect, it } from 'vitest'
import { cases } from '../../../checks/cases.ts'
import { encodeBase64url } from '../text/base64url.ts'
import { decrypt, MOST_INFLATED_BYTES } from './decrypt.ts'
import { compactJwe } from './decryption.ts'
import { encrypt } from './encrypt.ts'
import {
  contentEncryptions,
  keyManagementByName,
  keyManagements,
  type ContentEncryption,
  type KeyManagement,
} from '../algorithms/encryption-algorithms.ts'
import { exportJwk } from '../keys/make/export-key.ts'
import { makeAgreementKey } from '../keys/make/generate-agreement-key.ts'
import { generateKey } from '../keys/make/generate-key.ts'
import type { KeyReading } from '../keys/key-material.ts'
import { readKey } from '../keys/read/read-key.ts'

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)
const message = utf8('{"sub":"ada"}')
const usable = keyManagements.filter((row) => row.family !== 'RSA1_5')
const rsa = await generateKey('RS256')

async function keysFor(alg: KeyManagement, enc: ContentEncryption): Promise<{ text: string; joseKey: jose.JWK | Uint8Array }> {
  if (alg.family === 'RSA-OAEP') {
    const jwk = exportJwk(rsa!, 'whole', {})!
    return { text: JSON.stringify(jwk), joseKey: { ...jwk, alg: alg.name } as jose.JWK }
  }
  if (alg.family === 'ECDH-ES') {
    const jwk = await makeAgreementKey(alg.wrapBytes === 24 ? 'X25519' : alg.wrapBytes === 32 ? 'P-521' : 'P-256')
    return { text: JSON.stringify(jwk), joseKey: { ...jwk } as jose.JWK }
  }
  const bytes = alg.family === 'PBES2' ? utf8('correct horse') : crypto.getRandomValues(new Uint8Array(alg.wrapBytes ?? enc.keyBytes))
  return { text: JSON.stringify({ kty: 'oct', k: encodeBase64url(bytes) }), joseKey: bytes }
}

describe.each(usable.map((row) => [row.name, row] as const))('%s', (_, alg) => {
  it.each(contentEncryptions.map((row) => [row.name, row] as const))(
    'with %s: made here, opened here and by jose, and the other way round',
    async (__, enc) => {
      const { text, joseKey } = await keysFor(alg, enc)
      const reading = await readKey(text)
      const made = await encrypt(message, reading, { alg: alg.name, enc: enc.name, p2c: 1000 })
      expect(made.problem).toBeUndefined()
      expect(await decrypt(compactJwe(made.compact!)!, reading)).toMatchObject({ state: 'decrypted', plaintext: message })
      const joseImported = joseKey instanceof Uint8Array ? joseKey : await jose.importJWK(joseKey, alg.name)
      const opened = await jose.compactDecrypt(made.compact!, joseImported, { keyManagementAlgorithms: [alg.name] })
      expect([...opened.plaintext]).toEqual([...message])

      const { d: _d, p: _p, q: _q, dp: _dp, dq: _dq, qi: _qi, ...publicJwk } = joseKey instanceof Uint8Array ? ({} as jose.JWK) : joseKey
      const recipient = joseKey instanceof Uint8Array ? joseKey : await jose.importJWK(publicJwk, alg.name)
      const theirs = await new jose.CompactEncrypt(message).setProtectedHeader({ alg: alg.name, enc: enc.name }).encrypt(recipient)
      expect(await decrypt(compactJwe(theirs)!, reading)).toMatchObject({ state: 'decrypted', plaintext: message })
    },
  )
})

describe('decrypting', () => {
  const enc = contentEncryptions[0]!
  const direct = async (): Promise<KeyReading> => readKey(JSON.stringify({ kty: 'oct', k: encodeBase64url(new Uint8Array(enc.keyBytes)) }))

  it('shows nothing of a token of which one character differs', async () => {
    for (const [alg, name] of [
      ['dir', 'A128GCM'],
      ['ECDH-ES', 'A128CBC-HS256'],
      ['RSA-OAEP-256', 'A256GCM'],
    ] as const) {
      const reading = await readKey((await keysFor(keyManagementByName(alg)!, enc)).text)
      const own = alg === 'dir' ? await direct() : reading
      const { compact } = await encrypt(message, own, { alg, enc: name })
      await fc.assert(
        fc.asyncProperty(fc.nat(compact!.length - 1), fc.constantFrom('A', 'z', '-', '.'), async (at, other) => {
          const changed = compact!.slice(0, at) + other + compact!.slice(at + 1)
          const jwe = compactJwe(changed)
          if (!jwe || changed === compact) return
          const result = await decrypt(jwe, own)
          // The last character of a segment can have bits that carry nothing.
          if (result.state === 'decrypted') expect(compact![at + 1] ?? '.').toBe('.')
          else expect(result.plaintext).toBeUndefined()
        }),
        cases(60),
      )
    }
  })

  it('names what is wrong with the key', async () => {
    const { compact } = await encrypt(message, await direct(), { alg: 'dir', enc: 'A128GCM' })
    expect(await decrypt(compactJwe(compact!)!, await readKey('short'))).toMatchObject({
      state: 'key-problem',
      problem: { found: 'a shared key of 5 bytes', expected: 'a shared key of 16 bytes' },
    })
    expect((await decrypt(compactJwe(compact!)!, await readKey(''))).state).toBe('no-key')
    const toRsa = await encrypt(message, await readKey(JSON.stringify(exportJwk(rsa!, 'public'))), { alg: 'RSA-OAEP', enc: 'A128GCM' })
    expect(await decrypt(compactJwe(toRsa.compact!)!, await readKey(JSON.stringify(exportJwk(rsa!, 'public'))))).toMatchObject({
      state: 'key-problem',
      problem: { id: 'key-not-private' },
    })
  })

  it('refuses more rounds of PBKDF2 than are reasonable, before running any', async () => {
    const header = encodeBase64url(utf8(JSON.stringify({ alg: 'PBES2-HS256+A128KW', enc: 'A128GCM', p2c: 2 ** 31, p2s: 'AAAAAAAAAAA' })))
    const jwe = compactJwe(`${header}.${'A'.repeat(32)}.${'A'.repeat(16)}.AA.${'A'.repeat(22)}`)!
    expect(await decrypt(jwe, await readKey('password'))).toMatchObject({ state: 'unsupported', reason: { id: 'p2c-too-high' } })
  })

  it('inflates what was compressed, and stops at its limit', async () => {
    const small = await encrypt(utf8('a'.repeat(MOST_INFLATED_BYTES)), await direct(), { alg: 'dir', enc: 'A128GCM', zip: true })
    expect((await decrypt(compactJwe(small.compact!)!, await direct())).plaintext).toHaveLength(MOST_INFLATED_BYTES)
    const bomb = await encrypt(new Uint8Array(50_000_000), await direct(), { alg: 'dir', enc: 'A128GCM', zip: true })
    expect(await decrypt(compactJwe(bomb.compact!)!, await direct())).toMatchObject({
      state: 'unsupported',
      reason: { id: 'zip-too-large' },
    })
  })

  it('names an algorithm that it does not know before it misses "enc"', async () => {
    const jwe = compactJwe(`${encodeBase64url(utf8('{"alg":"HPKE-0"}'))}.AA..AA.`)!
    expect(await decrypt(jwe, await readKey(''))).toMatchObject({
      state: 'unsupported',
      reason: { id: 'alg-unknown', args: { alg: 'HPKE-0' } },
    })
    const signing = compactJwe(`${encodeBase64url(utf8('{"alg":"HS256","enc":"A128GCM"}'))}....`)!
    expect((await decrypt(signing, await readKey(''))).reason!.id).toBe('alg-signs')
  })

  it('answers any five segments', async () => {
    const name = fc.constantFrom(...keyManagements.map((row) => row.name), 'RS256', 'x')
    const header = fc.record({ alg: name, enc: fc.constantFrom(...contentEncryptions.map((row) => row.name), 'y') }, { requiredKeys: [] })
    const extra = fc.dictionary(fc.constantFrom('epk', 'apu', 'p2s', 'p2c', 'iv', 'tag', 'crit', 'zip', 'kid'), fc.jsonValue())
    const segment = fc.oneof(fc.string(), fc.uint8Array({ maxLength: 32 }).map(encodeBase64url))
    const reading = await direct()
    await fc.assert(
      fc.asyncProperty(header, extra, fc.tuple(segment, segment, segment, segment), async (head, more, segments) => {
        const jwe = compactJwe([encodeBase64url(utf8(JSON.stringify({ ...more, ...head }))), ...segments].join('.'))
        if (jwe) expect((await decrypt(jwe, reading)).state).not.toBe('decrypted')
      }),
      cases(300),
    )
  })
})
