// Has the browser ask before the page is left, only while something would be lost, and empties the page for anyone who comes back.

const ask = (event: BeforeUnloadEvent) => event.preventDefault()

/** Turns the question on or off. While it is off, the page can go into the back-forward cache. */
export function askBeforeLeaving(on: boolean): void {
  if (on) addEventListener('beforeunload', ask)
  else removeEventListener('beforeunload', ask)
}

/** Reloads a page that comes back from the back-forward cache, since a token must not survive leaving the page. */
export function beginAnewOnReturn(): void {
  addEventListener('pagehide', ({ persisted }) => {
    // Hides it even for the moment before it is reloaded.
    if (persisted) document.documentElement.hidden = true
  })
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) location.reload()
  })
}
