import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cases } from '../../../checks/cases.ts'
import { contextFor, NOW, tokenOf } from '../diagnostics/claims.fixture.ts'
import { contextOf, segment, SIGNATURE } from '../diagnostics/token.fixture.ts'
import { asksAnything, decodeExpectations, encodeExpectations, type Expectations } from './expectations.ts'
import { judgeExpectations } from './judge-expectations.ts'

const GOOD = {
  iss: 'https://login.payroll.example',
  sub: 'fernando',
  aud: 'payroll-api',
  iat: NOW - 60,
  exp: NOW + 840,
  scope: 'payments:read',
  nonce: 'n-0S6',
}
const on = (payload: object, expectations: Expectations, header?: object) =>
  judgeExpectations(expectations, contextFor(tokenOf(payload, header)))
const said = (payload: object, expectations: Expectations, header?: object) =>
  on(payload, expectations, header).map((each) => `${each.id} ${each.state}: ${each.sentence}`)

describe('expectations', () => {
  it('speak as the server would', () => {
    expect(said(GOOD, { audience: 'billing-api' })).toEqual([
      'audience not-met: 401: this token is for “payroll-api”, but you expect “billing-api”.',
    ])
    expect(said(GOOD, { audience: 'payroll-api' })).toEqual(['audience met: It is for “payroll-api”.'])
    expect(said({ ...GOOD, aud: ['a', 'payroll-api'] }, { audience: 'payroll-api' })).toEqual(['audience met: It is for “payroll-api”.'])
    expect(said(GOOD, { scope: ['payments:read', 'payments:write'] })).toEqual([
      'scope not-met: 403: it permits “payments:read”, but “payments:write” is needed (insufficient_scope).',
    ])
  })

  it('report all failures at once', () => {
    const results = on(
      { sub: 'x' },
      {
        issuer: 'https://a.example',
        audience: 'b',
        typ: 'at+jwt',
        algorithms: ['RS256', 'PS256'],
        subject: 'y',
        scope: ['z'],
        nonce: 'n',
        maxAge: 300,
      },
    )
    expect(results.map(({ id, state, status }) => `${id} ${state} ${status}`)).toEqual([
      'issuer not-met 401',
      'audience not-met 401',
      'typ not-met 401',
      'algorithm not-met 401',
      'subject not-met 401',
      'scope not-met 403',
      'nonce not-met 401',
      'max-age not-met 401',
    ])
    for (const each of results) expect(each.clause).not.toBe('')
  })

  it('compare exactly, and point out a mere trailing slash', () => {
    expect(said(GOOD, { issuer: 'https://login.payroll.example/' })).toEqual([
      'issuer not-met: 401: it was issued by “https://login.payroll.example”, but you trust “https://login.payroll.example/”; they differ only by the trailing slash.',
    ])
    expect(on(GOOD, { subject: 'Fernando' })[0]?.state).toBe('not-met')
    expect(on(GOOD, { audience: 'payroll' })[0]?.state).toBe('not-met')
    expect(on(GOOD, { nonce: 'n-0S6' })[0]?.state).toBe('met')
  })

  it('accept typ with and without application/, in any letter case', () => {
    expect(on(GOOD, { typ: 'at+jwt' }, { alg: 'ES256', typ: 'application/AT+JWT' })[0]?.state).toBe('met')
    expect(on(GOOD, { typ: 'at+jwt' }, { alg: 'ES256', typ: 'JWT' })[0]?.state).toBe('not-met')
  })

  it('never accept none by accident', () => {
    expect(said(GOOD, { algorithms: ['RS256'] }, { alg: 'none' })).toEqual([
      'algorithm not-met: 401: it is not signed, but you accept “RS256”.',
    ])
  })

  it('count the age from the sign-in if it is known, with the leeway', () => {
    expect(on(GOOD, { maxAge: 60 })[0]?.state).toBe('met')
    expect(on(GOOD, { maxAge: 59 })[0]?.sentence).toBe('401: it was issued 1 minute ago, but you allow 59 seconds.')
    expect(judgeExpectations({ maxAge: 59 }, contextFor(tokenOf(GOOD), { leeway: 1 }))[0]?.state).toBe('met')
    expect(on({ ...GOOD, auth_time: NOW - 7200 }, { maxAge: 3600 })[0]?.sentence).toBe(
      '401: the person signed in 2 hours ago, but you allow 1 hour.',
    )
    expect(on({ ...GOOD, iat: String(NOW) }, { maxAge: 3600 })[0]?.state).toBe('not-met')
  })

  it('recompute at_hash and c_hash (OpenID Connect Core appendix A)', () => {
    const id = { iss: 'https://server.example.com', at_hash: '77QmUPtjPfzWtF2AnpK9RQ', c_hash: 'LDktKdoQak3Pk0cnXxCltA' }
    const companions = {
      accessToken: 'jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y',
      code: 'Qcb0Orv1zh30vL1MPRsbm-diHiMwcLyZvn1arpZv-Jxf_11jnpEX3Tgfvk',
    }
    const header = { alg: 'RS256' }
    expect(on(id, { companions }, header).map(({ id, state }) => `${id} ${state}`)).toEqual(['at_hash met', 'c_hash met'])
    expect(on(id, { companions: { accessToken: 'another' } }, header).map(({ state }) => state)).toEqual(['not-met'])
    const sent = { accessToken: `Authorization: Bearer ${companions.accessToken}` }
    expect(on(id, { companions: sent }, header).map(({ state }) => state)).toEqual(['met'])
    expect(on(id, { companions: { accessToken: companions.accessToken } }, { alg: 'RS512' }).map(({ state }) => state)).toEqual(['not-met'])
    expect(on(id, { companions: { accessToken: companions.accessToken } }, { alg: 'Ed448' }).map(({ state }) => state)).toEqual([
      'not-checkable',
    ])
  })

  it('tie a DPoP proof to its access token, both ways (RFC 9449 section 7.1)', () => {
    const jwk = {
      kty: 'EC',
      x: 'l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs',
      y: '9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA',
      crv: 'P-256',
    }
    const proof = (ath?: string) =>
      tokenOf(
        { jti: 'e1j3V_bKic8-LAEB', htm: 'GET', htu: 'https://resource.example.org/protectedresource', iat: NOW, ...(ath && { ath }) },
        { typ: 'dpop+jwt', alg: 'ES256', jwk },
      )
    const bound = { sub: 'x', cnf: { jkt: '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I' } }
    const states = (expectations: Expectations, token = tokenOf(bound)) =>
      judgeExpectations(expectations, contextFor(token)).map(({ id, state }) => `${id} ${state}`)
    expect(states({ companions: { proof: proof() } })).toEqual(['cnf met'])
    expect(states({ companions: { proof: JSON.stringify(jwk) } })).toEqual(['cnf met'])
    expect(states({ companions: { proof: JSON.stringify({ ...jwk, x: jwk.y }) } })).toEqual(['cnf not-met'])
    expect(states({ companions: { proof: 'no key' } })).toEqual(['cnf not-checkable'])
    expect(states({ companions: { proof: proof('fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo') } })).toEqual(['cnf met', 'ath not-met'])
    const opaque = { accessToken: 'Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU' }
    expect(states({ companions: opaque }, proof('fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo'))).toEqual(['ath met'])
    expect(states({ companions: { accessToken: tokenOf(bound) } }, proof())).toEqual(['cnf met'])
    expect(states({ companions: { proof: proof() } }, tokenOf({ sub: 'x' }))).toEqual(['cnf not-checkable'])
  })

  it('survive a link, without what came with the token', () => {
    const all: Expectations = {
      issuer: 'https://a.example/?x=1&y',
      audience: 'billing api',
      typ: 'at+jwt',
      algorithms: ['ES256', 'RS256'],
      subject: 'ü',
      scope: ['a', 'b'],
      nonce: 'n',
      maxAge: 300,
      leeway: 30,
    }
    expect(decodeExpectations(encodeExpectations(all))).toEqual(all)
    const link = encodeExpectations({
      ...all,
      companions: { accessToken: 'secret-1', code: 'secret-2', state: 'secret-3', proof: 'secret-4' },
    })
    expect(link).not.toContain('secret')
    expect(decodeExpectations('alg=&max-age=-1&leeway=x&unknown=1&__proto__=x')).toEqual({})
  })

  it('cope with any token and any link', () => {
    fc.assert(
      fc.property(fc.json(), fc.string(), (payload, anything) => {
        const results = judgeExpectations(
          {
            ...decodeExpectations(anything),
            issuer: 'a',
            audience: 'b',
            scope: ['c'],
            maxAge: 1,
            companions: { accessToken: anything, proof: anything, code: anything },
          },
          contextFor(tokenOf(payload)),
        )
        for (const each of results) expect(each.sentence).not.toMatch(/undefined|NaN/)
      }),
      cases(100),
    )
  })
})

