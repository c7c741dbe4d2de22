// Derives the open token from the boxes: its inspection, its parts, and the JWS that is verified and signed.
import { keepLatest } from '../../core/upkeep/keep.ts'
import { decodeBase64url } from '../../core/text/base64url.ts'
import { withContent } from '../../core/token/detached-content.ts'
import { inspect, type Inspection } from '../../core/inspect.ts'
import type { Jws } from '../../core/token/jws.ts'
import type { TextSegment } from '../../core/token/segment.ts'
import type { Token } from '../../core/token/token.ts'
import { inspectEdited } from '../text/edited-token.ts'
import type { ContentEncoding, Paste, Undoable } from '../text/history.ts'

export type JsonPart = 'header' | 'payload'

/** A box of the page that takes text. */
export type Box = 'token' | 'key' | 'content' | 'plaintext' | JsonPart

/** The content of the token box. */
type Opened = Pick<Undoable, 'text' | 'index' | 'pasted'>

/** The content of a detached payload, given separately. */
type Content = Pick<Undoable, 'content' | 'contentEncoding'>

/** The inspection of the text in the token box; the same object as long as the text stays the same. */
export function currentInspection({ text, index, pasted }: Opened): Inspection {
  return text === pasted.text && index === pasted.index ? inspectPaste(pasted) : inspectNow(text, index, pasted)
}

const inspectNow = keepLatest((text: string, index: number | undefined, pasted: Paste) => inspectEdited(text, index, inspectPaste(pasted)))

/** The inspection of the pasted text. It is kept separately from the current one, so that neither is computed twice. */
export const inspectPaste: (paste: Paste) => Inspection = keepLatest(
  ({ text, index }) => inspect(text, index),
  ({ text, index }) => [text, index],
)

/** True if the open token signs content that it doesn't contain (RFC 7515 appendix F). */
export function isDetached(state: Opened): boolean {
  const object = currentInspection(state).token?.object
  return object?.kind === 'jws' && object.detached
}

/** The token's JWS as it is verified and signed, with the given content if its payload is detached. */
export function currentJws(state: Opened & Content): Jws | undefined {
  return jwsOf(currentInspection(state).token, contentBytes(state))
}

/** The JWS of a token, with the content of a detached payload if it was given. */
export function jwsOf(token: Token | undefined, content: Uint8Array<ArrayBuffer> | undefined): Jws | undefined {
  const object = token?.object
  if (object?.kind !== 'jws') return undefined
  return content ? withContent(object, content) : object
}

/** The given content; undefined if there is none, or if it isn't valid base64. The same object for the same text. */
export const contentBytes: (content: Content) => Uint8Array<ArrayBuffer> | undefined = keepLatest(
  ({ content, contentEncoding }) => (content === '' ? undefined : readContent(content, contentEncoding)),
  ({ content, contentEncoding }) => [content, contentEncoding],
)

function readContent(content: string, encoding: ContentEncoding): Uint8Array<ArrayBuffer> | undefined {
  if (encoding === 'utf8') return new TextEncoder().encode(content)
  const { bytes, defects } = decodeBase64url(content.replace(/\s+/g, ''))
  return defects.some(({ kind }) => kind === 'illegal-character' || kind === 'impossible-length') ? undefined : bytes
}

/** The segment of the header or payload, if the token has one to which an edit can be written back. */
export function partOf(token: Token | undefined, part: JsonPart): TextSegment | undefined {
  return part === 'header' ? token?.header.segment : token?.payload
}

/** True if the header or payload box can be edited, because its bytes are text and can be written back without loss. */
export function isEditable(token: Token | undefined, part: JsonPart): boolean {
  if (!token) return true
  const segment = partOf(token, part)
  // In a JSON serialization, there is no place to write an absent member to.
  const isAbsent = token.wrapper === 'json-serialization' && token.compact[segment?.at ? segment.at - 1 : 0] !== '"'
  return segment !== undefined && !isAbsent && segment.decoded.utf8 && !isLongBinary(segment)
}

/** The number of characters shown of bytes that aren't text, since each is drawn separately. */
export const BINARY_SHOWN = 2000

/** True if it is long and has many control characters, so that there is nothing to read or edit. */
export function isLongBinary({ decoded: { text } }: TextSegment): boolean {
  if (text.length <= 10 * BINARY_SHOWN) return false
  // oxlint-disable-next-line no-control-regex -- it searches for them
  const odd = text.slice(0, BINARY_SHOWN).match(/[\0-\x08\x0e-\x1f\x7f-\x9f\ufffd]/g)
  return odd !== null && odd.length > BINARY_SHOWN / 10
}
