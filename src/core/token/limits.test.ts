// How much of a text is read: everything up to each limit. Beyond it, nothing is well formed and nothing takes long.
import { describe, expect, it } from 'vitest'
import { segment, SIGNATURE } from '../diagnostics/token.fixture.ts'
import { inspect } from '../inspect.ts'
import { readCompact } from './read-compact.ts'
import { readJsonSerialization } from './read-json-serialization.ts'
import { readSdJwtParts } from './sd-jwt.ts'

const HEADER = segment({ alg: 'HS256' })
const PAYLOAD = segment({ sub: 'x' })
const JWS = `${HEADER}.${PAYLOAD}.${SIGNATURE}`
const problemsOf = ({ readings }: ReturnType<typeof readCompact>) => (readings === 'one' ? [] : readings.problems)

describe('the parts of a compact token', () => {
  it('are decoded up to 64', () => {
    expect(readCompact(Array(64).fill('AAAA').join('.')).segments).toHaveLength(64)
    expect(readCompact(Array(70).fill('AAAA').join('.')).segments).toHaveLength(64)
  })

  it('are a problem of the whole token if there are four, or more than five', () => {
    for (const more of ['.AAAA', '.AAAA.AAAA.AAAA']) {
      expect(problemsOf(readCompact(JWS + more))).toMatchObject([
        { kind: 'too-many-segments', place: { in: 'token', span: { from: 0, to: JWS.length + more.length } } },
      ])
    }
  })

  it('are not too many if there are two: the token was cut off', () => {
    const cut = readCompact(`${HEADER}.${PAYLOAD}`)
    expect(cut).toMatchObject({ readings: 'one', object: undefined, wellFormed: false })
  })

  it('are at the position of their characters', () => {
    expect(readCompact(JWS).segments.map(({ at }) => at)).toEqual([0, HEADER.length + 1, HEADER.length + PAYLOAD.length + 2])
  })
})

describe('the signatures of a JSON serialization', () => {
  const general = (count: number) =>
    readJsonSerialization(
      JSON.stringify({ payload: PAYLOAD, signatures: Array.from({ length: count }, () => ({ protected: HEADER, signature: SIGNATURE })) }),
    )

  it('are read up to 1,000', () => {
    const { object, wellFormed } = general(1000)
    expect(object?.kind === 'jws' && object.signatures.length).toBe(1000)
    expect(wellFormed).toBe(true)
  })

  it('are not read at all if there are more, or none', () => {
    for (const count of [1001, 0]) expect(general(count)).toMatchObject({ object: undefined, wellFormed: false })
  })
})

describe('the problems of a token', () => {
  it('are reported up to 50', () => {
    const entries = Array.from({ length: 60 }, () => ({ protected: HEADER, signature: 5 }))
    const { readings } = readJsonSerialization(JSON.stringify({ payload: PAYLOAD, signatures: entries }))
    expect(readings !== 'one' && readings.problems.length).toBe(50)
  })
})

describe('the disclosures of an SD-JWT', () => {
  const disclosure = Buffer.from('["s","a",1]').toString('base64url')
  const parts = (count: number, last = '') => readSdJwtParts(`${JWS}~${`${disclosure}~`.repeat(count)}${last}`, JWS.length)

  it('are read up to 5,000, and more are not well formed', () => {
    expect(parts(5000)).toMatchObject({ wellFormed: true })
    const more = parts(5001)
    expect(more.disclosures).toHaveLength(5000)
    expect(more.wellFormed).toBe(false)
  })

  it('may be absent', () => {
    expect(parts(0)).toEqual({ disclosures: [], keyBinding: undefined, presented: `${JWS}~`, wellFormed: true })
  })

  it('are at the position of their characters', () => {
    expect(parts(2).disclosures.map(({ segment }) => segment.at)).toEqual([JWS.length + 1, JWS.length + disclosure.length + 2])
  })

  it('are followed by a key binding JWT of three segments, or by nothing', () => {
    expect(parts(1, JWS)).toMatchObject({ wellFormed: true, keyBinding: { text: JWS } })
    for (const last of ['a', 'a.b', 'a.b.c.d']) expect(parts(1, last).wellFormed).toBe(false)
  })

  it.each([
    ['an object instead of an array', '{"s":1}'],
    ['one element', '["s"]'],
    ['four elements', '["s","a",1,2]'],
    ['a salt that is a number', '[1,"a",1]'],
    ['a name that is a number', '["s",1,1]'],
    ['JSON that is cut off', '["s","a",1'],
  ])('cannot be read if one has %s (RFC 9901 section 4.2)', (_, text) => {
    const damaged = `${JWS}~${Buffer.from(text).toString('base64url')}~`
    expect(readSdJwtParts(damaged, JWS.length)).toMatchObject({ wellFormed: false, disclosures: [{ readable: false }] })
  })

  it('has a name for a member, but not for an array element', () => {
    const element = Buffer.from('["s",1]').toString('base64url')
    expect(readSdJwtParts(`${JWS}~${disclosure}~${element}~`, JWS.length).disclosures).toMatchObject([
      { readable: true, name: 'a', value: { type: 'number' } },
      { readable: true, name: undefined, value: { type: 'number' } },
    ])
  })
})