describe('whether anything is expected', () => {
  it('needs a value, not an emptied field', () => {
    expect(asksAnything({})).toBe(false)
    expect(asksAnything({ issuer: '', algorithms: [], companions: { code: '' } })).toBe(false)
    expect(asksAnything({ maxAge: 0 })).toBe(true)
    expect(asksAnything({ companions: { code: 'x' } })).toBe(true)
  })
})

describe('an unprotected header', () => {
  const signed = (header: object, unprotected: object) =>
    JSON.stringify({ payload: segment(GOOD), protected: segment(header), header: unprotected, signature: SIGNATURE })
  const states = (text: string, expectations: Expectations) => judgeExpectations(expectations, contextOf(text)!).map(({ state }) => state)

  it('never meets an expectation, whatever it says', () => {
    expect(states(signed({ alg: 'ES256' }, { typ: 'at+jwt' }), { typ: 'at+jwt' })).toEqual(['not-met'])
    expect(states(signed({ kid: 'a' }, { alg: 'ES256' }), { algorithms: ['ES256'] })).toEqual(['not-met'])
    expect(states(signed({ alg: 'ES256', typ: 'at+jwt' }, {}), { typ: 'at+jwt', algorithms: ['ES256'] })).toEqual(['met', 'met'])
  })
})
