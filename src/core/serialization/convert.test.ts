// Checks that a token keeps its meaning in another serialization, and that anything that would be lost is listed instead.
import fc from 'fast-check'
import { compactVerify, flattenedDecrypt, flattenedVerify, generalDecrypt, generalVerify, type FlattenedJWE, type GeneralJWS } from 'jose'
import { describe, expect, it } from 'vitest'
import { jwe, jws, segment, SIGNATURE } from '../diagnostics/token.fixture.ts'
import { inspect } from '../inspect.ts'
import type { Token } from '../token/token.ts'
import { vectorCases, type VectorCase } from '../vectors/vector.fixture.ts'
import { convert, formOf, type Form } from './convert.ts'

const tokenOf = (text: string | object): Token => inspect(typeof text === 'string' ? text : JSON.stringify(text)).token!
const textOf = (one: VectorCase) => one.token ?? JSON.stringify(one.jws_json ?? one.jwe_json)
const lost = (text: string | object, to: Form) => convert(tokenOf(text), to).losses?.map(({ kind }) => kind)
const FORMS = ['compact', 'flattened', 'general'] as const

const named = (cases: readonly VectorCase[], id: string) => cases.find((one) => one.id === id)
const RFC7520 = [...vectorCases('rfc7520-jws'), ...vectorCases('rfc7520-jwe')]
/** Examples that RFC 7520 shows in several forms with the same header. */
const PRINTED = ['4.1', '4.2', '4.3', '4.4', '4.5', '5.1', '5.2', '5.4', '5.6', '5.8'].map((section) => ({
  section,
  compact: named(RFC7520, `rfc7520-${section}-compact`)!.token!,
  flattened: named(RFC7520, `rfc7520-${section}-flat`)!,
  general: named(RFC7520, `rfc7520-${section}-general`)!,
}))

describe.each(PRINTED)('RFC 7520 section $section', ({ compact, flattened, general }) => {
  // RFC 7520's general form of direct encryption has no recipients, so it reads as flattened.
  const printed = { compact, flattened: textOf(flattened), general: formOf(tokenOf(textOf(general))) === 'general' ? textOf(general) : '' }

  it.each(FORMS.flatMap((from) => FORMS.map((to) => [from, to] as const)))('from %s to %s is what the RFC shows', (from, to) => {
    if (printed[from] === '' || printed[to] === '') return
    const { text } = convert(tokenOf(printed[from]), to)
    if (to === 'compact') expect(text).toBe(compact)
    else expect(JSON.parse(text!)).toEqual(JSON.parse(printed[to]))
  })
})

describe('what has no place in another serialization is listed', () => {
  const rfc7515 = vectorCases('rfc7515-jws')
  const twoSignatures = named(rfc7515, 'rfc7515-a6-general-json')!.jws_json!
  const withKid = named(rfc7515, 'rfc7515-a7-flattened-json')!.jws_json!
  const threeRecipients = named(RFC7520, 'rfc7520-5.13-general')!.jwe_json!
  const protectedHeader = segment({ alg: 'HS256' })
  const raw = segment({ alg: 'HS256', b64: false, crit: ['b64'] })
  const one = { protected: protectedHeader, signature: SIGNATURE }

  it.each([
    ['two signatures', twoSignatures, 'flattened', ['several']],
    ['two signatures with unprotected headers', twoSignatures, 'compact', ['several', 'unprotected']],
    ['an unprotected "kid"', withKid, 'compact', ['unprotected']],
    ['three recipients', threeRecipients, 'flattened', ['several']],
    ['no protected header', textOf(named(RFC7520, 'rfc7520-4.7-flat')!), 'compact', ['unprotected', 'no-protected-header']],
    ['additional data', textOf(named(RFC7520, 'rfc7520-5.10-flat')!), 'compact', ['additional-data']],
    ['an undefined member', { payload: 'e30', ...one, note: 1 }, 'compact', ['members']],
    ['a signed empty payload', { payload: '', ...one }, 'compact', ['empty-payload']],
    ['a dot in an unencoded payload', { payload: 'a.b', ...one, protected: raw }, 'compact', ['unencoded-payload']],
    ['a line break in an unencoded payload', { payload: 'a\nb', ...one, protected: raw }, 'compact', ['unencoded-payload']],
    ['an SD-JWT', `${jws()}~`, 'flattened', ['disclosures']],
    ['disclosures in a header', { payload: 'e30', ...one, header: { disclosures: [] } }, 'compact', ['disclosures', 'unprotected']],
    [
      'a member of a signature that means the payload in another form',
      { signatures: [{ ...one, payload: 'e30' }] },
      'flattened',
      ['other-reading'],
    ],
    [
      'a repeated member',
      `{"payload":"e30","payload":"e30","protected":"${protectedHeader}","signature":"${SIGNATURE}"}`,
      'general',
      ['unsettled'],
    ],
    ['"b64" in one header alone', { payload: 'e30', signatures: [one, { ...one, protected: raw }] }, 'flattened', ['unsettled']],
    ['a damaged header', `${protectedHeader.slice(0, -4)}.e30.${SIGNATURE}`, 'general', ['unsettled']],
  ] as const)('%s', (_, text, to, losses) => {
    expect(lost(text, to)).toEqual(losses)
  })

  it('names each unprotected header parameter once', () => {
    expect(convert(tokenOf(twoSignatures), 'compact').losses).toContainEqual({ kind: 'unprotected', names: ['kid'] })
  })

  it('keeps unprotected headers, members and the digits of numbers between the JSON serializations', () => {
    const entry = `"protected":"${protectedHeader}","header":{ "n":1.0e2, "kid":"\\u0041" },"signature":"${SIGNATURE}"`
    const general = convert(tokenOf(`{"x":[ 1 ], "payload":"e30", ${entry}}`), 'general').text!
    expect(general).toBe(`{"x":[ 1 ],"payload":"e30","signatures":[{${entry}}]}`)
    expect(convert(tokenOf(general), 'flattened').text).toBe(`{"x":[ 1 ],"payload":"e30",${entry}}`)
  })

  it('drops an empty unprotected header, since nothing is lost', () => {
    expect(convert(tokenOf({ payload: 'e30', ...one, header: {} }), 'compact').text).toBe(`${protectedHeader}.e30.${SIGNATURE}`)
  })
})

