// Connects a browser with the payroll API and keeps every exchange, so that a lesson can hold and change requests on the way.
import type { Sent } from '../lesson.ts'
import { createPayrollApi, type PayrollApi, type PayrollOptions, type ServerRecord } from '../payroll-api/api.ts'
import { PAGE_COOKIES } from '../payroll-api/cookies.ts'
import { CookieJar } from './cookie-jar.ts'
import { readRequest, sendText, writeRequest, type HttpReply, type HttpRequest } from './http-text.ts'
import { bearerOf } from './token-text.ts'

export interface Exchange {
  readonly request: string
  readonly reply: HttpReply
  readonly record: ServerRecord | undefined
  /** The bearer token that was sent, if any. */
  readonly token: string | undefined
}

export interface LessonDesk {
  readonly api: PayrollApi
  readonly jar: CookieJar
  readonly exchanges: readonly Exchange[]
  readonly last: Exchange | undefined
  /** Sends request text unchanged and stores cookies from the answer in `jar`. */
  send(request: string, jar?: CookieJar): Promise<Exchange>
}

/** A desk with a fresh API. */
export async function createDesk(options: Omit<PayrollOptions, 'observe' | 'cookieHeaders'>): Promise<LessonDesk> {
  let record: ServerRecord | undefined
  const api = await createPayrollApi({ ...options, cookieHeaders: PAGE_COOKIES, observe: (made) => (record = made) })
  const jar = new CookieJar()
  const exchanges: Exchange[] = []
  return {
    api,
    jar,
    exchanges,
    get last() {
      return exchanges.at(-1)
    },
    async send(request, into = jar) {
      record = undefined
      const reply = await sendText(api, request)
      into.keep(reply.setCookies)
      const exchange = { request, reply, record, token: bearerOf(request) }
      exchanges.push(exchange)
      return exchange
    },
  }
}

/** All exchanges of a desk, for the diagram under the stage. */
export function sentBy({ exchanges }: LessonDesk): readonly Sent[] {
  return exchanges.map(({ request, reply, record, token }) => ({
    asks: request.split('\n', 1)[0]?.replace(/ HTTP\/1\.1\s*$/, '') ?? '',
    shows:
      token !== undefined
        ? 'Bearer token'
        : /^Cookie:/im.test(request)
          ? 'cookie'
          : /^Authorization: Basic/im.test(request)
            ? 'name and password'
            : '',
    answer: reply.text.split('\n', 1)[0]?.replace('HTTP/1.1 ', '').trim() ?? '',
    status: reply.status,
    refusedAt: record?.steps.find(({ outcome }) => outcome === 'failed')?.title,
  }))
}

/** True if the request had this method and path as sent, for goals. */
export function wasRequest(exchange: Exchange, method: string, target: string): boolean {
  const read = readRequest(exchange.request)
  return !('problem' in read) && read.method === method && read.target === target
}

/** The access token in a sign-in or refresh answer; undefined if there is none. */
export function accessTokenIn(reply: HttpReply): string | undefined {
  try {
    const body: unknown = JSON.parse(reply.body)
    const token = (body as Record<string, unknown> | null)?.['access_token']
    return typeof token === 'string' ? token : undefined
  } catch {
    return undefined
  }
}

const JSON_TYPE = ['Content-Type', 'application/json'] as const

function request(method: string, target: string, headers: HttpRequest['headers'] = [], body?: unknown): string {
  return writeRequest({
    method,
    target,
    headers: body === undefined ? headers : [...headers, JSON_TYPE],
    body: body === undefined ? '' : JSON.stringify(body),
  })
}
const authorized = (authorization: string | undefined): HttpRequest['headers'] => (authorization ? [['Authorization', authorization]] : [])
const cookies = (jar: CookieJar | undefined, path: string): HttpRequest['headers'] => {
  const sent = jar?.for(path)
  return sent === undefined ? [] : [['Cookie', sent]]
}

/** The requests that the browser makes, as text. */
export const requests = {
  signIn: (username: string, password: string) => request('POST', '/api/users-sessions', [], { username, password }),
  refresh: (jar: CookieJar) => request('POST', '/api/users-sessions/refresh', cookies(jar, '/api/users-sessions/refresh')),
  signOut: (jar: CookieJar) => request('DELETE', '/api/users-sessions', cookies(jar, '/api/users-sessions')),
  payments: (authorization: string | undefined, jar?: CookieJar) =>
    request('GET', '/api/payments', [...authorized(authorization), ...cookies(jar, '/api/payments')]),
  pay: (authorization: string | undefined, order: { readonly to: string; readonly amount: number }) =>
    request('POST', '/api/payments', authorized(authorization), order),
  keySet: () => request('GET', '/.well-known/jwks.json'),
}
