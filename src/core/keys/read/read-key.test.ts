import { isSecretText, secretOf } from '../key-material.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cases } from '../../../../checks/cases.ts'
import { vectorCases } from '../../vectors/vector.fixture.ts'
import { describeKey } from '../describe-key.ts'
import { exportPem } from '../make/export-key.ts'
import { generateKey } from '../make/generate-key.ts'
import { readKey } from './read-key.ts'

const vector = (id: string): string => vectorCases('keys').find((one) => one.id === id)!.input!
const rsaPem = vector('pyjwt-testkey2_rsa-pub-pem')
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('a secret', () => {
  it('is kept byte for byte in UTF-8', async () => {
    const reading = await readKey(' pässwort\n', { alg: 'HS256' })
    expect(reading.kind).toBe('secret')
    expect(isSecretText(reading)).toBe(true)
    expect(secretOf(reading.keys[0]!)).toEqual(utf8(' pässwort\n'))
    expect(describeKey(reading.keys[0]!)).toBe('UTF-8 secret, 88 bits')
  })

  it('may be only whitespace', async () => {
    expect((await readKey(' \n', { alg: 'HS256' })).keys[0]!.bits).toBe(16)
  })

  it.each([
    ['base64url', 'AP_-\n_w==', [0, 255, 254, 255]],
    ['base64', 'AP/+ /w', [0, 255, 254, 255]],
    ['hex', '00 FFfe\r\nff\n', [0, 255, 254, 255]],
  ] as const)('in %s skips whitespace, line breaks and padding', async (secretEncoding, text, bytes) => {
    expect([...secretOf((await readKey(text, { alg: 'HS256', secretEncoding })).keys[0]!)]).toEqual(bytes)
  })

  it.each([
    ['base64url', 'ab+d', '+', 2],
    ['base64', 'ab_d', '_', 2],
    ['hex', '0g', 'g', 1],
    ['base64', 'a=bc', '=', 1],
    ['hex', '00 💥0', '💥', 3],
  ] as const)('in %s names the character that does not belong: %s', async (secretEncoding, text, character, at) => {
    const reading = await readKey(text, { alg: 'HS256', secretEncoding })
    expect(reading).toMatchObject({ kind: 'unreadable', problem: { id: 'secret-encoding', args: { character, at } } })
    expect(isSecretText(reading)).toBe(true)
  })

  it('of an impossible length is reported', async () => {
    for (const [secretEncoding, text] of [
      ['hex', 'abc'],
      ['base64', 'abcde'],
    ] as const) {
      expect((await readKey(text, { alg: 'HS256', secretEncoding })).problem).toMatchObject({
        id: 'secret-encoding',
        args: { length: text.length },
      })
    }
  })

  it('that looks like a token, JSON or a list is still a secret for HMAC', async () => {
    for (const text of [
      'eyJhbGciOiJIUzI1NiJ9.e30.abc',
      '{"my":"secret"}',
      '[1,2]',
      'my-BEGIN SECRET',
      '--BEGIN',
      'ssh-rsa AAAA',
      'MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=',
    ]) {
      expect((await readKey(text, { alg: 'HS256' })).kind).toBe('secret')
    }
  })

  it('keeps its bytes through every encoding', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 80 }), async (bytes) => {
        const hex = Buffer.from(bytes).toString('hex')
        const base64 = Buffer.from(bytes).toString('base64')
        const base64url = Buffer.from(bytes).toString('base64url')
        for (const [secretEncoding, text] of [
          ['hex', hex],
          ['base64', base64],
          ['base64url', base64url],
        ] as const) {
          expect([...secretOf((await readKey(text, { alg: 'HS256', secretEncoding })).keys[0]!)]).toEqual([...bytes])
        }
      }),
    )
  })
})

