// Refresh tokens that happen to be JWTs, for the token endpoint only.
import { claimText, profile, rule } from '../profile/requirement.ts'

export const refreshToken = profile({
  id: 'refresh-token',
  name: 'Refresh token',
  purpose: 'refresh',
  sources: ['RFC 6749 section 10.4'],
  recognize(facts) {
    const typ = claimText(facts, 'typ')
    if (typ === 'Refresh' || typ === 'Offline') return { certain: true, because: `its claim \`typ\` is \`${typ}\` (Keycloak)` }
    if (claimText(facts, 'token_use') === 'refresh' || claimText(facts, 'token_type') === 'refresh')
      return { certain: true, because: 'it says so itself' }
    return undefined
  },
  requirements: [
    rule('refresh-token-sent', {
      text: 'It goes to the token endpoint only.',
      clause: 'RFC 6749 section 10.4',
      severity: 'warning',
      otherwise: 'A refresh token was sent as a bearer token. It must never reach an API.',
      why: 'Anyone who has it can get access tokens until it is revoked.',
      fix: 'Send the access token, and revoke this refresh token.',
      holds: ({ token }) => (token.wrapper === 'bearer' ? false : token.wrapper === 'none' ? undefined : true),
    }),
  ],
  silences: ['exp-missing', 'jti-missing', 'typ-generic', 'aud-equals-iss', 'time-forever'],
})
