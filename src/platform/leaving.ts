// Leaving the page: the browser asks first, but only while something would be lost; and whoever comes back finds it empty.

const ask = (event: BeforeUnloadEvent) => event.preventDefault()

/** Turns the question on or off. While it is off the page can go into the back-forward cache. */
export function askBeforeLeaving(on: boolean): void {
  if (on) addEventListener('beforeunload', ask)
  else removeEventListener('beforeunload', ask)
}

/** A page that the browser kept whole while another was shown begins anew when it comes back: a token must not outlast the leaving. */
export function beginAnewOnReturn(): void {
  addEventListener('pagehide', ({ persisted }) => {
    // Not even for the moment before it is loaded again.
    if (persisted) document.documentElement.hidden = true
  })
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) location.reload()
  })
}
