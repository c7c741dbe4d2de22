// Auth0's, Okta's, Keycloak's and Supabase's tokens.
import { vendorOf, type VendorId } from '../../registries/vendors/index.ts'
import type { TokenFacts } from '../profile/profile.ts'
import { claimText, claimValue, firstOf, profile, required, rule } from '../profile/requirement.ts'
import { ID_TOKEN_CLAIMS, ID_TOKEN_RULES } from '../oauth/id-token.ts'

const AUTH0 = 'Auth0, JSON Web Token claims'
const OKTA = 'Okta, OpenID Connect and OAuth 2.0 API'
const KEYCLOAK = 'Keycloak, server administration guide'
const SUPABASE = 'Supabase, API keys'

const from = (facts: TokenFacts, vendor: VendorId) => vendorOf(claimText(facts, 'iss') ?? '') === vendor
const has = (facts: TokenFacts, ...names: readonly string[]) => firstOf(facts, ...names) !== undefined

const isOkta = (facts: TokenFacts) =>
  from(facts, 'okta') || (claimValue(facts, 'ver')?.type === 'number' && /^(?:AT|ID)\./.test(claimText(facts, 'jti') ?? ''))
const isKeycloak = (facts: TokenFacts) =>
  from(facts, 'keycloak') || (has(facts, 'realm_access', 'resource_access') && has(facts, 'typ', 'session_state', 'sid'))

export const auth0AccessToken = profile({
  id: 'auth0-access-token',
  name: 'Auth0 access token',
  purpose: 'access',
  sources: [AUTH0],
  recognize: (facts) => {
    const right = firstOf(facts, 'scope', 'gty', 'permissions', 'azp')
    return from(facts, 'auth0') && right !== undefined && !has(facts, 'nonce')
      ? { certain: true, because: `its issuer is Auth0 and it has \`${right}\`` }
      : undefined
  },
  requirements: [required(AUTH0, 'iss', 'sub', 'aud', 'iat')],
  silences: ['jti-missing', 'typ-generic'],
})

export const auth0IdToken = profile({
  id: 'auth0-id-token',
  name: 'Auth0 ID token',
  purpose: 'id',
  sources: [AUTH0],
  recognize: (facts) => (from(facts, 'auth0') ? { certain: true, because: 'its issuer is Auth0 and it grants no scope' } : undefined),
  requirements: [ID_TOKEN_CLAIMS, ID_TOKEN_RULES],
  silences: ['jti-missing', 'typ-generic'],
})

export const oktaAccessToken = profile({
  id: 'okta-access-token',
  product: 'okta',
  name: 'Okta access token',
  purpose: 'access',
  sources: [OKTA],
  recognize: (facts) => (isOkta(facts) && has(facts, 'cid') ? { certain: true, because: "it has Okta's `cid` and `ver`" } : undefined),
  requirements: [
    required(OKTA, 'iss', 'aud', 'sub', 'exp', 'iat', 'cid'),
    rule('okta-org-server', {
      about: { in: 'payload', name: 'iss' },
      text: "It comes from a custom authorization server, not from the organization's.",
      clause: OKTA,
      severity: 'info',
      otherwise: "It comes from Okta's organization server, so only Okta can check it.",
      why: "That server's keys are not published for access tokens, and may change at any time.",
      fix: 'Use a custom authorization server for your own API.',
      holds: (facts) => !/^https:\/\/[^/]+\.(?:okta|oktapreview|okta-emea)\.com\/?$/.test(claimText(facts, 'iss') ?? ''),
    }),
  ],
  silences: ['jti-missing', 'typ-generic', 'sub-email', 'sub-equals-client'],
})

export const oktaIdToken = profile({
  id: 'okta-id-token',
  product: 'okta',
  name: 'Okta ID token',
  purpose: 'id',
  sources: [OKTA],
  recognize: (facts) =>
    isOkta(facts)
      ? { certain: true, because: from(facts, 'okta') ? 'its issuer is Okta' : "its `ver` is a number and its `jti` begins like Okta's" }
      : undefined,
  requirements: [ID_TOKEN_CLAIMS, ID_TOKEN_RULES],
  silences: ['jti-missing', 'typ-generic'],
})

export const keycloakIdToken = profile({
  id: 'keycloak-id-token',
  product: 'keycloak',
  name: 'Keycloak ID token',
  purpose: 'id',
  sources: [KEYCLOAK],
  recognize: (facts) =>
    isKeycloak(facts) && claimText(facts, 'typ') === 'ID'
      ? { certain: true, because: 'it comes from Keycloak and its claim `typ` is `ID`' }
      : undefined,
  requirements: [ID_TOKEN_CLAIMS, ID_TOKEN_RULES],
  silences: ['jti-missing', 'typ-generic', 'iss-format'],
})

export const keycloakAccessToken = profile({
  id: 'keycloak-access-token',
  product: 'keycloak',
  name: 'Keycloak access token',
  purpose: 'access',
  sources: [KEYCLOAK],
  recognize: (facts) => (isKeycloak(facts) ? { certain: true, because: "it comes from Keycloak and isn't an ID token" } : undefined),
  requirements: [required(KEYCLOAK, 'iss', 'exp', 'iat', 'jti')],
  severities: { 'aud-wildcard': 'info', 'aud-missing': 'info' },
  silences: ['typ-generic', 'sub-equals-client'],
})

export const supabase = profile({
  id: 'supabase',
  name: 'Supabase key or session',
  purpose: 'other',
  sources: [SUPABASE],
  recognize: (facts) =>
    from(facts, 'supabase') && has(facts, 'role') ? { certain: true, because: 'its issuer is Supabase and it has a `role`' } : undefined,
  requirements: [
    required(SUPABASE, 'role', 'exp'),
    rule('supabase-service-role', {
      about: { in: 'payload', name: 'role' },
      text: 'The role is `anon` or `authenticated` wherever a browser sees it.',
      clause: SUPABASE,
      severity: 'warning',
      otherwise: '`service_role` bypasses every row-level policy: this key must never reach a browser or an app.',
      why: 'Anyone who has it can read and write the whole database.',
      fix: 'Keep it on the server. If it was exposed anywhere, replace it.',
      holds: (facts) => claimText(facts, 'role') !== 'service_role',
    }),
  ],
  silences: ['aud-missing', 'jti-missing', 'typ-generic', 'admin-flag'],
})
