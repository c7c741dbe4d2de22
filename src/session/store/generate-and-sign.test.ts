// Checks that one press after a change of algorithm gives a new key, its ID in the header, and a signature that it verifies.
import { Buffer } from 'node:buffer'
import { compactVerify, importJWK, type JWK } from 'jose'
import { expect, it } from 'vitest'
import { createKeyring } from '../keyring.ts'
import { generateAndSign } from './generate-and-sign.ts'
import { setUp } from './store.fixture.ts'

const b64u = (text: string) => Buffer.from(text).toString('base64url')
const PAYLOAD = '{"n": 1.0,  "sub":"me"}'

function withToken(header: string) {
  const { store } = setUp()
  const keyring = createKeyring()
  store.dispatch({ type: 'load', text: `${b64u(header)}.${b64u(PAYLOAD)}.AAAA`, key: { text: 'old', origin: { from: 'typed' } } })
  return { store, keyring, state: () => store.getSnapshot().state }
}

it.each(['ES256', 'Ed25519', 'RS256'])('%s: jose verifies it with the key in the box, and the payload keeps its bytes', async (alg) => {
  const { store, keyring, state } = withToken(`{"alg":"${alg}","kid":"old"}`)
  expect(await generateAndSign(store, keyring)).toBeUndefined()
  const jwk = JSON.parse(state().key) as JWK
  const { d: _d, p: _p, q: _q, dp: _dp, dq: _dq, qi: _qi, ...publicHalf } = jwk
  const { payload, protectedHeader } = await compactVerify(state().text, await importJWK(publicHalf, alg))
  expect(Buffer.from(payload).toString()).toBe(PAYLOAD)
  expect(protectedHeader).toEqual({ alg, kid: jwk.kid })
  expect(keyring.getSnapshot().keys).toMatchObject([{ name: `${alg} key`, origin: 'generated' }])
})

it('a shared secret is in the box as base64url, and the previous key’s ID is gone', async () => {
  const { store, keyring, state } = withToken('{"alg":"HS256","kid":"old"}')
  expect(await generateAndSign(store, keyring)).toBeUndefined()
  const { protectedHeader } = await compactVerify(state().text, Buffer.from(state().key, 'base64url'))
  expect(protectedHeader).toEqual({ alg: 'HS256' })
  expect(state().secretEncoding).toBe('base64url')
})

it('is undone in two steps: the token, then the key', async () => {
  const { store, keyring, state } = withToken('{"alg":"ES256"}')
  const before = state()
  await generateAndSign(store, keyring)
  store.dispatch({ type: 'undo' })
  expect(state().text).toBe(before.text)
  store.dispatch({ type: 'undo' })
  expect(state().key).toBe('old')
})

it('changes nothing if something else was typed meanwhile, or if no algorithm is named', async () => {
  const { store, keyring, state } = withToken('{"alg":"ES256"}')
  const answer = generateAndSign(store, keyring)
  store.dispatch({ type: 'edit-key', key: 'mine', at: 0 })
  expect(await answer).toBeUndefined()
  expect(state().key).toBe('mine')
  const other = withToken('{"alg":"XX"}')
  expect(await generateAndSign(other.store, keyring)).toMatch(/no token here/)
  expect(keyring.getSnapshot().keys).toEqual([])
})
