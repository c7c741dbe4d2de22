// Defines a profile, which describes one kind of token: how to recognize it, what it requires, and which rules don't apply to it.
import type { ClaimsSet } from '../../claims/claims-set.ts'
import type { JsonNode } from '../../text/json.ts'
import type { VendorId } from '../../registries/vendors/index.ts'
import type { Severity } from '../../rules/severity.ts'
import type { Source } from '../../rules/source.ts'
import type { KeyBinding } from '../../sd-jwt/key-binding.ts'
import type { Token } from '../../token/token.ts'

/** The parts of a token that a profile looks at. */
export interface TokenFacts {
  readonly token: Token
  /** The JOSE Header's parameters. */
  readonly header: ReadonlyMap<string, JsonNode>
  /** Undefined if the payload is not a JSON object, and for a JWE that was not decrypted. */
  readonly claims: ClaimsSet | undefined
  /** The outcome of checking an SD-JWT's key binding JWT; undefined while the check is running. */
  readonly keyBinding?: KeyBinding | undefined
}

/** What the token is used for; the rules on lifetimes depend on it. */
export type Purpose = 'id' | 'access' | 'refresh' | 'assertion' | 'proof' | 'request' | 'event' | 'credential' | 'statement' | 'other'

/** Why a token was recognized as this kind. */
export interface ProfileEvidence {
  /** True if the token itself says so (by typ, issuer or a distinctive claim), false if it only looks like this kind. */
  readonly certain: boolean
  /** The end of "This is an ID token, because …": "its typ is `at+jwt`". */
  readonly because: string
}

export interface Profile<Id extends string = string, Rule extends string = string> {
  /** Stable, for links and overrides: "id-token". */
  readonly id: Id
  /** "ID token" */
  readonly name: string
  readonly purpose: Purpose
  readonly sources: readonly Source[]
  /** Undefined if the token isn't of this kind. Never throws. */
  recognize(facts: TokenFacts): ProfileEvidence | undefined
  readonly requirements: readonly Requirement[]
  /** The product that issues these tokens, even under a custom issuer name; its meanings apply to the claims. */
  readonly product: VendorId | undefined
  /** What claims mean here, if that differs from the registry. */
  readonly meanings: ReadonlyMap<string, string>
  /** Rule ids that would be false alarms here. */
  readonly silences: ReadonlySet<Rule>
  /** Rule ids that have another severity here. */
  readonly severities: ReadonlyMap<Rule, Severity>
  readonly longestLife: LongestLife | undefined
}

/** The longest time from iat to exp that is allowed, in seconds. */
export interface LongestLife {
  readonly seconds: number
  readonly severity: Severity
  /** "GitHub rejects app tokens valid for longer" */
  readonly text: string
  readonly clause: string
}

/** Whether a requirement is met; 'not-checkable' if that takes more than the token. */
export type RequirementState = 'met' | 'not-met' | 'not-checkable'

/** The id of a profile's rule, either built from the claim that it is about or specific to it. */
export type RequirementRule =
  | `profile-${string}`
  | 'assertion-aud-endpoint'
  | 'entra-graph-audience'
  | 'entra-groups-overage'
  | 'federation-authority-hints'
  | 'github-default-audience'
  | 'github-pull-request'
  | 'id-token-as-access-token'
  | 'okta-org-server'
  | 'passport-canonical'
  | 'refresh-token-sent'
  | 'request-object-sub'
  | 'supabase-service-role'

export interface Requirement {
  /** The rule that fires if it is not met; undefined if only a running service can check it. */
  readonly rule: RequirementRule | undefined
  /** The claim or Header Parameter that it is about. */
  readonly about: { readonly in: 'header' | 'payload'; readonly name: string } | undefined
  /** The requirement, as a sentence: "`exp` must be present." */
  readonly text: string
  readonly clause: string
  readonly severity: Severity
  /** What is wrong if it is not met, as a sentence. */
  readonly otherwise: string
  readonly why: string
  readonly fix: string
  stateFor(facts: TokenFacts): RequirementState
}
