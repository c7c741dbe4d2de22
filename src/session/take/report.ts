// Collects what a report on a token says: the verdict and everything that led to it, with masked values and secrets removed from every sentence.
import { NUMERIC_DATE_CLAIMS, readNumericDate, relativeTime, utcTime } from '../../core/claims/numeric-date.ts'
import { findingText } from '../../core/diagnostics/finding-text.ts'
import type { Severity } from '../../core/diagnostics/rule/diagnostic.ts'
import type { Source } from '../../core/rules/source.ts'
import type { Forbidden } from '../../core/masking/forbidden.ts'
import { partsOfToken } from '../../core/masking/mask-token.ts'
import {
  maskableClaims,
  maskedParts,
  partOf,
  usuallyMasked,
  type MaskableClaim,
  type MaskedParts,
  type Part,
  type Secrets,
} from '../../core/masking/parts.ts'
import { decodeText } from '../../core/text/decoded-text.ts'
import { parseJson } from '../../core/text/json.ts'
import type { Token } from '../../core/token/token.ts'
import type { Check } from '../answers/check.ts'
import type { Judgement } from '../answers/judge.ts'
import { contentBytes, currentInspection, inspectPaste, isDetached } from '../state/opened-token.ts'

/** The verdict and its gates in words, as the page shows them. */
export interface VerdictInWords {
  readonly sentence: string
  readonly detail: string
  readonly gates: readonly { readonly name: string; readonly state: string; readonly text: string }[]
}

export interface ReportFacts {
  readonly verdict: VerdictInWords
  readonly check: Check
  readonly judgement: Judgement
  /** The instant that the verdict is about, in seconds. */
  readonly now: number
  readonly page: PageBuild
}

/** Which build of the page made a report. */
export interface PageBuild {
  readonly version: string
  /** The commit it was built from, if known. */
  readonly commit: string | undefined
  /** The page's other files, with their SHA-256 in hex; empty where it doesn't know them. */
  readonly files: readonly { readonly name: string; readonly sha256: string }[]
}

/** Every text in it may be passed on. Values from the token are unchanged, including invisible characters. */
export interface Report {
  readonly verdict: VerdictInWords
  /** A description of the key it was checked with, without any part of the key. */
  readonly keys: readonly string[]
  /** JSON texts, or their replacements. */
  readonly headers: readonly string[]
  readonly claims: string | undefined
  /** Paths of the masked values. */
  readonly masked: readonly string[]
  readonly times: readonly { readonly claim: string; readonly at: string; readonly words: string }[]
  readonly findings: readonly ReportedFinding[]
  readonly expectations: readonly { readonly state: string; readonly sentence: string; readonly clause: string }[]
  readonly causes: { readonly sentence: string; readonly fixes: readonly string[]; readonly tried: readonly string[] } | undefined
  /** ISO 8601 in UTC. */
  readonly at: string
  /** "0.1.0, commit 0123…" */
  readonly pageVersion: string
  /** The lines of SHA256SUMS about the page's other files; empty where it doesn't know them. */
  readonly pageFiles: readonly string[]
  readonly forbidden: Forbidden
}

export interface ReportedFinding {
  readonly rule: string
  readonly severity: Severity
  readonly message: string
  readonly why: string
  readonly fix: string
  readonly sources: readonly Source[]
}

/** In place of a path, where content has no names or too many. */
const WHOLE = 'the whole content'

/** In characters of a token and its claims. There is no report on longer ones. */
const LONGEST = 100_000

/** What can be masked in a report on a checked token; undefined if it is too long for one. */
export function reportedClaims(check: Check): readonly MaskableClaim[] | undefined {
  const parts = partsOfReport(check)
  return parts && maskableClaims([...parts.headers, ...parts.claims])
}

/** The report, with the claims of these ids masked; secrets always are. Undefined if the token is too long for one. */
export function reportOf(
  { verdict, check, judgement, now, page }: ReportFacts,
  chosen: ReadonlySet<string>,
  secrets: Secrets,
): Report | undefined {
  const parts = partsOfReport(check)
  if (!parts) return undefined
  const { headers, claims } = parts
  const masked = maskedIn(parts, chosen, secrets)
  const { forbidden } = masked
  const clean = (text: string) => forbidden.scrubbed(text)
  const textAt = (i: number) => masked.parts[i]?.text ?? ''
  const claimsText = claims.length > 0 ? textAt(headers.length) : undefined
  const masksOf = maskableClaims([...headers, ...claims]).filter(({ id, sensitivity }) => chosen.has(id) || sensitivity === 'secret')
  const causes = check.causes
  return {
    verdict: {
      sentence: clean(verdict.sentence),
      detail: clean(verdict.detail),
      gates: verdict.gates.map(({ name, state, text }) => ({ name, state, text: clean(text) })),
    },
    keys: check.keyDescriptions.map(clean),
    headers: headers.map((_, i) => textAt(i)),
    claims: claimsText,
    masked: [...new Set([...masksOf.map(({ path }) => path), ...masked.alsoMasked])]
      .map((path) => (path === '' ? WHOLE : clean(path)))
      .filter((path) => path !== ''),
    times: timesOf(claimsText, now),
    findings: judgement.findings.map((finding) => {
      const { message, why, fix, source } = findingText(finding)
      return {
        rule: finding.rule,
        severity: finding.severity,
        message: clean(message),
        why: clean(why),
        fix: clean(fix),
        sources: source.map(({ name, url }) => ({ name, ...(url !== undefined && !forbidden.isIn(url) && { url }) })),
      }
    }),
    expectations: judgement.expectations.map(({ state, sentence, clause }) => ({ state, sentence: clean(sentence), clause })),
    // Without the evidence, which compares the given value with the right one, and so may contain a secret.
    causes: causes && {
      sentence: clean(`${causes.verdict} ${causes.sentence}`),
      fixes: causes.causes.map(({ fix }) => clean(fix)),
      tried: causes.inVain,
    },
    at: utcTime(now) ?? '',
    ...versionIn(page, forbidden),
    forbidden,
  }
}

