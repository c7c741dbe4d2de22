// Building blocks for profiles: claims that must, should or must not be present, values, algorithms, and checks that only a service can make.
import { textOf } from '../../text/json.ts'
import type { JsonNode } from '../../text/json.ts'
import type { VendorId } from '../../registries/vendors/index.ts'
import type { Severity } from '../../rules/severity.ts'
import type {
  ProfileEvidence,
  LongestLife,
  Profile,
  Purpose,
  Requirement,
  RequirementRule,
  RequirementState,
  TokenFacts,
} from './profile.ts'
import { source } from '../../rules/source.ts'

/** A claim's value. */
export function claimValue(facts: TokenFacts, name: string): JsonNode | undefined {
  return facts.claims?.get(name)
}

/** A claim's text. */
export function claimText(facts: TokenFacts, name: string): string | undefined {
  return textOf(claimValue(facts, name))
}

/** A protected Header Parameter's value. Unprotected ones can't tell the kind, since anyone can change them. */
function headerValue({ token }: TokenFacts, name: string): JsonNode | undefined {
  return token.header.protected.get(name)
}

/** A protected Header Parameter's text. */
export function headerText(facts: TokenFacts, name: string): string | undefined {
  return textOf(headerValue(facts, name))
}

/** "typ" in lower case and without "application/", as RFC 7515 section 4.1.9 compares it. */
export function typOf(facts: TokenFacts): string | undefined {
  return headerText(facts, 'typ')
    ?.slice(0, 100)
    .toLowerCase()
    .replace(/^application\//, '')
}

/** The audiences, whether "aud" is one string or a list. */
export function audiences(facts: TokenFacts): string[] {
  const aud = claimValue(facts, 'aud')
  if (aud?.type === 'string') return [aud.value]
  return aud?.type === 'array' ? aud.items.flatMap((item) => (item.type === 'string' ? [item.value] : [])) : []
}

/** The first of these claims that is present. */
export function firstOf({ claims }: TokenFacts, ...names: readonly string[]): string | undefined {
  return names.find((name) => claims?.has(name))
}

/** Recognizes a token by its "typ". */
export function byTyp(...types: readonly string[]): (facts: TokenFacts) => ProfileEvidence | undefined {
  return (facts) => {
    const typ = typOf(facts)
    return typ !== undefined && types.includes(typ) ? { certain: true, because: `its \`typ\` is \`${typ}\`` } : undefined
  }
}

const there = (node: JsonNode | undefined) => node !== undefined && node.type !== 'null'

function presence(name: string, wanted: boolean, severity: Severity, clause: string): Requirement {
  const verb = severity === 'error' ? (wanted ? 'must' : 'must not') : wanted ? 'should' : 'should not'
  return {
    rule: `profile-${wanted ? 'missing' : 'forbidden'}-${name}`,
    about: { in: 'payload', name },
    text: `\`${name}\` ${verb} be present.`,
    clause,
    severity,
    otherwise: wanted
      ? `No \`${name}\`, which this kind of token ${verb} have.`
      : `It has \`${name}\`, which this kind of token ${verb} have.`,
    why: wanted
      ? 'Receivers of such a token rely on it, and may reject a token without it.'
      : "The specification forbids it, so that one kind of token can't pass for another.",
    fix: wanted ? `Let the issuer add \`${name}\`.` : `Leave \`${name}\` out.`,
    stateFor(facts) {
      if (!facts.claims) return 'not-checkable'
      return there(claimValue(facts, name)) === wanted ? 'met' : 'not-met'
    },
  }
}

/** Claims without which the token is not of this kind. */
export const required = (clause: string, ...names: readonly string[]) => names.map((name) => presence(name, true, 'error', clause))
/** Claims that the specification recommends. */
export const recommended = (clause: string, ...names: readonly string[]) => names.map((name) => presence(name, true, 'warning', clause))
/** Claims that must not be present. */
export const forbidden = (clause: string, ...names: readonly string[]) => names.map((name) => presence(name, false, 'error', clause))
/** Claims that should not be present. */
export const discouraged = (clause: string, ...names: readonly string[]) => names.map((name) => presence(name, false, 'warning', clause))

/** Header Parameters without which the token is not of this kind. */
export const requiredHeader = (clause: string, ...names: readonly string[]): Requirement[] =>
  names.map((name) => ({
    ...presence(name, true, 'error', clause),
    rule: `profile-missing-header-${name}`,
    about: { in: 'header', name },
    text: `\`${name}\` must be in the header.`,
    otherwise: `No \`${name}\` in the header, where this kind of token must have it.`,
    stateFor: (facts) => (there(headerValue(facts, name)) ? 'met' : 'not-met'),
  }))

/** "alg" must be one of these. */
export function allowedAlgorithms(clause: string, test: RegExp, said: string, severity: Severity = 'error'): Requirement {
  return rule('profile-alg', {
    about: { in: 'header', name: 'alg' },
    text: `\`alg\` must be ${said}.`,
    clause,
    severity,
    otherwise: `The algorithm must be ${said} here.`,
    why: 'Receivers of this kind of token accept no other, so that no one can choose a weaker one.',
    fix: `Sign it with ${said}.`,
    holds: (facts) => {
      // In a JWE, "alg" says how the content encryption key was encrypted.
      if (facts.token.object?.kind === 'jwe') return undefined
      const alg = headerText(facts, 'alg')
      return alg === undefined || test.test(alg)
    },
  })
}

/** Neither a shared secret nor "none": someone else must be able to verify it. */
export const asymmetric = (clause: string) => allowedAlgorithms(clause, /^(?!HS|none$)/i, 'a public-key algorithm')

interface Rule extends Omit<Requirement, 'rule' | 'stateFor' | 'about'> {
  readonly about?: Requirement['about']
  /** False if it is not met; undefined if the token doesn't say. */
  holds(facts: TokenFacts): boolean | undefined
}

/** Any other requirement, under a rule id of its own. */
export function rule(id: RequirementRule, { holds, about, ...words }: Rule): Requirement {
  return {
    ...words,
    rule: id,
    about,
    stateFor(facts): RequirementState {
      const answer = facts.claims || about?.in === 'header' ? holds(facts) : undefined
      return answer === undefined ? 'not-checkable' : answer ? 'met' : 'not-met'
    },
  }
}

/** Checks a claim's value, if the claim is present. */
export function value(
  name: string,
  clause: string,
  words: { text: string; otherwise: string; severity?: Severity; why?: string; fix?: string; rule?: RequirementRule },
  fits: (node: JsonNode, facts: TokenFacts) => boolean,
): Requirement {
  return rule(words.rule ?? `profile-value-${name}`, {
    about: { in: 'payload', name },
    text: words.text,
    clause,
    severity: words.severity ?? 'error',
    otherwise: words.otherwise,
    why: words.why ?? 'Receivers of this kind of token check it and reject anything else.',
    fix: words.fix ?? 'Correct it where the token is issued.',
    holds: (facts) => {
      const node = claimValue(facts, name)
      return node === undefined ? undefined : fits(node, facts)
    },
  })
}

/** Checks that only a running service can make, listed so that no one forgets them. */
export function elsewhere(clause: string, ...texts: readonly string[]): Requirement[] {
  return texts.map((each) => ({
    rule: undefined,
    about: undefined,
    text: each,
    clause,
    severity: 'error',
    otherwise: '',
    why: '',
    fix: '',
    stateFor: () => 'not-checkable',
  }))
}

/** Notes for plain tokens only: issuers of a known kind of token have already thought about these. */
const NOTED = ['data-readable', 'alg-rs-legacy', 'typ-missing', 'iss-names-user', 'claim-null', 'claim-empty'] as const

/** General rules that say the same as a requirement on that claim; the profile's own rule replaces them. */
const GENERAL = new Map([
  ['iss', 'iss-missing'],
  ['aud', 'aud-missing'],
  ['exp', 'exp-missing'],
  ['jti', 'jti-missing'],
] as const)

interface ProfileDraft<Id extends string, Silenced extends string, Weighed extends string> {
  readonly id: Id
  readonly name: string
  readonly purpose: Purpose
  readonly sources: readonly string[]
  recognize(facts: TokenFacts): ProfileEvidence | undefined
  readonly requirements?: readonly (Requirement | readonly Requirement[])[]
  readonly product?: VendorId
  readonly meanings?: Readonly<Record<string, string>>
  readonly silences?: readonly Silenced[]
  readonly severities?: Readonly<Record<Weighed, Severity>>
  readonly longestLife?: LongestLife
}

type General = (typeof NOTED)[number] | (typeof GENERAL extends ReadonlyMap<string, infer Rule> ? Rule : never)

/** Builds a profile from a draft, and silences the general rules that its requirements replace and the notes for plain tokens. */
export function profile<const Id extends string, Silenced extends string = never, Weighed extends string = never>(
  draft: ProfileDraft<Id, Silenced, Weighed>,
): Profile<Id, General | Silenced | Weighed> {
  const requirements = (draft.requirements ?? []).flat()
  const general: ReadonlyMap<string, General> = GENERAL
  const spoken = requirements.flatMap(({ about, rule: id }) =>
    id && about?.in === 'payload' && /^profile-(?:missing|forbidden)-/.test(id) ? (general.get(about.name) ?? []) : [],
  )
  const weighed = Object.entries(draft.severities ?? {}) as [Weighed, Severity][]
  return {
    ...draft,
    sources: draft.sources.map((name) => source(name)),
    requirements,
    product: draft.product,
    meanings: new Map(Object.entries(draft.meanings ?? {})),
    silences: new Set<General | Silenced>([...(draft.id === 'plain-jwt' ? [] : NOTED), ...spoken, ...(draft.silences ?? [])]),
    severities: new Map(weighed),
    longestLife: draft.longestLife,
  }
}
