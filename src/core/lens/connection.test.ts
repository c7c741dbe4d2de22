// Points at places of tokens with ASCII, accented, CJK, emoji and escaped claims, and at damaged ones, and asks what lights up.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cases } from '../../../checks/cases.ts'
import { encodeBase64url } from '../text/base64url.ts'
import { carrierOf, carriersOf, sextetAt, sextetCount } from './carrier.ts'
import { connect, memberPlace, touches } from './connection.ts'
import { decodeText } from '../text/decoded-text.ts'
import { piecesOf } from '../paste/found-token.ts'
import { inspect } from '../inspect.ts'
import { byteBits, quartetOf } from './quartet.ts'
import type { Token } from '../token/token.ts'
import { textOffsets } from '../text/utf8-offsets.ts'

const utf8 = new TextEncoder()
const encode = (text: string) => encodeBase64url(utf8.encode(text))
const tokenOf = (payload: string, wrap = (compact: string) => compact): Token =>
  inspect(wrap(`${encode('{"alg":"HS256","typ":"JWT"}')}.${encode(payload)}.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA`)).token!

/** What the characters say when they are decoded from the byte on which the first of them falls. */
const memberOf = (token: Token, name: string) => connect(token, memberPlace(token, 'payload', name)!)!

describe('a claim and its characters', () => {
  it.each([
    ['ASCII', '{"iss":"fernando","Admin":true,"n":1}', 'Admin', '"Admin":true'],
    ['accented', '{"iss":"é","name":"Zoë Ångström","n":1}', 'name', '"name":"Zoë Ångström"'],
    ['CJK', '{"iss":"漢字","name":"山田太郎","n":1}', 'name', '"name":"山田太郎"'],
    ['emoji', '{"iss":"👩‍💻","mood":"🎉😀","n":1}', 'mood', '"mood":"🎉😀"'],
    ['escaped', String.raw`{"iss":"\u00e9","quo\"te":"\ud83d\ude00\n","n":1}`, 'quo"te', String.raw`"quo\"te":"\ud83d\ude00\n"`],
  ])('finds the characters of an %s claim by its bytes', (_, payload, name, source) => {
    const token = tokenOf(payload)
    const { exact, member, carrier } = memberOf(token, name)
    expect(member?.path).toEqual([name])
    expect(payload.slice(exact.text!.from, exact.text!.to)).toBe(source)
    expect(new TextDecoder().decode(carrier.segment.decoding.bytes.subarray(exact.bytes.from, exact.bytes.to))).toBe(source)
    // Changing any character outside leaves the claim's bytes; changing any inside changes some of them.
    const { segment } = carrier
    for (let at = 0; at < segment.text.length - 1; at++) {
      const other = segment.text.slice(0, at) + (segment.text[at] === 'x' ? 'G' : 'x') + segment.text.slice(at + 1)
      const bytes = carrierOf(inspect(token.compact.replace(segment.text, other)).token!, 'payload')!.segment.decoding.bytes
      const touched = !Buffer.from(bytes.subarray(exact.bytes.from, exact.bytes.to)).equals(
        Buffer.from(segment.decoding.bytes.subarray(exact.bytes.from, exact.bytes.to)),
      )
      const inside = segment.at + at >= exact.characters.from && segment.at + at < exact.characters.to
      if (touched) expect(inside).toBe(true)
      if (inside && !exact.shared.includes(segment.at + at)) expect(touched).toBe(true)
    }
  })

  it('says which edge characters carry bits of two members', () => {
    // {"a":1, is 7 bytes, so "b" begins within a character; "a":1 ends with a byte and its character together.
    const token = tokenOf('{"a":1,"b":2}')
    const { exact, carrier } = memberOf(token, 'b')
    expect(exact.bytes).toEqual({ from: 7, to: 12 })
    expect(exact.characters).toEqual({ from: carrier.segment.at + 9, to: carrier.segment.at + 16 })
    expect(exact.shared).toEqual([carrier.segment.at + 9])
    expect(memberOf(token, 'a').exact.shared).toEqual([carrier.segment.at + 1])
  })

  it('finds the innermost member, through objects and arrays', () => {
    const payload = '{"realm":{"roles":[{"name":"admin"},{"name":"user"}]},"n":1}'
    const token = tokenOf(payload)
    const at = payload.indexOf('user')
    const found = connect(token, { in: 'payload', span: { from: at, to: at + 1 } })
    expect(found?.member?.path).toEqual(['realm', 'roles', '1', 'name'])
    expect(payload.slice(found!.member!.text!.from, found!.member!.text!.to)).toBe('"name":"user"')
  })

  it('goes from any character of a claim back to the claim', () => {
    const token = tokenOf('{"iss":"漢字","Admin":true,"scope":"a b"}')
    const { exact } = memberOf(token, 'Admin')
    for (let at = exact.characters.from; at < exact.characters.to; at++) {
      const back = connect(token, { in: 'token', span: { from: at, to: at + 1 } })!
      if (!exact.shared.includes(at)) expect(back.member?.name).toBe('Admin')
      expect(touches(token, back, { in: 'payload', span: exact.text! }) || exact.shared.includes(at)).toBe(true)
    }
  })

  it('reads a broken and percent-encoded token through its pieces', () => {
    const broken = tokenOf(
      '{"iss":"fernando","Admin":true}',
      (compact) => `Authorization: Bearer ${compact.match(/.{1,20}/g)!.join('\n   ')}`,
    )
    const { exact } = memberOf(broken, 'Admin')
    const inText = [...piecesOf(broken)].find(
      (piece) => piece.at <= exact.characters.from && piece.at + piece.to - piece.from > exact.characters.from,
    )!
    const place = {
      in: 'text',
      span: { from: inText.from + exact.characters.from - inText.at + 1, to: inText.from + exact.characters.from - inText.at + 2 },
    } as const
    expect(connect(broken, place)?.member?.name).toBe('Admin')
    expect(connect(broken, { in: 'text', span: { from: 2, to: 3 } })).toBeUndefined()
  })

  it('takes an unencoded payload as it is', () => {
    const token = inspect(`${encode('{"alg":"HS256","b64":false,"crit":["b64"]}')}.{"sum":"5 €","ok":true}.AAAA`).token!
    const { exact, carrier } = memberOf(token, 'ok')
    expect(carrier.raw).toBe(true)
    expect(token.compact.slice(exact.characters.from, exact.characters.to)).toBe('"ok":true')
  })

  it('takes a caret behind the last character of a claim for the claim', () => {
    const token = tokenOf('{"a":1,"b":[]}')
    expect(connect(token, { in: 'payload', span: { from: 6, to: 6 } })?.member?.name).toBe('a')
    expect(connect(token, { in: 'payload', span: { from: 13, to: 13 } })?.member?.name).toBe('b')
  })
})

