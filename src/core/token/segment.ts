// The segments of a token: base64url ones, and the raw ones of RFC 7797.
import { decodeBase64url, type Base64urlDecoding } from '../text/base64url.ts'
import { decodeText, type DecodedText } from '../text/decoded-text.ts'

/** One base64url segment of a token. */
export interface Segment {
  /** Its characters as they stand in the token. */
  readonly text: string
  /** Where its first character stands in `Token.compact` (for JSON serializations: in the given text). */
  readonly at: number
  readonly decoding: Base64urlDecoding
}

/** A segment that holds text: the payload, a disclosure. */
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

/** A payload that stands unencoded in the token (RFC 7797 section 3). */
export function readRawSegment(text: string, at: number): TextSegment {
  const bytes = new TextEncoder().encode(text)
  return { text, at, decoding: { bytes, defects: [] }, decoded: decodeText(bytes) }
}

/** No segment: absent in a JSON serialization, or not there in a token that was cut off. */
export function absentSegment(at: number): TextSegment {
  return readTextSegment('', at)
}

/** Spare bits are legal to receive; everything else a conforming decoder refuses (RFC 7515 section 2). */
export function isWellFormed(segment: Segment): boolean {
  return segment.decoding.defects.every((defect) => defect.kind === 'spare-bits')
}
