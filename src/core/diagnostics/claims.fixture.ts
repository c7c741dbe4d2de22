// Helpers for the tests of claim rules: build a token from objects, list a family's findings, apply a fix.
import { algorithmByName, signatureLength } from '../algorithms/algorithms.ts'
import { encodeBase64url } from '../text/base64url.ts'
import { readClaimsSet } from '../claims/claims-set.ts'
import { inspect } from '../inspect.ts'
import type { Diagnostic, DiagnosticContext, Fix, RuleHit } from './rule/diagnostic.ts'

/** 2026-11-22T10:00:00Z in seconds. */
export const NOW = 1_795_341_600

/** A compact JWS; header and payload as objects or as JSON text. Its signature has the right length for its algorithm but is not valid. */
export function tokenOf(payload: object | string, header: object | string = { alg: 'ES256', typ: 'JWT' }): string {
  const [headerText, payloadText] = [header, payload].map((part) => (typeof part === 'string' ? part : JSON.stringify(part))) as [
    string,
    string,
  ]
  const algorithm = algorithmByName(/"alg":"([^"]*)"/.exec(headerText)?.[1])
  const length = algorithm ? (signatureLength(algorithm, 2048) ?? 256) : 9
  const signature = Uint8Array.from({ length }, (_, i) => (i * 37 + 11) % 127)
  return [new TextEncoder().encode(headerText), new TextEncoder().encode(payloadText), signature].map(encodeBase64url).join('.')
}

export function contextFor(token: string, given: Partial<DiagnosticContext> = {}): DiagnosticContext {
  const inspection = inspect(token)
  if (!inspection.token) throw new Error('the fixture holds no token')
  const opened = inspection.token
  return { inspection, token: opened, header: opened.header.parameters, claims: readClaimsSet(opened), now: NOW, leeway: 0, ...given }
}

/** A family's findings, each with its message. */
export function found(family: readonly Diagnostic[], context: DiagnosticContext): (RuleHit & { message: string })[] {
  return family.flatMap((rule) =>
    [...rule.hits(context)].map((hit) => ({
      ...hit,
      rule: rule.id,
      severity: hit.severity ?? rule.severity,
      message: rule.message(hit.args ?? {}),
    })),
  )
}

/** The payload's text after a fix. */
export function applied(context: DiagnosticContext, fix: Fix): string {
  const text = context.token.payload?.decoded.text ?? ''
  return text.slice(0, fix.from) + fix.insert + text.slice(fix.to)
}
