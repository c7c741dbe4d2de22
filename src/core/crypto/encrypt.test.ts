import fc from 'fast-check'
import * as jose from 'jose'
import { describe, expect, it } from 'vitest'
import { cases } from '../../../checks/cases.ts'
import { encodeBase64url } from '../text/base64url.ts'
import { decryptJwe, MOST_INFLATED_BYTES } from './decrypt.ts'
import { readCompact } from '../token/read-compact.ts'
import type { Jwe } from '../token/jwe.ts'
import { encrypt } from './encrypt.ts'
import { inspect } from '../inspect.ts'
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

function jweOf(compact: string): Jwe {
  const { object } = readCompact(compact)
  if (object?.kind !== 'jwe') throw new Error('no JWE')
  return object
}

describe.each(usable.map((row) => [row.name, row] as const))('%s', (_, alg) => {
  it.each(contentEncryptions.map((row) => [row.name, row] as const))(
    'with %s: made here, opened here and by jose, and the other way round',
    async (__, enc) => {
      const { text, joseKey } = await keysFor(alg, enc)
      const reading = await readKey(text)
      const made = await encrypt(message, reading, { alg: alg.name, enc: enc.name, p2c: 1000 })
      expect(made.problem).toBeUndefined()
      expect(await decryptJwe(jweOf(made.compact!), reading)).toMatchObject({ state: 'decrypted', plaintext: message })
      const joseImported = joseKey instanceof Uint8Array ? joseKey : await jose.importJWK(joseKey, alg.name)
      const opened = await jose.compactDecrypt(made.compact!, joseImported, { keyManagementAlgorithms: [alg.name] })
      expect([...opened.plaintext]).toEqual([...message])

      const { d: _d, p: _p, q: _q, dp: _dp, dq: _dq, qi: _qi, ...publicJwk } = joseKey instanceof Uint8Array ? ({} as jose.JWK) : joseKey
      const recipient = joseKey instanceof Uint8Array ? joseKey : await jose.importJWK(publicJwk, alg.name)
      const theirs = await new jose.CompactEncrypt(message).setProtectedHeader({ alg: alg.name, enc: enc.name }).encrypt(recipient)
      expect(await decryptJwe(jweOf(theirs), reading)).toMatchObject({ state: 'decrypted', plaintext: message })
    },
  )
})

