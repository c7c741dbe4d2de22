// Replaces the page with a link to itself in another site's frame, where what is typed could be watched or manipulated.

/**
 * If the page is framed, shows the link in index.html instead of the page; returns whether it did. The header that forbids frames
 * (`frame-ancestors`) only works if it comes from a host or a service worker, not in a meta element.
 */
export function refuseFrame(): boolean {
  if (window.top === window) return false
  document.getElementById('root')?.remove()
  document.getElementById('framed')?.removeAttribute('hidden')
  return true
}
