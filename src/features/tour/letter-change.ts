// Keeps the letter that the tour has changed, until it is put back.
import type { State } from '../../session/state/state.ts'
import type { Store } from '../../session/store/store.ts'
import { oneLetter, takenBack, type OneLetter } from './one-letter.ts'

export class LetterChange {
  readonly #store: Store
  #made: { readonly letter: OneLetter; readonly before: State; readonly after: State } | undefined

  constructor(store: Store) {
    this.#store = store
  }

  /** The change, as long as the page shows exactly its result. */
  shownIn(text: string): OneLetter | undefined {
    return this.#made?.after.text === text ? this.#made.letter : undefined
  }

  /** Whether the text was changed here and has been edited since. */
  wasEditedSince(text: string): boolean {
    return this.#made !== undefined && text !== this.#made.after.text && text !== this.#made.before.text
  }

  readonly make = (): void => {
    this.#store.flush()
    const before = this.#store.getSnapshot().state
    const letter = oneLetter(before)
    if (!letter) return
    this.#store.dispatch(letter.action)
    this.#made = { letter, before, after: this.#store.getSnapshot().state }
  }

  /** Does nothing if the text has changed since. */
  readonly putBack = (): void => {
    if (!this.#made) return
    this.#store.flush()
    const { before, after } = this.#made
    const action = takenBack(this.#store.getSnapshot().state, before, after)
    this.#made = undefined
    if (action) this.#store.dispatch(action)
  }
}
