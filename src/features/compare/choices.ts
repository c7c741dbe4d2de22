// The tokens that the open one can be compared with: itself as pasted, others of the same paste, the one that stood there before, one typed in.
import { inspect, readToken } from '../../core/inspect.ts'
import type { Token } from '../../core/token/token.ts'
import { isFreshPaste, previousPaste } from '../../session/state/previous-paste.ts'
import { currentInspection, inspectPaste } from '../../session/state/opened-token.ts'
import type { State } from '../../session/state/state.ts'
import { shown } from '../../core/text/quoted.ts'

export interface Counterpart {
  readonly id: string
  /** What the button says. */
  readonly label: string
  /** What the two are called beside each other; the open token is one of them. */
  readonly names: readonly [first: string, second: string]
  /** Which of the two is the open one. */
  readonly open: 0 | 1
  /** The other one; undefined where it is typed in. */
  other(): Token | undefined
}

const MOST_FOUND = 40

/** The choices, the likeliest first; the last is always the box for another token. */
export function choicesOf(state: State): Counterpart[] {
  const inspection = currentInspection(state)
  const choices: Counterpart[] = []
  const previous = previousPaste(state)
  const before: Counterpart | undefined = previous && {
    id: 'previous',
    label: 'The token before this one',
    names: ['The one before', 'Open now'],
    open: 1,
    other: () => inspect(previous.text, previous.index).token,
  }
  if (before && isFreshPaste(state)) choices.push(before)
  if (state.text !== state.pasted.text && inspectPaste(state.pasted).token?.wellFormed) {
    choices.push({
      id: 'pasted',
      label: 'The same token as pasted',
      names: ['As pasted', 'Now'],
      open: 1,
      other: () => inspectPaste(state.pasted).token,
    })
  }
  for (const [i, found] of inspection.found.slice(0, MOST_FOUND).entries()) {
    if (i === inspection.index || inspection.found.length === 1) continue
    const name = found.name ?? `token ${i + 1}`
    const openName = inspection.found[inspection.index]?.name ?? `token ${inspection.index + 1}`
    choices.push({
      id: `found ${i}`,
      label: `${shown(name)}, from the same paste`,
      names: [openName, name],
      open: 0,
      other: () => readToken(found),
    })
  }
  if (before && !choices.includes(before)) choices.push(before)
  choices.push({ id: 'typed', label: 'Another token', names: ['Open token', 'The other'], open: 0, other: () => undefined })
  return choices
}
