// Every byte string of JSONTestSuite as the payload and as the header of a token: the parse verdict is the suite's, and JSON.parse's.
import { describe, expect, test } from 'vitest'
import { segment, SIGNATURE } from '../diagnostics/token.fixture.ts'
import { inspect } from '../inspect.ts'
import { plainValue } from '../text/json.ts'
import { vectorCases } from './vector.fixture.ts'

const cases = vectorCases('json-test-suite')
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function parsed(bytes: Uint8Array): 'accept' | 'reject' | 'n/a (not UTF-8)' {
  let text: string
  try {
    text = strictUtf8.decode(bytes)
  } catch {
    return 'n/a (not UTF-8)'
  }
  try {
    JSON.parse(text)
    return 'accept'
  } catch {
    return 'reject'
  }
}

describe('JSONTestSuite', () => {
  test('is here as a whole', () => {
    expect(cases).toHaveLength(229)
  })

  test.each(cases.map((one) => [one.id, one] as const))('%s', (_, vector) => {
    const bytes = new Uint8Array(Buffer.from((vector as { bytes_b64?: string }).bytes_b64!, 'base64'))
    const { token } = inspect(`${segment({ alg: 'HS256' })}.${segment(bytes)}.${SIGNATURE}`)
    expect(token!.wellFormed).toBe(true)
    const { utf8, json } = token!.payload!.decoded
    expect(token!.payload!.decoded.bytes).toEqual(bytes)
    const accepted = utf8 && json.valid
    expect(accepted).toBe(parsed(bytes) === 'accept')
    if (vector.expected.verdict === 'valid') expect(accepted).toBe(true)
    if (vector.expected.verdict === 'undecodable') expect(accepted).toBe(false)
    if (vector.expected['js_json_parse'] !== undefined) expect(accepted).toBe(vector.expected['js_json_parse'] === 'accept')
    // Walking the tree must never throw, and a valid one equals what JSON.parse returns, up to the depth that is read.
    const { root, errors } = json
    if (accepted && errors.length === 0) expect(JSON.stringify(plainValue(root!))).toBe(JSON.stringify(JSON.parse(json.text)))
    else expect(accepted || errors.length > 0 || !utf8).toBe(true)

    const asHeader = inspect(`${segment(bytes)}.e30.${SIGNATURE}`).token!
    expect(asHeader.header.readable).toBe(accepted && root?.type === 'object')
  })
})
