// Makes the page's session out of its parts: the store, the clock, and the checks, which are loaded when the first is needed.
import { afterPaint } from '../platform/after-paint.ts'
import { createStore, type Store } from '../session/store.ts'

export function createSession(): Store {
  return createStore({
    check: async (state, options) => (await import('../session/check.ts')).check(state, options),
    afterPaint,
    now: () => Date.now(),
  })
}
