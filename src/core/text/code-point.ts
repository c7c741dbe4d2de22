// The number of a character, for those who speak of one.

/** The code point at a place of a text, by default its first; NaN beyond the end. */
export function codePointOf(text: string, at = 0): number {
  return text.codePointAt(at) ?? NaN
}

/** "00E9": four hexadecimal digits or more, as Unicode writes a code point after "U+". */
export function codePointDigits(character: string): string {
  return codePointOf(character).toString(16).toUpperCase().padStart(4, '0')
}
