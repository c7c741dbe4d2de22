import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cases } from '../../../checks/cases.ts'
import { algorithms, type Algorithm } from '../algorithms/algorithms.ts'
import { encodeBase64url } from '../text/base64url.ts'
import { exportJwk, exportJwkSet, exportPem } from '../keys/make/export-key.ts'
import { generateKey } from '../keys/make/generate-key.ts'
import type { KeyMaterial, KeyReading } from '../keys/key-material.ts'
import { readKey } from '../keys/read/read-key.ts'
import { sign } from './sign.ts'
import { vectorCases } from '../vectors/vector.fixture.ts'
import { keyUse } from './verification.ts'
import { verify, type VerifyInput } from './verify.ts'

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)
const message = utf8('eyJhbGciOiJ4In0.eyJzdWIiOiJhZGEifQ')
const signing = algorithms.filter((row) => row.family !== 'none')
const given = (...keys: KeyMaterial[]): KeyReading => ({ kind: 'key', keys, notes: [] })
const setOf = (...keys: KeyMaterial[]): KeyReading => ({ kind: 'key-set', keys, notes: [] })
const none = await readKey('')

const pairs = new Map<string, Promise<KeyMaterial>>()
function keyFor(alg: string): Promise<KeyMaterial> {
  const known = pairs.get(alg) ?? generateKey(alg).then((key) => key!)
  pairs.set(alg, known)
  return known
}
function received(alg: string | undefined, signature: Uint8Array, rest: Partial<VerifyInput> = {}): VerifyInput {
  return {
    alg,
    kid: undefined,
    unknownCritical: [],
    critMalformed: false,
    signingInput: message,
    signature: new Uint8Array(signature),
    ...rest,
  }
}
async function signed(alg: string, key?: KeyMaterial): Promise<Uint8Array<ArrayBuffer>> {
  return (await sign(alg, message, given(key ?? (await keyFor(alg))))).signature!
}
const publicHalf = async (key: KeyMaterial): Promise<KeyReading> => readKey(JSON.stringify(exportJwk(key, 'public')), { alg: 'RS256' })

describe.each(signing.map((row) => [row.name, row] as const))('%s', (alg, row: Algorithm) => {
  it('verifies what it signed, and nothing with one bit changed', async () => {
    const key = await keyFor(alg)
    const reading = key.kind === 'secret' ? given(key) : await publicHalf(key)
    const signature = await signed(alg)
    expect(await verify(received(alg, signature), reading)).toMatchObject({ state: 'valid', keySource: 'yours' })
    await fc.assert(
      fc.asyncProperty(fc.nat(signature.length * 8 - 1), fc.nat(message.length * 8 - 1), async (inSignature, inMessage) => {
        const forged = signature.slice()
        forged[inSignature >> 3]! ^= 1 << (inSignature & 7)
        expect((await verify(received(alg, forged), reading)).state).toBe('mismatch')
        const changed = message.slice()
        changed[inMessage >> 3]! ^= 1 << (inMessage & 7)
        expect((await verify(received(alg, signature, { signingInput: changed }), reading)).state).toBe('mismatch')
      }),
      cases(row.family === 'ML-DSA' || alg === 'Ed448' ? 10 : 40),
    )
  })

  it('accepts no signature of another length', async () => {
    const key = await keyFor(alg)
    const signature = await signed(alg)
    for (const bytes of [new Uint8Array(0), signature.slice(0, -1), Uint8Array.of(...signature, 0), new Uint8Array(signature.length)]) {
      const result = await verify(received(alg, bytes), given(key))
      if (bytes.length === 0) expect(result.state).toBe('unsigned')
      else if (bytes.length === signature.length) expect(result).toMatchObject({ state: 'mismatch', reason: 'signature-differs' })
      else {
        const lengths = { found: bytes.length, expected: signature.length }
        expect(result).toMatchObject({ state: 'mismatch', reason: 'signature-length', ...lengths })
      }
    }
  })

  it('calls a key of another type a problem of the key, never a mismatch', async () => {
    for (const other of signing.filter(
      (one) => one.kty !== row.kty || (one.curves[0] !== row.curves[0] && !row.curves.some((c) => one.curves.includes(c))),
    )) {
      const result = await verify(received(alg, await signed(alg)), given(await keyFor(other.name)))
      expect(result, other.name).toMatchObject({ state: 'key-problem', problem: { id: 'key-alg-mismatch' } })
    }
  })

  it('contains the expected signature exactly if there is only one', async () => {
    const key = await keyFor(alg)
    const forged = (await signed(alg)).map((byte, i) => (i === 0 ? byte ^ 1 : byte))
    const result = await verify(received(alg, forged), given(key))
    if (row.deterministic) expect(keyUse(result)?.expected).toEqual(await signed(alg))
    else expect(keyUse(result)?.expected).toBeUndefined()
    if (key.kind === 'private') expect(keyUse(await verify(received(alg, forged), await publicHalf(key)))?.expected).toBeUndefined()
  })
})

