// Decodes every vector, finds tokens in text, and reports anything else as malformed.
import { describe, expect, test } from 'vitest'
import { inspect } from '../inspect.ts'
import { plainValue, type JsonNode } from '../text/json.ts'
import { vectorCases, type VectorCase } from './vector.fixture.ts'

const FILES = ['article', 'rfc7515-jws', 'rfc7519-jwt', 'jwtio', 'rfc7520-jws', 'rfc8037-okp']
const cases = FILES.flatMap(vectorCases)
const textOf = ({ token, input, jws_json }: VectorCase) => input ?? token ?? JSON.stringify(jws_json)
/** The vectors' objects have prototypes, ours do not. */
const plain = (node: JsonNode | undefined) => (node === undefined ? undefined : JSON.parse(JSON.stringify(plainValue(node))))
const listed = (ones: readonly VectorCase[]) => ones.map((one) => [one.id, one] as const)

describe('a decoded token', () => {
  test.each(listed(cases.filter(({ type, expected }) => type === 'jws' && (expected['header'] || expected['payload']))))('%s', (_, vector) => {
    const { header, payload, payload_text: payloadText, payload_text_exact: exact, header_text: headerText } = vector.expected
    const token = inspect(textOf(vector)).token!
    if (header && vector.token !== undefined) expect(plain(token.header.decoded.json.root)).toEqual(header)
    // A detached or unencoded payload is not in the token.
    if (payload && token.payload!.text !== '') expect(plain(token.payload!.decoded.json.root)).toEqual(payload)
    for (const text of [payloadText, exact]) if (text !== undefined && token.payload!.text !== '') expect(token.payload!.decoded.text).toBe(text)
    if (headerText !== undefined) expect(token.header.decoded.text).toBe(headerText)
    if (vector.token !== undefined) expect(token.compact).toBe(vector.token)
  })
})

describe('a token in a text', () => {
  const found = cases.filter(({ type, expected }) => type === 'input' && (expected['extracted_token'] ?? expected['extracted_tokens']))
  test('is looked for in some vectors', () => {
    expect(found.length).toBeGreaterThan(2)
  })
  test.each(listed(found))('%s', (_, vector) => {
    const { extracted_token: one, extracted_tokens: several } = vector.expected
    expect(inspect(textOf(vector)).found.map(({ compact }) => compact)).toEqual(several ?? [one])
  })
})

describe('text that isn’t a token', () => {
  test.each(listed(cases.filter(({ expected }) => expected.verdict === 'undecodable')))('%s', (_, vector) => {
    const { token } = inspect(textOf(vector))
    if (textOf(vector) === '') expect(token).toBeUndefined()
    else expect(token!.wellFormed).toBe(false)
  })
})
