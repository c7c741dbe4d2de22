// Leaving the kept copy: only the shell can ask, and it begins anew by itself when somebody comes back.
import { tellShell } from './shell.ts'

/** Turns the question on or off. */
export function askBeforeLeaving(on: boolean): void {
  tellShell({ kind: 'leaving', ask: on })
}

export function beginAnewOnReturn(): void {}
