// A half-open range of text or bytes, and which part of an inspection it is in.

/** Offsets `from` (included) to `to` (excluded), in UTF-16 code units of the text that the owner names, or in bytes if it says so. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** The text with `insert` in place of a range. */
export function spliced(text: string, { from, to }: Span, insert: string): string {
  return text.slice(0, from) + insert + text.slice(to)
}

/**
 * Where something is.
 * - `text`: UTF-16 offsets in the text as it was given (the whole paste).
 * - `token`: offsets in the opened token's own characters (`Token.compact`).
 * - `header`, `payload`: UTF-16 offsets in that part's decoded text (`DecodedText.text`).
 * - `signature`, `key`: the thing as a whole.
 */
export type Place = { readonly in: 'text' | 'token' | 'header' | 'payload'; readonly span: Span } | { readonly in: 'signature' | 'key' }

/**
 * The base64url characters that encode the bytes `[from, to)`: `[floor(4·from/3), ceil(4·to/3))`.
 * Characters at the edges may be shared with neighboring bytes. RFC 4648 section 4.
 */
export function charactersOfBytes(bytes: Span): Span {
  return { from: Math.floor((bytes.from * 4) / 3), to: Math.ceil((bytes.to * 4) / 3) }
}

/** The bytes that the base64url characters `[from, to)` encode, even in part; the inverse of `charactersOfBytes`. */
export function bytesOfCharacters(characters: Span): Span {
  return { from: Math.floor((characters.from * 3) / 4), to: Math.ceil((characters.to * 3) / 4) }
}
