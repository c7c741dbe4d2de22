// Private keys in formats older than PKCS#8 or apart from it: OpenSSH's own, and PEM encrypted the old way.
import * as node from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { sign } from '../../../crypto/sign.ts'
import { verify } from '../../../crypto/verify.ts'
import { describeKey } from '../../describe-key.ts'
import { exportPem } from '../../make/export-key.ts'
import { ED25519, LOCKED, P256, P521, RSA_1024 } from '../../openssh.fixture.ts'
import { readKey } from '../read-key.ts'

const message = new TextEncoder().encode('eyJhbGciOiJ4In0.eyJzdWIiOiJhZGEifQ')
const received = (alg: string, signature: Uint8Array<ArrayBuffer>) => ({
  alg,
  kid: undefined,
  unknownCritical: [],
  critMalformed: false,
  signingInput: message,
  signature,
  signatureReadable: true,
})

describe('an OpenSSH private key', () => {
  it.each([
    ['EdDSA', ED25519, 'Ed25519 private key, OpenSSH'],
    ['ES256', P256, 'EC P-256 private key, OpenSSH'],
    ['ES512', P521, 'EC P-521 private key, OpenSSH'],
    ['RS256', RSA_1024, 'RSA private key, 1024 bits, OpenSSH'],
  ])('for %s signs what its public line verifies, and node:crypto reads our conversion of it', async (alg, pair, name) => {
    const reading = await readKey(pair.private, { alg })
    expect(reading.problem).toBeUndefined()
    expect(describeKey(reading.keys[0]!)).toBe(name)
    const made = await sign(alg, message, reading)
    expect((await verify(received(alg, made.signature!), await readKey(pair.public, { alg }))).state).toBe('valid')
    const theirs = node.createPrivateKey((await exportPem(reading.keys[0]!, 'whole'))!)
    const publicPem = node.createPublicKey(theirs).export({ type: 'spki', format: 'pem' })
    expect(publicPem).toBe(await exportPem((await readKey(pair.public)).keys[0]!, 'public'))
  })

  it('with a passphrase gives its public half, and says how to get the private one', async () => {
    const reading = await readKey(LOCKED.private)
    expect(reading.keys[0]).toMatchObject({ kind: 'public', curve: 'Ed25519', jwk: (await readKey(LOCKED.public)).keys[0]!.jwk })
    expect(reading.notes).toContainEqual({ id: 'key-openssh-locked', args: { cipher: 'aes256-ctr' }, index: undefined })
    expect((await sign('EdDSA', message, reading)).problem?.id).toBe('key-not-private')
  })

  it('that was cut off, or whose halves do not match, is not a key', async () => {
    for (const { private: text } of [ED25519, P256, P521, RSA_1024]) {
      const [begin, ...lines] = text.trim().split('\n')
      const bytes = Buffer.from(lines.slice(0, -1).join(''), 'base64')
      const armored = (content: Uint8Array) => [begin, Buffer.from(content).toString('base64'), lines.at(-1)].join('\n')
      for (let length = 0; length < bytes.length - 16; length += 7) {
        const { keys, problem } = await readKey(armored(bytes.subarray(0, length)))
        expect(keys).toEqual([])
        expect(problem!.action).toMatch(/^copy the (?:whole )?key/)
      }
    }
    const [begin, ...lines] = ED25519.private.trim().split('\n')
    const bytes = Buffer.from(lines.slice(0, -1).join(''), 'base64')
    const x = Buffer.from((await readKey(ED25519.public)).keys[0]!.jwk.x!, 'base64url')
    bytes[bytes.indexOf(x)]! ^= 1
    expect((await readKey([begin, bytes.toString('base64'), lines.at(-1)].join('\n'))).problem?.id).toBe('key-der-unreadable')
  })
})

describe('PEM encrypted the old way', () => {
  const rsa = node.generateKeyPairSync('rsa', { modulusLength: 2048 })
  const ec = node.generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const locked = (cipher: string, key = rsa.privateKey, type: 'pkcs1' | 'sec1' = 'pkcs1') =>
    key.export({ type, format: 'pem', cipher, passphrase: 'schwertfisch ü' } as node.KeyExportOptions<'pem'>).toString()

  it.each(['aes-128-cbc', 'aes-192-cbc', 'aes-256-cbc'])('with %s opens only with its passphrase', async (cipher) => {
    const text = locked(cipher)
    expect(text).toContain('Proc-Type: 4,ENCRYPTED')
    expect((await readKey(text)).problem).toMatchObject({ id: 'key-private-encrypted', args: { passphrase: 'needed' } })
    expect((await readKey(text, { passphrase: 'schwertfisch' })).problem).toMatchObject({ args: { passphrase: 'wrong' } })
    const [key] = (await readKey(text, { passphrase: 'schwertfisch ü' })).keys
    expect(describeKey(key!)).toBe('RSA private key, 2048 bits, PKCS#1 PEM')
    expect(await exportPem(key!, 'public')).toBe(rsa.publicKey.export({ type: 'spki', format: 'pem' }))
  })

  it('opens as an EC key, with CRLF, with literal \\n and on one line', async () => {
    const text = locked('aes-256-cbc', ec.privateKey, 'sec1')
    for (const form of [text, text.replace(/\n/g, '\r\n'), text.replace(/\n/g, '\\n'), text.replace(/\n+/g, ' ')]) {
      const reading = await readKey(form, { passphrase: 'schwertfisch ü' })
      expect(reading.keys[0], form.slice(0, 90)).toMatchObject({ kind: 'private', curve: 'P-256' })
    }
  })

  it('names any other cipher and says how to convert the key', async () => {
    expect((await readKey(locked('des-ede3-cbc'))).problem).toMatchObject({
      id: 'key-private-encrypted',
      found: 'a private key encrypted the old way, with DES-EDE3-CBC',
      action: 'convert it: openssl pkey -in key.pem -aes256 -out new.pem',
      args: { passphrase: 'cipher' },
    })
  })
})
