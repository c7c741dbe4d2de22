// Checks the complete answers of decryption: each refusal at its limit, and what is reported about recipient, key and algorithms.
import { describe, expect, it } from 'vitest'
import { Budget } from '../budget.ts'
import { segment } from '../diagnostics/token.fixture.ts'
import { readKey } from '../keys/read/read-key.ts'
import { encodeBase64url } from '../text/base64url.ts'
import type { Jwe } from '../token/jwe.ts'
import { readCompact } from '../token/read-compact.ts'
import { readJsonSerialization } from '../token/read-json-serialization.ts'
import { byteParameter, decryptJwe } from './decrypt.ts'
import type { Decryption } from './decryption.ts'
import { encrypt } from './encrypt.ts'

const bytes = (length: number) => encodeBase64url(new Uint8Array(length).fill(1))
const [IV, TAG] = [bytes(12), bytes(16)]
const X25519 = { kty: 'OKP', crv: 'X25519', x: bytes(32) }
const P256 = { kty: 'EC', crv: 'P-256', x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU', y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0' }
const keyOf = (jwk: object) => readKey(JSON.stringify(jwk), { alg: 'A128KW' })
const secret = (i: number, length = 16) => ({ kty: 'oct', k: Buffer.alloc(length, i).toString('base64url') })
const [key, none] = [await keyOf(secret(1)), await readKey('')]
const jweOf = ({ object }: ReturnType<typeof readCompact>): Jwe => {
  if (object?.kind !== 'jwe') throw new Error('not a JWE')
  return { ...object, readings: 'one' }
}
const compact = (header: object | string, parts: readonly string[] = [bytes(24), IV, 'AAAA', TAG]) =>
  jweOf(readCompact([segment(header), ...parts].join('.')))
const general = (members: object) => jweOf(readJsonSerialization(JSON.stringify(members)))

/** An answer on one line: its state and reason, then its other members, without the key. */
function told(answer: Decryption): string {
  const { state, recipient, management, encryption, ...more } = answer
  const rest = Object.entries(more).flatMap(([name, value]) => {
    if (name === 'key' || name === 'notes') return []
    if (name === 'problem') return [(value as { id: string }).id]
    return [name === 'reason' ? String(value) : `${name} ${value instanceof Uint8Array ? new TextDecoder().decode(value) : String(value)}`]
  })
  return [state, ...rest, `for ${recipient} by ${management?.name ?? '?'} and ${encryption?.name ?? '?'}`].join(', ')
}

const PBES2 = { alg: 'PBES2-HS256+A128KW', enc: 'A128GCM', p2s: 'AAAA' }

