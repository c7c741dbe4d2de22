// OpenID Connect ID token, which tells a client who signed in.
import type { TokenFacts } from '../profile/profile.ts'
import { audiences, claimText, elsewhere, headerText, profile, required, rule } from '../profile/requirement.ts'

const CORE = 'OpenID Connect Core section 2'

/** The claims that every ID token must have (OpenID Connect Core section 2). */
export const ID_TOKEN_CLAIMS = required(CORE, 'iss', 'sub', 'aud', 'exp', 'iat')

/** What else holds for every issuer's ID tokens, beyond the presence of claims. */
export const ID_TOKEN_RULES = [
  rule('id-token-as-access-token', {
    text: 'It goes to the client, not to an API.',
    clause: 'RFC 9068 section 4',
    severity: 'warning',
    otherwise: 'This looks like an ID token, but it was sent as a bearer token. An ID token is for the client, not for the API.',
    why: 'An ID token says who signed in. It grants nothing, and its audience is the client: an API that accepts it accepts ID tokens of any client.',
    fix: 'Send the access token.',
    holds: ({ token }) => (token.wrapper === 'bearer' ? false : token.wrapper === 'none' ? undefined : true),
  }),
  ...elsewhere(
    'OpenID Connect Core section 3.1.3.7',
    '`nonce` is the one that the client sent.',
    '`at_hash` matches the access token that came with it.',
    "`aud` is the client's own ID.",
  ),
]

/** Claims that only an ID token has. */
const TELLING = ['nonce', 'at_hash', 'c_hash', 's_hash', 'auth_time', 'acr', 'amr', 'sid', 'azp']

function telling({ claims }: TokenFacts): string | undefined {
  if (!claims || !['iss', 'aud', 'exp', 'iat'].every((name) => claims.has(name))) return undefined
  if (['scope', 'scp', 'client_id', 'cid', 'response_type', 'events', 'act'].some((name) => claims.has(name))) return undefined
  return TELLING.find((name) => claims.has(name) && (claims.has('sub') || /nonce|_hash/.test(name)))
}

export const idToken = profile({
  id: 'id-token',
  name: 'ID token',
  purpose: 'id',
  sources: [CORE],
  recognize(facts) {
    if (!/^(?:jwt)?$/i.test(headerText(facts, 'typ') ?? '')) return undefined
    const name = telling(facts)
    if (name) return { certain: false, because: `it has \`iss\`, \`aud\`, \`exp\` and \`${name}\`, and no scope` }
    if (facts.token.name === 'id_token' && facts.claims?.has('iss')) return { certain: false, because: 'it was named `id_token`' }
    return undefined
  },
  requirements: [
    ID_TOKEN_CLAIMS,
    rule('profile-missing-azp', {
      about: { in: 'payload', name: 'azp' },
      text: 'With several audiences, `azp` names the client.',
      clause: CORE,
      severity: 'warning',
      otherwise: 'Several audiences and no `azp`: nothing says which of them requested it.',
      why: 'A client must know that the token was issued to it, not only that it may read it.',
      fix: 'Let the issuer add `azp`.',
      holds: (facts) => (audiences(facts).length > 1 ? claimText(facts, 'azp') !== undefined : undefined),
    }),
    ID_TOKEN_RULES,
  ],
  meanings: { aud: 'client it is for', nonce: "ties it to the client's request", sub: 'person, never reassigned by this issuer' },
  silences: ['jti-missing', 'typ-generic', 'time-lifetime-access'],
})
