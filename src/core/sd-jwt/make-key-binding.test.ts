// Checks that a key binding made here is valid for its presentation and no other, with any key that can sign.
import { describe, expect, test } from 'vitest'
import { inspect } from '../inspect.ts'
import type { KeyMaterial, KeyReading } from '../keys/key-material.ts'
import { exportJwk } from '../keys/make/export-key.ts'
import { generateKey } from '../keys/make/generate-key.ts'
import { readKey } from '../keys/read/read-key.ts'
import type { Token } from '../token/token.ts'
import { verifyKeyBinding } from './key-binding.ts'
import { makeKeyBinding } from './make-key-binding.ts'
import { asJson, presentation, withKeyBinding } from './present.ts'
import { disclose, sdJwtText } from './sd-jwt.fixture.ts'

const name = disclose(['salt', 'name', 'Ada'])
const town = disclose(['salt', 'town', 'Bonn'])
const request = { audience: 'https://verifier.example', nonce: 'n-1', issuedAt: 1_700_000_000 }
const open = (text: string): Token => inspect(text).token!
const given = (key: KeyMaterial): KeyReading => ({ kind: 'key', keys: [key], notes: [] })
const issued = (holder: KeyMaterial, payload: object = {}) =>
  open(sdJwtText({ cnf: { jwk: exportJwk(holder, 'public') }, _sd: [name.digest, town.digest], ...payload }, [name, town]))

async function bound(token: Token, key: KeyMaterial): Promise<Token> {
  const made = await makeKeyBinding(token, given(key), request)
  return open(withKeyBinding(token, made!.jwt!))
}

describe('a key binding made here', () => {
  test.each(['ES256', 'ES384', 'ES512', 'ES256K', 'Ed25519', 'RS256', 'ML-DSA-44'])('verifies with a key made for %s', async (alg) => {
    const holder = (await generateKey(alg))!
    expect(await verifyKeyBinding(await bound(issued(holder), holder))).toMatchObject({ state: 'valid' })
  })

  test('has the type and claims that RFC 9901 section 4.3 requires', async () => {
    const holder = (await generateKey('ES256'))!
    const token = await bound(issued(holder), holder)
    const parts = token.sdJwt!.keyBinding!.text.split('.').slice(0, 2)
    const [header, payload] = parts.map((part): unknown => JSON.parse(Buffer.from(part, 'base64url').toString()))
    expect(header).toEqual({ alg: 'ES256', typ: 'kb+jwt' })
    expect(payload).toEqual({ iat: 1_700_000_000, aud: 'https://verifier.example', nonce: 'n-1', sd_hash: expect.any(String) })
  })

  test('is removed when fewer claims are presented, and has the wrong hash if someone keeps it', async () => {
    const holder = (await generateKey('ES256'))!
    const token = await bound(issued(holder), holder)
    const less = open(presentation(token, [name.text]))
    expect((await verifyKeyBinding(less)).state).toBe('none')
    const left = open(withKeyBinding(less, token.sdJwt!.keyBinding!.text))
    expect((await verifyKeyBinding(left)).state).toBe('wrong-hash')
    expect((await verifyKeyBinding(await bound(less, holder))).state).toBe('valid')
  })

  test('verifies in the JSON serialization, and after conversion', async () => {
    const holder = (await generateKey('ES256'))!
    const json = open(asJson(issued(holder)))
    expect((await verifyKeyBinding(await bound(json, holder))).state).toBe('valid')
    expect((await verifyKeyBinding(open(asJson(await bound(issued(holder), holder))))).state).toBe('valid')
  })

  test('signed with another key does not match', async () => {
    const [holder, stranger] = [(await generateKey('ES256'))!, (await generateKey('ES256'))!]
    expect((await verifyKeyBinding(await bound(issued(holder), stranger))).state).toBe('mismatch')
  })

  test('uses the only private key of several', async () => {
    const [holder, other] = [(await generateKey('ES256'))!, (await generateKey('ES256'))!]
    const set = JSON.stringify({ keys: [exportJwk(other, 'public'), exportJwk(holder, 'whole')] })
    const made = await makeKeyBinding(issued(holder), await readKey(set, { alg: 'ES256' }), request)
    expect((await verifyKeyBinding(open(withKeyBinding(issued(holder), made!.jwt!)))).state).toBe('valid')
  })
})

describe('no key binding is made', () => {
  const holder = generateKey('ES256') as Promise<KeyMaterial>
  const problem = async (text: string) =>
    (await makeKeyBinding(issued(await holder), await readKey(text, { alg: 'ES256' }), request))!.problem

  test('without a key', async () => expect((await problem(''))?.id).toBe('key-missing'))

  test('with a public key', async () =>
    expect((await problem(JSON.stringify(exportJwk(await holder, 'public'))))?.id).toBe('key-not-private'))

  test('with a secret, which "cnf" would publish', async () =>
    expect((await problem('{"kty":"oct","k":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"}'))?.id).toBe('key-not-private'))

  test('with a damaged key', async () => expect((await problem('{"kty":"EC"}'))?.id).toBe('key-jwk-member'))

  test('with a hash that is not supported here', async () => {
    expect(await makeKeyBinding(issued(await holder, { _sd_alg: 'sha3-256' }), given(await holder), request)).toBeUndefined()
  })
})