describe('rules that come before the signature', () => {
  it('an unsecured token is never valid, whatever the key', async () => {
    for (const reading of [none, given(await keyFor('HS256')), given(await keyFor('RS256'))]) {
      expect((await verify(received('none', new Uint8Array(0)), reading)).state).toBe('unsecured')
      expect(await verify(received('none', Uint8Array.of(1)), reading)).toMatchObject({
        state: 'mismatch',
        reason: 'none-with-signature',
        bytes: 1,
      })
    }
    expect((await verify(received('none', new Uint8Array(0), { unknownCritical: ['x'] }), none)).state).toBe('unsupported')
  })

  it.each([
    [undefined, 'alg-missing'],
    ['NONE', 'alg-unknown'],
    ['hs256', 'alg-unknown'],
    ['RSA-OAEP', 'alg-encrypts'],
    ['HS1', 'alg-prohibited'],
    ['ESP256', 'alg-elsewhere'],
    ['__proto__', 'alg-unknown'],
  ])('an alg of %s is %s', async (alg, id) => {
    expect(await verify(received(alg, new Uint8Array(32)), given(await keyFor('HS256')))).toMatchObject({
      state: 'unsupported',
      reason: id,
    })
  })

  it('an unsupported critical parameter forbids valid, and whether the signature verifies is still reported', async () => {
    const signature = await signed('HS256')
    const reading = given(await keyFor('HS256'))
    const unknown = { unknownCritical: ['exp2'] }
    expect(await verify(received('HS256', signature, unknown), reading)).toMatchObject({
      state: 'unsupported',
      reason: 'crit-unknown',
      names: ['exp2'],
      mathematics: 'valid',
    })
    expect(await verify(received('HS256', new Uint8Array(32), unknown), reading)).toMatchObject({
      state: 'unsupported',
      mathematics: 'invalid',
    })
    expect(await verify(received('HS256', signature, { critMalformed: true }), none)).toMatchObject({
      state: 'unsupported',
      mathematics: undefined,
    })
    expect((await verify(received('HS256', signature, { strayB64: true }), reading)).state).toBe('unsupported')
  })

  it('doubtful characters are never valid and never a mismatch, and what a lenient reader finds is still reported', async () => {
    const key = given(await keyFor('HS256'))
    const right = { signingInput: message, signature: await signed('HS256') }
    const wrong = { ...right, signature: new Uint8Array(32) }
    const doubt = (asBase64url: typeof right) =>
      ({ why: { reason: 'not-base64url', segment: 'signature' }, settles: 'always', asBase64url }) as const
    const found = async (asReceived: typeof right, form: typeof right, reading = key) =>
      verify(received('HS256', asReceived.signature, { doubt: doubt(form) }), reading)
    expect(await found(wrong, right)).toMatchObject({ state: 'unreadable', segment: 'signature', lenient: 'as-base64url' })
    expect(await found(right, wrong)).toMatchObject({ state: 'unreadable', lenient: 'as-received' })
    expect(await found(wrong, wrong)).toMatchObject({ state: 'unreadable', lenient: 'neither' })
    expect(await found(right, right, none)).toMatchObject({ state: 'unreadable', lenient: undefined })
  })

  it('without a key there is no verdict', async () => {
    expect(await verify(received('HS256', await signed('HS256')), none)).toMatchObject({ state: 'no-key', reason: 'no-key-given' })
  })
})

