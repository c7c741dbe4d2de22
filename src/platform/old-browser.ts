// Detects browsers that run modules but lack features the page needs, and says so instead of showing a page that half works.

/** Shows the sentence in index.html if the browser is too old for the page; returns whether it did. */
export function tellOldBrowser(): boolean {
  const newEnough = 'popover' in HTMLElement.prototype && CSS.supports('color', 'light-dark(red, red)') && 'replaceAll' in String.prototype
  if (!newEnough) document.getElementById('old-browser')?.removeAttribute('hidden')
  return !newEnough
}
