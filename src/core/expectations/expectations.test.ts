import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cases } from '../../../checks/cases.ts'
import { contextFor, NOW, tokenOf } from '../diagnostics/claims.fixture.ts'
import { check, decodeExpectations, encodeExpectations, type Expectations } from './expectations.ts'

const GOOD = {
  iss: 'https://login.payroll.example',
  sub: 'fernando',
  aud: 'payroll-api',
  iat: NOW - 60,
  exp: NOW + 840,
  scope: 'payments:read',
  nonce: 'n-0S6',
}
const on = (payload: object, expectations: Expectations, header?: object) => check(expectations, contextFor(tokenOf(payload, header)))
const said = async (payload: object, expectations: Expectations, header?: object) =>
  (await on(payload, expectations, header)).map((each) => `${each.id} ${each.state}: ${each.sentence}`)

describe('expectations', () => {
  it('speak as the server would', async () => {
    expect(await said(GOOD, { audience: 'billing-api' })).toEqual([
      'audience not-met: 401: this token is for payroll-api, and you expect billing-api.',
    ])
    expect(await said(GOOD, { audience: 'payroll-api' })).toEqual(['audience met: It is for payroll-api.'])
    expect(await said({ ...GOOD, aud: ['a', 'payroll-api'] }, { audience: 'payroll-api' })).toEqual([
      'audience met: It is for payroll-api.',
    ])
    expect(await said(GOOD, { scope: ['payments:read', 'payments:write'] })).toEqual([
      'scope not-met: 403: it permits payments:read, and payments:write is needed (insufficient_scope).',
    ])
  })

  it('say all failures at once', async () => {
    const results = await on(
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

  it('compare exactly, and say where only a slash differs', async () => {
    expect(await said(GOOD, { issuer: 'https://login.payroll.example/' })).toEqual([
      'issuer not-met: 401: it was issued by https://login.payroll.example, and you trust https://login.payroll.example/; they differ by the slash at the end.',
    ])
    expect((await on(GOOD, { subject: 'Fernando' }))[0]?.state).toBe('not-met')
    expect((await on(GOOD, { audience: 'payroll' }))[0]?.state).toBe('not-met')
    expect((await on(GOOD, { nonce: 'n-0S6' }))[0]?.state).toBe('met')
  })

  it('take typ with and without application/, in any case', async () => {
    expect((await on(GOOD, { typ: 'at+jwt' }, { alg: 'ES256', typ: 'application/AT+JWT' }))[0]?.state).toBe('met')
    expect((await on(GOOD, { typ: 'at+jwt' }, { alg: 'ES256', typ: 'JWT' }))[0]?.state).toBe('not-met')
  })

  it('never accept none by accident', async () => {
    expect(await said(GOOD, { algorithms: ['RS256'] }, { alg: 'none' })).toEqual([
      'algorithm not-met: 401: it is not signed, and you accept RS256.',
    ])
  })

  it('count the age from the sign-in where it is known, with the leeway', async () => {
    expect((await on(GOOD, { maxAge: 60 }))[0]?.state).toBe('met')
    expect((await on(GOOD, { maxAge: 59 }))[0]?.sentence).toBe('401: it was issued 1 minute ago, and you allow 59 seconds.')
    expect((await on(GOOD, { maxAge: 59, leeway: 1 }))[0]?.state).toBe('met')
    expect((await on({ ...GOOD, auth_time: NOW - 7200 }, { maxAge: 3600 }))[0]?.sentence).toBe(
      '401: the person signed in 2 hours ago, and you allow 1 hour.',
    )
    expect((await on({ ...GOOD, iat: String(NOW) }, { maxAge: 3600 }))[0]?.state).toBe('not-met')
  })

  it('recompute at_hash and c_hash (OpenID Connect Core appendix A)', async () => {
    const id = { iss: 'https://server.example.com', at_hash: '77QmUPtjPfzWtF2AnpK9RQ', c_hash: 'LDktKdoQak3Pk0cnXxCltA' }
    const companions = {
      accessToken: 'jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y',
      code: 'Qcb0Orv1zh30vL1MPRsbm-diHiMwcLyZvn1arpZv-Jxf_11jnpEX3Tgfvk',
    }
    const header = { alg: 'RS256' }
    expect((await on(id, { companions }, header)).map(({ id, state }) => `${id} ${state}`)).toEqual(['at_hash met', 'c_hash met'])
    expect((await on(id, { companions: { accessToken: 'another' } }, header)).map(({ state }) => state)).toEqual(['not-met'])
    const sent = { accessToken: `Authorization: Bearer ${companions.accessToken}` }
    expect((await on(id, { companions: sent }, header)).map(({ state }) => state)).toEqual(['met'])
    expect((await on(id, { companions: { accessToken: companions.accessToken } }, { alg: 'RS512' })).map(({ state }) => state)).toEqual([
      'not-met',
    ])
    expect((await on(id, { companions: { accessToken: companions.accessToken } }, { alg: 'Ed448' })).map(({ state }) => state)).toEqual([
      'not-checkable',
    ])
  })

  it('tie a DPoP proof to its access token, both ways (RFC 9449 section 7.1)', async () => {
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
    const states = async (expectations: Expectations, token = tokenOf(bound)) =>
      (await check(expectations, contextFor(token))).map(({ id, state }) => `${id} ${state}`)
    expect(await states({ companions: { proof: proof() } })).toEqual(['cnf met'])
    expect(await states({ companions: { proof: JSON.stringify(jwk) } })).toEqual(['cnf met'])
    expect(await states({ companions: { proof: JSON.stringify({ ...jwk, x: jwk.y }) } })).toEqual(['cnf not-met'])
    expect(await states({ companions: { proof: 'no key' } })).toEqual(['cnf not-checkable'])
    expect(await states({ companions: { proof: proof('fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo') } })).toEqual([
      'cnf met',
      'ath not-met',
    ])
    const opaque = { accessToken: 'Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU' }
    expect(await states({ companions: opaque }, proof('fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo'))).toEqual(['ath met'])
    expect(await states({ companions: { accessToken: tokenOf(bound) } }, proof())).toEqual(['cnf met'])
    expect(await states({ companions: { proof: proof() } }, tokenOf({ sub: 'x' }))).toEqual(['cnf not-checkable'])
  })

  it('travel in a link and come back, without what came along with the token', () => {
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

  it('bear any token and any link', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), fc.string(), async (payload, anything) => {
        const results = await check(
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
