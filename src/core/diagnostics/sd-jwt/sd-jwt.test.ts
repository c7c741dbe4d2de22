// SD-JWT rules: each on its own SD-JWT and the sound twin; claims are judged where they were disclosed.
import { describe, expect, it } from 'vitest'
import type { KeyBinding } from '../../sd-jwt/key-binding.ts'
import { disclose, sdJwtText } from '../../sd-jwt/sd-jwt.fixture.ts'
import { inspect } from '../../inspect.ts'
import { diagnose } from '../diagnose.fixture.ts'
import { readFacts } from '../rule/context.ts'
import { testAnyInput, testEachRule } from '../rule-tests.fixture.ts'
import { contextOf, NOW, segment } from '../token.fixture.ts'
import { sdJwtDisclosures } from './disclosures.ts'
import { sdJwtKeyBinding } from './key-binding.ts'

const name = disclose(['salt', 'name', 'Ada'])
const twin = disclose(['salt 2', 'name', 'Eve'])
const unreadable = disclose('{}')
const doubled = disclose('["salt 3","address",{"a":[{"city":"Bonn","city":"Köln"}]}]')
const nested = disclose('["salt 3","address",{"city":"Bonn","a":[{"city":"Köln"}]}]')
const SOUND = sdJwtText({ _sd: [name.digest] }, [name])
const sound = { silent: 'the sound SD-JWT', near: SOUND, severity: 'error' }

describe('disclosures', () => {
  const chain = [name]
  for (let i = 1; i < 600; i++) chain.push(disclose(['salt', 'a', { b: { _sd: [chain[i - 1]!.digest] } }]))
  testEachRule(sdJwtDisclosures, [
    {
      rule: 'sd-disclosure-duplicate-member',
      fires: 'a name twice, deep in the value',
      on: sdJwtText({ _sd: [doubled.digest] }, [doubled]),
      says: 'has the name `city` twice',
      silent: 'the same name on two levels',
      near: sdJwtText({ _sd: [nested.digest] }, [nested]),
      severity: 'error',
    },
    {
      rule: 'sd-disclosure-unreferenced',
      fires: 'one that isn’t signed',
      on: sdJwtText({ _sd: [] }, [name]),
      says: "didn't sign disclosure 1 (`name`)",
      ...sound,
    },
    { rule: 'sd-disclosure-repeated', fires: 'one sent twice', on: sdJwtText({ _sd: [name.digest] }, [name, name]), ...sound },
    {
      rule: 'sd-disclosure-malformed',
      fires: 'one that is an object',
      on: sdJwtText({ _sd: [unreadable.digest] }, [unreadable]),
      ...sound,
    },
    {
      rule: 'sd-disclosure-overwrites',
      fires: 'a second claim of that name',
      on: sdJwtText({ _sd: [name.digest, twin.digest] }, [name, twin]),
      says: 'overwrite `name`',
      ...sound,
    },
    {
      rule: 'sd-digest-repeated',
      fires: 'a digest twice',
      on: sdJwtText({ _sd: [name.digest, name.digest] }, []),
      says: name.digest,
      ...sound,
    },
    { rule: 'sd-reserved-name', fires: '"..." as a claim', on: sdJwtText({ '...': 'x' }, []), says: '`...`', ...sound },
    { rule: 'sd-alg-unknown', fires: 'a hash that is not computed here', on: sdJwtText({ _sd_alg: 'md5' }, []), says: '`md5`', ...sound },
    {
      rule: 'sd-too-deep',
      fires: 'disclosures nested a thousand levels deep',
      on: sdJwtText({ _sd: [chain[599]!.digest] }, chain),
      ...sound,
    },
  ])
  testAnyInput(sdJwtDisclosures, ['_sd', '...', '_sd_alg'])

  it('of an unknown hash get one finding, not one each', () => {
    const found = diagnose(contextOf(sdJwtText({ _sd: [name.digest], _sd_alg: 'md5' }, [name, twin]))!)
    expect(found.filter(({ rule }) => rule.startsWith('sd-')).map(({ rule }) => rule)).toEqual(['sd-alg-unknown'])
  })
})

