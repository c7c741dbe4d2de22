// Recognizes what surrounds a token in a text, such as whitespace, quotes, a scheme, or the name of a header or variable.
import type { Span } from '../text/span.ts'
import type { FoundToken } from './found-token.ts'

/** What may come between the characters of a token that was wrapped or pasted from rich text. */
const INVISIBLE = /[\s\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/

/** Removes quotes, a scheme and a header name from the ends. */
export function unwrap(text: string, span: Span): { span: Span; bearer: boolean } {
  let current = span
  let bearer = false
  for (;;) {
    const head = text.slice(current.from, Math.min(current.to, current.from + 80))
    const prefix = head.match(/^(?:authorization\s*:\s*)?(?:bearer|dpop|jwt|token)\s+|^authorization\s*:\s*|^["'`]/i)?.[0].length ?? 0
    const suffix = /["'`,;)]/.test(text[current.to - 1] ?? '') && current.to - current.from > 1 ? 1 : 0
    if (prefix > 1) bearer = true
    if (prefix + suffix === 0 || prefix + suffix >= current.to - current.from) return { span: current, bearer }
    current = trimSpan(text, { from: current.from + prefix, to: current.to - suffix })
  }
}

/** A token's name and the kind of text around it, judging by the characters before it. */
export function nameBefore(text: string, from: number): { name: string | undefined; wrapper: FoundToken['wrapper'] } {
  const before = text.slice(Math.max(0, from - 200), from)
  const har = before.match(/\\?"name\\?"\s*:\s*\\?"([^"\\]{1,80})\\?"\s*,\s*\\?"value\\?"\s*:\s*\\?"[^"]*$/)
  if (har) return { name: har[1], wrapper: 'json' }
  const json = before.match(/\\?["']([^"'\\]{1,80})\\?["']\s*:\s*\\?["'](?:bearer\s+|dpop\s+)?$/i)
  if (json) return { name: json[1], wrapper: 'json' }
  const header = before.match(/(?:^|[\n"'`])\s*([A-Za-z][A-Za-z0-9-]{1,60})\s*:\s*(?:(?:bearer|dpop|jwt|token|vapid)\s+)?(?:t=)?$/i)
  if (header) return { name: header[1], wrapper: /authorization/i.test(header[1] ?? '') ? 'bearer' : 'name' }
  const assigned = assignedName(before)
  if (assigned) return { name: assigned, wrapper: 'name' }
  if (/(?:bearer|dpop)\s+$/i.test(before)) return { name: undefined, wrapper: 'bearer' }
  return { name: undefined, wrapper: 'text' }
}

/** The name before an equals sign at the end. Read backwards, since a pattern for both would start over at each character before it. */
function assignedName(before: string): string | undefined {
  const sign = before.search(/(?:=|%3D)\s{0,80}(?:["']|%22)?(?:bearer(?:\s|%20|\+){1,80})?$/i)
  if (sign < 0) return undefined
  const to = before.slice(0, sign).trimEnd().length
  let from = to
  while (from > 0 && to - from < 81 && /[A-Za-z0-9_.-]/.test(before.charAt(from - 1))) from--
  while (from < to && /[0-9.-]/.test(before.charAt(from))) from++
  return from < to ? before.slice(from, to) : undefined
}

/** Removes invisible characters from both ends. */
export function trimSpan(text: string, span: Span): Span {
  let { from, to } = span
  while (from < to && isInvisible(text, from)) from++
  while (to > from && isInvisible(text, to - 1)) to--
  return { from, to }
}

/** True for whitespace and for the invisible characters of rich text. */
export function isInvisible(text: string, at: number): boolean {
  const c = text.charCodeAt(at)
  return c < 128 ? c === 32 || (c >= 9 && c <= 13) : INVISIBLE.test(text.charAt(at))
}