describe('decrypting', () => {
  const enc = contentEncryptions[0]!
  const direct = async (): Promise<KeyReading> => readKey(JSON.stringify({ kty: 'oct', k: encodeBase64url(new Uint8Array(enc.keyBytes)) }))

  it('shows nothing of a token with one changed character', async () => {
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
          if (changed === compact || changed.split('.').length !== 5) return
          const jwe = jweOf(changed)
          const result = await decryptJwe(jwe, own)
          // The last character of a segment can have unused bits.
          if (result.state === 'decrypted') expect(compact![at + 1] ?? '.').toBe('.')
          else expect(result).not.toHaveProperty('plaintext')
        }),
        cases(60),
      )
    }
  })

  it('names what is wrong with the key', async () => {
    const { compact } = await encrypt(message, await direct(), { alg: 'dir', enc: 'A128GCM' })
    expect(await decryptJwe(jweOf(compact!), await readKey('short'))).toMatchObject({
      state: 'key-problem',
      problem: { found: 'a shared key of 5 bytes', expected: 'a shared key of 16 bytes' },
    })
    expect((await decryptJwe(jweOf(compact!), await readKey(''))).state).toBe('encrypted')
    const toRsa = await encrypt(message, await readKey(JSON.stringify(exportJwk(rsa!, 'public'))), { alg: 'RSA-OAEP', enc: 'A128GCM' })
    expect(await decryptJwe(jweOf(toRsa.compact!), await readKey(JSON.stringify(exportJwk(rsa!, 'public'))))).toMatchObject({
      state: 'key-problem',
      problem: { id: 'key-not-private' },
    })
  })

  it('rejects more PBKDF2 rounds than are reasonable, before running any', async () => {
    const header = encodeBase64url(utf8(JSON.stringify({ alg: 'PBES2-HS256+A128KW', enc: 'A128GCM', p2c: 2 ** 31, p2s: 'AAAAAAAAAAA' })))
    const jwe = jweOf(`${header}.${'A'.repeat(32)}.${'A'.repeat(16)}.AA.${'A'.repeat(22)}`)
    expect(await decryptJwe(jwe, await readKey('password'))).toMatchObject({ state: 'unsupported', reason: 'p2c-too-high' })
  })

  it('decompresses content, and stops at its limit', async () => {
    const small = await encrypt(utf8('a'.repeat(MOST_INFLATED_BYTES)), await direct(), { alg: 'dir', enc: 'A128GCM', zip: true })
    const whole = await decryptJwe(jweOf(small.compact!), await direct())
    expect(whole.state === 'decrypted' && whole.plaintext.length).toBe(MOST_INFLATED_BYTES)
    const bomb = await encrypt(new Uint8Array(50_000_000), await direct(), { alg: 'dir', enc: 'A128GCM', zip: true })
    expect(await decryptJwe(jweOf(bomb.compact!), await direct())).toMatchObject({
      state: 'unsupported',
      reason: 'zip-too-large',
    })
  })

  it('never decompresses because of a "zip" outside the protected header (RFC 7516 section 4.1.3)', async () => {
    for (const zip of [false, true]) {
      const { compact } = await encrypt(message, await direct(), { alg: 'dir', enc: 'A128GCM', zip })
      const [head, , iv, ciphertext, tag] = compact!.split('.')
      const flattened = (more: object) => {
        const { object } = inspect(JSON.stringify({ protected: head, iv, ciphertext, tag, ...more })).token!
        return object as Jwe
      }
      expect((await decryptJwe(flattened({}), await direct())).state).toBe('decrypted')
      for (const place of ['unprotected', 'header']) {
        const outside = flattened({ [place]: { zip: 'DEF' } })
        expect(await decryptJwe(outside, await direct())).toMatchObject({ state: 'unreadable' })
        expect((await decryptJwe(outside, await readKey(''))).state).toBe('unreadable')
      }
    }
    const shared = inspect(JSON.stringify({ unprotected: { alg: 'dir', enc: 'A128GCM', zip: 'DEF' }, ciphertext: 'AA' })).token!
      .object as Jwe
    expect(await decryptJwe(shared, await direct())).toMatchObject({ state: 'unreadable', reason: 'zip-unprotected' })
  })

  it('reports an unknown algorithm before a missing "enc"', async () => {
    const jwe = jweOf(`${encodeBase64url(utf8('{"alg":"HPKE-0"}'))}.AA..AA.`)
    expect(await decryptJwe(jwe, await readKey(''))).toMatchObject({
      state: 'unsupported',
      reason: 'alg-unknown',
      alg: 'HPKE-0',
    })
    const signing = jweOf(`${encodeBase64url(utf8('{"alg":"HS256","enc":"A128GCM"}'))}....`)
    expect(await decryptJwe(signing, await readKey(''))).toMatchObject({ state: 'unsupported', reason: 'alg-signs' })
  })

  it('gives an answer for any five segments', async () => {
    const name = fc.constantFrom(...keyManagements.map((row) => row.name), 'RS256', 'x')
    const header = fc.record({ alg: name, enc: fc.constantFrom(...contentEncryptions.map((row) => row.name), 'y') }, { requiredKeys: [] })
    const extra = fc.dictionary(fc.constantFrom('epk', 'apu', 'p2s', 'p2c', 'iv', 'tag', 'crit', 'zip', 'kid'), fc.jsonValue())
    const segment = fc.oneof(fc.string(), fc.uint8Array({ maxLength: 32 }).map(encodeBase64url))
    const reading = await direct()
    await fc.assert(
      fc.asyncProperty(header, extra, fc.tuple(segment, segment, segment, segment), async (head, more, segments) => {
        const { object: jwe } = readCompact([encodeBase64url(utf8(JSON.stringify({ ...more, ...head }))), ...segments].join('.'))
        if (jwe?.kind === 'jwe') expect((await decryptJwe(jwe, reading)).state).not.toBe('decrypted')
      }),
      cases(300),
    )
  })
})
