// Tokens of systems that have their own rules: NATS, DIDComm and Twilio.
import { headerText, profile, required, typOf } from '../profile/requirement.ts'

export const nats = profile({
  id: 'nats',
  name: 'NATS token',
  purpose: 'other',
  sources: ['NATS, decentralized JWT authentication'],
  recognize: (facts) =>
    /^ed25519(?:-nkey)?$/.test(headerText(facts, 'alg') ?? '') && facts.claims?.has('nats')
      ? { certain: true, because: "it has a `nats` claim and an nkey's algorithm" }
      : undefined,
  requirements: [required('NATS, decentralized JWT authentication', 'iss', 'sub', 'iat', 'jti')],
  // NATS named Ed25519 before it was registered, and every NATS server knows these names.
  severities: { 'alg-unknown': 'info', 'alg-case': 'info' },
  meanings: { iss: 'public nkey that signed it', sub: 'public nkey it is about' },
  silences: ['exp-missing', 'aud-missing', 'typ-case', 'typ-generic', 'data-pii', 'time-forever', 'data-bulk'],
})

export const didComm = profile({
  id: 'didcomm',
  name: 'DIDComm message',
  purpose: 'other',
  sources: ['DIDComm Messaging 2.0'],
  recognize: (facts) =>
    typOf(facts)?.startsWith('didcomm-') ? { certain: true, because: `its \`typ\` is \`${typOf(facts)}\`` } : undefined,
  // DIDComm uses the JSON serialization, with the sender's kid in the unprotected header, and algorithms that are still drafts.
  severities: { 'alg-unknown': 'info', 'enc-unknown': 'info' },
  silences: [
    'iss-missing',
    'exp-missing',
    'aud-missing',
    'jti-missing',
    'claim-misspelt',
    'typ-prefix',
    'typ-generic',
    'kid-url',
    'env-json-serialization',
    'env-unprotected-header',
  ],
})

export const twilio = profile({
  id: 'twilio',
  name: 'Twilio access token',
  purpose: 'access',
  sources: ['Twilio, access tokens'],
  recognize: (facts) =>
    headerText(facts, 'cty')?.startsWith('twilio-fpa') ? { certain: true, because: "its `cty` is Twilio's" } : undefined,
  requirements: [required('Twilio, access tokens', 'iss', 'sub', 'exp', 'jti', 'grants')],
  longestLife: { seconds: 86_400, severity: 'error', text: 'Twilio refuses access tokens over 24 hours', clause: 'Twilio, access tokens' },
  meanings: { iss: 'API key', sub: 'account', grants: 'what it permits' },
  silences: ['aud-missing', 'cty-misuse', 'time-lifetime-access', 'typ-generic'],
})
