// Changes one letter of a token and puts it back, as actions on the state, so that the page reacts as it does to a keystroke.
import { textSpans } from '../../core/paste/found-token.ts'
import type { JsonNode } from '../../core/text/json.ts'
import { spliced } from '../../core/text/span.ts'
import type { Segment } from '../../core/token/segment.ts'
import { keep } from '../../core/upkeep/keep.ts'
import { derive } from '../../session/state/derived.ts'
import { isRefused } from '../../session/state/part-text.ts'
import { reduce, type Action, type State } from '../../session/state/state.ts'

export interface OneLetter {
  readonly action: Action
  /** The letter before and after, and the claim whose value it is in; undefined if it is a character of the encoded text. */
  readonly from: string
  readonly to: string
  readonly claim: string | undefined
}

/** The change for a state; undefined if there is no letter to change, or if it would disturb an unfinished edit. */
export const oneLetter = keep((state: State): OneLetter | undefined => {
  const { token } = derive(state).inspection
  if (!token?.object || isRefused(state)) return undefined
  const changes =
    token.object.kind === 'jws'
      ? [inPayload(state), inSegment(state, token.object.payload), inSegment(state, token.object.signatures[0].signature)]
      : [inSegment(state, token.object.ciphertext)]
  // Skip a change that the state doesn't accept.
  return changes.find((change) => change && reduce(state, change.action).text !== state.text)
})

/**
 * The action that restores exactly the text from before the change. Undefined if the text has changed since, so that nothing typed
 * meanwhile is lost.
 */
export function takenBack(now: State, before: State, after: State): Action | undefined {
  const [is, was] = [derive(now), derive(before)].map(({ inspection }) => inspection.token)
  if (now.text !== after.text || !is || !was) return undefined
  const action: Action = { type: 'rewrite', token: before.text.slice(was.span.from, was.span.to) }
  return reduce(now, action).text === before.text ? action : undefined
}

/** A letter in the value of "sub", or in the first value that has one. */
function inPayload(state: State): OneLetter | undefined {
  const root = derive(state).inspection.token?.payload?.decoded.json.root
  if (root?.type !== 'object') return undefined
  const members = [...root.members.filter(({ name }) => name === 'sub'), ...root.members]
  for (const { name, value } of members) {
    const text = derive(state).inspection.token?.payload?.decoded.text ?? ''
    const at = letterIn(text, value)
    if (at === undefined) continue
    const from = text.charAt(at)
    const to = neighbor(from)
    return { action: { type: 'replace-in-part', part: 'payload', from: at, to: at + 1, insert: to }, from, to, claim: name }
  }
  return undefined
}

function letterIn(text: string, { type, from, to }: JsonNode): number | undefined {
  if (type !== 'string') return undefined
  const value = text.slice(from, to)
  // A letter after a backslash is part of an escape.
  const at = value.includes('\\') ? -1 : value.search(/[a-z]/i)
  return at < 0 ? undefined : from + at
}

/** The first character that carries whole bits of the segment, in the token's own characters. */
function inSegment(state: State, { text, at }: Segment): OneLetter | undefined {
  const { token } = derive(state).inspection
  const place = token && /^[\w-]/.test(text) ? textSpans(token, { from: at, to: at + 1 })[0] : undefined
  if (!token || !place || place.to !== place.from + 1) return undefined
  const from = state.text.slice(place.from, place.to)
  const to = neighbor(from)
  const changed = spliced(state.text, place, to).slice(token.span.from, token.span.to)
  return { action: { type: 'rewrite', token: changed }, from, to, claim: undefined }
}

/** The next letter of the alphabet; after the last one, and for anything else, the first. */
function neighbor(letter: string): string {
  if (/^[a-y]$/i.test(letter)) return String.fromCharCode(letter.charCodeAt(0) + 1)
  return letter === 'Z' ? 'A' : 'a'
}
