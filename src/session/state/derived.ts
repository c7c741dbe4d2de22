// Derives from the state what needs neither a key nor a clock. Each value is computed on first use and kept with its state.
import { readClaimsSet, type ClaimsSet } from '../../core/claims/claims-set.ts'
import { keep } from '../../core/upkeep/keep.ts'
import type { Inspection } from '../../core/inspect.ts'
import { editsOf, type Edit } from './edits.ts'
import { currentInspection } from './opened-token.ts'
import { shownText } from './part-text.ts'
import type { State } from './state.ts'

export interface Derived {
  readonly inspection: Inspection
  readonly claims: ClaimsSet | undefined
  readonly header: string
  readonly payload: string
  readonly edits: readonly Edit[]
}

/** The values derived from a state; the same object for the same state. */
export const derive = keep((state: State): Derived =>
  lazily({
    inspection: () => currentInspection(state),
    claims: () => readClaimsSet(currentInspection(state).token),
    header: () => shownText(state, 'header'),
    payload: () => shownText(state, 'payload'),
    edits: () => editsOf(state),
  }),
)

function lazily<T extends object>(makers: { readonly [K in keyof T]: () => T[K] }): T {
  const object = {} as T
  for (const name of Object.keys(makers) as (keyof T)[]) {
    Object.defineProperty(object, name, {
      configurable: true,
      enumerable: true,
      get() {
        const value = makers[name]()
        Object.defineProperty(object, name, { value, enumerable: true })
        return value
      },
    })
  }
  return object
}
