// Decodes bytes as UTF-8 text and, on demand, as JSON with positions.
import { parseJson, type JsonDocument } from './json.ts'

/** Bytes of a segment as text. Lossless if `utf8` is true: encoding `text` gives `bytes` again. */
export interface DecodedText {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** The text, with U+FFFD in place of bytes that are not UTF-8. A byte-order mark is kept as U+FEFF. */
  readonly text: string
  /** Whether the bytes are well-formed UTF-8 (RFC 3629). */
  readonly utf8: boolean
  /** The text as JSON; parsed on first use and then kept. */
  readonly json: JsonDocument
}

/**
 * How many values of a header or payload go into the tree: millions of objects would block the page for a second. A finding reports it, so
 * such a token is never good.
 */
export const MOST_VALUES = 100_000

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const lossy = new TextDecoder('utf-8', { ignoreBOM: true })

/** Decodes bytes as UTF-8 text; never throws. */
export function decodeText(bytes: Uint8Array<ArrayBuffer>): DecodedText {
  let text: string
  let utf8 = true
  try {
    text = strict.decode(bytes)
  } catch {
    text = lossy.decode(bytes)
    utf8 = false
  }
  let json: JsonDocument | undefined
  return {
    bytes,
    text,
    utf8,
    get json() {
      return (json ??= parseJson(text, MOST_VALUES))
    },
  }
}
