// Lists the tokens that the open one can be compared with.
import { inspect, readToken } from '../../core/inspect.ts'
import type { Token } from '../../core/token/token.ts'
import { isFreshPaste, previousPaste } from '../../session/state/previous-paste.ts'
import { currentInspection, inspectPaste } from '../../session/state/opened-token.ts'
import type { State } from '../../session/state/state.ts'
import { shown } from '../../core/text/quoted.ts'

export interface Counterpart {
  readonly id: string
  /** The button's label. */
  readonly label: string
  /** The headings of the two columns; the open token is one of them. */
  readonly names: readonly [first: string, second: string]
  /** Which of the two is the open token. */
  readonly open: 0 | 1
  /** The token to compare with; undefined where the reader types it in. */
  other(): Token | undefined
}

const MOST_FOUND = 40

/** The choices, most likely first. The last is always the box for another token. */
export function choicesOf(state: State): Counterpart[] {
  const inspection = currentInspection(state)
  const choices: Counterpart[] = []
  const previous = previousPaste(state)
  const before: Counterpart | undefined = previous && {
    id: 'previous',
    label: 'The previous token',
    names: ['Previous token', 'Open token'],
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
  choices.push({ id: 'typed', label: 'Another token', names: ['Open token', 'Other token'], open: 0, other: () => undefined })
  return choices
}
