// Reads files in the kept copy as usual, but downloads them through the shell, since the frame may not save any.
import { tellShell } from './shell.ts'

export { readFileBytes } from '../files.ts'

/** Passes a file to the shell, which offers it for download. Call it on a click. */
export function downloadText(name: string, text: string, type: string): void {
  tellShell({ kind: 'file', name, type, bytes: new TextEncoder().encode(text) })
}
