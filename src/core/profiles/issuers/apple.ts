// Tokens that Apple issues, and those that it wants.
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
  recognise: (facts) =>
    /^https:\/\/appleid\.apple\.com\/?$/.test(claimText(facts, 'iss') ?? '')
      ? { certain: true, because: 'its issuer is Apple' }
      : undefined,
  requirements: [ID_TOKEN_CLAIMS, requiredHeader(SIGN_IN, 'kid'), ID_TOKEN_RULES],
  // Apple writes truth values as text, and documents it.
  silences: ['jti-missing', 'typ-generic', 'claim-stringified-bool'],
})

export const appleClientSecret = profile({
  id: 'apple-client-secret',
  name: 'Client secret for Apple',
  purpose: 'assertion',
  sources: [SECRET],
  recognise: (facts) =>
    audiences(facts).includes('https://appleid.apple.com') ? { certain: true, because: 'its audience is Apple' } : undefined,
  requirements: [
    required(SECRET, 'iss', 'sub', 'aud', 'iat', 'exp'),
    allowedAlgorithms(SECRET, /^ES256$/, 'ES256'),
    requiredHeader(SECRET, 'kid'),
  ],
  longestLife: {
    seconds: 15_777_000,
    severity: 'error',
    text: 'Apple refuses client secrets that live longer than six months',
    clause: SECRET,
  },
  meanings: { iss: 'your team id', sub: 'your client id' },
  silences: ['jti-missing', 'typ-generic'],
})

export const appStoreConnect = profile({
  id: 'app-store-connect',
  name: 'App Store Connect token',
  purpose: 'assertion',
  sources: [CONNECT],
  recognise: (facts) =>
    audiences(facts).includes('appstoreconnect-v1') ? { certain: true, because: 'its audience is `appstoreconnect-v1`' } : undefined,
  requirements: [required(CONNECT, 'iat', 'exp', 'aud'), allowedAlgorithms(CONNECT, /^ES256$/, 'ES256'), requiredHeader(CONNECT, 'kid')],
  longestLife: { seconds: 1200, severity: 'error', text: 'Apple refuses tokens over 20 minutes', clause: CONNECT },
  meanings: { iss: 'issuer id of your team', bid: 'bundle id' },
  silences: ['jti-missing', 'typ-generic', 'iss-missing'],
})

export const applePush = profile({
  id: 'apns',
  name: 'Token for Apple push notifications',
  purpose: 'assertion',
  sources: [PUSH],
  recognise: (facts) =>
    only(facts, 'iss', 'iat') && headerText(facts, 'alg') === 'ES256' && /^[A-Z0-9]{10}$/.test(headerText(facts, 'kid') ?? '')
      ? { certain: false, because: 'it has `iss` and `iat`, nothing else, and a key id of ten characters' }
      : undefined,
  requirements: [required(PUSH, 'iss', 'iat'), allowedAlgorithms(PUSH, /^ES256$/, 'ES256'), requiredHeader(PUSH, 'kid')],
  meanings: { iss: 'your team id', iat: 'made at; renew it every 20 to 60 minutes' },
  silences: ['exp-missing', 'aud-missing', 'jti-missing', 'typ-generic'],
})

export const appStoreData = profile({
  id: 'app-store-data',
  name: 'Signed data of the App Store',
  purpose: 'statement',
  sources: [STORE],
  recognise: (facts) =>
    facts.claims &&
    !facts.claims.has('iss') &&
    ['notificationUUID', 'bundleId', 'originalTransactionId', 'transactionId'].some((name) => facts.claims?.has(name))
      ? { certain: true, because: 'it carries a transaction or notification of the App Store' }
      : undefined,
  requirements: [requiredHeader(STORE, 'x5c')],
  silences: ['iss-missing', 'exp-missing', 'aud-missing', 'jti-missing', 'data-nested-token', 'jwk-embedded', 'typ-generic'],
})
