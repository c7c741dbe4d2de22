// Checks complete answers of verification: the skipped keys and why, the words of each problem, and what is reported in doubtful cases.
import { describe, expect, it } from 'vitest'
import { Budget } from '../budget.ts'
import { inspect } from '../inspect.ts'
import { exportJwk } from '../keys/make/export-key.ts'
import { generateKey } from '../keys/make/generate-key.ts'
import type { KeyMaterial, KeyReading } from '../keys/key-material.ts'
import { readKey } from '../keys/read/read-key.ts'
import { encodeBase64url } from '../text/base64url.ts'
import type { Jws } from '../token/jws.ts'
import { makeSignature, verifySignature } from './primitives/signature.ts'
import { algorithmByName } from '../algorithms/algorithms.ts'
import { sign } from './sign.ts'
import type { SignatureVerification } from './verification.ts'
import { verify, verifyJws, type VerifyInput } from './verify.ts'

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)
const message = utf8('eyJhbGciOiJ4In0.eyJzdWIiOiJhZGEifQ')
const given = (...keys: KeyMaterial[]): KeyReading => ({ kind: 'key', keys, notes: [] })
const setOf = (...keys: KeyMaterial[]): KeyReading => ({ kind: 'key-set', keys, notes: [] })
const none = await readKey('')
const made = async (alg: string, kid?: string) => ({ ...(await generateKey(alg))!, kid })
const [secret, other, ec, rsa] = await Promise.all([made('HS256'), made('HS256'), made('ES256'), made('RS256')])
const received = (alg: string | undefined, signature: Uint8Array, rest: Partial<VerifyInput> = {}): VerifyInput => ({
  alg,
  kid: undefined,
  unknownCritical: [],
  critMalformed: false,
  signingInput: message,
  signature: new Uint8Array(signature),
  ...rest,
})
const signed = async (alg: string, key: KeyMaterial) => (await sign(alg, message, given(key))).signature!
const right = await signed('HS256', secret)
const wrong = right.map((byte, i) => (i === 0 ? byte ^ 1 : byte))

/** An answer on one line: its state and reason, then its other members, with keys by their index. */
function told(answer: SignatureVerification): string {
  const { state, algorithm, ...more } = answer
  const rest = Object.entries(more).flatMap(([name, value]) => {
    if (name === 'passedOver') return (value as { index: number; reason: string }[]).map(({ index, reason }) => `${index} ${reason}`)
    if (name === 'use') return value === undefined ? [] : [`key ${(value as { index: number }).index}`]
    if (name === 'problem') {
      const { id, found, expected } = value as { id: string; found: string; expected: string }
      return [`${id}: ${found}; ${expected}`]
    }
    return value === undefined ? [] : [name === 'reason' ? String(value) : `${name} ${JSON.stringify(value)}`]
  })
  return [state, ...rest, algorithm?.name ?? 'no algorithm'].join(', ')
}

