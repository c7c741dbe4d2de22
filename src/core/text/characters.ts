// The characters of a text: their numbers, and those to leave off at its end.

/** The code point at a place of a text, by default its first; NaN beyond the end. */
export function codePointOf(text: string, at = 0): number {
  return text.codePointAt(at) ?? NaN
}

/** "00E9": four hexadecimal digits or more, as Unicode writes a code point after "U+". */
export function codePointDigits(character: string): string {
  return codePointOf(character).toString(16).toUpperCase().padStart(4, '0')
}

/**
 * The text without those of `characters` that it ends with, in one pass: a pattern such as `=+$` starts over at each character of
 * every longer run.
 */
export function withoutTrailing(text: string, characters: string): string {
  let to = text.length
  while (to > 0 && characters.includes(text.charAt(to - 1))) to--
  return text.slice(0, to)
}
