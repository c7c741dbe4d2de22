// Lets the browser ask before the page is left: only while something would be lost.

const ask = (event: BeforeUnloadEvent) => event.preventDefault()

/** Turns the question on or off. While it is off the page can go into the back-forward cache. */
export function askBeforeLeaving(on: boolean): void {
  if (on) addEventListener('beforeunload', ask)
  else removeEventListener('beforeunload', ask)
}
