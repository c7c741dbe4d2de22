// Signed authorization requests and responses, which travel through the browser, and signed introspection responses.
import { byTyp, claimText, forbidden, profile, recommended, required, rule } from '../profile/requirement.ts'

export const requestObject = profile({
  id: 'request-object',
  name: 'Request object (JAR)',
  purpose: 'request',
  sources: ['RFC 9101 section 4'],
  recognize(facts) {
    const typed = byTyp('oauth-authz-req+jwt')(facts)
    if (typed) return typed
    return facts.claims?.has('response_type') && facts.claims.has('client_id')
      ? { certain: false, because: 'it has `response_type` and `client_id`' }
      : undefined
  },
  requirements: [
    required('RFC 9101 section 4', 'client_id'),
    recommended('RFC 9101 section 4', 'iss', 'aud'),
    forbidden('RFC 9101 section 4', 'request', 'request_uri'),
    rule('request-object-sub', {
      about: { in: 'payload', name: 'sub' },
      text: '`sub` is not the client.',
      clause: 'RFC 9101 section 10.8',
      severity: 'error',
      otherwise: "`sub` is the client: this could be used as the client's own assertion.",
      why: 'A request object with the client as its subject can be used as a client assertion (RFC 7523).',
      fix: 'Leave `sub` out.',
      holds: (facts) => (facts.claims?.has('sub') ? claimText(facts, 'sub') !== claimText(facts, 'client_id') : undefined),
    }),
  ],
  longestLife: {
    seconds: 3600,
    severity: 'warning',
    text: 'A request object should be valid for an hour at most',
    clause: 'RFC 9101 section 10.2',
  },
  meanings: { iss: 'requesting client', aud: 'authorization server', nonce: 'comes back in the ID token' },
  silences: ['exp-missing', 'jti-missing', 'typ-generic', 'sub-equals-client', 'time-lifetime-access', 'data-bulk'],
})

export const authorizationResponse = profile({
  id: 'authorization-response',
  name: 'Authorization response (JARM)',
  purpose: 'request',
  sources: ['JARM section 2.1'],
  recognize({ claims }) {
    const fits = claims && ['iss', 'aud', 'exp'].every((name) => claims.has(name)) && !claims.has('sub')
    const name = ['code', 'error', 'state'].find((each) => claims?.has(each))
    return fits && name ? { certain: false, because: `it has \`iss\`, \`aud\`, \`exp\` and \`${name}\`` } : undefined
  },
  requirements: [required('JARM section 2.1', 'iss', 'aud', 'exp')],
  longestLife: {
    seconds: 600,
    severity: 'warning',
    text: 'A response should be valid for ten minutes at most',
    clause: 'JARM section 2.1',
  },
  silences: ['jti-missing', 'typ-generic'],
})

export const introspectionResponse = profile({
  id: 'introspection-response',
  name: 'Token introspection response',
  purpose: 'statement',
  sources: ['RFC 9701 section 5'],
  recognize: byTyp('token-introspection+jwt'),
  requirements: [
    required('RFC 9701 section 5', 'iss', 'aud', 'iat', 'token_introspection'),
    ...['sub', 'exp'].map((name) =>
      rule(`profile-forbidden-${name}`, {
        about: { in: 'payload', name },
        text: `\`${name}\` should not be at the top level.`,
        clause: 'RFC 9701 section 5',
        severity: 'warning',
        otherwise: `\`${name}\` is at the top level, so the response could pass for an access token.`,
        why: 'Claims about the introspected token belong in `token_introspection`.',
        fix: `Leave \`${name}\` out.`,
        holds: ({ claims }) => !claims?.has(name),
      }),
    ),
  ],
  silences: ['jti-missing', 'exp-missing'],
})
