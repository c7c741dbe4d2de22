// Makes text from a token, a key or a URL safe to use in a sentence on the page: quoted, short, on one line, invisible characters spelled out.
import { codePoint, codePointOf } from './characters.ts'

/** Control, format, private-use and filler characters, every kind of space but the plain one, lone surrogates: characters that are invisible or move their neighbors. */
export const UNSEEN = /(?! )[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Z}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0]/gu
/** The marks around a name in a sentence, which the name itself must not contain. */
const MARKS = /[`“”]/g

/** How many UTF-16 code units of foreign text may appear in a sentence. */
const MOST = 40

/** Writes control, bidirectional and other invisible characters as `[U+XXXX]`, all of them. */
export function visible(text: string): string {
  return text.replace(UNSEEN, named)
}

/** At most `most` code units (cut at the end with "…"), on one line, without a character that could close the quotation around it. */
export function shown(text: string, most = MOST): string {
  return visible(cut(text, most)).replace(MARKS, named)
}

/** `shown` in quotation marks, which are always complete. */
export function quoted(text: string): string {
  return `“${shown(text)}”`
}

/** A JSON text for a sentence: numbers, `true`, `false` and `null` unchanged; a string without its own quotes but with its escapes; anything else in full; quoted. */
export function quotedJson(json: string): string {
  if (/^(?:true|false|null|-?[\d.eE+-]{1,40})$/.test(json)) return json
  return /^"[^"]*"$/.test(json) ? quoted(json.slice(1, -1)) : `“${shownValue(json, MOST)}”`
}

/** A JSON text like `shown`, for use on its own: a string that is cut keeps its closing quote. */
export function shownValue(json: string, most: number): string {
  const isCut = json.length > most && json.startsWith('"') && json.endsWith('"')
  return isCut ? `${shown(json, most - 1)}"` : shown(json, most)
}

function cut(text: string, most: number): string {
  if (text.length <= most) return text
  // Cutting inside a surrogate pair would leave a meaningless half.
  const end = /[\ud800-\udbff]/.test(text.charAt(most - 2)) ? most - 2 : most - 1
  return `${text.slice(0, end)}…`
}

function named(character: string): string {
  return `[${codePoint(codePointOf(character))}]`
}