describe('whether a token is well formed', () => {
  it.each([
    ['its header is JSON that is cut off', `${Buffer.from('{"alg":"HS256"').toString('base64url')}.${PAYLOAD}.${SIGNATURE}`],
    ['it names no "alg"', `${segment({ typ: 'JWT' })}.${PAYLOAD}.${SIGNATURE}`],
    ['its payload is padded', `${HEADER}.${PAYLOAD}==.${SIGNATURE}`],
    ['its signature is a character short', `${HEADER}.${PAYLOAD}.AAAAA`],
    ['it is a JWE without "enc"', `${segment({ alg: 'dir' })}..AAAA.AAAA.AAAA`],
    ['it is a JWE without "alg"', `${segment({ enc: 'A128GCM' })}..AAAA.AAAA.AAAA`],
  ])('it is not if %s', (_, text) => {
    expect(readCompact(text).wellFormed).toBe(false)
  })

  it('it is if its unused bits are set, which is allowed in received tokens', () => {
    expect(readCompact(`${HEADER}.${PAYLOAD}.AB`).wellFormed).toBe(true)
  })

  it('a JWE may name its content encryption in "alg" (HPKE integrated encryption)', () => {
    expect(readCompact(`${segment({ alg: 'HPKE-0' })}.AAAA.AAAA.AAAA.AAAA`).wellFormed).toBe(true)
    expect(readCompact(`${segment({ alg: 'HPKE-0-KE' })}.AAAA.AAAA.AAAA.AAAA`).wellFormed).toBe(false)
    expect(readCompact(`${segment({ alg: 'X-HPKE-0' })}.AAAA.AAAA.AAAA.AAAA`).wellFormed).toBe(false)
  })

  it.each([
    ['protected header', { protected: `${HEADER}=` }],
    ['payload', { payload: `${PAYLOAD}==` }],
    ['signature', { signature: `${SIGNATURE}=` }],
  ])('a flattened one has a padded %s', (_, damage) => {
    const text = JSON.stringify({ payload: PAYLOAD, protected: HEADER, signature: SIGNATURE, ...damage })
    expect(inspect(text).token).toMatchObject({ readings: 'one', wellFormed: false })
  })
})

describe('a payload is detached', () => {
  it('if it is empty although there is a signature (RFC 7515 appendix F)', () => {
    const detached = (text: string) => {
      const { object } = readCompact(text)
      return object?.kind === 'jws' && object.detached
    }
    expect(detached(`${HEADER}..${SIGNATURE}`)).toBe(true)
    expect(detached(`${HEADER}..`)).toBe(false)
    expect(detached(JWS)).toBe(false)
  })

  it('if the member is absent in a serialization, not if it is empty', () => {
    const detached = (more: object) => {
      const { object } = readJsonSerialization(JSON.stringify({ protected: HEADER, signature: SIGNATURE, ...more }))
      return object?.kind === 'jws' && object.detached
    }
    expect(detached({})).toBe(true)
    expect(detached({ payload: '' })).toBe(false)
  })
})

describe('a character outside both base64 alphabets', () => {
  it.each([
    ['one code unit', '*', 1],
    ['two code units', '\u{1d400}', 2],
  ])('is marked at its position: %s', (_, character, width) => {
    const at = HEADER.length + 1 + 4
    const text = `${HEADER}.${PAYLOAD.slice(0, 4)}${character}${PAYLOAD.slice(4)}.${SIGNATURE}`
    expect(problemsOf(readCompact(text))).toMatchObject([
      { kind: 'character', name: 'payload', place: { span: { from: at, to: at + width } } },
    ])
  })
})
