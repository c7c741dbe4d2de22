// Tries other texts for the secret: with characters that copying added, lost or rewrote.
import { codePoint, codePointOf } from '../../text/characters.ts'
import { membersByName, parseJson } from '../../text/json.ts'
import type { Attempt, Cause, CauseArgs, Material } from '../cause/cause.ts'
import { difference } from '../cause/evidence.ts'
import { decodings, secretAttempt, giveText } from './secret-encoding.ts'
import { utf8 } from '../cause/material.ts'
import { quoted as inQuotes } from '../../text/quoted.ts'

/** An attempt with another text for the secret, read as UTF-8, and shown as a difference. */
function textAttempt(material: Material, text: string, args: CauseArgs, common = false): Attempt {
  return {
    ...secretAttempt(material, utf8(text), args, { fix: [giveText(text)], common }),
    evidence: difference('Secret', material.keyText, text),
  }
}

/** A text used as it is, then decoded. */
function* bothReadings(material: Material, text: string, args: CauseArgs): Iterable<Attempt> {
  yield textAttempt(material, text, args, true)
  for (const { as, bytes } of decodings(text)) {
    yield {
      ...secretAttempt(material, bytes, { ...args, encoding: as }, { fix: [{ do: 'set-key', key: text, secretEncoding: as }] }),
      evidence: difference('Secret', material.keyText, text),
    }
  }
}

const lacksNewline = {
  id: 'secret-lacks-newline',
  dimension: 'secret',
  families: ['HMAC'],
  tried: 'a line break at the end of the secret',
  explain: ({ ending }) => ({
    clause: `the secret ended with ${ending === 'crlf' ? 'a Windows line break (CRLF)' : ending === 'lf' ? 'a line break' : 'a space'}`,
    fix: 'The signer reads it from a file that ends with a line break. Trim it there.',
    button: ending === 'space' ? 'Add the space' : 'Add the line break',
  }),
  *tries(material) {
    yield textAttempt(material, `${material.keyText}\n`, { ending: 'lf' }, true)
    yield textAttempt(material, `${material.keyText}\r\n`, { ending: 'crlf' })
    yield textAttempt(material, `${material.keyText} `, { ending: 'space' })
  },
} as const satisfies Cause

const hasWhitespace = {
  id: 'secret-has-whitespace',
  dimension: 'secret',
  families: ['HMAC'],
  tried: 'the secret without spaces and line breaks',
  explain: ({ where }) => ({
    clause: `the secret were used without the ${String(where)}`,
    fix: 'Copy the secret without anything around it.',
    button: 'Remove it',
  }),
  *tries(material) {
    const { keyText } = material
    const end = /[\r\n]/.test(keyText.slice(keyText.trimEnd().length)) ? 'line break at its end' : 'space at its end'
    const forms: readonly (readonly [string, string])[] = [
      [keyText.trimEnd(), end],
      [keyText.trimStart(), 'space at its start'],
      [keyText.trim(), 'spaces around it'],
      [keyText.replace(/\r?\n$/, ''), end],
      [keyText.replace(/\r\n/g, '\n'), 'carriage returns (CRLF for LF)'],
      [keyText.replace(/[\r\n]+/g, ''), 'line breaks in it'],
      [keyText.replace(/\s+/g, ''), 'spaces in it'],
    ]
    for (const [text, where] of forms) if (text !== keyText) yield* bothReadings(material, text, { where })
  },
} as const satisfies Cause

const needsQuotes = {
  id: 'secret-needs-quotes',
  dimension: 'secret',
  families: ['HMAC'],
  tried: 'the secret in quotes',
  explain: ({ quote }) => ({
    clause: `the secret included ${String(quote)} around it`,
    fix: 'The signer kept the quotes of its env file or command line as part of the secret. Remove them there.',
    button: 'Add the quotes',
  }),
  *tries(material) {
    for (const [quote, character] of [
      ['double quotes', '"'],
      ['single quotes', "'"],
      ['backticks', '`'],
    ] as const) {
      yield textAttempt(material, `${character}${material.keyText.trim()}${character}`, { quote }, true)
      yield textAttempt(material, `${character}${material.keyText}${character}\n`, { quote })
    }
  },
} as const satisfies Cause

