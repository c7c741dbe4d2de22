// Checks that dropped files go where their content belongs.
import { describe, expect, it } from 'vitest'
import { vectorCases } from '../../core/vectors/vector.fixture.ts'
import { sortText } from './sort-text.ts'

const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.AAAA'

describe('the text of a file', () => {
  it.each([
    ['a token', TOKEN],
    ['a token behind a scheme', `Authorization: Bearer ${TOKEN}\n`],
    ['a HAR', JSON.stringify({ log: { entries: [{ request: { headers: [{ name: 'Authorization', value: `Bearer ${TOKEN}` }] } }] } })],
    ['a token response', JSON.stringify({ access_token: TOKEN, token_type: 'Bearer' })],
    ['a JSON serialization', JSON.stringify({ payload: 'e30', protected: 'eyJhbGciOiJIUzI1NiJ9', signature: 'AA' })],
    ['a token that is cut off', TOKEN.slice(0, -6)],
    ['a token with its key', `-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----\n\n${TOKEN}`],
  ])('%s is a token', (_, text) => {
    expect(sortText(text)).toBe('token')
  })

  it.each(
    vectorCases('rfc7517-jwk').flatMap((one) => ((one.jwk ?? one.jwks) ? [[one.id, JSON.stringify(one.jwk ?? one.jwks)] as const] : [])),
  )('%s is a key', (_, text) => {
    expect(sortText(text)).toBe('key')
  })

  it('of every label of PEM that holds a key is a key', () => {
    const pems = vectorCases('keys').filter((one) => /BEGIN [A-Z ]*(?:KEY|CERTIFICATE)/.test(one.input ?? ''))
    expect(pems.length).toBeGreaterThan(10)
    for (const { input } of pems) expect(sortText(input!)).toBe('key')
  })

  it.each(['{"sub":"me"}', ' { "sub" : "me", "exp" : 1 }\n', '{"keys":3,"kty":4}'])('%j are claims', (text) => {
    expect(sortText(text)).toBe('claims')
  })

  it.each(['Dear all,', '{}', '{"a":}', '<svg/>', '[1,2]'])('%j is neither', (text) => {
    expect(sortText(text)).toBe('neither')
  })
})
