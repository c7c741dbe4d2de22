import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contextFor, found, tokenOf } from '../claims.fixture.ts'
import { contentPersonal } from './content-personal.ts'
import { contentSecrets } from './content-secrets.ts'
import { findSecret, isCardNumber, isIban } from './secret-patterns.ts'

const FAMILIES = [...contentSecrets, ...contentPersonal]
// Assembled here, so that no scanner takes the examples for real ones.
const key = (...parts: string[]) => parts.join('')
const NESTED = tokenOf({ sub: 'a' })

const CASES: readonly (readonly [rule: string, fires: object, says: RegExp, nearly: object])[] = [
  [
    'data-password',
    { pass: 'foobar' },
    /`pass` contains a password/,
    { bypass: 'foobar', passport: 'X1', pwd_exp: '1', pwd_url: 'https://a.example' },
  ],
  [
    'data-password',
    { db: { adminPassword: 'hunter2' } },
    /`db.adminPassword`/,
    { password: '', secret: { name: 'default-token' }, spinner: 'abc', password_changed_at: 'today' },
  ],
  ['data-password', { otp: 123456 }, /`otp`/, { amr: ['otp', 'pwd'], password: true }],
  ['data-password', { pin: '4821' }, /`pin`/, { pin: 'Berlin', otp: 'totp', pincode: '12' }],
  [
    'data-password-hash',
    { pw: '$2b$12$abcdefghijklmnopqrstuv' },
    /`pw` contains a password hash/,
    { price: '$2', at_hash: '0'.repeat(32) },
  ],
  ['data-password-hash', { password_hash: 'a'.repeat(64) }, /`password_hash`/, { password_hash: 'bcrypt', file_hash: 'a'.repeat(64) }],
  [
    'data-private-key',
    { key: '-----BEGIN PRIVATE KEY-----\nMII' },
    /`key` contains a private key/,
    { key: '-----BEGIN PUBLIC KEY-----\nMII' },
  ],
  ['data-private-key', { cnf: { jwk: { kty: 'EC', d: 'x' } } }, /`cnf.jwk`/, { cnf: { jwk: { kty: 'EC', x: 'd' } }, d: 'x' }],
  [
    'data-api-key',
    { a: key('AK', 'IA', 'ABCDEFGHIJKLMNOP') },
    /an AWS access key: `AKIA… \(20 characters\)`/,
    { a: key('AK', 'IA', 'ABCDEFGHIJKLMNO') },
  ],
  ['data-api-key', { a: ['x', key('gh', 'p_', 'a'.repeat(36))] }, /a GitHub token/, { a: key('gh', 'p_', 'a'.repeat(20)) }],
  ['data-api-key', { a: 'see postgres://me:hunter2@db/x' }, /a database URL/, { a: 'postgres://db/x' }],
  [
    'data-nested-token',
    { access_token: NESTED },
    /`access_token` contains another token/,
    { access_token: NESTED.slice(2), version: '1.2.3' },
  ],
  ['data-injection', { name: '<script>alert(1)</script>' }, /script for a page/, { name: 'the manuscript' }],
  ['data-injection', { name: "' OR 1=1 --" }, /SQL/, { name: "O'Orly or not" }],
  ['data-injection', { name: '${jndi:ldap://x}' }, /Log4j/, { name: '${name}' }],
  ['data-injection', { file: '../../etc/passwd' }, /leaves its folder/, { file: 'a...b/c', text: 'wait.../then' }],
  ['data-injection', { name: '{{7*7}}' }, /template/, { name: '{{name}}' }],
  ['data-readable', { colour: 'green' }, /Anyone who has the token can read/, { sub: 'a', exp: 1 }],
  ['data-card', { card: '4111 1111 1111 1111' }, /\(4111…1111\)/, { card: '4111 1111 1111 1112', order_id: '4111111111111111' }],
  ['data-iban', { account: 'DE02100100109307118603' }, /\(DE02…03\)/, { account: 'DE03100100109307118603' }],
  ['data-national-id', { ssn: '123-45-6789' }, /`ssn`/, { ssn: '666-45-6789', phone: '123-45-6789' }],
  ['data-pii', { email: 'a@b.example', gender: 'x' }, /`email` and `gender`/, { email_verified: true, email: null }],
  ['data-internal', { host: '10.1.2.3' }, /private network/, { version: '10.1.2.3.4', n: '110.1.2.3' }],
  ['data-internal', { host: 'db.prod.svc.cluster.local' }, /internal host/, { host: 'internal.example' }],
  ['data-bulk', { groups: Array.from({ length: 51 }, (_, i) => i) }, /51 entries/, { groups: Array.from({ length: 50 }, (_, i) => i) }],
  ['data-bulk', { note: 'x'.repeat(1023) }, /takes 1025 of 1034 bytes/, { note: 'x'.repeat(1022) }],
]

describe('the rules on content', () => {
  it('have at least one row each', () => {
    const missing = FAMILIES.filter(({ id }) => !CASES.some(([rule]) => rule === id)).map(({ id }) => id)
    expect(missing, 'each needs a row in CASES').toEqual([])
  })
  for (const [rule, fires, says, nearly] of CASES) {
    it(`${rule} fires on ${JSON.stringify(fires).slice(0, 80)}`, () => {
      const hits = found(FAMILIES, contextFor(tokenOf(fires))).filter((finding) => finding.rule === rule)
      expect(hits.map((hit) => hit.message).join(' ')).toMatch(says)
    })
    it(`${rule} is silent on ${JSON.stringify(nearly).slice(0, 80)}`, () => {
      expect(found(FAMILIES, contextFor(tokenOf(nearly))).map((finding) => finding.rule)).not.toContain(rule)
    })
  }

  it('never print a whole secret', () => {
    const secret = key('sk-', 'ant-', 'abcdefghijklmnopqrstuvwxyz')
    const says = found(FAMILIES, contextFor(tokenOf({ a: secret, password: 'correct horse', card: '4111111111111111' })))
    expect(says.length).toBeGreaterThan(2)
    for (const finding of says)
      for (const value of [secret, 'correct horse', '4111111111111111']) expect(JSON.stringify(finding)).not.toContain(value)
  })

  it('know a card by its issuer, length and check digit', () => {
    for (const card of ['4111111111111111', '5555-5555-5555-4444', '378282246310005', '6011111111111117', '3530111333300000'])
      expect(isCardNumber(card)).toBe(true)
    for (const other of ['1795341600000', '0000000000000000', '4242424242424241', '1234567890123456'])
      expect(isCardNumber(other)).toBe(false)
    expect(isIban('GB82 WEST 1234 5698 7654 32')).toBe(true)
    expect(isIban('GB82WEST1234569876543')).toBe(false)
  })

  it('accept any content, and give the same findings twice', () => {
    const names = fc.constantFrom('password', 'pin', 'card', 'ssn', 'kty', 'd', 'email', 'x', '__proto__')
    const payload = fc.oneof(
      fc.dictionary(names, fc.jsonValue()).map((each) => JSON.stringify(each)),
      fc.json(),
      fc.string(),
    )
    fc.assert(
      fc.property(payload, (each) => {
        const context = contextFor(tokenOf(each))
        expect(found(FAMILIES, context)).toEqual(found(FAMILIES, context))
      }),
    )
    fc.assert(fc.property(fc.string(), (each) => [findSecret(each), isCardNumber(each), isIban(each)].length === 3))
  })
})
