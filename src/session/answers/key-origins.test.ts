// Checks whose key verified a token: its origin decides, and a key inside the token is never the reader's own.
import { generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { encodeBase64url } from '../../core/text/base64url.ts'
import { act, pasted } from '../session.fixture.ts'
import type { KeyOrigin } from '../text/history.ts'
import { check } from './check.ts'

const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const jwk = pair.publicKey.export({ format: 'jwk' })
const pem = pair.publicKey.export({ format: 'pem', type: 'spki' }) as string
const part = (value: object) => encodeBase64url(new TextEncoder().encode(JSON.stringify(value)))

function signed(header: object): string {
  const input = `${part({ alg: 'ES256', ...header })}.${part({ sub: 'ada' })}`
  const signature = sign('sha256', Buffer.from(input), { key: pair.privateKey, dsaEncoding: 'ieee-p1363' })
  return `${input}.${encodeBase64url(signature)}`
}

async function sourceWith(token: string, text: string, origin: KeyOrigin, compared = false) {
  let state = act(pasted(token), { type: 'use-key', key: { text, origin } })
  if (compared) state = act(state, { type: 'compared-key' })
  const { verification } = await check(state)
  return verification?.state === 'valid' ? verification.keySource : verification?.state
}

describe('whose key it is', () => {
  const plain = signed({})
  const brings = signed({ jwk })

  it.each<[KeyOrigin, string]>([
    [{ from: 'typed' }, 'yours'],
    [{ from: 'file' }, 'yours'],
    [{ from: 'keyring' }, 'yours'],
    [{ from: 'link' }, 'link'],
    [{ from: 'fetched', url: 'https://a.example/k', issuer: undefined }, 'key-set'],
  ])('%o', async (origin, source) => {
    expect(await sourceWith(plain, JSON.stringify(jwk), origin)).toBe(source)
  })

  it('a link’s key set also counts as the link’s', async () => {
    expect(await sourceWith(plain, JSON.stringify({ keys: [jwk] }), { from: 'link' })).toBe('link')
  })

  it.each(['typed', 'file', 'link'] as const)('a key inside the token is the token’s, even if it is also %s, in any form', async (from) => {
    expect(await sourceWith(brings, JSON.stringify(jwk), { from })).toBe('token')
    expect(await sourceWith(brings, pem, { from })).toBe('token')
    expect(await sourceWith(brings, JSON.stringify({ keys: [jwk] }), { from })).toBe('token')
  })

  it('a key from the keyring keeps its better origin, even if it is also inside the token', async () => {
    expect(await sourceWith(brings, pem, { from: 'keyring' })).toBe('yours')
  })

  it.each(['typed', 'file', 'link'] as const)('a key that the reader compared is theirs (%s)', async (from) => {
    expect(await sourceWith(brings, pem, { from }, true)).toBe('yours')
    expect(await sourceWith(plain, pem, { from }, true)).toBe('yours')
  })

  it('a key must be compared again once it changes', () => {
    const state = act(
      pasted(brings),
      { type: 'use-key', key: { text: pem, origin: { from: 'link' } } },
      { type: 'compared-key' },
      { type: 'edit-key', key: `${pem} `, at: 0 },
    )
    expect(state.keyOrigin).toEqual({ from: 'typed' })
  })

  it('a DPoP proof is verified with the key that it presents, unless the reader gives one', async () => {
    const proof = signed({ typ: 'dpop+jwt', jwk })
    const { key, verification } = await check(pasted(proof))
    expect(key).toMatchObject({ from: 'token', presented: true })
    expect(verification).toMatchObject({ state: 'valid', keySource: 'token' })
    expect((await check(pasted(brings))).verification?.state).toBe('no-key')
  })
})
