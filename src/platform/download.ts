// A text out of the page: saved as a file, on a click.

/** Saves a text under a name. Call it on a click. */
export function downloadText(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has read the address by then; at once would be too early in some.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
