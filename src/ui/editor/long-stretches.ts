// Finds stretches of JSON that are too long to read: strings of hundreds of characters, lists of dozens of lines.

/** A stretch to fold, and the label shown instead. UTF-16 offsets, half open. */
export interface LongStretch {
  readonly from: number
  readonly to: number
  /** "1,234 more characters" */
  readonly label: string
  /** The number of its last characters that stay visible after the label. */
  readonly tail: number
}

/** Characters of the beginning and the end of a longer value that stay visible. */
const [LONG_STRING, HEAD, TAIL] = [300, 140, 20]
/** A list over more lines than the first shows its first items, as many as begin in so many lines, and three at the most. */
const [LONG_LIST, SHOWN_LINES, SHOWN_ITEMS] = [20, 6, 3]
/** More are not folded: each is drawn by itself. */
const MOST_STRETCHES = 1000

/** An array whose end has not been reached. */
interface OpenArray {
  readonly line: number
  commas: number
  /** Behind the last item that stays in sight. */
  shown: number
  shownCount: number
}

/** In order of their beginnings, an outer one before those in it. Any text will do; of what is not JSON the result is some stretches or none. */
export function longStretches(text: string): LongStretch[] {
  const found: LongStretch[] = []
  // An array for each bracket that is open, undefined for each brace.
  const open: (OpenArray | undefined)[] = []
  let line = 0
  /** The end of the last character that isn't whitespace, and its line. */
  let end = 0
  let endLine = 0
  for (let at = 0; at < text.length && found.length < MOST_STRETCHES;) {
    const c = text.charCodeAt(at)
    if (c === 10) line++
    if (c === 10 || c === 32 || c === 13 || c === 9) {
      at++
      continue
    }
    if (c === 34) {
      const to = endOfString(text, at)
      if (to - at > LONG_STRING && text.charCodeAt(to - 1) === 34 && !isName(text, to)) found.push(foldedString(text, at, to))
      at = to
    } else {
      if (c === 91) open.push({ line, commas: 0, shown: -1, shownCount: 0 })
      else if (c === 123) open.push(undefined)
      else if (c === 44) {
        const array = open[open.length - 1]
        if (array) {
          array.commas++
          const isNear = line - array.line <= SHOWN_LINES && array.shownCount < SHOWN_ITEMS
          if ((isNear || array.shownCount === 0) && text.charCodeAt(at + 1) === 10) {
            array.shown = at + 1
            array.shownCount = array.commas
          }
        }
      } else if (c === 125 || c === 93) {
        const array = open.pop()
        const hidden = array ? array.commas + 1 - array.shownCount : 0
        if (array && array.shown >= 0 && hidden > 1 && line - array.line > LONG_LIST && endLine < line)
          found.push({ from: array.shown, to: end, label: `${hidden.toLocaleString('en')} more items`, tail: 0 })
      }
      at++
    }
    end = at
    endLine = line
  }
  return found.sort((a, b) => a.from - b.from || b.to - a.to)
}

/** The offset after the closing quote; an unclosed string ends with its line. */
function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const c = text.charCodeAt(at)
    if (c === 92) at++
    else if (c === 34) return at + 1
    else if (c === 10) return at
  }
  return text.length
}

/** True if a colon follows, as after a member's name, which is never folded. */
function isName(text: string, to: number): boolean {
  let at = to
  while (text.charCodeAt(at) === 32) at++
  return text.charCodeAt(at) === 58
}

function foldedString(text: string, from: number, to: number): LongStretch {
  const start = wholeCharacter(text, from + HEAD)
  const tail = to - wholeCharacter(text, to - TAIL)
  return { from: start, to, label: `${(to - tail - start).toLocaleString('en')} more characters`, tail }
}

/** An offset at or slightly before `at` that splits neither a surrogate pair nor an escape sequence. */
function wholeCharacter(text: string, at: number): number {
  // "\u00e9" is the longest sequence that can begin before it.
  for (let start = at - 1; start > at - 6; start--) {
    if (text.charCodeAt(start) === 92) return start + (text.charCodeAt(start + 1) === 117 ? 6 : 2) > at && escapes(text, start) ? start : at
  }
  return /[\ud800-\udbff]/.test(text.charAt(at - 1)) ? at - 1 : at
}

/** True for a backslash that isn't itself escaped. */
function escapes(text: string, at: number): boolean {
  let before = at
  while (text.charCodeAt(before - 1) === 92) before--
  return (at - before) % 2 === 0
}
