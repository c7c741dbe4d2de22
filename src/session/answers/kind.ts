// What kind of token a state's is, what that kind asks, and what its names mean. Loaded with the first check, for all the profiles and registries that it brings.
import { readContext } from '../../core/diagnostics/rule/context.ts'
import {
  profileById,
  profileMeaning,
  PROFILES,
  recognise,
  requirements,
  type Recognition,
  type RequirementStatus,
} from '../../core/profiles/index.ts'
import type { Profile } from '../../core/profiles/profile/profile.ts'
import { claimText } from '../../core/profiles/profile/requirement.ts'
import { claimMeaning } from '../../core/registries/claims.ts'
import { headerParameterMeaning } from '../../core/registries/header-parameters.ts'
import { source, type Source } from '../../core/rules/source.ts'
import { derive } from '../state/derived.ts'
import type { JsonPart } from '../state/opened-token.ts'
import type { State } from '../state/state.ts'

export interface Kind {
  /** What it is read as: what it was recognised as, or what somebody chose. */
  readonly profile: Profile
  readonly recognised: Recognition
  readonly requirements: readonly (RequirementStatus & { readonly source: Source })[]
  /** What a claim or Header Parameter means, in a few words: for this kind of token, for its issuer, or for anyone. */
  meaning(part: JsonPart, name: string): string | undefined
}

/** The kind of a state's token; undefined where there is none that can be read. An unknown profile is no choice. */
export function kindOf(state: State, profileId: string | undefined): Kind | undefined {
  // Nothing that tells the kind depends on the time.
  const facts = readContext(derive(state).inspection, { now: 0, leeway: 0 })
  if (!facts?.claims) return undefined
  const recognised = recognise(facts)
  const profile = (profileId === undefined ? undefined : profileById(profileId)) ?? recognised.profile
  const issuer = claimText(facts, 'iss')
  return {
    profile,
    recognised,
    requirements: requirements(profile, facts).map((each) => ({ ...each, source: source(each.clause) })),
    meaning(part, name) {
      if (part === 'header') return headerParameterMeaning(name)?.meaning
      return profileMeaning(profile, name) ?? claimMeaning(name, issuer, profile.product)?.meaning
    },
  }
}

/** Every kind that a token can be read as, by name. */
export const KINDS: readonly Pick<Profile, 'id' | 'name'>[] = PROFILES.map(({ id, name }) => ({ id, name })).sort((a, b) =>
  a.name.localeCompare(b.name, 'en'),
)
