// Writes JSON as common encoders do: the same values in their layout, escapes, order and digits.
import type { JsonDocument, JsonNode, JsonNumber } from '../../text/json.ts'

export interface JsonStyle {
  /** Completes "as …": "compact JSON". */
  readonly name: string
  /** One level of indentation; undefined for a single line. */
  readonly indent?: string
  readonly item?: string
  readonly colon?: string
  readonly newline?: '\n' | '\r\n'
  /** What follows the last brace. */
  readonly end?: string
  /** Spaces inside the braces of a single line. */
  readonly padded?: boolean
  /** Arrays stay on one line, as Jackson writes them. */
  readonly flatArrays?: boolean
  /** Writes the inside of a string; undefined keeps the token’s characters. */
  readonly escape?: ((value: string) => string) | undefined
  readonly sorted?: boolean
  /** Writes a number; undefined keeps the token’s digits. */
  readonly number?: (node: JsonNumber) => string
}

/** True if it can be written again: it is JSON, and not nested too deep to read and write. */
export function writable({ valid, errors }: Pick<JsonDocument, 'valid' | 'errors'>): boolean {
  return valid && errors.length === 0
}

/** Writes a value of `text` in a style. The parser has already refused deep nesting. */
export function writeJson(text: string, root: JsonNode, style: JsonStyle): string {
  const { item = ',', colon = ':', newline = '\n', end = '' } = style
  const inside = style.escape
  const name = (value: string, source: string) => (inside ? `"${inside(value)}"` : source)
  const write = (node: JsonNode, depth: number): string => {
    if (node.type === 'string') return name(node.value, text.slice(node.from, node.to))
    if (node.type === 'number') return style.number ? style.number(node) : node.raw
    if (node.type !== 'object' && node.type !== 'array') return node.type
    const isObject = node.type === 'object'
    const [open, close] = isObject ? ['{', '}'] : ['[', ']']
    const members =
      isObject && style.sorted
        ? [...node.members].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
        : isObject
          ? node.members
          : []
    const parts = isObject
      ? members.map(
          (member) => `${name(member.name, text.slice(member.nameSpan.from, member.nameSpan.to))}${colon}${write(member.value, depth + 1)}`,
        )
      : node.items.map((value) => write(value, depth + 1))
    if (parts.length === 0) return style.flatArrays ? `${open} ${close}` : open + close
    if (style.indent !== undefined && (isObject || !style.flatArrays)) {
      const line = newline + style.indent.repeat(depth + 1)
      return open + line + parts.join(`,${line}`) + newline + style.indent.repeat(depth) + close
    }
    const space = style.padded || (style.flatArrays && !isObject) ? ' ' : ''
    return open + space + parts.join(style.flatArrays && !isObject ? ', ' : item) + space + close
  }
  return write(root, 0) + end
}

const json = (value: string) => JSON.stringify(value).slice(1, -1)
const unit = (character: string, upper = false) => {
  const hex = character.charCodeAt(0).toString(16).padStart(4, '0')
  return `\\u${upper ? hex.toUpperCase() : hex}`
}
const ascii = (text: string, upper = false) => text.replace(/[\u007f-\uffff]/g, (character) => unit(character, upper))

