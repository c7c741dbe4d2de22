// "Find in this page": opened by its keys in place of the browser's own search, which sees only what the editors draw.
import { useEffect, useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'
import { createListeners } from '../../core/upkeep/listeners.ts'
import { onFindKeys } from '../../platform/command-keys.ts'
import { useStore } from '../../session/react/use-session.ts'
import { FindBar, isInFindBar } from './find-bar.tsx'

/** How often it was asked for since it was last closed. */
let asked = 0
const { subscribe, tell } = createListeners()

/** Opens the bar; where it is open, the focus goes there. */
export function openFind(): void {
  asked++
  // In the task of the keystroke: the next letters must not fall into the box that had the focus.
  flushSync(tell)
}

function closeFind(): void {
  asked = 0
  tell()
}

/** The bar, while it is open. With the desk under it, it goes. */
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
        // A second time they are the browser's; a dialog is a page of its own, and a page without a token has nothing that isn't drawn.
        if (!store.getSnapshot().state.begun || isInFindBar(target) || (target instanceof Element && target.closest('dialog'))) return false
        openFind()
        return true
      }),
    [store],
  )
  useEffect(() => closeFind, [])
  return times > 0 && <FindBar asked={times} onClose={closeFind} />
}
