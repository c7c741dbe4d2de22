// Reads the segments of a token: base64url ones, and the raw ones of RFC 7797.
import { decodeBase64url, type Base64urlDecoding } from '../text/base64url.ts'
import { decodeText, type DecodedText } from '../text/decoded-text.ts'

/** One base64url segment of a token. */
export interface Segment {
  /** Its characters exactly as in the token. */
  readonly text: string
  /** The position of its first character in `Token.compact` (for JSON serializations: in the given text). */
  readonly at: number
  readonly decoding: Base64urlDecoding
}

/** A segment that contains text: the payload, a disclosure. */
export interface TextSegment extends Segment {
  readonly decoded: DecodedText
}

/** A segment that is decoded as bytes. */
export function readSegment(text: string, at: number): Segment {
  return { text, at, decoding: decodeBase64url(text) }
}

/** A segment that is decoded as text. */
export function readTextSegment(text: string, at: number): TextSegment {
  const decoding = decodeBase64url(text)
  return { text, at, decoding, decoded: decodeText(decoding.bytes) }
}

/** An unencoded payload in the token (RFC 7797 section 3). */
export function readRawSegment(text: string, at: number): TextSegment {
  const bytes = new TextEncoder().encode(text)
  return { text, at, decoding: { bytes, defects: [] }, decoded: decodeText(bytes) }
}

/** A missing segment: absent in a JSON serialization, or lost from a token that was cut off. */
export function absentSegment(at: number): TextSegment {
  return readTextSegment('', at)
}

/** Nonzero unused bits are allowed in received tokens; a conforming decoder rejects everything else (RFC 7515 section 2). */
export function isWellFormed(segment: Segment): boolean {
  return segment.decoding.defects.every((defect) => defect.kind === 'spare-bits')
}
