// Microsoft Entra ID's tokens.
import { vendorOf } from '../../registries/vendors/index.ts'
import type { TokenFacts } from '../profile/profile.ts'
import { audiences, claimText, firstOf, profile, required, rule, value } from '../profile/requirement.ts'
import { ID_TOKEN_CLAIMS, ID_TOKEN_RULES } from '../oauth/id-token.ts'

const DOCS = 'Microsoft identity platform, token claims reference'

const isEntra = (facts: TokenFacts) => vendorOf(claimText(facts, 'iss') ?? '') === 'entra'
/** The claim that marks an access token; undefined if this isn't one. */
const accessClaim = (facts: TokenFacts) => (facts.claims?.has('nonce') ? undefined : firstOf(facts, 'scp', 'roles', 'appid'))
/** Workforce tenants only: customer tenants (B2C) may leave claims out, as their policies say. */
const isWorkforce = (facts: TokenFacts) =>
  !/b2clogin|ciamlogin/.test(claimText(facts, 'iss') ?? '') && !facts.claims?.has('tfp') && !facts.claims?.has('acr')

const TENANT = ['tid', 'ver'].map((name) =>
  rule(`profile-missing-${name}`, {
    about: { in: 'payload', name },
    text: `\`${name}\` must be present.`,
    clause: DOCS,
    severity: 'error',
    otherwise: `No \`${name}\`, which every token of this issuer has.`,
    why: name === 'tid' ? 'A multitenant application must compare the tenant.' : 'The claims differ by version.',
    fix: 'Ask whether the token really comes from Entra.',
    holds: (facts) => (isWorkforce(facts) ? facts.claims?.has(name) : undefined),
  }),
)

const OVERAGE = rule('entra-groups-overage', {
  about: { in: 'payload', name: '_claim_names' },
  text: 'Groups are listed in full.',
  clause: DOCS,
  severity: 'info',
  otherwise: 'There are too many groups to fit in the token: get them from Graph (`_claim_names`).',
  why: 'Code that reads the missing list as "no groups" decides wrongly.',
  fix: 'Get the groups from Graph, or use app roles.',
  holds: ({ claims }) => !(claims?.has('_claim_names') || claims?.get('hasgroups')?.type === 'true'),
})

const SILENT = ['jti-missing', 'typ-generic', 'time-lifetime-access', 'sub-equals-client', 'aud-equals-iss'] as const

export const entraAccessToken = profile({
  id: 'entra-access-token',
  name: 'Entra ID access token',
  purpose: 'access',
  sources: [DOCS],
  recognize: (facts) => {
    const access = accessClaim(facts)
    return isEntra(facts) && access ? { certain: true, because: `its issuer is Entra ID and it has \`${access}\`` } : undefined
  },
  requirements: [
    required(DOCS, 'aud', 'exp', 'iat', 'sub'),
    TENANT,
    rule('entra-graph-audience', {
      about: { in: 'payload', name: 'aud' },
      text: '`aud` is your API, not Microsoft Graph.',
      clause: DOCS,
      severity: 'info',
      otherwise: 'It is for Microsoft Graph: only Graph can check it, and your API must not accept it.',
      why: "Graph's tokens are signed over a modified header, so that no one else accepts them.",
      fix: 'Request a scope of your own API.',
      holds: (facts) =>
        !audiences(facts).some((aud) => /^00000003-0000-0000-c000-000000000000$|^https:\/\/graph\.microsoft\.(?:com|us)\/?$/.test(aud)),
    }),
    OVERAGE,
  ],
  silences: SILENT,
})

export const entraIdToken = profile({
  id: 'entra-id-token',
  name: 'Entra ID ID token',
  purpose: 'id',
  sources: [DOCS],
  recognize: (facts) => (isEntra(facts) ? { certain: true, because: 'its issuer is Entra ID and it grants no scope' } : undefined),
  requirements: [
    ID_TOKEN_CLAIMS,
    TENANT,
    value(
      'ver',
      DOCS,
      { text: '`ver` is text: 1.0 or 2.0.', otherwise: '`ver` is neither "1.0" nor "2.0".', severity: 'warning' },
      (node) => node.type === 'string' && /^[12]\.0$/.test(node.value),
    ),
    OVERAGE,
    ID_TOKEN_RULES,
  ],
  silences: SILENT,
})