/** What encoders do to the characters of a string. */
export const ESCAPES = {
  plain: json,
  ascii: (value: string) => ascii(json(value)),
  php: (value: string) => ascii(json(value)).replace(/\//g, '\\/'),
  slash: (value: string) => json(value).replace(/\//g, '\\/'),
  go: (value: string) => json(value).replace(/[<>&\u2028\u2029]/g, (character) => unit(character)),
  gson: (value: string) => json(value).replace(/[<>&='\u2028\u2029]/g, (character) => unit(character)),
  dotnet: (value: string) => ascii(json(value).replace(/\\"/g, '\\u0022'), true).replace(/[<>&'+`]/g, (character) => unit(character, true)),
  html: (value: string) => json(value).replace(/[<>&']/g, (character) => unit(character, true)),
} as const

export const COMPACT: JsonStyle = { name: 'compact JSON' }

/** On several lines. */
export const PRETTY: readonly JsonStyle[] = (
  [
    ['  ', 'two-space indentation'],
    ['    ', 'four-space indentation'],
    ['\t', 'tab indentation'],
    ['', 'a line for each member'],
    [' ', 'one-space indentation'],
    ['   ', 'three-space indentation'],
  ] as const
).flatMap(([indent, name]) =>
  (['\n', '\r\n'] as const).flatMap((newline) =>
    ['', newline].map((end): JsonStyle => ({
      name: `JSON with ${name}${newline === '\n' ? '' : ', CRLF line breaks'}${end === '' ? '' : ' and a line break at its end'}`,
      indent,
      colon: ': ',
      newline,
      end,
    })),
  ),
)

/** Other layouts found in practice. */
export const LAYOUTS: readonly JsonStyle[] = [
  { name: 'compact JSON with a line break at its end', end: '\n' },
  { name: 'JSON on one line with spaces inside the braces', item: ', ', colon: ': ', padded: true },
  { name: 'JSON with a space after each colon', colon: ': ' },
  { name: 'JSON with a space after each comma', item: ', ' },
  { name: 'JSON as Jackson formats it', indent: '  ', colon: ' : ', flatArrays: true },
  { name: 'JSON as Jackson formats it, CRLF line breaks', indent: '  ', colon: ' : ', flatArrays: true, newline: '\r\n' },
]

/** Python’s json.dumps, which puts a space after separators and escapes everything but ASCII. */
export const PYTHON: readonly [JsonStyle, ...JsonStyle[]] = [
  { name: 'Python’s json.dumps with its default spacing', item: ', ', colon: ': ', escape: ESCAPES.ascii },
  { name: 'Python’s json.dumps with its default spacing', item: ', ', colon: ': ' },
  { name: 'Python’s json.dumps with ensure_ascii=False', item: ', ', colon: ': ', escape: ESCAPES.plain },
  { name: 'Python’s json.dumps with compact separators', escape: ESCAPES.ascii },
  { name: 'Python’s json.dumps with indent=4', indent: '    ', colon: ': ', escape: ESCAPES.ascii },
  { name: 'Python’s json.dumps with indent=2', indent: '  ', colon: ': ', escape: ESCAPES.ascii },
]

/** Encoders that escape more than necessary. */
export const ESCAPING: readonly JsonStyle[] = [
  { name: 'PHP’s json_encode, which escapes / and everything but ASCII', escape: ESCAPES.php },
  { name: 'JSON with every / escaped, as PHP does', escape: ESCAPES.slash },
  { name: 'PHP’s json_encode with JSON_PRETTY_PRINT', escape: ESCAPES.php, indent: '    ', colon: ': ' },
  { name: 'Go’s encoding/json, which escapes <, > and &', escape: ESCAPES.go },
  { name: 'Gson, which escapes <, >, &, = and apostrophes', escape: ESCAPES.gson },
  { name: '.NET’s System.Text.Json, which escapes everything that HTML might misread', escape: ESCAPES.dotnet },
  { name: 'JSON with <, >, & and apostrophes escaped', escape: ESCAPES.html },
  { name: 'JSON without unnecessary escapes', escape: ESCAPES.plain },
]

export const SORTED: readonly JsonStyle[] = [
  { name: 'compact JSON with its keys in alphabetical order', sorted: true },
  { name: 'JSON with its keys in alphabetical order, spaced as Python does', sorted: true, item: ', ', colon: ': ', escape: ESCAPES.ascii },
  { name: 'JSON with its keys in alphabetical order and two-space indentation', sorted: true, indent: '  ', colon: ': ' },
  { name: 'JSON with its keys in alphabetical order and four-space indentation', sorted: true, indent: '    ', colon: ': ' },
]
