// Where findings stand in the boxes of the page: a place of the token carried over to the text that a box shows.
import type { WordedFinding } from '../answers/judge.ts'
import { placeInText } from '../../core/lens/place-in-text.ts'
import type { Place, Span } from '../../core/text/span.ts'
import { derive } from '../state/derived.ts'
import { carryOffsets } from '../text/json-layout.ts'
import { partOf, type Box, type JsonPart } from '../state/opened-token.ts'
import type { State } from '../state/state.ts'

/** A stretch of the text that a box shows; UTF-16 offsets. */
export interface ShownPlace extends Span {
  readonly box: Box
}

export interface PlacedFinding extends Span {
  readonly finding: WordedFinding
}

/** Findings that are underlined in one box; who has seen so many knows. */
const MOST_PLACED = 200

/** Where a place is shown; undefined where no box shows it. */
export function shownPlace(state: State, place: Place): ShownPlace | undefined {
  const { token } = derive(state).inspection
  if (place.in === 'key') return { box: 'key', from: 0, to: state.key.length }
  if (!token) return undefined
  if (place.in === 'header' || place.in === 'payload') {
    const span = carrier(state, place.in)?.(place.span)
    return span && { box: place.in, ...span }
  }
  const spans = placeInText(token, place)
  const [first] = spans
  return first && { box: 'token', from: first.from, to: spans[spans.length - 1]!.to }
}

/**
 * The stretches of a box to underline, in order. In the token box only what belongs to no member: whole segments stand for what is
 * missing from them, and are left plain.
 */
export function placeFindings(state: State, findings: readonly WordedFinding[], box: 'token' | JsonPart): PlacedFinding[] {
  const { token } = derive(state).inspection
  if (!token) return []
  const placed: PlacedFinding[] = []
  if (box === 'token') {
    const whole = (span: Span) => token.segments.some(({ at, text }) => span.from === at && span.to === at + text.length)
    for (const finding of findings) {
      const { place } = finding
      if (place?.in !== 'text' && place?.in !== 'token') continue
      if (place.in === 'token' && whole(place.span)) continue
      for (const span of placeInText(token, place)) placed.push({ ...span, finding })
      if (placed.length >= MOST_PLACED) break
    }
    return placed
  }
  const carry = carrier(state, box)
  if (!carry) return []
  const here = findings
    .flatMap((finding) => (finding.place?.in === box ? [{ finding, span: finding.place.span }] : []))
    .slice(0, MOST_PLACED)
  const shown = lineOf(state, box)
  const inLayout = hiddenWhitespace(state, box)
  return here
    .filter(({ span }) => !inLayout(span))
    .map(({ finding, span }) => ({ finding, span: shown(span) }))
    .sort((a, b) => a.span.from - b.span.from)
    .map(({ finding, span }) => ({ ...carry(span), finding }))
}

/** Whitespace that was signed, which a layout doesn't show: a line over the box says that it is there. */
function hiddenWhitespace(state: State, part: JsonPart): (span: Span) => boolean {
  const derived = derive(state)
  const text = partOf(derived.inspection.token, part)?.decoded.text ?? ''
  if (text === derived[part]) return () => false
  return ({ from, to }) => to > from && /^[ \t\r\n]+$/.test(text.slice(from, to))
}

/** A list or object that is a member's value takes many lines: its name stands for it. */
function lineOf(state: State, part: JsonPart): (span: Span) => Span {
  const root = partOf(derive(state).inspection.token, part)?.decoded.json.root
  if (root?.type !== 'object') return (span) => span
  return (span) => {
    const member = root.members.find(({ value }) => value.from === span.from && value.to === span.to)
    return member && (member.value.type === 'array' || member.value.type === 'object') ? member.nameSpan : span
  }
}

/** The worst finding at each member of a part, by the member's name, for a remark at its line. */
export function findingsByMember(state: State, findings: readonly WordedFinding[], part: JsonPart): Map<string, WordedFinding> {
  const byMember = new Map<string, WordedFinding>()
  const root = partOf(derive(state).inspection.token, part)?.decoded.json.root
  if (root?.type !== 'object') return byMember
  for (const finding of findings) {
    if (finding.place?.in !== part) continue
    const { from, to } = finding.place.span
    const member = root.members.find((each) => each.from <= from && to <= each.to)
    if (member && !byMember.has(member.name)) byMember.set(member.name, finding)
  }
  return byMember
}

/** Carries spans of a part's decoded text over to what its box shows; fastest in order. */
function carrier(state: State, part: JsonPart): ((span: Span) => Span) | undefined {
  const derived = derive(state)
  const decoded = partOf(derived.inspection.token, part)?.decoded
  if (!decoded) return undefined
  const carry = carryOffsets(decoded.text, derived[part])
  return ({ from, to }) => {
    const start = carry(from)
    // The end is that of the last character: blanks that were laid out behind it are not part of it.
    return { from: start, to: to > from ? carry(to - 1) + 1 : start }
  }
}
