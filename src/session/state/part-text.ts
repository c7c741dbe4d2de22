// Determines what the header and payload boxes show, and how text typed there is written to the token.
import { isJson } from '../../core/text/json.ts'
import type { DecodedText } from '../../core/text/decoded-text.ts'
import type { Token } from '../../core/token/token.ts'
import { compactJson, isCompactJson, shownJson } from '../text/json-layout.ts'
import { writeBack } from '../text/write-back.ts'
import type { Undoable } from '../text/history.ts'
import { BINARY_SHOWN, currentInspection, inspectPaste, isLongBinary, partOf, type JsonPart } from './opened-token.ts'

/** The text typed into the header or payload box, and the segment made from it. The text is shown as long as the token has that segment. */
interface Draft {
  readonly typed: string
  readonly segment: string
  /** The JSON whose whitespace the segment has; undefined if the typed text was taken exactly. */
  readonly base: string | undefined
}

export interface Drafts {
  readonly header?: Draft
  readonly payload?: Draft
}

/** The part of the state that determines what the boxes of the parts show. */
export type ShownParts = Pick<Undoable, 'text' | 'index' | 'pasted'> & {
  readonly drafts: Drafts
  /** True to show JSON with the whitespace it was signed with, and to take typed text exactly; false to format it. */
  readonly asSigned: boolean
}

/** The text in the header or payload box: what was typed there last, or the part's text, formatted if it is JSON and not shown as signed. */
export function shownText(state: ShownParts, part: JsonPart): string {
  const segment = partOf(currentInspection(state).token, part)
  if (!segment) return ''
  const draft = state.drafts[part]
  if (draft && draft.segment === segment.text) return draft.typed
  const { decoded } = segment
  if (isLongBinary(segment)) return decoded.text.slice(0, BINARY_SHOWN)
  return state.asSigned ? decoded.text : shownJson(decoded)
}

/** True if the part is JSON with whitespace, or was when it was signed. */
export function hasOwnWhitespace(state: ShownParts, part: JsonPart): boolean {
  const [now, pasted] = [currentInspection(state), inspectPaste(state.pasted)].map(({ token }) => partOf(token, part)?.decoded)
  return (now !== undefined && isSpaced(now)) || (pasted !== undefined && isSpaced(pasted))
}

/** True for UTF-8 text that is JSON with whitespace between its tokens. */
export function isSpaced({ utf8, json }: DecodedText): boolean {
  return utf8 && json.valid && !isCompactJson(json)
}

/**
 * The JSON that edits of a part are compared with: the pasted one, as long as the part can have resulted from edits of it here, and otherwise
 * the current one. Undefined if typed text is taken exactly, because it is shown exactly.
 */
export function baseOf(state: ShownParts, part: JsonPart): string | undefined {
  if (state.asSigned) return undefined
  const segment = partOf(currentInspection(state).token, part)
  const draft = state.drafts[part]
  if (draft && draft.segment === segment?.text) return draft.base
  const now = jsonText(segment?.decoded)
  const pasted = jsonText(partOf(inspectPaste(state.pasted).token, part)?.decoded)
  if (now === undefined || pasted === undefined) return now ?? pasted
  return now === pasted || writtenText(pasted, now) === now ? pasted : now
}

function jsonText(decoded: DecodedText | undefined): string | undefined {
  return decoded?.utf8 && decoded.json.valid ? decoded.text : undefined
}

/** The text to put in the token for the text in the box, with the signed whitespace instead of the formatting. */
export function writtenText(base: string | undefined, typed: string): string {
  if (base === undefined) return typed
  return isCompactJson({ text: base, valid: true }) ? compactJson(typed) : writeBack(base, typed)
}

/** What edits are compared with after the part was repaired to `content`. */
export function baseAfterRepair(base: string | undefined, content: string): string | undefined {
  return base !== undefined && isJson(content) ? content : base
}

/** True if the text in the payload box isn't in the token, where a dot would end the unencoded payload (RFC 7797 section 5.2). */
export function isRefused(state: ShownParts): boolean {
  const { token } = currentInspection(state)
  const draft = state.drafts.payload
  if (!token || !draft || draft.segment !== token.payload?.text || draft.typed === draft.segment) return false
  return token.header.unencodedPayload && isRefusedText(token, 'payload', writtenText(draft.base, draft.typed))
}

/** True if the part can't contain the text: in a compact token, an unencoded payload can't contain a dot. */
export function isRefusedText(token: Token, part: JsonPart, content: string): boolean {
  return part === 'payload' && token.header.unencodedPayload && token.wrapper !== 'json-serialization' && content.includes('.')
}
