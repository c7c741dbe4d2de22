// Reads and sets cookies under header names that Fetch allows, because scripts in a browser can't use Cookie and Set-Cookie.
import type { Context } from 'hono'
import { parse, serialize } from 'hono/utils/cookie'

/**
 * The header fields that carry cookies. Fetch doesn't let a page put Cookie into a Request or Set-Cookie into a Response
 * (Fetch standard, "forbidden request-header" and "forbidden response-header name"). So in a page the two have other names,
 * and the code that writes HTTP text restores the real ones.
 */
export interface CookieHeaders {
  readonly request: string
  readonly response: string
}

/** Behind a real HTTP server. */
export const FETCH_COOKIES: CookieHeaders = { request: 'cookie', response: 'set-cookie' }
/** Inside a page. */
export const PAGE_COOKIES: CookieHeaders = { request: 'x-wire-cookie', response: 'x-wire-set-cookie' }

/** The value of a cookie in the request; undefined if it is absent or empty. */
export function readCookie(c: Context, headers: CookieHeaders, name: string): string | undefined {
  return parse(c.req.header(headers.request) ?? '', name)[name] || undefined
}

/** Sets a cookie that scripts can't read and that is sent only over TLS, never from another site (RFC 6265bis section 4.1.2). */
export function setCookie(
  c: Context,
  headers: CookieHeaders,
  name: string,
  value: string,
  { path, maxAge }: { readonly path: string; readonly maxAge: number },
): void {
  c.header(headers.response, serialize(name, value, { path, maxAge, httpOnly: true, secure: true, sameSite: 'Strict' }), { append: true })
}
