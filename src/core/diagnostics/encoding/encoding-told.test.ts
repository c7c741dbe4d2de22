// Checks every finding on how a token is encoded, with its place and the repair its button makes.
import { describe, expect, it } from 'vitest'
import { CLAIMS, HEADER, jwe, jws, segment, SIGNATURE } from '../token.fixture.ts'
import { told } from '../told.fixture.ts'
import { encodingBase64url } from './encoding-base64url.ts'
import { encodingJson } from './encoding-json.ts'
import { encodingText } from './encoding-text.ts'

const TOKEN = jws()
const claims = (json: string) => jws(HEADER, json)
const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0))

describe('of base64url', () => {
  it.each<[string, string[]]>([
    [`${segment(HEADER)}==.${segment(CLAIMS)}=.${SIGNATURE}`, ['b64-padding: header and payload, have, 0 token «==»']],
    [`${TOKEN}=`, ['b64-padding: signature, has, 0 token «=»']],
    [
      `${segment({ alg: 'HS256', signer: 's', client: 'c' })}=.${segment(CLAIMS)}==.${SIGNATURE}=`,
      ['b64-padding (warning): header, payload and signature, have, 1 token «=»'],
    ],
    [`${segment({ alg: 'HS256', signer: 's' })}=.${segment(CLAIMS)}.${SIGNATURE}`, ['b64-padding: header, has, 0 token «=»']],
    [`${segment({ alg: 'HS256', client: 's' })}=.${segment(CLAIMS)}.${SIGNATURE}`, ['b64-padding: header, has, 0 token «=»']],
    [jws(HEADER, CLAIMS, SIGNATURE.replace('K', '/').replace('n', '+')), ['b64-std-alphabet: signature, uses token «+»']],
    [jws(HEADER, CLAIMS, SIGNATURE.replace('K', '/').replace('n', '_')), ['b64-mixed-alphabet: signature token «/»']],
    [
      jws(HEADER, CLAIMS, `${SIGNATURE.slice(1)}+`).replace('.', '/.'),
      [
        'b64-std-alphabet: header and signature, use token «/»',
        'b64-length-1mod4: header, 37 token «/»',
        'b64-noncanonical: signature, +, 8 token «+»',
      ],
    ],
    [`${TOKEN.slice(0, 10)}*${TOKEN.slice(11)}`, ['b64-illegal-char: *, U+002A, 11, header, 0 token «*»']],
    [`${TOKEN.slice(0, 10)}*!${TOKEN.slice(12)}`, ['b64-illegal-char: *, U+002A, 11, header, 1 token «*»']],
    [`${TOKEN.slice(0, 10)}–*${TOKEN.slice(12)}`, ['b64-illegal-char: *, U+002A, 12, header, 1 token «*»']],
    [`${TOKEN.slice(0, 10)}😀${TOKEN.slice(11)}`, ['b64-illegal-char: 😀, U+1F600, 11, header, 0 token «😀»']],
    [`${TOKEN.slice(0, 10)}*...`, []],
    [TOKEN.slice(0, -2), ['b64-length-1mod4: signature, 41 token «L»']],
    [`${TOKEN.slice(0, -3)}*`, ['b64-illegal-char: *, U+002A, 41, signature, 0 token «*»']],
    [`${TOKEN.slice(0, -2)}...`, []],
    [`${TOKEN.slice(0, -1)}J`, ['b64-noncanonical: signature, J, I token «J»']],
    [jws(HEADER, CLAIMS, 'AB'), []],
    [`${segment(HEADER)}.eyJhIjoxfR.${SIGNATURE}`, ['b64-noncanonical: payload, R, Q token «R»']],
    [
      `${segment(segment(HEADER))}.${segment(segment(CLAIMS))}.${SIGNATURE}`,
      [
        'b64-double: header header «eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9»',
        'b64-double: payload payload «eyJpc3MiOiJodHRwczovL2lzc3Vlci5leGFtcGx…»',
      ],
    ],
    [`${segment(segment('[1,2,3]'))}.${segment(CLAIMS)}.${SIGNATURE}`, []],
    [
      `${Buffer.from(JSON.stringify(HEADER)).toString('hex')}.${Buffer.from('[1]').toString('hex')}.${SIGNATURE}`,
      ['b64-hex: header token «7b22616c67223a224853323536222c227479702…»'],
    ],
    [jws(HEADER, CLAIMS, 'a1'.repeat(32)), ['b64-hex: signature token «a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a…»']],
    [jws(HEADER, CLAIMS, 'g1'.repeat(32)), []],
    [jws(HEADER, CLAIMS, 'a1'.repeat(31)), ['b64-noncanonical: signature, 1, w token «1»']],
    [`7b7d.${segment(CLAIMS)}.${SIGNATURE}`, []],
    [`7b22617d.${segment(CLAIMS)}.${SIGNATURE}`, ['b64-hex: header token «7b22617d»']],
    [
      JSON.stringify({
        payload: `${segment(CLAIMS)}=`,
        signatures: [
          { protected: segment(HEADER), signature: `${SIGNATURE}=` },
          { protected: `${segment(HEADER)}=`, signature: `${SIGNATURE}=` },
        ],
      }),
      ['b64-padding: payload, signature, header of signature 2 and 1 more parts, have, 0 token «=»'],
    ],
    [
      JSON.stringify({
        protected: `${segment({ enc: 'A128GCM' })}=`,
        recipients: [
          { header: { alg: 'A128KW' }, encrypted_key: 'AA=' },
          { header: { alg: 'A128KW' }, encrypted_key: 'AA=' },
        ],
        iv: 'AA=',
        ciphertext: 'AA=',
        tag: 'AA=',
      }),
      ['b64-padding: header, encrypted key, encrypted key and 3 more parts, have, 0 token «=»'],
    ],
    [`${jwe({ alg: 'dir', enc: 'A128GCM' }, { key: 1 })}=`, ['b64-padding: authentication tag, has, 0 token «=»']],
    [`${TOKEN}~WyJzIiwibiIsMV0=~WyJzIiwibSIsMV0=~`, ['b64-padding: disclosure 1 and disclosure 2, have, 0 token «=»']],
    [`${TOKEN}.AA=`, ['b64-padding: part 4, has, 0 token «=»']],
    [`${segment({ alg: 'HS256', b64: false, crit: ['b64'] })}.AA=.${SIGNATURE}`, []],
  ])('%s', (text, lines) => expect(told(encodingBase64url, text)).toEqual(lines))
})

