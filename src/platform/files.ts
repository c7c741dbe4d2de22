// Reads files that were dropped or chosen, and downloads files.

/** The file's bytes; undefined if the browser cannot read it (a folder, or a deleted file). */
export async function readFileBytes(file: File): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await file.arrayBuffer())
  } catch {
    return undefined
  }
}

/** Downloads a text under a name. Call it on a click. */
export function downloadText(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // By then the browser has read the address; right away would be too early in some browsers.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
