// A diagnosis at one instant, which tests ask for and the page never does: what is so of a token, and what is wrong with it.
import type { Decryption } from '../crypto/decryption.ts'
import type { Inspection } from '../inspect.ts'
import { diagnosisOf, type Finding } from './index.ts'
import { readFacts } from './rule/context.ts'
import type { DiagnosticContext } from './rule/diagnostic.ts'

/** What is so of an inspection's opened token, and from where it is judged. Times in seconds. */
export function readContext(
  inspection: Inspection,
  given: Omit<DiagnosticContext, 'inspection' | 'token' | 'header' | 'claims'> & { readonly decryption?: Decryption | undefined },
): DiagnosticContext | undefined {
  const facts = readFacts(inspection, given)
  return facts && { ...facts, ...given }
}

/** The findings at the context's own instant: see `diagnosisOf`. */
export function diagnose(context: DiagnosticContext): Finding[] {
  return diagnosisOf(context).at(context.now)
}
