import { describe, expect, it } from 'vitest'
import { encodeBase64url } from '../text/base64url.ts'
import { withContent } from '../token/detached-content.ts'
import { inspect } from '../inspect.ts'
import type { Jws } from '../token/jws.ts'
import { generateKey } from '../keys/make/generate-key.ts'
import type { KeyMaterial, KeyReading } from '../keys/key-material.ts'
import { sign } from './sign.ts'
import { keyUse } from './verification.ts'
import { verifyJws } from './verify.ts'

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)
const given = (...keys: KeyMaterial[]): KeyReading => ({ kind: 'key', keys, notes: [] })
const [hs256, rs256, es256] = (await Promise.all(['HS256', 'RS256', 'ES256'].map((alg) => generateKey(alg)))) as [
  KeyMaterial,
  KeyMaterial,
  KeyMaterial,
]
const keys = new Map([hs256, rs256, es256].map((key) => [key.alg!, key]))
const nothing: KeyReading = { kind: 'empty', keys: [], notes: [] }

async function signature(alg: string, payload: string): Promise<{ protected: string; signature: string }> {
  const head = encodeBase64url(utf8(JSON.stringify({ alg })))
  const made = await sign(alg, utf8(`${head}.${payload}`), given(keys.get(alg)!))
  return { protected: head, signature: encodeBase64url(made.signature!) }
}

function read(text: string): Jws {
  return inspect(text).token!.object as Jws
}

describe('a JWS with several signatures', () => {
  const payload = encodeBase64url(utf8('{"sub":"ada"}'))
  const general = async (...algs: string[]): Promise<Jws> =>
    read(JSON.stringify({ payload, signatures: await Promise.all(algs.map((alg) => signature(alg, payload))) }))

  it('is valid if all of them verify', async () => {
    const result = await verifyJws(await general('RS256', 'ES256'), given(rs256, es256))
    expect(result).toMatchObject({ state: 'valid', algorithm: { name: 'RS256' }, answered: 0 })
    expect(result.each.map((one) => one.state)).toEqual(['valid', 'valid'])
  })

  it('is partial if some verify, with an answer for each', async () => {
    const result = await verifyJws(await general('RS256', 'ES256'), given(es256))
    expect(result).toMatchObject({ state: 'partial', algorithm: { name: 'ES256' }, use: { key: es256 }, answered: 1 })
    expect(result.each.map((one) => one.state)).toEqual(['key-problem', 'valid'])
  })

  it('is partial beside one that does not match', async () => {
    const [one, other] = [await signature('ES256', payload), await signature('RS256', payload)]
    const text = JSON.stringify({ payload, signatures: [{ ...one, signature: 'AAAA' }, other] })
    const result = await verifyJws(read(text), given(rs256, es256))
    expect(result).toMatchObject({ state: 'partial', answered: 1 })
    expect(result.each.map((each) => each.state)).toEqual(['mismatch', 'valid'])
  })

  it('is a mismatch if the one that the key fits does not verify', async () => {
    const result = await verifyJws(await general('RS256', 'ES256'), given((await generateKey('ES256'))!))
    expect(result).toMatchObject({ state: 'mismatch', answered: 1 })
    expect(result.each.map((one) => one.state)).toEqual(['key-problem', 'mismatch'])
  })

  it('is never valid for an unsecured signature beside others', async () => {
    const unsecured = { protected: encodeBase64url(utf8('{"alg":"none"}')), signature: '' }
    const text = JSON.stringify({ payload, signatures: [unsecured, await signature('HS256', payload)] })
    expect((await verifyJws(read(text), given((await generateKey('HS256'))!))).state).toBe('mismatch')
    expect((await verifyJws(read(text), given(hs256))).state).toBe('partial')
    expect((await verifyJws(read(text), nothing)).state).toBe('no-key')
  })

  it('is the worst of its signatures if none verifies', async () => {
    const right = await signature('HS256', payload)
    const header = (value: object) => encodeBase64url(utf8(JSON.stringify(value)))
    const signatures = {
      unreadable: { ...right, signature: 'AA!A' },
      mismatch: { ...right, signature: encodeBase64url(new Uint8Array(32)) },
      'key-problem': await signature('RS256', payload),
      unsupported: { ...right, protected: header({ alg: 'HS1' }) },
      unsigned: { ...right, signature: '' },
      unsecured: { protected: header({ alg: 'none' }), signature: '' },
    }
    const order = Object.keys(signatures) as (keyof typeof signatures)[]
    for (const [i, state] of order.entries()) {
      const rest = order.slice(i).toReversed()
      const text = JSON.stringify({ payload, signatures: rest.map((name) => signatures[name]) })
      const result = await verifyJws(read(text), given(hs256))
      expect(result.each.map((one) => one.state)).toEqual(rest)
      expect(result).toMatchObject({ state, answered: rest.length - 1 })
    }
    const unkeyed = JSON.stringify({ payload, signatures: [signatures.unsecured, right, signatures.unsigned] })
    expect(await verifyJws(read(unkeyed), nothing)).toMatchObject({ state: 'unsigned', answered: 2 })
    expect(await verifyJws(read(JSON.stringify({ payload, signatures: [signatures.unsecured, right] })), nothing)).toMatchObject({
      state: 'no-key',
    })
  })
})

