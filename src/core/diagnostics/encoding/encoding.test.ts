// Encoding rules: each on its own text and its twin.
import { describe, expect, it } from 'vitest'
import { encodingBase64url } from './encoding-base64url.ts'
import { encodingJson } from './encoding-json.ts'
import { encodingText } from './encoding-text.ts'
import { CLAIMS, HEADER, SIGNATURE, findings, jws, rulesIn, segment } from '../token.fixture.ts'
import { testAnyInput, testEachRule } from '../rule-tests.fixture.ts'

const TOKEN = jws()
const hex = (bytes: number) => '9f3a'.repeat(bytes / 2)
const utf16 = (text: string) => new Uint8Array(Uint16Array.from(text, (character) => character.charCodeAt(0)).buffer)
const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0))
const claims = (json: string) => jws(HEADER, json)

describe('base64url', () => {
  testEachRule(encodingBase64url, [
    {
      rule: 'b64-padding',
      fires: 'a padded signature',
      on: `${TOKEN}=`,
      silent: 'an unpadded one',
      near: TOKEN,
      severity: 'error',
      says: 'Signature has',
    },
    {
      rule: 'b64-padding',
      fires: "a load balancer's padding, as a warning",
      on: `${segment({ alg: 'ES256', signer: 'arn:aws:x', client: 'c' })}=.${segment(CLAIMS)}.${SIGNATURE}`,
      silent: 'no padding',
      near: TOKEN,
      severity: 'warning',
      says: 'AWS',
    },
    {
      rule: 'b64-std-alphabet',
      fires: 'a slash in the signature',
      on: jws(HEADER, CLAIMS, SIGNATURE.replace('K', '/')),
      silent: 'an underscore',
      near: jws(HEADER, CLAIMS, SIGNATURE.replace('K', '_')),
    },
    {
      rule: 'b64-mixed-alphabet',
      fires: 'a plus beside a hyphen',
      on: jws(HEADER, CLAIMS, SIGNATURE.replace('K', '+').replace('Q', '-')),
      silent: 'a plus alone',
      near: jws(HEADER, CLAIMS, SIGNATURE.replace('K', '+')),
    },
    {
      rule: 'b64-illegal-char',
      fires: 'an asterisk in the header',
      on: `${TOKEN.slice(0, 10)}*${TOKEN.slice(11)}`,
      silent: 'an en dash, which has a rule of its own',
      near: `${TOKEN.slice(0, 10)}–${TOKEN.slice(11)}`,
      says: 'character 11 of the header',
    },
    {
      rule: 'b64-length-1mod4',
      fires: 'a signature of 41 characters',
      on: TOKEN.slice(0, -2),
      silent: 'one of 42',
      near: TOKEN.slice(0, -1),
      says: 'signature has 41',
    },
    {
      rule: 'b64-noncanonical',
      fires: 'a signature that ends with spare bits',
      on: `${TOKEN.slice(0, -1)}J`,
      silent: 'the canonical end',
      near: TOKEN,
      severity: 'warning',
      says: '`J`',
    },
    {
      rule: 'b64-double',
      fires: 'a header that was encoded twice',
      on: `${segment(segment(HEADER))}.${segment(CLAIMS)}.${SIGNATURE}`,
      silent: 'a nested token',
      near: jws(HEADER, TOKEN),
    },
    {
      rule: 'b64-hex',
      fires: 'a signature in hexadecimal',
      on: jws(HEADER, CLAIMS, hex(32)),
      silent: 'half of one',
      near: jws(HEADER, CLAIMS, hex(10)),
    },
  ])
  testAnyInput(encodingBase64url, ['alg', 'signer', 'client'])
  it('says padding once for all parts', () => {
    const padded = `${segment({ alg: 'HS256' })}=.${segment({ a: 12 })}==.${SIGNATURE}=`
    expect(findings(encodingBase64url, padded).filter((finding) => finding.rule === 'b64-padding')).toHaveLength(1)
  })
})

