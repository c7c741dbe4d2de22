// Writes each finding as one line for tests: rule, arguments, the place it points at, and its fix.
import { contextOf } from './token.fixture.ts'
import type { Diagnostic, DiagnosticContext, Hit } from './rule/diagnostic.ts'

/**
 * The findings of `family` as lines `rule: arguments «what is pointed at» → repair`; “(severity)” follows the rule where it is not
 * the rule's own. The place's text is cut after 40 characters; «» means an empty place.
 */
export function told(family: readonly Diagnostic[], text: string, given: Partial<DiagnosticContext> = {}): string[] {
  const context = contextOf(text, given)
  if (!context) return []
  return family.flatMap((rule) => Array.from(rule.hits(context), (hit) => lineOf(context, rule, hit)))
}

function lineOf(context: DiagnosticContext, rule: Diagnostic, { args = {}, severity, place, fix }: Hit): string {
  // A local time depends on the machine's time zone.
  const filled = Object.entries(args).flatMap(([name, value]) => (name === 'local' ? [] : [value]))
  const own = severity === undefined || severity === rule.severity
  return [
    `${rule.id}${own ? '' : ` (${severity})`}${filled.length > 0 ? `: ${filled.join(', ')}` : ''}`,
    ...(place ? [pointedAt(context, place)] : []),
    ...(fix ? [`→ ${fix.label}: ${JSON.stringify(partOf(context, fix.in).slice(fix.from, fix.to))} ⇒ ${JSON.stringify(fix.insert)}`] : []),
  ].join(' ')
}

function pointedAt(context: DiagnosticContext, place: NonNullable<Hit['place']>): string {
  if (!('span' in place)) return `the ${place.in}`
  const { from, to } = place.span
  const text = partOf(context, place.in).slice(from, to)
  return `${place.in} «${text.length > 40 ? `${text.slice(0, 39)}…` : text}»`
}

function partOf({ inspection, token }: DiagnosticContext, part: 'text' | 'token' | 'header' | 'payload'): string {
  return { text: inspection.text, token: token.compact, header: token.header.decoded.text, payload: token.payload?.decoded.text ?? '' }[
    part
  ]
}
