// Every family of rules, and diagnose(): what is wrong with a token, said once each, worst first.
import type { Diagnostic, DiagnosticContext, Finding, Severity } from './diagnostic.ts'

/** The registry: one line a family. */
const FAMILIES: readonly (readonly Diagnostic[])[] = []

export const DIAGNOSTICS: ReadonlyMap<string, Diagnostic> = new Map(FAMILIES.flat().map((rule) => [rule.id, rule]))

const ORDER: Record<Severity, number> = { error: 0, warning: 1, info: 2 }

/** Runs every rule. Findings come by severity, then by place; total and deterministic. */
export function diagnose(context: DiagnosticContext): Finding[] {
  const findings: Finding[] = []
  for (const rule of DIAGNOSTICS.values()) {
    for (const hit of rule.check(context)) findings.push({ ...hit, rule: rule.id, severity: hit.severity ?? rule.severity })
  }
  return findings.sort((a, b) => ORDER[a.severity] - ORDER[b.severity] || position(a) - position(b))
}

const PART_ORDER = { text: 0, token: 1, header: 2, payload: 3, signature: 4, key: 5 }

function position({ place }: Finding): number {
  if (!place) return 0
  return PART_ORDER[place.in] * 1e9 + ('span' in place ? place.span.from : 0)
}