describe('any text', () => {
  it('has the same code points as a decoder sees, well-formed or not', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), fc.string({ unit: 'binary', maxLength: 900 }), (noise, words) => {
        for (const bytes of [new Uint8Array(noise), utf8.encode(words), new Uint8Array(Buffer.concat([utf8.encode(words), noise]))]) {
          const decoded = decodeText(bytes)
          const offsets = textOffsets(decoded)
          let unit = 0
          for (let byte = 0; byte < bytes.length;) {
            const point = offsets.ofByte(byte)!
            expect(point.bytes.from).toBe(byte)
            expect(point.text.from).toBe(unit)
            expect(offsets.ofText(unit)).toEqual(point)
            if (decoded.utf8)
              expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(byte, point.bytes.to))).toBe(
                decoded.text.slice(unit, point.text.to),
              )
            byte = point.bytes.to
            unit = point.text.to
          }
          expect(unit).toBe(decoded.text.length)
        }
      }),
      cases(30),
    )
  })

  it('never throws, and stays inside the token', () => {
    const base = tokenOf('{"iss":"漢","Admin":true}').compact
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((junk) => base.slice(0, 60) + junk + base.slice(60)),
          fc.string({ unit: 'binary' }).map((text) => `${encode(text)}.${encode(text)}.${encode(text)}=`),
        ),
        fc.integer({ min: -3, max: 300 }),
        fc.integer({ min: 0, max: 40 }),
        (text, from, length) => {
          const { token } = inspect(text)
          if (!token) return
          for (const where of ['text', 'token', 'header', 'payload'] as const) {
            const found = connect(token, { in: where, span: { from, to: from + length } })
            if (!found) continue
            for (const stretch of [found.exact, found.member]) {
              if (!stretch) continue
              expect(stretch.characters.from).toBeGreaterThanOrEqual(0)
              expect(stretch.characters.to).toBeLessThanOrEqual(token.compact.length)
              expect(stretch.bytes.to).toBeLessThanOrEqual(found.carrier.segment.decoding.bytes.length)
            }
            quartetOf(found.carrier, sextetAt(found.carrier, found.exact.characters.from))
            touches(token, found, { in: 'payload', span: { from: 0, to: 5 } })
          }
        },
      ),
    )
  })
})

