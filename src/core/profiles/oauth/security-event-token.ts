// Security Event Token, with which one party tells another what happened.
import { byTyp, discouraged, profile, recommended, required, value } from '../profile/requirement.ts'

export const securityEventToken = profile({
  id: 'security-event-token',
  name: 'Security Event Token',
  purpose: 'event',
  sources: ['RFC 8417 section 2.2'],
  recognize(facts) {
    return (
      byTyp('secevent+jwt')(facts) ??
      (facts.claims?.get('events')?.type === 'object' ? { certain: false, because: 'it has `events`' } : undefined)
    )
  },
  requirements: [
    required('RFC 8417 section 2.2', 'iss', 'iat', 'jti', 'events'),
    recommended('RFC 8417 section 2.2', 'aud'),
    discouraged('RFC 8417 section 2.2', 'exp'),
    value(
      'events',
      'RFC 8417 section 2.2',
      { text: 'Each event is named by a URI and is an object.', otherwise: "An event isn't named by a URI, or isn't an object." },
      (node) =>
        node.type === 'object' &&
        node.members.length > 0 &&
        node.members.every(({ name, value: event }) => /^[A-Za-z][A-Za-z0-9+.-]*:/.test(name) && event.type === 'object'),
    ),
  ],
  meanings: { sub_id: 'whom it is about', txn: 'what caused it' },
  silences: ['exp-missing', 'typ-generic', 'data-bulk'],
})
