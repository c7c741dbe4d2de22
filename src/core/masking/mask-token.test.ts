// Checks that masking removes values from a token and leaves every other character alone.
import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { inspect } from '../inspect.ts'
import type { Token } from '../token/token.ts'
import { leaks } from './leaks.fixture.ts'
import { carriesSecret, maskedToken, partsOfToken, unmaskable, withoutSignatures } from './mask-token.ts'
import { maskableClaims, usuallyMasked } from './parts.ts'

const NO_SECRETS = { secrets: [], allowed: '' }
const encode = (text: string) => Buffer.from(text).toString('base64url')
const decode = (text: string | undefined) => Buffer.from(text ?? '', 'base64url').toString()
const HEADER = '{"alg":"ES256","typ":"JWT","kid":"main"}'
const token = (payload: string, header = HEADER): Token => inspect(`${encode(header)}.${encode(payload)}.c2lnbmF0dXJl`).token!
const usual = (of: Token) => usuallyMasked(maskableClaims(partsOfToken(of)))
const payloadAfter = (payload: string, header?: string) => {
  const given = token(payload, header)
  return decode(maskedToken(given, usual(given), NO_SECRETS)?.text.split('.')[1])
}

describe('what is masked by default', () => {
  it.each([
    ['{"iss":"https://a.example","sub":"fernando","admin":false}', '{"iss":"https://a.example","sub":"***","admin":false}'],
    ['{"email":"ada@example.com","scope":"read"}', '{"email":"***","scope":"read"}'],
    ['{"contact":"ada@example.com"}', '{"contact":"***"}'],
    ['{"from":"203.0.113.7","to":"2001:db8:0:1::7"}', '{"from":"***","to":"***"}'],
    ['{"address":{"country":"DE"}}', '{"address":{"country":"***"}}'],
    ['{"https://app.example/email":"x"}', '{"https://app.example/email":"***"}'],
    ['{"userId":12345}', '{"userId":"***"}'],
    ['{"orgs":[{"id":7,"sub":"ada"}]}', '{"orgs":[{"id":7,"sub":"***"}]}'],
    ['{"password":"hunter2"}', '{"password":"***"}'],
    ['{"jwk":{"kty":"EC","crv":"P-256","d":"privatepart"}}', '{"jwk":{"kty":"EC","crv":"P-256","d":"***"}}'],
    ['"just a string"', '"***"'],
    ['not json', '***'],
  ])('%s becomes %s', (payload, masked) => expect(payloadAfter(payload)).toBe(masked))

  it('leaves order, duplicates, big numbers and whitespace alone', () => {
    const payload = '{ "n": 9007199254740993,\n "b": 1.0, "b": 1e2, "sub": "ada lovelace" , "a": "\\u0041" }'
    expect(payloadAfter(payload)).toBe(payload.replace('"ada lovelace"', '"***"'))
  })

  it('masks a header parameter that is a claim, and a certificate', () => {
    const given = token('{}', '{"alg":"RS256","kid":"k","sub":"fernando","x5c":["MIIB"]}')
    expect(decode(maskedToken(given, usual(given), NO_SECRETS)?.text.split('.')[0])).toBe(
      '{"alg":"RS256","kid":"k","sub":"***","x5c":["***"]}',
    )
  })
})

describe('text that repeats a masked value', () => {
  it.each([
    ['{"sub":"fernando","note":"for fernando"}', '{"sub":"***","note":"***"}'],
    ['{"sub":"fernando","fernando":1}', '{"sub":"***","***":1}'],
    ['{"sub":123456,"note":"123,456 times"}', '{"sub":"***","note":"***"}'],
    ['{"sub":"fernando","blob":"x ZmVybmFuZG8 x"}', '{"sub":"***","blob":"***"}'],
    ['{"sub":"abc","note":"abc"}', '{"sub":"***","note":"abc"}'],
  ])('%s is masked too: %s', (payload, masked) => expect(payloadAfter(payload)).toBe(masked))

  it('is masked in the header', () => {
    const given = token('{"sub":"fernando"}', '{"alg":"ES256","kid":"key of fernando"}')
    const masked = maskedToken(given, usual(given), NO_SECRETS)
    expect(decode(masked?.text.split('.')[0])).toBe('{"alg":"ES256","kid":"***"}')
    expect(masked?.alsoMasked).toEqual(['kid'])
  })
})

