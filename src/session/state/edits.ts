// Finds the differences from the pasted token, claim by claim. They are compared by their characters, not as JavaScript values.
import { keep } from '../../core/upkeep/keep.ts'
import type { DecodedText } from '../../core/text/decoded-text.ts'
import type { JsonMember } from '../../core/text/json.ts'
import type { Token } from '../../core/token/token.ts'
import { compactJson } from '../text/json-layout.ts'
import { currentInspection, inspectPaste, type JsonPart } from './opened-token.ts'
import type { State } from './state.ts'

export interface Edit {
  readonly part: JsonPart | 'signature'
  /** The member's name; undefined if the part can't be compared member by member, or if only whitespace or order changed. */
  readonly name: string | undefined
  /** JSON text without whitespace; undefined if there was, or is, no such member. */
  readonly before: string | undefined
  readonly after: string | undefined
}

/** Every claim and header parameter that differs, then the parts with other differences; empty for an unedited token. */
export function editsOf(state: State): Edit[] {
  if (state.text === state.pasted.text) return []
  const pasted = inspectPaste(state.pasted).token
  const current = currentInspection(state).token
  if (!pasted?.wellFormed || !current) return []
  const header = headerBefore(pasted, current)
  const edits = [
    ...partEdits('header', header.segment.text, current.header.segment.text, header.decoded, current.header.decoded),
    ...partEdits('payload', pasted.payload?.text, current.payload?.text, pasted.payload?.decoded, current.payload?.decoded),
  ]
  const [before, after] = [signatureOf(pasted), signatureOf(current)]
  if (before !== after) edits.push({ part: 'signature', name: undefined, before, after })
  return edits
}

/** The pasted version of the shown header. If the first of several signatures was removed, it is the header of another one. */
function headerBefore(pasted: Token, { header }: Token): Token['header'] {
  const all = pasted.object?.kind === 'jws' ? pasted.object.signatures : []
  return all.find((one) => one.header.segment.text === header.segment.text)?.header ?? pasted.header
}

function signatureOf(token: Token): string | undefined {
  if (token.object?.kind !== 'jws') return token.segments[2]?.text
  return token.object.signatures.map(({ signature }) => signature.text).join(' ')
}

/**
 * The indexes of signatures that were made over a different payload or header than the token has now, because it was edited after it was
 * pasted and they weren't signed again.
 */
export function staleSignatures(state: State): number[] {
  const before = inspectPaste(state.pasted).token?.object
  const now = currentInspection(state).token?.object
  if (before?.kind !== 'jws' || now?.kind !== 'jws' || before === now) return []
  const isPayloadEdited = before.payload.text !== now.payload.text
  const made = new Set(before.signatures.map(({ signature }) => signature.text))
  const madeUnder = new Set(before.signatures.map(({ header, signature }) => `${header.segment.text}.${signature.text}`))
  return now.signatures.flatMap(({ header, signature: { text } }, index) => {
    const isOld = text !== '' && made.has(text)
    return isOld && (isPayloadEdited || !madeUnder.has(`${header.segment.text}.${text}`)) ? [index] : []
  })
}

function partEdits(
  part: JsonPart,
  beforeText: string | undefined,
  afterText: string | undefined,
  before: DecodedText | undefined,
  after: DecodedText | undefined,
): Edit[] {
  if (beforeText === afterText) return []
  const [old, now] = [before && members(before), after && members(after)]
  if (!before || !after || !old || !now) return [{ part, name: undefined, before: before?.text, after: after?.text }]
  const edits: Edit[] = []
  for (const [name, value] of old) {
    const other = now.get(name)
    if (other !== value) edits.push({ part, name, before: value, after: other })
  }
  for (const [name, value] of now) if (!old.has(name)) edits.push({ part, name, before: undefined, after: value })
  return edits.length > 0 ? edits : [{ part, name: undefined, before: undefined, after: undefined }]
}

/** Members by name, with the compact text of their values; computed once for the pasted token, however often it is edited. */
const members = keep(readMembers)

/** For duplicates, all texts joined. */
function readMembers(decoded: DecodedText): Map<string, string> | undefined {
  if (!decoded.json.valid || decoded.json.root?.type !== 'object') return undefined
  const map = new Map<string, string>()
  for (const member of decoded.json.root.members) {
    const value = valueText(decoded.text, member)
    map.set(member.name, map.has(member.name) ? `${map.get(member.name)}, ${value}` : value)
  }
  return map
}

function valueText(text: string, { value }: JsonMember): string {
  const written = text.slice(value.from, value.to)
  return value.type === 'object' || value.type === 'array' ? compactJson(written) : written
}
