// Lists every profile and recognizes which one a token fits, and why.
import { typedAccessToken, untypedAccessToken } from './oauth/access-token.ts'
import { appleClientSecret, appleIdToken, applePush, appStoreConnect, appStoreData } from './issuers/apple.ts'
import { cognitoAccessToken, cognitoIdToken, loadBalancer } from './issuers/aws.ts'
import { githubActions, githubApp, gitlabCi } from './issuers/ci.ts'
import { clientAssertion, googleServiceAccount, jwtBearerGrant } from './oauth/client-assertion.ts'
import { dpopProof } from './oauth/dpop-proof.ts'
import { entityStatement, federationOthers } from './others/federation.ts'
import { firebaseCustomToken, firebaseIdToken, googleIdToken, iapToken } from './issuers/google.ts'
import { idToken } from './oauth/id-token.ts'
import {
  auth0AccessToken,
  auth0IdToken,
  keycloakAccessToken,
  keycloakIdToken,
  oktaAccessToken,
  oktaIdToken,
  supabase,
} from './issuers/identity-providers.ts'
import { kubernetes, kubernetesLegacy } from './issuers/kubernetes.ts'
import { logoutToken } from './oauth/logout-token.ts'
import { entraAccessToken, entraIdToken } from './issuers/microsoft-entra.ts'
import { passport } from './others/passport.ts'
import { plainJwt } from './others/plain-jwt.ts'
import type { ProfileEvidence, Profile, RequirementState, TokenFacts } from './profile/profile.ts'
import { refreshToken } from './oauth/refresh-token.ts'
import { authorizationResponse, introspectionResponse, requestObject } from './oauth/request-object.ts'
import { keyBindingJwt, sdJwt, sdJwtVc } from './others/sd-jwt.ts'
import { securityEventToken } from './oauth/security-event-token.ts'
import { statusList } from './oauth/status-list.ts'
import { didComm, nats, twilio } from './others/systems.ts'
import { vapid } from './others/vapid.ts'
import { credentialOne, credentialTwo, healthCard, presentationOne, presentationTwo } from './others/verifiable-credential.ts'
import type { Severity } from '../rules/severity.ts'
import {
  clientAttestation,
  clientAttestationProof,
  credentialProof,
  identityAssertionGrant,
  issuerMetadata,
  keyAttestation,
  spiffe,
  transactionToken,
  workloadIdentity,
  workloadProof,
} from './others/workload.ts'

/** Order matters: explicit types first, then known issuers, then shapes, and the plain JWT last. */
const ALL = [
  typedAccessToken,
  dpopProof,
  logoutToken,
  securityEventToken,
  clientAssertion,
  requestObject,
  introspectionResponse,
  sdJwtVc,
  keyBindingJwt,
  credentialTwo,
  presentationTwo,
  statusList,
  entityStatement,
  ...federationOthers,
  transactionToken,
  identityAssertionGrant,
  clientAttestation,
  clientAttestationProof,
  workloadIdentity,
  workloadProof,
  credentialProof,
  keyAttestation,
  issuerMetadata,
  passport,
  didComm,
  loadBalancer,
  sdJwt,
  credentialOne,
  presentationOne,
  healthCard,
  nats,
  twilio,
  refreshToken,
  kubernetes,
  kubernetesLegacy,
  githubActions,
  gitlabCi,
  entraAccessToken,
  entraIdToken,
  googleIdToken,
  firebaseIdToken,
  firebaseCustomToken,
  googleServiceAccount,
  iapToken,
  cognitoAccessToken,
  cognitoIdToken,
  appleIdToken,
  appleClientSecret,
  appStoreConnect,
  appStoreData,
  auth0AccessToken,
  auth0IdToken,
  oktaAccessToken,
  oktaIdToken,
  keycloakIdToken,
  keycloakAccessToken,
  supabase,
  spiffe,
  vapid,
  authorizationResponse,
  applePush,
  githubApp,
  jwtBearerGrant,
  idToken,
  untypedAccessToken,
  plainJwt,
] as const

/** A profile from the registry, with its literal id. */
export type KnownProfile = (typeof ALL)[number]

export const PROFILES: readonly KnownProfile[] = ALL

/** The profile a token was recognized as. */
export interface Recognition extends ProfileEvidence {
  readonly profile: KnownProfile
}

/** Looks up a profile by id, for an override or a link. */
export function profileById(id: string): KnownProfile | undefined {
  return PROFILES.find((each) => each.id === id)
}

/** Recognizes a token: the first profile that is certain, else the first that fits. Never throws. */
export function recognize(facts: TokenFacts): Recognition {
  let likely: Recognition | undefined
  for (const profile of PROFILES) {
    if (likely && profile === plainJwt) break
    const evidence = profile.recognize(facts)
    if (evidence?.certain) return { profile, ...evidence }
    if (evidence && !likely) likely = { profile, ...evidence }
  }
  return likely ?? { profile: plainJwt, certain: false, because: 'nothing marks it as a special type' }
}

/** One line in the list of what a profile requires. */
export interface RequirementStatus {
  readonly text: string
  readonly clause: string
  readonly state: RequirementState
  readonly severity: Severity
  /** The rule of the finding if it is not met. */
  readonly rule: string | undefined
}

/** Everything that a profile requires of this token, and whether it is met. */
export function requirements(profile: Profile, facts: TokenFacts): RequirementStatus[] {
  return profile.requirements.map((each) => ({
    text: each.text,
    clause: each.clause,
    state: each.stateFor(facts),
    severity: each.severity,
    rule: each.rule,
  }))
}

/** Whether a token of this kind may lack "exp", as a proof, an event or a request may. */
export function mayLackExp(profile: KnownProfile): boolean {
  return profile.silences.has('exp-missing') && !profile.requirements.some(({ rule }) => rule === 'profile-missing-exp')
}

/** What a claim means in this profile, if that differs from the registry. */
export function profileMeaning(profile: Profile, name: string): string | undefined {
  return profile.meanings.get(name)
}
