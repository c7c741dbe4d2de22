// Formats a part's JSON for reading, whatever whitespace it was signed with. Only whitespace between JSON tokens changes.
import type { DecodedText } from '../../core/text/decoded-text.ts'
import { isJson, type JsonDocument } from '../../core/text/json.ts'
import { endOfString } from '../../core/text/scan-json.ts'
import { keep } from '../../core/upkeep/keep.ts'

const QUOTE = 34

/** True if JSON has no whitespace outside its strings; computed once per document. */
export const isCompactJson = keep(({ text, valid }: Pick<JsonDocument, 'text' | 'valid'>): boolean => {
  if (!valid) return false
  for (let at = 0; at < text.length;) {
    const c = text.charCodeAt(at)
    if (isWhitespace(c)) return false
    at = c === QUOTE ? endOfString(text, at) : at + 1
  }
  return true
})

/** The most lines of a layout; an editor takes more than a second to show more. */
const MOST_LINES = 300_000
/** Characters per line, if one value per line would give too many lines. */
const FILLED = 120

/** The most characters that a layout may add for each character of the text, since indenting many deeply nested lines adds many. */
const MOST_GROWTH = 4

/**
 * Valid JSON on several lines, indented by two spaces per level, with every character other than whitespace as it was. It isn't indented if
 * that would make the text too long, and has several values per line if there would be too many lines.
 */
export function layOutJson(text: string): string {
  return layOutCompact(withoutWhitespace(text))
}

function layOutCompact(compact: string): string {
  return layOut(compact, '  ', MOST_GROWTH * compact.length + 10_000) ?? layOut(compact, '', Infinity) ?? fillLines(compact)
}

/** Decoded text as the page shows it, formatted if it is JSON. */
export function shownJson({ text, utf8, json }: Pick<DecodedText, 'text' | 'utf8' | 'json'>): string {
  if (!utf8 || !json.valid) return text
  return isCompactJson(json) ? layOutCompact(text) : layOutJson(text)
}

/** Undefined if it would be longer than `most` characters or have too many lines. */
function layOut(text: string, indent: string, most: number): string | undefined {
  let shown = ''
  let line = '\n'
  let start = 0
  let lines = 1
  const breakAfter = (at: number) => {
    shown += text.slice(start, at) + line
    start = at
    lines++
  }
  for (let at = 0; at < text.length;) {
    if (lines > MOST_LINES || shown.length > most) return undefined
    const c = text.charCodeAt(at)
    if (c === QUOTE) {
      at = endOfString(text, at)
      continue
    }
    at++
    if (c === 44) breakAfter(at)
    else if (c === 58) {
      shown += text.slice(start, at) + ' '
      start = at
    } else if (c === 123 || c === 91) {
      const next = text.charCodeAt(at)
      if (next === 125 || next === 93) at++
      else {
        line += indent
        breakAfter(at)
      }
    } else if (c === 125 || c === 93) {
      if (indent !== '') line = line.slice(0, -indent.length)
      breakAfter(at - 1)
    }
  }
  return shown + text.slice(start)
}

/** A line break after the first comma, brace or bracket beyond this many characters. */
function fillLines(text: string): string {
  const lines: string[] = []
  let start = 0
  for (let at = 0; at < text.length;) {
    const c = text.charCodeAt(at)
    at = c === QUOTE ? endOfString(text, at) : at + 1
    if (at - start >= FILLED && (c === 44 || c === 123 || c === 125 || c === 91 || c === 93) && at < text.length) {
      lines.push(text.slice(start, at))
      start = at
    }
  }
  return [...lines, text.slice(start)].join('\n')
}

/** JSON without the whitespace between its tokens, with every other character as it was; text that isn't JSON is returned unchanged. */
export function compactJson(text: string): string {
  return isJson(text) ? withoutWhitespace(text) : text
}

function withoutWhitespace(text: string): string {
  let compact = ''
  let start = 0
  for (let at = 0; at < text.length;) {
    const c = text.charCodeAt(at)
    if (c === QUOTE) at = endOfString(text, at)
    else {
      if (isWhitespace(c)) {
        compact += text.slice(start, at)
        start = at + 1
      }
      at++
    }
  }
  return compact + text.slice(start)
}

/**
 * A function from offsets in `from` to the offset of the same character in `to`, if the two differ only in whitespace outside strings. Call
 * it with increasing offsets. It converts spans of the signed text to the shown text, and back.
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
      } else if (isWhitespace(to.charCodeAt(j))) j++
      else i++
    }
    while (j < to.length && from[i] !== to[j] && isWhitespace(to.charCodeAt(j))) j++
    return j
  }
}

function isWhitespace(c: number): boolean {
  return c === 32 || c === 10 || c === 13 || c === 9
}
