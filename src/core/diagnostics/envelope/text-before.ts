// Describes the text right before a token by its last line and last word, since a pattern would search from every character.
import type { DiagnosticContext } from '../rule/diagnostic.ts'

/** The last 2,000 characters before the token. */
export function textBefore({ inspection, token }: DiagnosticContext): string {
  return inspection.text.slice(Math.max(0, token.span.from - 2000), token.span.from)
}

/** The token is in a Cookie or Set-Cookie line. */
export function isInCookie(before: string): boolean {
  return /(?:^|[\s"'])(?:set-)?cookie\s*:/i.test(before.slice(before.lastIndexOf('\n') + 1))
}

/** The address that the token is part of, from its scheme up to the token; undefined where it is part of none. */
export function addressBefore(before: string): { readonly hasPath: boolean } | undefined {
  let from = before.length
  while (from > 0 && !/\s/.test(before.charAt(from - 1))) from--
  const word = before.slice(from)
  const at = word.indexOf('://')
  if (at < 0 || !/[a-z][a-z0-9+.-]{0,20}$/i.test(word.slice(Math.max(0, at - 21), at))) return undefined
  return { hasPath: /[?&#/]/.test(word.slice(at + 3)) }
}

/** The token is in the text or a tag of HTML. */
export function isInHtml(before: string): boolean {
  return /^<[a-z]/i.test(before.slice(before.lastIndexOf('<')))
}
