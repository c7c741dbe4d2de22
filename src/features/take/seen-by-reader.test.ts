// Checks that the dialog "Share" promises its author what the link's reader will see.
import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { initialState, reduce } from '../../session/state/state.ts'
import { check } from '../../session/answers/check.ts'
import { currentInspection } from '../../session/state/opened-token.ts'
import { seenByReader } from './seen-by-reader.ts'

const encode = (text: string) => Buffer.from(text).toString('base64url')
const [key, other] = [generateKeyPairSync('ec', { namedCurve: 'P-256' }), generateKeyPairSync('ec', { namedCurve: 'P-256' })]
const pem = ({ publicKey }: typeof key) => publicKey.export({ format: 'pem', type: 'spki' }).toString()

const input = (header: string) => `${encode(header)}.${encode('{"sub":"ada"}')}`
const ES256 = input('{"alg":"ES256"}')
const HS256 = input('{"alg":"HS256"}')
const signed = `${ES256}.${sign('sha256', Buffer.from(ES256), { key: key.privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`
const withSecret = `${HS256}.${createHmac('sha256', 'a secret').update(HS256).digest('base64url')}`

async function seen(token: string, keyText: string, hasKey: boolean, keeps = true): Promise<string> {
  const checked = await check(reduce(initialState, { type: 'load', text: token, key: { text: keyText, origin: { from: 'typed' } } }))
  const opened = currentInspection(checked.state).token!
  const { verification } = checked
  return seenByReader(
    opened,
    { fragment: '', hasKey, expectations: 'none', alsoMasked: [] },
    { isMasked: false, keeps, verification },
  ).join(' ')
}

describe('the reader of a link', () => {
  it.each([
    ['a key that verifies it', signed, pem(key), true, /verifies with the key from the link.*isn’t called good/],
    ['another key', signed, pem(other), true, /doesn’t match it/],
    ['no key', signed, '', false, /needs the public key/],
    ['a shared secret here', withSecret, 'a secret', false, /needs the secret/],
    ['a shared secret that is not here', withSecret, '', false, /needs the secret/],
    ['a key for another algorithm', withSecret, pem(key), true, /can’t verify the signature with it/],
    ['no signature yet', `${ES256}.`, pem(key), true, /isn’t signed/],
    ['"alg": "none"', `${input('{"alg":"none"}')}.`, '', false, /isn’t signed/],
  ])('is told of %s', async (_, token, keyText, hasKey, says) => {
    expect(await seen(token, keyText, hasKey)).toMatch(says)
  })
  it('is told that the signature was left out', async () => {
    expect(await seen(signed, pem(key), false, false)).toMatch(/isn’t signed/)
  })
})
