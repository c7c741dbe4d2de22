// Checks that every difference between the secret as typed and as used, planted with node:crypto, is named.
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { vectorCases } from '../../vectors/vector.fixture.ts'
import { hs, pem, rsa, SECRET, b64u, jwk, ed25519, p256 } from '../made-with-node.fixture.ts'
import { causeOf, why } from '../planted.fixture.ts'

const bytes = Buffer.from('00112233445566778899aabbccddeeff0123456789abcdef0123456789abcdef', 'hex')

describe('a secret in another encoding', () => {
  it.each([
    ['base64', bytes.toString('base64')],
    ['base64url', Buffer.from('fbeffffbff0011223344', 'hex').toString('base64url')],
    ['hex', bytes.toString('hex')],
    ['hex with colons', bytes.toString('hex').replace(/..(?=.)/g, '$&:')],
  ])('is found when the signer decodes %s', async (name, text) => {
    const secret = name === 'base64url' ? Buffer.from(text, 'base64url') : bytes
    const report = await why(hs(secret), text)
    expect(report.held).toMatchObject([{ id: 'secret-is-encoded', proof: { by: 'mac', bits: 256 }, fix: [{ do: 'set-key' }] }])
  })
  it('is found when the text of the encoding was used', async () => {
    const text = bytes.toString('base64')
    expect(await causeOf(hs(text), text, { secretEncoding: 'base64' })).toBe('secret-is-encoding-text')
    expect(await causeOf(hs(Buffer.from(SECRET).toString('base64')), SECRET)).toBe('secret-is-encoding-text')
    expect(await causeOf(hs(Buffer.from(SECRET).toString('hex')), SECRET)).toBe('secret-is-encoding-text')
  })
  it('is found when the text doesn’t even fit the chosen encoding', async () => {
    expect(await causeOf(hs(SECRET), SECRET, { secretEncoding: 'hex' })).toBe('secret-is-encoding-text')
  })
  it('is found when a lenient decoder read it', async () => {
    expect(await causeOf(hs(Buffer.from('my-secret!key.of#text', 'base64')), 'my-secret!key.of#text')).toBe('secret-lenient-base64')
    expect(await causeOf(hs(Buffer.from('mysecretkeyoftext', 'base64')), 'my secret: key.of#text')).toBe('secret-lenient-base64')
  })
})

describe('a secret that was copied badly', () => {
  it.each([
    ['secret-lacks-newline', SECRET + '\n', SECRET],
    ['secret-lacks-newline', SECRET + '\r\n', SECRET],
    ['secret-has-whitespace', SECRET, SECRET + '\n'],
    ['secret-has-whitespace', SECRET, ` ${SECRET} `],
    ['secret-has-whitespace', SECRET.replaceAll(' ', ''), SECRET],
    ['secret-needs-quotes', `"${SECRET}"`, SECRET],
    ['secret-needs-quotes', `'${SECRET}'`, SECRET],
    ['secret-has-wrapping', SECRET, `"${SECRET}"`],
    ['secret-has-wrapping', SECRET, `JWT_SECRET=${SECRET}`],
    ['secret-has-wrapping', SECRET, `export JWT_SECRET="${SECRET}";`],
    ['secret-has-wrapping', bytes, `base64:${bytes.toString('base64')}`],
    ['secret-has-wrapping', bytes, `APP_KEY=base64:${bytes.toString('base64')}`],
    ['secret-has-wrapping', SECRET, JSON.stringify({ secret: SECRET })],
    ['secret-typographic', `it's "quoted" - so`, 'it’s “quoted” – so'],
    ['secret-typographic', 'two words', 'two\u00a0words'],
    ['secret-typographic', 'zerowidth', 'zero\u200bwidth'],
    ['secret-typographic', 'MySecret', 'mySecret'],
    ['secret-escaped', 'a+b/c=d', 'a%2Bb%2Fc%3Dd'],
    ['secret-escaped', 'line\nbreak', 'line\\nbreak'],
    ['secret-escaped', 'a&b<c', 'a&amp;b&lt;c'],
    ['secret-escaped', 'a%2Bb', 'a+b'],
    ['secret-escaped', 'cost$5', 'cost$$5'],
  ])('%s: signed with %j, typed %j', async (id, used, typed) => {
    expect(await causeOf(hs(used), typed)).toBe(id)
  })
})

