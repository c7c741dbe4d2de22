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

function currentColumns(): Columns {
  if (matchMedia(QUERIES.one).matches) return 'one'
  return matchMedia(QUERIES.two).matches ? 'two' : 'three'
}
