// The page's title: which room or lesson is open, and never anything of a token or a key.

/** Sets it; with undefined, the page's own. */
export function showTitle(place: string | undefined): void {
  document.title = place === undefined ? 'JWT Inspector' : `${place} · JWT Inspector`
}
