// DPoP proof, which shows with each request that the sender holds a key.
import { asymmetric, byTyp, elsewhere, profile, required, requiredHeader, value } from '../profile/requirement.ts'

export const dpopProof = profile({
  id: 'dpop-proof',
  name: 'DPoP proof',
  purpose: 'proof',
  sources: ['RFC 9449 section 4.2'],
  recognize: byTyp('dpop+jwt'),
  requirements: [
    requiredHeader('RFC 9449 section 4.2', 'jwk'),
    asymmetric('RFC 9449 section 4.2'),
    required('RFC 9449 section 4.2', 'jti', 'htm', 'htu', 'iat'),
    value(
      'htu',
      'RFC 9449 section 4.2',
      { text: '`htu` has neither query nor fragment.', otherwise: '`htu` has a query or fragment.', fix: 'Cut it off at `?` or `#`.' },
      (node) => node.type === 'string' && !/[?#]/.test(node.value),
    ),
    elsewhere(
      'RFC 9449 section 4.3',
      '`htm` and `htu` match the request.',
      '`iat` is a few minutes old at most.',
      '`jti` has not been seen before.',
      "With an access token, `ath` is its hash and its `cnf.jkt` is this key's thumbprint.",
      "`nonce` is the server's, if it provided one.",
    ),
  ],
  meanings: { jti: "this proof's identifier, used once", iat: 'issued at', ath: 'hash of the access token it goes with' },
  silences: ['exp-missing', 'iss-missing', 'aud-missing', 'jwk-embedded'],
})
