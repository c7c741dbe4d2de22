// W3C Verifiable Credentials and Presentations as JWTs, in both data models, and SMART Health Cards.
import { byTyp, claimText, forbidden, headerText, profile, recommended, required } from '../profile/requirement.ts'
import { CREDENTIAL_SILENCES } from './sd-jwt.ts'

const TWO = 'VC-JOSE-COSE section 3.1.1'
const ONE = 'Verifiable Credentials Data Model 1.1 section 6.3.1'
const SILENT = [...CREDENTIAL_SILENCES, 'iss-missing', 'data-nested-token', 'claim-stringified-json'] as const

export const credentialTwo = profile({
  id: 'vc-2',
  name: 'Verifiable credential (2.0)',
  purpose: 'credential',
  sources: [TWO],
  recognize: byTyp('vc+jwt'),
  requirements: [required(TWO, '@context', 'type', 'issuer', 'credentialSubject'), forbidden(TWO, 'vc', 'vp')],
  silences: SILENT,
})

export const presentationTwo = profile({
  id: 'vp-2',
  name: 'Verifiable presentation (2.0)',
  purpose: 'credential',
  sources: [TWO],
  recognize: byTyp('vp+jwt'),
  requirements: [required(TWO, '@context', 'type'), forbidden(TWO, 'vc', 'vp')],
  silences: SILENT,
})

export const credentialOne = profile({
  id: 'vc-1',
  name: 'Verifiable credential (1.1)',
  purpose: 'credential',
  sources: [ONE],
  recognize: ({ claims }) => (claims?.get('vc')?.type === 'object' ? { certain: true, because: 'it has a `vc` claim' } : undefined),
  requirements: [required(ONE, 'iss'), recommended(ONE, 'nbf')],
  silences: SILENT,
})

export const presentationOne = profile({
  id: 'vp-1',
  name: 'Verifiable presentation (1.1)',
  purpose: 'credential',
  sources: [ONE],
  recognize: ({ claims }) => (claims?.get('vp')?.type === 'object' ? { certain: true, because: 'it has a `vp` claim' } : undefined),
  requirements: [required(ONE, 'iss'), recommended(ONE, 'aud')],
  silences: SILENT.filter((id) => id !== 'aud-missing'),
})

export const healthCard = profile({
  id: 'smart-health-card',
  name: 'SMART Health Card',
  purpose: 'credential',
  sources: ['SMART Health Cards Framework'],
  recognize: (facts) =>
    headerText(facts, 'zip') === 'DEF' && headerText(facts, 'alg') === 'ES256' && claimText(facts, 'sub') === undefined
      ? { certain: true, because: 'it is signed and compressed (`zip` in a JWS)' }
      : undefined,
  meanings: { nbf: 'issued at' },
  silences: [...SILENT, 'hdr-zip-in-jws', 'json-invalid', 'json-not-object', 'utf8-invalid', 'time-fraction', 'json-number-form'],
})
