// Checks whose key a token is checked with: a key inside the token never becomes the user's own, and a passphrase never outlives its key.
import { describe, expect, it } from 'vitest'
import { encodeBase64url } from '../../core/text/base64url.ts'
import { initialState, reduce, type Action, type State } from './state.ts'
import { typedKey } from '../session.fixture.ts'
import { chosenKey, isSetAside, issuerOf, signingKey, sourceOf } from './key-choice.ts'

const part = (value: object) => encodeBase64url(new TextEncoder().encode(JSON.stringify(value)))
const token = (header: object, claims: object = {}) => `${part({ alg: 'RS256', ...header })}.${part(claims)}.AAAA`
const after = (...actions: Action[]): State => actions.reduce(reduce, initialState)
const jwk = { kty: 'RSA', n: 'AQAB', e: 'AQAB' }
const named = JSON.stringify(jwk, null, 2)
const tryJwk: Action = { type: 'try-token-key', parameter: 'jwk', named, text: named }
const source = (state: State) => sourceOf(chosenKey(state), issuerOf(state))

describe('a key that the token names', () => {
  const tried = after({ type: 'load', text: token({ jwk }), key: typedKey('mine') }, tryJwk)

  it('is used as the token’s, and leaves the key box alone', () => {
    expect(chosenKey(tried)).toEqual({ from: 'token', text: named, parameter: 'jwk', presented: false })
    expect(source(tried)).toBe('token')
    expect(tried.key).toBe('mine')
  })

  it.each<[string, Action]>([
    ['the key box is edited', { type: 'edit-key', key: 'mine too', at: 0 }],
    ['another key is used', { type: 'use-key', key: typedKey('other') }],
    ['another token is loaded', { type: 'load', text: token({}) }],
    ['the same token is loaded again', { type: 'load', text: token({ jwk }) }],
    ['another token of the text is opened', { type: 'open', index: 0 }],
    ['its own key is asked back', { type: 'use-own-key' }],
    ['the header names another key', { type: 'edit-token', text: token({ jwk: { ...jwk, n: 'AQ' } }), at: 0 }],
    ['the header names none', { type: 'edit-token', text: token({}), at: 0 }],
    ['all is cleared', { type: 'clear' }],
  ])('is no longer used once %s', (_, action) => {
    const next = reduce(tried, action)
    expect([chosenKey(next).from, source(next)]).toEqual(['box', undefined])
  })

  it('stays in use while the payload is edited', () => {
    expect(source(reduce(tried, { type: 'edit-token', text: token({ jwk }, { sub: 'x' }), at: 0 }))).toBe('token')
  })

  it('given by its URL counts only for that URL', () => {
    const url = 'https://a.example/k'
    const state = after(
      { type: 'load', text: token({ jku: url }) },
      { type: 'try-token-key', parameter: 'jku', named: url, text: '{"keys":[]}' },
    )
    expect(chosenKey(state)).toMatchObject({ from: 'token', text: '{"keys":[]}' })
    expect(source(reduce(state, { type: 'edit-token', text: token({ jku: 'https://b.example/k' }), at: 0 }))).toBeUndefined()
  })

  it('is not undone into the key box', () => {
    expect(reduce(tried, { type: 'undo' }).key).toBe('')
    expect(tried.history.past.every((step) => !JSON.stringify(step).includes('kty'))).toBe(true)
  })
})

describe('a DPoP proof beside other tokens', () => {
  const text = `Authorization: DPoP ${token({}, { sub: 'x' })}\nDPoP: ${token({ typ: 'dpop+jwt', jwk })}`
  const opened = (index: number) => after({ type: 'load', text, index, key: typedKey('mine') })

  it('is verified with the key that it presents, and the others with the key in the box', () => {
    expect(chosenKey(opened(1))).toEqual({ from: 'token', text: named, parameter: 'jwk', presented: true })
    expect(isSetAside(opened(1))).toBe(true)
    expect(chosenKey(opened(0))).toMatchObject({ from: 'box', text: 'mine' })
    expect(isSetAside(opened(0))).toBe(false)
  })

  it('is signed with the key in the box', () => {
    expect(signingKey(opened(1))).toMatchObject({ from: 'box', text: 'mine' })
    expect(signingKey(after({ type: 'load', text, index: 1 }))).toMatchObject({ from: 'token', presented: true })
  })

  it('is verified with the key in the box if it is alone', () => {
    const alone = after({ type: 'load', text: token({ typ: 'dpop+jwt', jwk }), key: typedKey('mine') })
    expect(chosenKey(alone)).toMatchObject({ from: 'box', text: 'mine' })
  })
})

