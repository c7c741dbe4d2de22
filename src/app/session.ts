// Makes the page's session out of its parts: the store, the clock, and the checks, which are loaded when the first is needed.
import { afterPaint } from '../platform/after-paint.ts'
import { nextTask } from '../platform/next-task.ts'
import { createStore, type Store } from '../session/store/store.ts'
import { loadPanels } from './panels.ts'

export function createSession(): Store {
  return createStore({
    check: async (state, options) => {
      // What it is about is drawn first.
      await nextTask()
      const [{ check }] = await Promise.all([import('../session/answers/check.ts'), loadPanels()])
      return check(state, options)
    },
    afterPaint,
    now: () => Date.now(),
  })
}
