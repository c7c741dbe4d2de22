// The page's title: which room is open, and never anything of a token or a key.

/** Sets it; with undefined, the page's own. */
export function showTitle(room: string | undefined): void {
  document.title = room === undefined ? 'JWT Inspector' : `${room} · JWT Inspector`
}
