// Takes a run of characters off the end of a text in one pass: a pattern such as `=+$` starts over at each character of every longer run.

/** The text without those of `characters` that it ends with. */
export function withoutTrailing(text: string, characters: string): string {
  let to = text.length
  while (to > 0 && characters.includes(text.charAt(to - 1))) to--
  return text.slice(0, to)
}
