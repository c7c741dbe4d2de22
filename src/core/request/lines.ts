// Lines of a text by offsets, whatever ends them.

/** The offset of the line break behind an offset, or the end of the text. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}

/** The offset of the next line's first character; beyond the text where there is none. */
export function nextLine(text: string, at: number): number {
  return lineEnd(text, at) + 1
}