describe('a token without its signature', () => {
  const flattened = `{ "payload": "${encode('{"sub":"fernando"}')}", "protected": "${encode(HEADER)}", "header": {"x": "for fernando"}, "signature": "c2ln" }`
  const general = `{"payload":"${encode('{"sub":"ada"}')}","signatures":[{"protected":"${encode(HEADER)}","signature":"YQ"},{"protected":"${encode(HEADER)}","signature":"Yg"}]}`

  it('keeps all other characters', () => {
    const given = token('{"a" : 1}')
    expect(withoutSignatures(given)).toBe(given.compact.slice(0, given.compact.lastIndexOf('.') + 1))
    expect(withoutSignatures(inspect(flattened).token!)).toBe(flattened.replace('"c2ln"', '""'))
    expect(withoutSignatures(inspect(general).token!)).toBe(general.replace('"YQ"', '""').replace('"Yg"', '""'))
  })

  it('is read as an unsigned token', () => {
    for (const text of [withoutSignatures(token('{}')), withoutSignatures(inspect(general).token!)]) {
      const object = inspect(text).token?.object
      expect(object?.kind === 'jws' && object.signatures.map(({ signature }) => signature.text).join('')).toBe('')
    }
  })

  it('has none if its claims are masked either, in any serialization', () => {
    const given = inspect(flattened).token!
    expect(maskedToken(given, usual(given), NO_SECRETS)?.text).toBe(
      `{ "payload": "${encode('{"sub":"***"}')}", "protected": "${encode(HEADER)}", "header": {"x": "***"}, "signature": "" }`,
    )
  })
})

describe('an SD-JWT', () => {
  const disclosures = ['["c2FsdDE","given_name","Fernando"]', '["c2FsdDI","admin",false]'].map(encode)
  const issued = inspect(`${encode(HEADER)}.${encode('{"_sd":["x","y"],"iss":"a"}')}.c2ln~${disclosures.join('~')}~`).token!

  it('loses the disclosures of masked claims but keeps their digests', () => {
    const masked = maskedToken(issued, usual(issued), NO_SECRETS)
    expect(masked?.text).toBe(`${encode(HEADER)}.${encode('{"_sd":["x","y"],"iss":"a"}')}.~${disclosures[1]}~`)
  })

  it('loses its key binding along with its signature', () => {
    const bound = inspect(`${issued.compact}${encode('{"alg":"ES256","typ":"kb+jwt"}')}.e30.c2ln`).token!
    expect(withoutSignatures(bound)).toBe(issued.compact.replace('.c2ln~', '.~'))
  })
})

describe('secrets', () => {
  const own = '{"key":{"kty":"oct","k":"c2VjcmV0c2VjcmV0"}}'
  it('are found in the payload and header, including parts of a key on the page', () => {
    expect(carriesSecret(token(own), NO_SECRETS)).toBe(true)
    expect(carriesSecret(token('{}', '{"alg":"HS256","jwk":{"kty":"RSA","d":"x"}}'), NO_SECRETS)).toBe(true)
    expect(carriesSecret(token('{"a":"the key is in-my-drawer"}'), { secrets: ['in-my-drawer-upstairs'], allowed: '' })).toBe(true)
    expect(carriesSecret(token('{"sub":"ada","jwk":{"kty":"EC","x":"publicpart"}}'), NO_SECRETS)).toBe(false)
  })
  it('are masked whatever the selection', () => {
    const given = token('{"pem":"-----BEGIN PRIVATE KEY-----\\nMIIE","a":"of in-my-drawer-upstairs"}')
    const masked = maskedToken(given, new Set(), { secrets: ['in-my-drawer-upstairs'], allowed: '' })
    expect(decode(masked?.text.split('.')[1])).toBe('{"pem":"***","a":"***"}')
  })
})

it('a JWE, a malformed token and one too long for a link can’t be masked', () => {
  expect(unmaskable(inspect(`${encode('{"alg":"dir","enc":"A128GCM"}')}..aXY.Y3Q.dGFn`).token!)).toBe('encrypted')
  expect(unmaskable(inspect('abc.def.ghi').token!)).toBe('unreadable')
  expect(unmaskable(token(JSON.stringify({ a: 'x'.repeat(100_000) })))).toBe('too-long')
})

describe('in any token', () => {
  const word = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 14 }),
    fc.constantFrom('fernando', 'ada@example.com', 'HS256', 'token', '\\"', '1234'),
  )
  const { value: json } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      word,
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(word, tie('value'), { maxKeys: 4 }),
    ),
  }))
  const given = fc.record({
    payload: fc.dictionary(word, json, { minKeys: 1, maxKeys: 5 }),
    kid: word,
    secret: fc.string({ minLength: 8, maxLength: 30 }),
    picks: fc.array(fc.nat(), { maxLength: 5 }),
  })

  it('masking leaves no masked value of four or more characters, nor eight characters of a secret', () => {
    fc.assert(
      fc.property(given, ({ payload, kid, secret, picks }) => {
        const opened = token(JSON.stringify({ ...payload, note: `see ${secret}` }), JSON.stringify({ alg: 'HS256', kid }))
        const parts = partsOfToken(opened)
        const claims = maskableClaims(parts)
        const chosen = new Set([...picks.map((pick) => claims[pick % claims.length]!.id), ...usuallyMasked(claims)])
        const masked = maskedToken(opened, chosen, { secrets: [secret], allowed: '' })
        if (!masked) return
        const values = parts.flatMap((part) =>
          part.leaves.filter((leaf) => chosen.has(`${part.in} ${leaf.path}`) && leaf.text !== undefined).map(({ text = '' }) => text),
        )
        expect(leaks(masked.text, values, [secret])).toEqual([])
        expect(inspect(masked.text).token?.compact).toBe(masked.text)
      }),
    )
  })
})