describe('an absent signature', () => {
  const payload = encodeBase64url(utf8('{"sub":"ada"}'))

  it('is reported as not signed yet, with the signature that the key would make', async () => {
    const { protected: head, signature: right } = await signature('HS256', payload)
    const result = await verifyJws(read(`${head}.${payload}.`), given(hs256))
    expect(result).toMatchObject({ state: 'unsigned', algorithm: { name: 'HS256' } })
    expect(encodeBase64url(keyUse(result)!.expected!)).toBe(right)
  })

  it('is reported even without a key, or with the wrong one', async () => {
    const { protected: head } = await signature('HS256', payload)
    expect(await verifyJws(read(`${head}.${payload}.`), nothing)).toMatchObject({ state: 'unsigned', use: undefined })
    expect(await verifyJws(read(`${head}.${payload}.`), given(rs256))).toMatchObject({ state: 'unsigned', use: undefined })
    expect((await verifyJws(read(JSON.stringify({ protected: head, payload, signature: '' })), given(hs256))).state).toBe('unsigned')
  })
})

describe('characters outside base64url', () => {
  const payload = encodeBase64url(utf8('{"sub":"ada"}'))
  const standard = (text: string) => Buffer.from(text).toString('base64')
  const stateOf = async (text: string, reading = given(hs256)) => verifyJws(read(text), reading)

  it.each(['?', '#', '…', 'é', '*'])('%s after the signature makes it unreadable, and its base64url form verifies', async (glued) => {
    const { protected: head, signature: right } = await signature('HS256', payload)
    expect(await stateOf(JSON.stringify({ protected: head, payload, signature: right + glued }))).toMatchObject({
      state: 'unreadable',
      reason: 'not-base64url',
      segment: 'signature',
      lenient: 'as-base64url',
    })
  })

  it('aren’t a sign of tampering, whatever the key', async () => {
    const { protected: head, signature: right } = await signature('HS256', payload)
    const damaged = `${head}.${payload.slice(0, 4)}*${payload.slice(5)}.${right}`
    expect(await stateOf(damaged)).toMatchObject({ state: 'unreadable', segment: 'payload', lenient: 'neither' })
    expect(await stateOf(damaged, nothing)).toMatchObject({ state: 'unreadable', lenient: undefined })
    expect(await stateOf(damaged, given(rs256))).toMatchObject({ state: 'unreadable', lenient: undefined })
  })

  it('never verify, even if they were signed', async () => {
    const { protected: head, signature: right } = await signature('HS256', `${payload}*`)
    expect(await stateOf(JSON.stringify({ protected: head, payload: `${payload}*`, signature: right }))).toMatchObject({
      state: 'unreadable',
      lenient: 'as-received',
    })
  })

  it('padding and the standard alphabet verify if they were signed as they are, as AWS load balancers do', async () => {
    const head = standard('{"alg":"HS256","typ":"JWT"}')
    const body = standard('{"sub":"ada?>","exp":1}')
    expect(`${head}.${body}`).toMatch(/=.*[+/]|[+/].*=/)
    const made = (await sign('HS256', utf8(`${head}.${body}`), given(hs256))).signature!
    const padded = Buffer.from(made).toString('base64')
    expect((await stateOf(`${head}.${body}.${padded}`)).state).toBe('valid')
    expect((await stateOf(`${head}.${body}.${encodeBase64url(made)}`)).state).toBe('valid')
    expect((await stateOf(`${head}.${body}.${padded}`, nothing)).state).toBe('no-key')
    const forged = made.map((byte, i) => (i === 0 ? byte ^ 1 : byte))
    expect(await stateOf(`${head}.${body}.${encodeBase64url(forged)}`)).toMatchObject({ state: 'unreadable', lenient: 'neither' })
  })

  it('padding that was not signed makes it unreadable, and its base64url form verifies', async () => {
    const plain = encodeBase64url(utf8('{"sub":"ada","n":1}'))
    const { protected: head, signature: right } = await signature('HS256', plain)
    for (const text of [`${head}.${plain}=.${right}`, `${head}.${plain}.${right}=`]) {
      expect(await stateOf(text)).toMatchObject({ state: 'unreadable', lenient: 'as-base64url' })
    }
  })
})

