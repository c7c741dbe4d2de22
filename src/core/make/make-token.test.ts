import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readClaimsSet } from '../claims/claims-set.ts'
import { contextFor } from '../diagnostics/claims.fixture.ts'
import { diagnose } from '../diagnostics/diagnose.fixture.ts'
import { inspect } from '../inspect.ts'
import type { KeyMaterial } from '../keys/key-material.ts'
import { generateKey } from '../keys/make/generate-key.ts'
import { keyThumbprint } from '../keys/thumbprint.ts'
import { recognize } from '../profiles/index.ts'
import { textOf } from '../text/json.ts'
import { verifyJws } from '../crypto/verify.ts'
import { TOKEN_KINDS, type FieldName, type TokenKind } from './kinds.ts'
import { algorithmsFor, kidFor, makeToken } from './make-token.ts'

/** 2026-11-22T10:00:00Z in seconds. */
const NOW = 1_795_341_600
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
const ES256 = (await generateKey('ES256'))!
const HS256 = (await generateKey('HS256'))!

async function made(kind: TokenKind, filled: Partial<Record<FieldName, string>> = {}, alg = 'ES256', key = ES256): Promise<string> {
  const { compact, problem } = await makeToken({ kind, alg, key, filled, now: NOW, random })
  if (problem) throw new Error(problem.found)
  return compact
}

describe.each(TOKEN_KINDS.map((kind) => [kind.id, kind] as const))('a new token of the kind %s', (_, kind: TokenKind) => {
  it('is recognized as its kind, with no error and no warning', async () => {
    const context = contextFor(await made(kind), { now: NOW + 5 })
    expect(recognize(context).profile.id).toBe(kind.profile)
    const findings = diagnose(context)
    expect(findings.filter(({ severity }) => severity !== 'info').map(({ rule }) => rule)).toEqual([])
    expect(findings.map(({ rule }) => rule)).toContain('claim-placeholder')
  })

  it('has no placeholder once everything is filled in', async () => {
    const filled = {
      iss: 'https://id.shop.example',
      sub: '7f3a',
      aud: 'https://api.shop.example',
      client: 's6BhdRkqt3',
      nonce: 'n-0S6_WzA2Mj',
    }
    const urls = { server: 'https://id.shop.example', url: 'https://api.shop.example/orders?page=2' }
    const context = contextFor(await made(kind, { ...filled, ...urls }), { now: NOW + 5 })
    const findings = diagnose(context)
    expect(findings.filter(({ severity }) => severity !== 'info').map(({ rule }) => rule)).toEqual([])
    expect(findings.map(({ rule }) => rule)).not.toContain('claim-placeholder')
  })

  it('is signed with its key, and identifies it', async () => {
    const { token } = inspect(await made(kind))
    const jws = token!.object
    if (jws?.kind !== 'jws') throw new Error('not a JWS')
    expect((await verifyJws(jws, { kind: 'key', keys: [ES256], notes: [] })).state).toBe('valid')
    const header = token!.header
    if (kind.carriesKey) expect(header.protected.get('jwk')?.type).toBe('object')
    else expect(header.kid).toBe(keyThumbprint(ES256.jwk))
  })

  it('contains any text that is filled in', async () => {
    const [name] = kind.fields
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1 }), async (text) => {
        const { token } = inspect(await made(kind, { [name!]: text }))
        const claims = readClaimsSet(token)
        expect(token!.wellFormed).toBe(true)
        const expected = text.trim()
        const place = { iss: 'iss', client: 'iss', url: 'htu' }[name as string] ?? name!
        const written = textOf(claims?.get(place)) ?? textOf(claims?.get('issuer'))
        if (expected !== '') expect(written).toBe(kind.carriesKey ? expected.replace(/[?#].*$/s, '') : expected)
      }),
      { numRuns: 25 },
    )
  })
})

describe('the algorithms to offer', () => {
  const names = (kind: TokenKind, key?: typeof ES256) => algorithmsFor(kind, key).map(({ name }) => name)
  const [jwt] = TOKEN_KINDS
  const dpop: TokenKind = TOKEN_KINDS.find(({ id }) => id === 'dpop-proof')!

  it('never include none, nor HMAC if others must be able to verify', () => {
    expect(names(jwt)).toContain('HS256')
    expect(names(jwt)).not.toContain('none')
    expect(names(dpop)).not.toContain('HS256')
    expect(names(dpop)).toContain('ES256')
  })

  it('are those that fit the given key', () => {
    expect(names(jwt, ES256)).toEqual(['ES256'])
    expect(names(jwt, HS256)).toContain('HS256')
    expect(names(dpop, HS256)).toEqual([])
    expect(names(jwt, { ...ES256, kind: 'public' } as KeyMaterial)).toEqual([])
  })
})

describe('the ID of a key', () => {
  it('is its own, else its thumbprint; a secret has none, since guesses could be tested against its thumbprint', () => {
    expect(kidFor({ ...ES256, kid: 'mine' })).toBe('mine')
    expect(kidFor(ES256)).toBe(keyThumbprint(ES256.jwk))
    expect(kidFor(HS256)).toBeUndefined()
  })
})

it('a key that can’t sign is reported with the kind of key needed', async () => {
  const [kind] = TOKEN_KINDS
  const { problem } = await makeToken({ kind, alg: 'RS256', key: ES256, filled: {}, now: NOW, random })
  expect(problem?.expected).toBe('an RSA private key')
})
