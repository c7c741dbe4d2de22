// Determines the type of a token, what that type requires, and what its names mean.
import type { DiagnosticFacts } from '../../core/diagnostics/rule/diagnostic.ts'
import { mayLackExp, profileMeaning, requirements, type Recognition, type RequirementStatus } from '../../core/profiles/index.ts'
import type { KnownProfile } from '../../core/profiles/index.ts'
import { claimText } from '../../core/profiles/profile/requirement.ts'
import { claimMeaning } from '../../core/registries/claims.ts'
import { headerParameterMeaning } from '../../core/registries/header-parameters.ts'
import { source, type Source } from '../../core/rules/source.ts'
import type { JsonPart } from '../state/opened-token.ts'

export interface Kind {
  /** The type it is read as: the recognized one, or the user's choice. */
  readonly profile: KnownProfile
  readonly recognized: Recognition
  readonly requirements: readonly (RequirementStatus & { readonly source: Source })[]
  /** True if it doesn't need "exp", as a proof, an event or a request. */
  readonly needsNoEnd: boolean
  /** What the token's names mean, in a few words: in this type of token, to its issuer, or in general. */
  readonly meanings: Readonly<Record<JsonPart, ReadonlyMap<string, string>>>
  /** Where those names are defined, preferably by the registry: "RFC 7519 section 4.1.1". */
  readonly references: Readonly<Record<JsonPart, ReadonlyMap<string, string>>>
}

/** The most names that are explained; no one reads more. */
const MOST_NAMES = 2000

/** The type of a token read as a profile; undefined if no claims can be read. */
export function kindOf(facts: DiagnosticFacts, recognized: Recognition, profile: KnownProfile): Kind | undefined {
  const { header, claims } = facts
  if (!claims) return undefined
  const issuer = claimText(facts, 'iss')
  return {
    profile,
    recognized,
    requirements: requirements(profile, facts).map((each) => ({ ...each, source: source(each.clause) })),
    needsNoEnd: mayLackExp(profile),
    meanings: {
      header: meaningsOf(header, (name) => headerParameterMeaning(name)?.meaning),
      payload: meaningsOf(claims, (name) => profileMeaning(profile, name) ?? claimMeaning(name, issuer, profile.product)?.meaning),
    },
    references: {
      header: meaningsOf(header, (name) => headerParameterMeaning(name)?.reference),
      payload: meaningsOf(claims, (name) => (claimMeaning(name) ?? claimMeaning(name, issuer, profile.product))?.reference),
    },
  }
}

function meaningsOf(members: ReadonlyMap<string, unknown>, meaningOf: (name: string) => string | undefined): ReadonlyMap<string, string> {
  const meanings = new Map<string, string>()
  for (const name of [...members.keys()].slice(0, MOST_NAMES)) {
    const meaning = meaningOf(name)
    if (meaning !== undefined) meanings.set(name, meaning)
  }
  return meanings
}