describe('a key binding', () => {
  const text = sdJwtText({ _sd: [name.digest] }, [name], 'a.b.c')
  const iat = (seconds: number) => new Map([['iat', { type: 'number' as const, raw: String(seconds), value: seconds, from: 0, to: 0 }]])
  const binding = (state: KeyBinding['state'], id: NonNullable<KeyBinding['reason']>['id'], found = ''): KeyBinding => ({
    state,
    reason: { id, found },
    claims: iat(NOW - 5),
    alg: 'ES256',
    expectedHash: undefined,
  })
  const valid: KeyBinding = { state: 'valid', reason: undefined, claims: iat(NOW - 5), alg: 'ES256', expectedHash: undefined }
  const good = { silent: 'one that verifies', near: text, givenNear: { keyBinding: valid } }
  testEachRule(sdJwtKeyBinding, [
    {
      rule: 'sd-kb-malformed',
      fires: 'another type',
      on: text,
      given: { keyBinding: binding('malformed', 'typ', 'JWT') },
      says: '`JWT`',
      severity: 'error',
      ...good,
    },
    {
      rule: 'sd-kb-mismatch',
      fires: 'another key',
      on: text,
      given: { keyBinding: binding('mismatch', 'signature') },
      severity: 'error',
      ...good,
    },
    {
      rule: 'sd-kb-hash',
      fires: 'another presentation',
      on: text,
      given: { keyBinding: binding('wrong-hash', 'sd-hash') },
      severity: 'error',
      ...good,
    },
    {
      rule: 'sd-kb-unchecked',
      fires: 'a key that is named only',
      on: text,
      given: { keyBinding: binding('no-key', 'cnf-elsewhere', 'kid') },
      says: '`kid`',
      severity: 'warning',
      ...good,
    },
    {
      rule: 'sd-kb-age',
      fires: 'an old one',
      on: text,
      given: { keyBinding: { ...valid, claims: iat(NOW - 7200) } },
      says: '2 hours ago',
      severity: 'info',
      ...good,
    },
    {
      rule: 'sd-kb-age',
      fires: 'one of tomorrow',
      on: text,
      given: { keyBinding: { ...valid, claims: iat(NOW + 7200) } },
      says: 'in the future',
      severity: 'warning',
      ...good,
    },
  ])
})

describe('claims', () => {
  const exp = disclose(['salt', 'exp', NOW - 3600])
  const rules = (text: string) => diagnose(contextOf(text)!).map(({ rule }) => rule)

  it('count where they were disclosed', () => {
    expect(rules(sdJwtText({ iss: 'https://a.example', _sd: [exp.digest] }, [exp]))).toContain('exp-expired')
    expect(contextOf(sdJwtText({ _sd: [exp.digest] }, [exp]))!.claims!.has('_sd')).toBe(false)
  })

  it('never count if they aren’t signed', () => {
    expect(rules(sdJwtText({ iss: 'https://a.example', _sd: [] }, [exp]))).not.toContain('exp-expired')
  })

  it('are never mended in the place of a digest', () => {
    const found = diagnose(contextOf(sdJwtText({ iss: 'https://a.example', _sd: [exp.digest] }, [exp]))!)
    expect(found.filter(({ fix }) => fix)).toEqual([])
  })
})

describe('a JWS with several signatures', () => {
  const signed = (header: object, unprotected: object = {}) => ({ protected: segment(header), header: unprotected, signature: 'AAAA' })
  const text = JSON.stringify({
    payload: segment({ sub: 'x' }),
    signatures: [signed({ alg: 'HS256', typ: 'a+jwt' }), signed({ alg: 'none', typ: 'b+jwt' })],
  })

  it('is judged under the header of the signature that is asked for', () => {
    expect(contextOf(text)!.header.get('typ')).toMatchObject({ value: 'a+jwt' })
    expect(readFacts(inspect(text), {}, 1)!.token.header.typ).toBe('b+jwt')
  })
})