describe('of text', () => {
  it.each<[string, string[]]>([
    [jws(HEADER, latin1('{"name":"M\xfcller"}')), ['utf8-invalid: payload, 0xFC, 10,  (it looks like Latin-1) payload «�»']],
    [jws(HEADER, latin1('{"name":"\xfc"}')), ['utf8-invalid: payload, 0xFC, 9,  payload «�»']],
    [jws(HEADER, latin1('{"\u0001\xfcx"}')), ['utf8-invalid: payload, 0xFC, 3,  (it looks like Latin-1) payload «�»']],
    [jws(HEADER, latin1('{"name":"M\x80ller"}')), ['utf8-invalid: payload, 0x80, 10,  payload «�»']],
    [jws(HEADER, latin1('{"\xc3\xa4":"\xfc"}')), ['utf8-invalid: payload, 0xFC, 7,  payload «�»']],
    [jws({ alg: 'HS256' }, latin1('\xfc')), ['json-not-object (info): payload, 1 byte, 1 payload «�»']],
    [jws({ alg: 'HS256', typ: 'a+jwt' }, latin1('\xfc')), ['utf8-invalid: payload, 0xFC, 0,  payload «�»']],
    [jws({ alg: 'HS256', typ: 'jwta' }, latin1('\xfc')), ['json-not-object (info): payload, 1 byte, 1 payload «�»']],
    [jws(HEADER, latin1('{\0}\0')), ['utf16-payload: payload, UTF-16LE payload «{\u0000}\u0000»']],
    [
      jws(latin1('\0{\0}'), 'x'),
      ['utf16-payload: header, UTF-16BE header «\u0000{\u0000}»', 'json-not-object (info): payload, plain text, 1 payload «x»'],
    ],
    [
      jws(latin1('\xff\xfe{\0}\0'), 'x'),
      ['utf16-payload: header, UTF-16LE header «��{\u0000}\u0000»', 'json-not-object (info): payload, plain text, 1 payload «x»'],
    ],
    [jws(HEADER, latin1('\xfe\xff\0{')), ['utf16-payload: payload, UTF-16BE payload «��\u0000{»']],
    [
      jws('\ufeff{"alg":"HS256"}', '\ufeff{"a":1}'),
      [
        'utf8-bom: header header «\ufeff» → Remove the byte-order mark: "\ufeff" ⇒ ""',
        'utf8-bom: payload payload «\ufeff» → Remove the byte-order mark: "\ufeff" ⇒ ""',
      ],
    ],
    [jws(HEADER, '{"a":1}\ufeff'), ['json-invalid: payload, 1, 8, this word is not JSON; the text ends too early. payload «\ufeff»']],
    [
      jws(HEADER, '\ufeff{"a":1} x'),
      [
        'utf8-bom: payload payload «\ufeff» → Remove the byte-order mark: "\ufeff" ⇒ ""',
        'json-trailing: payload, 2, x payload « x» → Remove what follows the JSON: " x" ⇒ ""',
      ],
    ],
    [jws(HEADER, '\ufeff{"a":1} '), ['utf8-bom: payload payload «\ufeff» → Remove the byte-order mark: "\ufeff" ⇒ ""']],
    [
      jws(HEADER, '\ufeff{a}'),
      [
        'utf8-bom: payload payload «\ufeff» → Remove the byte-order mark: "\ufeff" ⇒ ""',
        'json-invalid: payload, 1, 1, `[U+FEFF]` is not a JSON value. payload «\ufeff»',
      ],
    ],
    [jws(HEADER, '1'), ['json-not-object: payload, a JSON number, 0 payload «1»']],
    [jws(HEADER, 'true'), ['json-not-object: payload, a JSON boolean, 0 payload «true»']],
    [jws(HEADER, 'null'), ['json-not-object: payload, a JSON null, 0 payload «null»']],
    [jws(HEADER, '"a"'), ['json-not-object: payload, a JSON string, 0 payload «"a"»']],
    [jws(HEADER, '[]'), ['json-not-object: payload, a JSON array, 0 payload «[]»']],
    [jws({ alg: 'HS256' }, '[]'), ['json-not-object (info): payload, a JSON array, 1 payload «[]»']],
    [jws({ alg: 'HS256' }, 'hello'), ['json-not-object (info): payload, plain text, 1 payload «hello»']],
    [jws(HEADER, 'hello'), ['json-invalid: payload, 1, 1, `hello` is not a JSON value. payload «hello»']],
    [jws(HEADER, ''), []],
    [jws('[]', 'x'), ['json-not-object: header, a JSON array, 0 header «[]»']],
    [jws('"HS256"', 'x'), ['json-not-object: header, a JSON string, 0 header «"HS256"»']],
    [segment('{'), ['json-invalid: header, 1, 2, the closing brace is missing; the text ends too early. header «»']],
    ['hello.world.x', ['utf8-invalid: header, 0x85, 0,  header «�»']],
    ['eyJhbGciOiJIUzI1NiJ9...', []],
    [`${segment(segment(HEADER))}.${segment(segment(CLAIMS))}.${SIGNATURE}`, []],
  ])('%s', (text, lines) => expect(told(encodingText, text)).toEqual(lines))
  it.each<[string, string[]]>([
    ['{"a":True}', ['json-invalid: payload, 1, 6, `True` is Python; JSON has `true`. payload «True» → Write `true`: "True" ⇒ "true"']],
    [
      '{"a":-Infinity}',
      ['json-invalid: payload, 1, 6, `Infinity` is not a JSON number. payload «-Infinity» → Write `null`: "-Infinity" ⇒ "null"'],
    ],
    ['{"a":nil}', ['json-invalid: payload, 1, 6, `nil` is Ruby or Go; JSON has `null`. payload «nil» → Write `null`: "nil" ⇒ "null"']],
    ['{"a":Truely}', ['json-invalid: payload, 1, 6, `Truely}` is not a JSON value. payload «Truely»']],
    [
      "{'a':1}",
      [
        'json-invalid: payload, 1, 2, JSON strings need double quotes, not single ones. payload «\'a\'» → Use double quotes: "\'a\'" ⇒ "\\"a\\""',
      ],
    ],
    ["{'a\"':1}", ["json-invalid: payload, 1, 2, JSON strings need double quotes, not single ones. payload «'a»"]],
    [
      '{"a":\'b\'}',
      [
        'json-invalid: payload, 1, 6, JSON strings need double quotes, not single ones. payload «\'b\'» → Use double quotes: "\'b\'" ⇒ "\\"b\\""',
      ],
    ],
    ["{\"a\":'b\\'c'}", ["json-invalid: payload, 1, 6, JSON strings need double quotes, not single ones. payload «'b\\'c'»"]],
    ['{/* x */}', ['json-invalid: payload, 1, 2, JSON doesn’t allow comments. payload «/* x */»']],
    ['{"a":1// x\n}', ['json-invalid: payload, 1, 7, JSON doesn’t allow comments. payload «// x»']],
    ['{"a":/}', ['json-invalid: payload, 1, 6, `/}` is not a JSON value. payload «/»']],
    [
      '{"a":1,}',
      ['json-invalid: payload, 1, 7, JSON doesn’t allow a comma after the last element. payload «,» → Remove the comma: "," ⇒ ""'],
    ],
    [
      '{"a":1,  \n}',
      ['json-invalid: payload, 1, 7, JSON doesn’t allow a comma after the last element. payload «,» → Remove the comma: "," ⇒ ""'],
    ],
    ['[1,]', ['json-invalid: payload, 1, 3, JSON doesn’t allow a comma after the last element. payload «,» → Remove the comma: "," ⇒ ""']],
    [
      '{"a":[1,]}',
      ['json-invalid: payload, 1, 8, JSON doesn’t allow a comma after the last element. payload «,» → Remove the comma: "," ⇒ ""'],
    ],
    ['{"a":1;}', ['json-invalid: payload, 1, 7, `;}` is not a JSON value. payload «;»']],
    ['{a:1}', ['json-invalid: payload, 1, 2, names need double quotes. payload «a» → Put the name in quotes: "a" ⇒ "\\"a\\""']],
    [
      '{$a-b : 1}',
      ['json-invalid: payload, 1, 2, names need double quotes. payload «$a-b» → Put the name in quotes: "$a-b" ⇒ "\\"$a-b\\""'],
    ],
    ['{"b":1, a:1}', ['json-invalid: payload, 1, 9, names need double quotes. payload «a» → Put the name in quotes: "a" ⇒ "\\"a\\""']],
    ['{a}', ['json-invalid: payload, 1, 2, `a}` is not a JSON value. payload «a»']],
    ['{“a”:1}', ['json-invalid: payload, 1, 2, typographic quotes; JSON needs `"`. payload «“a”»']],
    ['{"a":1', ['json-invalid: payload, 1, 7, the closing brace is missing; the text ends too early. payload «»']],
    ['{"a":', ['json-invalid: payload, 1, 6, a value is expected here; the text ends too early. payload «»']],
    ['{"a":1 ', ['json-invalid: payload, 1, 8, the closing brace is missing; the text ends too early. payload «»']],
    ['{"a":"b', ['json-invalid: payload, 1, 6, a string is not closed. payload «"b»']],
    ['{"a":"b\n"}', ['json-invalid: payload, 1, 6, a string is not closed. payload «"b»']],
    ['{"a":b c}', ['json-invalid: payload, 1, 6, `b` is not a JSON value. payload «b»']],
    ['{"a":01}', ['json-invalid: payload, 1, 7, a comma is missing before this. payload «1»']],
    ['{"a":"\\x"}', ['json-invalid: payload, 1, 6, this escape does not exist in JSON. payload «"\\x"»']],
    ['{"a" 1}', ['json-invalid: payload, 1, 6, a colon is expected after the name. payload «1»']],
    ['{}x', ['json-trailing: payload, 1, x payload «x» → Remove what follows the JSON: "x" ⇒ ""']],
    ['{"a":1}\n{"b":2}', ['json-trailing: payload, 8, {"b":2} payload «\n{"b":2}» → Remove what follows the JSON: "\\n{\\"b\\":2}" ⇒ ""']],
    ['{"a":1} ]', ['json-trailing: payload, 2, ] payload « ]» → Remove what follows the JSON: " ]" ⇒ ""']],
    [
      '{"a":1,}x',
      ['json-invalid: payload, 1, 7, JSON doesn’t allow a comma after the last element. payload «,» → Remove the comma: "," ⇒ ""'],
    ],
    ['[1] x', ['json-trailing: payload, 2, x payload « x» → Remove what follows the JSON: " x" ⇒ ""']],
    ['{"a":1}  ', []],
    [' ', ['json-invalid: payload, 1, 2, it is empty. payload «»']],
    ['{,}', ['json-invalid: payload, 1, 2, a value is expected here. payload «,»']],
    ['{"a":.5}', ['json-invalid: payload, 1, 6, `.5}` is not a JSON value. payload «.5»']],
    [
      '{"a":bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb}',
      [
        'json-invalid: payload, 1, 6, `bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb` is not a JSON value. payload «bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb»',
      ],
    ],
    [
      "{'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa':1}",
      [
        'json-invalid: payload, 1, 2, JSON strings need double quotes, not single ones. payload «\'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…» → Use double quotes: "\'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\'" ⇒ "\\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\\""',
      ],
    ],
    [
      "{'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa':1}",
      ["json-invalid: payload, 1, 2, JSON strings need double quotes, not single ones. payload «'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…»"],
    ],
    [
      '{"a":1,                                                                                                                                                                                                       }',
      ['json-invalid: payload, 1, 7, JSON doesn’t allow a comma after the last element. payload «,» → Remove the comma: "," ⇒ ""'],
    ],
    [
      '{"a":1,                                                                                                                                                                                                        }',
      ['json-invalid: payload, 1, 208, a name in double quotes is expected here. payload «}»'],
    ],
  ])('in the payload: %s', (json, lines) => expect(told(encodingText, claims(json))).toEqual(lines))
})