/**
 * The build, by what can be compared with it. A hash that happens to contain a masked number is left out: everyone knows the hash, so with a
 * mark in it, it would tell the number.
 */
function versionIn({ version, commit, files }: PageBuild, forbidden: Forbidden): Pick<Report, 'pageVersion' | 'pageFiles'> {
  const lines = files.toSorted((a, b) => (a.name < b.name ? -1 : 1)).map(({ name, sha256 }) => `${sha256}  ${name}`)
  return {
    pageVersion: commit === undefined || forbidden.isIn(commit) ? version : `${version}, commit ${commit}`,
    pageFiles: lines.some((line) => forbidden.isIn(line)) ? [] : lines,
  }
}

/** What must not be in words about a checked token by default; undefined where the token is too long to tell. */
export function usuallyForbidden(check: Check, secrets: Secrets): Forbidden | undefined {
  const parts = partsOfReport(check)
  return parts && maskedIn(parts, usuallyMasked(maskableClaims([...parts.headers, ...parts.claims])), secrets).forbidden
}

/** A claim masked in the payload is masked everywhere else: in the pasted text and in its disclosure. */
function maskedIn(parts: ReportParts, chosen: ReadonlySet<string>, secrets: Secrets): MaskedParts {
  const wanted = new Set([...chosen, ...[...chosen].map((id) => id.replace(/^payload /, 'disclosure ')), ...unlisted(parts, chosen)])
  return maskedParts([...parts.headers, ...parts.claims, ...parts.others], wanted, secrets)
}

/** Values masked by default that can't be chosen because they aren't shown: unsigned disclosures, claims removed by an edit. */
function unlisted({ headers, claims, others }: ReportParts, chosen: ReadonlySet<string>): string[] {
  if (chosen.size === 0) return []
  const listed = new Set(maskableClaims([...headers, ...claims]).map(({ path }) => path))
  return [...usuallyMasked(maskableClaims(others.filter((part) => part.in !== 'header')).filter(({ path }) => !listed.has(path)))]
}

interface ReportParts {
  readonly headers: readonly Part[]
  /** The claims, if they can be read: for an SD-JWT the processed ones, for a JWE those of its content. */
  readonly claims: readonly Part[]
  /** Texts that aren't shown but may be quoted. */
  readonly others: readonly Part[]
}

function partsOfReport(check: Check): ReportParts | undefined {
  const { token } = currentInspection(check.state)
  if (!token || token.compact.length > LONGEST) return undefined
  const own = partsOfToken(token)
  const content = contentOf(check, token)
  if ((content?.length ?? 0) > LONGEST) return undefined
  const before = inspectPaste(check.state.pasted).token
  return {
    headers: own.filter((part) => part.in === 'header'),
    claims: content === undefined ? [] : [partOf('payload', content)],
    others: [
      ...own.filter((part) => part.in !== 'header'),
      ...(before && before.compact !== token.compact && before.compact.length <= LONGEST ? partsOfToken(before) : []),
    ],
  }
}

function contentOf({ decryption, sdJwt, state }: Check, { payload }: Token): string | undefined {
  if (decryption?.state === 'decrypted') return state.plaintext ?? decodeText(decryption.plaintext).text
  if (payload && payload.text !== '') return sdJwt?.payload?.text ?? payload.decoded.text
  // For a detached payload, the content that was given.
  const content = isDetached(state) ? contentBytes(state) : undefined
  return content && decodeText(content).text
}

function timesOf(claims: string | undefined, now: number): Report['times'] {
  const root = claims === undefined ? undefined : parseJson(claims).root
  if (root?.type !== 'object') return []
  return root.members.flatMap(({ name, value }) => {
    const date = NUMERIC_DATE_CLAIMS.has(name) ? readNumericDate(value) : undefined
    const at = date && date.kind !== 'not-a-number' ? utcTime(date.seconds) : undefined
    return date && date.kind !== 'not-a-number' && at !== undefined ? [{ claim: name, at, words: relativeTime(date.seconds, now) }] : []
  })
}
