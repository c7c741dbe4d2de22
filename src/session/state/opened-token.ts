// The token that is open, as it follows from the boxes: its inspection, its parts, and the JWS that is verified and signed.
import { decodeBase64url } from '../../core/text/base64url.ts'
import { withContent } from '../../core/token/detached-content.ts'
import { inspect, type Inspection } from '../../core/inspect.ts'
import type { Jws } from '../../core/token/jws.ts'
import type { TextSegment } from '../../core/token/segment.ts'
import type { Token } from '../../core/token/token.ts'
import { inspectEdited } from '../text/edited-token.ts'
import type { ContentEncoding, Paste, Undoable } from '../text/history.ts'

export type JsonPart = 'header' | 'payload'

/** What the token box holds. */
type Opened = Pick<Undoable, 'text' | 'index' | 'pasted'>

/** And beside it the content of a detached payload. */
type Content = Pick<Undoable, 'content' | 'contentEncoding'>

let latest: { text: string; index: number | undefined; pasted: Paste; inspection: Inspection } | undefined
let baseline: { text: string; index: number | undefined; inspection: Inspection } | undefined

/** The inspection of what stands in the token box; the same object as long as that stays. */
export function currentInspection(state: Opened): Inspection {
  const { text, index, pasted } = state
  if (text === pasted.text && index === pasted.index) return inspectPaste(pasted)
  if (latest?.text !== text || latest.index !== index || latest.pasted !== pasted) {
    latest = { text, index, pasted, inspection: inspectEdited(text, index, inspectPaste(pasted)) }
  }
  return latest.inspection
}

/** The inspection of what was pasted; kept apart from the current one, so that neither is made twice. */
export function inspectPaste(paste: Paste): Inspection {
  if (baseline?.text !== paste.text || baseline.index !== paste.index) {
    baseline = { text: paste.text, index: paste.index, inspection: inspect(paste.text, paste.index) }
  }
  return baseline.inspection
}

/** The token that is open is a signature over a content that it does not carry (RFC 7515 appendix F). */
export function isDetached(state: Opened): boolean {
  const object = currentInspection(state).token?.object
  return object?.kind === 'jws' && object.detached
}

/** The token's JWS as it is verified and signed: with the content that was given where its payload is detached. */
export function currentJws(state: Opened & Content): Jws | undefined {
  return jwsOf(currentInspection(state).token, contentBytes(state))
}

/** The JWS of a token, with the content of a detached payload where some was given. */
export function jwsOf(token: Token | undefined, content: Uint8Array<ArrayBuffer> | undefined): Jws | undefined {
  const object = token?.object
  if (object?.kind !== 'jws') return undefined
  return content ? withContent(object, content) : object
}

let given: { content: string; contentEncoding: ContentEncoding; bytes: Uint8Array<ArrayBuffer> | undefined } | undefined

/** The content that was given; undefined where none was, or where it is not base64 as it should be. The same object for the same text. */
export function contentBytes({ content, contentEncoding }: Content): Uint8Array<ArrayBuffer> | undefined {
  if (given?.content !== content || given.contentEncoding !== contentEncoding) {
    given = { content, contentEncoding, bytes: content === '' ? undefined : readContent(content, contentEncoding) }
  }
  return given.bytes
}

function readContent(content: string, encoding: ContentEncoding): Uint8Array<ArrayBuffer> | undefined {
  if (encoding === 'utf8') return new TextEncoder().encode(content)
  const { bytes, defects } = decodeBase64url(content.replace(/\s+/g, ''))
  return defects.some(({ kind }) => kind === 'illegal-character' || kind === 'impossible-length') ? undefined : bytes
}

/** The header's or payload's segment, where the token has one that an edit can be written back into. */
export function partOf(token: Token | undefined, part: JsonPart): TextSegment | undefined {
  return part === 'header' ? token?.header.segment : token?.payload
}

/** The header or payload box can be edited: its bytes are text, so that writing them back loses none. */
export function isEditable(token: Token | undefined, part: JsonPart): boolean {
  if (!token) return true
  const segment = partOf(token, part)
  return segment !== undefined && segment.decoded.utf8 && !isLongBinary(segment)
}

/** Of bytes that are no text this many characters are shown: each is drawn as a sign of its own. */
export const BINARY_SHOWN = 2000

/** Much of it are control characters, and there is much of it: nothing to read or to edit. */
export function isLongBinary({ decoded: { text } }: TextSegment): boolean {
  if (text.length <= 10 * BINARY_SHOWN) return false
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  const odd = text.slice(0, BINARY_SHOWN).match(/[\0-\x08\x0e-\x1f\x7f-\x9f\ufffd]/g)
  return odd !== null && odd.length > BINARY_SHOWN / 10
}
