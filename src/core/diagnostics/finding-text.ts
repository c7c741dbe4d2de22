// Turns findings into text, and into JSON for an issue or another tool.
import type { Place } from '../text/span.ts'
import type { Severity, Source } from './rule/diagnostic.ts'
import { DIAGNOSTICS, type Finding } from './index.ts'

export interface FindingText {
  readonly message: string
  readonly why: string
  readonly fix: string
  readonly source: readonly Source[]
}

/** The message, reason and fix of a finding, with its sources. */
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

/** Takes out of a sentence what must not be passed on. */
type Clean = (text: string) => string

/** Findings as plain JSON, modeled on SARIF results. Arguments appear only inside the message, which `clean` may mask. */
export function findingsAsJson(findings: readonly Finding[], clean: Clean): FindingJson[] {
  return findings.map((finding) => {
    const { message, why, fix, source } = findingText(finding)
    const { place } = finding
    return {
      ruleId: finding.rule,
      level: LEVELS[finding.severity],
      message: { text: clean(message) },
      why,
      fix,
      sources: source,
      ...(place ? { location: { part: place.in, ...('span' in place ? { from: place.span.from, to: place.span.to } : {}) } } : {}),
    }
  })
}

/** A finding in a few lines of text: severity, message and rule, why it matters, what to do, sources. */
export function findingAsText(finding: Finding, clean: Clean): string {
  const { message, why, fix, source } = findingText(finding)
  const sources = source.map(({ name, url }) => (url === undefined ? name : `${name} <${url}>`)).join('; ')
  return [`${finding.severity}: ${clean(message)} [${finding.rule}]`, why, fix, ...(sources === '' ? [] : [`See ${sources}`])].join('\n')
}
