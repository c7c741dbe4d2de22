// Writes the findings for a ticket or another tool. What the token says of a person, and secrets, are masked in them as in a report.
import { findingAsText, findingsAsJson } from '../../core/diagnostics/finding-text.ts'
import type { Finding } from '../../core/diagnostics/index.ts'
import { MARK } from '../../core/masking/mark.ts'
import type { Check } from '../answers/check.ts'
import type { Viewpoint } from '../state/viewpoint.ts'
import { deskSecrets } from './desk-secrets.ts'
import { usuallyForbidden } from './report.ts'

/** The findings of a check, as text and as JSON. */
export function findingsToShare(
  findings: readonly Finding[],
  check: Check,
  viewpoint: Viewpoint,
): { readonly text: string; readonly json: string } {
  const forbidden = usuallyForbidden(check, deskSecrets(check, viewpoint))
  const clean = forbidden ? (text: string) => forbidden.scrubbed(text) : withoutQuotations
  return {
    text: findings.map((finding) => findingAsText(finding, clean)).join('\n\n'),
    json: JSON.stringify(findingsAsJson(findings, clean), undefined, 2),
  }
}

/** For a token that is too long to be searched for personal data: everything that a sentence quotes may be some. */
function withoutQuotations(text: string): string {
  return text.replace(/`[^`]*`/g, `\`${MARK}\``).replace(/“[^“”]*”/g, `“${MARK}”`)
}
