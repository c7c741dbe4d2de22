import { describe, expect, it } from 'vitest'
import { vectorCases } from '../vectors/vector.fixture.ts'
import { claimText } from '../profiles/profile/requirement.ts'
import { recognize } from '../profiles/index.ts'
import { contextFor, NOW, tokenOf } from './claims.fixture.ts'
import { DOCUMENTED } from './documented-tokens.fixture.ts'
import { diagnose } from './diagnose.fixture.ts'
import { gateOfRule, type Finding } from './index.ts'

/** True for the rules this test covers, those on claims, time, content and profiles, by the gate of their family. */
const isOurs = ({ rule }: Finding) => gateOfRule(rule) === 'claims' || gateOfRule(rule) === 'time'

/** Samples that really are wrong, each with what its authors overlooked. */
const FLAWED: Record<string, readonly string[]> = {
  'okta-id-token-custom-claim': ['profile-missing-sub', 'iss-format'],
  'gitlab-ci-id-token': ['nbf-future', 'time-order'],
  'postgrest-1': ['data-password', 'exp-missing'],
  'apple-missingX5CHeaderClaim': ['profile-missing-header-x5c'],
  'rfc9396-rich-authorization': ['profile-missing-client_id', 'profile-missing-iat', 'profile-missing-jti', 'data-iban', 'data-iban'],
  'auth0-access-token': ['exp-expired'],
  'centrifugo-3': ['exp-expired'],
}

/** Samples that only show a format: without issuer, audience or expiry. */
const BARE = /^(?:centrifugo|mercure|mapbox)/

/** The context a minute after the token was issued. */
function contextAt(text: string) {
  const context = contextFor(text)
  const number = (name: string) => {
    const node = context.claims?.get(name)
    return node?.type === 'number' ? node.value : undefined
  }
  const exp = number('exp')
  return { ...context, now: (number('iat') ?? number('nbf') ?? (exp === undefined ? NOW : exp - 600)) + 60 }
}

const cases = ['vendors', 'oauth-oidc', 'sd-jwt'].flatMap((file) =>
  vectorCases(file).filter(({ type }) => type === 'jws' || type === 'sd-jwt'),
)

describe('tokens of real issuers and specifications', () => {
  for (const { id, token } of cases) {
    if (token === undefined) continue
    it(`${id} has no unexpected error and few warnings`, () => {
      const findings = diagnose(contextAt(token)).filter(isOurs)
      const flaws = FLAWED[id]
      if (flaws) {
        expect(findings.filter(({ severity }) => severity !== 'info').map(({ rule }) => rule)).toEqual(flaws)
        return
      }
      expect(findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule)).toEqual([])
      if (!BARE.test(id)) expect(findings.filter(({ severity }) => severity === 'warning').length).toBeLessThanOrEqual(1)
    })
  }

  it('have at most two findings where the issuer is known', () => {
    for (const { id, token } of cases) {
      if (token === undefined || FLAWED[id]) continue
      const context = contextAt(token)
      const { profile, certain } = recognize(context)
      const findings = diagnose(context).filter(isOurs)
      if (certain)
        expect({
          id,
          profile: profile.id,
          iss: claimText(context, 'iss'),
          rules: findings.map(({ rule }) => rule),
          few: findings.length <= 2,
        }).toMatchObject({ few: true })
    }
  })

  it('are reported as expired today if they are', () => {
    const expired = cases.filter(
      ({ token }) => token !== undefined && diagnose(contextFor(token)).some(({ rule }) => rule === 'exp-expired'),
    )
    expect(expired.length).toBeGreaterThan(20)
  })
})

describe('tokens as their issuers document them', () => {
  it.each(DOCUMENTED.map((each) => [each.id, each] as const))('%s', (_, { profile, header, payload, warnings = [] }) => {
    const context = contextFor(tokenOf(payload, header))
    expect(recognize(context).profile.id).toBe(profile)
    const findings = diagnose(context)
    expect(findings.filter(({ severity }) => severity !== 'info').map(({ rule }) => rule)).toEqual(warnings)
    expect(findings.length).toBeLessThanOrEqual(warnings.length + 2)
  })
})

describe("the article's token", () => {
  const rules = (id: string) => {
    const { token } = vectorCases('article').find((each) => each.id === id)!
    return diagnose(contextFor(token!)).filter(isOurs)
  }

  it('never expires, because `Exp` is not `exp`, and its issuer names a user', () => {
    const findings = rules('article-original')
    expect(findings.map(({ rule, severity, args }) => `${severity} ${rule} ${args?.['name']}`)).toEqual([
      'error claim-miscased Iss',
      'error claim-miscased Exp',
      'info iss-names-user Iss',
    ])
  })

  it('grants Admin once it is edited', () => {
    expect(rules('article-tampered-unpadded').map(({ rule }) => rule)).toContain('admin-flag')
    expect(rules('article-original').map(({ rule }) => rule)).not.toContain('admin-flag')
  })
})
