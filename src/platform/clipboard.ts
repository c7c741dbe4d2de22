// The clipboard: written on a click, never read.

/** Rejects where the browser refuses. */
export function copyText(text: string): Promise<void> {
  return navigator.clipboard.writeText(text)
}
