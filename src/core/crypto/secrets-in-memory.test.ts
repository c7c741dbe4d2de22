// Checks that temporary key bytes are wiped, and that no CryptoKey of a user's key can be exported again.
import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readCompact } from '../token/read-compact.ts'
import type { Jwe } from '../token/jwe.ts'
import { decryptJwe } from './decrypt.ts'
import { encrypt } from './encrypt.ts'
import { inspect } from '../inspect.ts'
import { readKey } from '../keys/read/read-key.ts'
import { algorithmByName } from '../algorithms/algorithms.ts'
import { makeSignature } from './primitives/signature.ts'
import { verifyJws } from './verify.ts'

const passphrase = 'correct horse battery staple'

function jweOf(compact: string): Jwe {
  const { object } = readCompact(compact)
  if (object?.kind !== 'jwe') throw new Error('no JWE')
  return object
}

/** The content encryption keys used since the test began. */
const { contentKeys } = vi.hoisted(() => ({ contentKeys: [] as Uint8Array[] }))
vi.mock(import('./primitives/content-encryption.ts'), async (load) => {
  const original = await load()
  return {
    ...original,
    decryptContent: (enc, key, sealed, aad) => {
      contentKeys.push(key)
      return original.decryptContent(enc, key, sealed, aad)
    },
  }
})

/** The secret bytes that the platform returned since the test began. */
let derived: Promise<ArrayBuffer>[]
let random: Uint8Array[]
let encoded: { text: string; bytes: Uint8Array }[]
let extractable: unknown[]

beforeEach(() => {
  derived = []
  random = []
  encoded = []
  extractable = []
  contentKeys.length = 0
  const { deriveBits, importKey } = crypto.subtle
  const getRandomValues = crypto.getRandomValues.bind(crypto)
  const encode = TextEncoder.prototype.encode
  vi.spyOn(crypto.subtle, 'deriveBits').mockImplementation((...given: Parameters<typeof deriveBits>) => {
    const bits = deriveBits.apply(crypto.subtle, given)
    derived.push(bits)
    return bits
  })
  vi.spyOn(crypto.subtle, 'importKey').mockImplementation((...given: unknown[]) => {
    extractable.push(given[3])
    return (importKey as (...all: unknown[]) => Promise<CryptoKey>).apply(crypto.subtle, given)
  })
  vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
    if (array instanceof Uint8Array) random.push(array)
    return getRandomValues(array)
  })
  vi.spyOn(TextEncoder.prototype, 'encode').mockImplementation(function (this: TextEncoder, text = '') {
    const bytes = encode.call(this, text)
    encoded.push({ text, bytes })
    return bytes
  })
})
afterEach(() => void vi.restoreAllMocks())

const isWiped = (bytes: Uint8Array) => bytes.every((byte) => byte === 0)

describe('key bytes', () => {
  it('of a passphrase and of the key derived from it are wiped', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const pem = createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' }))
      .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase })
      .toString()
    expect((await readKey(pem, { alg: 'ES256', passphrase })).kind).toBe('key')
    expect(derived.length).toBeGreaterThan(0)
    for (const bits of derived) expect(isWiped(new Uint8Array(await bits))).toBe(true)
    const typed = encoded.filter(({ text }) => text === passphrase)
    expect(typed.length).toBeGreaterThan(0)
    expect(typed.every(({ bytes }) => isWiped(bytes))).toBe(true)
  })

  it('of the passphrase of an old PEM are wiped', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const pem = privateKey.export({ type: 'sec1', format: 'pem', cipher: 'aes-128-cbc', passphrase }).toString()
    expect(pem).toContain('Proc-Type')
    expect((await readKey(pem, { alg: 'ES256', passphrase })).kind).toBe('key')
    const typed = encoded.filter(({ text }) => text === passphrase)
    expect(typed.length).toBeGreaterThan(0)
    expect(typed.every(({ bytes }) => isWiped(bytes))).toBe(true)
  })

  it.each(['PBES2-HS256+A128KW', 'A128KW'])('that encrypt and decrypt one token with %s are wiped', async (alg) => {
    const secret = alg === 'A128KW' ? '0123456789abcdef' : passphrase
    const reading = await readKey(secret, { alg })
    const made = await encrypt(new TextEncoder().encode('content'), reading, { alg, enc: 'A256GCM', p2c: 1000 })
    // The content encryption key is the only random value of 32 bytes.
    expect(random.filter(({ length }) => length === 32).map(isWiped)).toEqual([true])
    expect((await decryptJwe(jweOf(made.compact!), reading)).state).toBe('decrypted')
    expect(contentKeys.map(isWiped)).toEqual([true])
    expect(derived).toHaveLength(alg === 'A128KW' ? 0 : 2)
    for (const bits of derived) expect(isWiped(new Uint8Array(await bits))).toBe(true)
  })

  it('of a given key stay as long as the key does', async () => {
    const reading = await readKey('0123456789abcdef0123456789abcdef', { alg: 'dir' })
    const { compact } = await encrypt(new TextEncoder().encode('content'), reading, { alg: 'dir', enc: 'A256GCM' })
    for (const _ of [1, 2]) expect((await decryptJwe(jweOf(compact!), reading)).state).toBe('decrypted')
  })
})

describe('a CryptoKey', () => {
  it('that verifies or signs cannot be exported', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    for (const [alg, key] of [
      ['ES256', pem],
      ['HS256', 'a secret'],
    ] as const) {
      const reading = await readKey(key, { alg })
      extractable.length = 0
      const { token } = inspect(`${Buffer.from(`{"alg":"${alg}"}`).toString('base64url')}.e30.${'A'.repeat(86)}`)
      if (token?.object?.kind !== 'jws') throw new Error('no JWS')
      await verifyJws(token.object, reading)
      await makeSignature(algorithmByName(alg)!, reading.keys[0]!, new Uint8Array(8))
      expect(extractable.length).toBeGreaterThan(0)
      expect(extractable.filter((each) => each !== false)).toEqual([])
    }
  })
})
