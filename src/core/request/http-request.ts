// Finds the HTTP request around a position in a text: as it is sent (RFC 9112), as curl printed it, or as a curl command.
import { curlRequest } from './curl.ts'
import { lineEnd, nextLine } from './lines.ts'
import type { Field, HttpRequest } from './request.ts'

/** Where a request begins, and its format. */
interface Start {
  readonly at: number
  readonly form: 'wire' | 'curl' | 'response'
}

/** More field lines than any real request has. */
const MOST_FIELDS = 500
/** How far before and after a position to look for its request, in characters, so that a long log costs no more than a short one. */
const REACH = 100_000

/**
 * The request that contains the character at an offset, as far as it is present: field lines without a request line count, too. Undefined
 * if the position belongs to a response, or to no request. Never throws.
 */
export function requestAround(text: string, at: number): HttpRequest | undefined {
  const near = at <= REACH ? 0 : nextLine(text, at - REACH)
  const far = Math.min(text.length, at + REACH)
  const all = starts(text, near, far)
  const i = all.findLastIndex((start) => start.at <= at)
  const start = all[i]
  const to = all[i + 1]?.at ?? far
  if (start?.form === 'curl') return curlRequest(text, start.at, to, at)
  if (start?.form === 'response') return undefined
  const from = start?.at ?? near
  const first = start ? line(text, from) : undefined
  const { fields, pseudo } = readFields(text, first ? nextLine(text, from) : from, to)
  if (!first && fields.length === 0) return undefined
  const [method, target] = first?.split(/\s+/, 2) ?? []
  const [host, ...others] = fields.filter(({ name }) => name === 'host')
  const authority = pseudo.get(':authority') ?? (others.length === 0 ? host?.value : undefined)
  return {
    form: 'wire',
    method: method ?? pseudo.get(':method'),
    ...urlOf(target ?? pseudo.get(':path'), authority, pseudo.get(':scheme')),
    fields,
    span: { from, to },
  }
}

/** The lines on which requests and responses begin. */
function starts(text: string, from: number, to: number): Start[] {
  const found: Start[] = []
  for (let at = from; at < to; at = nextLine(text, at)) {
    const form = formOf(line(text, at))
    if (form) found.push({ at, form })
  }
  return found
}

/** The longest line that is checked for a beginning: a URL with a query, or a command on one line, whose first word is enough. */
const LONGEST = 16_384

/** A line without the prefix of curl -v, a prompt or an indentation. */
function line(text: string, at: number): string {
  const whole = text.slice(at, Math.min(lineEnd(text, at), at + LONGEST))
  return whole.replace(/^[ \t]*[>$#%]?[ \t]*/, '').trimEnd()
}

const REQUEST = /^[A-Za-z][A-Za-z_-]{0,30} \S+ HTTP\/\d/
/** The short form in request files that editors can send. */
const BARE_REQUEST = /^(?:GET|HEAD|POST|PUT|DELETE|OPTIONS|PATCH|QUERY) (?:https?:\/)?\/\S*$/

function formOf(content: string): Start['form'] | undefined {
  if (/^curl(?:\.exe)?\s/.test(content)) return 'curl'
  if (REQUEST.test(content) || BARE_REQUEST.test(content)) return 'wire'
  return /^(?:<[ \t]*)?HTTP\/\d(?:\.\d)?[ \t]\d{3}\b/.test(content) ? 'response' : undefined
}

const FIELD = /^(:?[A-Za-z][A-Za-z0-9_-]{0,60}):(.*)$/
/** The continuation of a token broken over lines: only token characters, and the backslash of RFC 8792 section 7.1. */
const MORE_OF_A_TOKEN = /^[A-Za-z0-9_.=~-]+\\?$/

function readFields(text: string, from: number, to: number): { fields: Field[]; pseudo: Map<string, string> } {
  const fields: { name: string; value: string }[] = []
  const pseudo = new Map<string, string>()
  for (let at = from; at < to && fields.length < MOST_FIELDS; at = nextLine(text, at)) {
    const raw = text.slice(at, Math.min(lineEnd(text, at), to))
    // Lines of curl -v about the connection and the response.
    if (/^[*<{}]/.test(raw)) continue
    const content = raw.replace(/^[ \t]*(?:>[ \t]*)?/, '').trimEnd()
    // The body follows an empty line (RFC 9112 section 2.1).
    if (content === '') {
      if (fields.length > 0) break
      continue
    }
    const [, name, written] = FIELD.exec(content) ?? []
    const value = written?.trim()
    const last = fields.at(-1)
    if (name?.startsWith(':')) pseudo.set(name.toLowerCase(), value ?? '')
    else if (name !== undefined) fields.push({ name: name.toLowerCase(), value: value ?? '' })
    else if (last && MORE_OF_A_TOKEN.test(content)) last.value = last.value.replace(/\\$/, '') + content
  }
  return { fields: fields.map(({ name, value }) => ({ name, value: value.replace(/\\$/, '') })), pseudo }
}

/** The target URI from a request target and the authority (RFC 9112 section 3.3). */
function urlOf(target: string | undefined, authority: string | undefined, scheme: string | undefined): Pick<HttpRequest, 'url' | 'scheme'> {
  if (target === undefined) return { url: undefined, scheme: 'unsaid' }
  if (/^https?:\/\//i.test(target)) return { url: target, scheme: 'said' }
  if (!target.startsWith('/') || authority === undefined || authority === '') return { url: undefined, scheme: 'unsaid' }
  if (scheme !== undefined) return { url: `${scheme}://${authority}${target}`, scheme: 'said' }
  return { url: `https://${authority}${target}`, scheme: 'unsaid' }
}
