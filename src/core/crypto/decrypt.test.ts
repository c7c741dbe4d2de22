// Checks why a JWE is rejected before any key is tried, and which answer is reported if several recipients or keys each have one.
import { describe, expect, it } from 'vitest'
import { segment } from '../diagnostics/token.fixture.ts'
import { makeAgreementKey } from '../keys/make/generate-agreement-key.ts'
import { publicMembers } from '../keys/key-material.ts'
import { readKey } from '../keys/read/read-key.ts'
import { encodeBase64url } from '../text/base64url.ts'
import type { Jwe } from '../token/jwe.ts'
import { readCompact } from '../token/read-compact.ts'
import { readJsonSerialization } from '../token/read-json-serialization.ts'
import { decryptJwe } from './decrypt.ts'
import { encrypt } from './encrypt.ts'

const bytes = (length: number) => encodeBase64url(new Uint8Array(length).fill(1))
const IV = bytes(12)
const TAG = bytes(16)
const secret = (i: number) => ({ kty: 'oct', k: Buffer.alloc(16, i).toString('base64url') })
const keyOf = (jwk: object) => readKey(JSON.stringify(jwk), { alg: 'A128KW' })
const key = await keyOf(secret(1))
const jweOf = ({ object }: ReturnType<typeof readCompact>): Jwe => {
  if (object?.kind !== 'jwe') throw new Error('not a JWE')
  return object
}
const compact = (header: object, [encryptedKey = bytes(24), iv = IV, ciphertext = 'AAAA', tag = TAG]: (string | undefined)[] = []) =>
  jweOf(readCompact([segment(header), encryptedKey, iv, ciphertext, tag].join('.')))
const answer = async (header: object, parts?: (string | undefined)[]) => decryptJwe(compact(header, parts), key)
const A128GCM = { enc: 'A128GCM' }

describe('a JWE that no key can open', () => {
  it.each([
    [
      'an initialization vector a byte short',
      { alg: 'A128KW', ...A128GCM },
      [undefined, bytes(11)],
      { reason: 'iv-length', found: 11, expected: 12 },
    ],
    [
      'a tag a byte long',
      { alg: 'A128KW', ...A128GCM },
      [undefined, IV, 'AAAA', bytes(17)],
      { reason: 'tag-length', found: 17, expected: 16 },
    ],
    ['an encrypted key beside "dir"', { alg: 'dir', ...A128GCM }, ['AAAA'], { reason: 'encrypted-key-not-empty', found: 3 }],
    [
      'a padded ciphertext',
      { alg: 'A128KW', ...A128GCM },
      [undefined, IV, 'AA=='],
      { reason: 'segment-unreadable', segment: 'ciphertext' },
    ],
    ['an encrypted key that lost a character', { alg: 'A128KW', ...A128GCM }, ['AAAAA'], { segment: 'encrypted_key' }],
    ['a padded initialization vector', { alg: 'A128KW', ...A128GCM }, [undefined, `${IV}=`], { segment: 'iv' }],
    ['a padded tag', { alg: 'A128KW', ...A128GCM }, [undefined, IV, 'AAAA', `${TAG}==`], { segment: 'tag' }],
    ['no "enc"', { alg: 'A128KW' }, [], { reason: 'enc-missing' }],
    ['no "alg"', A128GCM, [], { reason: 'alg-missing' }],
    ['no "epk"', { alg: 'ECDH-ES+A128KW', ...A128GCM }, [], { reason: 'epk-invalid' }],
    [
      'the same "apu" and "apv" (RFC 7518 section 4.6.2)',
      { alg: 'ECDH-ES', ...A128GCM, epk: { kty: 'OKP', crv: 'X25519', x: bytes(32) }, apu: 'Qm9i', apv: 'Qm9i' },
      [''],
      { reason: 'parameter-invalid', parameter: 'apv' },
    ],
    ['an "iv" of key wrapping that is short', { alg: 'A128GCMKW', ...A128GCM, iv: bytes(11), tag: TAG }, [], { parameter: 'iv' }],
    ['a "tag" of key wrapping that is short', { alg: 'A128GCMKW', ...A128GCM, iv: IV, tag: bytes(15) }, [], { parameter: 'tag' }],
    ['no "tag" of key wrapping', { alg: 'A128GCMKW', ...A128GCM, iv: IV }, [], { parameter: 'tag' }],
    ['no "p2s"', { alg: 'PBES2-HS256+A128KW', ...A128GCM, p2c: 1000 }, [], { parameter: 'p2s' }],
    ['a "p2s" that is not base64url', { alg: 'PBES2-HS256+A128KW', ...A128GCM, p2s: '*', p2c: 1000 }, [], { parameter: 'p2s' }],
    ['no rounds', { alg: 'PBES2-HS256+A128KW', ...A128GCM, p2s: 'AAAA', p2c: 0 }, [], { parameter: 'p2c' }],
    ['half a round', { alg: 'PBES2-HS256+A128KW', ...A128GCM, p2s: 'AAAA', p2c: 1.5 }, [], { parameter: 'p2c' }],
  ])('has %s', async (_, header, parts, expected) => {
    expect(await answer(header, parts)).toMatchObject({ state: 'unreadable', ...expected })
  })

  it.each([
    ['names what must be understood', { crit: ['exp', 'nbf'], exp: 1, nbf: 1 }, { reason: 'crit-unknown', names: ['exp', 'nbf'] }],
    ['has an empty "crit"', { crit: [] }, { reason: 'crit-malformed' }],
    ['has a "crit" with a number', { crit: ['exp', 1] }, { reason: 'crit-malformed' }],
    ['has a "zip" of another name', { zip: 'GZ' }, { reason: 'zip-unknown' }],
    ['has an unknown "enc"', { enc: 'A128CTR' }, { reason: 'enc-unknown' }],
    ['has an "alg" that signs', { alg: 'HS256' }, { reason: 'alg-signs' }],
  ])('%s', async (_, more, expected) => {
    // A malformed "crit" alone gives more than one reading; this tests only what decryption answers.
    const jwe: Jwe = { ...compact({ alg: 'A128KW', ...A128GCM, ...more }), readings: 'one' }
    expect(await decryptJwe(jwe, key)).toMatchObject({ state: 'unsupported', ...expected })
  })

  it('has a "crit" outside its protected header', async () => {
    const text = JSON.stringify({
      protected: segment({ alg: 'A128KW', ...A128GCM }),
      header: { crit: ['exp'] },
      encrypted_key: bytes(24),
      iv: IV,
      ciphertext: 'AAAA',
      tag: TAG,
    })
    const jwe: Jwe = { ...jweOf(readJsonSerialization(text)), readings: 'one' }
    expect(await decryptJwe(jwe, key)).toMatchObject({ state: 'unsupported', reason: 'crit-malformed' })
  })

  it('has an ephemeral key on another curve than the key', async () => {
    const [mine, theirs] = await Promise.all(['P-256', 'P-384'].map(makeAgreementKey))
    const jwe = compact({ alg: 'ECDH-ES+A128KW', ...A128GCM, epk: publicMembers(theirs!) })
    const reading = await readKey(JSON.stringify(mine), { alg: 'ECDH-ES+A128KW' })
    expect(await decryptJwe(jwe, reading)).toMatchObject({ state: 'unreadable', reason: 'epk-invalid' })
  })

  it('is never made with RSAES-PKCS1-v1_5, or with an unregistered name', async () => {
    for (const alg of ['RSA1_5', 'A127KW'])
      expect(await encrypt(new Uint8Array(1), key, { alg, enc: 'A128GCM' })).toMatchObject({ problem: { id: 'key-unsupported' } })
  })

  it('has more than one reading, and is never decrypted', async () => {
    const { compact: text } = await encrypt(new TextEncoder().encode('x'), key, { alg: 'A128KW', enc: 'A128GCM' })
    const jwe = jweOf(readCompact(text!))
    expect(await decryptJwe(jwe, key)).toMatchObject({ state: 'decrypted' })
    const [header, ...parts] = text!.split('.')
    const doubted = JSON.stringify({
      protected: header,
      encrypted_key: parts[0],
      iv: parts[1],
      ciphertext: parts[2],
      tag: parts[3],
      header: { alg: 'A128KW' },
    })
    expect(await decryptJwe(jweOf(readJsonSerialization(doubted)), key)).toMatchObject({ state: 'unreadable', reason: 'several-readings' })
  })
})

