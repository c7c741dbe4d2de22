import { describe, expect, test } from 'vitest'
import { jwe, jws, segment } from '../../core/diagnostics/token.fixture.ts'
import { inspect } from '../../core/inspect.ts'
import { tokenMarks } from './token-marks.ts'

const A = jws()
const B = jws({ alg: 'ES256' }, { sub: 'other' })
const marks = (text: string, index?: number) => tokenMarks(inspect(text, index))
/** What each titled mark covers. */
const titled = (text: string, index?: number) =>
  marks(text, index).flatMap(({ from, to, title }) => (title === undefined ? [] : [[title, text.slice(from, to)]]))

describe('the colors of the token box', () => {
  test('cover each part of a token, and the dots between them', () => {
    const [header, payload, signature] = A.split('.')
    expect(titled(A)).toEqual([
      ['Header', header],
      ['Payload', payload],
      ['Signature', signature],
    ])
    const dots = marks(A).filter(({ title }) => title === undefined)
    expect(dots.map(({ from, to }) => A.slice(from, to))).toEqual(['.', '.'])
  })

  test('cover all of a token and nothing twice', () => {
    for (const text of [
      A,
      jwe({ alg: 'RSA-OAEP-256', enc: 'A256GCM' }, { key: 32 }),
      `${A}~${segment(['s', 'a', 1])}~${segment(['s', 2])}~`,
      `${A}.AAAA.BB`,
    ]) {
      const sorted = marks(text)
        .filter(({ from, to }) => to > from)
        .sort((a, b) => a.from - b.from)
      let at = 0
      for (const { from, to } of sorted) {
        expect(from).toBeGreaterThanOrEqual(at)
        expect(text.slice(at, from)).toMatch(/^[.~]*$/)
        at = to
      }
      expect(text.slice(at)).toMatch(/^~?$/)
    }
  })

  test('name the five parts of a JWE', () => {
    const text = jwe({ alg: 'RSA-OAEP-256', enc: 'A256GCM' }, { key: 32 })
    expect(titled(text).map(([title]) => title)).toEqual([
      'Header',
      'Encrypted key',
      'Initialization vector',
      'Ciphertext',
      'Authentication tag',
    ])
    expect(titled(text).map(([, part]) => part)).toEqual(text.split('.'))
  })

  test('name the disclosures of an SD-JWT by their claim', () => {
    expect(
      titled(`${A}~${segment(['s', 'street', 1])}~${segment(['s', 2])}~`)
        .slice(3)
        .map(([title]) => title),
    ).toEqual(['Disclosure of “street”', 'Disclosure'])
  })

  test('mark a fourth segment as one too many', () => {
    expect(titled(`${A}.AAAA`).at(-1)).toEqual(['One part too many', 'AAAA'])
  })

  test('strike out what is not part of a token, and dim the tokens that are not open', () => {
    const text = `a=${A} b=${B}`
    expect(titled(text, 1).filter(([title]) => title === 'Not part of a token')).toEqual([
      ['Not part of a token', 'a='],
      ['Not part of a token', ' b='],
    ])
    expect(titled(text, 1)).toContainEqual(['Another token', A])
    expect(titled(text, 1)).toContainEqual(['Payload', B.split('.')[1]])
  })

  test('follow a token across its line breaks', () => {
    const [header, payload, signature] = A.split('.') as [string, string, string]
    const text = `${header}.\n  ${payload.slice(0, 50)}\n  ${payload.slice(50)}.${signature}`
    expect(
      titled(text)
        .filter(([title]) => title === 'Payload')
        .map(([, part]) => part),
    ).toEqual([payload.slice(0, 50), payload.slice(50)])
  })

  test('are absent for an empty text', () => {
    expect(marks('')).toEqual([])
  })
})
