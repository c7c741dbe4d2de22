// What keeps a text field from passing on what is typed: no completion, no correction, no spell checker that sends it away, no password manager.

/** For every field that may hold a token, a key or a passphrase. */
export const PRIVATE_TEXT = {
  autoComplete: 'off',
  autoCorrect: 'off',
  autoCapitalize: 'off',
  spellCheck: false,
  translate: 'no',
  'data-1p-ignore': '',
  'data-lpignore': 'true',
  'data-bwignore': '',
  'data-form-type': 'other',
  'data-gramm': 'false',
} as const
