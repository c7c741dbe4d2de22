// Checks that jose decrypts what is encrypted here: a nested token, signed first or not, its payload alone, or a text.
import { compactDecrypt, importJWK, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'
import { jws } from '../../core/diagnostics/token.fixture.ts'
import { readKey } from '../../core/keys/read/read-key.ts'
import { pasted, typedKey, typeOver } from '../session.fixture.ts'
import { reduce, type State } from '../state/state.ts'
import { seal, type ToSeal } from './seal.ts'

const SECRET = 'correct horse battery staple, 32+ bytes'
const SHARED = JSON.stringify({ kty: 'oct', k: Buffer.alloc(32, 9).toString('base64url') })
const shared = await importJWK(JSON.parse(SHARED), 'A256KW')

async function opened(state: State, toSeal: ToSeal) {
  const made = await seal(state, toSeal, await readKey(SHARED), { alg: 'A256KW', enc: 'A256GCM' })
  if (made.problem) throw new Error(made.problem.found)
  const { plaintext, protectedHeader } = await compactDecrypt(made.compact, shared)
  return { text: new TextDecoder().decode(plaintext), header: protectedHeader }
}

const desk = (token = jws({ alg: 'HS256' }, { sub: 'fernando' })) => reduce(pasted(token), { type: 'use-key', key: typedKey(SECRET) })

describe('what is encrypted', () => {
  it('is the token unchanged, character for character', async () => {
    const state = desk()
    expect(await opened(state, { what: 'token', signFirst: false })).toMatchObject({ text: state.text, header: { cty: 'JWT' } })
  })

  it('is the token as it was edited, signed first with the key on the desk', async () => {
    const state = typeOver(desk(), 'payload', 'fernando', 'fernanda')
    const { text } = await opened(state, { what: 'token', signFirst: true })
    const { payload } = await jwtVerify(text, new TextEncoder().encode(SECRET))
    expect(payload.sub).toBe('fernanda')
  })

  it('is the payload alone, or any text', async () => {
    expect(await opened(desk(), { what: 'payload' })).toMatchObject({ text: '{"sub":"fernando"}' })
    const { text, header } = await opened(desk(), { what: 'text', text: 'ä€😀' })
    expect(text).toBe('ä€😀')
    expect(header.cty).toBeUndefined()
  })

  it('is nothing if the key on the desk cannot sign', async () => {
    const state = reduce(pasted(jws({ alg: 'ES256' }, {})), { type: 'use-key', key: typedKey(SECRET) })
    const made = await seal(state, { what: 'token', signFirst: true }, await readKey(SHARED), { alg: 'A256KW', enc: 'A256GCM' })
    expect(made.problem?.id).toBe('not-a-key')
  })

  it('is nothing if the recipient’s key does not fit', async () => {
    const made = await seal(desk(), { what: 'payload' }, await readKey(SHARED), { alg: 'RSA-OAEP-256', enc: 'A256GCM' })
    expect(made.problem?.id).toBe('key-alg-mismatch')
  })
})
