// How many columns the window has room for: as wide as the style sheets' own breakpoints say.
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

/** The number of columns, again whenever that changes. */
export function useColumns(): Columns {
  return useSyncExternalStore(subscribe, currentColumns, () => 'three' as const)
}

let onScreen: Columns | undefined

/** A sheet of paper is as narrow as a tablet: while the page is printed it stays as it is on the screen. */
function currentColumns(): Columns {
  if (onScreen !== undefined && matchMedia('print').matches) return onScreen
  onScreen = matchMedia(QUERIES.one).matches ? 'one' : matchMedia(QUERIES.two).matches ? 'two' : 'three'
  return onScreen
}
