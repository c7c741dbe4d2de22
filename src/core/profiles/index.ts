// Every profile, and recognise(): what kind of token this is, and why.
import { typedAccessToken, untypedAccessToken } from './access-token.ts'
import { appleClientSecret, appleIdToken, applePush, appStoreConnect, appStoreData } from './apple.ts'
import { cognitoAccessToken, cognitoIdToken, loadBalancer } from './aws.ts'
import { githubActions, githubApp, gitlabCi } from './ci.ts'
import { clientAssertion, googleServiceAccount, jwtBearerGrant } from './client-assertion.ts'
import { dpopProof } from './dpop-proof.ts'
import { entityStatement, federationOthers } from './federation.ts'
import { firebaseCustomToken, firebaseIdToken, googleIdToken, iapToken } from './google.ts'
import { idToken } from './id-token.ts'
import {
  auth0AccessToken,
  auth0IdToken,
  keycloakAccessToken,
  keycloakIdToken,
  oktaAccessToken,
  oktaIdToken,
  supabase,
} from './identity-providers.ts'
import { kubernetes, kubernetesLegacy } from './kubernetes.ts'
import { logoutToken } from './logout-token.ts'
import { entraAccessToken, entraIdToken } from './microsoft-entra.ts'
import { passport } from './passport.ts'
import { plainJwt } from './plain-jwt.ts'
import type { Evidence, Profile, RequirementState, TokenFacts } from './profile.ts'
import { refreshToken } from './refresh-token.ts'
import { authorizationResponse, introspectionResponse, requestObject } from './request-object.ts'
import { keyBindingJwt, sdJwt, sdJwtVc } from './sd-jwt.ts'
import { securityEventToken } from './security-event-token.ts'
import { statusList } from './status-list.ts'
import { didComm, nats, twilio } from './systems.ts'
import { vapid } from './vapid.ts'
import { credentialOne, credentialTwo, healthCard, presentationOne, presentationTwo } from './verifiable-credential.ts'
import type { Severity } from '../severity.ts'
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
} from './workload.ts'

/** The registry, in the order in which they are asked: what says itself what it is, then issuers known by name, then shapes; the plain JWT last. */
export const PROFILES: readonly Profile[] = [
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
]

/** What a token is taken for. */
export interface Recognition extends Evidence {
  readonly profile: Profile
}

/** The profile by its id, for an override or a link. */
export function profileById(id: string): Profile | undefined {
  return PROFILES.find((each) => each.id === id)
}

/** What kind of token this is: the first profile that is certain, else the first that fits. Total. */
export function recognise(facts: TokenFacts): Recognition {
  let likely: Recognition | undefined
  for (const profile of PROFILES) {
    if (likely && profile === plainJwt) break
    const evidence = profile.recognise(facts)
    if (evidence?.certain) return { profile, ...evidence }
    if (evidence && !likely) likely = { profile, ...evidence }
  }
  return likely ?? { profile: plainJwt, certain: false, because: 'nothing in it says more' }
}

/** One line of "what this profile asks". */
export interface RequirementStatus {
  readonly text: string
  readonly clause: string
  readonly state: RequirementState
  readonly severity: Severity
  /** The finding's rule where it is not met. */
  readonly rule: string | undefined
}

/** Everything that a profile asks of this token, and whether it holds. */
export function requirements(profile: Profile, facts: TokenFacts): RequirementStatus[] {
  return profile.requirements.map((each) => ({
    text: each.text,
    clause: each.clause,
    state: each.check(facts),
    severity: each.severity,
    rule: each.rule,
  }))
}

/** A token of this kind does well without "exp": a proof, an event, a request. */
export function mayLackExp(profile: Profile): boolean {
  return profile.silences.has('exp-missing') && !profile.requirements.some(({ rule }) => rule === 'profile-missing-exp')
}

/** What a claim means in this profile, where it differs from the registry. */
export function profileMeaning(profile: Profile, name: string): string | undefined {
  return profile.meanings.get(name)
}
