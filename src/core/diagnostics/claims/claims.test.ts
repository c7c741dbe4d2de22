import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cases } from '../../../../checks/cases.ts'
import { claimAudience } from './claim-audience.ts'
import { claimNames, misspelt } from './claim-names.ts'
import { claimParties } from './claim-parties.ts'
import { claimRights } from './claim-rights.ts'
import { claimValues } from './claim-values.ts'
import { applied, contextFor, found, NOW, tokenOf } from '../claims.fixture.ts'
import { diagnose } from '../diagnose.fixture.ts'
import { timeLifetime } from './time-lifetime.ts'
import { timeValues } from './time-values.ts'
import { timeWindow } from './time-window.ts'

const FAMILIES = [claimNames, claimValues, claimParties, claimAudience, claimRights, timeValues, timeWindow, timeLifetime].flat()
const MADE = NOW - 60

/** A rule, a payload that fires it, its message, a payload that nearly fires it, and a header where it matters. */
type Case = readonly [rule: string, fires: object | string, says: RegExp, nearly: object | string, header?: object]

const CASES: readonly Case[] = [
  [
    'claim-miscased',
    { Exp: 1550946689 },
    /^`Exp` is not `exp`: no library will enforce it, so this token never expires\.$/,
    { exp: 1550946689, Expires: true },
  ],
  ['claim-miscased', { ' exp': 1 }, /is not `exp`/, { 'exp ress': 1 }],
  ['claim-miscased', { Nonce: 'n' }, /`Nonce` is not `nonce`/, { Name: 'n', Email: 'e', Admin: false }],
  ['claim-misspelt', { expires_at: 1 }, /the registered name is `exp`/, { exp: 1, expires_at: 1 }],
  ['claim-misspelt', { epx: 1 }, /`epx` is not checked/, { aid: 1, pub: 1, auth: 1, cat: 1, miss: 1, hub: 1 }],
  ['claim-misspelt', { email_verfied: true }, /`email_verified`/, { email_verified: true, email_validated: true }],
  ['claim-misspelt', { id: 7 }, /`sub` or `jti`/, { id: 7, sub: '7' }],
  ['claim-in-wrong-place', { data: { exp: 1 } }, /`exp` inside `data`/, { exp: 1, data: { exp: 1 } }],
  ['claim-in-wrong-place', {}, /inside the header/, { aud: 'a' }, { alg: 'ES256', aud: 'a' }],
  ['claim-in-wrong-place', { user: { aud: 'a' } }, /`aud` inside `user`/, { act: { sub: 'a', aud: 'b' }, user: { exp: 'never' } }],
  ['claim-null', { email: null, a: null }, /`email` and `a` are null/, { email: '', sub: null }],
  [
    'claim-placeholder',
    { iss: 'https://your-issuer.example' },
    /`iss` is still a placeholder/,
    { iss: 'https://yours.example', sub: 'your' },
  ],
  ['claim-placeholder', { sub_id: { id: 'your-subject' } }, /`id` is still a placeholder/, { note: 'your-very-own-long-winded-words' }],
  ['claim-empty', { email: '' }, /`email` is empty/, { email: ' ', sub: '' }],
  ['claim-stringified-json', { permissions: '["a"]' }, /JSON inside a string/, { permissions: '[a]', note: '{not json}' }],
  ['claim-stringified-bool', { email_verified: 'false' }, /the string "false"/, { email_verified: false, colour: 'false' }],
  ['iss-missing', { sub: 'a' }, /whose key/, { iss: 'a' }],
  ['iss-type', { iss: 7 }, /`iss` is a number/, { iss: '7' }],
  ['sub-type', { sub: { id: 1 } }, /`sub` is an object/, { sub: '1' }],
  ['jti-type', { jti: 12345678 }, /`jti` is a number/, { jti: '12345678' }],
  ['iss-array', { iss: ['https://a.example', 'https://b.example'] }, /a list/, { iss: 'https://a.example' }],
  ['iss-format', { iss: 'https://a b.example' }, /is not a URI/, { iss: 'urn:example:issuer' }],
  ['iss-format', { iss: '{issuer}:x' }, /is not a URI/, { iss: 'did:web:a.example' }],
  [
    'iss-trailing-slash',
    { iss: 'https://dev-1.auth0.com' },
    /calls itself `https:\/\/dev-1.auth0.com\/`/,
    { iss: 'https://dev-1.auth0.com/' },
  ],
  ['iss-trailing-slash', { iss: 'http://accounts.google.com' }, /https:\/\/accounts.google.com`/, { iss: 'https://a.example/' }],
  [
    'iss-sub-swapped',
    { iss: 'ann@example.com', sub: 'https://dev-1.auth0.com/' },
    /look swapped/,
    { iss: 'https://dev-1.auth0.com/', sub: 'https://dev-1.auth0.com/' },
  ],
  ['iss-names-user', { iss: 'fernando' }, /looks like a person/, { iss: 'payroll-api' }],
  ['iss-names-user', { Iss: 'fernando' }, /^`Iss` is `fernando`/, { iss: 'fernando', sub: 'fernando' }],
  ['sub-empty', { sub: ' ' }, /empty/, { sub: '0' }],
  ['sub-email', { sub: 'ann@example.com' }, /e-mail address/, { sub: 'ann@clients' }],
  ['sub-equals-client', { sub: 'app', client_id: 'app' }, /no person signed in/, { sub: 'app', client_id: 'app2' }],
  ['sub-equals-client', { sub: 'app@clients', azp: 'app' }, /no person/, { sub: 'app@people', azp: 'app' }],
  ['aud-missing', { sub: 'a' }, /No `aud`/, { sub: 'a', aud: 'b' }],
  ['aud-missing', { iss: 'https://a.example' }, /No `aud`/, { sub: 'a' }, { alg: 'HS256' }],
  ['aud-type', { aud: 7 }, /is a number/, { aud: 'a' }],
  ['aud-type', { aud: null }, /is null/, { aud: 'a' }],
  ['aud-type', { aud: [] }, /an empty list/, { aud: ['a'] }],
  ['aud-type', { aud: [''] }, /an empty string/, { aud: ['a', 'b'] }],
  ['aud-wildcard', { aud: '*' }, /restricts nothing/, { aud: 'https://*.example' }],
  ['aud-wildcard', { aud: 'account' }, /Keycloak/, { aud: ['account', 'payroll'] }],
  ['aud-many', { aud: ['a', 'b', 'c', 'd'] }, /4 audiences/, { aud: ['a', 'b', 'c'] }],
  ['aud-many', { aud: ['a', 'a'] }, /twice/, { aud: ['a', 'A'] }],
  ['aud-equals-iss', { iss: 'x', aud: 'x' }, /the issuer itself/, { iss: 'x', aud: ['x', 'y'] }],
  ['jti-missing', { sub: 'a' }, /no ID of its own/, { sub: 'a', jti: 'dbe39bf3a3ba4238' }],
  ['jti-missing', { scope: 'a' }, /no ID of its own/, { role: 'anon' }],
  ['jti-low-entropy', { jti: '1' }, /`jti` is `1`/, { jti: 'dbe39bf3' }],
  ['jti-low-entropy', { jti: String(MADE), iat: MADE }, /not random enough/, { jti: String(MADE), iat: MADE - 1 }],
  ['scope-type', { scope: ['a', 'b'] }, /a list/, { scp: ['a', 'b'] }],
  ['scope-type', { scope: 'a,b' }, /commas/, { scope: 'a b,c' }],
  ['scope-type', { scope: 'a', scp: 'a' }, /Both/, { scope: 'a' }],
  ['scope-wildcard', { scope: '*' }, /everything/, { scope: 'admin:read' }],
  ['email-unverified', { email: 'a@b.example', email_verified: false }, /not verified/, { email: 'a@b.example', email_verified: true }],
  ['email-unverified', { sub: 'a@b.example', email: 'a@b.example' }, /nothing says/, { sub: '1', email: 'a@b.example' }],
  ['admin-flag', { Admin: true }, /`Admin` is `true`/, { Admin: false }],
  ['admin-flag', { roles: ['user', 'admin'] }, /`admin`/, { roles: ['user', 'administration-reader'] }],
  ['cnf-present', { cnf: { jkt: 'x' } }, /a DPoP key/, { cnf: 'x' }],
  ['act-chain', { sub: 'u', act: { sub: 'a', act: { sub: 'b' } } }, /`a`, after `b` acts for `u`/, { sub: 'u', act: 'a' }],
  ['claim-conflict', { client_id: 'a', azp: 'b' }, /different clients/, { client_id: 'a', azp: 'a' }],
  [
    'claim-conflict',
    { iss: 'https://sts.windows.net/aaa/', tid: 'bbb' },
    /not the tenant/,
    { iss: 'https://sts.windows.net/aaa/', tid: 'AAA' },
  ],

  ['time-type', { exp: '1700000000' }, /is a string \(`"1700000000"`\); it must be a number/, { exp: 1700000000 }],
  ['time-type', { exp: null }, /is null/, { updated: '1' }],
  ['time-iso', { exp: '2026-11-22T10:00:00Z' }, /use 1795341600/, { created: '2026-11-22T10:00:00Z' }],
  ['time-milliseconds', { exp: 1795341600000 }, /in milliseconds: read as seconds it is the year 58862/, { exp: 99_999_999_999 }],
  ['time-milliseconds', { iat: 1795341600000000 }, /in microseconds/, { iat: 1795341600 }],
  ['time-relative', { exp: 3600 }, /a duration, not a time/, { exp: 1e8 }],
  ['time-fraction', { iat: 1.5e9 + 0.25 }, /`iat` has a fraction/, { iat: 1.5e9 }],
  ['time-negative-zero', { exp: 0 }, /`exp` is 0/, { exp: 1 }],
  ['time-negative-zero', { nbf: -5 }, /`nbf` is -5/, { nbf: 5 }],
  ['exp-missing', { sub: 'a' }, /never expires/, { sub: 'a', exp: NOW + 1 }],
  ['exp-expired', { exp: NOW }, /^Expired 0 seconds ago/, { exp: NOW + 1 }],
  ['exp-expired', { exp: NOW - 11_520 }, /^Expired 3 hours ago \(.+, 2026-11-22T06:48:00Z\)\.$/, { exp: 'x' }],
  ['exp-at-skew', { exp: NOW - 59 }, /59 seconds past expiry/, { exp: NOW - 60 }],
  ['exp-soon', { iat: NOW - 3400, exp: NOW + 200 }, /3 minutes/, { iat: NOW, exp: NOW + 200 }],
  ['iat-future', { iat: NOW + 30 }, /30 seconds in the future .* clocks/, { iat: NOW }],
  ['nbf-future', { nbf: NOW + 30 }, /valid in 30 seconds/, { nbf: NOW }],
  ['time-timezone-offset', { iat: NOW + 7200 - 20 }, /2 hours ahead/, { iat: NOW + 7200 + 400 }],
  ['time-order', { nbf: MADE, exp: MADE }, /before it becomes valid/, { nbf: MADE, exp: MADE + 1 }],
  ['time-order', { iat: MADE, exp: MADE - 1 }, /before it was issued/, { iat: MADE, exp: MADE + 1 }],
  ['time-nbf-before-iat', { iat: MADE, nbf: MADE - 301 }, /5 minutes before/, { iat: MADE, nbf: MADE - 300 }],
  [
    'time-lifetime-access',
    { scope: 'a', iat: MADE, exp: MADE + 86_401 },
    /access tokens last/,
    { scope: 'a', iat: MADE, exp: MADE + 3600 },
  ],
  ['time-forever', { iat: MADE, exp: MADE + 400 * 86_400 }, /1 year/, { iat: MADE, exp: MADE + 365 * 86_400 }],
  ['time-stale-authtime', { auth_time: MADE - 9 * 86_400, iat: MADE }, /signed in 9 days before/, { auth_time: MADE - 86_400, iat: MADE }],
  ['time-stale-authtime', { auth_time: MADE + 3600, iat: MADE }, /after the token was issued/, { auth_time: MADE + 30, iat: MADE }],
]

/** Rules tested with their kind of token (profiles.test.ts), or below. */
const ELSEWHERE = new Set(['sub-too-long', 'time-lifetime-id', 'time-lifetime-assertion', 'exp-in-header'])

describe('the rules on claims and time', () => {
  it('have at least one row each', () => {
    const missing = FAMILIES.filter(({ id }) => !ELSEWHERE.has(id) && !CASES.some(([rule]) => rule === id)).map(({ id }) => id)
    expect(missing, 'each needs a row in CASES').toEqual([])
  })
  for (const [rule, fires, says, nearly, header] of CASES) {
    it(`${rule} fires on ${JSON.stringify(fires)}`, () => {
      const hits = found(FAMILIES, contextFor(tokenOf(fires, header))).filter((finding) => finding.rule === rule)
      expect(hits.map((hit) => hit.message).join(' ')).toMatch(says)
    })
    it(`${rule} is silent on ${JSON.stringify(nearly)}`, () => {
      const rules = found(FAMILIES, contextFor(tokenOf(nearly, header))).map((finding) => finding.rule)
      expect(rules).not.toContain(rule)
    })
  }
})

it('exp-in-header fires on an expired session of an AWS load balancer, and on no other header', () => {
  const header = { alg: 'ES256', kid: 'k', signer: 'arn:aws:elasticloadbalancing:x', client: 'c', exp: NOW - 3600 }
  const rules = (header: object) => diagnose(contextFor(tokenOf({ sub: '1' }, header))).map(({ rule }) => rule)
  expect(rules(header)).toContain('exp-in-header')
  expect(rules({ ...header, exp: NOW + 1 })).not.toContain('exp-in-header')
  expect(rules({ alg: 'ES256', exp: NOW - 3600 })).not.toContain('exp-in-header')
})

describe('fixes of claims', () => {
  const fixed = (payload: string, rule: string) => {
    const context = contextFor(tokenOf(payload))
    const hit = found(FAMILIES, context).find((finding) => finding.rule === rule && finding.fix)
    return hit?.fix ? applied(context, hit.fix) : undefined
  }

  it('change only their own bytes', () => {
    expect(fixed('{\n"Iss": "fernando",\n"Exp": 1550946689,\n"Admin": false\n}\n', 'claim-miscased')).toBe(
      '{\n"iss": "fernando",\n"Exp": 1550946689,\n"Admin": false\n}\n',
    )
    expect(fixed('{"a":1.0,"exp" : 1795341600000 ,"b":1e2}', 'time-milliseconds')).toBe('{"a":1.0,"exp" : 1795341600 ,"b":1e2}')
    expect(fixed('{"exp":"2026-11-22T10:00:00Z"}', 'time-iso')).toBe('{"exp":1795341600}')
    expect(fixed('{"exp":" 1795341600 "}', 'time-type')).toBe('{"exp":1795341600}')
    expect(fixed('{"exp":3600}', 'time-relative')).toBe(`{"exp":${NOW + 3600}}`)
    expect(fixed('{"scope":["a","b"],"x":"\\u0041"}', 'scope-type')).toBe('{"scope":"a b","x":"\\u0041"}')
    expect(fixed('{"sub":1.0}', 'sub-type')).toBe('{"sub":"1.0"}')
  })

  it('add exp 15 minutes from now, spaced as its neighbors are', () => {
    const until = NOW + 900
    expect(fixed('{"a":1}', 'exp-missing')).toBe(`{"a":1,"exp":${until}}`)
    expect(fixed('{}', 'exp-missing')).toBe(`{"exp":${until}}`)
    expect(fixed('{\n  "a": 1,\n  "b": 2\n}', 'exp-missing')).toBe(`{\n  "a": 1,\n  "b": 2,\n  "exp": ${until}\n}`)
    expect(fixed('{\n  "a": 1\n}', 'exp-missing')).toBe(`{\n  "a": 1,\n  "exp": ${until}\n}`)
    expect(fixed('{ "a": [1, 2], "b": {} }', 'exp-missing')).toBe(`{ "a": [1, 2], "b": {}, "exp": ${until} }`)
  })

  it('never rename to a name that already exists', () => {
    expect(fixed('{"exp":1,"Exp":2}', 'claim-miscased')).toBeUndefined()
  })
})

const NAMES = [
  'exp',
  'Exp',
  'nbf',
  'iat',
  'iss',
  'sub',
  'aud',
  'jti',
  'scope',
  'scp',
  'cnf',
  'act',
  'data',
  'email',
  'email_verified',
  'roles',
  'auth_time',
  'updated_at',
  'tid',
  'azp',
  '__proto__',
  '',
  'constructor',
]
const anyPayload = fc.oneof(
  fc
    .dictionary(
      fc.oneof(fc.constantFrom(...NAMES), fc.string()),
      fc.oneof(
        fc.jsonValue(),
        fc.constantFrom(0, -1, 3600, NOW, NOW * 1000, 1e300, 'true', '2026-01-01', '[1]', 'https://a.example/', 'x@y.example'),
      ),
    )
    .map((each) => JSON.stringify(each)),
  fc.json(),
  fc.string(),
)

/** What appears in a sentence that was built from a missing value. */
const UNWRITTEN = /undefined|NaN|\[object/

describe('any payload', () => {
  it('is diagnosed without throwing and the same way twice, and every fix leaves valid JSON', () => {
    fc.assert(
      fc.property(anyPayload, (payload) => {
        const context = contextFor(tokenOf(payload))
        const first = found(FAMILIES, context)
        expect(found(FAMILIES, context)).toEqual(first)
        for (const finding of first) {
          // Unless the token itself contains such a word, for example as a claim name.
          if (!UNWRITTEN.test(payload)) expect(finding.message).not.toMatch(UNWRITTEN)
          if (finding.place && 'span' in finding.place) expect(finding.place.span.to).toBeGreaterThanOrEqual(finding.place.span.from)
          if (finding.fix) JSON.parse(applied(context, finding.fix))
        }
      }),
      cases(400),
    )
  })

  it('never calls a registered name misspelled', () => {
    for (const name of ['exp', 'iss', 'sub', 'aud', 'nbf', 'iat', 'jti', 'act', 'acr', 'amr', 'azp', 'sid', 'txn', 'toe', 'orig', 'dest'])
      expect(misspelt(name)).toBeUndefined()
  })
})

describe('a time in the future', () => {
  const hint = (ahead: number) => found(timeWindow, contextFor(tokenOf({ exp: NOW + 3600, nbf: NOW + ahead })))[0]?.message

  it('may be due to clock differences up to five minutes ahead, and not a second more', () => {
    expect(hint(300)).toMatch(/The issuer’s and verifier’s clocks may differ\.$/)
    expect(hint(301)).toMatch(/^Not valid yet: becomes valid in 5 minutes/)
    expect(hint(301)).not.toMatch(/clock/)
  })
})
