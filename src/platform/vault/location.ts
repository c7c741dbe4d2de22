// The kept copy's address: the shell around the frame has the address bar, and hears of rooms and lessons only, never of a token.
import { createListeners } from '../../core/upkeep/listeners.ts'
import { onPlace, tellShell } from './shell.ts'

// The frame has no fragment of its own. What the file was opened with stands in its base address, which the browser took from the shell's.
let fragment = new URL(document.baseURI).hash
const { subscribe, tell } = createListeners()

onPlace((place) => {
  if (place === fragment || (place === '#/' && fragment === '')) return
  fragment = place
  tell()
})

/** The fragment with its "#", or empty. */
export function currentFragment(): string {
  return fragment
}

/** The file's own address, without query and fragment. */
export function pageAddress(): string {
  const url = new URL(document.baseURI)
  url.search = ''
  url.hash = ''
  return url.href
}

/** Calls back when the fragment changes. */
export const onFragmentChange = subscribe

/** Forgets the fragment that the file was opened with. The shell has taken it out of the address bar by itself. */
export function clearFragment(): void {
  fragment = ''
  tell()
}

/** Goes to a room, as following a link to it does. With `_instead` it makes no difference: of the steps in a lesson the shell knows nothing. */
export function goTo(to: string, _instead = false): void {
  fragment = to
  tellShell({ kind: 'place', place: to.startsWith('#/') ? to : '#/' })
  // As the browser tells of a changed fragment: when the caller is done.
  queueMicrotask(tell)
}