describe('keys that libraries reject', () => {
  it('a secret of one byte and of none', async () => {
    for (const k of ['', encodeBase64url(Uint8Array.of(120))]) {
      const reading = await readKey(JSON.stringify({ kty: 'oct', k }), { alg: 'HS256' })
      const { signature } = await sign('HS256', message, reading)
      expect((await verify(received('HS256', signature!), reading)).state).toBe('valid')
    }
  })

  it('a JWK whose alg, use and key_ops say otherwise verifies, with a note about each', async () => {
    const key = await keyFor('RS256')
    const jwk = { ...exportJwk(key, 'public'), alg: 'RSA-OAEP', use: 'enc', key_ops: ['encrypt'] }
    const result = await verify(received('RS256', await signed('RS256')), await readKey(JSON.stringify(jwk), { alg: 'RS256' }))
    expect(result.state).toBe('valid')
    expect(keyUse(result)?.notes.map((note) => note.id)).toEqual(['key-jwk-alg-mismatch', 'key-use', 'key-ops'])
  })

  it('an RSA key too short for the padding is reported as such', async () => {
    const v1 = vectorCases('keys').find((one) => one.id === 'v1-certificate')!
    const reading = await readKey(v1.input!, { alg: 'RS512' })
    expect(await verify(received('RS512', new Uint8Array(64)), reading)).toMatchObject({
      state: 'key-problem',
      problem: { id: 'key-too-small' },
    })
    expect((await verify(received('RS256', new Uint8Array(64)), reading)).state).toBe('mismatch')
  })
})

describe('a JWK Set', () => {
  it('is searched by kid, and the key with it is the only one tried', async () => {
    const [a, b] = await Promise.all([generateKey('ES256', { kid: 'a' }), generateKey('ES256', { kid: 'b' })])
    const rsa = { ...(await keyFor('RS256')), kid: 'a' }
    const reading = await readKey(JSON.stringify(exportJwkSet([rsa, a!, b!], 'public')), { alg: 'ES256' })
    const signature = await signed('ES256', b)
    expect(await verify(received('ES256', signature, { kid: 'b' }), reading)).toMatchObject({
      state: 'valid',
      use: { index: 2 },
      keySource: 'key-set',
      passedOver: [
        { index: 0, reason: 'wrong-type' },
        { index: 1, reason: 'other-kid' },
      ],
    })
    expect(await verify(received('ES256', signature, { kid: 'a' }), reading)).toMatchObject({ state: 'mismatch', use: { index: 1 } })
    expect(await verify(received('ES256', signature, { kid: 'z' }), reading)).toMatchObject({
      state: 'valid',
      use: { index: 2 },
      passedOver: [
        { index: 0, reason: 'wrong-type' },
        { index: 1, reason: 'did-not-verify' },
      ],
    })
  })

  it('says that none of many verifies, or that none fits', async () => {
    const keys = await Promise.all([generateKey('ES256'), generateKey('ES256')])
    const set = setOf(keys[0]!, keys[1]!)
    expect(await verify(received('ES256', await signed('ES256')), set)).toMatchObject({
      state: 'mismatch',
      reason: 'no-key-verifies',
      tried: 2,
    })
    expect(await verify(received('RS256', await signed('RS256')), set)).toMatchObject({
      state: 'key-problem',
      problem: { id: 'key-alg-mismatch' },
    })
  })

  it('of 100 keys without a fitting kid is tried through', async () => {
    const keys = await Promise.all(Array.from({ length: 100 }, (_, i) => generateKey('ES256', { kid: `k${i}` })))
    const reading = setOf(...keys.map((key) => key!))
    expect(await verify(received('ES256', await signed('ES256', keys[99])), reading)).toMatchObject({ state: 'valid', use: { index: 99 } })
  })
})

