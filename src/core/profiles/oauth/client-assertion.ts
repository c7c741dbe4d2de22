// JWTs that a client sends to an authorization server, to authenticate itself or as a grant.
import { audiences, byTyp, claimText, elsewhere, profile, recommended, required, rule } from '../profile/requirement.ts'
import type { TokenFacts } from '../profile/profile.ts'

const isTokenEndpoint = (aud: string) => /^https?:\/\/[^?#]*\/(?:token|oauth2?\/(?:v\d\/)?token|access_token)\/?$/.test(aud.slice(0, 500))

const GOOGLE_TOKEN = [
  'https://oauth2.googleapis.com/token',
  'https://www.googleapis.com/oauth2/v4/token',
  'https://accounts.google.com/o/oauth2/token',
]

export const clientAssertion = profile({
  id: 'client-assertion',
  name: 'Client assertion',
  purpose: 'assertion',
  sources: ['RFC 7523 section 3', 'OpenID Connect Core section 9'],
  recognize(facts) {
    const typed = byTyp('client-authentication+jwt')(facts)
    if (typed) return typed
    const iss = claimText(facts, 'iss')
    const server = audiences(facts).some((aud) => aud.startsWith('https://'))
    return iss !== undefined && iss !== '' && iss === claimText(facts, 'sub') && server
      ? { certain: false, because: '`iss` and `sub` are the same client, and `aud` is a server' }
      : undefined
  },
  requirements: [
    required('RFC 7523 section 3', 'iss', 'sub', 'aud', 'exp'),
    recommended('OpenID Connect Core section 9', 'jti'),
    rule('assertion-aud-endpoint', {
      about: { in: 'payload', name: 'aud' },
      text: "`aud` is the authorization server's issuer identifier alone.",
      clause: 'draft-ietf-oauth-rfc7523bis section 4',
      severity: 'warning',
      otherwise: '`aud` is the token endpoint or a list, but should now be the issuer identifier alone.',
      why: 'If `aud` is an endpoint, a hostile server can forward the assertion to an honest one (CVE-2025-27370).',
      fix: "Set it to the authorization server's issuer identifier, and nothing else.",
      holds: (facts) => {
        const all = audiences(facts)
        return all.length === 0 ? undefined : all.length === 1 && !all.some(isTokenEndpoint)
      },
    }),
    elsewhere('RFC 7523 section 3', '`jti` has not been used before.'),
  ],
  longestLife: {
    seconds: 3600,
    severity: 'warning',
    text: 'A client assertion should be valid for an hour at most',
    clause: 'RFC 7523 section 3',
  },
  silences: ['sub-equals-client', 'typ-generic', 'aud-equals-iss'],
})

export const googleServiceAccount = profile({
  id: 'google-service-account',
  name: 'Google service account assertion',
  purpose: 'assertion',
  sources: ['RFC 7523 section 2.1'],
  recognize(facts) {
    const aud = audiences(facts).find((each) => GOOGLE_TOKEN.includes(each))
    return aud ? { certain: true, because: `its audience is \`${aud}\`` } : undefined
  },
  requirements: [
    required('Google, OAuth 2.0 for server to server', 'iss', 'aud', 'exp', 'iat'),
    rule('profile-missing-scope', {
      about: { in: 'payload', name: 'scope' },
      text: '`scope` or `target_audience` says what is requested.',
      clause: 'Google, OAuth 2.0 for server to server',
      severity: 'error',
      otherwise: 'Neither `scope` nor `target_audience`: nothing is requested.',
      why: 'Google rejects the assertion.',
      fix: 'Add one of them.',
      holds: ({ claims }) => claims?.has('scope') || claims?.has('target_audience'),
    }),
  ],
  longestLife: {
    seconds: 3600,
    severity: 'error',
    text: 'Google rejects assertions valid for longer than an hour',
    clause: 'Google, OAuth 2.0 for server to server',
  },
  silences: ['jti-missing', 'sub-email', 'iss-format', 'sub-equals-client', 'typ-generic'],
})

export const jwtBearerGrant = profile({
  id: 'jwt-bearer-grant',
  name: 'JWT bearer grant',
  purpose: 'assertion',
  sources: ['RFC 7523 section 2.1'],
  recognize(facts: TokenFacts) {
    const endpoint = audiences(facts).find(isTokenEndpoint)
    return endpoint && facts.claims?.has('iss') ? { certain: false, because: 'its audience is a token endpoint' } : undefined
  },
  requirements: [required('RFC 7523 section 3', 'iss', 'sub', 'aud', 'exp')],
  longestLife: {
    seconds: 3600,
    severity: 'warning',
    text: 'An assertion should be valid for an hour at most',
    clause: 'RFC 7523 section 3',
  },
  silences: ['jti-missing', 'typ-generic'],
})
