// Says what is wrong with text that should be JSON, in words for the usual mistakes, and how to fix it if that is mechanical.
import { JSON_ERRORS, type JsonErrorCode } from '../../text/json-errors.ts'
import { lineAndColumn, type JsonDocument } from '../../text/json.ts'
import type { Span } from '../../text/span.ts'
import { shown } from '../rule/shown.ts'

export interface JsonProblem {
  readonly span: Span
  /** From 1. */
  readonly line: number
  /** From 1, in UTF-16 code units. */
  readonly column: number
  /** A sentence. */
  readonly problem: string
  readonly replace: { readonly label: string; readonly from: number; readonly to: number; readonly insert: string } | undefined
}

const WORDS: ReadonlyMap<string, readonly [meaning: string, json: string]> = new Map([
  ['True', ['`True` is Python; JSON has `true`.', 'true']],
  ['False', ['`False` is Python; JSON has `false`.', 'false']],
  ['None', ['`None` is Python; JSON has `null`.', 'null']],
  ['nil', ['`nil` is Ruby or Go; JSON has `null`.', 'null']],
  ['undefined', ['`undefined` is JavaScript; JSON has `null`.', 'null']],
  ['NaN', ['`NaN` is not a JSON number.', 'null']],
  ['Infinity', ['`Infinity` is not a JSON number.', 'null']],
  ['TRUE', ['`TRUE` must be written `true`.', 'true']],
  ['FALSE', ['`FALSE` must be written `false`.', 'false']],
  ['NULL', ['`NULL` must be written `null`.', 'null']],
])

/** The first problem of text that JSON.parse rejects. Never throws. */
export function jsonProblem(text: string, document: JsonDocument): JsonProblem {
  const error = document.errors[0] ?? { code: 'invalid' as const, from: 0, to: text.length }
  const from = Math.min(error.from, text.length)
  const to = Math.max(Math.min(error.to, text.length), from)
  const found = explainProblem(text, error.code, from)
  const span = found.span ?? { from, to }
  return { span, ...lineAndColumn(text, span.from), problem: found.problem, replace: found.replace }
}

interface ProblemWording {
  readonly problem: string
  readonly span?: Span
  readonly replace: JsonProblem['replace']
}

function explainProblem(text: string, code: JsonErrorCode, at: number): ProblemWording {
  if (text.trim() === '') return { problem: 'it is empty.', replace: undefined }
  const word = /^-?[A-Za-z]{2,10}/.exec(text.slice(at, at + 12))?.[0]
  const known = word === undefined ? undefined : (WORDS.get(word.replace('-', '')) ?? undefined)
  if (known && word !== undefined) {
    const span = { from: at, to: at + word.length }
    return { problem: known[0], span, replace: { label: `Write \`${known[1]}\``, ...span, insert: known[1] } }
  }
  const rest = text.slice(at)
  if (rest.startsWith("'")) return { problem: 'JSON strings need double quotes, not single ones.', replace: singleQuoted(text, at) }
  if (/^[}\]]/.test(rest) && /,\s*$/.test(text.slice(Math.max(0, at - 200), at))) {
    const comma = text.lastIndexOf(',', at)
    return {
      problem: 'JSON doesn’t allow a comma after the last element.',
      span: { from: comma, to: comma + 1 },
      replace: { label: 'Remove the comma', from: comma, to: comma + 1, insert: '' },
    }
  }
  const name = /^([A-Za-z_$][\w$-]{0,60})\s*:/.exec(rest)
  if (name && (code === 'InvalidSymbol' || code === 'PropertyNameExpected')) {
    const span = { from: at, to: at + name[1]!.length }
    return {
      problem: 'names need double quotes.',
      span,
      replace: { label: 'Put the name in quotes', ...span, insert: `"${name[1]!}"` },
    }
  }
  if (/^[\u201c\u201d\u2018\u2019]/.test(rest)) return { problem: 'typographic quotes; JSON needs `"`.', replace: undefined }
  if (rest.trim() === '' && code !== 'InvalidCharacter')
    return { problem: `${JSON_ERRORS[code]}; the text ends too early.`, replace: undefined }
  if (code === 'InvalidSymbol')
    return { problem: `\`${shown(/^\S{1,30}/.exec(rest)?.[0] ?? rest.slice(0, 1))}\` is not a JSON value.`, replace: undefined }
  return { problem: `${JSON_ERRORS[code]}.`, replace: undefined }
}

/** The same string in double quotes, if it is simple. */
function singleQuoted(text: string, at: number): JsonProblem['replace'] {
  const match = /^'([^'"\\\n]{0,500})'/.exec(text.slice(at, at + 510))
  return match ? { label: 'Use double quotes', from: at, to: at + match[0].length, insert: `"${match[1]!}"` } : undefined
}
