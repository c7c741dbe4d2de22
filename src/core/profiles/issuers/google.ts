// Google's and Firebase's tokens.
import { vendorOf } from '../../registries/vendors/index.ts'
import type { TokenFacts } from '../profile/profile.ts'
import {
  allowedAlgorithms,
  audiences,
  claimText,
  headerText,
  profile,
  required,
  requiredHeader,
  rule,
  value,
} from '../profile/requirement.ts'
import { ID_TOKEN_CLAIMS, ID_TOKEN_RULES } from '../oauth/id-token.ts'

const DOCS = 'Google OpenID Connect, ID token payload'
const FIREBASE = 'Firebase, verify ID tokens'
const CUSTOM = 'Firebase, create custom tokens'
const CUSTOM_AUDIENCE = 'https://identitytoolkit.googleapis.com/google.identity.identitytoolkit.v1.IdentityToolkit'

const vendor = (facts: TokenFacts) => vendorOf(claimText(facts, 'iss') ?? '')
/** The emulator's tokens are unsecured: alg is "none". */
const isEmulated = (facts: TokenFacts) => headerText(facts, 'alg') === 'none'

export const googleIdToken = profile({
  id: 'google-id-token',
  name: 'Google ID token',
  purpose: 'id',
  sources: [DOCS],
  recognize: (facts) => (vendor(facts) === 'google' ? { certain: true, because: 'its issuer is Google' } : undefined),
  requirements: [ID_TOKEN_CLAIMS, allowedAlgorithms(DOCS, /^RS256$/, 'RS256', 'warning'), ID_TOKEN_RULES],
  silences: ['jti-missing', 'typ-generic', 'iss-format'],
})

export const firebaseIdToken = profile({
  id: 'firebase-id-token',
  name: 'Firebase ID token',
  purpose: 'id',
  sources: [FIREBASE],
  recognize: (facts) => (vendor(facts) === 'firebase' ? { certain: true, because: 'its issuer is Firebase' } : undefined),
  requirements: [
    ID_TOKEN_CLAIMS,
    required(FIREBASE, 'auth_time'),
    rule('profile-alg', {
      about: { in: 'header', name: 'alg' },
      text: "`alg` must be RS256; the emulator's tokens are unsecured.",
      clause: FIREBASE,
      severity: 'error',
      otherwise: 'Firebase signs with RS256 only.',
      why: "A token with another algorithm doesn't come from Firebase.",
      fix: 'Reject it.',
      holds: (facts) => headerText(facts, 'alg') === 'RS256' || isEmulated(facts),
    }),
    rule('profile-value-aud', {
      about: { in: 'payload', name: 'aud' },
      text: '`aud` is the project in `iss`.',
      clause: FIREBASE,
      severity: 'error',
      otherwise: '`aud` is not the project in `iss`.',
      why: "Firebase signs every project's tokens with the same keys.",
      fix: 'Reject it.',
      holds: (facts) => (facts.claims?.has('aud') ? audiences(facts)[0] === claimText(facts, 'iss')?.split('/').pop() : undefined),
    }),
    value(
      'sub',
      FIREBASE,
      { text: '`sub` has 1 to 128 characters.', otherwise: '`sub` does not have 1 to 128 characters.' },
      (node) => node.type === 'string' && node.value.length > 0 && node.value.length <= 128,
    ),
  ],
  severities: { 'alg-none': 'warning' },
  silences: ['jti-missing', 'typ-generic', 'iss-format'],
})

export const firebaseCustomToken = profile({
  id: 'firebase-custom-token',
  name: 'Firebase custom token',
  purpose: 'assertion',
  sources: [CUSTOM],
  recognize: (facts) =>
    audiences(facts).includes(CUSTOM_AUDIENCE) ? { certain: true, because: "its audience is Firebase's identity toolkit" } : undefined,
  requirements: [required(CUSTOM, 'iss', 'sub', 'aud', 'iat', 'exp', 'uid')],
  longestLife: { seconds: 3600, severity: 'error', text: 'Firebase rejects custom tokens valid for longer than an hour', clause: CUSTOM },
  silences: ['jti-missing', 'sub-email', 'typ-generic'],
})

export const iapToken = profile({
  id: 'google-iap',
  name: 'Google IAP assertion',
  purpose: 'access',
  sources: ['Google Cloud, securing with signed headers'],
  recognize: (facts) =>
    claimText(facts, 'iss') === 'https://cloud.google.com/iap'
      ? { certain: true, because: 'its issuer is Identity-Aware Proxy' }
      : undefined,
  requirements: [
    required('Google Cloud, securing with signed headers', 'aud', 'exp', 'iat', 'sub'),
    allowedAlgorithms('Google Cloud, securing with signed headers', /^ES256$/, 'ES256'),
    requiredHeader('Google Cloud, securing with signed headers', 'kid'),
  ],
  silences: ['jti-missing', 'typ-generic', 'sub-email'],
})
