// What kind a token is read as, and what its names then mean.
import { describe, expect, it } from 'vitest'
import { encodeBase64url } from '../../core/text/base64url.ts'
import { KINDS, kindOf } from './kind.ts'
import { initialState, reduce } from '../state/state.ts'

const encode = (value: unknown) => encodeBase64url(new TextEncoder().encode(JSON.stringify(value)))
const load = (payload: unknown) => reduce(initialState, { type: 'load', text: `${encode({ alg: 'RS256' })}.${encode(payload)}.c2ln` })

describe('the kind of a token', () => {
  const google = load({ iss: 'https://accounts.google.com', aud: 'client', sub: 'x', iat: 1, exp: 2, hd: 'example.com' })

  it('is what it is recognised as, with the reason and what that asks', () => {
    const kind = kindOf(google, undefined)!
    expect(kind.profile).toBe(kind.recognised.profile)
    expect(kind.recognised.because).toBe('its issuer is Google')
    expect(kind.requirements.some(({ state }) => state === 'met')).toBe(true)
    expect(kind.requirements.every(({ source }) => source.name !== '')).toBe(true)
  })

  it('is another where somebody chose so, and none that does not exist', () => {
    const other = KINDS.find(({ name }) => name === 'DPoP proof')!
    expect(kindOf(google, other.id)!.profile.id).toBe(other.id)
    expect(kindOf(google, other.id)!.requirements.some(({ state }) => state === 'not-met')).toBe(true)
    expect(kindOf(google, 'no such kind')!.profile).toBe(kindOf(google, undefined)!.profile)
  })

  it('gives names the meaning of their issuer, of their kind, or of the registry', () => {
    const { meaning } = kindOf(google, undefined)!
    expect(meaning('payload', 'hd')).toBe('Workspace domain')
    expect(meaning('header', 'alg')).toBeDefined()
    expect(meaning('payload', 'no-such-claim')).toBeUndefined()
    expect(kindOf(load({ hd: 'x' }), undefined)!.meaning('payload', 'hd')).toBeUndefined()
  })

  it('gives names the meaning of a product that is known by its claims, under whatever name it issues', () => {
    const okta = load({ iss: 'https://login.shop.example', aud: 'x', sub: 'x', ver: 1, jti: 'AT.x', cid: 'c', iat: 1, exp: 2 })
    expect(kindOf(okta, undefined)!.meaning('payload', 'cid')).toBe('client')
    expect(kindOf(load({ iss: 'https://login.shop.example', cid: 'c' }), undefined)!.meaning('payload', 'cid')).toBeUndefined()
  })

  it('is none without claims', () => {
    expect(kindOf(initialState, undefined)).toBeUndefined()
    expect(kindOf(load([1]), undefined)).toBeUndefined()
    expect(kindOf(reduce(initialState, { type: 'load', text: 'no token' }), undefined)).toBeUndefined()
  })

  it('can be chosen by a name that no other has', () => {
    expect(new Set(KINDS.map(({ id }) => id)).size).toBe(KINDS.length)
    expect(new Set(KINDS.map(({ name }) => name)).size).toBe(KINDS.length)
  })
})
