// Leaves it to the shell to ask before the kept copy is left, and to reload it for anyone who comes back.
import { tellShell } from './shell.ts'

/** Turns the question on or off. */
export function askBeforeLeaving(on: boolean): void {
  tellShell({ kind: 'leaving', ask: on })
}

export function beginAnewOnReturn(): void {}
