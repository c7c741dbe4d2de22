// Rules made from the profiles: one for every requirement that a profile states.
import { PROFILES } from '../../profiles/index.ts'
import type { Profile, Requirement, RequirementRule } from '../../profiles/profile/profile.ts'
import { source } from '../../rules/source.ts'
import type { Diagnostic } from '../rule/diagnostic.ts'
import { claim, inHeader, inPayload, memberOf, wholePayload } from '../rule/payload.ts'

const byRule = new Map<Profile, ReadonlyMap<RequirementRule, Requirement[]>>()

/** A profile's requirements, by the rule that reports them. */
function requirementsOf(profile: Profile): ReadonlyMap<RequirementRule, Requirement[]> {
  const known = byRule.get(profile)
  if (known) return known
  const made = new Map<RequirementRule, Requirement[]>()
  for (const each of profile.requirements) if (each.rule) made.set(each.rule, [...(made.get(each.rule) ?? []), each])
  byRule.set(profile, made)
  return made
}

/** "No `sub`, which this kind of token must have (ID token, OpenID Connect Core section 2)." */
function attributed(sentence: string, profile: string | number | undefined): string {
  return profile === undefined ? sentence : `${sentence.replace(/\.$/, '')} (${profile}).`
}

function diagnosticOf(id: RequirementRule, stated: readonly Requirement[]): Diagnostic<RequirementRule> {
  const first = stated[0]!
  return {
    id,
    severity: first.severity,
    source: [...new Set(stated.map(({ clause }) => clause))].map((clause) => source(clause)),
    message: ({ otherwise, profile }) => attributed(String(otherwise ?? first.otherwise), profile),
    why: first.why,
    fix: first.fix,
    *hits(context) {
      const { profile, token } = context
      for (const requirement of (profile && requirementsOf(profile).get(id)) ?? []) {
        if (requirement.stateFor(context) !== 'not-met') continue
        const { about } = requirement
        const header = token.header.decoded.json.root
        const inside =
          about &&
          (about.in === 'payload' ? claim(context, about.name) : memberOf(header?.type === 'object' ? header : undefined, about.name))
        const place = inside
          ? about?.in === 'header'
            ? inHeader(inside.value)
            : inPayload(inside.value)
          : about?.in === 'header'
            ? undefined
            : wholePayload(context)
        yield {
          ...(place && { place }),
          args: { otherwise: requirement.otherwise, profile: `${profile!.name}, ${requirement.clause}` },
          severity: requirement.severity,
        }
      }
    },
  }
}

const stated = new Map<RequirementRule, Requirement[]>()
for (const profile of PROFILES) {
  for (const [id, requirements] of requirementsOf(profile)) stated.set(id, [...(stated.get(id) ?? []), ...requirements])
}

/** Rules about a reference to a status list (Token Status List section 6). */
const statusRules = [
  {
    id: 'status-not-checked',
    severity: 'info',
    source: [source('Token Status List section 6.1', 'https://datatracker.ietf.org/doc/html/draft-ietf-oauth-status-list')],
    message: () => 'It can be revoked. Its status is in a list elsewhere, which was not checked.',
    why: 'A valid signature does not mean that the token has not been revoked.',
    fix: 'Fetch the status list and look up its index.',
    *hits(context) {
      const list = statusReference(context)
      if (list) yield { place: inPayload(list) }
    },
  },
  {
    id: 'status-reference',
    severity: 'error',
    source: [source('Token Status List section 6.2', 'https://datatracker.ietf.org/doc/html/draft-ietf-oauth-status-list')],
    message: () => '`status_list` must have `idx`, an integer of at least 0, and `uri`.',
    why: 'Without them, no one can look up whether it was revoked.',
    fix: 'Have the issuer correct the reference.',
    *hits(context) {
      const list = statusReference(context)
      if (!list) return
      const [idx, uri] = ['idx', 'uri'].map((name) => (list.type === 'object' ? memberOf(list, name)?.value : undefined))
      const right =
        idx?.type === 'number' &&
        Number.isInteger(idx.value) &&
        idx.value >= 0 &&
        uri?.type === 'string' &&
        /^[A-Za-z][A-Za-z0-9+.-]*:/.test(uri.value)
      if (!right) yield { place: inPayload(list) }
    },
  },
] as const satisfies readonly Diagnostic[]

function statusReference(context: Parameters<typeof claim>[0]) {
  const status = claim(context, 'status')?.value
  return status?.type === 'object' ? memberOf(status, 'status_list')?.value : undefined
}

export const profileRules = [
  ...[...stated].map(([id, requirements]) => diagnosticOf(id, requirements)),
  ...statusRules,
] as const satisfies readonly Diagnostic[]
