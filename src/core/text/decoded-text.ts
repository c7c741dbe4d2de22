// Bytes read as UTF-8 text and, when asked, as JSON with positions.
import { parseJson, type JsonDocument } from './json.ts'

/** Bytes of a segment as text. Lossless where `utf8` is true: encoding `text` gives `bytes` again. */
export interface DecodedText {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** The text; bytes that are no UTF-8 stand as U+FFFD. A byte-order mark is kept as U+FEFF. */
  readonly text: string
  /** The bytes are well-formed UTF-8 (RFC 3629). */
  readonly utf8: boolean
  /** The text as JSON; parsed at the first look and then kept. */
  readonly json: JsonDocument
}

/**
 * Values of a header or payload that are made into a tree: millions of objects would hold the page for a second. A finding says so, and so
 * such a token is never good.
 */
export const MOST_VALUES = 100_000

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const lossy = new TextDecoder('utf-8', { ignoreBOM: true })

/** Reads bytes as UTF-8 text; never throws. */
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
