// Checks that one of several signatures can be made, added or removed without changing any character of the others.
import { encodeText } from '../text/base64url.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jws, segment, SIGNATURE } from '../diagnostics/token.fixture.ts'
import { inspect } from '../inspect.ts'
import type { Token } from '../token/token.ts'
import { withoutRecipient, withoutSignature, withProtectedHeader, withSignatureAdded, withSignatures } from './signatures.ts'

const tokenOf = (text: string): Token => inspect(text).token!
const HEADER = segment({ alg: 'HS256' })
const BYTES = Uint8Array.of(1, 2, 3)

const LAID_OUT = `{
  "payload" : "e30",
  "signatures" : [
    { "protected": "${HEADER}", "header": {"n": 1.0}, "signature": "AAAA" },
    { "protected": "${HEADER}", "signature": "\\u0042BBB" },
    { "protected": "${HEADER}" }
  ]
}`

describe('signatures that are made', () => {
  it('replace the old ones', () => {
    expect(withSignatures(tokenOf(LAID_OUT), new Map([[1, BYTES]]))).toBe(LAID_OUT.replace('"\\u0042BBB"', '"AQID"'))
    const text = withSignatures(tokenOf(LAID_OUT), new Map([0, 1].map((i) => [i, BYTES])))
    expect(text).toBe(LAID_OUT.replace('"AAAA"', '"AQID"').replace('"\\u0042BBB"', '"AQID"'))
  })

  it('are added if an entry has none yet, with the spacing of its other members', () => {
    expect(withSignatures(tokenOf(LAID_OUT), new Map([[2, BYTES]]))).toBe(
      LAID_OUT.replace(`{ "protected": "${HEADER}" }`, `{ "protected": "${HEADER}", "signature": "AQID" }`),
    )
  })

  it('leave every other character of any text alone', () => {
    const space = fc.constantFrom('', ' ', '\n\t', '\r\n')
    const member = fc.tuple(
      fc.string().filter((name) => !/^(?:protected|header|signatures?|payload|ciphertext)$/.test(name)),
      fc.json(),
    )
    fc.assert(
      fc.property(fc.array(fc.option(member), { minLength: 1, maxLength: 4 }), space, space, fc.nat(3), (others, a, b, at) => {
        const written = (other: [string, string] | null, i: number, signature: string) => {
          const more = other ? `${JSON.stringify(other[0])}${b}:${a}${other[1]},${b}` : ''
          return `{${a}${more}"protected"${a}:${b}"${HEADER}",${a}"signature"${b}:${signature}${i % 2 === 0 ? b : ''}}`
        }
        const whole = (made: (i: number) => string) =>
          `{${b}"signatures":[${a}${others.map((other, i) => written(other, i, made(i))).join(`${b},${a}`)}]${a},${b}"payload":"e30"}`
        const index = at % others.length
        const made = withSignatures(tokenOf(whole(() => '"\\u0041AAA"')), new Map([[index, BYTES]]))
        expect(made).toBe(whole((i) => (i === index ? '"AQID"' : '"\\u0041AAA"')))
      }),
    )
  })

  it('are not for compact tokens, which are signed elsewhere', () => {
    expect(withSignatures(tokenOf(jws()), new Map([[0, BYTES]]))).toBeUndefined()
  })
})

it('a protected header is replaced for one signature, and added if there was none', () => {
  const header = '{ "alg":"ES256" }'
  expect(withProtectedHeader(tokenOf(LAID_OUT), 0, header)).toBe(LAID_OUT.replace(HEADER, encodeText(header)))
  const text = `{"payload":"e30","header":{"alg":"HS256"},"signature":"AAAA"}`
  expect(withProtectedHeader(tokenOf(text), 0, '{"kid":"a"}')).toBe(
    text.replace('}', '}').replace(/}$/, `,"protected":"${encodeText('{"kid":"a"}')}"}`),
  )
})

describe('a signature that is added', () => {
  it('comes after the last, and the rest stays', () => {
    const { text } = withSignatureAdded(tokenOf(LAID_OUT.replace(/,\n.*"\n? }\n  \]/, '\n  ]')), HEADER, BYTES)
    expect(text).toContain(`,\n    {"protected":"${HEADER}","signature":"AQID"}\n  ]`)
    expect(text!.startsWith(LAID_OUT.slice(0, LAID_OUT.indexOf('AAAA')))).toBe(true)
  })

  it('makes a compact and a flattened token a general one', () => {
    const added = `{"protected":"${HEADER}","signature":"AQID"}`
    const general = `{"payload":"e30","signatures":[{"protected":"${HEADER}","signature":"${SIGNATURE}"},${added}]}`
    expect(withSignatureAdded(tokenOf(`${HEADER}.e30.${SIGNATURE}`), HEADER, BYTES).text).toBe(general)
    const flattened = `{"payload":"e30","protected":"${HEADER}","signature":"${SIGNATURE}"}`
    expect(withSignatureAdded(tokenOf(flattened), HEADER, BYTES).text).toBe(general)
  })

  it('is refused if the payload could then be read in two ways', () => {
    const raw = segment({ alg: 'HS256', b64: false, crit: ['b64'] })
    expect(withSignatureAdded(tokenOf(jws()), raw, BYTES).losses).toEqual([{ kind: 'other-reading' }])
    expect(withSignatureAdded(tokenOf(`{"payload":5,"protected":"${HEADER}","signature":"AAAA"}`), HEADER, BYTES).losses).toBeDefined()
  })
})

describe('a signature that is removed', () => {
  it('goes with its comma, whether it is the first, the last or between', () => {
    const entry = (n: number) => `{"protected":"${HEADER}","signature":"${'ABC'[n]!.repeat(4)}"}`
    const general = (...entries: string[]) => `{"payload":"e30", "signatures":[ ${entries.join(' , ')} ]}`
    const token = tokenOf(general(entry(0), entry(1), entry(2)))
    expect(withoutSignature(token, 0).text).toBe(general(entry(1), entry(2)))
    expect(withoutSignature(token, 1).text).toBe(general(entry(0), entry(2)))
    expect(withoutSignature(token, 2).text).toBe(general(entry(0), entry(1)))
  })

  it('is never the only one, nor the one that disclosures belong to, nor of a token with two readings', () => {
    const general = (...entries: object[]) => tokenOf(JSON.stringify({ payload: 'e30', signatures: entries }))
    const entry = { protected: HEADER, signature: 'AAAA' }
    const disclosing = { ...entry, header: { disclosures: [] } }
    expect(withoutSignature(general(entry), 0).text).toBeUndefined()
    expect(withoutSignature(general(disclosing, entry), 0).losses).toEqual([{ kind: 'disclosures' }])
    expect(withoutSignature(general(disclosing, entry), 1).text).toBeDefined()
    expect(withoutSignature(general(entry, { ...entry, header: { alg: 'none' } }), 0).text).toBeUndefined()
  })
})

it('a recipient is removed the same way', () => {
  const base = { protected: segment({ enc: 'A128GCM' }), iv: 'A'.repeat(16), ciphertext: 'AAAA', tag: 'A'.repeat(22) }
  const recipients = ['a', 'b'].map((kid) => ({ header: { alg: 'A128KW', kid }, encrypted_key: 'A'.repeat(32) }))
  const { text } = withoutRecipient(tokenOf(JSON.stringify({ ...base, recipients })), 0)
  expect(JSON.parse(text!)).toEqual({ ...base, recipients: recipients.slice(1) })
})
