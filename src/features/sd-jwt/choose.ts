// Applies a press in the panel to the open token: another choice of its disclosures, or the other serialization.
import { asCompact, asJson, withDisclosure, withoutDisclosure } from '../../core/sd-jwt/present.ts'
import { derive } from '../../session/state/derived.ts'
import { inspectPaste } from '../../session/state/opened-token.ts'
import type { State } from '../../session/state/state.ts'
import type { Store } from '../../session/store/store.ts'
import { offersOf, presented } from './offers.ts'

/**
 * Presents the disclosure with these characters, at this place among the offers, or holds it back. Acts on what is typed by then, and does
 * nothing where that has no such disclosure. Returns the state in which a key binding was lost by it; undefined where none was.
 */
export function choose(store: Store, place: number, characters: string, isPresented: boolean): State | undefined {
  store.flush()
  const { state } = store.getSnapshot()
  const { token } = derive(state).inspection
  const pasted = inspectPaste(state.pasted).token
  const offers = token && offersOf(token, pasted)
  if (offers?.all[place]?.disclosure.segment.text !== characters || !token) return undefined
  const chosen = new Set(offers.all.flatMap(({ at }, i) => (at === undefined ? [] : [i])))
  const next = (isPresented ? withDisclosure : withoutDisclosure)(chosen, place, offers.nesting)
  store.dispatch({ type: 'rewrite', token: presented(token, pasted, offers, next) })
  const after = store.getSnapshot().state
  return token.sdJwt?.keyBinding && !derive(after).inspection.token?.sdJwt?.keyBinding ? after : undefined
}

/** Converts the SD-JWT to the other serialization, where that loses nothing. */
export function writeOtherForm(store: Store): void {
  store.flush()
  const { token } = derive(store.getSnapshot().state).inspection
  if (!token?.sdJwt) return
  const compact = token.wrapper === 'json-serialization' ? asCompact(token).compact : asJson(token)
  if (compact !== undefined) store.dispatch({ type: 'rewrite', token: compact })
}
