// Credentials with selectively disclosable claims, and the key binding JWT that a holder adds.
import { processSdJwt } from '../../sd-jwt/process.ts'
import type { Requirement } from '../profile/profile.ts'
import { asymmetric, byTyp, elsewhere, profile, required, rule } from '../profile/requirement.ts'

/** Rules that don't apply to credentials, which are shown to many, live for years and are bound to their holder's key. */
export const CREDENTIAL_SILENCES = [
  'aud-missing',
  'exp-missing',
  'jti-missing',
  'cnf-present',
  'time-forever',
  'time-lifetime-access',
  'data-bulk',
  'typ-generic',
  'claim-misspelt',
  'data-pii',
] as const

/** Needs no rule of its own: the findings name each disclosure that fails. */
const everyDisclosureIsSigned: Requirement[] = elsewhere('RFC 9901 section 7.1', "Every disclosure's digest is in the payload, once.").map(
  (requirement) => ({
    ...requirement,
    stateFor({ token }) {
      const processing = processSdJwt(token)
      if (!processing?.hash) return 'not-checkable'
      return processing.disclosures.every(({ state }) => state === 'matched') ? 'met' : 'not-met'
    },
  }),
)

/** Needs no rule of its own: the findings say why a key binding JWT fails, or could not be checked. */
const keyBindingIsTheHolders: Requirement[] = elsewhere('RFC 9901 section 7.3', 'The key binding JWT is signed with the key in `cnf`.').map(
  (requirement) => ({
    ...requirement,
    stateFor({ keyBinding }) {
      if (!keyBinding || keyBinding.state === 'none' || keyBinding.state === 'no-key') return 'not-checkable'
      return keyBinding.state === 'valid' ? 'met' : 'not-met'
    },
  }),
)

const ALWAYS_OPEN = ['iss', 'nbf', 'exp', 'cnf', 'vct', 'vct#integrity', 'status']

export const sdJwtVc = profile({
  id: 'sd-jwt-vc',
  name: 'SD-JWT VC',
  purpose: 'credential',
  sources: ['draft-ietf-oauth-sd-jwt-vc section 3.2', 'RFC 9901'],
  recognize: byTyp('dc+sd-jwt', 'vc+sd-jwt'),
  requirements: [
    required('draft-ietf-oauth-sd-jwt-vc section 3.2.2', 'vct'),
    rule('profile-disclosed', {
      text: 'Issuer, times, key, type and status are not selectively disclosable.',
      clause: 'draft-ietf-oauth-sd-jwt-vc section 3.2.2',
      severity: 'error',
      otherwise: 'A claim that must always be visible (issuer, times, key, type or status) is selectively disclosed.',
      why: 'The holder could leave it out, and so drop the expiry or the binding to a key.',
      fix: 'Let the issuer put it in the payload itself.',
      holds: ({ token }) => !token.sdJwt?.disclosures.some(({ name }) => name !== undefined && ALWAYS_OPEN.includes(name)),
    }),
    everyDisclosureIsSigned,
    keyBindingIsTheHolders,
  ],
  silences: CREDENTIAL_SILENCES,
})

export const sdJwt = profile({
  id: 'sd-jwt',
  name: 'SD-JWT',
  purpose: 'credential',
  sources: ['RFC 9901 section 4'],
  recognize({ token, claims }) {
    if (token.sdJwt && token.header.readable) return { certain: true, because: 'it is followed by disclosures, separated by `~`' }
    return claims?.has('_sd') ? { certain: true, because: 'it contains digests of disclosures (`_sd`)' } : undefined
  },
  requirements: [everyDisclosureIsSigned, keyBindingIsTheHolders],
  silences: CREDENTIAL_SILENCES,
})

export const keyBindingJwt = profile({
  id: 'key-binding-jwt',
  name: 'Key binding JWT',
  purpose: 'proof',
  sources: ['RFC 9901 section 4.3'],
  recognize: byTyp('kb+jwt'),
  requirements: [
    asymmetric('RFC 9901 section 4.3'),
    required('RFC 9901 section 4.3', 'iat', 'aud', 'nonce', 'sd_hash'),
    elsewhere(
      'RFC 9901 section 7.3',
      "`nonce` and `aud` are the verifier's.",
      '`sd_hash` is the hash of the SD-JWT before it.',
      "It is signed with the key in the credential's `cnf`.",
    ),
  ],
  silences: ['exp-missing', 'iss-missing', 'jti-missing'],
})
