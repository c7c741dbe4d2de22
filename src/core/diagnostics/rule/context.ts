// Brings together what rules look at.
import { readClaimsSet } from '../../claims/claims-set.ts'
import type { Inspection } from '../../inspect.ts'
import type { DiagnosticContext } from './diagnostic.ts'

/** The context of an inspection's opened token, or undefined where there is none. Times in seconds. */
export function readContext(
  inspection: Inspection,
  given: Omit<DiagnosticContext, 'inspection' | 'token' | 'header' | 'claims'>,
): DiagnosticContext | undefined {
  const { token } = inspection
  return token && { inspection, token, header: token.header.parameters, claims: readClaimsSet(token), ...given }
}
