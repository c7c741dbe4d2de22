// Assembles the page's session: the store, the clock, and the answers, which load when they are first needed.
import { afterPaint } from '../platform/after-paint.ts'
import { loadCode } from '../platform/missing-code.ts'
import { createStore, type Store } from '../session/store/store.ts'
import { loadPanels } from './panels.ts'

export function createSession(): Store {
  return createStore({
    load: async () => {
      const [{ check, mayBeExplained }, { judge, judging }] = await Promise.all([
        loadCode(() => import('../session/answers/check.ts'), 'check'),
        loadCode(() => import('../session/answers/judge.ts'), 'judge'),
        loadPanels(),
      ])
      return {
        check,
        mayBeExplained,
        explained: async (...asked) => (await import('../session/answers/search-causes.ts')).explained(...asked),
        judge,
        judging,
      }
    },
    afterPaint,
    wait: (callback, milliseconds) => void setTimeout(callback, milliseconds),
    now: () => Date.now(),
  })
}
