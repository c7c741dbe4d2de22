// What belongs together: from one place in a token to its characters, its bytes, its text and the JSON member that holds it.
import { bytesUnder, carrierAt, carrierOf, charactersOf, type Carrier } from './carrier.ts'
import { compactOffset } from '../paste/found-token.ts'
import type { JsonMember, JsonNode } from '../text/json.ts'
import type { Place, Span } from '../text/span.ts'
import type { Token } from '../token/token.ts'
import { textOffsets } from '../text/utf8-offsets.ts'

/** One stretch of a segment in all the ways that it can be looked at. */
export interface SegmentStretch {
  /** Offsets in `Token.compact`. */
  readonly characters: Span
  /** Those of the characters, the first or the last, that carry bits of neighboring bytes as well; offsets in `Token.compact`. */
  readonly shared: readonly number[]
  /** Offsets in the segment's bytes. */
  readonly bytes: Span
  /** UTF-16 offsets in the segment's decoded text; undefined where there is none. */
  readonly text: Span | undefined
}

export interface Connection {
  readonly carrier: Carrier
  /** What was pointed at. */
  readonly exact: SegmentStretch
  /** The innermost member of the JSON that holds it. */
  readonly member: (SegmentStretch & { readonly name: string; readonly path: readonly string[] }) | undefined
}

/** Text longer than this is not searched for members: its tree would cost more than a frame. UTF-16 units. */
const MOST_SEARCHED = 2_000_000

/** Everything that belongs to a place. Undefined for the key, and for a place outside the token. An empty span is a caret. */
export function connect(token: Token, place: Place): Connection | undefined {
  switch (place.in) {
    case 'key':
      return undefined
    case 'signature': {
      const carrier = carrierOf(token, 'signature')
      return carrier && fromCharacters(carrier, { from: carrier.segment.at, to: carrier.segment.at + carrier.segment.text.length })
    }
    case 'text': {
      const from = compactOffset(token, place.span.from)
      if (from === undefined) return undefined
      const last = place.span.to > place.span.from ? (compactOffset(token, place.span.to - 1) ?? token.compact.length - 1) : from
      return connect(token, { in: 'token', span: { from, to: last + 1 } })
    }
    case 'token': {
      const { from, to } = place.span
      const carrier = from >= 0 && from < token.compact.length ? carrierAt(token, from) : undefined
      if (!carrier) return undefined
      const end = carrier.segment.at + carrier.segment.text.length
      if (from >= end) return undefined
      return fromCharacters(carrier, { from, to: Math.min(Math.max(to, from + 1), end) })
    }
    default: {
      const carrier = carrierOf(token, place.in)
      return carrier?.decoded && fromText(carrier, place.span)
    }
  }
}

/** The place of a top-level member of the header or payload by its name; of duplicates, the last. */
export function memberPlace(token: Token, part: 'header' | 'payload', name: string): Place | undefined {
  const root = carrierOf(token, part)?.decoded?.json.root
  const member = root?.type === 'object' ? root.members.findLast((each) => each.name === name) : undefined
  return member && { in: part, span: { from: member.from, to: member.to } }
}

/** True if the place shares a character, or a piece of text, with the connection. A place that covers a whole part doesn't belong to any single member. */
export function touches(token: Token, connection: Connection, place: Place): boolean {
  const { carrier, exact, member } = connection
  const stretch = member ?? exact
  if (member && coversPart(carrier, place)) return false
  switch (place.in) {
    case 'key':
      return false
    case 'signature':
      return carrier.part === 'signature'
    case 'token':
      return overlap(stretch.characters, place.span)
    case 'text': {
      const other = connect(token, place)
      return other !== undefined && overlap(stretch.characters, other.exact.characters)
    }
    default:
      return carrier.part === place.in && stretch.text !== undefined && overlap(stretch.text, place.span)
  }
}

function coversPart({ part, segment, decoded }: Carrier, place: Place): boolean {
  if (place.in === 'token') return place.span.from <= segment.at && place.span.to >= segment.at + segment.text.length
  const root = place.in === part ? decoded?.json.root : undefined
  return root !== undefined && 'span' in place && place.span.from <= root.from && place.span.to >= root.to
}

function fromCharacters(carrier: Carrier, characters: Span): Connection {
  if (carrier.raw) return fromText(carrier, { from: characters.from - carrier.segment.at, to: characters.to - carrier.segment.at })
  const bytes = bytesUnder(carrier, characters)
  const text = carrier.decoded && textOffsets(carrier.decoded).textOf(bytes)
  const exact: SegmentStretch = { characters, shared: [], bytes, text }
  return { carrier, exact, member: text && memberAround(carrier, text, true) }
}

function fromText(carrier: Carrier, span: Span): Connection {
  const { length } = carrier.decoded!.text
  const from = Math.min(Math.max(0, span.from), Math.max(0, length - 1))
  const caret = span.to <= span.from
  const exact = stretchOf(carrier, { from, to: caret ? Math.min(from + 1, length) : Math.max(from, Math.min(span.to, length)) })
  const member =
    memberAround(carrier, exact.text!, false) ??
    (caret && from > 0 ? memberAround(carrier, { from: from - 1, to: from }, false) : undefined)
  return { carrier, exact, member }
}

/** A stretch of decoded text, its code points whole. */
function stretchOf(carrier: Carrier, span: Span): SegmentStretch {
  const offsets = textOffsets(carrier.decoded!)
  const bytes = offsets.bytesOf(span)
  const text = offsets.textOf(bytes)
  const { at } = carrier.segment
  const { characters, shared } = carrier.raw
    ? { characters: { from: at + text.from, to: at + text.to }, shared: [] }
    : charactersOf(carrier, bytes)
  return { characters, shared, bytes, text }
}

function memberAround(carrier: Carrier, text: Span, partly: boolean): Connection['member'] {
  const { decoded } = carrier
  if (!decoded || decoded.text.length > MOST_SEARCHED || !/^\s*[{[]/.test(decoded.text)) return undefined
  const path: string[] = []
  let found: JsonMember | undefined
  // The characters of one edge may belong to two members; then it is the first that is shown.
  const inside = (span: Span) => (partly ? overlap(span, text) : span.from <= text.from && text.to <= span.to)
  let node: JsonNode | undefined = decoded.json.root
  while (node) {
    if (node.type === 'object') {
      const member = firstEndingAfter(node.members, text.from)
      if (!member || !inside(member)) break
      found = member
      path.push(member.name)
      node = member.value
    } else if (node.type === 'array') {
      const item = firstEndingAfter(node.items, text.from)
      if (!item || !inside(item)) break
      path.push(String(node.items.indexOf(item)))
      node = item
    } else break
    if (!(node.from <= text.from && text.to <= node.to)) break
  }
  return found && { ...stretchOf(carrier, found), name: found.name, path }
}

/** The first of the ordered spans that ends behind the offset. */
function firstEndingAfter<T extends Span>(spans: readonly T[], offset: number): T | undefined {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (spans[middle]!.to <= offset) low = middle + 1
    else high = middle
  }
  return spans[low]
}

function overlap(a: Span, b: Span): boolean {
  return a.from < b.to && b.from < a.to
}
