// Envelope rules about size: where a token of this length no longer fits.
import { plainSize } from '../rule/size.ts'
import type { Diagnostic, DiagnosticContext } from '../rule/diagnostic.ts'
import { looksLikeToken } from '../../token/likeness.ts'
import { namedSegments } from '../rule/parts.ts'
import { digits } from '../rule/shown.ts'
import { cve, rfc } from '../rule/sources.ts'
import { visits } from '../rule/walk.ts'
import { addressBefore, isInCookie, textBefore } from './text-before.ts'

/** Bytes. Browsers refuse a cookie whose name and value together are longer (RFC 6265bis section 5.6). */
export const COOKIE_LIMIT = 4096
/** Bytes. Apache's LimitRequestLine and the smallest usual limit of a header line; nginx and Tomcat have 8,192. */
export const HEADER_LINE_LIMIT = 8190
/** Characters. A length that old proxies, logs and browsers still take as a whole. */
export const URL_LIMIT = 2000
/** Characters of one part beyond which many parsers refuse. */
export const PART_LIMIT = 256 * 1024
/** "Authorization: Bearer " */
const AUTHORIZATION_LENGTH = 22

function wholeToken({ token }: DiagnosticContext) {
  return { in: 'token' as const, span: { from: 0, to: token.compact.length } }
}

/** "`groups` (6.1 kB)", the three largest claims. */
function largestClaims({ claims }: DiagnosticContext): string {
  const sizes = [...(claims ?? [])].map(([name, node]) => ({ name, size: node.to - node.from })).sort((a, b) => b.size - a.size)
  return sizes
    .slice(0, 3)
    .map(({ name, size }) => `\`${name.slice(0, 40)}\` (${plainSize(size)})`)
    .join(', ')
}

export const envelopeSize = [
  {
    id: 'env-size-cookie',
    severity: 'warning',
    source: [{ name: 'RFC 6265bis section 5.6', url: 'https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-5.6' }],
    message: ({ bytes, cookie }) =>
      `${digits(Number(bytes))} bytes: ${cookie === 1 ? 'browsers drop' : 'in a cookie, browsers would drop'} it over ${digits(COOKIE_LIMIT)}.`,
    why: 'Browsers silently drop a cookie that is too long: people sign in and are signed out immediately.',
    fix: 'Shrink the token, or keep it on the server and put only a session ID in the cookie.',
    *hits(context) {
      const { token } = context
      const cookie = isInCookie(textBefore(context))
      const bytes = token.compact.length + (cookie ? (token.name?.length ?? 0) : 0)
      if (bytes <= COOKIE_LIMIT || !looksLikeToken(token)) return
      yield { place: wholeToken(context), args: { bytes, cookie: cookie ? 1 : 0 }, ...(cookie ? {} : { severity: 'info' as const }) }
    },
  },
  {
    id: 'env-size-header-8k',
    severity: 'warning',
    source: [
      {
        name: 'nginx large_client_header_buffers',
        url: 'https://nginx.org/en/docs/http/ngx_http_core_module.html#large_client_header_buffers',
      },
      { name: 'Apache LimitRequestFieldSize', url: 'https://httpd.apache.org/docs/current/mod/core.html#limitrequestfieldsize' },
    ],
    message: ({ bytes }) => `${digits(Number(bytes))} bytes as a header line: nginx, Apache and Tomcat reject more than 8 kB by default.`,
    why: 'The request fails with 400 or 431 before your code sees it.',
    fix: 'Remove groups and roles that the service can look up, or use a reference token.',
    *hits(context) {
      const bytes = context.token.compact.length + AUTHORIZATION_LENGTH
      if (bytes > HEADER_LINE_LIMIT && looksLikeToken(context.token)) yield { place: wholeToken(context), args: { bytes } }
    },
  },
  {
    id: 'env-size-4k',
    severity: 'info',
    source: [],
    message: ({ bytes, largest }) =>
      `${digits(Number(bytes))} bytes: close to common limits.${largest === '' ? '' : ` Largest claims: ${largest}.`}`,
    why: 'Servers and proxies reject header lines of about 8 kB, and the token is sent with every request.',
    fix: 'Check which claims the service needs.',
    *hits(context) {
      const bytes = context.token.compact.length
      if (bytes <= COOKIE_LIMIT || bytes + AUTHORIZATION_LENGTH > HEADER_LINE_LIMIT || !looksLikeToken(context.token)) return
      yield { place: wholeToken(context), args: { bytes, largest: largestClaims(context) } }
    },
  },
  {
    id: 'env-size-url',
    severity: 'warning',
    source: [rfc(9110, '4.1')],
    message: ({ bytes }) => `${digits(Number(bytes))} characters in a URL: longer than many accept.`,
    why: 'Proxies, logs and old browsers truncate or reject long URLs, and URLs end up in logs and histories.',
    fix: 'Send it in a header or in the body of a POST (`response_mode=form_post`).',
    *hits(context) {
      const bytes = context.token.span.to - context.token.span.from
      if (bytes <= URL_LIMIT || !addressBefore(textBefore(context))?.hasPath) return
      yield { place: { in: 'text', span: context.token.span }, args: { bytes } }
    },
  },
  {
    id: 'env-size-huge',
    severity: 'warning',
    source: [cve('2025-61920')],
    message: ({ part, size, depth }) =>
      Number(depth) > 0
        ? `The ${part} is nested ${depth} deep: many parsers reject this.`
        : `The ${part} has ${size}: many parsers reject this.`,
    why: 'A token of this size is an attack on its reader’s memory, or a mistake.',
    fix: 'Limit the length you accept before decoding.',
    *hits(context) {
      if (!looksLikeToken(context.token)) return
      for (const { name, segment } of namedSegments(context.token)) {
        if (segment.text.length <= PART_LIMIT) continue
        yield {
          place: { in: 'token', span: { from: segment.at, to: segment.at + segment.text.length } },
          args: { part: name, size: plainSize(segment.text.length), depth: 0 },
        }
      }
      let deepest: { part: 'header' | 'payload'; depth: number } | undefined
      for (const { part, depth } of visits(context.token))
        if (depth > 64 && depth > (deepest?.depth ?? 0)) deepest = { part: part.in, depth }
      if (deepest)
        yield { place: { in: deepest.part, span: { from: 0, to: 1 } }, args: { part: deepest.part, size: '', depth: deepest.depth } }
    },
  },
] as const satisfies readonly Diagnostic[]
