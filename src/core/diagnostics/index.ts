// Registers every family of rules; diagnosisOf() runs them on a token and returns its findings, worst first.
import type { Known } from '../rules/known.ts'
import { recognize } from '../profiles/index.ts'
import { claimAudience } from './claims/claim-audience.ts'
import { claimNames } from './claims/claim-names.ts'
import { claimParties } from './claims/claim-parties.ts'
import { claimRights } from './claims/claim-rights.ts'
import { claimValues } from './claims/claim-values.ts'
import { contentPersonal } from './content/content-personal.ts'
import { contentSecrets } from './content/content-secrets.ts'
import type { Diagnostic, DiagnosticContext, RuleHit, Severity } from './rule/diagnostic.ts'
import { encodingBase64url } from './encoding/encoding-base64url.ts'
import { encodingJson } from './encoding/encoding-json.ts'
import { encodingText } from './encoding/encoding-text.ts'
import { envelopeCarried } from './envelope/envelope-carried.ts'
import { envelopeForm } from './envelope/envelope-form.ts'
import { envelopeReading } from './envelope/envelope-reading.ts'
import { envelopeSize } from './envelope/envelope-size.ts'
import { envelopeText } from './envelope/envelope-text.ts'
import { headerAlg } from './header/header-alg.ts'
import { headerCrit } from './header/header-crit.ts'
import { headerKeys } from './header/header-keys.ts'
import { headerKid } from './header/header-kid.ts'
import { headerNames } from './header/header-names.ts'
import { headerTyp } from './header/header-typ.ts'
import { headerUrls } from './header/header-urls.ts'
import { jweHeader } from './header/jwe-header.ts'
import { keyForm } from './keys/key-form.ts'
import { keyNumbers } from './keys/key-numbers.ts'
import { keySecret } from './keys/key-secret.ts'
import { keySet } from './keys/key-set.ts'
import { profileRules } from './claims/profile-rules.ts'
import { sdJwtDisclosures } from './sd-jwt/disclosures.ts'
import { sdJwtKeyBinding } from './sd-jwt/key-binding.ts'
import { signature } from './keys/signature.ts'
import { timeLifetime } from './claims/time-lifetime.ts'
import { timeValues } from './claims/time-values.ts'
import { timeWindow } from './claims/time-window.ts'

/** The gates of the page, in the order in which a server checks. */
export type GateName = 'structure' | 'signature' | 'time' | 'claims'

/** The registry: one line per family, with the gate in which its findings count. */
const FAMILIES = [
  ['structure', envelopeText],
  ['structure', envelopeCarried],
  ['structure', envelopeForm],
  ['structure', envelopeReading],
  ['structure', envelopeSize],
  ['structure', encodingBase64url],
  ['structure', encodingText],
  ['structure', encodingJson],
  ['signature', headerAlg],
  ['claims', headerTyp],
  ['signature', headerCrit],
  ['signature', headerKid],
  ['signature', headerUrls],
  ['signature', headerKeys],
  ['signature', headerNames],
  ['signature', jweHeader],
  ['signature', sdJwtDisclosures],
  ['signature', sdJwtKeyBinding],
  ['signature', keySecret],
  ['signature', keyForm],
  ['signature', keyNumbers],
  ['signature', keySet],
  ['signature', signature],
  ['claims', claimNames],
  ['claims', claimValues],
  ['claims', claimParties],
  ['claims', claimAudience],
  ['claims', claimRights],
  ['time', timeValues],
  ['time', timeWindow],
  ['time', timeLifetime],
  ['claims', contentSecrets],
  ['claims', contentPersonal],
  ['claims', profileRules],
] as const satisfies readonly (readonly [GateName, readonly Diagnostic[]])[]

/** The id of a rule in the catalog; for rules that profiles state, any id with their prefix. */
export type RuleId = Known<(typeof FAMILIES)[number][1][number]['id']>

/** A rule that fired, as data. */
export type Finding = RuleHit<RuleId>

const RULES: readonly Diagnostic<RuleId>[] = FAMILIES.flatMap(([, family]): readonly Diagnostic<RuleId>[] => family)

