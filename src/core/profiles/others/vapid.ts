// VAPID tokens, which identify an application server to a push service.
import { allowedAlgorithms, audiences, claimText, profile, required, value } from '../profile/requirement.ts'

export const vapid = profile({
  id: 'vapid',
  name: 'VAPID (web push)',
  purpose: 'assertion',
  sources: ['RFC 8292 section 2'],
  recognize(facts) {
    const { claims } = facts
    const origin = audiences(facts).some((aud) => /^https:\/\/[^/?#]+\/?$/.test(aud))
    const contact = /^(?:mailto:|https:\/\/)/.test(claimText(facts, 'sub') ?? '')
    return origin && contact && claims?.has('exp') && !claims.has('iss') && claims.size <= 4
      ? { certain: false, because: '`aud` is an origin, `sub` a contact, and there is no issuer' }
      : undefined
  },
  requirements: [
    required('RFC 8292 section 2', 'aud', 'exp'),
    allowedAlgorithms('RFC 8292 section 2', /^ES256$/, 'ES256'),
    value(
      'aud',
      'RFC 8292 section 2',
      { text: '`aud` is the origin of the push service, without a path.', otherwise: '`aud` has a path; only the origin is compared.' },
      (node) => node.type === 'string' && /^https:\/\/[^/?#]+$/.test(node.value),
    ),
  ],
  longestLife: {
    seconds: 86_400,
    severity: 'error',
    text: 'Push services reject tokens valid for more than 24 hours',
    clause: 'RFC 8292 section 2',
  },
  silences: ['iss-missing', 'jti-missing', 'typ-generic', 'sub-email'],
})
