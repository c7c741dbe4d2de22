// Reads fragments from the address bar, and never puts a token there.

/** The fragment with its "#", or empty. */
export function currentFragment(): string {
  return location.hash
}

/** The page's address, without query and fragment. */
export function pageAddress(): string {
  return location.origin + location.pathname
}

/** Calls back when the fragment changes. */
export function onFragmentChange(listener: () => void): () => void {
  addEventListener('hashchange', listener)
  return () => removeEventListener('hashchange', listener)
}

/** Removes the fragment from the address bar and the history. */
export function clearFragment(): void {
  history.replaceState(null, '', location.pathname + location.search)
}

/** Goes to a room like a link to it; with `instead`, the back button skips the current place. */
export function goTo(fragment: string, instead = false): void {
  if (instead) location.replace(fragment)
  else location.hash = fragment
}
