// Back-channel logout token, with which the issuer tells a client that a session ended.
import { byTyp, claimValue, forbidden, profile, required, rule, value } from '../profile/requirement.ts'

const CLAUSE = 'OpenID Connect Back-Channel Logout section 2.4'
const EVENT = 'http://schemas.openid.net/event/backchannel-logout'

export const logoutToken = profile({
  id: 'logout-token',
  name: 'Logout token',
  purpose: 'event',
  sources: [CLAUSE],
  recognize(facts) {
    const typed = byTyp('logout+jwt')(facts)
    if (typed) return typed
    const events = claimValue(facts, 'events')
    return events?.type === 'object' && events.members.some(({ name }) => name === EVENT)
      ? { certain: true, because: 'its `events` contain a back-channel logout' }
      : undefined
  },
  requirements: [
    required(CLAUSE, 'iss', 'aud', 'iat', 'exp', 'jti', 'events'),
    rule('profile-missing-sub-or-sid', {
      text: '`sub` or `sid` must be present.',
      clause: CLAUSE,
      severity: 'error',
      otherwise: 'Neither `sub` nor `sid`: nothing says who is signed out.',
      why: 'The client ends the sessions of this subject, or this one session.',
      fix: 'Let the issuer add one of them.',
      holds: ({ claims }) => claims?.has('sub') || claims?.has('sid'),
    }),
    forbidden(CLAUSE, 'nonce'),
    value(
      'events',
      CLAUSE,
      {
        text: `\`events\` contains the logout event with an empty object.`,
        otherwise: "`events` lacks the logout event, or its value isn't an object.",
      },
      (node) => node.type === 'object' && node.members.some(({ name, value: event }) => name === EVENT && event.type === 'object'),
    ),
  ],
  longestLife: { seconds: 120, severity: 'warning', text: 'A logout token should be valid for two minutes at most', clause: CLAUSE },
  silences: ['typ-generic'],
})
