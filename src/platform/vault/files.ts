// Files in the kept copy: they come in as elsewhere, and go out through the shell, since the frame may not save any.
import { tellShell } from './shell.ts'

export { readFileBytes } from '../files.ts'

/** Hands a file to the shell, which offers it under its name. Call it on a click. */
export function downloadText(name: string, text: string, type: string): void {
  tellShell({ kind: 'file', name, type, bytes: new TextEncoder().encode(text) })
}
