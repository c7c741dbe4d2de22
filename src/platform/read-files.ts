// Reads files dropped on the page or opened with it as text, and says why if one is too large or isn't text.

/** The largest file to read, in bytes. */
export const MOST_TEXT = 20_000_000
/** The longest paste to accept, in characters. */
export const MOST_PASTED = 5_000_000
/** The most lines of a paste to accept, since the editor makes an object of each. */
export const MOST_LINES = 200_000

/** Whether a text has more lines than `MOST_LINES`. */
export function hasTooManyLines(text: string): boolean {
  let lines = 1
  for (let at = text.indexOf('\n'); at >= 0 && lines <= MOST_LINES; at = text.indexOf('\n', at + 1)) lines++
  return lines > MOST_LINES
}

export type FileReading =
  | { readonly ok: true; readonly name: string; readonly text: string }
  | { readonly ok: false; readonly name: string; readonly size: number; readonly reason: 'too-large' | 'not-text' | 'unreadable' }

/** Reads one file as UTF-8, or as UTF-16 if it has a byte order mark. DER (ITU-T X.690) is returned as base64, which the key box accepts. */
export async function readFileText(file: File): Promise<FileReading> {
  const { name, size } = file
  if (size > MOST_TEXT) return { ok: false, name, size, reason: 'too-large' }
  let bytes: Uint8Array<ArrayBuffer>
  try {
    bytes = new Uint8Array(await file.arrayBuffer())
  } catch {
    // A folder, or a file deleted since.
    return { ok: false, name, size, reason: 'unreadable' }
  }
  const text = textOf(bytes)
  return text === undefined ? { ok: false, name, size, reason: 'not-text' } : { ok: true, name, text }
}

function textOf(bytes: Uint8Array<ArrayBuffer>): string | undefined {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
  // A SEQUENCE whose length takes two or more bytes, or fits the file: a key or certificate.
  const der = bytes[0] === 0x30 && (bytes[1] === 0x82 || bytes[1] === 0x81 || bytes[1] === bytes.length - 2)
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    if (!text.includes('\0')) return text
  } catch {
    // Not text in that encoding.
  }
  return der && bytes.length < 100_000 ? btoa(String.fromCharCode(...bytes.subarray(0, 50_000), ...bytes.subarray(50_000))) : undefined
}

interface LaunchQueue {
  setConsumer(consumer: (launch: { readonly files?: readonly { getFile(): Promise<File> }[] }) => void): void
}

/** Calls back with the files that the installed app was opened with (manifest, `file_handlers`), if the browser supports it. */
export function onLaunchFiles(listener: (files: readonly File[]) => void): void {
  const queue = (globalThis as { launchQueue?: LaunchQueue }).launchQueue
  queue?.setConsumer(({ files = [] }) => {
    if (files.length === 0) return
    Promise.all(files.map((handle) => handle.getFile())).then(listener, () => {})
  })
}
