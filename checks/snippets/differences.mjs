// Lists every case on which a library and this page disagree; a new difference fails, and so does one that is gone.
// The offered code mentions each in a comment (`DIFFERENCE_NOTES` in src/core/snippets/index.ts).

/**
 * Cases by language. "padding" is a token whose payload ends in "=", and "duplicates" is one with two "sub"; both are accepted.
 * "audience-list" is a good token whose "aud" is a list, which is rejected.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const DIFFERENCES = {
  node: ['padding', 'duplicates'],
  browser: ['padding', 'duplicates'],
  pyjwt: ['padding', 'duplicates'],
  authlib: ['padding', 'duplicates'],
  go: ['duplicates'],
  ruby: ['padding', 'duplicates'],
  rust: ['padding'],
  perl: ['duplicates'],
  cpp: ['padding', 'duplicates', 'audience-list'],
  shell: ['duplicates'],
}
