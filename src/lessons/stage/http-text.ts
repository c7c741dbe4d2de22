// Writes and reads HTTP messages as text (RFC 9112), and sends them to an API that uses Fetch.
import { PAGE_COOKIES } from '../payroll-api/cookies.ts'

export interface HttpRequest {
  readonly method: string
  readonly target: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string
}

export interface HttpReply {
  readonly status: number
  /** The whole response as text. */
  readonly text: string
  readonly body: string
  /** One Set-Cookie field value each. */
  readonly setCookies: readonly string[]
}

export const HOST = 'payroll.example'

const REASONS = new Map([
  [200, 'OK'], [201, 'Created'], [204, 'No Content'], [400, 'Bad Request'], [401, 'Unauthorized'], [403, 'Forbidden'],
  [404, 'Not Found'], [405, 'Method Not Allowed'], [429, 'Too Many Requests'], [500, 'Internal Server Error'],
]) // prettier-ignore

/** A request as HTTP/1.1 text. */
export function writeRequest({ method, target, headers, body }: HttpRequest): string {
  const lines = [`${method} ${target} HTTP/1.1`, `Host: ${HOST}`, ...headers.map(([name, value]) => `${name}: ${value}`)]
  return `${lines.join('\n')}\n${body === '' ? '' : `\n${body}`}`
}

/** Reads request text that a person may have edited; returns a sentence if it isn't a request. Never throws. */
export function readRequest(text: string): HttpRequest | { readonly problem: string } {
  const normal = text.replace(/\r\n?/g, '\n')
  const gap = normal.indexOf('\n\n')
  const head = (gap < 0 ? normal : normal.slice(0, gap)).trimEnd().split('\n')
  const [method, target, version, ...more] = head[0]!.trim().split(/ +/)
  if (!method || !target || !version || more.length > 0) return { problem: 'The first line must be: METHOD /path HTTP/1.1' }
  if (!/^[A-Z]+$/.test(method) || ['CONNECT', 'TRACE', 'TRACK'].includes(method))
    return { problem: `You can’t use the method ${method} here.` }
  if (!target.startsWith('/')) return { problem: 'The path must begin with a slash.' }
  const headers: [string, string][] = []
  for (const line of head.slice(1)) {
    const match = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):(.*)$/.exec(line)
    if (!match) return { problem: `This isn’t a header field: ${line}` }
    if (match[1]!.toLowerCase() !== 'host') headers.push([match[1]!, match[2]!.trim()])
  }
  return { method, target, headers, body: gap < 0 ? '' : normal.slice(gap + 2) }
}

/** Sends request text to an API and returns its response as text. Never rejects. */
export async function sendText(api: { fetch(request: Request): Promise<Response> }, text: string): Promise<HttpReply> {
  const read = readRequest(text)
  if ('problem' in read) return reply(400, [['Content-Type', 'text/plain']], read.problem)
  const headers = new Headers()
  let request: Request
  try {
    for (const [name, value] of read.headers) headers.append(name.toLowerCase() === 'cookie' ? PAGE_COOKIES.request : name, value)
    const bodiless = read.method === 'GET' || read.method === 'HEAD' || read.body === ''
    request = new Request(`https://${HOST}${read.target}`, { method: read.method, headers, body: bodiless ? null : read.body })
  } catch {
    // Fetch refuses header values that don't fit in bytes; a server would answer with a status.
    return reply(400, [['Content-Type', 'text/plain']], 'The request contains characters that aren’t allowed in a header field.')
  }
  const response = await api.fetch(request)
  const fields = [...response.headers].map(
    ([name, value]) => [name === PAGE_COOKIES.response ? 'Set-Cookie' : fieldName(name), value] as const,
  )
  return reply(response.status, fields, await response.text())
}

function reply(status: number, fields: readonly (readonly [string, string])[], body: string): HttpReply {
  const cookies = fields.filter(([name]) => name === 'Set-Cookie').flatMap(([, value]) => value.split(/, (?=__)/))
  const others = fields.filter(([name]) => name !== 'Set-Cookie')
  const lines = [
    `HTTP/1.1 ${status} ${REASONS.get(status) ?? ''}`.trimEnd(),
    ...others.map(([name, value]) => `${name}: ${value}`),
    ...cookies.map((value) => `Set-Cookie: ${value}`),
  ]
  return { status, text: `${lines.join('\n')}\n${body === '' ? '' : `\n${body}`}`, body, setCookies: cookies }
}

// Fetch makes field names lower-case; this restores the form that the RFCs print.
function fieldName(name: string): string {
  return name === 'www-authenticate' ? 'WWW-Authenticate' : name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase())
}
