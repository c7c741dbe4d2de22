// Utilities for characters: their code points, and removing some from the end of a text.

/** The code point at a position of a text, by default the first; NaN past the end. */
export function codePointOf(text: string, at = 0): number {
  return text.codePointAt(at) ?? NaN
}

/** "U+00E9": a code point in Unicode notation, with at least four hexadecimal digits. */
export function codePoint(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
}

/**
 * The text without any of `characters` at its end, in one pass: a regular expression such as `=+$` would start over at each character of
 * every longer run.
 */
export function withoutTrailing(text: string, characters: string): string {
  let to = text.length
  while (to > 0 && characters.includes(text.charAt(to - 1))) to--
  return text.slice(0, to)
}
