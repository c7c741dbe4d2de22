// "Find in this page", which replaces the browser's own search: that sees only the lines that the editors draw.
import { useEffect, useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'
import { createListeners } from '../../core/upkeep/listeners.ts'
import { onFindKeys } from '../../platform/command-keys.ts'
import { useStore } from '../../session/react/use-session.ts'
import { FindBar, isInFindBar } from './find-bar.tsx'

/** How often it was opened since it was last closed. */
let asked = 0
const { subscribe, tell } = createListeners()

/** Opens the bar, or moves the focus to it if it is open. */
export function openFind(): void {
  asked++
  // Within the task of the keystroke: the next letters must not go to the box that had the focus.
  flushSync(tell)
}

function closeFind(): void {
  asked = 0
  tell()
}

/** The bar, while it is open. It closes with the desk. */
export function Find() {
  const store = useStore()
  const times = useSyncExternalStore(
    subscribe,
    () => asked,
    () => 0,
  )
  useEffect(
    () =>
      onFindKeys((target) => {
        // Pressed again, the keys are the browser's. A dialog isn't searched, and a page without a token has no undrawn lines.
        if (!store.getSnapshot().state.begun || isInFindBar(target) || (target instanceof Element && target.closest('dialog'))) return false
        openFind()
        return true
      }),
    [store],
  )
  useEffect(() => closeFind, [])
  return times > 0 && <FindBar asked={times} onClose={closeFind} />
}
