// Tells a browser that runs modules but lacks what the page is made of, instead of leaving it with a page that half works.

/** Shows the sentence in index.html where the browser is older than the page needs; returns whether it did. */
export function tellOldBrowser(): boolean {
  const newEnough = 'popover' in HTMLElement.prototype && CSS.supports('color', 'light-dark(red, red)') && 'replaceAll' in String.prototype
  if (!newEnough) document.getElementById('old-browser')?.removeAttribute('hidden')
  return !newEnough
}
