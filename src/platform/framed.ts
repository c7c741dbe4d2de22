// Inside somebody else's frame the page shows nothing but a link to itself: what is typed there could be watched or steered.

/**
 * Puts the link of index.html in the place of the page where that is framed; returns whether it did. The header that forbids frames
 * (`frame-ancestors`) comes only from a host or a service worker, and does nothing in a meta element.
 */
export function refuseFrame(): boolean {
  if (window.top === window) return false
  document.getElementById('root')?.remove()
  document.getElementById('framed')?.removeAttribute('hidden')
  return true
}