describe('a secret of other bytes', () => {
  it.each([
    ['UTF-16LE', Buffer.from(SECRET, 'utf16le'), SECRET],
    ['UTF-16BE', Buffer.from(SECRET, 'utf16le').swap16(), SECRET],
    ['UTF-8 with BOM', Buffer.from(`\ufeff${SECRET}`), SECRET],
    ['Latin-1', Buffer.from('Straße über Zürich', 'latin1'), 'Straße über Zürich'],
    ['NFD', Buffer.from('Zürich'.normalize('NFD')), 'Zürich'],
  ])('is found: %s', async (_, used, typed) => expect(await causeOf(hs(used), typed)).toBe('secret-other-charset'))

  it.each([
    ['SHA-256', createHash('sha256').update(SECRET).digest()],
    ['SHA-512 in hex', createHash('sha512').update(SECRET).digest('hex')],
    ['MD5 in hex', createHash('md5').update(SECRET).digest('hex')],
    ['SHA-1 in base64', createHash('sha1').update(SECRET).digest('base64')],
    ['its first 32 bytes', Buffer.from(SECRET).subarray(0, 32)],
  ])('is found: %s', async (_, used) => expect(await causeOf(hs(used), SECRET)).toBe('secret-derived'))

  it('says nothing about trailing zero bytes, because HMAC treats them as the same key (RFC 2104 section 2)', async () => {
    await expect(why(hs('short\0\0\0'), 'short')).rejects.toThrow('it verifies')
    await expect(why(hs('short\0'), 'short')).rejects.toThrow('it verifies')
  })
  it('says nothing about a hashed secret over the block size, because HMAC does the same', async () => {
    const long = 'x'.repeat(100)
    await expect(why(hs(createHash('sha256').update(long).digest()), long)).rejects.toThrow('it verifies')
  })
})

describe('a public key as the secret', () => {
  const spki = pem(rsa.publicKey)
  it.each([
    ['its text', spki, spki],
    ['trimmed', spki.trim(), spki],
    ['with CRLF', spki.replace(/\n/g, '\r\n'), spki],
    ['PKCS#1', rsa.publicKey.export({ type: 'pkcs1', format: 'pem' }).toString(), spki],
    ['its DER', rsa.publicKey.export({ type: 'spki', format: 'der' }), spki],
    ['given as JWK', spki, JSON.stringify(jwk(rsa.publicKey))],
    ['EC', pem(p256.publicKey), pem(p256.publicKey)],
    ['Ed25519', pem(ed25519.publicKey), pem(ed25519.publicKey)],
  ])('is called a forgery: %s', async (_, used, given) => {
    const { held } = await why(hs(used), given)
    expect(held.map((each) => each.id)).toEqual(['public-key-as-secret'])
    expect(held[0]!.fix).toBeUndefined()
  })
  it('is found when the token contains the key', async () => {
    const header = JSON.stringify({ alg: 'HS256', jwk: jwk(rsa.publicKey) })
    expect(await causeOf(hs(spki, { header }), 'whatever')).toBe('public-key-as-secret')
  })
})

describe('the article’s tokens', () => {
  it.each([
    ['article-original', 'json-reserialised-both'],
    ['article-tampered-padded', 'payload-edited'],
    ['article-tampered-unpadded', 'payload-edited'],
    ['article-tampered-with-articles-signature', 'json-reserialised-compact'],
    ['article-tampered-with-articles-signature-padded', 'json-reserialised-compact'],
    ['article-wrong-case-secret', 'secret-typographic'],
    ['article-secret-trailing-newline', 'secret-has-whitespace'],
  ])('%s: %s', async (id, cause) => {
    const vector = vectorCases('article').find((each) => each.id === id)!
    const report = await why(vector.token!, String(vector.key!.value))
    expect(report.held.map((each) => each.id)).toEqual([cause])
    expect(report.held[0]!.proof).toEqual({ by: 'mac', bits: 256 })
  })
})

describe('a wrong secret', () => {
  it.each(['another secret', b64u('something else'), '0123456789abcdef', ' padded ', '"quoted"'])(
    '%j is explained by nothing',
    async (typed) => {
      const report = await why(hs('the real secret, unlike the typed one'), typed)
      expect(report.held.map((each) => each.id)).toEqual(['none-fits'])
      expect(report.tried).toBeGreaterThan(500)
      expect(report.tried).toBeLessThanOrEqual(2500)
    },
  )
})
