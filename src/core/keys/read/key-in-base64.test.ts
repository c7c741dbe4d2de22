// Keys encoded in base64, as in the output of `kubectl get secret -o jsonpath` and in environment variables.
import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { readKey } from './read-key.ts'

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const PEM = publicKey.export({ type: 'spki', format: 'pem' }).toString()
const JWK = publicKey.export({ format: 'jwk' })
const base64 = (text: string) => Buffer.from(text).toString('base64')

describe('a key in base64', () => {
  test.each([
    ['a public key in PEM', base64(PEM), 'public', 'key'],
    ['in lines of 76', base64(PEM).replace(/.{76}/g, '$&\n'), 'public', 'key'],
    ['in base64url without padding', Buffer.from(PEM).toString('base64url'), 'public', 'key'],
    ['a private key in PEM', base64(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()), 'private', 'key'],
    ['a JWK', base64(JSON.stringify(JWK)), 'public', 'key'],
    ['a JWK Set laid out', base64(JSON.stringify({ keys: [JWK] }, null, 2)), 'public', 'key-set'],
  ])('%s is read, with a note that it was decoded', async (_, text, kind, reading) => {
    const answer = await readKey(text, { alg: 'ES256' })
    expect([answer.kind, answer.keys[0]?.kind, answer.notes[0]?.id]).toEqual([reading, kind, 'key-in-base64'])
  })

  test('stays a secret if the algorithm uses one', async () => {
    expect(await readKey(base64(PEM), { alg: 'HS256' })).toMatchObject({ kind: 'secret' })
  })

  test.each([
    ['text that only begins like PEM', base64('-----BEGIN of a story that has nothing to do with keys, and no end')],
    ['a claims set', base64(JSON.stringify({ sub: 'keys', name: 'no key here at all, but claims' }))],
  ])('%s is not a key', async (_, text) => {
    expect((await readKey(text, { alg: 'ES256' })).kind).toBe('unreadable')
  })
})
