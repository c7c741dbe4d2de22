// Sets the page's title to the open room or lesson, and never to anything from a token or a key.

/** Sets the title, or restores the page's own if `place` is undefined. */
export function showTitle(place: string | undefined): void {
  document.title = place === undefined ? 'JWT Inspector' : `${place} · JWT Inspector`
}
