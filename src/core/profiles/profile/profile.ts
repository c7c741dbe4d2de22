// What a profile is: one kind of token, how it is recognised, what it must and must not carry, and which rules mean nothing for it.
import type { ClaimsSet } from '../../claims/claims-set.ts'
import type { JsonNode } from '../../text/json.ts'
import type { VendorId } from '../../registries/vendors/index.ts'
import type { Severity } from '../../rules/severity.ts'
import type { Source } from '../../rules/source.ts'
import type { KeyBinding } from '../../sd-jwt/key-binding.ts'
import type { Token } from '../../token/token.ts'

/** What a profile looks at. */
export interface TokenFacts {
  readonly token: Token
  /** The JOSE Header's parameters. */
  readonly header: ReadonlyMap<string, JsonNode>
  /** Undefined where the payload is not a JSON object, and for a JWE that was not decrypted. */
  readonly claims: ClaimsSet | undefined
  /** What became of an SD-JWT's key binding JWT; undefined while that is under way. */
  readonly keyBinding?: KeyBinding | undefined
}

/** What the token is good for; the rules on lifetimes go by it. */
export type Purpose = 'id' | 'access' | 'refresh' | 'assertion' | 'proof' | 'request' | 'event' | 'credential' | 'statement' | 'other'

/** Why a token is taken for this profile. */
export interface ProfileEvidence {
  /** The token says so itself (typ, issuer, a claim of its own); otherwise it only looks like it. */
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
  /** Undefined where the token is none of these. Total: never throws. */
  recognise(facts: TokenFacts): ProfileEvidence | undefined
  readonly requirements: readonly Requirement[]
  /** Whose product makes such tokens, also under issuers' names of one's own: its claims mean what that product means by them. */
  readonly product: VendorId | undefined
  /** What claims mean here, where it differs from the registry. */
  readonly meanings: ReadonlyMap<string, string>
  /** Rule ids that would be false alarms here. */
  readonly silences: ReadonlySet<Rule>
  /** Rule ids that weigh more, or less, here. */
  readonly severities: ReadonlyMap<Rule, Severity>
  readonly longestLife: LongestLife | undefined
}

/** The longest time from iat to exp that is allowed, in seconds. */
export interface LongestLife {
  readonly seconds: number
  readonly severity: Severity
  /** "GitHub refuses app tokens that live longer" */
  readonly text: string
  readonly clause: string
}

/** Whether a requirement holds; 'not-checkable' where it needs more than the token. */
export type RequirementState = 'met' | 'not-met' | 'not-checkable'

/** The id of a rule that a profile states: made from the claim that it is about, or one of its own. */
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
  /** The rule that fires where it is not met; undefined for one that only a running service can check. */
  readonly rule: RequirementRule | undefined
  /** The claim or Header Parameter that it is about. */
  readonly about: { readonly in: 'header' | 'payload'; readonly name: string } | undefined
  /** What is asked, as a sentence: "`exp` is there." */
  readonly text: string
  readonly clause: string
  readonly severity: Severity
  /** What is wrong where it is not met, as a sentence. */
  readonly otherwise: string
  readonly why: string
  readonly fix: string
  stateFor(facts: TokenFacts): RequirementState
}
