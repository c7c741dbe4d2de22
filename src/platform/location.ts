// The address bar: fragments in, never a token out.

/** The fragment with its "#", or empty. */
export function currentFragment(): string {
  return location.hash
}

/** The page's own address, without query and fragment. */
export function pageAddress(): string {
  return location.origin + location.pathname
}

/** Calls back when the fragment changes. */
export function onFragmentChange(listener: () => void): () => void {
  addEventListener('hashchange', listener)
  return () => removeEventListener('hashchange', listener)
}

/** Takes the fragment out of the address bar and out of the history. */
export function clearFragment(): void {
  history.replaceState(null, '', location.pathname + location.search)
}

/** Goes to a room, as following a link to it does; with `instead` the way back skips where the reader is now. */
export function goTo(fragment: string, instead = false): void {
  if (instead) location.replace(fragment)
  else location.hash = fragment
}
