// What is wrong with a key, as a sentence: what was found, what was expected and what to do.
import type { KeyProblem } from './key-material.ts'

/** "Found a certificate; expected: a private key. To go on, paste the private key." */
export function problemInWords({ found, expected, action }: KeyProblem): string {
  return `Found ${found}; expected: ${expected}. To go on, ${action}.`
}

/** Before something that the reader asked for: `to` is a verb, "sign". Without what was expected, which the action names. */
export function neededInWords(to: string, { found, action }: KeyProblem): string {
  return `To ${to}, ${action}. Found: ${found}.`
}

/** As `neededInWords`, where a key of several kinds could have been expected. */
export function neededInFull(to: string, { found, expected, action }: KeyProblem): string {
  return `To ${to}, ${action}. Found: ${found}; expected: ${expected}.`
}
