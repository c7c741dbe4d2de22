// Files that people drop on the key box.
import { secretOf } from '../key-material.ts'
import fc from 'fast-check'
import { createSecretKey, generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { describeKey } from '../describe-key.ts'
import { readKeyFile } from './key-file.ts'
import { readKey } from './read-key.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })

describe('a key file', () => {
  it('is taken unchanged, byte for byte, if it is text', () => {
    expect(readKeyFile(utf8('sécret\n'), true)).toEqual({ ok: true, text: 'sécret\n', isBase64Secret: false })
  })

  it('may be DER', async () => {
    const file = readKeyFile(publicKey.export({ type: 'spki', format: 'der' }), false)
    const reading = await readKey(file.ok ? file.text : '', { alg: 'ES256' })
    expect(describeKey(reading.keys[0]!)).toBe('EC P-256 public key, SPKI DER in base64')
  })

  it('may be UTF-16, as some editors write it', async () => {
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    const file = readKeyFile(Buffer.from(`\ufeff${pem}`, 'utf16le'), false)
    expect((await readKey(file.ok ? file.text : '')).keys[0]).toMatchObject({ kind: 'private', curve: 'P-256' })
  })

  it('may be the bytes of a secret, if the algorithm uses one', async () => {
    const bytes = Uint8Array.of(0, 255, 1, 254, 2, 253, 0, 0)
    expect(readKeyFile(bytes, false)).toMatchObject({ ok: false, found: 'a binary file that isn’t a known key format' })
    const file = readKeyFile(bytes, true)
    expect(file).toMatchObject({ ok: true, isBase64Secret: true })
    const reading = await readKey(file.ok ? file.text : '', { alg: 'HS256', secretEncoding: 'base64' })
    expect(secretOf(reading.keys[0]!)).toEqual(bytes)
    expect(createSecretKey(secretOf(reading.keys[0]!)).symmetricKeySize).toBe(8)
  })

  it.each([
    ['an empty file', []],
    ['a PNG image', [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]],
    ['a Java keystore', [0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2]],
    ['a ZIP archive', [0x50, 0x4b, 3, 4, 20]],
  ])('is named if it is %s', (found, bytes) => {
    expect(readKeyFile(Uint8Array.from(bytes), true)).toMatchObject({ ok: false, found })
  })

  it('is not a long text', () => {
    expect(readKeyFile(utf8('x'.repeat(100_000)), true)).toMatchObject({ ok: false, found: 'a long text without a key in it' })
  })

  it('never makes the reader throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, takesSecret) => {
        const file = readKeyFile(bytes, takesSecret)
        expect(file.ok ? file.text.length : file.action.length).toBeGreaterThan(0)
      }),
    )
  })
})
