// Reads a token's facts and diagnoses it at one instant, which tests need and the page does not.
import type { Decryption } from '../crypto/decryption.ts'
import type { Inspection } from '../inspect.ts'
import { diagnosisOf, type Finding } from './index.ts'
import { readFacts } from './rule/context.ts'
import type { DiagnosticContext } from './rule/diagnostic.ts'

/** The facts about an inspection's opened token and how it is judged. Times in seconds. */
export function readContext(
  inspection: Inspection,
  given: Omit<DiagnosticContext, 'inspection' | 'token' | 'header' | 'claims'> & { readonly decryption?: Decryption | undefined },
): DiagnosticContext | undefined {
  const facts = readFacts(inspection, given)
  return facts && { ...facts, ...given }
}

/** The findings at the context's own time: see `diagnosisOf`. */
export function diagnose(context: DiagnosticContext): Finding[] {
  return diagnosisOf(context).at(context.now)
}
