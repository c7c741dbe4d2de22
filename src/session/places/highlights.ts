// Determines which stretches of the token, header and payload boxes light up for what the user points at, in each box's own offsets.
import { offsetOfSextet, sextetAt, sextetCount } from '../../core/lens/carrier.ts'
import type { Connection } from '../../core/lens/connection.ts'
import { textSpans } from '../../core/paste/found-token.ts'
import type { Span } from '../../core/text/span.ts'
import { derive } from '../state/derived.ts'
import { carryOffsets } from '../text/json-layout.ts'
import type { State } from '../state/state.ts'
import { quoted } from '../../core/text/quoted.ts'

export interface Highlight extends Span {
  readonly className: 'lit' | 'lit-shared' | 'lit-exact' | 'lit-line'
  readonly title?: string
}

/** The highlights of a box, in no particular order. */
export function highlightsIn(box: 'token' | 'header' | 'payload', state: State, connection: Connection): Highlight[] {
  return box === 'token' ? inToken(state, connection) : inPart(box, state, connection)
}

function inToken(state: State, { carrier, exact, member }: Connection): Highlight[] {
  const { token } = derive(state).inspection
  if (!token) return []
  const highlights: Highlight[] = []
  const add = (span: Span, className: Highlight['className'], title?: string) => {
    for (const place of textSpans(token, span)) highlights.push({ ...place, className, ...(title !== undefined && { title }) })
  }
  if (member) {
    const { from, to } = member.characters
    const inner = { from: member.shared.includes(from) ? from + 1 : from, to: member.shared.includes(to - 1) ? to - 1 : to }
    if (inner.to > inner.from) add(inner, 'lit')
    for (const at of member.shared)
      add({ from: at, to: at + 1 }, 'lit-shared', `Encodes bits of ${quoted(member.name)} and of its neighbor`)
  }
  if (carrier.raw || exact.bytes.to - exact.bytes.from > 3) add(exact.characters, 'lit-exact')
  else {
    // Under the lens are the four characters around each byte in question.
    const first = sextetAt(carrier, exact.characters.from)
    const last = sextetAt(carrier, exact.characters.to - 1)
    const end = Math.min((Math.floor(last / 4) + 1) * 4, sextetCount(carrier))
    const from = Math.floor(first / 4) * 4
    if (end > from) add({ from: offsetOfSextet(carrier, from), to: offsetOfSextet(carrier, end - 1) + 1 }, 'lit-exact')
  }
  return highlights
}

function inPart(part: 'header' | 'payload', state: State, { carrier, exact, member }: Connection): Highlight[] {
  if (carrier.part !== part || !carrier.decoded) return []
  const carry = carryOffsets(carrier.decoded.text, derive(state)[part])
  const highlights: Highlight[] = []
  const add = (span: Span | undefined, className: Highlight['className']) => {
    if (!span || span.to <= span.from) return
    const from = carry(span.from)
    // It ends with its last character; whitespace added after that isn't part of it.
    highlights.push({ from, to: carry(span.to - 1) + 1, className })
  }
  add(member?.text, 'lit-line')
  add(exact.text, 'lit-exact')
  return highlights
}