describe('the answer about one signature', () => {
  it.each<[string, VerifyInput, KeyReading, string]>([
    ['no key', received('HS256', right), none, 'no-key, no-key-given, HS256'],
    ['its key', received('HS256', right), given(secret), 'valid, key 0, keySource "yours", HS256'],
    ['its key in a set', received('HS256', right), setOf(secret), 'valid, key 0, keySource "key-set", HS256'],
    ['another key', received('HS256', right), given(other), 'mismatch, key 0, signature-differs, HS256'],
    ['its key after another', received('HS256', right), given(other, secret), 'valid, key 1, keySource "yours", 0 did-not-verify, HS256'],
    [
      'its key before others',
      received('HS256', right),
      given(secret, other, ec),
      'valid, key 0, keySource "yours", 1 not-needed, 2 wrong-type, HS256',
    ],
    [
      'its key after what it is not',
      received('HS256', right),
      given(ec, other, secret, rsa),
      'valid, key 2, keySource "yours", 0 wrong-type, 1 did-not-verify, 3 wrong-type, HS256',
    ],
    [
      'two others',
      received('HS256', right),
      given(other, other),
      'mismatch, no-key-verifies, tried 2, 0 did-not-verify, 1 did-not-verify, HS256',
    ],
    [
      'another beside what it is not',
      received('HS256', right),
      given(ec, other),
      'mismatch, key 1, 0 wrong-type, signature-differs, HS256',
    ],
    [
      'a key of another type',
      received('HS256', right),
      given(ec),
      'key-problem, key-alg-mismatch: an EC P-256 private key; a shared secret, HS256',
    ],
    [
      'two of another type',
      received('HS256', right),
      given(ec, rsa),
      'key-problem, key-alg-mismatch: 2 keys, none of them a shared secret; a shared secret, 0 wrong-type, 1 wrong-type, HS256',
    ],
    [
      'too short a signature',
      received('HS256', right.slice(1)),
      given(secret),
      'mismatch, key 0, signature-length, found 31, expected 32, HS256',
    ],
    ['no signature', received('HS256', new Uint8Array()), given(secret), 'unsigned, key 0, HS256'],
    ['no signature and no key', received('HS256', new Uint8Array()), none, 'unsigned, HS256'],
    [
      'a kid that a set lacks',
      received('HS256', right, { kid: 'x' }),
      setOf(secret),
      'valid, key 0, keySource "key-set", missedKid "x", HS256',
    ],
    [
      'a detached payload that does not verify',
      received('HS256', wrong, { detached: true }),
      given(secret),
      'no-key, detached-payload-missing, HS256',
    ],
    ['a detached payload that does', received('HS256', right, { detached: true }), given(secret), 'valid, key 0, keySource "yours", HS256'],
    ['a detached payload without a key', received('HS256', right, { detached: true }), none, 'no-key, no-key-given, HS256'],
    [
      '"crit" malformed',
      received('HS256', right, { critMalformed: true, unknownCritical: ['x'] }),
      given(secret),
      'unsupported, crit-malformed, mathematics "valid", key 0, HS256',
    ],
    [
      '"crit" unknown, no signature',
      received('HS256', new Uint8Array(), { unknownCritical: ['x'] }),
      none,
      'unsupported, crit-unknown, names ["x"], HS256',
    ],
    [
      '"crit" unknown under none',
      received('none', new Uint8Array(), { unknownCritical: ['x'] }),
      none,
      'unsupported, crit-unknown, names ["x"], none',
    ],
    [
      '"b64" astray',
      received('HS256', right, { strayB64: true }),
      given(secret),
      'unsupported, b64-not-critical, mathematics "valid", key 0, HS256',
    ],
    ['"b64" astray without a key', received('HS256', right, { strayB64: true }), none, 'no-key, no-key-given, HS256'],
    ['no "alg"', received(undefined, right), none, 'unsupported, alg-missing, no algorithm'],
    ['"alg" that encrypts', received('dir', right), none, 'unsupported, alg-encrypts, alg "dir", no algorithm'],
    ['"alg" of COSE', received('ESP256', right), none, 'unsupported, alg-elsewhere, alg "ESP256", instead "ES256", no algorithm'],
    ['"alg" prohibited', received('RS1', right), none, 'unsupported, alg-prohibited, alg "RS1", no algorithm'],
    ['"alg" unknown', received('x', right), none, 'unsupported, alg-unknown, alg "x", no algorithm'],
    ['none', received('none', new Uint8Array()), given(secret), 'unsecured, none'],
    ['none with a signature', received('none', right), given(secret), 'mismatch, none-with-signature, bytes 32, none'],
  ])('with %s', async (_, input, reading, answer) => expect(told(await verify(input, reading))).toBe(answer))

  it('says where the keys came from', async () => {
    expect(await verify(received('HS256', right), given(secret), { source: 'token' })).toMatchObject({ keySource: 'token' })
  })
  it('contains the expected signature for a secret, but not for a public key', async () => {
    const answer = await verify(received('HS256', wrong), given(secret))
    expect('use' in answer && answer.use?.expected).toEqual(right)
    const publicKey = await readKey(JSON.stringify(exportJwk(rsa, 'public')), { alg: 'RS256' })
    const asked = await verify(received('RS256', await signed('RS256', rsa)), publicKey)
    expect('use' in asked && asked.use?.expected).toBeUndefined()
  })
  it('says that it would cost too much, and how many keys were tried', async () => {
    const over = new Budget({ milliseconds: -1 })
    expect(told(await verify(received('HS256', right), given(secret), { budget: over }))).toBe('unsupported, too-costly, tried 0, HS256')
    const spent = new Budget()
    for (let i = 0; i < 4999; i++) spent.takeTrial()
    expect(told(await verify(received('HS256', right), given(other, secret), { budget: spent }))).toBe(
      'unsupported, too-costly, tried 1, HS256',
    )
    expect(told(await verify(received('HS256', new Uint8Array(), { unknownCritical: ['x'] }), given(secret), { budget: spent }))).toContain(
      'too-costly',
    )
  })
})