describe('fetched keys', () => {
  const set = '{"keys":[1]}'
  const fetch = (issuer: string | undefined): Action => ({
    type: 'use-key',
    key: { text: set, origin: { from: 'fetched', url: 'https://a.example/k', issuer } },
  })
  const of = (iss: string): Action => ({ type: 'load', text: token({}, { iss }) })

  it('are the issuer’s for tokens that name this issuer, and a plain set for any other', () => {
    const state = after(of('https://a.example'), fetch('https://a.example'))
    expect([state.key, source(state)]).toEqual([set, 'issuer'])
    expect(source(reduce(state, of('https://b.example')))).toBe('key-set')
    expect(source(reduce(state, of('https://a.example/')))).toBe('key-set')
    expect(source(reduce(state, { type: 'load', text: token({}, {}) }))).toBe('key-set')
  })

  it('fetched by their own URL are a plain set', () => {
    expect(source(after(of('https://a.example'), fetch(undefined)))).toBe('key-set')
  })

  it('are the user’s own once edited, and count as fetched again once that is undone', () => {
    const state = after(of('https://a.example'), fetch('https://a.example'), { type: 'edit-key', key: `${set} `, at: 0 })
    expect(source(state)).toBeUndefined()
    expect(source(reduce(state, { type: 'undo' }))).toBe('issuer')
  })

  it('come in one step that can be undone', () => {
    const state = after({ type: 'edit-key', key: 'mine', at: 0 }, fetch(undefined), { type: 'undo' })
    expect([state.key, source(state)]).toEqual(['mine', undefined])
  })
})

describe('a passphrase', () => {
  const open = after({ type: 'edit-key', key: 'locked', at: 0 }, { type: 'give-passphrase', passphrase: 'swordfish' })

  it('is used with its key, and isn’t part of the history', () => {
    expect(chosenKey(open)).toMatchObject({ passphrase: 'swordfish' })
    expect(JSON.stringify(open.history)).not.toContain('swordfish')
    expect(reduce(reduce(open, { type: 'load', text: token({}) }), { type: 'undo' }).passphrase).toBe('swordfish')
  })

  it.each<[string, Action]>([
    ['edited', { type: 'edit-key', key: 'locked!', at: 0 }],
    ['replaced', { type: 'use-key', key: typedKey('other') }],
    ['undone', { type: 'undo' }],
    ['cleared', { type: 'clear' }],
  ])('is forgotten when its key is %s', (_, action) => {
    expect(reduce(open, action).passphrase).toBe('')
  })
})

describe('where a key came from', () => {
  const fromLink: Action = { type: 'load', text: token({}), key: { text: 'a', origin: { from: 'link' } } }

  it('is kept with it, until the reader types over it', () => {
    const state = after(fromLink)
    expect(chosenKey(state)).toMatchObject({ from: 'box', origin: { from: 'link' } })
    const typed = reduce(state, { type: 'edit-key', key: 'ab', at: 0 })
    expect(chosenKey(typed)).toMatchObject({ origin: { from: 'typed' } })
    expect(chosenKey(reduce(typed, { type: 'undo' }))).toMatchObject({ text: 'a', origin: { from: 'link' } })
  })

  it('stays with it when another token is loaded, and goes when all is cleared', () => {
    const state = after(fromLink, { type: 'load', text: token({}, { sub: 'x' }) })
    expect(state.keyOrigin).toEqual({ from: 'link' })
    expect(reduce(state, { type: 'clear' }).keyOrigin).toEqual({ from: 'typed' })
  })

  it('stays the same after a repair, but a fetched key no longer counts as fetched', () => {
    const repair: Action = { type: 'repair', repairs: [{ do: 'set-key', key: 'b' }] }
    expect(after(fromLink, repair).keyOrigin).toEqual({ from: 'link' })
    const fetched: Action = {
      type: 'use-key',
      key: { text: 'a', origin: { from: 'fetched', url: 'https://a.example/k', issuer: 'https://a.example' } },
    }
    expect(after(fetched, repair).keyOrigin).toEqual({ from: 'typed' })
  })
})
