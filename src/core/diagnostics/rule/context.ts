// Brings together what rules look at.
import { readClaimsSet } from '../../claims/claims-set.ts'
import type { Inspection } from '../../inspect.ts'
import type { DiagnosticContext, DiagnosticFacts } from './diagnostic.ts'

/** What is so of an inspection's opened token, or undefined where there is none. */
export function readFacts(
  inspection: Inspection,
  found: Pick<DiagnosticFacts, 'reading' | 'verification'> = {},
): DiagnosticFacts | undefined {
  const { token } = inspection
  return token && { inspection, token, header: token.header.parameters, claims: readClaimsSet(token), ...found }
}

/** The same, and from where it is judged. Times in seconds. */
export function readContext(
  inspection: Inspection,
  given: Omit<DiagnosticContext, 'inspection' | 'token' | 'header' | 'claims'>,
): DiagnosticContext | undefined {
  const facts = readFacts(inspection)
  return facts && { ...facts, ...given }
}
