// Lesson 3: credentials once, then a token with each request.
import type { Lesson, Stage } from './lesson.ts'
import { movableClock } from './payroll-api/clock.ts'
import { accessTokenIn, createDesk, requests, wasRequest } from './stage/desk.ts'
import { button, crossing, editor, value, verdict } from './stage/items.ts'
import { Workshop } from './stage/workshop.ts'

async function start(now: number): Promise<Stage> {
  const shop = new Workshop()
  const desk = await createDesk({ clock: movableClock(now) })
  let username = ''
  let password = ''
  let authorization = ''
  let token: string | undefined
  return {
    works: shop.works,
    token: () => token,
    publicKey: () => undefined,
    goals: () => [
      {
        text: 'Without a token the API answers 401.',
        met: desk.exchanges.some(
          (each) => wasRequest(each, 'GET', '/api/payments') && each.token === undefined && each.reply.status === 401,
        ),
      },
      { text: 'Fernando signs in and gets an access token.', met: token !== undefined },
      {
        text: 'With the token the payments come back: 200.',
        met: desk.exchanges.some(
          (each) => wasRequest(each, 'GET', '/api/payments') && each.token !== undefined && each.reply.status === 200,
        ),
      },
    ],
    lanes: () => [
      {
        title: 'Fernando’s browser',
        aside: token ? 'holds the token' : 'holds nothing yet',
        items: [
          { kind: 'note', text: 'His name is `fernando`, his password `blue-harbour-42`.' },
          editor(shop, 'Username', username, (text) => (username = text), { oneLine: true }),
          editor(shop, 'Password', password, (text) => (password = text), { oneLine: true }),
          button(shop, 'Sign in', async () => {
            const { reply } = await desk.send(requests.signIn(username.trim(), password.trim()))
            token = accessTokenIn(reply) ?? token
          }),
          ...(token ? [value('Access token', token, 'token')] : []),
          editor(shop, 'Authorization', authorization, (text) => (authorization = text), { look: 'token' }),
          button(shop, 'Fill in Bearer and the token', () => void (authorization = `Bearer ${token}`), { disabled: !token }),
          button(
            shop,
            'Read payments',
            async () => void (await desk.send(requests.payments(authorization.trim().replace(/\s+/g, ' ') || undefined))),
            { main: true },
          ),
        ],
      },
      { title: 'On the wire', aside: 'TLS around it, in real life', items: crossing(desk.last, 'Nothing has been sent yet.') },
      { title: 'Payroll API', aside: 'holds the secret', items: verdict(desk) },
    ],
  }
}

export const signingIn: Lesson = {
  id: 'signing-in',
  title: 'Signing in',
  lede: 'The password crosses the wire once. From then on the token speaks for Fernando, and the server checks it each time.',
  know: [
    'Fernando sends his credentials to the API and gets an *access token* that lives 15 minutes. The answer says how to use it, `"token_type": "Bearer"`, and must not be cached (RFC 6749 section 5.1). A refresh token comes along in a cookie; lesson 8 is about that.',
    'Each request carries the token in one header field: `Authorization: Bearer` and the token (RFC 6750 section 2.1). *Bearer* means: whoever brings it may use it. Hence TLS always, and never a token in a URL.',
    'Without a token the API answers 401 with a challenge, `WWW-Authenticate: Bearer`, and no error code. With a bad token it adds `error="invalid_token"`. With a good token that lacks the right it answers 403 (RFC 6750 section 3.1).',
  ],
  erratum:
    'In the article the client holds the secret as well. A client needs none: it carries the token as it came. Only the server checks, and whoever holds the secret can sign (lesson 6). The article also puts the user into `Iss`. The *issuer* is who made the token, here the payroll API; the user is the *subject*, `sub` (RFC 7519 section 4.1.1 and 4.1.2).',
  task: 'Read the payments without a token and look at the answer. Then sign in and read them with one.',
  solved: 'The server looked nothing up to know who asks: the token told it, and the signature told it that the token is its own.',
  hints: [
    'Press “Read payments” first, with nothing in Authorization.',
    'The value of Authorization is the word `Bearer`, one space, and the access token.',
    'Fifteen minutes do not pass by themselves here; lesson 7 moves the clock.',
  ],
  solution: [
    { say: 'Ask without a token: 401, and a challenge that says what is wanted.', press: 'Read payments' },
    { say: 'Type the name.', fill: 'Username', with: 'fernando' },
    { say: 'And the password.', fill: 'Password', with: 'blue-harbour-42' },
    { say: 'Sign in. The token is in the answer, the refresh token in the cookie.', press: 'Sign in' },
    { say: 'Show the token with the next request.', fill: 'Authorization', with: async (read) => `Bearer ${await read('Access token')}` },
    { say: 'Ask again: eight steps pass, and the payments come.', press: 'Read payments' },
  ],
  remember: [
    '401: show a (better) token. 403: this token is good and may not do that.',
    'Whoever bears the token is taken for Fernando.',
    'The issuer makes the token, the subject is the user.',
  ],
  start,
}