describe('text', () => {
  testEachRule(encodingText, [
    {
      rule: 'utf8-invalid',
      fires: 'Latin-1',
      on: jws(HEADER, latin1('{"name":"Müller"}')),
      silent: 'UTF-8',
      near: jws(HEADER, { name: 'Müller' }),
      says: '0xFC at offset 10 (it looks like Latin-1)',
    },
    {
      rule: 'utf16-payload',
      fires: 'UTF-16',
      on: jws(HEADER, utf16('{"sub":"x"}')),
      silent: 'one NUL',
      near: claims('{"sub":"\\u0000"}'),
      says: 'UTF-16LE',
    },
    {
      rule: 'utf8-bom',
      fires: 'a byte-order mark',
      on: claims('\ufeff{"sub":"x"}'),
      silent: 'one inside a string',
      near: claims('{"sub":"\ufeffx"}'),
      severity: 'warning',
    },
    {
      rule: 'json-not-object',
      fires: 'an array in a JWT',
      on: jws(HEADER, '[1]'),
      silent: 'an object',
      near: TOKEN,
      severity: 'error',
      says: 'a JSON array',
    },
    {
      rule: 'json-not-object',
      fires: 'plain text in a JWS, as a note',
      on: jws({ alg: 'HS256' }, 'hello'),
      silent: 'an empty object',
      near: jws(HEADER, '{}'),
      severity: 'info',
      says: 'plain text',
    },
    {
      rule: 'json-invalid',
      fires: 'Python',
      on: claims('{"admin": True}'),
      silent: 'JSON',
      near: claims('{"admin": true}'),
      says: '`True` is Python',
    },
    {
      rule: 'json-invalid',
      fires: 'a trailing comma',
      on: claims('{"a":1,}'),
      silent: 'no comma',
      near: claims('{"a":1}'),
      says: 'a comma after the last',
    },
    {
      rule: 'json-invalid',
      fires: 'single quotes',
      on: claims("{'a':1}"),
      silent: 'a quote inside a string',
      near: claims('{"a":"\'"}'),
      says: 'double quotes',
    },
    {
      rule: 'json-invalid',
      fires: 'a token inside that something follows',
      on: jws({ ...HEADER, typ: 'JWT', cty: 'JWT' }, `${TOKEN} and more`),
      silent: 'a token inside',
      near: jws({ ...HEADER, typ: 'JWT', cty: 'JWT' }, TOKEN),
    },
    {
      rule: 'json-invalid',
      fires: 'a cut text',
      on: claims('{"a":1,"b":"x'),
      silent: 'a JWS of plain text',
      near: jws({ alg: 'HS256' }, 'plain'),
      says: 'is not JSON',
    },
    {
      rule: 'json-trailing',
      fires: 'two objects',
      on: claims('{"a":1}{"a":2}'),
      silent: 'a final line break',
      near: claims('{"a":1}\n'),
      says: '7 characters',
    },
  ])
  testAnyInput(encodingText, ['alg', 'typ', 'cty'])
  it('offers to mend what is mechanical, and the mended text is JSON', () => {
    for (const json of ['{"a": True}', '{"a":1,}', "{'a':1}", '{a:1}', '{"a":NaN}', '\ufeff{"a":1}', '{"a":1} x']) {
      const { fix } = findings(encodingText, claims(json))[0]!
      expect(() => JSON.parse(json.slice(0, fix!.from) + fix!.insert + json.slice(fix!.to))).not.toThrow()
    }
  })
  it('says one thing about a broken payload', () => {
    for (const json of ['{"a": True}', '\ufeff{"a":1}', '{"a":1}x']) expect(findings(encodingText, claims(json))).toHaveLength(1)
    expect(findings(encodingText, jws(HEADER, utf16('{"sub":"x"}')))).toHaveLength(1)
  })
})

describe('JSON', () => {
  const nested = (depth: number) => claims(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`)
  testEachRule(encodingJson, [
    {
      rule: 'json-duplicate-member',
      fires: 'a role given twice',
      on: claims('{"role":"user","role":"admin"}'),
      silent: 'the same name at two levels',
      near: claims('{"role":"user","a":{"role":"admin"}}'),
      severity: 'error',
      says: '"user"',
    },
    {
      rule: 'json-duplicate-member',
      fires: 'a name that is escaped once',
      on: claims('{"role":1,"r\\u006fle":2}'),
      silent: 'another name',
      near: claims('{"role":1,"rule":2}'),
    },
    {
      rule: 'json-duplicate-case',
      fires: 'Role beside role',
      on: claims('{"role":1,"Role":2}'),
      silent: 'the same name twice, which has a rule of its own',
      near: claims('{"role":1,"role":2}'),
    },
    {
      rule: 'json-escaped-name',
      fires: 'an escaped letter',
      on: jws('{"\\u0061lg":"HS256"}'),
      silent: 'an escaped letter outside ASCII',
      near: claims('{"\\u00fc":1}'),
      says: 'hides `alg`',
    },
    {
      rule: 'json-unsafe-integer',
      fires: '2^53 + 1',
      on: claims('{"id":9007199254740993}'),
      silent: '2^53 − 1',
      near: claims('{"id":9007199254740991}'),
      says: '9007199254740992',
    },
    {
      rule: 'json-number-form',
      fires: 'an exponent',
      on: claims('{"iat":1.7e9}'),
      silent: 'a decimal',
      near: claims('{"lat":51.5}'),
      severity: 'info',
      says: '1.7e9',
    },
    {
      rule: 'json-lone-surrogate',
      fires: 'half a pair',
      on: claims('{"name":"\\ud83d"}'),
      silent: 'a whole one',
      near: claims('{"name":"\\ud83d\\ude00"}'),
    },
    {
      rule: 'json-proto-key',
      fires: '__proto__',
      on: claims('{"__proto__":{"admin":true}}'),
      silent: '__proto__ as a value',
      near: claims('{"a":"__proto__"}'),
    },
    {
      rule: 'json-control-bidi',
      fires: 'a right-to-left override',
      on: claims('{"sub":"a\\u202eb"}'),
      silent: 'a line break in a value',
      near: claims('{"sub":"a\\nb"}'),
      says: 'U+202E',
    },
    { rule: 'json-deep', fires: '25 levels', on: nested(25), silent: '20 levels', near: nested(20), severity: 'warning' },
    {
      rule: 'json-deep',
      fires: '70 levels, as an error',
      on: nested(70),
      silent: 'brackets in a string',
      near: claims(`{"a":"${'['.repeat(90)}"}`),
      severity: 'error',
    },
    {
      rule: 'json-too-many-values',
      fires: 'a list of 100,001 numbers',
      on: claims(`{"a":[${'1,'.repeat(100_000)}1]}`),
      silent: 'one of 99,000',
      near: claims(`{"a":[${'1,'.repeat(98_999)}1]}`),
      severity: 'error',
    },
    {
      rule: 'json-pretty',
      fires: 'whitespace',
      on: claims('{ "a": 1 }'),
      silent: 'whitespace in strings',
      near: claims('{"a b":"c d"}'),
      severity: 'info',
      says: '3 bytes',
    },
    { rule: 'json-empty-name', fires: 'an empty name', on: claims('{"":1}'), silent: 'an empty value', near: claims('{"a":""}') },
  ])
  testAnyInput(encodingJson, ['alg', '__proto__', '', 'A', 'a'])
  it('finds nothing on a plain token', () => {
    expect(rulesIn([...encodingBase64url, ...encodingText, ...encodingJson], TOKEN)).toEqual([])
  })
})
