// A token is well formed only if each of its parts is: every segment, every header, every signature.
import { describe, expect, it } from 'vitest'
import { jwe, segment, SIGNATURE } from '../diagnostics/token.fixture.ts'
import { readCompact } from './read-compact.ts'
import { readJsonSerialization } from './read-json-serialization.ts'
import { briefJson } from './readings.ts'
import { readSdJwtParts } from './sd-jwt.ts'
import { parseJson } from '../text/json.ts'

const HEADER = segment({ alg: 'HS256' })
const json = (value: object) => readJsonSerialization(JSON.stringify(value)).wellFormed

describe('for the token to be well formed', () => {
  const ENCRYPTED = jwe({ alg: 'dir', enc: 'A128GCM' })
  const part = (i: number, text: string) =>
    ENCRYPTED.split('.')
      .map((each, at) => (at === i ? text : each))
      .join('.')
  it('each of the five parts of a JWE must be', () => {
    expect(readCompact(ENCRYPTED).wellFormed).toBe(true)
    for (const i of [1, 2, 3, 4]) expect(readCompact(part(i, 'AA==')).wellFormed, String(i)).toBe(false)
    expect(readCompact(part(0, segment({ enc: 'A128GCM' }))).wellFormed).toBe(false)
    expect(readCompact(part(0, segment({ alg: 'dir' }))).wellFormed).toBe(false)
    expect(readCompact(part(0, segment({ alg: 'HPKE-0' }))).wellFormed).toBe(true)
    expect(readCompact(part(0, segment('["dir"]'))).wellFormed).toBe(false)
  })
  it('each signature of a JWS must be', () => {
    const right = { protected: HEADER, signature: SIGNATURE }
    const of = (...signatures: object[]) => json({ payload: 'e30', signatures })
    expect(of(right, right)).toBe(true)
    for (const wrong of [
      { ...right, signature: 'AA==' },
      { ...right, protected: segment({}) },
      { ...right, protected: segment('[]') },
      { ...right, protected: `${HEADER}=` },
    ]) {
      expect(of(right, wrong)).toBe(false)
      expect(of(wrong, right)).toBe(false)
    }
    expect(json({ payload: 'e30=', signatures: [right] })).toBe(false)
  })
  it('the content of a JWE in JSON must be, and a shared key allows only one recipient', () => {
    const members = { protected: segment({ enc: 'A128GCM' }), iv: 'AA', ciphertext: 'AA', tag: 'AA' }
    const to = (...algs: string[]) => json({ ...members, recipients: algs.map((alg) => ({ header: { alg } })) })
    expect([to('dir'), to('ECDH-ES'), to('A128KW', 'A256KW')]).toEqual([true, true, true])
    expect([to('dir', 'A128KW'), to('A128KW', 'ECDH-ES')]).toEqual([false, false])
    for (const name of ['iv', 'ciphertext', 'tag']) expect(json({ ...members, header: { alg: 'dir' }, [name]: 'AA==' }), name).toBe(false)
    expect(json({ ...members, header: { alg: 'dir' } })).toBe(true)
  })
})

describe('a text with too many or too few segments', () => {
  const problems = (text: string) => {
    const { readings } = readCompact(text)
    return readings === 'one' ? [] : readings.problems.map(({ kind, name }) => `${kind} ${name}`)
  }
  it.each<[string, string[]]>([
    [`${HEADER}.e30.AA`, []],
    [`${HEADER}.e30`, []],
    [`${HEADER}.e30.AA.AA`, ['too-many-segments token']],
    [`${HEADER}.e30.AA.AA.AA`, ['segments JWS']],
    [`${HEADER}.e30.AA.AA.AA.AA`, ['too-many-segments token']],
    [`${segment({ alg: 'dir', enc: 'A128GCM' })}.e30.AA`, ['segments JWE']],
    [`${segment({ alg: 'HPKE-0' })}.e30.AA`, ['segments JWE']],
    [`${segment({ enc: 'A128GCM' })}.e30.AA`, []],
    [`${segment({ alg: 'HS256', enc: 'A128GCM' })}.e30.AA`, []],
    [`${segment({ alg: 'HS256', enc: 'A128GCM' })}.e30.AA.AA.AA`, []],
    ['words.of.a.text', []],
    ['eyJ.of.a.text', ['too-many-segments token']],
    ['..eyJ.a', ['too-many-segments token']],
    [`${'.'.repeat(9)}eyJ`, []],
    ['', []],
    ['~a~b', []],
  ])('%s: %j', (text, expected) => expect(problems(text)).toEqual(expected))
})

describe('disclosures', () => {
  const many = (count: number) => readSdJwtParts(`a.b.c~${'WyJzIiwibiIsMV0~'.repeat(count)}`, 5)
  it('are read up to 5,000', () => {
    expect(many(5000)).toMatchObject({ wellFormed: true, keyBinding: undefined })
    expect(many(5001).wellFormed).toBe(false)
    expect(many(5001).disclosures).toHaveLength(5000)
  })
  it('are at the position of their characters', () => {
    const text = 'a.b.c~WyJzIiwibiIsMV0~WyJzIiwxXQ~a.b.c'
    expect(readSdJwtParts(text, 5)).toMatchObject({
      disclosures: [
        { name: 'n', segment: { at: 6 } },
        { name: undefined, segment: { at: 22 } },
      ],
      keyBinding: { text: 'a.b.c', at: text.lastIndexOf('~') + 1 },
      presented: text.slice(0, text.lastIndexOf('~') + 1),
      wellFormed: true,
    })
  })
  it.each(['["s"]', '[1,"n",1]', '["s",1,1]', '["s","n",1,2]', '{"s":1}', '["s","n"'])('cannot be read: %s', (text) => {
    expect(readSdJwtParts(`a.b.c~${segment(text)}~`, 5)).toMatchObject({
      wellFormed: false,
      disclosures: [{ readable: false, name: undefined }],
    })
  })
  it('in JSON include a key binding that is a string', () => {
    const read = (header: object) =>
      readJsonSerialization(JSON.stringify({ payload: 'e30', protected: HEADER, header, signature: SIGNATURE })).sdJwt
    expect(read({ disclosures: [], kb_jwt: 5 })?.keyBinding?.text).toBe('')
    expect(read({ disclosures: [], kb_jwt: 'a.b.c' })?.keyBinding?.text).toBe('a.b.c')
    expect(read({ disclosures: Array(5001).fill('WyJzIiwibiIsMV0') })?.wellFormed).toBe(false)
    expect(read({ note: 1 })).toBeUndefined()
  })
})

it.each([
  ['{}', '{}'],
  ['{"a":1}', '{…}'],
  ['[]', '[]'],
  ['[1]', '[…]'],
  ['"a\\n"', '"a\\n"'],
  ['1.50', '1.50'],
  ['true', 'true'],
  ['null', 'null'],
])('%s is %s in brief', (text, brief) => expect(briefJson(parseJson(text).root!)).toBe(brief))