describe('the answer about several signatures', () => {
  const payload = encodeBase64url(utf8('{"sub":"ada"}'))
  const entry = async (kid: string) => {
    const head = encodeBase64url(utf8(JSON.stringify({ alg: 'HS256', kid })))
    const { signature } = await sign('HS256', utf8(`${head}.${payload}`), given(secret))
    return { protected: head, signature: encodeBase64url(signature!) }
  }
  it('is about the first, unless another misses its kid', async () => {
    const answered = async (...kids: string[]) => {
      const text = JSON.stringify({ payload, signatures: await Promise.all(kids.map(entry)) })
      const { state, answered } = await verifyJws(inspect(text).token!.object as Jws, setOf({ ...secret, kid: 'a' }))
      return `${state} ${answered}`
    }
    expect(await answered('a', 'a')).toBe('valid 0')
    expect(await answered('a', 'x')).toBe('valid 1')
    expect(await answered('x', 'a')).toBe('valid 0')
  })
})

describe('a key that cannot be used', () => {
  it('is skipped as unusable, next to one that can be used', async () => {
    const exponent = { ...rsa, jwk: { ...rsa.jwk, e: 'AQ' } } as KeyMaterial
    const signature = await signed('RS256', rsa)
    expect(told(await verify(received('RS256', signature), given(exponent, rsa)))).toBe(
      'valid, key 1, keySource "yours", 0 unusable, RS256',
    )
    expect(told(await verify(received('RS256', signature), given(exponent)))).toMatch(/^key-problem, key-unsafe/)
  })
  it('gives no answer about the signature if it cannot be read', async () => {
    const unreadable = await readKey('-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----')
    expect(await verify(received('RS256', right), unreadable)).toMatchObject({ state: 'key-problem', passedOver: [] })
  })
})

describe('a doubt', () => {
  const form = (signature: Uint8Array<ArrayBuffer>) => ({ signingInput: message, signature })
  const why = { reason: 'not-base64url', segment: 'payload' } as const
  const ask = (
    settles: 'always' | 'when-asked' | 'unless-it-verifies',
    asGiven: Uint8Array,
    read: Uint8Array<ArrayBuffer>,
    reading = given(secret),
  ) => verify(received('HS256', asGiven, { doubt: { why, settles, asBase64url: form(read) } }), reading).then(told)
  it.each<['always' | 'when-asked' | 'unless-it-verifies', boolean, string]>([
    ['always', true, 'unreadable, not-base64url, segment "payload", lenient "as-base64url", key 0, HS256'],
    ['always', false, 'unreadable, not-base64url, segment "payload", lenient "as-base64url", key 0, HS256'],
    ['when-asked', true, 'unreadable, not-base64url, segment "payload", lenient "as-base64url", key 0, HS256'],
    ['when-asked', false, 'unreadable, not-base64url, segment "payload", lenient "as-base64url", key 0, HS256'],
    ['unless-it-verifies', true, 'valid, key 0, keySource "yours", HS256'],
    ['unless-it-verifies', false, 'unreadable, not-base64url, segment "payload", lenient "as-base64url", key 0, HS256'],
  ])('that settles %s, if it verifies as received: %s', async (settles, verifies, answer) =>
    expect(order(await ask(settles, verifies ? right : wrong, right))).toBe(order(answer)),
  )
  it.each(['when-asked', 'unless-it-verifies'] as const)('that settles %s changes nothing if no key was tried', async (settles) => {
    expect(await ask(settles, right, right, none)).toBe('no-key, no-key-given, HS256')
    expect(await ask(settles, right, right, given(ec))).toMatch(/^key-problem/)
  })
  it('about an unsecured token needs no key', async () => {
    const answer = await verify(
      received('none', new Uint8Array(), { doubt: { why, settles: 'always', asBase64url: form(right) } }),
      given(secret),
    )
    expect(order(told(answer))).toBe(order('unreadable, not-base64url, segment "payload", none'))
  })
})

/** The same words in any order. */
const order = (line: string) => line.split(', ').toSorted().join(', ')

