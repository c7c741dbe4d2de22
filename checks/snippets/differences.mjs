// Where a library answers otherwise than this page: exactly these, so that a new one fails, and so does one that is gone.
// The code that is offered says each of them in a comment (`DIFFERENCE_NOTES` in src/core/snippets/index.ts).

/**
 * Cases by language. "padding" is a token whose payload ends in "=", "duplicates" one with two "sub": both are accepted. "audience-list" is
 * a good token whose "aud" is a list: it is rejected.
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
