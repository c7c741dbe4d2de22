// Checks that the decoder that runs before the app has loaded agrees with the app, or returns nothing.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inspect } from '../inspect.ts'
import { vectorCases, vectorFiles } from '../vectors/vector.fixture.ts'
import { readPlainToken } from './plain-token.ts'

const encode = (text: string) => Buffer.from(text).toString('base64url')
const token = (header: string, payload: string, signature = 'AAAA') => `${encode(header)}.${encode(payload)}.${signature}`

/** What `inspect` decodes of the same text. */
function inspected(text: string) {
  const opened = inspect(text).token
  return { header: opened?.header.decoded?.text, payload: opened?.payload?.decoded?.text }
}

describe('readPlainToken', () => {
  it('reads header and payload of a JWS, with whitespace around it', () => {
    expect(readPlainToken(` ${token('{"alg":"HS256"}', '{"sub":"ada"}')}\n`)).toEqual({
      header: '{"alg":"HS256"}',
      payload: '{"sub":"ada"}',
    })
  })

  it('reads the header of a JWE alone', () => {
    expect(readPlainToken(`${encode('{"alg":"dir","enc":"A128GCM"}')}..AAAA.AAAA.AAAA`)).toEqual({
      header: '{"alg":"dir","enc":"A128GCM"}',
      payload: undefined,
    })
  })

  it('returns a payload that is text but not JSON, and none that is not text', () => {
    expect(readPlainToken(token('{}', 'just text'))?.payload).toBe('just text')
    expect(readPlainToken(`${encode('{}')}.${Buffer.from([255, 254]).toString('base64url')}.`)?.payload).toBeUndefined()
  })

  it.each(['', 'ada', 'a.b', 'a.b.c', `${encode('[]')}.${encode('{}')}.`, `Bearer ${token('{}', '{}')}`, `${token('{}', '{}')}.more`])(
    'leaves %j to inspect()',
    (text) => {
      expect(readPlainToken(text)).toBeUndefined()
    },
  )

  it('agrees with inspect() on every vector that it reads', () => {
    const texts = vectorFiles().flatMap((name) => vectorCases(name).flatMap((each) => each.token ?? []))
    const read = texts.flatMap((text) => readPlainToken(text) ?? []).length
    expect(read).toBeGreaterThan(300)
    for (const text of texts) {
      const plain = readPlainToken(text)
      if (!plain) continue
      const { header, payload } = inspected(text)
      expect(plain.header, text).toBe(header)
      if (plain.payload !== undefined) expect(plain.payload, text).toBe(payload)
    }
  })

  it('agrees with inspect() on any header and payload', () => {
    fc.assert(
      fc.property(fc.object(), fc.string({ unit: 'binary' }), (header, payload) => {
        const text = token(JSON.stringify(header), payload)
        const plain = readPlainToken(text)
        const whole = inspected(text)
        expect(plain?.header).toBe(whole.header)
        if (plain?.payload !== undefined && whole.payload !== undefined) expect(plain.payload).toBe(whole.payload)
      }),
    )
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readPlainToken(text)))
    fc.assert(fc.property(fc.stringMatching(/^[\w.=-]{0,40}$/), (text) => void readPlainToken(text)))
  })
})