describe('"b64" that isn’t a boolean', () => {
  it.each([0, 1, 'false', null, [], {}])('%j makes it doubtful what was signed', async (b64) => {
    const head = encodeBase64url(utf8(JSON.stringify({ alg: 'HS256', b64, crit: ['b64'] })))
    const payload = encodeBase64url(utf8('{"sub":"ada"}'))
    const made = await sign('HS256', utf8(`${head}.${payload}`), given(hs256))
    const result = await verifyJws(read(`${head}.${payload}.${encodeBase64url(made.signature!)}`), given(hs256))
    expect(result).toMatchObject({ state: 'unreadable', reason: 'several-readings', problem: { kind: 'b64-type' } })
  })
})

describe('a key of a set with another key ID than the token’s', () => {
  const named = async (kid: string | undefined, reading: KeyReading) => {
    const head = encodeBase64url(utf8(JSON.stringify({ alg: 'ES256', kid })))
    const payload = encodeBase64url(utf8('{"sub":"ada"}'))
    const made = await sign('ES256', utf8(`${head}.${payload}`), given(es256))
    return verifyJws(read(`${head}.${payload}.${encodeBase64url(made.signature!)}`), reading)
  }
  const set = (kid: string | undefined): KeyReading => ({ kind: 'key-set', keys: [{ ...es256, kid }], notes: [] })

  it('verifies, and the answer has the missed key ID', async () => {
    expect(await named('x', set('a'))).toMatchObject({ state: 'valid', missedKid: 'x' })
    expect(await named('x', set(undefined))).toMatchObject({ state: 'valid', missedKid: 'x' })
  })

  it('misses nothing if the key IDs match, the token has none, or no set was given', async () => {
    expect(await named('a', set('a'))).toMatchObject({ state: 'valid', missedKid: undefined })
    expect(await named(undefined, set('a'))).toMatchObject({ state: 'valid', missedKid: undefined })
    expect(await named('x', given({ ...es256, kid: 'a' }))).toMatchObject({ state: 'valid', missedKid: undefined })
  })
})

describe('a detached payload', () => {
  const payload = encodeBase64url(utf8('hello'))
  const detached = async (): Promise<Jws> => {
    const { protected: head, signature: text } = await signature('HS256', payload)
    return read(`${head}..${text}`)
  }

  it('is asked for, and nothing is said about the signature', async () => {
    expect(await verifyJws(await detached(), given(hs256))).toMatchObject({
      state: 'no-key',
      reason: 'detached-payload-missing',
      answered: 0,
    })
  })

  it('is verified if it was given, and wrong content does not match', async () => {
    expect((await verifyJws(withContent(await detached(), utf8('hello')), given(hs256))).state).toBe('valid')
    expect((await verifyJws(withContent(await detached(), utf8('hallo')), given(hs256))).state).toBe('mismatch')
  })

  it('never replaces a payload that the token contains', async () => {
    const { protected: head, signature: text } = await signature('HS256', payload)
    const other = read(`${head}.${encodeBase64url(utf8('hallo'))}.${text}`)
    expect((await verifyJws(withContent(other, utf8('hello')), given(hs256))).state).toBe('mismatch')
  })

  it('can be any bytes, taken exactly, if it is not encoded (RFC 7797 section 3)', async () => {
    const head = encodeBase64url(utf8('{"alg":"HS256","b64":false,"crit":["b64"]}'))
    const content = Uint8Array.of(0xef, 0xbb, 0xbf, 0x61, 0x2e, 0x0d, 0x0a, 0xff)
    const made = await sign('HS256', new Uint8Array([...utf8(`${head}.`), ...content]), given(hs256))
    const jws = withContent(read(`${head}..${encodeBase64url(made.signature!)}`), content)
    expect((await verifyJws(jws, given(hs256))).state).toBe('valid')
  })

  it('is not missed if an empty payload was signed', async () => {
    const { protected: head, signature: text } = await signature('HS256', '')
    expect((await verifyJws(read(`${head}..${text}`), given(hs256))).state).toBe('valid')
  })
})

describe('a serialization with several readings', () => {
  const payload = encodeBase64url(utf8('{"sub":"ada"}'))
  const ambiguous: [string, (made: { protected: string; signature: string }) => string][] = [
    ['"signature" beside "signatures"', (made) => JSON.stringify({ payload, signatures: [made], ...made })],
    ['a name in both headers', (made) => JSON.stringify({ payload, ...made, header: { alg: 'none' } })],
    ['a member of the wrong type', (made) => JSON.stringify({ payload, ...made, header: ['kid'] })],
    ['a member twice', (made) => JSON.stringify({ payload, ...made }).replace('{', `{"payload":"e30",`)],
    ['an unprotected "crit"', (made) => JSON.stringify({ payload, ...made, header: { crit: ['b64'] } })],
  ]
  it.each(ambiguous)('never verifies: %s', async (_, text) => {
    const made = await signature('HS256', payload)
    expect(await verifyJws(read(text(made)), given(hs256))).toMatchObject({ state: 'unreadable', reason: 'several-readings' })
    expect((await verifyJws(read(JSON.stringify({ payload, ...made })), given(hs256))).state).toBe('valid')
  })
})
