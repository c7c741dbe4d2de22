import { describe, expect, it } from 'vitest'
import { encodeBase64url } from '../text/base64url.ts'
import { withContent } from '../token/detached-content.ts'
import { inspect } from '../inspect.ts'
import type { Jws } from '../token/jws.ts'
import { generateKey } from '../keys/make/generate-key.ts'
import type { KeyMaterial, KeyReading } from '../keys/key-material.ts'
import { sign } from './sign.ts'
import { verifyJws } from './verify.ts'

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)
const given = (key: KeyMaterial): KeyReading => ({ kind: 'key', keys: [key], isSecretText: false, notes: [], problem: undefined })
const [hs256, rs256, es256] = (await Promise.all(['HS256', 'RS256', 'ES256'].map((alg) => generateKey(alg)))) as [
  KeyMaterial,
  KeyMaterial,
  KeyMaterial,
]
const keys = new Map([hs256, rs256, es256].map((key) => [key.alg!, key]))

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

  it('is valid where one of them verifies, and tells each', async () => {
    const result = await verifyJws(await general('RS256', 'ES256'), given(es256))
    expect(result).toMatchObject({ state: 'valid', algorithm: { name: 'ES256' } })
    expect(result.each!.map((one) => one.state)).toEqual(['key-problem', 'valid'])
  })

  it('is a mismatch where the one that the key fits does not verify', async () => {
    const result = await verifyJws(await general('RS256', 'ES256'), given((await generateKey('ES256'))!))
    expect(result.state).toBe('mismatch')
    expect(result.each!.map((one) => one.state)).toEqual(['key-problem', 'mismatch'])
  })

  it('is not valid for an unsecured signature beside others', async () => {
    const unsecured = { protected: encodeBase64url(utf8('{"alg":"none"}')), signature: '' }
    const text = JSON.stringify({ payload, signatures: [unsecured, await signature('HS256', payload)] })
    expect((await verifyJws(read(text), given((await generateKey('HS256'))!))).state).toBe('mismatch')
    expect((await verifyJws(read(text), { ...given(hs256), kind: 'empty', keys: [] })).state).toBe('no-key')
  })
})

describe('a detached payload', () => {
  const payload = encodeBase64url(utf8('hello'))
  const detached = async (): Promise<Jws> => {
    const { protected: head, signature: text } = await signature('HS256', payload)
    return read(`${head}..${text}`)
  }

  it('is asked for, and nothing is said of the signature', async () => {
    expect(await verifyJws(await detached(), given(hs256))).toMatchObject({
      state: 'no-key',
      reason: { id: 'detached-payload-missing' },
      expected: undefined,
      each: undefined,
    })
  })

  it('is verified where it is there, and told from another', async () => {
    expect((await verifyJws(withContent(await detached(), utf8('hello')), given(hs256))).state).toBe('valid')
    expect((await verifyJws(withContent(await detached(), utf8('hallo')), given(hs256))).state).toBe('mismatch')
  })

  it('never takes the place of a payload that the token carries', async () => {
    const { protected: head, signature: text } = await signature('HS256', payload)
    const other = read(`${head}.${encodeBase64url(utf8('hallo'))}.${text}`)
    expect((await verifyJws(withContent(other, utf8('hello')), given(hs256))).state).toBe('mismatch')
  })

  it('is taken byte for byte, of whatever bytes, where it is not encoded (RFC 7797 section 3)', async () => {
    const head = encodeBase64url(utf8('{"alg":"HS256","b64":false,"crit":["b64"]}'))
    const content = Uint8Array.of(0xef, 0xbb, 0xbf, 0x61, 0x2e, 0x0d, 0x0a, 0xff)
    const made = await sign('HS256', new Uint8Array([...utf8(`${head}.`), ...content]), given(hs256))
    const jws = withContent(read(`${head}..${encodeBase64url(made.signature!)}`), content)
    expect((await verifyJws(jws, given(hs256))).state).toBe('valid')
  })

  it('is not missed where the empty payload is what was signed', async () => {
    const { protected: head, signature: text } = await signature('HS256', '')
    expect((await verifyJws(read(`${head}..${text}`), given(hs256))).state).toBe('valid')
  })
})