describe('a compact token', () => {
  it('comes back from both JSON serializations with exactly the same characters', () => {
    const part = fc.oneof(fc.string(), fc.json(), fc.uint8Array({ maxLength: 40 }))
    const signature = fc.uint8Array({ minLength: 1, maxLength: 64 }).map(segment)
    const signed = fc
      .tuple(fc.dictionary(fc.string(), fc.jsonValue()), part, signature)
      .map(([head, body, end]) => jws({ ...head, alg: 'HS256', crit: undefined, b64: undefined, enc: undefined }, body, end))
    const encrypted = fc.record({ key: fc.nat(40), ciphertext: fc.nat(90) }).map((sizes) => jwe({ alg: 'A128KW', enc: 'A128GCM' }, sizes))
    fc.assert(
      fc.property(fc.oneof(signed, encrypted), fc.constantFrom('flattened', 'general'), (compact, form) => {
        const token = tokenOf(compact)
        fc.pre(token.wellFormed && token.compact === compact)
        const json = convert(token, form).text!
        expect(formOf(tokenOf(json))).toBe(form)
        expect(convert(tokenOf(json), 'compact').text).toBe(compact)
      }),
    )
  })

  it('with detached content keeps it detached', () => {
    const detached = `${segment({ alg: 'HS256' })}..${SIGNATURE}`
    const { text } = convert(tokenOf(detached), 'general')
    expect(JSON.parse(text!)).not.toHaveProperty('payload')
    expect(convert(tokenOf(text!), 'compact').text).toBe(detached)
  })
})

describe('jose reads the result', () => {
  const keyOf = (one: VectorCase) => one.key!.value as never

  it('as a signature that verifies', async () => {
    const { compact, flattened } = PRINTED[3]!
    const key = keyOf(flattened)
    const token = tokenOf(compact)
    await flattenedVerify(JSON.parse(convert(token, 'flattened').text!) as never, key)
    const general = JSON.parse(convert(token, 'general').text!) as GeneralJWS
    await generalVerify(general, key)
    await compactVerify(convert(tokenOf(general), 'compact').text!, key)
  })

  it.each(['5.6', '5.8'])('as content that decrypts: section %s', async (section) => {
    const { compact, flattened } = PRINTED.find((one) => one.section === section)!
    const key = keyOf(flattened)
    const plain = flattened.expected['plaintext_text']
    const json = (form: Form) => JSON.parse(convert(tokenOf(compact), form).text!) as FlattenedJWE
    expect(new TextDecoder().decode((await flattenedDecrypt(json('flattened'), key)).plaintext)).toBe(plain)
    expect(new TextDecoder().decode((await generalDecrypt(json('general') as never, key)).plaintext)).toBe(plain)
  })
})
