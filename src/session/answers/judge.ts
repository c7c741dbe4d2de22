// Judges a check from a viewpoint at an instant. Pure and synchronous, so that moving the clock is enough to judge again. Loaded with the check,
// because of all the rules and registries it needs.
import { readTime, type ClaimsSet } from '../../core/claims/claims-set.ts'
import { durationInWords } from '../../core/claims/numeric-date.ts'
import { findingText, type FindingText } from '../../core/diagnostics/finding-text.ts'
import { diagnosisOf, gateOfRule, type Diagnosis, type GateName } from '../../core/diagnostics/index.ts'
import type { DiagnosticFacts } from '../../core/diagnostics/rule/diagnostic.ts'
import type { Finding } from '../../core/diagnostics/index.ts'
import type { Expectations } from '../../core/expectations/expectations.ts'
import { judgeExpectations } from '../../core/expectations/judge-expectations.ts'
import type { ExpectationResult } from '../../core/expectations/result.ts'
import { keep, keepLatest } from '../../core/upkeep/keep.ts'
import { profileById, type Recognition } from '../../core/profiles/index.ts'
import type { KnownProfile } from '../../core/profiles/index.ts'
import type { KnownSecret, Viewpoint } from '../state/viewpoint.ts'
import { judgeAlong, NOTHING_ALONG, type Along } from './along.ts'
import type { Check } from './check.ts'
import { kindOf, type Kind } from './kind.ts'

export interface WordedFinding extends Finding {
  readonly words: FindingText
  /** The gate in which it counts. */
  readonly gate: GateName
}

export interface Judgement {
  /** The type of the token; undefined if no claims can be read. */
  readonly kind: Kind | undefined
  /** Worst first. */
  readonly findings: readonly WordedFinding[]
  /** One for each expectation, those not met first. */
  readonly expectations: readonly ExpectationResult[]
  /** Whether what accompanies the token fits. */
  readonly along: Along
}

const NOTHING: Judgement = { kind: undefined, findings: [], expectations: [], along: NOTHING_ALONG }

/** The judgement at an instant in seconds; the same object as long as its content is the same. */
export function judge({ facts, recognition, along }: Check, viewpoint: Viewpoint, now: number): Judgement {
  return facts && recognition ? benchOf(facts).judge(recognition, along, viewpoint, now) : NOTHING
}

/** Prepares the judgement one rule at a time, so that a long token's rules don't block the page. Afterward, `judge` answers at once. */
export function* judging({ facts, recognition }: Check, viewpoint: Viewpoint, now: number): Generator<undefined, void> {
  if (!facts || !recognition) return
  const { profileId, clock, knownSecret } = viewpoint
  yield* benchOf(facts).diagnosis(profileFor(recognition, profileId), clock.leeway, knownSecret).steps(now)
}

function profileFor({ profile }: Recognition, profileId: string | undefined): KnownProfile {
  return (profileId === undefined ? undefined : profileById(profileId)) ?? profile
}

const ORDER = { 'not-met': 0, 'not-checkable': 1, met: 2 }

/** What was computed for one check; each part is kept until something that it depends on changes. */
const benchOf = keep((facts: DiagnosticFacts) => {
  const textOf = keep((results: readonly ExpectationResult[]) => JSON.stringify(results))
  const steady = keepLatest(
    (results: readonly ExpectationResult[]) => results,
    (results) => [textOf(results)],
  )
  const expected = keepLatest(
    (expectations: Expectations, profile: KnownProfile, leeway: number, now: number) =>
      judgeExpectations(expectations, { ...facts, profile, leeway, now }).sort((a, b) => ORDER[a.state] - ORDER[b.state]),
    // Only a maximum age depends on the time.
    (expectations, profile, leeway, now) => [expectations, profile, leeway, expectations.maxAge === undefined ? undefined : now],
  )
  const bench = {
    kind: keepLatest((recognition: Recognition, profile: KnownProfile) => kindOf(facts, recognition, profile)),
    diagnosis: keepLatest((profile: KnownProfile, leeway: number, known: KnownSecret | undefined) =>
      diagnosisOf({ ...facts, profile, leeway, publishedSecret: known?.of === facts.token.compact ? known : undefined }),
    ),
    findings: keepLatest(
      (diagnosis: Diagnosis, _phase: string, now: number) =>
        diagnosis.at(now).map((each) => ({ ...each, words: findingText(each), gate: gateOfRule(each.rule) })),
      (diagnosis, phase) => [diagnosis, phase],
    ),
    expectations: (...asked: Parameters<typeof expected>) => steady(expected(...asked)),
    judgement: keepLatest(
      (kind: Kind | undefined, findings: Judgement['findings'], expectations: Judgement['expectations'], along: Along): Judgement => ({
        kind,
        findings,
        expectations,
        along,
      }),
    ),
  }
  return {
    diagnosis: bench.diagnosis,
    // Everything on the page calls this, many times a second.
    judge: keepLatest((recognition: Recognition, along: Check['along'], viewpoint: Viewpoint, now: number) => {
      const { profileId, clock, knownSecret, expectations } = viewpoint
      const { leeway } = clock
      const profile = profileFor(recognition, profileId)
      return bench.judgement(
        bench.kind(recognition, profile),
        bench.findings(bench.diagnosis(profile, leeway, knownSecret), phaseOf(facts.claims, now, leeway), now),
        bench.expectations(expectations, profile, leeway, now),
        judgeAlong(along, now, leeway),
      )
    }),
  }
})

/** Changes whenever a finding would word the time differently: the time that is left, or how long ago it was. */
function phaseOf(claims: ClaimsSet | undefined, seconds: number, leeway: number): string {
  const { state, exp, nbf, iat } = readTime(claims, seconds, leeway)
  const until = (at: number | undefined) => (at === undefined || at <= seconds ? '' : durationInWords(at - seconds))
  return `${state} ${until(nbf)} ${until(iat)} ${exp === undefined ? '' : `${exp > seconds} ${durationInWords(exp - seconds)}`}`
}
