// Every family of rules, and diagnosisOf(): what is wrong with a token, said once each, worst first.
import type { Known } from '../rules/known.ts'
import { recognise } from '../profiles/index.ts'
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

/** The registry: one line a family, with the gate in which its findings count. */
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

/** The id of a rule of the catalogue; of those that profiles state, any that begins as theirs do. */
export type RuleId = Known<(typeof FAMILIES)[number][1][number]['id']>

/** A rule that held, as data. */
export type Finding = RuleHit<RuleId>

const RULES: readonly Diagnostic<RuleId>[] = FAMILIES.flatMap(([, family]): readonly Diagnostic<RuleId>[] => family)

export const DIAGNOSTICS: ReadonlyMap<RuleId, Diagnostic<RuleId>> = new Map(RULES.map((rule) => [rule.id, rule]))

const GATES: ReadonlyMap<string, GateName> = new Map(FAMILIES.flatMap(([gate, family]) => family.map(({ id }) => [id, gate] as const)))

/** The gate in which a rule's findings count. */
export function gateOfRule(rule: RuleId): GateName {
  return GATES.get(rule)!
}

/** What they warn of is that anyone who holds the token can read it. */
const OF_READABLE: ReadonlySet<RuleId> = new Set([...contentSecrets, ...contentPersonal].map(({ id }) => id))

const ORDER: Record<Severity, number> = { error: 0, warning: 1, info: 2 }

/** Places at which one rule is said; who has seen so many knows. */
const MOST_HITS = 50

/** What is wrong with one token, at any time. */
export interface Diagnosis {
  /** The findings at an instant in seconds: by severity, then by place. Total and deterministic. */
  at(now: number): Finding[]
  /** As `at`, one rule a step: a long token's rules together take long. */
  steps(now: number): Generator<undefined, Finding[]>
}

/**
 * Runs every rule that means something for this kind of token, which is recognised where `context.profile` does not name it. What a
 * rule finds without looking at the clock is kept: as time goes by, only the others are asked again.
 */
export function diagnosisOf(context: Omit<DiagnosticContext, 'now'>): Diagnosis {
  const profile = context.profile ?? recognise(context).profile
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
    // What was disclosed has the place of its digest, where its value must not be written; what was decrypted has none in the token.
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
  // A remark that holds of any token is no news beside two others.
  const news = findings.filter((finding) => !DIAGNOSTICS.get(finding.rule)?.general)
  return [...(news.length > 1 ? news : findings)].sort((a, b) => ORDER[a.severity] - ORDER[b.severity] || position(a) - position(b))
}

const PART_ORDER = { text: 0, token: 1, header: 2, payload: 3, signature: 4, key: 5 }

function position({ place }: Finding): number {
  if (!place) return 0
  return PART_ORDER[place.in] * 1e9 + ('span' in place ? place.span.from : 0)
}
