// Checks the rules for ambiguous tokens: each names the place and both values, and is silent on an unambiguous twin.
import { describe } from 'vitest'
import { testAnyInput, testEachRule } from '../rule-tests.fixture.ts'
import { CLAIMS, jws, segment, SIGNATURE } from '../token.fixture.ts'
import { envelopeReading } from './envelope-reading.ts'

const HEADER = segment({ alg: 'HS256', kid: 'a' })
const one = { payload: segment(CLAIMS), protected: HEADER, signature: SIGNATURE }
const many = { payload: one.payload, signatures: [{ protected: HEADER, signature: SIGNATURE }] }
const encryptedTo = (...algs: string[]) =>
  JSON.stringify({ protected: segment({ enc: 'A128GCM' }), recipients: algs.map((alg) => ({ header: { alg } })), ciphertext: 'AAAA' })
const SOUND = JSON.stringify(one)
const sound = { silent: 'the sound serialization', near: SOUND, severity: 'error' }

describe('what has not exactly one reading', () => {
  testEachRule(envelopeReading, [
    {
      rule: 'env-member-type',
      fires: 'a payload that is a number',
      on: JSON.stringify({ ...one, payload: 1 }),
      says: '`payload` must be a string (RFC 7515 section 7.2.1)',
      ...sound,
    },
    {
      rule: 'env-member-empty',
      fires: 'an empty protected header',
      on: JSON.stringify({ ...one, protected: '' }),
      says: '`protected` is empty',
      ...sound,
    },
    {
      rule: 'env-member-twice',
      fires: 'a member twice',
      on: SOUND.replace('{', '{"payload":"e30",'),
      says: '`payload` appears twice, as `"e30"`',
      ...sound,
    },
    {
      rule: 'env-two-headers',
      fires: 'a name in both headers',
      on: JSON.stringify({ ...one, header: { kid: 'b' } }),
      says: 'as `"a"` and as `"b"`',
      ...sound,
    },
    {
      rule: 'env-two-forms',
      fires: 'both forms in one',
      on: JSON.stringify({ ...many, signature: SIGNATURE }),
      says: '`signature` belongs to a different serialization',
      ...sound,
    },
    {
      rule: 'env-direct-recipient',
      fires: 'a shared content key for one of two recipients',
      on: encryptedTo('dir', 'A128KW'),
      says: '`dir` is for a single recipient',
      silent: 'the same for a recipient alone',
      near: encryptedTo('dir'),
      severity: 'error',
    },
    {
      rule: 'b64-differs',
      fires: 'two signatures of different contents',
      on: JSON.stringify({
        ...many,
        signatures: [...many.signatures, { ...many.signatures[0], protected: segment({ alg: 'HS256', b64: false, crit: ['b64'] }) }],
      }),
      silent: 'two of the same',
      near: JSON.stringify({ ...many, signatures: [...many.signatures, ...many.signatures] }),
      severity: 'error',
    },
    {
      rule: 'b64-type',
      fires: 'a number',
      on: jws({ alg: 'HS256', crit: ['b64'], b64: 0 }),
      says: 'true or false',
      silent: 'true',
      near: jws({ alg: 'HS256', crit: ['b64'], b64: true }),
    },
    { rule: 'b64-unprotected', fires: '"b64" that isn’t signed', on: JSON.stringify({ ...one, header: { b64: true } }), ...sound },
    {
      rule: 'env-segments-mixed',
      fires: 'three parts of a JWE',
      on: jws({ alg: 'RSA-OAEP', enc: 'A128GCM' }),
      says: 'has five parts, and this has three',
      silent: 'a JWS',
      near: jws(),
    },
    {
      rule: 'env-segments-mixed',
      fires: 'five parts of a JWS',
      on: `${jws()}.AAAA.AAAA`,
      says: 'has three parts, and this has five',
      silent: 'a JWS',
      near: jws(),
    },
  ])
  testAnyInput(envelopeReading, ['alg', 'b64', 'crit', 'kid'])
})
