// Maps the place of a finding in the token to the text that a box shows.
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

/** The most findings underlined in one box; more would add nothing. */
const MOST_PLACED = 200

/** Where a place is shown; undefined if no box shows it. */
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
 * The stretches of a box to underline, in order. In the token box, only places outside of members; a finding about a whole segment is
 * about something missing from it, and isn't underlined.
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
      for (const span of placeInText(token, place)) for (const end of endsOf(span, TOKEN_END)) placed.push({ ...end, finding })
      if (placed.length >= MOST_PLACED) break
    }
    return placed
  }
  const carry = carrier(state, box)
  if (!carry) return []
  const here = findings
    .flatMap((finding) => (finding.place?.in === box ? [{ finding, span: finding.place.span }] : []))
    .slice(0, MOST_PLACED)
  const inLayout = hiddenWhitespace(state, box)
  const underlined = underlinedFor(state, box)
  return here
    .filter(({ span }) => !inLayout(span))
    .flatMap(({ finding, span }) => underlined(span).map((each) => ({ finding, span: each })))
    .sort((a, b) => a.span.from - b.span.from)
    .map(({ finding, span }) => ({ ...carry(span), finding }))
}

/** Whitespace that was signed but that the layout doesn't show; a line above the box mentions it. */
function hiddenWhitespace(state: State, part: JsonPart): (span: Span) => boolean {
  const derived = derive(state)
  const text = partOf(derived.inspection.token, part)?.decoded.text ?? ''
  if (text === derived[part]) return () => false
  return ({ from, to }) => to > from && /^[ \t\r\n]+$/.test(text.slice(from, to))
}

/** The most characters underlined as a whole; a longer underline would point at nothing in particular. */
const MOST_UNDERLINED = 200
/** Characters at each end of a long stretch of the token that are underlined instead. */
const TOKEN_END = 12

/** The first and last characters of a long stretch, or all of a short one. */
function endsOf({ from, to }: Span, end: number): Span[] {
  if (to - from <= MOST_UNDERLINED) return [{ from, to }]
  return [
    { from, to: from + end },
    { from: to - end, to },
  ]
}

/** What to underline for a place in a part: only the name of a member with a value of many lines, and only the braces of the whole object. */
function underlinedFor(state: State, part: JsonPart): (span: Span) => Span[] {
  const root = partOf(derive(state).inspection.token, part)?.decoded.json.root
  if (root?.type !== 'object') return (span) => endsOf(span, 1)
  return (span) => {
    if (span.from <= root.from && span.to >= root.to) {
      return [
        { from: root.from, to: root.from + 1 },
        { from: root.to - 1, to: root.to },
      ]
    }
    const exact = root.members.find(({ value }) => value.from === span.from && value.to === span.to)
    if (exact && (exact.value.type === 'array' || exact.value.type === 'object')) return [exact.nameSpan]
    if (span.to - span.from <= MOST_UNDERLINED) return [span]
    const around = root.members.find(({ from, to }) => from <= span.from && span.to <= to)
    return around ? [around.nameSpan] : endsOf(span, 1)
  }
}

/** The worst finding about each member of a part, by the member's name, for the remark on its line. */
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

/** Converts spans of a part's decoded text to spans of the text in its box; fastest in ascending order. */
function carrier(state: State, part: JsonPart): ((span: Span) => Span) | undefined {
  const derived = derive(state)
  const decoded = partOf(derived.inspection.token, part)?.decoded
  if (!decoded) return undefined
  const carry = carryOffsets(decoded.text, derived[part])
  return ({ from, to }) => {
    const start = carry(from)
    // It ends with its last character; whitespace added after that isn't part of it.
    return { from: start, to: to > from ? carry(to - 1) + 1 : start }
  }
}
