// Files: one in by dropping or choosing it, one out as a download.

/** The file's bytes; undefined where the browser cannot read it (a folder, a file that is gone). */
export async function readFileBytes(file: File): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await file.arrayBuffer())
  } catch {
    return undefined
  }
}

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
