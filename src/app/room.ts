// Reads which room the address names: the inspector, the keys, the lessons, the libraries, or how the page is sealed.
import { useSyncExternalStore } from 'react'
import { currentFragment, onFragmentChange } from '../platform/location.ts'

export interface Room {
  readonly name: 'inspect' | 'keys' | 'learn' | 'libraries' | 'sealed'
  /** What follows in the address: a lesson. */
  readonly rest: string
}

export function readRoom(fragment: string): Room {
  const [, name = '', rest = ''] = fragment.match(/^#\/([a-z]+)(?:\/(.*))?$/) ?? fragment.match(/^#\/([a-z]+)(\?.*)$/) ?? []
  return name === 'keys' || name === 'learn' || name === 'libraries' || name === 'sealed' ? { name, rest } : { name: 'inspect', rest: '' }
}

export function useRoom(): Room {
  const fragment = useSyncExternalStore(onFragmentChange, currentFragment, () => '')
  return readRoom(fragment)
}
