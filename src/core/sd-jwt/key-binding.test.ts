// Checks that key binding is valid only if the key in "cnf" signed exactly this presentation, and that every other case has its own state.
import { beforeAll, describe, expect, test } from 'vitest'
import { sign } from '../crypto/sign.ts'
import { segment } from '../diagnostics/token.fixture.ts'
import { inspect } from '../inspect.ts'
import type { KeyMaterial, KeyReading } from '../keys/key-material.ts'
import { generateKey } from '../keys/make/generate-key.ts'
import { encodeBase64url } from '../text/base64url.ts'
import { verifyKeyBinding } from './key-binding.ts'
import { sdDigest } from './sd-hash.ts'
import { disclose, sdJwtText } from './sd-jwt.fixture.ts'

const name = disclose(['salt', 'name', 'Ada'])
const given = (key: KeyMaterial): KeyReading => ({ kind: 'key', keys: [key], notes: [] })
const publicJwk = ({ jwk }: KeyMaterial) => Object.fromEntries(Object.entries(jwk ?? {}).filter(([member]) => member !== 'd'))

let holder: KeyMaterial
let stranger: KeyMaterial
beforeAll(async () => {
  ;[holder, stranger] = (await Promise.all([generateKey('ES256'), generateKey('ES256')])) as [KeyMaterial, KeyMaterial]
})

interface Given {
  readonly payload?: object
  readonly header?: object
  readonly claims?: object
  readonly key?: KeyMaterial
  /** Changes the presentation after it was signed. */
  readonly after?: (text: string) => string
}

/** An SD-JWT that the holder presents. */
async function presented({ payload, header, claims, key = holder, after = (text) => text }: Given = {}) {
  const before = sdJwtText({ cnf: { jwk: publicJwk(holder) }, _sd: [name.digest], ...payload }, [name])
  const head = segment({ alg: 'ES256', typ: 'kb+jwt', ...header })
  const body = segment({
    iat: 1_700_000_000,
    aud: 'https://verifier.example',
    nonce: 'n-1',
    sd_hash: sdDigest('sha-256', before),
    ...claims,
  })
  const { signature } = await sign('ES256', new TextEncoder().encode(`${head}.${body}`), given(key))
  return inspect(after(`${before}${head}.${body}.${encodeBase64url(signature!)}`)).token!
}
const outcome = async (how?: Given) => {
  const { state, reason } = await verifyKeyBinding(await presented(how))
  return reason ? `${state}: ${reason.id} ${reason.found}`.trim() : state
}

describe('a key binding JWT', () => {
  test('verifies, and names its audience', async () => {
    const binding = await verifyKeyBinding(await presented())
    expect(binding).toMatchObject({ state: 'valid', alg: 'ES256' })
    expect(binding.claims!.get('aud')).toMatchObject({ value: 'https://verifier.example' })
  })

  test('is missing if nothing follows the last "~"', async () => {
    expect((await verifyKeyBinding(inspect(sdJwtText({ _sd: [name.digest] }, [name])).token!)).state).toBe('none')
  })

  test('may have a key that is itself disclosed', async () => {
    const cnf = disclose(['salt', 'cnf', { jwk: publicJwk(holder) }])
    const before = sdJwtText({ _sd: [cnf.digest] }, [cnf])
    const head = segment({ alg: 'ES256', typ: 'kb+jwt' })
    const body = segment({ iat: 1, aud: 'a', nonce: 'n', sd_hash: sdDigest('sha-256', before) })
    const { signature } = await sign('ES256', new TextEncoder().encode(`${head}.${body}`), given(holder))
    expect((await verifyKeyBinding(inspect(`${before}${head}.${body}.${encodeBase64url(signature!)}`).token!)).state).toBe('valid')
  })

  test('signed with another key does not verify', async () => {
    expect(await outcome({ key: stranger })).toBe('mismatch: signature')
  })

  test('for another presentation has the wrong hash', async () => {
    expect(await outcome({ after: (text) => text.replace(`~${name.text}~`, '~') })).toBe('wrong-hash: sd-hash')
    expect(await outcome({ claims: { sd_hash: 'AAAA' } })).toBe('wrong-hash: sd-hash')
  })

  test.each<[string, object | undefined, string]>([
    ['no "cnf"', undefined, 'no-key: cnf-absent'],
    ['"cnf" with a name only', { kid: 'key-1' }, 'no-key: cnf-elsewhere kid'],
    ['"cnf" with a URL only', { jku: 'https://a.example' }, 'no-key: cnf-elsewhere jku'],
    ['a JWK that is a string', { jwk: '-----BEGIN PUBLIC KEY-----' }, 'no-key: cnf-unreadable'],
    ['a JWK without coordinates', { jwk: { kty: 'EC', crv: 'P-256' } }, 'no-key: cnf-unreadable'],
    [
      'a key of another type',
      { jwk: { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' } },
      'mismatch: key-type',
    ],
  ])('with %s is not accepted as proof', async (_, cnf, expected) => {
    expect(await outcome({ payload: { cnf } })).toBe(expected)
  })

  test('with a wrong hash says so even if its key is unknown', async () => {
    expect(await outcome({ payload: { cnf: { kid: 'a' } }, claims: { sd_hash: 'AAAA' } })).toBe('wrong-hash: sd-hash')
  })

  test.each<[string, Given, string]>([
    ['another "typ"', { header: { typ: 'JWT' } }, 'malformed: typ JWT'],
    ['no "typ"', { header: { typ: undefined } }, 'malformed: typ'],
    ['no algorithm', { header: { alg: 'none' } }, 'malformed: alg none'],
    ['a MAC', { header: { alg: 'HS256' } }, 'malformed: alg HS256'],
    ['no "iat"', { claims: { iat: undefined } }, 'malformed: claim iat'],
    ['"iat" that is a string', { claims: { iat: '1' } }, 'malformed: claim iat'],
    ['no "aud"', { claims: { aud: undefined } }, 'malformed: claim aud'],
    ['"nonce" that is a number', { claims: { nonce: 1 } }, 'malformed: claim nonce'],
    ['no "sd_hash"', { claims: { sd_hash: undefined } }, 'malformed: claim sd_hash'],
    ['an unknown "crit"', { header: { crit: 'x' } }, 'malformed: not-a-jws'],
    ['two segments', { after: (text) => text.slice(0, text.lastIndexOf('.')) }, 'malformed: not-a-jws'],
  ])('with %s is malformed', async (_, how, expected) => {
    expect(await outcome(how)).toBe(expected)
  })

  test('with a hash that is not supported here is not accepted as proof', async () => {
    expect(await outcome({ payload: { _sd_alg: 'sha3-256' } })).toBe('no-key: unsupported sha3-256')
  })
})
