// Makes states for the session's tests, through the actions that a user takes.
import { jws, type Part } from '../core/diagnostics/token.fixture.ts'
import { check, mayBeExplained, type Check } from './answers/check.ts'
import { explained } from './answers/search-causes.ts'
import { currentInspection, type JsonPart } from './state/opened-token.ts'
import { shownText } from './state/part-text.ts'
import { initialState, reduce, type Action, type GivenKey, type State } from './state/state.ts'
import { mergeLayout } from './text/merge-layout.ts'
import { writeBackWith } from './text/write-back.ts'

writeBackWith(mergeLayout)

/** The complete check of a state, with its causes. */
export async function checkOf(state: State): Promise<Check> {
  const found = await check(state)
  return mayBeExplained(found) ? explained(found, new AbortController().signal) : found
}

/** A key that was typed. */
export const typedKey = (text: string): GivenKey => ({ text, origin: { from: 'typed' } })

/** The state after actions, one after the other. */
export function act(state: State, ...actions: readonly Action[]): State {
  return actions.reduce(reduce, state)
}

/** A state with this text just pasted. */
export function pasted(text: string): State {
  return reduce(initialState, { type: 'load', text })
}

/** A pasted token with this payload, given as text, and this header, if given. */
export function withPayload(payload: Part, header?: Part): State {
  return pasted(jws(header, payload))
}

let clock = 0

/** The state after `from` was replaced by `to` in the box of a part. Each call is a separate step. */
export function typeOver(state: State, part: JsonPart, from: string, to: string): State {
  const shown = shownText(state, part)
  if (!shown.includes(from)) throw new Error(`${JSON.stringify(from)} is not in ${JSON.stringify(shown)}`)
  return reduce(state, { type: 'edit-part', part, typed: shown.replace(from, () => to), at: (clock += 10_000) })
}

/** The decoded text of a part of the token. */
export function carried(state: State, part: JsonPart): string {
  const { token } = currentInspection(state)
  return (part === 'header' ? token?.header.decoded.text : token?.payload?.decoded.text) ?? ''
}
