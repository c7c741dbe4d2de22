// Checks that differences between what was signed and what the token carries, planted with node:crypto, are named.
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { reportInWords } from '../wording.ts'
import { b64u, CLAIMS, HEADER, hs, mac, p256, pem, rsa, SECRET, signed } from '../made-with-node.fixture.ts'
import { causeOf, why } from '../planted.fixture.ts'

const compact = JSON.stringify(CLAIMS)
const pretty = JSON.stringify(CLAIMS, null, 2)
const header = JSON.stringify(HEADER)
/** A token that carries `payload`, but was signed with `was`. */
const rewritten = (was: string, payload = compact, head = header) => hs(SECRET, { header, payload, input: `${b64u(head)}.${b64u(was)}` })
const python = (text: string) => text.replace(/,"/g, ', "').replace(/":/g, '": ').replace('https": //', 'https://')

describe('a payload that was reformatted after signing', () => {
  it.each([
    ['json-reserialised-compact', compact, pretty],
    ['json-reserialised-compact', JSON.stringify({ a: 1, b: 3 }), '{"a":1,"b":2,"b":3}'],
    ['json-reserialised-pretty', pretty, compact],
    ['json-reserialised-pretty', JSON.stringify(CLAIMS, null, 4), compact],
    ['json-reserialised-pretty', JSON.stringify(CLAIMS, null, '\t'), compact],
    ['json-reserialised-pretty', `${pretty.replace(/\n/g, '\r\n')}\r\n`, compact],
    ['json-reserialised-pretty', `${compact}\n`, compact],
    ['json-reserialised-pretty', '{\n  "a" : [ 1, 2 ],\n  "b" : { }\n}', '{"a":[1,2],"b":{}}'],
    ['json-reserialised-python', python(compact).replace('ü', '\\u00fc'), compact],
    ['json-reserialised-python', python(compact), compact],
    ['json-reserialised-escapes', compact.replace(/\//g, '\\/').replace('ü', '\\u00fc'), compact],
    ['json-reserialised-escapes', compact.replace(/\//g, '\\/'), compact],
    ['json-reserialised-escapes', compact.replace('<', '\\u003c').replace('>', '\\u003e').replace('&', '\\u0026'), compact],
    [
      'json-reserialised-escapes',
      compact.replace('<', '\\u003C').replace('>', '\\u003E').replace('&', '\\u0026').replace('ü', '\\u00FC'),
      compact,
    ],
    [
      'json-reserialised-sorted',
      JSON.stringify(Object.fromEntries(Object.entries(CLAIMS).toSorted(([a], [b]) => (a < b ? -1 : 1)))),
      compact,
    ],
    ['json-reserialised-numbers', '{"sub":"a","iat":1516239022.0,"n":7}', '{"sub":"a","iat":1516239022,"n":7}'],
    ['json-reserialised-numbers', '{"a":1,"b":2}', '{"a":1.0,"b":2}'],
    ['json-reserialised-numbers', '{"id":9007199254740992}', '{"id":9007199254740993}'],
    ['json-reserialised-numbers', '{"iat":1.516239022E9,"n":1}', '{"iat":1516239022,"n":1}'],
    ['json-reserialised-numbers', '{"exp":"1516239022"}', '{"exp":1516239022}'],
  ])('%s: signed %j', async (id, was, carries) => {
    const report = await why(rewritten(was, carries), SECRET)
    expect(report.held.map((each) => each.id)).toEqual([id])
    // The button restores exactly what was signed.
    expect(report.held[0]!.fix).toEqual([{ do: 'set-segment', part: 'payload', segment: b64u(was) }])
  })
})

describe('a header that was reformatted or replaced after signing', () => {
  it.each([
    ['json-reserialised-header', '{"typ":"JWT","alg":"HS256"}'],
    ['json-reserialised-header', '{"alg": "HS256", "typ": "JWT"}'],
    ['json-reserialised-header', '{\n  "alg": "HS256",\n  "typ": "JWT"\n}'],
    ['header-replaced', '{"alg":"HS256"}'],
  ])('%s: signed %j', async (id, head) => expect(await causeOf(rewritten(compact, compact, head), SECRET)).toBe(id))

  it('is found when “alg” was changed after signing', async () => {
    const token = `${b64u('{"alg":"HS512","typ":"JWT"}')}.${b64u(compact)}.${b64u(mac(SECRET, `${b64u(header)}.${b64u(compact)}`))}`
    expect(await why(token, SECRET)).toMatchObject({ held: [{ id: 'header-replaced', args: { alg: 'HS256' } }] })
  })
  it('is found when both parts were reformatted', async () => {
    const report = await why(rewritten(JSON.stringify(CLAIMS, null, 4), compact, JSON.stringify(HEADER, null, 4)), SECRET)
    expect(report.held).toMatchObject([{ id: 'json-reserialised-both', fix: [{ part: 'header' }, { part: 'payload' }] }])
    expect(await causeOf(rewritten(python(compact), pretty, '{"typ":"JWT","alg":"HS256"}'), SECRET)).toBe('json-reserialised-both')
  })
  it('is found with RSA and ECDSA as well', async () => {
    const input = `${b64u('{"typ":"JWT","alg":"RS256"}')}.${b64u(pretty)}`
    expect(await causeOf(signed('RS256', rsa.privateKey, { input }), pem(rsa.publicKey))).toBe('json-reserialised-both')
    expect(
      await causeOf(
        signed('ES256', p256.privateKey, { input: `${b64u('{"alg":"ES256","typ":"JWT"}')}.${b64u(pretty)}` }),
        pem(p256.publicKey),
      ),
    ).toBe('json-reserialised-pretty')
  })
})

const h = b64u(header)
const p = b64u(compact)
const pad = (text: string) => text + '='.repeat((4 - (text.length % 4)) % 4)

describe('an input that was joined in another way', () => {
  it.each<[string, string, string | Uint8Array]>([
    ['input-padding', 'padded', `${pad(h)}.${pad(p)}`],
    ['input-padding', 'standard alphabet', `${Buffer.from(header).toString('base64')}.${Buffer.from('>>>???ÿÿ').toString('base64')}`],
    ['input-unencoded-payload', 'raw payload', `${h}.${compact}`],
    ['input-part-only', 'payload only', p],
    ['input-part-only', 'payload JSON', compact],
    ['input-before-encoding', 'JSON with a dot', `${header}.${compact}`],
    ['input-before-encoding', 'no dot', h + p],
    ['input-before-encoding', 'trailing dot', `${h}.${p}.`],
    ['input-before-encoding', 'echo', `${h}.${p}\n`],
    ['input-hashed-twice', 'digest', createHash('sha256').update(`${h}.${p}`).digest()],
    ['input-hashed-twice', 'hex digest', createHash('sha256').update(`${h}.${p}`).digest('hex')],
    ['token-line-wrapped', 'MIME', `${h}.${p.replace(/.{76}/g, '$&\r\n')}`],
    ['token-line-wrapped', 'Ruby', `${h}\n.${p.replace(/.{60}/g, '$&\n')}\n`],
  ])('%s: %s', async (id, name, input) => {
    const payload = name === 'standard alphabet' ? '>>>???ÿÿ' : compact
    expect(await causeOf(hs(SECRET, { header, payload, input }), SECRET)).toBe(id)
  })
  it('is found when the token is padded but the signed parts weren’t', async () => {
    const token = `${h}.${pad(p)}=.${b64u(mac(SECRET, `${h}.${p}`))}`
    expect(await causeOf(token, SECRET)).toBe('input-padding')
  })
  it('is found when the header says that the payload isn’t encoded, but it was', async () => {
    const head = b64u('{"alg":"HS256","b64":false,"crit":["b64"]}')
    expect(await causeOf(`${head}.plain text.${b64u(mac(SECRET, `${head}.${b64u('plain text')}`))}`, SECRET)).toBe(
      'input-unencoded-payload',
    )
  })
  it('is found when Microsoft Graph hashed the nonce', async () => {
    const carried = JSON.stringify({ typ: 'JWT', nonce: 'AQABAAAAAAD', alg: 'RS256', kid: 'k' })
    const was = carried.replace('AQABAAAAAAD', createHash('sha256').update('AQABAAAAAAD').digest('base64url'))
    expect(await causeOf(signed('RS256', rsa.privateKey, { header: carried, input: `${b64u(was)}.${p}` }), pem(rsa.publicKey))).toBe(
      'input-graph-nonce',
    )
  })
  it('is found when a key service hashed twice', async () => {
    const head = b64u('{"alg":"ES256","typ":"JWT"}')
    const input = createHash('sha256').update(`${head}.${p}`).digest()
    expect(await causeOf(signed('ES256', p256.privateKey, { input }), pem(p256.publicKey))).toBe('input-hashed-twice')
  })
  it('is found when a URL decoder turned + into spaces', async () => {
    const payload = Buffer.from('{"a":"~~~>>>ûûû"}').toString('base64').replace(/=+$/, '')
    const head = Buffer.from(header).toString('base64').replace(/=+$/, '')
    expect(payload).toContain('+')
    const token = `${head}.${payload}.${mac(SECRET, `${head}.${payload}`).toString('base64url')}`
    expect(await causeOf(token.replaceAll('+', ' '), SECRET)).toBe('token-url-mangled')
  })
  it('says that a token in one case can’t be repaired', async () => {
    expect(await causeOf(hs(SECRET).toLowerCase(), SECRET)).toBe('token-url-mangled')
  })
})

describe('a token that differs from what was signed', () => {
  it.each([
    ['admin', { ...CLAIMS, admin: true }],
    ['role', { ...CLAIMS, role: 'admin' }],
    ['exp', { ...CLAIMS, exp: CLAIMS.exp + 86_400 }],
    ['sub', { ...CLAIMS, sub: '1234567891' }],
    ['extra', { ...CLAIMS, extra: 'added' }],
  ])('is found when “%s” was edited', async (name, claims) => {
    const report = await why(rewritten(compact, JSON.stringify(claims)), SECRET)
    expect(report.held).toMatchObject([{ id: 'payload-edited', args: { name }, fix: [{ segment: p }] }])
  })
  it('is found with RSA', async () => {
    const token = signed('RS256', rsa.privateKey, {
      payload: JSON.stringify({ ...CLAIMS, admin: true }),
      input: `${b64u('{"alg":"RS256","typ":"JWT"}')}.${p}`,
    })
    expect(await why(token, pem(rsa.publicKey))).toMatchObject({
      held: [{ id: 'payload-edited', args: { name: 'admin', before: 'false' }, proof: { by: 'signature' } }],
    })
  })
  it('is found by comparing with the pasted token', async () => {
    const pasted = hs(SECRET)
    const edited = `${h}.${b64u(JSON.stringify({ ...CLAIMS, name: 'Eve' }))}.${pasted.split('.')[2]}`
    expect(await why(edited, SECRET, { pasted })).toMatchObject({
      held: [{ id: 'payload-edited', args: { name: 'name', before: '"Ada Lovelace"' }, evidence: { before: '"Eve"' } }],
    })
  })
  it('says how many members were changed', async () => {
    const pasted = hs(SECRET)
    const edited = `${h}.${b64u(JSON.stringify({ ...CLAIMS, name: 'Eve', admin: true, role: 'root' }))}.${pasted.split('.')[2]}`
    const { sentence } = reportInWords(await why(edited, SECRET, { pasted }))
    expect(sentence).toContain('“name” were “Ada Lovelace” and 2 other members hadn’t changed: the payload was edited')
  })
  it('is found when the signature of another token was used', async () => {
    const other = hs(SECRET, { payload: '{"other":1}' })
    const own = hs(SECRET)
    expect(await causeOf(`${h}.${p}.${other.split('.')[2]}`, SECRET, { others: [own] })).toBe('signature-of-other-token')
    expect(await causeOf(`${h}.${p}.${b64u(mac('x', 'y'))}`, SECRET, { others: [own] })).toBe('signature-of-other-token')
    // The payload may come from elsewhere, too; then the earlier token is the signed one.
    expect(await causeOf(`${h}.${p}.${other.split('.')[2]}`, SECRET, { others: [other] })).toBe('payload-edited')
  })
  it('is found when detached content differs in its last line break', async () => {
    const content = Buffer.from('line one\nline two')
    const token = `${h}..${b64u(mac(SECRET, `${h}.${b64u(`${content.toString()}\n`)}`))}`
    expect(await causeOf(token, SECRET, { content: new Uint8Array(content) })).toBe('detached-content-differs')
  })
  const detached = (signed: string, header = h) => `${header}..${b64u(mac(SECRET, `${header}.${b64u(signed)}`))}`
  const given = (text: string) => ({ content: new TextEncoder().encode(text) })
  it.each([
    ['with LF line breaks', 'a\nb\n', 'a\r\nb\r\n'],
    ['with CRLF line breaks', 'a\r\nb', 'a\nb'],
    ['without the line break at its end', 'a\nb', 'a\nb\n'],
    ['with CRLF line breaks and with a CRLF line break at its end', 'a\r\nb\r\n', 'a\nb'],
    ['with a byte-order mark before it', '\ufeffab', 'ab'],
    ['without its byte-order mark', 'ab', '\ufeffab'],
    ['with LF line breaks', '{\n  "a": 1\n}', '{\r\n  "a": 1\r\n}'],
  ])('is found when detached content was signed %s', async (what, signed, content) => {
    expect(await why(detached(signed), SECRET, given(content))).toMatchObject({
      held: [{ id: 'detached-content-differs', args: { what }, fix: [{ do: 'set-segment', part: 'payload', segment: b64u(signed) }] }],
    })
  })
  it('is found when the JSON of detached content was reformatted', async () => {
    const raw = b64u('{"alg":"HS256","b64":false,"crit":["b64"]}')
    const token = `${raw}..${b64u(mac(SECRET, `${raw}.{"amount":1}`))}`
    expect(await why(token, SECRET, given('{ "amount": 1 }'))).toMatchObject({
      held: [{ id: 'json-reserialised-compact', fix: [{ do: 'set-segment', part: 'payload', segment: '{"amount":1}' }] }],
    })
    expect(await causeOf(detached('{"amount":1}'), SECRET, given('{ "amount": 1 }'))).toBe('json-reserialised-compact')
  })
  it('is not found, and nothing is called an edit, if other content is given', async () => {
    expect(await causeOf(detached('one'), SECRET, given('two'))).toBe('none-fits')
    // Only the header was edited; the content is the same before and after.
    const [was, is] = [b64u('{"alg":"HS256","kid":"a"}'), b64u('{"alg":"HS256","kid":"b"}')]
    const pasted = detached('one', was)
    expect(await why(pasted.replace(was, is), SECRET, { ...given('one'), pasted })).toMatchObject({
      held: [{ id: 'payload-edited', args: { name: 'kid', part: 'header' } }],
    })
  })
  it('is found when the key is for the token inside', async () => {
    const inner = hs(SECRET)
    const token = hs('the outer secret', { header: '{"alg":"HS256","cty":"JWT"}', payload: inner })
    expect(await causeOf(token, SECRET)).toBe('nested-key-mixed-up')
  })
  it('is found when disclosures were signed too, or are in the signature', async () => {
    const disclosure = b64u('["salt","name","value"]')
    expect(await causeOf(`${hs(SECRET, { input: `${h}.${p}~${disclosure}~` })}~${disclosure}~`, SECRET)).toBe('sd-jwt-disclosures-included')
    const [, , signature] = hs(SECRET).split('.')
    expect(await causeOf(JSON.stringify({ protected: h, payload: p, signature: `${signature}~${disclosure}~` }), SECRET)).toBe(
      'sd-jwt-disclosures-included',
    )
  })
  it('says that it is encrypted if the header has “enc”', async () => {
    expect(await causeOf(hs('x', { header: '{"alg":"HS256","enc":"A128GCM"}' }), SECRET)).toBe('encrypted-not-signed')
  })
})
