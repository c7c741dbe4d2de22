// Tells how many columns fit in the window, by the same breakpoints as the style sheets.
import { useSyncExternalStore } from 'react'
import { createListeners } from '../core/upkeep/listeners.ts'

/** `one` on phones, `two` on tablets and small windows, `three` on a desktop. */
export type Columns = 'one' | 'two' | 'three'

const QUERIES = { one: '(max-width: 800px)', two: '(max-width: 1240px)' } as const

const { subscribe, tell } = createListeners(() => {
  const queries = Object.values(QUERIES).map((query) => matchMedia(query))
  for (const query of queries) query.addEventListener('change', tell)
  return () => queries.forEach((query) => query.removeEventListener('change', tell))
})

/** The number of columns, updated when it changes. */
export function useColumns(): Columns {
  return useSyncExternalStore(subscribe, currentColumns, () => 'three' as const)
}

let onScreen: Columns | undefined

/** Paper is as narrow as a tablet, so while the page is printed, it keeps the columns it has on screen. */
function currentColumns(): Columns {
  if (onScreen !== undefined && matchMedia('print').matches) return onScreen
  onScreen = matchMedia(QUERIES.one).matches ? 'one' : matchMedia(QUERIES.two).matches ? 'two' : 'three'
  return onScreen
}
