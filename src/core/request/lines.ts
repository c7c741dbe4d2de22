// Finds the lines of a text by offset, whatever their line breaks.

/** The offset of the line break after an offset, or the end of the text. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}

/** The offset of the next line's first character; past the end of the text if there is none. */
export function nextLine(text: string, at: number): number {
  return lineEnd(text, at) + 1
}