describe('where no secret is expected', () => {
  it('text that is not a key is named, with what is expected', async () => {
    const reading = await readKey('hunter2', { alg: 'ES384' })
    expect(reading).toMatchObject({ kind: 'unreadable', problem: { id: 'not-a-key', expected: 'an EC P-384 key' } })
    expect(isSecretText(reading)).toBe(false)
    expect((await readKey('   ', { alg: 'RS256' })).kind).toBe('empty')
  })

  it.each([
    ['https://a.example/jwks', 'a URL'],
    ['{"alg":"RS256"}', 'JSON without “kty” or “keys”'],
    ['MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEApKJDAD6Eqz1ya3lZchAZ', '48 bytes of a key that says it has 294'],
  ])('%s is %s', async (text, found) => {
    expect((await readKey(text, { alg: 'RS256' })).problem!.found).toBe(found)
  })

  it('JSON with keys is found inside other text, and in a JSON string', async () => {
    const set = `{"keys":[${vector('jose-RSA-public-jwk')}]}`
    const answer = `HTTP/2 200\r\ncontent-type: application/json\r\n\r\n${set}\n`
    for (const text of [answer, `[2026-11-22 10:00] keys: ${set} (1 key)`, JSON.stringify(set), `JWKS='${set}'`]) {
      expect(await readKey(text, { alg: 'RS256' }), text.slice(0, 30)).toMatchObject({ kind: 'key-set', keys: [{ type: 'RSA' }] })
    }
    // A secret keeps every character, whatever it says.
    for (const text of [answer, JSON.stringify(set)]) expect((await readKey(text, { alg: 'HS256' })).kind).toBe('secret')
    expect((await readKey('say {"kty" and [no more', { alg: 'RS256' })).problem!.id).toBe('not-a-key')
  })

  it('a token is named as one', async () => {
    expect((await readKey(vector('own-token-in-key-field'), { alg: 'RS256' })).problem!.id).toBe('key-is-token')
  })
})

describe('a public key pasted for HMAC', () => {
  it.each([
    ['PEM', rsaPem],
    ['a JWK', vector('jose-RSA-public-jwk')],
    ['an OpenSSH line', vector('pyjwt-ssh-testkey_ed25519-pub')],
    ['bare base64', rsaPem.replace(/-----.*-----|\s/g, '')],
    ['DER in hex', vector('own-der-hex')],
    ['a certificate', vector('jose-RSA-x509')],
  ])('is read as a key, never as a secret: %s', async (_, text) => {
    const reading = await readKey(text, { alg: 'HS256' })
    expect(reading).toMatchObject({ kind: 'key', keys: [{ kind: 'public' }] })
    expect(isSecretText(reading)).toBe(false)
  })
})