describe('the characters of a token', () => {
  const b64u = (text: string) => encodeBase64url(utf8(text))
  const stateOf = async (head: string, payload: string, input = `${head}.${payload}`, tail = '', reading = given(secret)) => {
    const signature = encodeBase64url((await sign('HS256', utf8(input), given(secret))).signature!)
    const result = await verifyJws(inspect(`${head}.${payload}.${signature}${tail}`).token!.object as Jws, reading)
    const { state, ...more } = result
    return [state, 'segment' in more ? more.segment : '', 'lenient' in more ? more.lenient : '']
      .filter((each) => each !== '' && each !== undefined)
      .join(' ')
  }
  const HEAD = b64u('{"alg":"HS256"}')
  const BODY = b64u('{"sub":"ada!"}')
  it.each<[string, Promise<string>, string]>([
    ['as they are', stateOf(HEAD, BODY), 'valid'],
    ['one lost', stateOf(HEAD, BODY.slice(0, -2)), 'unreadable payload as-received'],
    ['one lost, without a key', stateOf(HEAD, BODY.slice(0, -2), undefined, '', none), 'no-key'],
    ['padded as signed', stateOf(HEAD, `${BODY}=`), 'valid'],
    ['padded after it was signed', stateOf(HEAD, `${BODY}=`, `${HEAD}.${BODY}`), 'unreadable payload as-base64url'],
    ['a padded header', stateOf(`${HEAD}=`, BODY, `${HEAD}.${BODY}`), 'unreadable header as-base64url'],
    ['a padded signature', stateOf(HEAD, BODY, undefined, '='), 'unreadable signature as-base64url'],
    ['a foreign one', stateOf(HEAD, `${BODY}*`, `${HEAD}.${BODY}`), 'unreadable payload as-base64url'],
    ['a foreign one that was signed', stateOf(HEAD, `${BODY}*`), 'unreadable payload as-received'],
    ['a foreign one beside padding', stateOf(`${HEAD}=`, `${BODY}*`, `${HEAD}.${BODY}`), 'unreadable payload as-base64url'],
    ['one lost beside padding', stateOf(`${HEAD}=`, BODY.slice(0, -2)), 'unreadable payload as-received'],
  ])('%s', async (_, state, expected) => expect(await state).toBe(expected))
})

describe('an RSA key', () => {
  // PKCS #1 v1.5 needs the hash and 30 bytes, less 7 bits; PSS twice the hash and 2 bytes, less 6 bits (RFC 8017 sections 9.1.1 and 9.2).
  it.each([
    ['RS256', 489],
    ['RS384', 617],
    ['RS512', 745],
    ['PS256', 522],
    ['PS384', 778],
    ['PS512', 1034],
  ])('for %s has at least %d bits', async (alg, least) => {
    const row = algorithmByName(alg)!
    const small = { ...rsa, bits: least - 1 }
    expect(await verifySignature(row, small, new Uint8Array(1), message)).toMatchObject({
      problem: { id: 'key-too-small', args: { bits: least - 1, least } },
    })
    expect(await makeSignature(row, small, message)).toMatchObject({ problem: { id: 'key-too-small' } })
    expect(await verifySignature(row, { ...rsa, bits: least }, new Uint8Array(1), message)).toEqual({ holds: false })
  })
})

describe('signing', () => {
  const problemOf = async (alg: string | undefined, reading: KeyReading) => {
    const { problem } = await sign(alg, message, reading)
    return problem && `${problem.id}: ${problem.found}; ${problem.expected}; ${problem.action}`
  }
  it('says what is missing', async () => {
    const publicKey = await readKey(JSON.stringify(exportJwk(ec, 'public')), { alg: 'ES256' })
    expect(await problemOf(undefined, none)).toBe(
      'key-unsupported: a header without “alg”; a signature algorithm such as HS256; change “alg” in the header',
    )
    expect(await problemOf('x', none)).toContain('“alg” that is not a signature algorithm (“x”)')
    expect(await problemOf('HS256', none)).toBe('key-missing: no key; a shared secret; give a shared secret to sign')
    expect(await problemOf('ES256', none)).toBe('key-missing: no key; an EC P-256 private key; give an EC P-256 private key to sign')
    expect(await problemOf('ES256', publicKey)).toBe(
      'key-not-private: an EC P-256 public key; an EC P-256 private key; give an EC P-256 private key: a public key can only verify, not sign',
    )
    expect(await problemOf('ES256', given(rsa))).toContain('an EC P-256 private key; give an EC P-256 private key to sign')
    expect(await problemOf('ES256', given())).toContain('key-not-private: no key')
    expect(await problemOf('ES256', await readKey('-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----'))).toMatch(/^key-/)
    expect(await problemOf('ES256', given(ec))).toBeUndefined()
  })
})
