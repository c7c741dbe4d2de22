// HTTP text survives a round trip, and any edited text is answered.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CookieJar } from './cookie-jar.ts'
import { readRequest, sendText, writeRequest } from './http-text.ts'

test('reads a request back as it was written', () => {
  const request = {
    method: 'POST',
    target: '/api/payments',
    headers: [['Authorization', 'Bearer a.b.c']] as const,
    body: '{"to":"x"}\n\nmore',
  }
  expect(readRequest(writeRequest(request))).toEqual(request)
})

test('reads or refuses any text, and answers it', async () => {
  const api = { fetch: async (request: Request) => new Response(request.url) }
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.string().map((rest) => `GET /${rest} HTTP/1.1\nX: ${rest}\n\n${rest}`),
      ),
      async (text) => {
        const read = readRequest(text)
        if ('problem' in read) expect(read.problem.length).toBeGreaterThan(10)
        expect((await sendText(api, text)).text).toMatch(/^HTTP\/1\.1 (200 OK|400 Bad Request)/)
      },
    ),
  )
})

test('keeps the real names of cookies in the text, although Fetch never sees them', async () => {
  const seen: (string | null)[] = []
  const fetch = async (request: Request) => {
    seen.push(request.headers.get('cookie'), request.headers.get('x-wire-cookie'))
    return new Response('', {
      headers: [
        ['x-wire-set-cookie', '__Host-a=1; Path=/; HttpOnly'],
        ['x-wire-set-cookie', '__Host-b=2; Path=/'],
      ],
    })
  }
  const reply = await sendText({ fetch }, 'GET / HTTP/1.1\nCookie: a=b')
  expect(seen).toEqual([null, 'a=b'])
  expect(reply.setCookies).toEqual(['__Host-a=1; Path=/; HttpOnly', '__Host-b=2; Path=/'])
  expect(reply.text).toContain('\nSet-Cookie: __Host-a=1; Path=/; HttpOnly\nSet-Cookie: __Host-b=2; Path=/')
})

test('the jar sends cookies by path, hides HttpOnly cookies from scripts, and deletes a cookie at Max-Age=0', () => {
  const jar = new CookieJar()
  jar.keep(['a=1; Path=/api/users-sessions; HttpOnly', 'b=2; Path=/'])
  expect(jar.for('/api/payments')).toBe('b=2')
  expect(jar.for('/api/users-sessions/refresh')).toBe('a=1; b=2')
  expect(jar.for('/api/users-sessions-too')).toBe('b=2')
  expect(jar.script).toBe('b=2')
  jar.keep(['a=; Path=/api/users-sessions; Max-Age=0'])
  expect(jar.lines).toEqual(['b=2; Path=/'])
})