describe('a JWE for several recipients', () => {
  /** Content for the key, with recipients before and after. */
  const general = async (place: number, others: readonly object[]) => {
    const { compact: text } = await encrypt(new TextEncoder().encode('x'), key, { alg: 'A128KW', enc: 'A128GCM' })
    const [header, encrypted_key, iv, ciphertext, tag] = text!.split('.')
    const recipients: object[] = [...others]
    recipients.splice(place, 0, { encrypted_key })
    return jweOf(readJsonSerialization(JSON.stringify({ protected: header, recipients, iv, ciphertext, tag })))
  }

  it.each([0, 1, 2])('is decrypted for the one at index %i, and says which', async (place) => {
    const jwe = await general(place, [{ encrypted_key: bytes(24) }, { encrypted_key: bytes(24) }])
    expect(await decryptJwe(jwe, key)).toMatchObject({ state: 'decrypted', recipient: place })
  })

  it('reports the answer that got furthest if no recipient can be opened, wherever it is', async () => {
    const damaged = { encrypted_key: 'A' }
    const another = { encrypted_key: bytes(24) }
    for (const [recipients, place] of [
      [[another, damaged], 0],
      [[damaged, another], 1],
    ] as const) {
      const text = JSON.stringify({ protected: segment({ alg: 'A128KW', ...A128GCM }), recipients, iv: IV, ciphertext: 'AAAA', tag: TAG })
      expect(await decryptJwe(jweOf(readJsonSerialization(text)), key)).toMatchObject({ state: 'mismatch', recipient: place })
    }
  })
})

describe('the keys of a set', () => {
  it('are all tried, those with the "kid" of the token first', async () => {
    const { compact: text } = await encrypt(new TextEncoder().encode('x'), key, { alg: 'A128KW', enc: 'A128GCM', header: { kid: 'b' } })
    const jwe = jweOf(readCompact(text!))
    const opened = async (...keys: object[]) => decryptJwe(jwe, await keyOf({ keys }))
    expect(await opened({ ...secret(2), kid: 'a' }, { ...secret(1), kid: 'c' })).toMatchObject({ state: 'decrypted', keyIndex: 1 })
    expect(await opened({ ...secret(1), kid: 'a' }, { ...secret(1), kid: 'b' })).toMatchObject({ state: 'decrypted', keyIndex: 1 })
  })

  it('give a mismatch if one fits but decrypts nothing, whatever the others are', async () => {
    const short = { kty: 'oct', k: 'AAAA' }
    for (const keys of [
      [short, secret(2)],
      [secret(2), short],
    ])
      expect(await decryptJwe(compact({ alg: 'A128KW', ...A128GCM }), await keyOf({ keys }))).toMatchObject({
        state: 'mismatch',
        reason: 'unwrap-failed',
      })
  })
})

it('without a key it is encrypted', async () => {
  expect(await decryptJwe(compact({ alg: 'A128KW', ...A128GCM }), await readKey(''))).toMatchObject({ state: 'encrypted', recipient: 0 })
})
