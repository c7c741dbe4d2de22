// The letters for the most used commands, pressed with Ctrl or Command while the commands are open.

/**
 * While the commands are open, the focus is in one box, so a letter can only conflict with that box and the browser. Left out are letters that
 * a page can't have (n, t, w; on a Mac also h, m, q), that edit text (a, c, k, v, x, y, z), or that reload the page (r). `waiting.tsx` repeats them.
 */
export const LETTERS = {
  sign: 'g',
  newToken: 'i',
  service: 'u',
  share: 's',
  report: 'e',
} as const

/** What each letter does, for the list of keys. */
export const SHORTCUTS: readonly { readonly letter: string; readonly does: string }[] = [
  { letter: LETTERS.sign, does: 'Sign again' },
  { letter: LETTERS.newToken, does: 'New token' },
  { letter: LETTERS.service, does: 'Check it for your service' },
  { letter: LETTERS.share, does: 'Share' },
  { letter: LETTERS.report, does: 'Report' },
]
