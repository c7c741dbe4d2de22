// Envelope rules about the text around and inside a token: wrappers, damage from copying, and text that isn't a JWT at all.
import { percentEncoded, pieceCount, piecesOf } from '../../paste/found-token.ts'
import { codePointOf } from '../../text/characters.ts'
import type { Diagnostic, DiagnosticContext, Hit } from '../rule/diagnostic.ts'
import { looksLikeToken } from '../../token/likeness.ts'
import { segmentPlace } from '../rule/parts.ts'
import { recognizeOther } from './other-things.ts'
import { codePoint, shown } from '../rule/shown.ts'
import { bcp, cve, rfc } from '../rule/sources.ts'
import { addressBefore, isInCookie, isInHtml, textBefore } from './text-before.ts'

/** What typographic and foreign characters stand for; undefined where nothing stands for them in a token (RFC 4648 table 2). */
const LOOKALIKES: ReadonlyMap<string, string> = new Map([
  ...Array.from('\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63', (dash): [string, string] => [dash, '-']),
  ...Array.from('\u2024\u3002\uff61', (dot): [string, string] => [dot, '.']),
  ...Array.from('\u2018\u2019\u201a\u201c\u201d\u201e', (quote): [string, string] => [quote, '']),
  // Cyrillic, then Greek.
  ...Array.from('АВЕЅІЈКМНОРСТХаеорсухѕіј', (letter, i): [string, string] => [letter, 'ABESIJKMHOPCTXaeopcyxsij'.charAt(i)]),
  ...Array.from('ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο', (letter, i): [string, string] => [letter, 'ABEZHIKMNOPTYXo'.charAt(i)]),
])
const ANY_LOOKALIKE = new RegExp(`[${[...LOOKALIKES.keys()].join('')}\uff01-\uff5e]`, 'g')
const INVISIBLE = /[\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/
const SCHEME = /(?:^|[\s"'])(?:authorization\s*:\s*)?(bearer|dpop|jwt|token)\s+$/i

/** Offsets in the token's characters of look-alikes, with what each should be. */
function lookalikes(compact: string): { at: number; character: string; meant: string }[] {
  // All of them lie beyond ASCII, where few tokens have anything.
  if (!/[^ -~]/.test(compact)) return []
  return [...compact.matchAll(ANY_LOOKALIKE)].map(({ 0: character, index: at }) => ({
    at,
    character,
    meant: LOOKALIKES.get(character) ?? String.fromCharCode(character.charCodeAt(0) - 0xfee0),
  }))
}

/** True for a character that another rule of this file already names. */
export function isNamedElsewhere(character: string): boolean {
  return character === '…' || /[{}"'[\]:]/.test(character) || LOOKALIKES.has(character) || /[\uff01-\uff5e]/.test(character)
}

/** The token was shortened for display; what is wrong with the rest of it follows from that. */
export function isShortened({ token }: DiagnosticContext): boolean {
  return token.wrapper !== 'json-serialization' && (token.compact.includes('…') || token.compact.includes('...')) && looksLikeToken(token)
}

/** The stretches of text between the token's characters: what was left out when it was put together. */
function gaps({ inspection, token }: DiagnosticContext): { from: number; text: string }[] {
  if (token.carrier || pieceCount(token) < 2 || !looksLikeToken(token)) return []
  const found: { from: number; text: string }[] = []
  let from: number | undefined
  for (const piece of piecesOf(token)) {
    if (from !== undefined && piece.from > from) found.push({ from, text: inspection.text.slice(from, piece.from) })
    from = piece.to
  }
  return found
}

function surroundings({ inspection, token }: DiagnosticContext): { before: string; after: string } {
  return { before: inspection.text.slice(0, token.span.from).trim(), after: inspection.text.slice(token.span.to).trim() }
}

/** The kind of text around the token, in words; undefined if it is alone or only after a scheme. */
function wrapping(context: DiagnosticContext): string | undefined {
  const { token } = context
  const { before, after } = surroundings(context)
  if (token.wrapper === 'json-serialization' || (before === '' && after === '')) return undefined
  const name = token.name === undefined ? '' : ` \`${shown(token.name, 40)}\``
  const start = textBefore(context)
  if (/(?:^|\s)curl\s/.test(start)) return 'a curl command'
  if (isInCookie(start)) return name === '' ? 'a cookie' : `the cookie${name}`
  if (addressBefore(start)) return name === '' ? 'a URL' : `the${name} parameter of a URL`
  if (token.wrapper === 'json') return `the member${name}`
  if (isInHtml(start)) return 'HTML'
  if (/^["'`]$/.test(before) && after.startsWith(before)) return 'quotes'
  if (token.wrapper === 'name') return name.slice(1)
  if (token.wrapper === 'bearer') return undefined
  return before === '' && /^[,;.)\]}>"'`]+$/.test(after) ? undefined : 'a longer text'
}

function* eachGap(context: DiagnosticContext, pattern: RegExp): Generator<Hit> {
  const found = gaps(context).flatMap((gap) => {
    const index = gap.text.search(pattern)
    return index < 0 ? [] : [{ at: gap.from + index, character: gap.text.charAt(index) }]
  })
  const first = found[0]
  if (!first) return
  yield {
    place: { in: 'text', span: { from: first.at, to: first.at + 1 } },
    args: { at: first.at + 1, count: found.length, what: SPACES[first.character] ?? codePoint(codePointOf(first.character)) },
  }
}
const SPACES: Readonly<Record<string, string>> = { ' ': 'a space', '\t': 'a tab', '\n': 'a line break', '\r': 'a line break' }

export const envelopeText = [
  {
    id: 'env-wrapper-bearer',
    severity: 'info',
    source: [rfc(6750, '2.1'), rfc(9449, '7.1')],
    message: ({ scheme }) => `Removed \`${scheme}\` before reading the token.`,
    why: 'The scheme belongs to the Authorization header, not to the token.',
    fix: 'Nothing to do here. Libraries expect the token without the scheme.',
    *hits({ inspection, token }) {
      const before = inspection.text.slice(0, token.span.from)
      const match = SCHEME.exec(before.slice(-100))
      const scheme = match?.[1]
      if (!match || scheme === undefined || !looksLikeToken(token)) return
      const from = before.length - match[0].length
      yield { place: { in: 'text', span: { from, to: before.length } }, args: { scheme } }
    },
  },
  {
    id: 'env-wrapper-other',
    severity: 'info',
    source: [],
    message: ({ where, others }) => `Found a token inside ${where}${others === 0 ? '' : `; ${others} more in the text`}.`,
    why: 'Only the token is read; the text around it is left alone.',
    fix: 'If there are several, you can choose another.',
    *hits(context) {
      if (!looksLikeToken(context.token)) return
      const { found } = context.inspection
      const where = wrapping(context) ?? (found.length > 1 ? 'a longer text' : undefined)
      if (where) yield { place: { in: 'text', span: context.token.span }, args: { where, others: found.length - 1 } }
    },
  },
  {
    id: 'env-percent-encoded',
    severity: 'warning',
    source: [rfc(3986, '2.1')],
    message: ({ example, count }) =>
      `The token is URL-encoded (\`${example}\`${Number(count) > 1 ? `, ${count} places` : ''}); it was decoded before reading.`,
    why: 'A verifier that gets it in this form fails: a token can’t contain "%".',
    fix: 'Decode the value once before you pass it on.',
    *hits(context) {
      const { inspection, token } = context
      const { count, first } = percentEncoded(token)
      if (!first || !looksLikeToken(token)) return
      yield {
        place: { in: 'text', span: first },
        args: { example: inspection.text.slice(first.from, first.to), count },
        // In a URL it is as it should be.
        ...(addressBefore(textBefore(context))?.hasPath ? { severity: 'info' as const } : {}),
      }
    },
  },
  {
    id: 'env-whitespace-inside',
    severity: 'error',
    source: [rfc(7515, '2'), bcp('3.14')],
    message: ({ what, at, count }) =>
      `There is ${what} at character ${at}${Number(count) > 1 ? ` and ${Number(count) - 1} more further on` : ''}; a token has none.`,
    why: 'Some libraries skip whitespace and others reject the token, and the signature does not cover it.',
    fix: 'Join the lines. This page joined them before reading.',
    hits: (context) => eachGap(context, /[ \t\r\n\f\v]/),
  },
  {
    id: 'env-invisible-char',
    severity: 'error',
    source: [bcp('3.14')],
    message: ({ what, at, count }) =>
      `There is an invisible character (${what}) at character ${at}${Number(count) > 1 ? ` and ${Number(count) - 1} more` : ''}.`,
    why: 'Chats and PDF files put such characters into long words. A verifier rejects the token, and no one can see why.',
    fix: 'Copy the token from its source, or remove the character. This page removed it before reading.',
    hits: (context) => eachGap(context, INVISIBLE),
  },
  {
    id: 'env-homoglyph-dash',
    severity: 'error',
    source: [bcp('3.14')],
    message: ({ character, code, at, meant }) =>
      meant === ''
        ? `\`${character}\` (${code}) at character ${at} does not belong in a token.`
        : `\`${character}\` (${code}) at character ${at} should be \`${meant}\`.`,
    why: 'Autocorrection replaces hyphens and letters with look-alikes. The token no longer decodes.',
    fix: 'Copy the token from its source, or restore the plain character.',
    *hits({ token }) {
      if (!looksLikeToken(token)) return
      for (const { at, character, meant } of lookalikes(token.compact).slice(0, 10)) {
        if (token.wrapper === 'json-serialization') return
        yield {
          place: { in: 'token', span: { from: at, to: at + 1 } },
          args: { character, code: codePoint(codePointOf(character)), at: at + 1, meant },
        }
      }
    },
  },
  {
    id: 'env-trailing-punct',
    severity: 'info',
    source: [],
    message: ({ punctuation }) => `Left out a trailing \`${punctuation}\`.`,
    why: 'It was copied with the token, but is not part of it.',
    fix: 'Nothing to do.',
    *hits(context) {
      const { before, after } = surroundings(context)
      if (before !== '' && !SCHEME.test(`${before} `)) return
      if (!/^[,;.)\]}>"'`]{1,4}$/.test(after) || !looksLikeToken(context.token)) return
      const from = context.inspection.text.indexOf(after, context.token.span.to)
      yield { place: { in: 'text', span: { from, to: from + after.length } }, args: { punctuation: after } }
    },
  },
  {
    id: 'env-ellipsis',
    severity: 'error',
    source: [],
    message: ({ mark }) => `This token was shortened for display (\`${mark}\`); it cannot be verified.`,
    why: 'Logs and web pages truncate long values. The missing part is gone, and the signature covers it.',
    fix: 'Get the token from its source, not from where it was displayed.',
    *hits(context) {
      if (!isShortened(context)) return
      const match = /…|\.{3,}/.exec(context.token.compact)
      if (!match) return
      yield { place: { in: 'token', span: { from: match.index, to: match.index + match[0].length } }, args: { mark: match[0].slice(0, 3) } }
    },
  },
  {
    id: 'env-mixed-serialization',
    severity: 'error',
    source: [bcp('3.14'), cve('2022-39227')],
    message: ({ form }) =>
      form === 'json'
        ? 'A compact token hides in a member name of a JSON serialization.'
        : 'There are braces or quotes inside a compact token.',
    why: 'Two parsers can see two different payloads in one text: one is verified, the other is used.',
    fix: 'Reject it. Accept only one serialization, and parse before you verify.',
    *hits({ inspection, token }) {
      if (!looksLikeToken(token)) return
      if (token.wrapper === 'json-serialization') {
        const hidden = /"[^"\\]{0,40}e[wy3][A-Za-z0-9_-]{2,}\.[A-Za-z0-9_-]*\.[^"\\]*"\s*:/.exec(token.compact)
        if (hidden)
          yield { place: { in: 'token', span: { from: hidden.index, to: hidden.index + hidden[0].length } }, args: { form: 'json' } }
        return
      }
      const inside = token.header.unencodedPayload ? -1 : token.compact.search(/[{}"]/)
      if (inside >= 0) yield { place: { in: 'token', span: { from: inside, to: inside + 1 } }, args: { form: 'compact' } }
      else if (token.segments.length < 3 && token.compact.endsWith('.') && inspection.text[token.span.to] === '{') {
        yield { place: { in: 'text', span: { from: token.span.to, to: token.span.to + 1 } }, args: { form: 'compact' } }
      }
    },
  },
  {
    id: 'env-paseto-other',
    severity: 'info',
    source: [],
    message: ({ what }) => `This isn’t a JWT but ${what}.`,
    why: 'It has another format, so this page can’t read it.',
    fix: 'Use a tool for that format, or paste the JWT.',
    *hits(context) {
      const what = recognizeOther(context)
      if (what)
        yield {
          place: segmentPlace({ text: context.token.compact, at: 0, decoding: context.token.header.segment.decoding }),
          args: { what },
        }
    },
  },
] as const satisfies readonly Diagnostic[]