describe('PEM', () => {
  it('split into joined strings, as in code, is read', async () => {
    const code = rsaPem
      .trim()
      .split('\n')
      .map((line) => `  "${line}\\n" +`)
      .join('\n')
    expect((await readKey(code)).keys[0]!.jwk).toEqual((await readKey(rsaPem)).keys[0]!.jwk)
  })

  it('with the wrong label is read, and the right label is named', async () => {
    const reading = await readKey(rsaPem.replaceAll('PUBLIC KEY', 'RSA PUBLIC KEY'))
    expect(reading.keys[0]!.jwk).toEqual((await readKey(rsaPem)).keys[0]!.jwk)
    expect(reading.notes).toContainEqual(
      expect.objectContaining({ id: 'key-pem-damaged', args: { repaired: 'label', label: 'PUBLIC KEY' } }),
    )
  })

  const expected = async () => (await readKey(rsaPem)).keys[0]!.jwk

  it.each([
    ['CRLF', rsaPem.replace(/\n/g, '\r\n')],
    ['literal \\n', rsaPem.replace(/\n/g, '\\n')],
    ['one line with spaces', rsaPem.replace(/\n/g, ' ')],
    ['one line without spaces', rsaPem.replace(/\n/g, '')],
    ['indentation', rsaPem.replace(/^/gm, '      ')],
    ['text around', `here it is:\n\n${rsaPem}\nregards, Bob`],
    ['an .env line', `PUBLIC_KEY="${rsaPem.replace(/\n/g, '\\n')}"`],
    ['quoted lines', rsaPem.replace(/^(.+)$/gm, '"$1\\n"')],
    ['dashes changed by a word processor', rsaPem.replace(/-----/g, '—–-')],
    ['no END line', rsaPem.replace(/-----END.*/, '')],
    [
      'the URL alphabet',
      rsaPem
        .replace(/\+/g, '-')
        .replace(/\//g, '_')
        .replace(/_PUBLIC/, 'PUBLIC'),
    ],
  ])('is read with %s', async (_, text) => {
    const reading = await readKey(text, { alg: 'RS256' })
    expect(reading.problem).toBeUndefined()
    expect(reading.keys[0]!.jwk).toEqual(await expected())
  })

  it('that is cut off says how much is missing', async () => {
    const { problem } = await readKey(vector('own-pem-truncated'), { alg: 'RS256' })
    expect(problem).toMatchObject({ id: 'key-der-truncated', args: { missing: expect.any(Number) as number } })
    expect(problem!.expected).toMatch(/^\d+ more bytes$/)
  })

  it('with an invalid character names it', async () => {
    expect((await readKey(rsaPem.replace('M', 'é'), { alg: 'RS256' })).problem).toMatchObject({
      id: 'key-pem-damaged',
      args: { codePoint: 0xe9 },
    })
  })

  it('encrypted with a passphrase in the old form says how to convert it', async () => {
    expect((await readKey(vector('jwcrypto-encrypted-pem'), { alg: 'RS256', passphrase: '123456' })).problem).toMatchObject({
      id: 'key-private-encrypted',
      args: { passphrase: 'cipher' },
    })
  })
})

describe('JSON', () => {
  it('that is a metadata document says where its keys are', async () => {
    const text = JSON.stringify({ issuer: 'https://a.example', jwks_uri: 'https://a.example/keys' })
    expect((await readKey(text, { alg: 'RS256' })).problem).toMatchObject({
      id: 'key-discovery-document',
      args: { jwksUri: 'https://a.example/keys' },
    })
  })

  it('that is cut off says where', async () => {
    expect((await readKey('{\n "kty": "RSA",\n "n": "ab', { alg: 'RS256' })).problem).toMatchObject({
      id: 'key-json-damaged',
      args: { line: 3 },
    })
  })

  it('with a set keeps the known keys and names the others', async () => {
    const known: unknown = JSON.parse(vector('pyjwt-jwk_ec_pub_P-256'))
    const reading = await readKey(JSON.stringify({ keys: [{ kty: 'new' }, 7, known] }), { alg: 'ES256' })
    expect(reading).toMatchObject({ kind: 'key-set', keys: [{ type: 'EC' }] })
    expect(reading.notes.filter((note) => note.id === 'jwks-key-skipped').map((note) => note.args['position'])).toEqual([1, 2])
  })

  it('repairs damaged coordinates and says so', async () => {
    // A key whose x starts with a zero byte, found by searching.
    let key = (await generateKey('ES256'))!
    while (!key.jwk.x!.startsWith('AA')) key = (await generateKey('ES256'))!
    const { kty, crv, x, y } = key.jwk
    const stripped = Buffer.from(Buffer.from(x!, 'base64url').subarray(1)).toString('base64')
    const reading = await readKey(JSON.stringify({ kty, crv, x: stripped, y: `${y!}=` }), { alg: 'ES256' })
    expect(reading.keys[0]!.jwk).toEqual({ kty, crv, x, y })
    expect(reading.notes.map((note) => [note.args['member'], note.args['form']])).toContainEqual(['x', 'stripped-zeros'])
    expect(reading.notes.map((note) => [note.args['member'], note.args['form']])).toContainEqual(['y', 'padding'])
  }, 30_000)

  it('never reaches a prototype', async () => {
    await readKey(vector('own-jwk-proto'), { alg: 'HS256' })
    expect(({} as { alg?: string }).alg).toBeUndefined()
  })
})

describe('any text', () => {
  it('gets an answer, and no problem repeats it', async () => {
    const pieces = fc.constantFrom(
      rsaPem,
      vector('jose-P256-pkcs8'),
      vector('pyjwt-jwk_rsa_key'),
      vector('own-jwks-two'),
      vector('pyjwt-testkey_rsa-cer'),
    )
    const cut = fc
      .tuple(pieces, fc.nat(3000), fc.nat(3000), fc.string())
      .map(([text, from, to, other]) => text.slice(0, from) + other + text.slice(to))
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string({ unit: 'binary' }), fc.json(), cut),
        fc.constantFrom('HS256', 'RS256', undefined),
        async (text, alg) => {
          const reading = await readKey(text, { alg, secretEncoding: 'base64', passphrase: 'x' })
          expect(reading.problem !== undefined).toBe(reading.kind === 'unreadable')
          expect(reading.keys.length > 0).toBe(reading.kind === 'secret' || reading.kind === 'key' || reading.kind === 'key-set')
        },
      ),
      cases(400),
    )
  })

  it('of private keys never appears in a problem', async () => {
    const pem = (await exportPem((await generateKey('ES256'))!, 'whole'))!
    for (let end = 30; end < pem.length - 30; end += 7) {
      const { problem } = await readKey(pem.slice(0, end), { alg: 'RS256' })
      expect(JSON.stringify(problem ?? {})).not.toMatch(/[A-Za-z0-9+/]{24}/)
    }
  })
})
