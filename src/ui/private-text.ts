// Attributes that keep a text field's content private: no completion, no correction, no cloud spell checker, no password manager.

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