describe('signing', () => {
  it('needs the private half, and says so', async () => {
    expect(await sign('RS256', message, await publicHalf(await keyFor('RS256')))).toMatchObject({
      problem: { id: 'key-not-private', found: 'an RSA public key', expected: 'an RSA private key' },
    })
    expect(await sign('HS256', message, await publicHalf(await keyFor('RS256')))).toMatchObject({
      problem: { id: 'key-alg-mismatch', expected: 'a shared secret' },
    })
    expect(await sign('ES256', message, none)).toMatchObject({ problem: { id: 'key-missing', expected: 'an EC P-256 private key' } })
    const nonsense = await readKey('-----BEGIN nothing', { alg: 'ES256' })
    expect((await sign('ES256', message, nonsense)).problem?.action).toBe('give an EC P-256 private key to sign')
    expect(await sign('XX', message, none)).toMatchObject({ problem: { id: 'key-unsupported' } })
  })

  it('with none gives an empty signature without a key', async () => {
    expect(await sign('none', message, none)).toEqual({ signature: new Uint8Array(0), key: undefined })
  })

  it('rejects a private key with another key’s public half', async () => {
    const [one, other] = await Promise.all([generateKey('ES256K'), generateKey('ES256K')])
    const reading = await readKey(JSON.stringify({ ...other!.jwk, d: one!.jwk.d }), { alg: 'ES256K' })
    expect(await sign('ES256K', message, reading)).toMatchObject({ problem: { id: 'key-refused' } })
  })

  it.each([['p'], ['q'], ['dp'], ['dq'], ['qi'], ['dq', 'qi'], ['dp', 'dq', 'qi'], ['p', 'q', 'dp', 'dq', 'qi']])(
    'makes good what an RSA key lacks: %s',
    async (...lacking) => {
      const { jwk } = await keyFor('RS256')
      const reading = await readKey(JSON.stringify(Object.fromEntries(Object.entries(jwk).filter(([name]) => !lacking.includes(name)))))
      const { signature } = await sign('RS256', message, reading)
      expect((await verify(received('RS256', signature!), reading)).state).toBe('valid')
    },
  )

  it('uses the key of a set that "kid" names, and otherwise the first that can sign', async () => {
    const [a, b] = (await Promise.all(['a', 'b'].map((kid) => generateKey('ES256', { kid })))) as [KeyMaterial, KeyMaterial]
    expect((await sign('ES256', message, setOf(a, b), { kid: 'b' })).key).toBe(b)
    expect((await sign('ES256', message, setOf(a, b))).key).toBe(a)
    expect((await sign('ES256', message, given(a, b), { kid: 'b' })).key).toBe(a)
  })

  it('uses a private key in PEM', async () => {
    const reading = await readKey((await exportPem(await keyFor('ES384'), 'whole'))!, { alg: 'ES384' })
    const { signature } = await sign('ES384', message, reading)
    expect((await verify(received('ES384', signature!), reading)).state).toBe('valid')
  })
})

describe('a "b64" of false that "crit" does not list', () => {
  it('forbids a signature that verifies, and never hides that one does not', async () => {
    const reading = given(await keyFor('HS256'))
    const signature = await signed('HS256')
    expect(await verify(received('HS256', signature, { strayB64: true }), reading)).toMatchObject({ reason: 'b64-not-critical' })
    expect(
      (
        await verify(
          received(
            'HS256',
            signature.map((byte) => byte ^ 1),
            { strayB64: true },
          ),
          reading,
        )
      ).state,
    ).toBe('mismatch')
    expect((await verify(received('HS256', signature), reading)).state).toBe('valid')
  })
})
