// Checks the way from a mismatch to its repair: the check names the cause, one press repairs it, and undo reverts that.
import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { tokenKeys } from '../../core/keys/sources/token-keys.ts'
import { check, mayBeExplained } from '../answers/check.ts'
import { explained } from '../answers/search-causes.ts'
import { derive } from './derived.ts'
import { checkOf as run, typedKey } from '../session.fixture.ts'
import { initialState, reduce } from './state.ts'

const b64u = (data: string | Uint8Array) => Buffer.from(data).toString('base64url')
const PAYLOAD = '{"sub":"1","admin":false,"iat":1516239022}'
const INPUT = `${b64u('{"alg":"HS256","typ":"JWT"}')}.${b64u(PAYLOAD)}`
const mac = (secret: string | Uint8Array, input = INPUT) => b64u(createHmac('sha256', secret).update(input).digest())
const bytes = Buffer.from('00112233445566778899aabbccddeeff', 'hex')
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const publicPem = ec.publicKey.export({ type: 'spki', format: 'pem' }).toString()
const ES = `${b64u('{"alg":"ES256"}')}.${b64u(PAYLOAD)}`

describe('a repair', () => {
  it.each([
    ['secret-is-encoded', `${INPUT}.${mac(bytes)}`, bytes.toString('base64')],
    ['secret-has-whitespace', `${INPUT}.${mac('secret words')}`, 'secret words\n'],
    ['secret-derived', `${INPUT}.${mac('the first 16 byt')}`, 'the first 16 bytes of this'],
    ['signature-hex', `${INPUT}.${createHmac('sha256', 'words').update(INPUT).digest('hex')}`, 'words'],
    ['signature-truncated', `${INPUT}.${mac('words').slice(0, 30)}`, 'words'],
    ['signature-der', `${ES}.${b64u(sign('sha256', Buffer.from(ES), ec.privateKey))}`, publicPem],
    [
      'json-reserialised-pretty',
      `${INPUT}.${mac('words', `${INPUT.split('.')[0]}.${b64u(JSON.stringify(JSON.parse(PAYLOAD), null, 2))}`)}`,
      'words',
    ],
    ['payload-edited', `${INPUT}.${mac('words', `${INPUT.split('.')[0]}.${b64u(PAYLOAD.replace('false', 'true'))}`)}`, 'words'],
    [
      'key-pem-damaged',
      `${ES}.${b64u(sign('sha256', Buffer.from(ES), { key: ec.privateKey, dsaEncoding: 'ieee-p1363' }))}`,
      publicPem.replace(/^-----BEGIN.*\n/, ''),
    ],
  ])('makes it verify, and undo reverts it: %s', async (id, text, key) => {
    const before = reduce(initialState, { type: 'load', text, key: typedKey(key) })
    const { causes } = await run(before)
    expect(causes?.causes.map((cause) => cause.id)).toEqual([id])
    expect(causes!.verdict).toBe('Not valid as presented.')
    expect(causes!.sentence).toMatch(/^It would verify if .*\.$/)
    const after = reduce(before, { type: 'repair', repairs: causes!.button!.repairs })
    expect((await run(after)).verification?.state).toBe('valid')
    const undone = reduce(after, { type: 'undo' })
    expect([undone.text, undone.key, undone.secretEncoding]).toEqual([text, key, 'utf8'])
  })
  it('that was undone is not an edit of the token', async () => {
    const pretty = JSON.stringify(JSON.parse(PAYLOAD), null, 2)
    const text = `${INPUT.split('.')[0]}.${b64u(pretty)}.${mac('other words')}`
    const before = reduce(initialState, { type: 'load', text, key: typedKey('other words') })
    const first = await run(before)
    expect(first.causes?.causes[0]?.id).toBe('json-reserialised-compact')
    expect((await run(reduce(before, { type: 'repair', repairs: first.causes!.button!.repairs }))).verification?.state).toBe('valid')
    expect((await run(before)).causes?.causes[0]?.id).toBe('json-reserialised-compact')
  })
  it('is not offered for a forgery', async () => {
    const { causes } = await run(reduce(initialState, { type: 'load', text: `${INPUT}.${mac(publicPem)}`, key: typedKey(publicPem) }))
    expect(causes).toMatchObject({ causes: [{ id: 'public-key-as-secret', attack: true }], button: undefined })
  })
})

describe('a key inside the token', () => {
  it('is never made the reader’s by a repair, and its token never counts as verified', async () => {
    const jwk = { kty: 'EC', crv: 'P-256', ...ec.publicKey.export({ format: 'jwk' }) } as { x: string; y: string }
    // x and y are swapped, so that only a repaired key would verify.
    const header = b64u(JSON.stringify({ alg: 'ES256', jwk: { ...jwk, x: jwk.y, y: jwk.x } }))
    const input = `${header}.${b64u(PAYLOAD)}`
    const text = `${input}.${b64u(sign('sha256', Buffer.from(input), { key: ec.privateKey, dsaEncoding: 'ieee-p1363' }))}`
    const loaded = reduce(initialState, { type: 'load', text, key: typedKey(publicPem) })
    const { token } = derive(loaded).inspection
    const [named] = tokenKeys(token!.header)
    const { causes } = await run(reduce(loaded, { type: 'try-token-key', parameter: 'jwk', named: named!.text!, text: named!.text! }))
    expect(causes).toMatchObject({ causes: [{ id: 'key-jwk-coordinates' }], button: undefined })
  })
})

describe('the search', () => {
  it('comes after the mismatch is known, and finds no causes if it is aborted', async () => {
    const state = reduce(initialState, { type: 'load', text: `${INPUT}.${mac('right')}`, key: typedKey('wrong') })
    const found = await check(state)
    expect(found).toMatchObject({ state, verification: { state: 'mismatch' }, causes: undefined })
    expect(mayBeExplained(found)).toBe(true)
    const given = new AbortController()
    const running = explained(found, given.signal)
    given.abort()
    expect(await running).toEqual(found)
  })
  it('compares with a token that verified earlier', async () => {
    await run(reduce(initialState, { type: 'load', text: `${INPUT}.${mac('words')}`, key: typedKey('words') }))
    const edited = `${INPUT.split('.')[0]}.${b64u(PAYLOAD.replace('"1"', '"someone else"'))}.${mac('words')}`
    const { causes } = await run(reduce(initialState, { type: 'load', text: edited, key: typedKey('words') }))
    expect(causes?.sentence).toBe('It would verify if “sub” were “1”: the payload was edited after it was signed.')
  })
  it('says nothing about a key that simply does not fit', async () => {
    const { causes, verification } = await run(
      reduce(initialState, { type: 'load', text: `${INPUT}.${mac('words')}`, key: typedKey(publicPem) }),
    )
    expect(verification?.state).toBe('key-problem')
    expect(causes).toBeUndefined()
  })
})
