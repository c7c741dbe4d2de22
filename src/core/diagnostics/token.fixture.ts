// Helpers for the tests of rules: build tokens from plain objects, and list one family's findings on a text.
import { encodeBase64url } from '../text/base64url.ts'
import { inspect } from '../inspect.ts'
import { readContext } from './diagnose.fixture.ts'
import type { Diagnostic, DiagnosticContext, RuleHit } from './rule/diagnostic.ts'

export type Part = string | object | Uint8Array

/** A segment: text as its UTF-8, bytes as they are, anything else as JSON. */
export function segment(part: Part): string {
  if (part instanceof Uint8Array) return encodeBase64url(part)
  return encodeBase64url(new TextEncoder().encode(typeof part === 'string' ? part : JSON.stringify(part)))
}

/** 43 characters, the length of an HS256 signature: 32 bytes with nothing special about them. */
export const SIGNATURE = 'n3Xm4KJ0QdO5mJxk2hVYyqN9wWfRz8v1tUeG7cBpLaI'
export const HEADER = { alg: 'HS256', typ: 'JWT' }
export const CLAIMS = { iss: 'https://issuer.example', sub: 'b1946ac9', aud: 'https://api.example', iat: 1700000000, exp: 1700003600 }
/** Five minutes after CLAIMS was issued, in seconds. */
export const NOW = 1700000300

/** A compact JWS of these parts; the signature is used as it is. */
export function jws(header: Part = HEADER, payload: Part = CLAIMS, signature = SIGNATURE): string {
  return `${segment(header)}.${segment(payload)}.${signature}`
}

/** A compact JWE with a header and parts of the given lengths in bytes. */
export function jwe(header: Part, { key = 0, iv = 12, ciphertext = 20, tag = 16 } = {}): string {
  const bytes = (length: number) => encodeBase64url(Uint8Array.from({ length }, (_, i) => (i * 37 + 11) & 255))
  return [segment(header), bytes(key), bytes(iv), bytes(ciphertext), bytes(tag)].join('.')
}

export function contextOf(text: string, given: Partial<DiagnosticContext> = {}): DiagnosticContext | undefined {
  return readContext(inspect(text), { now: NOW, leeway: 0, ...given })
}

/** A family's findings on a text, rule by rule. */
export function findings(
  family: readonly Diagnostic[],
  text: string,
  given: Partial<DiagnosticContext> = {},
): (RuleHit & { message: string })[] {
  const context = contextOf(text, given)
  if (!context) return []
  return family.flatMap((rule) =>
    [...rule.hits(context)].map((hit) => ({
      ...hit,
      rule: rule.id,
      severity: hit.severity ?? rule.severity,
      message: rule.message(hit.args ?? {}),
    })),
  )
}

/** The ids of the rules that fire on a text. */
export function rulesIn(family: readonly Diagnostic[], text: string, given: Partial<DiagnosticContext> = {}): string[] {
  return [...new Set(findings(family, text, given).map((finding) => finding.rule))]
}

/** A rule's test: a text on which it fires, and a similar one on which it is silent. */
export interface RuleCase {
  readonly rule: string
  readonly fires: string
  readonly on: string
  readonly silent: string
  readonly near: string
  readonly severity?: string
  /** What the first text's message must contain. */
  readonly says?: string
  readonly given?: Partial<DiagnosticContext>
  readonly givenNear?: Partial<DiagnosticContext>
}
