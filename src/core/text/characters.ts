// The characters of a text: their numbers, and those to leave off at its end.

/** The code point at a place of a text, by default its first; NaN beyond the end. */
export function codePointOf(text: string, at = 0): number {
  return text.codePointAt(at) ?? NaN
}

/** "U+00E9": a code point as Unicode writes it, with four hexadecimal digits or more. */
export function codePoint(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
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
