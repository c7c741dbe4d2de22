// Writes to the clipboard on a click, and never reads it.

/** Rejects if the browser refuses. */
export function copyText(text: string): Promise<void> {
  return navigator.clipboard.writeText(text)
}
