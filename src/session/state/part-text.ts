// What the header and payload boxes show, and what goes into the token for what is typed there.
import { isJson } from '../../core/text/json.ts'
import type { DecodedText } from '../../core/text/decoded-text.ts'
import type { Token } from '../../core/token/token.ts'
import { compactJson, isCompactJson, shownJson } from '../text/json-layout.ts'
import { writeBack } from '../text/write-back.ts'
import type { Undoable } from '../text/history.ts'
import { BINARY_SHOWN, currentInspection, inspectPaste, isLongBinary, partOf, type JsonPart } from './opened-token.ts'

/** What the user typed into the header or payload box, and the segment that was made of it: it is shown as long as the token has that segment. */
interface Draft {
  readonly typed: string
  readonly segment: string
  /** The JSON whose whitespace the segment has; undefined where what was typed was taken exactly. */
  readonly base: string | undefined
}

export interface Drafts {
  readonly header?: Draft
  readonly payload?: Draft
}

/** What decides what the boxes of the parts show. */
export type ShownParts = Pick<Undoable, 'text' | 'index' | 'pasted'> & {
  readonly drafts: Drafts
  /** JSON is shown with the whitespace that it was signed with, and what is typed is taken exactly; else it is laid out. */
  readonly asSigned: boolean
}

/** What the header or payload box shows: what was typed there last, else the part's text, laid out where it is JSON and isn't wanted as signed. */
export function shownText(state: ShownParts, part: JsonPart): string {
  const segment = partOf(currentInspection(state).token, part)
  if (!segment) return ''
  const draft = state.drafts[part]
  if (draft && draft.segment === segment.text) return draft.typed
  const { decoded } = segment
  if (isLongBinary(segment)) return decoded.text.slice(0, BINARY_SHOWN)
  return state.asSigned ? decoded.text : shownJson(decoded)
}

/** The part is JSON that was signed with whitespace, or is now. */
export function hasOwnWhitespace(state: ShownParts, part: JsonPart): boolean {
  const [now, pasted] = [currentInspection(state), inspectPaste(state.pasted)].map(({ token }) => partOf(token, part)?.decoded)
  return (now !== undefined && isSpaced(now)) || (pasted !== undefined && isSpaced(pasted))
}

/** UTF-8 text that is JSON with whitespace between its tokens. */
export function isSpaced({ utf8, json }: DecodedText): boolean {
  return utf8 && json.valid && !isCompactJson(json)
}

/**
 * The JSON that an edit of a part is measured against: what was pasted, as long as the part could have become what it is by edits here;
 * else what it is now. Undefined where what is typed is taken exactly, since it is shown exactly.
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

/** The text to put in the token for the text in the box: with the signed whitespace instead of the added layout. */
export function writtenText(base: string | undefined, typed: string): string {
  if (base === undefined) return typed
  return isCompactJson({ text: base, valid: true }) ? compactJson(typed) : writeBack(base, typed)
}

/** What an edit is measured against after the part was repaired to `content`. */
export function baseAfterRepair(base: string | undefined, content: string): string | undefined {
  return base !== undefined && isJson(content) ? content : base
}

/** What the payload box shows is not in the token: there a dot would end the unencoded payload (RFC 7797 section 5.2). */
export function isRefused(state: ShownParts): boolean {
  const { token } = currentInspection(state)
  const draft = state.drafts.payload
  if (!token || !draft || draft.segment !== token.payload?.text || draft.typed === draft.segment) return false
  return token.header.unencodedPayload && isRefusedText(token, 'payload', writtenText(draft.base, draft.typed))
}

/** The text can't stand in the part: a compact token has no place for a dot in an unencoded payload. */
export function isRefusedText(token: Token, part: JsonPart, content: string): boolean {
  return part === 'payload' && token.header.unencodedPayload && token.wrapper !== 'json-serialization' && content.includes('.')
}
