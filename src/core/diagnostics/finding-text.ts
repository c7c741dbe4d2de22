// Findings as text: the wording that hangs off a rule's id, and plain JSON for copying into an issue or another tool.
import { textSpans } from '../find-tokens.ts'
import { charactersOfBytes, type Place, type Span } from '../span.ts'
import type { Token } from '../token.ts'
import type { Finding, Severity, Source } from './diagnostic.ts'
import { DIAGNOSTICS } from './index.ts'

export interface FindingText {
  readonly message: string
  readonly why: string
  readonly fix: string
  readonly source: readonly Source[]
}

/** What a finding says; an unknown rule (one of a newer version, say) says its id. */
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

/**
 * The characters of the given text that a place is about, several where the token is broken; empty for the key. Those of a header or
 * payload are the base64url characters that carry it.
 */
export function placeInText(token: Token, place: Place): Span[] {
  if (place.in === 'text') return [place.span]
  if (place.in === 'token') return textSpans(token, place.span)
  if (place.in === 'signature') {
    const segment = token.object?.kind === 'jws' ? token.object.signatures[0].signature : undefined
    return segment ? textSpans(token, { from: segment.at, to: segment.at + segment.text.length }) : []
  }
  if (!('span' in place)) return []
  const segment = place.in === 'header' ? token.header.segment : token.payload
  if (!segment) return []
  const { text } = segment.decoded
  const encoder = new TextEncoder()
  const from = encoder.encode(text.slice(0, place.span.from)).length
  const to = from + encoder.encode(text.slice(place.span.from, place.span.to)).length
  // A raw payload (RFC 7797) stands in the token as its own text.
  const characters = segment.text === text ? place.span : charactersOfBytes({ from, to })
  return textSpans(token, { from: segment.at + Math.min(characters.from, segment.text.length), to: segment.at + Math.min(characters.to, segment.text.length) })
}
