// OAuth access tokens: those with the type that RFC 9068 requires, and those recognized by their claims.
import { allowedAlgorithms, byTyp, elsewhere, profile, required } from '../profile/requirement.ts'

const RFC = 'RFC 9068 section 2.2'

export const typedAccessToken = profile({
  id: 'access-token',
  name: 'Access token (RFC 9068)',
  purpose: 'access',
  sources: ['RFC 9068 section 2'],
  recognize: byTyp('at+jwt'),
  requirements: [
    required(RFC, 'iss', 'exp', 'aud', 'sub', 'client_id', 'iat', 'jti'),
    allowedAlgorithms('RFC 9068 section 2.1', /^(?!none$)/i, 'anything but `none`'),
    elsewhere('RFC 9068 section 4', '`aud` is the resource server that received it.', '`scope` permits the request.'),
  ],
  meanings: { aud: 'resource server it is for', client_id: 'client it was issued to', sub: 'person, or the client if no one signed in' },
})

const TELLING = ['scope', 'scp', 'client_id', 'cid', 'gty', 'permissions', 'authorization_details', 'act', 'may_act']

export const untypedAccessToken = profile({
  id: 'untyped-access-token',
  name: 'Access token',
  purpose: 'access',
  sources: ['RFC 6750', 'RFC 9068'],
  recognize({ claims, token }) {
    const name = claims && TELLING.find((each) => claims.has(each))
    if (name && !claims.has('nonce')) return { certain: false, because: `it has \`${name}\` and no \`nonce\`` }
    if (claims?.has('cnf') && claims.has('iss')) return { certain: false, because: 'it names its issuer and is bound to a key (`cnf`)' }
    if (claims?.has('iss') && (token.name === 'access_token' || token.wrapper === 'bearer'))
      return { certain: false, because: 'it was sent as a bearer token' }
    return undefined
  },
  requirements: [elsewhere('RFC 9068 section 4', '`aud` is the resource server that received it.', '`scope` permits the request.')],
  meanings: { aud: 'API it is for' },
})
