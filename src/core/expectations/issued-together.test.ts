import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { tokenOf } from '../diagnostics/claims.fixture.ts'
import { inspect } from '../inspect.ts'
import { hashResults } from './issued-together.ts'

const { cases } = JSON.parse(readFileSync(resolve(import.meta.dirname, '../vectors/oauth-oidc.json'), 'utf8')) as {
  cases: readonly { id: string; token: string }[]
}
const printed = (id: string) => cases.find((each) => each.id === `oidc-core-${id}`)!.token
const said = (text: string, index?: number) => hashResults(inspect(text, index)).map(({ id, state }) => `${id} ${state}`)

const half = (value: string, hash = 'sha256') => {
  const digest = createHash(hash).update(value).digest()
  return digest.subarray(0, digest.length / 2).toString('base64url')
}
const idToken = tokenOf({ iss: 'https://op.example', at_hash: half('at-1'), c_hash: half('code-1'), s_hash: half('state-1') })
/** The access token and code of OpenID Connect Core appendix A. */
const ACCESS_TOKEN = 'jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y'
const CODE = 'Qcb0Orv1zh30vL1MPRsbm-diHiMwcLyZvn1arpZv-Jxf_11jnpEX3Tgfvk'

describe('what came with an ID token', () => {
  it('matches OpenID Connect Core appendix A', () => {
    expect(
      said(
        `HTTP/1.1 302 Found\nLocation: https://client.example.org/cb#access_token=${ACCESS_TOKEN}&token_type=Bearer&id_token=${printed('a3')}&expires_in=3600`,
      ),
    ).toEqual(['at_hash met'])
    expect(said(`https://client.example.org/cb#code=${CODE}&id_token=${printed('a4')}`)).toEqual(['c_hash met'])
    expect(said(`https://client.example.org/cb#code=${CODE}&id_token=${printed('a6')}&access_token=${ACCESS_TOKEN}`)).toEqual([
      'c_hash met',
    ])
    expect(said(`https://client.example.org/cb#code=${CODE}x&id_token=${printed('a4')}`)).toEqual(['c_hash not-met'])
  })

  it('is read from a token response, however it was pasted', () => {
    const response = { access_token: 'at-1', token_type: 'Bearer', nested: { a: [] }, id_token: idToken }
    expect(said(JSON.stringify(response))).toEqual(['at_hash met'])
    expect(said(`HTTP/1.1 200 OK\nContent-Type: application/json\n\n${JSON.stringify(response, null, 2)}`)).toEqual(['at_hash met'])
    expect(said(JSON.stringify({ log: 'a } { " brace', body: response }))).toEqual(['at_hash met'])
    expect(said(JSON.stringify({ ...response, access_token: 'at-2' }))).toEqual(['at_hash not-met'])
  })

  it('is read from query, fragment and form', () => {
    expect(said(`https://client.example/cb?state=state-1#code=code-1&id_token=${idToken}`)).toEqual(['c_hash met', 's_hash met'])
    expect(said(`POST /cb HTTP/1.1\n\ncode=code%2D1&state=state-2&id_token=${idToken}`)).toEqual(['c_hash met', 's_hash not-met'])
  })

  it('is read from the URL above the response of the token endpoint', () => {
    const answer = JSON.stringify({ id_token: idToken, access_token: 'at-1' })
    expect(said(`https://client.example/cb?code=code-1&state=state-1\n${answer}`)).toEqual(['at_hash met', 'c_hash met', 's_hash met'])
    expect(said(`https://client.example/cb?code=code-1&state=b\nhttps://client.example/cb?code=code-2&state=c\n${answer}`)).toEqual([
      'at_hash met',
    ])
  })

  it('is also checked when the access token is the open one', () => {
    const accessToken = tokenOf({ iss: 'https://op.example', sub: 'x' }, { alg: 'ES256', typ: 'at+jwt' })
    const fits = tokenOf({ iss: 'https://op.example', at_hash: half(accessToken) })
    const text = JSON.stringify({ access_token: accessToken, id_token: fits })
    expect(inspect(text).token?.compact).toBe(accessToken)
    expect(said(text)).toEqual(['at_hash met'])
    expect(said(text, 1)).toEqual(['at_hash met'])
    expect(said(JSON.stringify({ access_token: accessToken, id_token: idToken }))).toEqual(['at_hash not-met'])
    expect(said(`access_token=${accessToken}\nid_token=${fits}`)).toEqual(['at_hash met'])
  })

  it('is not guessed', () => {
    expect(said(idToken)).toEqual([])
    expect(said(`Bearer ${idToken}`)).toEqual([])
    expect(said(JSON.stringify({ id_token: tokenOf({ iss: 'a' }), access_token: 'at-1' }))).toEqual([])
    expect(said(`{"access_token":"at-1","access_token":"at-2","id_token":"${idToken}"}`)).toEqual([])
    expect(said(`https://c.example/cb#access_token=at-1&access_token=at-2&id_token=${idToken}`)).toEqual([])
    expect(said(JSON.stringify({ id_token: tokenOf({ at_hash: 'a' }, { alg: 'Ed448' }), access_token: 'at-1' }))).toEqual([
      'at_hash not-checkable',
    ])
    const login = (n: number) => JSON.stringify({ access_token: `at-${n}`, id_token: tokenOf({ at_hash: half(`at-${n}`) }) })
    expect(said(`${login(1)}\n${login(2)}`, 1)).toEqual(['at_hash met'])
  })

  it('never throws', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '"',
      '\\',
      '?',
      '#',
      '&',
      '=',
      '%',
      'code=',
      '"id_token":"',
      idToken,
      'access_token=',
      ' ',
      'at-1',
    )
    fc.assert(fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => Array.isArray(hashResults(inspect(pieces.join(''))))))
  })
})