describe('a header', () => {
  it.each<[object | string, string]>([
    [{ alg: 'A128KW', enc: 'A128GCM' }, 'encrypted, for 0 by A128KW and A128GCM'],
    ['{"alg":"A128KW"', 'unreadable, segment-unreadable, segment protected, for 0 by A128KW and ?'],
    [{ enc: 'A128GCM' }, 'unreadable, alg-missing, for 0 by ? and A128GCM'],
    [{ alg: 'HS256', enc: 'A128GCM' }, 'unsupported, alg-signs, alg HS256, for 0 by ? and A128GCM'],
    [{ alg: 'x' }, 'unsupported, alg-unknown, alg x, for 0 by ? and ?'],
    [{ alg: 'A128KW' }, 'unreadable, enc-missing, for 0 by A128KW and ?'],
    [{ alg: 'A128KW', enc: 'x' }, 'unsupported, enc-unknown, enc x, for 0 by A128KW and ?'],
    [{ alg: 'A128KW', enc: 'A128GCM', crit: ['exp'], exp: 1 }, 'unsupported, crit-unknown, names exp, for 0 by A128KW and A128GCM'],
    [{ alg: 'A128KW', enc: 'A128GCM', crit: 'exp' }, 'unsupported, crit-malformed, for 0 by A128KW and A128GCM'],
    [{ alg: 'A128KW', enc: 'A128GCM', zip: 'DEF' }, 'encrypted, for 0 by A128KW and A128GCM'],
    [{ alg: 'A128KW', enc: 'A128GCM', zip: 1 }, 'unsupported, zip-unknown, for 0 by A128KW and A128GCM'],
    [{ alg: 'A128KW', enc: 'A128GCM', zip: 'def' }, 'unsupported, zip-unknown, for 0 by A128KW and A128GCM'],
  ])('%j without a key is %s', async (header, answer) => expect(told(await decryptJwe(compact(header), none))).toBe(answer))

  it.each<[object, readonly string[] | undefined, string]>([
    [{ alg: 'A128KW', enc: 'A128GCM' }, undefined, 'mismatch, unwrap-failed, keyIndex 0'],
    [{ alg: 'A128KW', enc: 'A128GCM' }, [bytes(24), bytes(11), '', TAG], 'unreadable, iv-length, found 11, expected 12'],
    [{ alg: 'A128KW', enc: 'A128GCM' }, [bytes(24), IV, '', bytes(15)], 'unreadable, tag-length, found 15, expected 16'],
    [{ alg: 'A128KW', enc: 'A128GCM' }, ['A*', IV, '', TAG], 'unreadable, segment-unreadable, segment encrypted_key'],
    [{ alg: 'dir', enc: 'A128GCM' }, ['AA', IV, '', TAG], 'unreadable, encrypted-key-not-empty, found 1'],
    [{ alg: 'dir', enc: 'A128GCM' }, ['', IV, '', TAG], 'mismatch, authentication-failed, keyIndex 0'],
    [{ alg: 'ECDH-ES', enc: 'A128GCM', epk: X25519 }, ['AA', IV, '', TAG], 'unreadable, encrypted-key-not-empty, found 1'],
    [{ alg: 'ECDH-ES', enc: 'A128GCM', epk: X25519 }, ['', IV, '', TAG], 'key-problem, key-alg-mismatch'],
    [{ alg: 'ECDH-ES', enc: 'A128GCM', epk: P256 }, ['', IV, '', TAG], 'key-problem, key-alg-mismatch'],
    [{ alg: 'ECDH-ES', enc: 'A128GCM', epk: 'x' }, ['', IV, '', TAG], 'unreadable, epk-invalid'],
    [{ alg: 'ECDH-ES', enc: 'A128GCM', epk: { ...X25519, x: '' } }, ['', IV, '', TAG], 'unreadable, epk-invalid'],
    [{ alg: 'ECDH-ES', enc: 'A128GCM', epk: secret(1) }, ['', IV, '', TAG], 'unreadable, epk-invalid'],
    [{ alg: 'ECDH-ES', enc: 'A128GCM', epk: X25519, apu: 1 }, ['', IV, '', TAG], 'unreadable, parameter-invalid, parameter apu'],
    [{ alg: 'ECDH-ES', enc: 'A128GCM', epk: X25519, apv: '*' }, ['', IV, '', TAG], 'unreadable, parameter-invalid, parameter apv'],
    [
      { alg: 'ECDH-ES', enc: 'A128GCM', epk: X25519, apu: 'AA', apv: 'AA' },
      ['', IV, '', TAG],
      'unreadable, parameter-invalid, parameter apv',
    ],
    [{ alg: 'ECDH-ES', enc: 'A128GCM', epk: X25519, apu: 'AA', apv: 'AQ' }, ['', IV, '', TAG], 'key-problem, key-alg-mismatch'],
    [{ alg: 'ECDH-ES', enc: 'A128GCM', epk: X25519, apu: 'AA' }, ['', IV, '', TAG], 'key-problem, key-alg-mismatch'],
    [{ ...PBES2 }, undefined, 'unreadable, parameter-invalid, parameter p2c'],
    [{ ...PBES2, p2c: '1' }, undefined, 'unreadable, parameter-invalid, parameter p2c'],
    [{ ...PBES2, p2c: 0 }, undefined, 'unreadable, parameter-invalid, parameter p2c'],
    [{ ...PBES2, p2c: 1 }, undefined, 'mismatch, unwrap-failed, keyIndex 0'],
    [{ ...PBES2, p2c: 1_200_001 }, undefined, 'unsupported, p2c-too-high, found 1200001, most 1200000'],
    [{ ...PBES2, p2s: 1, p2c: 1 }, undefined, 'unreadable, parameter-invalid, parameter p2s'],
    [{ alg: 'A128GCMKW', enc: 'A128GCM', iv: IV, tag: TAG }, undefined, 'mismatch, unwrap-failed, keyIndex 0'],
    [{ alg: 'A128GCMKW', enc: 'A128GCM', tag: TAG }, undefined, 'unreadable, parameter-invalid, parameter iv'],
    [{ alg: 'A128GCMKW', enc: 'A128GCM', iv: bytes(13), tag: TAG }, undefined, 'unreadable, parameter-invalid, parameter iv'],
    [{ alg: 'A128GCMKW', enc: 'A128GCM', iv: IV, tag: bytes(17) }, undefined, 'unreadable, parameter-invalid, parameter tag'],
    [{ alg: 'A256KW', enc: 'A128GCM' }, undefined, 'key-problem, key-alg-mismatch'],
  ])('%j with parts %j is %s', async (header, parts, answer) => {
    expect(told(await decryptJwe(compact(header, parts), key)).replace(/, for .*/, '')).toBe(answer)
  })

  it('is accepted with unused bits in a segment, which a decoder may accept', async () => {
    const answer = await decryptJwe(compact({ alg: 'dir', enc: 'A128GCM' }, ['', IV, 'AB', TAG]), key)
    expect(answer).toMatchObject({ state: 'mismatch', reason: 'authentication-failed' })
  })
})

