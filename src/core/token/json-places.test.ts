// In a JSON serialization, every part has the position of its characters, and a defect in some signatures counts for the whole.
import { describe, expect, it } from 'vitest'
import { segment, SIGNATURE } from '../diagnostics/token.fixture.ts'
import { readJsonSerialization } from './read-json-serialization.ts'

const HEADER = segment({ alg: 'HS256' })
const PAYLOAD = segment({ sub: 'x' })
const JWT = `${HEADER}.${PAYLOAD}.${SIGNATURE}`
const DISCLOSURE = Buffer.from('["s","a",1]').toString('base64url')
const flattened = (header: object) => JSON.stringify({ payload: PAYLOAD, protected: HEADER, header, signature: SIGNATURE })

describe('an SD-JWT in JSON (RFC 9901 section 8.1)', () => {
  it('has its disclosures and its key binding where their characters are', () => {
    const text = flattened({ disclosures: [DISCLOSURE], kb_jwt: JWT })
    const { sdJwt, wellFormed } = readJsonSerialization(text)
    expect(wellFormed).toBe(true)
    expect(sdJwt?.disclosures.map((one) => one.segment.at)).toEqual([text.indexOf(DISCLOSURE)])
    expect(sdJwt?.keyBinding).toEqual({ text: JWT, at: text.indexOf(JWT) })
    expect(sdJwt?.presented).toBe(`${JWT}~${DISCLOSURE}~`)
  })

  it('is one even with only a key binding, but is not well formed without the list', () => {
    const { sdJwt, wellFormed } = readJsonSerialization(flattened({ kb_jwt: JWT }))
    expect(sdJwt?.keyBinding?.text).toBe(JWT)
    expect(wellFormed).toBe(false)
  })

  it.each([
    ['a key binding that is a number', { disclosures: [], kb_jwt: 5 }],
    ['a key binding of two segments', { disclosures: [], kb_jwt: 'a.b' }],
    ['a disclosure that is a number', { disclosures: [5] }],
    ['disclosures that are a string', { disclosures: DISCLOSURE }],
  ])('is not well formed with %s', (_, header) => {
    expect(readJsonSerialization(flattened(header)).wellFormed).toBe(false)
  })

  it('is not well formed with more than 5,000 disclosures', () => {
    const many = (length: number) => readJsonSerialization(flattened({ disclosures: Array.from({ length }, () => DISCLOSURE) })).wellFormed
    expect([many(5000), many(5001)]).toEqual([true, false])
  })

  it('carries them only in the first signature', () => {
    const entry = { protected: HEADER, signature: SIGNATURE }
    const carrier = { ...entry, header: { disclosures: [DISCLOSURE] } }
    const wellFormed = (...signatures: object[]) => readJsonSerialization(JSON.stringify({ payload: PAYLOAD, signatures })).wellFormed
    expect(wellFormed(carrier, entry)).toBe(true)
    expect(wellFormed(carrier, carrier)).toBe(false)
    expect(wellFormed(entry, carrier)).toBe(false)
  })
})

it('a problem in the second header is marked in the token, since only the first is shown decoded', () => {
  const damaged = segment({ alg: 'HS256', crit: [] })
  const place = (...headers: string[]) => {
    const signatures = headers.map((header) => ({ protected: header, signature: SIGNATURE }))
    const text = JSON.stringify({ payload: PAYLOAD, signatures })
    const { readings } = readJsonSerialization(text)
    return { text, place: readings === 'one' ? undefined : readings.problems[0].place }
  }
  const second = place(HEADER, damaged)
  const from = second.text.indexOf(damaged)
  expect(second.place).toEqual({ in: 'token', span: { from, to: from + damaged.length } })
  expect(place(damaged, HEADER).place).toMatchObject({ in: 'header' })
})
