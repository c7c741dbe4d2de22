// Tokens that Apple issues, and tokens that Apple requires from developers.
import type { TokenFacts } from '../profile/profile.ts'
import { allowedAlgorithms, audiences, claimText, headerText, profile, required, requiredHeader } from '../profile/requirement.ts'
import { ID_TOKEN_CLAIMS, ID_TOKEN_RULES } from '../oauth/id-token.ts'

const SIGN_IN = 'Apple, authenticating users with Sign in with Apple'
const SECRET = 'Apple, creating a client secret'
const CONNECT = 'Apple, generating tokens for API requests'
const PUSH = 'Apple, establishing a token-based connection to APNs'
const STORE = 'Apple, App Store Server API'

const only = ({ claims }: TokenFacts, ...names: readonly string[]) =>
  claims !== undefined && claims.size === names.length && names.every((name) => claims.has(name))

export const appleIdToken = profile({
  id: 'apple-id-token',
  name: 'Apple ID token',
  purpose: 'id',
  sources: [SIGN_IN],
  recognize: (facts) =>
    /^https:\/\/appleid\.apple\.com\/?$/.test(claimText(facts, 'iss') ?? '')
      ? { certain: true, because: 'its issuer is Apple' }
      : undefined,
  requirements: [ID_TOKEN_CLAIMS, requiredHeader(SIGN_IN, 'kid'), ID_TOKEN_RULES],
  // Apple sends booleans as strings, and documents it.
  silences: ['jti-missing', 'typ-generic', 'claim-stringified-bool'],
})

export const appleClientSecret = profile({
  id: 'apple-client-secret',
  name: 'Client secret for Apple',
  purpose: 'assertion',
  sources: [SECRET],
  recognize: (facts) =>
    audiences(facts).includes('https://appleid.apple.com') ? { certain: true, because: 'its audience is Apple' } : undefined,
  requirements: [
    required(SECRET, 'iss', 'sub', 'aud', 'iat', 'exp'),
    allowedAlgorithms(SECRET, /^ES256$/, 'ES256'),
    requiredHeader(SECRET, 'kid'),
  ],
  longestLife: {
    seconds: 15_777_000,
    severity: 'error',
    text: 'Apple rejects client secrets valid for longer than six months',
    clause: SECRET,
  },
  meanings: { iss: 'your team ID', sub: 'your client ID' },
  silences: ['jti-missing', 'typ-generic'],
})

export const appStoreConnect = profile({
  id: 'app-store-connect',
  name: 'App Store Connect token',
  purpose: 'assertion',
  sources: [CONNECT],
  recognize: (facts) =>
    audiences(facts).includes('appstoreconnect-v1') ? { certain: true, because: 'its audience is `appstoreconnect-v1`' } : undefined,
  requirements: [required(CONNECT, 'iat', 'exp', 'aud'), allowedAlgorithms(CONNECT, /^ES256$/, 'ES256'), requiredHeader(CONNECT, 'kid')],
  longestLife: { seconds: 1200, severity: 'error', text: 'Apple rejects tokens valid for over 20 minutes', clause: CONNECT },
  meanings: { iss: 'issuer ID of your team', bid: 'bundle ID' },
  silences: ['jti-missing', 'typ-generic', 'iss-missing'],
})

export const applePush = profile({
  id: 'apns',
  name: 'Token for Apple push notifications',
  purpose: 'assertion',
  sources: [PUSH],
  recognize: (facts) =>
    only(facts, 'iss', 'iat') && headerText(facts, 'alg') === 'ES256' && /^[A-Z0-9]{10}$/.test(headerText(facts, 'kid') ?? '')
      ? { certain: false, because: 'it has only `iss` and `iat`, and a ten-character key ID' }
      : undefined,
  requirements: [required(PUSH, 'iss', 'iat'), allowedAlgorithms(PUSH, /^ES256$/, 'ES256'), requiredHeader(PUSH, 'kid')],
  meanings: { iss: 'your team ID', iat: 'issued at; renew it every 20 to 60 minutes' },
  silences: ['exp-missing', 'aud-missing', 'jti-missing', 'typ-generic'],
})

export const appStoreData = profile({
  id: 'app-store-data',
  name: 'Signed App Store data',
  purpose: 'statement',
  sources: [STORE],
  recognize: (facts) =>
    facts.claims &&
    !facts.claims.has('iss') &&
    ['notificationUUID', 'bundleId', 'originalTransactionId', 'transactionId'].some((name) => facts.claims?.has(name))
      ? { certain: true, because: 'it contains an App Store transaction or notification' }
      : undefined,
  requirements: [requiredHeader(STORE, 'x5c')],
  silences: ['iss-missing', 'exp-missing', 'aud-missing', 'jti-missing', 'data-nested-token', 'jwk-embedded', 'typ-generic'],
})