describe('a JSON serialization', () => {
  const protectedHeader = segment({ alg: 'dir', enc: 'A128GCM' })
  it('is rejected for an "aad" that is not base64url', async () => {
    const members = { protected: protectedHeader, iv: IV, ciphertext: 'AAAA', tag: TAG }
    expect(told(await decryptJwe(general({ ...members, aad: 'A*' }), key))).toContain('segment-unreadable, segment aad')
    expect(told(await decryptJwe(general({ ...members, aad: 'AA' }), key))).toContain('authentication-failed')
  })
  it('binds its "aad" behind a dot', async () => {
    const { webcrypto } = await import('node:crypto')
    const iv = new Uint8Array(12).fill(1)
    const imported = await webcrypto.subtle.importKey('raw', Buffer.alloc(16, 1), 'AES-GCM', false, ['encrypt'])
    const additionalData = Buffer.from(`${protectedHeader}.QUFE`)
    const sealed = new Uint8Array(await webcrypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, imported, Buffer.from('hello')))
    const members = {
      protected: protectedHeader,
      iv: IV,
      ciphertext: encodeBase64url(sealed.slice(0, -16)),
      tag: encodeBase64url(sealed.slice(-16)),
    }
    expect(told(await decryptJwe(general({ ...members, aad: 'QUFE' }), key))).toContain('decrypted, plaintext hello')
    expect(told(await decryptJwe(general(members), key))).toContain('authentication-failed')
  })
  it('must not have "zip" outside its protected header, in either place', async () => {
    const members = { protected: protectedHeader, iv: IV, ciphertext: 'AAAA', tag: TAG }
    for (const place of ['unprotected', 'header'])
      expect(told(await decryptJwe(general({ ...members, [place]: { zip: 'DEF' } }), key))).toBe(
        'unreadable, zip-unprotected, for 0 by dir and A128GCM',
      )
  })
})

describe('a key', () => {
  const open = async (alg: string, ...jwks: object[]) => {
    const { compact: text } = await encrypt(new TextEncoder().encode('hello'), await keyOf(secret(1)), {
      alg,
      enc: 'A128GCM',
      header: { kid: 'b' },
    })
    return decryptJwe(jweOf(readCompact(text!)), jwks.length === 1 ? await keyOf(jwks[0]!) : await keyOf({ keys: jwks }))
  }
  it('opens it, and is named with what it was used for', async () => {
    const answer = await open('A128KW', secret(1))
    expect(told(answer)).toBe('decrypted, plaintext hello, keyIndex 0, for 0 by A128KW and A128GCM')
    expect(answer).toMatchObject({ notes: [], key: { kind: 'secret' } })
    const [use] = [await open('A128KW', { ...secret(1), use: 'sig' })]
    expect(use).toMatchObject({ state: 'decrypted', notes: [{ id: 'key-use' }] })
  })
  it('decrypts content that cannot be decompressed, and says so', async () => {
    const { compact: text } = await encrypt(new TextEncoder().encode('not deflated'), key, {
      alg: 'A128KW',
      enc: 'A128GCM',
      header: { zip: 'DEF' },
    })
    expect(told(await decryptJwe(jweOf(readCompact(text!)), key))).toBe('unreadable, zip-damaged, keyIndex 0, for 0 by A128KW and A128GCM')
  })
  it('given with "dir" stays as it is', async () => {
    const reading = await keyOf(secret(1))
    const { compact: text } = await encrypt(new TextEncoder().encode('hello'), reading, { alg: 'dir', enc: 'A128GCM' })
    for (let i = 0; i < 2; i++) expect(told(await decryptJwe(jweOf(readCompact(text!)), reading))).toContain('plaintext hello')
  })
  it('that cannot be read is a problem, but only for a token that could be decrypted', async () => {
    const unreadable = await readKey('-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----')
    expect(unreadable.kind).toBe('unreadable')
    expect(told(await decryptJwe(compact({ alg: 'A128KW', enc: 'A128GCM' }), unreadable))).toMatch(/^key-problem/)
    expect(told(await decryptJwe(compact({ alg: 'A128KW', enc: 'A128GCM' }, [bytes(24), 'AA', '', TAG]), unreadable))).toMatch(/iv-length/)
    expect(told(await decryptJwe(compact({ alg: 'x', enc: 'A128GCM' }), unreadable))).toMatch(/alg-unknown/)
  })
  it('with the token’s "kid" comes first, and of two wrong ones the first is reported', async () => {
    expect(told(await open('A128KW', { ...secret(2), kid: 'a' }, { ...secret(3), kid: 'b' }))).toContain('unwrap-failed, keyIndex 1')
    expect(told(await open('A128KW', { ...secret(2), kid: 'a' }, { ...secret(3), kid: 'c' }))).toContain('unwrap-failed, keyIndex 0')
    expect(told(await open('A128KW', { ...secret(2, 17), kid: 'a' }, { ...secret(3, 17), kid: 'c' }))).toMatch(/^key-problem/)
  })
  it('of the wrong size for the content decrypts nothing', async () => {
    const wrapped = await encrypt(new TextEncoder().encode('x'), key, { alg: 'A128KW', enc: 'A256GCM' })
    const [, encryptedKey, iv, ciphertext, tag] = wrapped.compact!.split('.')
    expect(told(await decryptJwe(compact({ alg: 'A128KW', enc: 'A128GCM' }, [encryptedKey!, iv!, ciphertext!, tag!]), key))).toContain(
      'unwrap-failed',
    )
  })
})

