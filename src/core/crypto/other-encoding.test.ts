// Checks that a shared key typed in another encoding is found by trying it, for every algorithm that uses one.
import { describe, expect, it } from 'vitest'
import { inspect } from '../inspect.ts'
import { readKey } from '../keys/read/read-key.ts'
import type { Jwe } from '../token/jwe.ts'
import { decryptJwe } from './decrypt.ts'
import { encrypt } from './encrypt.ts'
import { otherEncoding } from './other-encoding.ts'

const SIXTEEN = Buffer.from('fbff10a3b4c5d6e7f8091a2b3c4d5e6f', 'hex')
const TEXT = new TextEncoder().encode('{"sub":"me"}')

async function sealed(alg: string, key: string): Promise<Jwe> {
  const made = await encrypt(TEXT, await readKey(key, { alg }), { alg, enc: 'A128GCM', p2c: 1000 })
  const object = inspect(made.compact!).token?.object
  if (object?.kind !== 'jwe') throw new Error('not encrypted')
  return object
}

const jwk = (bytes: Buffer) => JSON.stringify({ kty: 'oct', k: bytes.toString('base64url') })

describe.each(['dir', 'A128KW', 'A128GCMKW'])('a shared key for %s', (alg) => {
  it.each([
    ['hex', SIXTEEN.toString('hex')],
    ['base64', SIXTEEN.toString('base64')],
    ['base64url', SIXTEEN.toString('base64url')],
  ] as const)('that is %s but was read as text', async (encoding, text) => {
    const jwe = await sealed(alg, jwk(SIXTEEN))
    const failed = await decryptJwe(jwe, await readKey(text, { alg }))
    expect(failed.state).toBe('key-problem')
    expect(await otherEncoding(jwe, failed, text, 'utf8')).toBe(encoding)
  })

  it('that is text but was read as hex', async () => {
    const text = '0123456789abcdef'
    const jwe = await sealed(alg, text)
    const failed = await decryptJwe(jwe, await readKey(text, { alg, secretEncoding: 'hex' }))
    expect(await otherEncoding(jwe, failed, text, 'hex')).toBe('utf8')
  })

  it('that is the wrong one does not open it in any encoding', async () => {
    const jwe = await sealed(alg, jwk(SIXTEEN))
    const text = Buffer.from(SIXTEEN.toReversed()).toString('hex')
    expect(await otherEncoding(jwe, await decryptJwe(jwe, await readKey(text, { alg })), text, 'utf8')).toBeUndefined()
  })
})

it('a password is not tried in other encodings, because it is text', async () => {
  const jwe = await sealed('PBES2-HS256+A128KW', SIXTEEN.toString('hex'))
  const failed = await decryptJwe(jwe, await readKey('deadbeef', { alg: 'PBES2-HS256+A128KW' }))
  expect(failed.state).toBe('mismatch')
  expect(await otherEncoding(jwe, failed, SIXTEEN.toString('hex'), 'base64')).toBeUndefined()
})
