// Findings as text: the wording that hangs off a rule's id, and plain JSON for copying into an issue or another tool.
import type { Place } from '../text/span.ts'
import type { Severity, Source } from './rule/diagnostic.ts'
import { DIAGNOSTICS, type Finding } from './index.ts'

export interface FindingText {
  readonly message: string
  readonly why: string
  readonly fix: string
  readonly source: readonly Source[]
}

/** What a finding says. */
export function findingText(finding: Pick<Finding, 'rule' | 'args'>): FindingText {
  const rule = DIAGNOSTICS.get(finding.rule)
  if (!rule) return { message: finding.rule, why: '', fix: '', source: [] }
  return { message: rule.message(finding.args ?? {}), why: rule.why, fix: rule.fix, source: rule.source }
}

/** SARIF 2.1.0 knows three levels under these names (section 3.27.10). */
const LEVELS: Record<Severity, 'error' | 'warning' | 'note'> = { error: 'error', warning: 'warning', info: 'note' }

export interface FindingJson {
  readonly ruleId: string
  readonly level: 'error' | 'warning' | 'note'
  readonly message: { readonly text: string }
  readonly why: string
  readonly fix: string
  readonly sources: readonly { readonly name: string; readonly url?: string }[]
  /** Where: the part, and UTF-16 offsets in it, half open. */
  readonly location?: { readonly part: Place['in']; readonly from?: number; readonly to?: number }
}

/** Findings as plain JSON in the manner of SARIF results. Arguments stand only inside the message, so no secret is in them. */
export function findingsAsJson(findings: readonly Finding[]): FindingJson[] {
  return findings.map((finding) => {
    const { message, why, fix, source } = findingText(finding)
    const { place } = finding
    return {
      ruleId: finding.rule,
      level: LEVELS[finding.severity],
      message: { text: message },
      why,
      fix,
      sources: source,
      ...(place ? { location: { part: place.in, ...('span' in place ? { from: place.span.from, to: place.span.to } : {}) } } : {}),
    }
  })
}

/** A finding in a few lines of text: severity and rule, what, why, what to do, where it is written. */
export function findingAsText(finding: Finding): string {
  const { message, why, fix, source } = findingText(finding)
  const sources = source.map(({ name, url }) => (url === undefined ? name : `${name} <${url}>`)).join('; ')
  return [`${finding.severity}: ${message} [${finding.rule}]`, why, fix, ...(sources === '' ? [] : [`See ${sources}`])].join('\n')
}
