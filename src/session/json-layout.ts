// How a part's JSON is shown and written back: compact JSON is laid out for reading, and only blanks between its tokens ever differ.

/** True where the text has no blank outside its strings: what an encoder writes, and what may be laid out without losing a byte. */
export function isCompactJson(text: string): boolean {
  let inString = false
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (inString) {
      if (c === 92) i++
      else if (c === 34) inString = false
    } else if (c === 34) inString = true
    else if (c === 32 || c === 10 || c === 13 || c === 9) return false
  }
  return text !== '' && isJson(text)
}

/** A layout may make a text so much longer, in characters for each of its own: many lines deep inside would each bring their blanks. */
const MOST_GROWTH = 4

/**
 * JSON laid out over lines, two blanks a level, every other character as it was; without the blanks where they would swell it. For valid
 * JSON without blanks.
 */
export function layOutJson(text: string): string {
  return layOut(text, 2, MOST_GROWTH * text.length + 10_000) ?? layOut(text, 0, Infinity)!
}

/** Undefined where it would be longer than `most` characters. */
function layOut(text: string, blanks: number, most: number): string | undefined {
  const parts: string[] = []
  let depth = 0
  let start = 0
  let added = 0
  const line = () => {
    added += 1 + blanks * depth
    return `\n${' '.repeat(blanks * depth)}`
  }
  for (let i = 0; i < text.length; i++) {
    if (added > most) return undefined
    const c = text.charCodeAt(i)
    if (c === 34) {
      while (text.charCodeAt(++i) !== 34 && i < text.length) if (text.charCodeAt(i) === 92) i++
    } else if (c === 123 || c === 91) {
      const next = text.charCodeAt(i + 1)
      if (next === 125 || next === 93) {
        i++
        continue
      }
      depth++
      parts.push(text.slice(start, i + 1), line())
      start = i + 1
    } else if (c === 125 || c === 93) {
      depth--
      parts.push(text.slice(start, i), line())
      start = i
    } else if (c === 44) {
      parts.push(text.slice(start, i + 1), line())
      start = i + 1
    } else if (c === 58) {
      parts.push(text.slice(start, i + 1), ' ')
      start = i + 1
    }
  }
  parts.push(text.slice(start))
  return parts.join('')
}

/** JSON without the blanks between its tokens, every other character as it was; text that is no JSON comes back as it is. */
export function compactJson(text: string): string {
  if (!isJson(text)) return text
  const parts: string[] = []
  let start = 0
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === 34) {
      while (text.charCodeAt(++i) !== 34) if (text.charCodeAt(i) === 92) i++
    } else if (c === 32 || c === 10 || c === 13 || c === 9) {
      if (i > start) parts.push(text.slice(start, i))
      start = i + 1
    }
  }
  parts.push(text.slice(start))
  return parts.join('')
}

/**
 * For each offset of `from`, the offset of the same character in `to`, where the two differ in blanks outside strings only:
 * a function for increasing offsets. It carries spans of the signed text over to the text that is shown, and back.
 */
export function carryOffsets(from: string, to: string): (offset: number) => number {
  if (from === to) return (offset) => offset
  let i = 0
  let j = 0
  let previous = -1
  return (offset) => {
    if (offset < previous) {
      i = 0
      j = 0
    }
    previous = offset
    while (i < offset && i < from.length) {
      if (from[i] === to[j]) {
        i++
        j++
      } else if (isBlank(to.charCodeAt(j))) j++
      else i++
    }
    while (j < to.length && from[i] !== to[j] && isBlank(to.charCodeAt(j))) j++
    return j
  }
}

function isBlank(c: number): boolean {
  return c === 32 || c === 10 || c === 13 || c === 9
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
