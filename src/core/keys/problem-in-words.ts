// Turns a key problem into a sentence: what was found, what was expected and what to do.
import type { KeyProblem } from './key-material.ts'

/** "Found a certificate; expected: a private key. To go on, paste the private key." */
export function problemInWords({ found, expected, action }: KeyProblem): string {
  return `Found ${found}; expected: ${expected}. To go on, ${action}.`
}

/** The same problem as an answer to an action that the reader asked for: `to` is a verb, "sign". Leaves out what was expected, since the action names it. */
export function neededInWords(to: string, { id, found, action }: KeyProblem): string {
  return id === 'key-missing' ? toDo(to, action) : `${toDo(to, action)} Found: ${found}.`
}

/** Like `neededInWords`, when keys of several kinds would have been accepted. */
export function neededInFull(to: string, { found, expected, action }: KeyProblem): string {
  return `${toDo(to, action)} Found: ${found}; expected: ${expected}.`
}

/** The action as a sentence, with its purpose said once: some actions end with it. */
function toDo(to: string, action: string): string {
  return action.endsWith(` to ${to}`) ? `${action.charAt(0).toUpperCase()}${action.slice(1)}.` : `To ${to}, ${action}.`
}
