// The letters of the commands that are used most: pressed with Ctrl, or Command, while the commands are open.

/**
 * In the commands the focus is in one box, so that no letter does anything else there than in that box and the browser. None is one that
 * a page can't have (n, t, w; on a Mac also h, m, q), that edits text (a, c, k, v, x, y, z), or that would load the page again (r). `waiting.tsx` has them, too.
 */
export const LETTERS = {
  sign: 'g',
  newToken: 'i',
  service: 'u',
  share: 's',
  report: 'e',
} as const

/** What each does, for the list of keys. */
export const SHORTCUTS: readonly { readonly letter: string; readonly does: string }[] = [
  { letter: LETTERS.sign, does: 'Sign again' },
  { letter: LETTERS.newToken, does: 'New token' },
  { letter: LETTERS.service, does: 'Check it for your service' },
  { letter: LETTERS.share, does: 'Share' },
  { letter: LETTERS.report, does: 'Report' },
]
