// Checks which type a token is read as, and what its names then mean.
import { describe, expect, it } from 'vitest'
import { encodeBase64url } from '../../core/text/base64url.ts'
import { readFacts } from '../../core/diagnostics/rule/context.ts'
import { PROFILES, profileById, recognize } from '../../core/profiles/index.ts'
import { derive } from '../state/derived.ts'
import { kindOf } from './kind.ts'
import { initialState, reduce, type State } from '../state/state.ts'

const encode = (value: unknown) => encodeBase64url(new TextEncoder().encode(JSON.stringify(value)))
const load = (payload: unknown) => reduce(initialState, { type: 'load', text: `${encode({ alg: 'RS256' })}.${encode(payload)}.c2ln` })
const kind = (state: State, profileId?: string) => {
  const facts = readFacts(derive(state).inspection)
  const recognized = facts && recognize(facts)
  return recognized && kindOf(facts, recognized, profileById(profileId ?? '') ?? recognized.profile)
}

describe('the kind of a token', () => {
  const google = load({ iss: 'https://accounts.google.com', aud: 'client', sub: 'x', iat: 1, exp: 2, hd: 'example.com' })

  it('is the recognized one, with the reason and its requirements', () => {
    const { profile, recognized, requirements } = kind(google)!
    expect(profile).toBe(recognized.profile)
    expect(recognized.because).toBe('its issuer is Google')
    expect(requirements.some(({ state }) => state === 'met')).toBe(true)
    expect(requirements.every(({ source }) => source.name !== '')).toBe(true)
  })

  it('is another if the user chose one', () => {
    const other = PROFILES.find(({ name }) => name === 'DPoP proof')!
    expect(kind(google, other.id)!.profile.id).toBe(other.id)
    expect(kind(google, other.id)!.requirements.some(({ state }) => state === 'not-met')).toBe(true)
  })

  it('gives names the meaning of the issuer, of the type, or of the registry', () => {
    const { header, payload } = kind(google)!.meanings
    expect(payload.get('hd')).toBe('Workspace domain')
    expect(header.get('alg')).toBeDefined()
    expect(kind(load({ 'no-such-claim': 1 }))!.meanings.payload.size).toBe(0)
    expect(kind(load({ hd: 'x' }))!.meanings.payload.get('hd')).toBeUndefined()
  })

  it('gives names the meaning of a product recognized by its claims, whatever the issuer', () => {
    const okta = load({ iss: 'https://login.shop.example', aud: 'x', sub: 'x', ver: 1, jti: 'AT.x', cid: 'c', iat: 1, exp: 2 })
    expect(kind(okta)!.meanings.payload.get('cid')).toBe('client')
    expect(kind(load({ iss: 'https://login.shop.example', cid: 'c' }))!.meanings.payload.get('cid')).toBeUndefined()
  })

  it('is undefined without claims', () => {
    expect(kind(initialState)).toBeUndefined()
    expect(kind(load([1]))).toBeUndefined()
    expect(kind(reduce(initialState, { type: 'load', text: 'no token' }))).toBeUndefined()
  })

  it('can be chosen by a unique name', () => {
    expect(new Set(PROFILES.map(({ id }) => id)).size).toBe(PROFILES.length)
    expect(new Set(PROFILES.map(({ name }) => name)).size).toBe(PROFILES.length)
  })
})
