// Checks that a presentation adds and drops disclosures together with related ones, and never changes what the issuer signed.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cases } from '../../../checks/cases.ts'
import { inspect } from '../inspect.ts'
import { membersByName, parseJson } from '../text/json.ts'
import type { Token } from '../token/token.ts'
import { vectorCases } from '../vectors/vector.fixture.ts'
import { asCompact, asJson, nestingOf, presentation, withDisclosure, withKeyBinding, withoutDisclosure } from './present.ts'
import { processSdJwt } from './process.ts'
import { disclose, sdJwtText } from './sd-jwt.fixture.ts'

const street = disclose(['salt', 'street', 'Main St.'])
const address = disclose(['salt', 'address', { _sd: [street.digest], country: 'DE' }])
const name = disclose(['salt', 'name', 'Ada'])
const three = sdJwtText({ _sd: [address.digest, name.digest] }, [street, address, name], 'eyJh.eyJi.c2ln')

const open = (text: string): Token => inspect(text).token!
const texts = ({ sdJwt }: Token) => sdJwt!.disclosures.map(({ segment }) => segment.text)
const nesting = nestingOf(processSdJwt(open(three))!)
const sorted = (chosen: ReadonlySet<number>) => [...chosen].toSorted((a, b) => a - b)

describe('disclosures that nest', () => {
  test('have the index of the one they are nested in', () => expect(nesting).toEqual([1, undefined, undefined]))

  test('are added with those they are nested in', () => expect(sorted(withDisclosure(new Set(), 0, nesting))).toEqual([0, 1]))

  test('are dropped with those they are nested in', () => {
    expect(sorted(withoutDisclosure(new Set([0, 1, 2]), 1, nesting))).toEqual([2])
    expect(sorted(withoutDisclosure(new Set([0, 1, 2]), 0, nesting))).toEqual([1, 2])
  })
})

describe('a presentation', () => {
  test('of no disclosure is the issuer-signed JWT and a "~"', () => {
    expect(presentation(open(three), [])).toBe(`${three.slice(0, three.indexOf('~'))}~`)
  })

  test('has no key binding, since its hash would be that of another presentation', () => {
    expect(open(presentation(open(three), [name.text])).sdJwt!.keyBinding).toBeUndefined()
  })

  test('takes a key binding in place of the existing one', () => {
    expect(withKeyBinding(open(three), 'a.b.c')).toBe(three.replace('eyJh.eyJi.c2ln', 'a.b.c'))
  })
})

const published = vectorCases('sd-jwt').filter(
  ({ type, expected }) => (type === 'sd-jwt' || type === 'sd-jwt-json') && expected.verdict === 'valid',
)
const tokens = published.map((vector) => [vector.id, open(vector.token ?? JSON.stringify(vector.jws_json))] as const)
const signedParts = ({ object }: Token) =>
  object?.kind === 'jws' ? object.signatures.map(({ signature, signingInput }) => [signature.text, String(signingInput())]) : undefined

describe('any choice of the published disclosures', () => {
  test.each(tokens)('of %s can still be processed, and keeps its signature', (_, token) => {
    const all = texts(token)
    const nests = nestingOf(processSdJwt(token)!)
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.nat(Math.max(0, all.length - 1))), { maxLength: 20 }), (presses) => {
        let chosen: ReadonlySet<number> = new Set(all.keys())
        for (const [taken, index] of presses)
          if (index < all.length) chosen = taken ? withDisclosure(chosen, index, nests) : withoutDisclosure(chosen, index, nests)
        const kept = all.filter((_, i) => chosen.has(i))
        const presented = open(presentation(token, kept))
        expect(texts(presented)).toEqual(kept)
        expect(presented.wellFormed).toBe(true)
        expect(signedParts(presented)).toEqual(signedParts(token))
        expect(processSdJwt(presented)!.disclosures.every(({ state }) => state === 'matched')).toBe(true)
      }),
      cases(30),
    )
  })
})

describe('the JSON serialization', () => {
  const json = JSON.stringify({
    payload: 'e30',
    signatures: [
      { protected: 'eyJhIjoxfQ', header: { kid: 'a', disclosures: [street.text, name.text], kb_jwt: 'a.b.c' }, signature: 'c2ln' },
      { protected: 'eyJhIjoyfQ', signature: 'c2ln' },
    ],
  })

  test('keeps everything but the disclosures and the key binding, whatever its layout', () => {
    for (const indent of [0, 2]) {
      const given = JSON.stringify(JSON.parse(json), null, indent)
      const presented = presentation(open(given), [name.text, address.text])
      const expected = JSON.parse(json) as { signatures: { header: object }[] }
      expected.signatures[0]!.header = { kid: 'a', disclosures: [name.text, address.text] }
      expect(presented).toBe(JSON.stringify(expected, null, indent))
    }
  })

  test('keeps the escapes of what stays', () => {
    const escaped = json.replace(`"${name.text}"`, `"\\u0057${name.text.slice(1)}"`)
    expect(presentation(open(escaped), [name.text])).toContain(`"\\u0057${name.text.slice(1)}"]`)
  })

  test('takes a key binding even if it has no disclosures left', () => {
    for (const kept of [[], [name.text]]) {
      const bound = withKeyBinding(open(presentation(open(json), kept)), 'x.y.z')
      expect(open(bound).sdJwt!.keyBinding!.text).toBe('x.y.z')
      expect(texts(open(bound))).toEqual(kept)
    }
  })

  test('loses every "kb_jwt", since a reader may take any of them', () => {
    const twice = json.replace('"kid":"a"', '"kb_jwt":"first","kid":"a"')
    expect(presentation(open(twice), [])).not.toContain('kb_jwt')
  })

  test('has the same content as the compact form, and converts back to it unchanged', () => {
    const token = open(three)
    const other = open(asJson(token))
    expect(texts(other)).toEqual(texts(token))
    expect(other.sdJwt!.presented).toBe(token.sdJwt!.presented)
    expect(asCompact(other)).toEqual({ compact: three })
  })

  test('says what the compact form has no place for', () => {
    expect(asCompact(open(json))).toEqual({ lost: ['the second signature', 'header parameters that are not protected'] })
    const beside = asJson(open(three)).replace('{', '{"note": 1,')
    expect(asCompact(open(beside))).toEqual({ lost: ['members that no specification defines'] })
  })

  test('puts disclosures where RFC 9901 does, and nowhere else', () => {
    const members = membersByName(membersByName(parseJson(asJson(open(three))).root).get('header'))
    expect([...members.keys()]).toEqual(['disclosures', 'kb_jwt'])
  })
})
