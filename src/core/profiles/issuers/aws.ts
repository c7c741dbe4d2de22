// Amazon's tokens: those of Cognito user pools, and the user claims that a load balancer puts in a request header.
import { vendorOf } from '../../registries/vendors/index.ts'
import type { TokenFacts } from '../profile/profile.ts'
import { allowedAlgorithms, claimText, headerText, profile, required } from '../profile/requirement.ts'
import { ID_TOKEN_CLAIMS, ID_TOKEN_RULES } from '../oauth/id-token.ts'

const DOCS = 'Amazon Cognito, using tokens with user pools'
const ALB = 'Elastic Load Balancing, authenticate users'

const isCognito = (facts: TokenFacts) => vendorOf(claimText(facts, 'iss') ?? '') === 'cognito'

export const cognitoAccessToken = profile({
  id: 'cognito-access-token',
  name: 'Cognito access token',
  purpose: 'access',
  sources: [DOCS],
  recognize: (facts) =>
    isCognito(facts) && claimText(facts, 'token_use') === 'access'
      ? { certain: true, because: 'its issuer is Cognito and `token_use` is `access`' }
      : undefined,
  // Cognito's access tokens name the client but no audience.
  requirements: [required(DOCS, 'sub', 'client_id', 'exp', 'iat')],
  silences: ['aud-missing', 'jti-missing', 'typ-generic', 'time-lifetime-access', 'sub-equals-client'],
})

export const cognitoIdToken = profile({
  id: 'cognito-id-token',
  name: 'Cognito ID token',
  purpose: 'id',
  sources: [DOCS],
  recognize: (facts) => (isCognito(facts) ? { certain: true, because: "its issuer is Cognito and it isn't an access token" } : undefined),
  requirements: [required(DOCS, 'token_use'), ID_TOKEN_CLAIMS, ID_TOKEN_RULES],
  silences: ['jti-missing', 'typ-generic', 'claim-stringified-bool', 'claim-stringified-json'],
})

export const loadBalancer = profile({
  id: 'aws-alb',
  name: "AWS load balancer's user claims",
  purpose: 'statement',
  sources: [ALB],
  recognize: (facts) =>
    headerText(facts, 'signer')?.startsWith('arn:') && facts.header.has('client')
      ? { certain: true, because: 'its header names a `signer` and a `client`' }
      : undefined,
  requirements: [allowedAlgorithms(ALB, /^ES256$/, 'ES256')],
  // It pads its parts and puts exp and iss in the header, as its documentation says.
  severities: { 'b64-padding': 'info' },
  silences: [
    'iss-missing',
    'aud-missing',
    'exp-missing',
    'jti-missing',
    'claim-in-wrong-place',
    'hdr-claims-in-header',
    'hdr-unknown-param',
    'typ-generic',
  ],
})
