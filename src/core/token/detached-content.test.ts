// A detached payload put back into its token: the bytes that every signature then covers.
import { expect, it } from 'vitest'
import { segment } from '../diagnostics/token.fixture.ts'
import { inspect } from '../inspect.ts'
import { withContent } from './detached-content.ts'
import type { Jws } from './jws.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const jws = (text: string) => inspect(text).token!.object as Jws
const inputs = ({ signatures }: Jws, other?: Uint8Array) => signatures.map((each) => new TextDecoder().decode(each.signingInput(other)))
const HEADER = segment({ alg: 'HS256' })
const RAW = segment({ alg: 'HS256', b64: false, crit: ['b64'] })

it('in base64url', () => {
  const whole = withContent(jws(`${HEADER}..AA`), utf8('a\u00e9'))
  expect(whole).toMatchObject({
    detached: false,
    payload: { text: 'YcOp', at: HEADER.length + 1, decoding: { bytes: utf8('a\u00e9'), defects: [] }, decoded: { text: 'a\u00e9' } },
  })
  expect(inputs(whole)).toEqual([`${HEADER}.YcOp`])
  expect(inputs(whole, utf8('x'))).toEqual([`${HEADER}.eA`])
})

it('unencoded, if the header says so', () => {
  const whole = withContent(jws(`${RAW}..AA`), utf8('a.b'))
  expect(whole.payload.text).toBe('a.b')
  expect(inputs(whole)).toEqual([`${RAW}.a.b`])
})

it('under each of several signatures', () => {
  const entry = { protected: HEADER, signature: 'AA' }
  const whole = withContent(jws(JSON.stringify({ signatures: [entry, { ...entry, signature: 'BB' }] })), utf8('a'))
  expect(inputs(whole)).toEqual([`${HEADER}.YQ`, `${HEADER}.YQ`])
  expect(whole.signatures.map(({ signature }) => signature.text)).toEqual(['AA', 'BB'])
})

it('never in place of an existing payload', () => {
  const carried = jws(`${HEADER}.e30.AA`)
  expect(withContent(carried, utf8('a'))).toBe(carried)
})
