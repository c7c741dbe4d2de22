// Checks through the page's store that several signatures of one payload are signed with their own keys, and others keep their characters.
import { Buffer } from 'node:buffer'
import { exportJWK, GeneralSign, generalVerify, generateKeyPair, importJWK, type GeneralJWS, type JWK } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import { segment } from '../../core/diagnostics/token.fixture.ts'
import { checkOf } from '../session.fixture.ts'
import { currentInspection } from '../state/opened-token.ts'
import { staleSignatures } from '../state/edits.ts'
import type { State } from '../state/state.ts'
import { encryptAgain } from './encrypt-again.ts'
import { signAgain } from './sign-again.ts'
import { addSignature, convertTo, removeRecipient, removeSignature, setProtectedHeader, signSignatures } from './signatures.ts'
import { setUp } from './store.fixture.ts'

const pair = async (alg: string, kid: string | undefined): Promise<JWK> => {
  const { privateKey } = await generateKeyPair(alg, { extractable: true })
  return { ...(await exportJWK(privateKey)), alg, ...(kid === undefined ? {} : { kid }) }
}
let ec: JWK
let other: JWK
let ed: JWK

beforeAll(async () => {
  ;[ec, other, ed] = await Promise.all([pair('ES256', 'ec'), pair('ES256', 'other'), pair('EdDSA', 'ed')])
})

const publicHalf = ({ kty, crv, x, y, kid, alg }: JWK) => JSON.parse(JSON.stringify({ kty, crv, x, y, kid, alg })) as JWK
const keySet = (...keys: JWK[]) => JSON.stringify({ keys })

async function signedBy(keys: readonly JWK[], { kid = true, payload = '{"admin":false}' } = {}): Promise<string> {
  const general = new GeneralSign(new TextEncoder().encode(payload))
  for (const key of keys)
    general.addSignature(await importJWK(key, key.alg)).setProtectedHeader({ alg: key.alg!, ...(kid ? { kid: key.kid! } : {}) })
  return JSON.stringify(await general.sign(), null, 1)
}

function opened(text: string, key: string) {
  const { store } = setUp()
  store.dispatch({ type: 'load', text })
  store.dispatch({ type: 'edit-key', key, at: 0 })
  return store
}
type Store = ReturnType<typeof opened>
const stateOf = (store: Store): State => store.getSnapshot().state
const textOf = (store: Store) => stateOf(store).text
const states = async (store: Store) => (await checkOf(stateOf(store))).verification?.each.map(({ state }) => state)
const edit = (store: Store, typed: string) => store.dispatch({ type: 'edit-part', part: 'payload', typed, at: 0 })
const entries = (store: Store) => (JSON.parse(textOf(store)) as GeneralJWS).signatures