describe('what belongs to a place', () => {
  const token = tokenOf('{"iss":"fernando","Admin":true}')
  const whole = { in: 'payload', span: { from: 0, to: 31 } } as const

  it('is its own member and no other', () => {
    const found = memberOf(token, 'Admin')
    expect(touches(token, found, memberPlace(token, 'payload', 'Admin')!)).toBe(true)
    expect(touches(token, found, memberPlace(token, 'payload', 'iss')!)).toBe(false)
  })

  it('is not a place that covers the whole part, while a member is pointed at', () => {
    const found = memberOf(token, 'Admin')
    expect(touches(token, found, whole)).toBe(false)
    const { at, text } = token.segments[1]!
    expect(touches(token, found, { in: 'token', span: { from: at, to: at + text.length } })).toBe(false)
    expect(touches(token, connect(token, whole)!, whole)).toBe(true)
  })
})

describe('four characters under the lens', () => {
  it('are the bits of the bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (text) => {
        const carrier = carriersOf(tokenOf(JSON.stringify({ text }))).find(({ part }) => part === 'payload')!
        let said = ''
        for (let sextet = 0; sextet < sextetCount(carrier); sextet += 4) {
          const quartet = quartetOf(carrier, sextet)!
          const bits = quartet.characters.map((each) => each.bits).join('')
          expect(bits.slice(0, bits.length - quartet.unused)).toBe(quartet.bytes.map(byteBits).join(''))
          expect(quartet.codePoints.reduce((sum, point) => sum + point.bytes, 0)).toBe(quartet.bytes.length)
          for (const point of quartet.codePoints) if (point.begins) said += point.text
        }
        expect(said).toBe(carrier.decoded!.text)
      }),
    )
  })

  it('show the unused bits and the other possible last characters', () => {
    const two = quartetOf(carrierOf(tokenOf('{"a":10}'), 'payload')!, 9)
    expect(two).toMatchObject({ unused: 2, index: 2, count: 3, span: { from: 6, to: 8 } })
    expect(two!.equals).toHaveLength(3)
    const signature = carrierOf(tokenOf('{}'), 'signature')!
    const last = quartetOf(signature, 42)!
    expect(last.characters.map((each) => each.character).join('')).toBe('AAA')
    expect(last.equals).toEqual(['B', 'C', 'D'])
    expect(last.codePoints).toEqual([])
  })

  it('take one code point of several bytes as one', () => {
    // {"a":"漢"}: the three bytes of 漢 begin the third quartet.
    const quartet = quartetOf(carrierOf(tokenOf('{"a":"漢"}'), 'payload')!, 8)!
    expect(quartet.codePoints).toEqual([{ text: '漢', bytes: 3, begins: true, ends: true, length: 3 }])
    const [first, second] = [8, 12].map((sextet) => quartetOf(carrierOf(tokenOf('{"a":"😀"}'), 'payload')!, sextet)!)
    expect(first!.codePoints).toEqual([{ text: '😀', bytes: 3, begins: true, ends: false, length: 4 }])
    expect(second!.codePoints[0]).toEqual({ text: '😀', bytes: 1, begins: false, ends: true, length: 4 })
  })
})