describe('of JSON', () => {
  it.each<[string, string[]]>([
    ['{"a":1,"a":2,"a":3}', ['json-duplicate-member: a, 3, 1, 3 payload «"a"»']],
    ['{"a":{"b":1,"b":"x"}}', ['json-duplicate-member: b, 2, 1, "x" payload «"b"»']],
    ['{"a":1,"A":2}', ['json-duplicate-case: a, A payload «"A"»']],
    ['{"\\u0061":1}', ['json-escaped-name: \\u0061, a payload «"\\u0061"» → Write it plainly: "\\"\\\\u0061\\"" ⇒ "\\"a\\""']],
    ['{"\\u00e9":1}', []],
    ['{"\\"":1}', []],
    [
      '{"\\u0071\\u00e9":1}',
      ['json-escaped-name: \\u0071\\u00e9, qé payload «"\\u0071\\u00e9"» → Write it plainly: "\\"\\\\u0071\\\\u00e9\\"" ⇒ "\\"qé\\""'],
    ],
    ['{"a":9007199254740991}', []],
    [
      '{"a":9007199254740992}',
      [
        'json-unsafe-integer: a, 9007199254740992, 9007199254740992 payload «9007199254740992» → Make it a string: "9007199254740992" ⇒ "\\"9007199254740992\\""',
      ],
    ],
    [
      '{"a":-9007199254740993}',
      [
        'json-unsafe-integer: a, -9007199254740993, -9007199254740992 payload «-9007199254740993» → Make it a string: "-9007199254740993" ⇒ "\\"-9007199254740993\\""',
      ],
    ],
    ['{"a":9007199254740993.5}', []],
    [
      '{"a":[12345678901234567890123456789012345678901]}',
      ['json-number-form: 12345678901234567890123456789…, a, 0 payload «123456789012345678901234567890123456789…»'],
    ],
    ['{"a":1e3}', ['json-number-form: 1e3, a, 0 payload «1e3»']],
    ['{"a":1E3,"b":-0,"c":-0.0,"d":1.00}', ['json-number-form: 1E3, a, 3 payload «1E3»']],
    ['{"a":0.5,"b":10}', []],
    ['{"a":1.123456789012345678}', ['json-number-form: 1.123456789012345678, a, 0 payload «1.123456789012345678»']],
    ['{"a":1.1234567890123456}', []],
    ['{"a":"\\ud83d"}', ['json-lone-surrogate: a payload «"\\ud83d"»']],
    ['{"\\udc00":"x"}', ['json-lone-surrogate: [U+DC00] payload «"\\udc00"»']],
    ['{"a":"\\ud83d\\ude00"}', []],
    ['{"a":"\\uD8"}', []],
    [
      '{"__proto__":1,"constructor":2,"prototype":3}',
      [
        'json-proto-key: __proto__, payload payload «"__proto__"»',
        'json-proto-key: constructor, payload payload «"constructor"»',
        'json-proto-key: prototype, payload payload «"prototype"»',
      ],
    ],
    ['{"a":{"__proto__":1}}', ['json-proto-key: __proto__, payload payload «"__proto__"»']],
    ['{"a\\u202e":1}', ['json-control-bidi: name, a[U+202E], U+202E payload «"a\\u202e"»']],
    ['{"a":"\\u0000"}', ['json-control-bidi: value, a, U+0000 payload «"\\u0000"»']],
    ['{"a":"\\u200b"}', ['json-control-bidi: value, a, U+200B payload «"\\u200b"»']],
    ['{"a":"\\n"}', []],
    ['{"a\\n":1}', ['json-control-bidi: name, a[U+000A], U+000A payload «"a\\n"»']],
    ['{"":1,"a":{"":2}}', ['json-empty-name: payload payload «""»', 'json-empty-name: payload payload «""»']],
    ['{"a": 1}', ['json-pretty: payload, 1 payload « »']],
    ['[ 1 ]', ['json-pretty: payload, 2 payload « »']],
    [' {"a":1}', ['json-pretty: payload, 1 payload « »']],
    ['"a b"', []],
    ['{"a":"b c"}', []],
    ['{"a":[{"b":1}, 2]}', ['json-pretty: payload, 1 payload « »']],
    ['{"a":["\\u202e"]}', ['json-control-bidi: value, a, U+202E payload «"\\u202e"»']],
  ])('%s', (json, lines) => expect(told(encodingJson, claims(json))).toEqual(lines))
  it('of a header and its payload together', () => {
    expect(told(encodingJson, jws('{ "alg":"HS256","alg":"none"}', '{ "a": 1}'))).toEqual([
      'json-duplicate-member: alg, 2, "HS256", "none" header «"alg"»',
      'json-pretty: header and payload, 3 header « »',
    ])
  })
  it('points at few of many', () => {
    const many = JSON.stringify(Array.from({ length: 30 }, () => ({ '': 1 })))
    expect(told(encodingJson, claims(many))).toHaveLength(20)
  })
  it.each([
    [20, 0],
    [21, 1],
  ])('is nested %d deep', (depth, count) =>
    expect(told(encodingJson, claims(`${'['.repeat(depth)}${']'.repeat(depth)}`))).toHaveLength(count),
  )
  it('is nested too deep as an error', () => {
    const nested = (depth: number) => told(encodingJson, claims(`${'['.repeat(depth)}${']'.repeat(depth)}`))
    expect(nested(64)).toEqual([expect.stringMatching(/^json-deep: payload, 64 /)])
    expect(nested(65)).toEqual([expect.stringMatching(/^json-deep \(error\): payload, 65 /)])
  })
})