describe('recipients', () => {
  const recipients = (...headers: object[]) =>
    general({
      protected: segment({ enc: 'A128GCM' }),
      recipients: headers.map((header) => ({ header, encrypted_key: bytes(24) })),
      iv: IV,
      ciphertext: 'AAAA',
      tag: TAG,
    })
  it.each<[object[], string]>([
    [[{ alg: 'x' }, { alg: 'A128KW' }], 'mismatch, unwrap-failed, keyIndex 0, for 1 by A128KW and A128GCM'],
    [[{ alg: 'A128KW' }, { alg: 'x' }], 'mismatch, unwrap-failed, keyIndex 0, for 0 by A128KW and A128GCM'],
    [[{ alg: 'A256KW' }, { alg: 'x' }], 'key-problem, key-alg-mismatch, for 0 by A256KW and A128GCM'],
    [[{ alg: 'x' }, { alg: 'A256KW' }], 'key-problem, key-alg-mismatch, for 1 by A256KW and A128GCM'],
    [[{}, { alg: 'x' }], 'unsupported, alg-unknown, alg x, for 1 by ? and A128GCM'],
    [[{ alg: 'y' }, { alg: 'x' }], 'unsupported, alg-unknown, alg y, for 0 by ? and A128GCM'],
  ])('%j: the answer that got furthest', async (headers, answer) =>
    expect(told(await decryptJwe(recipients(...headers), key))).toBe(answer),
  )
  it('end with the one that would cost too much', async () => {
    const budget = new Budget({ milliseconds: -1 })
    expect(told(await decryptJwe(recipients({ alg: 'A128KW' }, { alg: 'x' }), key, budget))).toBe(
      'unsupported, too-costly, for 0 by A128KW and A128GCM',
    )
    const spent = new Budget()
    while (spent.takeTrial()) continue
    expect(told(await decryptJwe(compact({ alg: 'A128KW', enc: 'A128GCM' }), key, spent))).toContain('too-costly')
  })
  it('share the PBKDF2 rounds allowed for one token', async () => {
    const asks = { ...PBES2, p2c: 700_000 }
    const budget = new Budget({ milliseconds: 60_000 })
    budget.takeRounds(600_000)
    expect(told(await decryptJwe(compact(asks), key, budget))).toContain('too-costly')
  })
  it('are not tried if the token has several readings', async () => {
    const { object } = readJsonSerialization(
      JSON.stringify({ protected: segment({ alg: 'dir', enc: 'A128GCM' }), header: { alg: 'dir' }, iv: IV, ciphertext: 'AAAA', tag: TAG }),
    )
    expect(told(await decryptJwe(object as Jwe, none))).toBe('unreadable, several-readings, for 0 by dir and A128GCM')
  })
})

describe('bytes of a parameter', () => {
  const parameter = (value: unknown) => byteParameter(compact({ alg: 'dir', enc: 'A128GCM', p2s: value }).header.parameters, 'p2s')
  it.each<[unknown, number[] | undefined]>([
    ['AQI', [1, 2]],
    ['AQI=', [1, 2]],
    ['', []],
    ['A', undefined],
    ['AQ*', undefined],
    [1, undefined],
    [null, undefined],
  ])('of %j', (value, expected) => expect(parameter(value) && [...parameter(value)!]).toEqual(expected))
  it('of an absent one', () => expect(byteParameter(new Map(), 'p2s')).toBeUndefined())
})
