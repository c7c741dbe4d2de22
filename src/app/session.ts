// Makes the page's session out of its parts: the store, the clock, and the checks, which are loaded when the first is needed.
import { afterPaint } from '../platform/after-paint.ts'
import { createStore, type Store } from '../session/store.ts'

export function createSession(): Store {
  return createStore({
    check: async (state) => (await import('../session/check.ts')).check(state),
    afterPaint,
    now: () => Date.now(),
  })
}