const hasWrapping = {
  id: 'secret-has-wrapping',
  dimension: 'secret',
  families: ['HMAC'],
  tried: 'the secret without quotes, names and prefixes around it',
  explain: ({ what, encoding }) => ({
    clause: `the secret were only ${String(what)}${encoding === undefined ? '' : `, decoded from ${String(encoding)}`}`,
    fix: 'Paste the secret alone.',
    button: 'Use only that',
  }),
  *tries(material) {
    for (const { text, what } of unwrapped(material.keyText)) yield* bothReadings(material, text, { what })
  },
} as const satisfies Cause

function* unwrapped(given: string): Iterable<{ readonly text: string; readonly what: string }> {
  let text = given.trim()
  let what = 'the part inside the quotes'
  // At most four layers: `export NAME="base64:…";`
  for (let layer = 0; layer < 4; layer++) {
    const members = text.startsWith('{') ? membersByName(parseJson(text).root) : undefined
    const member =
      members && ['k', 'key', 'secret', 'jwt_secret', 'jwtSecret', 'value'].find((name) => members.get(name)?.type === 'string')
    const value = member === undefined ? undefined : members?.get(member)
    const quoted = (/^(["'`])([^]*)\1[;,]?$/.exec(text) ?? /^([<«“‘])([^]*)[>»”’][;,]?$/.exec(text))?.[2]
    const [, name, assigned] = /^(?:export\s+|set\s+|\$env:|-e\s+|--)?["']?([A-Za-z_][\w.-]{0,60})["']?\s*[=:]\s*([^]*)$/.exec(text) ?? []
    if (member !== undefined && value?.type === 'string') [text, what] = [value.value, `the member ${inQuotes(member)} of it`]
    else if (quoted !== undefined) [text, what] = [quoted, 'the part inside the quotes']
    else if (assigned !== undefined && name === 'base64') [text, what] = [assigned, 'the part after “base64:”']
    else if (name !== undefined && assigned !== undefined) [text, what] = [assigned.trim(), `the part after ${inQuotes(name)}`]
    else if (/[;,]$/.test(text)) [text, what] = [text.slice(0, -1), `the part before the “${text.at(-1)}” at its end`]
    else return
    if (text === '') return
    yield { text, what }
  }
}

const typographic = {
  id: 'secret-typographic',
  dimension: 'secret',
  families: ['HMAC'],
  tried: 'the secret with plain quotes, dashes and spaces, and in another case',
  explain: ({ what }) => ({
    clause: `the secret had ${String(what)}`,
    fix: 'A word processor, a chat or a phone rewrote it. Copy it again from its source.',
    button: 'Use this text',
  }),
  *tries(material) {
    const { keyText } = material
    const quotes = (text: string) =>
      text.replace(/[\u2018\u2019\u201a\u201b\u2032]/g, "'").replace(/[\u201c-\u201f\u2033\u00ab\u00bb]/g, '"')
    const dashes = (text: string) => text.replace(/[\u2010-\u2013\u2212]/g, '-').replace(/\u2014/g, '-')
    const spaces = (text: string) => text.replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
    const invisible = (text: string) => text.replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    const all = invisible(spaces(dashes(quotes(keyText)))).replace(/\u2026/g, '...')
    const odd = /[\u00a0\u00ad\u2000-\u206f\u2212\u3000\ufeff]/.exec(keyText)?.[0]
    const forms: readonly (readonly [string, string])[] = [
      [quotes(keyText), 'straight quotes; yours are typographic'],
      [dashes(keyText), 'plain hyphens; yours are typographic dashes'],
      [dashes(keyText.replace(/\u2014/g, '--')), 'two hyphens where yours has one dash'],
      [spaces(keyText), `plain spaces; yours has ${odd ? codePoint(codePointOf(odd)) : 'another kind'}`],
      [invisible(keyText), `no invisible characters; yours has ${odd ? codePoint(codePointOf(odd)) : 'one'}`],
      [all, 'plain characters; yours are typographic'],
      [all.normalize('NFKC'), 'plain characters; yours are of another width or style'],
    ]
    for (const [text, what] of forms) if (text !== keyText) yield textAttempt(material, text, { what })
    yield* capitals(material)
  },
} as const satisfies Cause

function* capitals(material: Material): Iterable<Attempt> {
  const { keyText } = material
  const forms = [
    keyText.toLowerCase(),
    keyText.toUpperCase(),
    keyText.replace(/(^|[\s_-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase()),
  ]
  for (const text of forms) if (text !== keyText) yield textAttempt(material, text, { what: 'another case' })
  if (keyText.length > 80) return
  for (let i = 0; i < keyText.length; i++) {
    const letter = keyText.charAt(i)
    const other = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()
    if (other === letter || other.length > 1) continue
    yield textAttempt(material, keyText.slice(0, i) + other + keyText.slice(i + 1), {
      what: `${inQuotes(other)} as its character ${i + 1}; yours has ${inQuotes(letter)}`,
    })
  }
}

const escaped = {
  id: 'secret-escaped',
  dimension: 'secret',
  families: ['HMAC'],
  tried: 'the secret with escapes undone or applied',
  explain: ({ what }) => ({
    clause: `the secret were read ${String(what)}`,
    fix: 'Something on one side escapes the secret and the other side doesn’t. Give both the same text.',
    button: 'Use this text',
  }),
  *tries(material) {
    const { keyText } = material
    for (const [text, what] of escapes(keyText))
      if (text !== undefined && text !== keyText && text !== '') yield textAttempt(material, text, { what })
  },
} as const satisfies Cause

function* escapes(text: string): Iterable<readonly [string | undefined, string]> {
  yield [attempt(() => decodeURIComponent(text)), 'with its percent escapes undone (%2B is +)']
  yield [attempt(() => decodeURIComponent(text.replace(/\+/g, ' '))), 'as a form field: percent escapes undone, + as a space']
  yield [text.replace(/ /g, '+'), 'with + where yours has spaces']
  yield [
    text.replace(/\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)/gs, (_, escape: string) => unescapeOne(escape)),
    'with its backslash escapes undone',
  ]
  yield [text.replace(/\\(?=["'$`\\])/g, ''), 'without the backslashes before quotes and dollar signs']
  yield [text.replace(/&(?:amp|lt|gt|quot|apos|#\d{1,6}|#x[0-9a-f]{1,5});/gi, unescapeHtml), 'with its HTML escapes undone (&amp; is &)']
  yield [text.replace(/\$\$/g, '$'), 'with $ where yours has $$, as Docker Compose reads it']
  yield [text.replace(/\$\{?\w+\}?/g, ''), 'as a shell reads it in double quotes: $ and the word after it replaced by nothing']
  yield [
    /\s#|#/.test(text) ? text.slice(0, text.indexOf('#')).trimEnd() : undefined,
    'only up to the #: env files treat the rest as a comment',
  ]
  yield [attempt(() => encodeURIComponent(text)), 'with percent escapes in it']
  yield [JSON.stringify(text).slice(1, -1), 'with backslash escapes in it, as JSON writes it']
  yield [text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;'), 'with HTML escapes in it']
}

function attempt(make: () => string): string | undefined {
  try {
    return make()
  } catch {
    return undefined
  }
}

const LETTERS: ReadonlyMap<string, string> = new Map(Object.entries({ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', 0: '\0' }))

function unescapeOne(escape: string): string {
  if (escape.length > 1) return String.fromCharCode(Number.parseInt(escape.slice(1), 16))
  return LETTERS.get(escape) ?? escape
}

const ENTITIES: ReadonlyMap<string, string> = new Map(Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }))

function unescapeHtml(entity: string): string {
  const name = entity.slice(1, -1).toLowerCase()
  if (!name.startsWith('#')) return ENTITIES.get(name) ?? entity
  const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  return code <= 0x10ffff ? String.fromCodePoint(code) : entity
}

export const secretTextCauses = [
  lacksNewline,
  hasWhitespace,
  needsQuotes,
  hasWrapping,
  typographic,
  escaped,
] as const satisfies readonly Cause[]