describe('signing again', () => {
  it('with a set makes every signature with its own key, and jose verifies them all', async () => {
    const keys = [ec, other, ed]
    const store = opened(await signedBy(keys), keySet(ed, other, ec))
    edit(store, '{"admin":true}')
    expect(await states(store)).toEqual(['mismatch', 'mismatch', 'mismatch'])
    expect(staleSignatures(stateOf(store))).toEqual([0, 1, 2])
    expect(await signAgain(store)).toBeUndefined()
    expect(await states(store)).toEqual(['valid', 'valid', 'valid'])
    expect(staleSignatures(stateOf(store))).toEqual([])
    const whole = JSON.parse(textOf(store)) as GeneralJWS
    for (const [i, key] of keys.entries()) {
      const { payload } = await generalVerify({ ...whole, signatures: [whole.signatures[i]!] }, await importJWK(publicHalf(key), key.alg))
      expect(new TextDecoder().decode(payload)).toBe('{"admin":true}')
    }
  })

  it('with one key signs its own signature, leaves the others exactly as they are, and says so', async () => {
    const text = await signedBy([ec, other, ed])
    const store = opened(text, JSON.stringify(other))
    edit(store, '{"admin":true}')
    const said = await signAgain(store)
    expect(said).toContain('Signatures 1, 3 were not signed again.')
    expect(staleSignatures(stateOf(store))).toEqual([0, 2])
    const before = JSON.parse(text) as GeneralJWS
    const now = JSON.parse(textOf(store)) as GeneralJWS
    const made = text.replace(before.payload, now.payload).replace(before.signatures[1]!.signature, now.signatures[1]!.signature)
    expect(textOf(store)).toBe(made)
    expect(now.signatures[1]!.signature).not.toBe(before.signatures[1]!.signature)
  })

  it('does not guess between two keys of a type without "kid", but uses the one that verified the pasted token', async () => {
    const { kid: _, ...nameless } = other
    const store = opened(await signedBy([ec, other], { kid: false }), JSON.stringify(nameless))
    edit(store, '{"admin":true}')
    expect(await signAgain(store)).toContain('Signature 1 was not signed again.')
    expect(await states(store)).toEqual(['mismatch', 'valid'])
    const stranger = opened(await signedBy([ec, ec], { kid: false }), JSON.stringify(nameless))
    edit(stranger, '{"admin":true}')
    const before = textOf(stranger)
    expect(await signAgain(stranger)).toContain('no key that is certainly right for it')
    expect(textOf(stranger)).toBe(before)
  })

  it('signs only the requested one', async () => {
    const store = opened(await signedBy([ec, other]), keySet(ec, other))
    edit(store, '{"admin":true}')
    expect(await signSignatures(store, 1)).toBeUndefined()
    expect(await states(store)).toEqual(['mismatch', 'valid'])
  })

  it('uses a secret for the one of several signatures that needs it, wherever it is', async () => {
    const secret = 'a secret that two services share, 32+'
    const hmac: JWK = { kty: 'oct', alg: 'HS256', kid: 'shared', k: Buffer.from(secret).toString('base64url') }
    const store = opened(await signedBy([ec, hmac]), secret)
    expect(await states(store)).toEqual(['key-problem', 'valid'])
    edit(store, '{"admin":true}')
    expect(await signAgain(store)).toContain('Signature 1 was not signed again.')
    expect(await states(store)).toEqual(['key-problem', 'valid'])
  })

  it('says which key is needed if only public ones are given', async () => {
    const store = opened(await signedBy([ec, other]), JSON.stringify(publicHalf(ec)))
    const text = textOf(store)
    expect(await signSignatures(store, 0)).toContain('private key')
    expect(textOf(store)).toBe(text)
  })

  it('covers detached content in both JSON forms, and is rejected while there is none', async () => {
    const { payload: _, ...detached } = JSON.parse(await signedBy([ec], { payload: 'one' })) as GeneralJWS
    for (const form of ['general', 'flattened'] as const) {
      const store = opened(JSON.stringify(detached), JSON.stringify(ec))
      convertTo(store, form)
      const before = textOf(store)
      expect(await signAgain(store)).toContain('fill in the detached content')
      expect(textOf(store)).toBe(before)
      store.dispatch({ type: 'edit-content', content: 'two', at: 0 })
      expect(await signAgain(store)).toBeUndefined()
      expect(await states(store)).toEqual(['valid'])
      expect(JSON.parse(textOf(store))).not.toHaveProperty('payload')
    }
  })

  it.each([
    [
      'a name in two headers',
      (whole: GeneralJWS) => ({ ...whole, signatures: whole.signatures.map((one) => ({ ...one, header: { alg: 'ES256' } })) }),
    ],
    ['two forms in one', (whole: GeneralJWS) => ({ ...whole, signature: 'AAAA' })],
    [
      '"b64" for one signature alone',
      (whole: GeneralJWS) => ({
        ...whole,
        signatures: [...whole.signatures, { ...whole.signatures[0]!, protected: segment({ alg: 'ES256', b64: false, crit: ['b64'] }) }],
      }),
    ],
  ])('is rejected for a token with %s, as is everything else', async (_, bend) => {
    const text = JSON.stringify(bend(JSON.parse(await signedBy([ec, other])) as GeneralJWS))
    const store = opened(text, keySet(ec, other))
    expect(await signAgain(store)).toContain('more than one way')
    expect(await signSignatures(store, 0)).toContain('more than one way')
    expect(await addSignature(store, '{"alg":"ES256"}')).toContain('more than one way')
    expect(removeSignature(store, 0)).toBeDefined()
    expect(setProtectedHeader(store, 0, '{}')).toBeDefined()
    expect(convertTo(store, 'compact')).toBeDefined()
    expect(textOf(store)).toBe(text)
  })
})

