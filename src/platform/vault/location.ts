// Handles the kept copy's address. The shell has the address bar, and is told only about rooms and lessons, never about a token.
import { createListeners } from '../../core/upkeep/listeners.ts'
import { COPY } from './edition.ts'
import { onPlace, tellShell } from './shell.ts'

// The frame has no fragment of its own. The file's fragment is in its base address, which the browser took from the shell's.
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

/**
 * The file's own address, without query and fragment, for a link that goes to other people. Of a file on disk it is only the name of every
 * such copy: the folders lead nowhere on another computer, and often name the person who sends the link.
 */
export function pageAddress(): string {
  const url = new URL(document.baseURI)
  if (url.protocol === 'file:') return COPY
  url.search = ''
  url.hash = ''
  return url.href
}

/** Calls back when the fragment changes. */
export const onFragmentChange = subscribe

/** Forgets the fragment that the file was opened with. The shell itself has removed it from the address bar. */
export function clearFragment(): void {
  fragment = ''
  tell()
}

/** Goes to a room like a link to it. `_instead` makes no difference, since the shell doesn't know about the steps in a lesson. */
export function goTo(to: string, _instead = false): void {
  fragment = to
  tellShell({ kind: 'place', place: to.startsWith('#/') ? to : '#/' })
  // After the caller is done, as when the browser reports a changed fragment.
  queueMicrotask(tell)
}