export const DIAGNOSTICS: ReadonlyMap<RuleId, Diagnostic<RuleId>> = new Map(RULES.map((rule) => [rule.id, rule]))

const GATES: ReadonlyMap<string, GateName> = new Map(FAMILIES.flatMap(([gate, family]) => family.map(({ id }) => [id, gate] as const)))

/** The gate in which a rule's findings count. */
export function gateOfRule(rule: RuleId): GateName {
  return GATES.get(rule)!
}

/** Rules that warn about content anyone with the token can read, so they do not apply to encrypted tokens. */
const OF_READABLE: ReadonlySet<RuleId> = new Set([...contentSecrets, ...contentPersonal].map(({ id }) => id))

const ORDER: Record<Severity, number> = { error: 0, warning: 1, info: 2 }

/** The most findings reported for one rule; more would add nothing. */
const MOST_HITS = 50

/** Finds what is wrong with one token at any given time. */
export interface Diagnosis {
  /** The findings at a time in seconds, by severity, then by place. Never throws; same input, same order. */
  at(now: number): Finding[]
  /** As `at`, one rule per step, because all rules together take long on a long token. */
  steps(now: number): Generator<undefined, Finding[]>
}

/**
 * Runs every rule that applies to this kind of token, which is recognized if `context.profile` does not name it. Findings of rules that
 * don't look at the clock are kept; as time passes, only the other rules run again.
 */
export function diagnosisOf(context: Omit<DiagnosticContext, 'now'>): Diagnosis {
  const profile = context.profile ?? recognize(context).profile
  // A profile that names a rule which doesn't exist fails to compile here.
  const silences: ReadonlySet<RuleId> = profile.silences
  const severities: ReadonlyMap<RuleId, Severity> = profile.severities
  const encrypted = context.token.object?.kind === 'jwe'
  const rules = [...DIAGNOSTICS.values()].filter(({ id }) => !silences.has(id) && !(encrypted && OF_READABLE.has(id)))
  const lasting = new Map<RuleId, readonly Finding[]>()

  function* steps(now: number): Generator<undefined, Finding[]> {
    let timed = false
    const watched: DiagnosticContext = {
      ...context,
      profile,
      get now() {
        timed = true
        return now
      },
    }
    const findings: Finding[] = []
    for (const rule of rules) {
      let found = lasting.get(rule.id)
      if (!found) {
        timed = false
        found = findingsOf(rule, watched, severities.get(rule.id))
        if (!timed) lasting.set(rule.id, found)
      }
      findings.push(...found)
      yield
    }
    return inOrder(findings)
  }

  return {
    steps,
    at(now) {
      const all = steps(now)
      for (;;) {
        const step = all.next()
        if (step.done) return step.value
      }
    },
  }
}

function findingsOf(rule: Diagnostic<RuleId>, context: DiagnosticContext, weight: Severity | undefined): Finding[] {
  const findings: Finding[] = []
  for (const hit of rule.hits(context)) {
    if (findings.length === MOST_HITS) break
    const { fix, place, ...found } = hit
    const encrypted = context.token.object?.kind === 'jwe' && place?.in === 'payload'
    // A disclosed value is placed at its digest, where it must not be written; a decrypted value has no place in the token.
    const mend = fix && !context.token.sdJwt && !encrypted ? { fix } : {}
    findings.push({
      ...found,
      ...(place && !encrypted && { place }),
      ...mend,
      rule: rule.id,
      severity: weight ?? hit.severity ?? rule.severity,
    })
  }
  return findings
}

function inOrder(findings: readonly Finding[]): Finding[] {
  // A remark that applies to any token adds nothing next to two or more other findings.
  const news = findings.filter((finding) => !DIAGNOSTICS.get(finding.rule)?.general)
  return [...(news.length > 1 ? news : findings)].sort((a, b) => ORDER[a.severity] - ORDER[b.severity] || position(a) - position(b))
}

const PART_ORDER = { text: 0, token: 1, header: 2, payload: 3, signature: 4, key: 5 }

function position({ place }: Finding): number {
  if (!place) return 0
  return PART_ORDER[place.in] * 1e9 + ('span' in place ? place.span.from : 0)
}
