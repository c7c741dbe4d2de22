// Text from a token, a key or an address as it may stand in a sentence of the page: quoted, short, on one line, with what can't be seen spelled out.
import { codePoint, codePointOf } from './characters.ts'

/** Control, format, private and filler characters, every kind of space but the plain one, halves of pairs: drawn as nothing, or moving what is beside them. */
export const UNSEEN = /(?! )[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Z}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0]/gu
/** What sets a name off in a sentence, so that a name can't end its own quotation. */
const MARKS = /[`“”]/g

/** How many UTF-16 code units of a foreign text stand in a sentence. */
const MOST = 40

/** Control, bidirectional and other invisible characters as `[U+XXXX]`, however many. */
export function visible(text: string): string {
  return text.replace(UNSEEN, named)
}

/** At most `most` code units (cut at the end with "…"), on one line, without a character that could end the quotation around it. */
export function shown(text: string, most = MOST): string {
  return visible(cut(text, most)).replace(MARKS, named)
}

/** `shown`, between quotation marks, which are there however long the text is. */
export function quoted(text: string): string {
  return `“${shown(text)}”`
}

/** A JSON text in a sentence: numbers, `true`, `false` and `null` as they are; of a string what is in it, as it is written; all else whole; quoted. */
export function quotedJson(json: string): string {
  if (/^(?:true|false|null|-?[\d.eE+-]{1,40})$/.test(json)) return json
  return /^"[^"]*"$/.test(json) ? quoted(json.slice(1, -1)) : `“${shownValue(json, MOST)}”`
}

/** A JSON text as `shown` shows it, where it stands by itself: a string that is cut keeps its closing quote. */
export function shownValue(json: string, most: number): string {
  const isCut = json.length > most && json.startsWith('"') && json.endsWith('"')
  return isCut ? `${shown(json, most - 1)}"` : shown(json, most)
}

function cut(text: string, most: number): string {
  if (text.length <= most) return text
  // Between the halves of a pair it would leave one that means nothing.
  const end = /[\ud800-\udbff]/.test(text.charAt(most - 2)) ? most - 2 : most - 1
  return `${text.slice(0, end)}…`
}

function named(character: string): string {
  return `[${codePoint(codePointOf(character))}]`
}