describe('a signature is added', () => {
  it('to a compact token, wherever it is, which becomes a general one, and undo reverts it', async () => {
    const general = JSON.parse(await signedBy([ec])) as GeneralJWS
    const compact = `${general.signatures[0]!.protected}.${general.payload}.${general.signatures[0]!.signature}`
    const store = opened(`Authorization: Bearer ${compact}`, keySet(ec, ed))
    expect(await addSignature(store, '{"alg":"EdDSA","kid":"ed"}')).toBeUndefined()
    expect(entries(store)[0]).toEqual(general.signatures[0])
    expect(await states(store)).toEqual(['valid', 'valid'])
    store.dispatch({ type: 'undo' })
    expect(textOf(store)).toBe(`Authorization: Bearer ${compact}`)
  })

  it('over unencoded content that travels separately, with a header that also says so', async () => {
    const header = segment({ alg: 'ES256', kid: 'ec', b64: false, crit: ['b64'] })
    const store = opened(JSON.stringify({ protected: header, signature: 'AAAA' }), keySet(ec, ed))
    store.dispatch({ type: 'edit-content', content: Buffer.from([0xff, 0xfe, 0x2e]).toString('base64'), contentEncoding: 'base64', at: 0 })
    expect(await signAgain(store)).toBeUndefined()
    expect(await addSignature(store, '{"alg":"EdDSA","kid":"ed","b64":false,"crit":["b64"]}')).toBeUndefined()
    expect(await states(store)).toEqual(['valid', 'valid'])
    expect(await addSignature(store, '{"alg":"EdDSA","kid":"ed"}')).toContain('read differently')
  })

  it('but not if its key is missing, or its header names no algorithm', async () => {
    const store = opened(await signedBy([ec]), JSON.stringify(ec))
    const text = textOf(store)
    expect(await addSignature(store, '{"alg":"RS256"}')).toContain('RSA')
    expect(await addSignature(store, '{"alg":')).toContain('alg')
    expect(textOf(store)).toBe(text)
  })
})

describe('a signature or recipient is removed', () => {
  it('and the others still verify; the last one stays', async () => {
    const store = opened(await signedBy([ec, other, ed]), keySet(ec, other, ed))
    expect(removeSignature(store, 0)).toBeUndefined()
    expect(await states(store)).toEqual(['valid', 'valid'])
    expect(staleSignatures(stateOf(store))).toEqual([])
    expect(removeSignature(store, 1)).toBeUndefined()
    expect(removeSignature(store, 0)).toBeDefined()
    expect(convertTo(store, 'compact')).toBeUndefined()
    expect(textOf(store)).toBe(currentInspection(stateOf(store)).token?.compact)
    expect(await states(store)).toEqual(['valid'])
  })

  it('of a JWE, whose content is then encrypted again for the others', async () => {
    const { FlattenedEncrypt, GeneralEncrypt } = await import('jose')
    const [a, b] = ['a', 'b'].map((kid) => ({ kty: 'oct', kid, k: Buffer.alloc(16, kid).toString('base64url') }))
    const general = new GeneralEncrypt(new TextEncoder().encode('old')).setProtectedHeader({ enc: 'A128GCM' })
    for (const key of [a!, b!]) general.addRecipient(await importJWK(key, 'A128KW')).setUnprotectedHeader({ alg: 'A128KW', kid: key.kid })
    const store = opened(JSON.stringify(await general.encrypt()), JSON.stringify(b))
    store.dispatch({ type: 'edit-plaintext', typed: 'new', at: 0 })
    expect(await encryptAgain(store)).toContain('recipient 1, “a”')
    expect(removeRecipient(store, 0)).toBeUndefined()
    expect(await encryptAgain(store)).toBeUndefined()
    const { decryption } = await checkOf(stateOf(store))
    expect(decryption).toMatchObject({ state: 'decrypted', recipient: 0, plaintext: new TextEncoder().encode('new') })
    expect(convertTo(store, 'compact')).toContain('“alg”, “kid”')
    const flat = await new FlattenedEncrypt(new Uint8Array(3))
      .setProtectedHeader({ alg: 'A128KW', enc: 'A128GCM' })
      .encrypt(await importJWK(a!, 'A128KW'))
    const convertible = opened(JSON.stringify(flat), JSON.stringify(a))
    expect(convertTo(convertible, 'compact')).toBeUndefined()
    expect((await checkOf(stateOf(convertible))).decryption?.state).toBe('decrypted')
  })
})

it('another protected header for one signature makes only that one stale', async () => {
  const store = opened(await signedBy([ec, other]), keySet(ec, other))
  expect(setProtectedHeader(store, 1, '{"alg":"ES256","kid":"other","x":1}')).toBeUndefined()
  expect(await states(store)).toEqual(['valid', 'mismatch'])
  expect(staleSignatures(stateOf(store))).toEqual([1])
  expect(await signAgain(store)).toBeUndefined()
  expect(await states(store)).toEqual(['valid', 'valid'])
})
