// The words for JSON errors by their code, each as the end of a sentence.

const NO_COMMENTS = 'JSON doesn’t allow comments'

/** The codes of jsonc-parser (a test checks that none is missing), `too-deep` and `too-many`, and `invalid` for what only JSON.parse rejects. */
export const JSON_ERRORS = {
  InvalidSymbol: 'this word is not JSON',
  InvalidNumberFormat: 'this is not a JSON number',
  PropertyNameExpected: 'a name in double quotes is expected here',
  ValueExpected: 'a value is expected here',
  ColonExpected: 'a colon is expected after the name',
  CommaExpected: 'a comma is missing before this',
  CloseBraceExpected: 'the closing brace is missing',
  CloseBracketExpected: 'the closing bracket is missing',
  EndOfFileExpected: 'the JSON should end before this',
  InvalidCommentToken: NO_COMMENTS,
  UnexpectedEndOfComment: NO_COMMENTS,
  UnexpectedEndOfString: 'a string is not closed',
  UnexpectedEndOfNumber: 'this number is incomplete',
  InvalidUnicode: '`\\u` needs four hexadecimal digits',
  InvalidEscapeCharacter: 'this escape does not exist in JSON',
  InvalidCharacter: 'a control character must be escaped (`\\n`, `\\t`, `\\u0000`)',
  'too-deep': 'it is nested too deeply to be read',
  'too-many': 'there are more values than this page reads',
  invalid: 'a JSON parser rejects this',
} as const

export type JsonErrorCode = keyof typeof JSON_ERRORS
