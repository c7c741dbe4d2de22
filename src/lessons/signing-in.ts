// Credentials once, then a token with each request.
import type { Lesson, Stage } from './lesson.ts'
import { movableClock } from './payroll-api/clock.ts'
import { accessTokenIn, createDesk, requests, wasRequest, sentBy } from './stage/desk.ts'
import { answerOf, picked, right, typed, wrong } from './stage/exercises.ts'
import { button, crossing, editor, unless, value, verdict } from './stage/items.ts'
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
    sent: () => sentBy(desk),
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
          button(shop, 'Fill in Bearer and the token', () => void (authorization = `Bearer ${token}`), {
            disabled: unless(token, 'Sign in first.'),
          }),
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
  part: 'A token',
  title: 'Signing in',
  lede: 'The password crosses the wire once. From then on the token speaks for Fernando, and the server checks it each time.',
  know: [
    'Fernando sends his credentials to the API and gets an *[access token]* that lives 15 minutes. The answer says how to use it, `"token_type": "Bearer"`, and must not be cached (RFC 6749 section 5.1). A second one, the [refresh token], comes in a cookie; {refresh-and-rotate} is about that.',
    'Each request carries the token in one header field: `Authorization: Bearer` and the token (RFC 6750 section 2.1). *[Bearer]* means that anyone who has it can use it. So always use [TLS], and never put a token into a URL.',
    'Without a token the API answers 401 with a challenge, `WWW-Authenticate: Bearer`, and no error code. With a bad token it adds `error="invalid_token"`. With a good token that lacks the right it answers 403 (RFC 6750 section 3.1). A wrong password is 400 with `invalid_grant` (RFC 6749 section 5.2): the form isn’t Bearer authentication, so there is no challenge.',
    'The API’s token says more than the one you built: [iss], who made it; [sub], whom it is about; [aud], for which service it was made; [iat] and [exp], from when to when it counts; [jti], a name of its own. Its `typ` is [at+jwt], an access token, and [kid] names the key (RFC 9068 section 2). `client_id` names the app that asked for it, and `ver` is this API’s own, for signing out.',
  ],
  task: 'Read the payments without a token and look at the answer. Then sign in and read them with one.',
  solved: 'The server looked nothing up to know who asks: the token says so, and the signature shows that the server itself made it.',
  hints: [
    'Press “Read payments” first, with nothing in Authorization.',
    'The value of Authorization is the word `Bearer`, one space, and the access token.',
    'Enter in the password box presses “Sign in”. Time stands still here; {fifteen-minutes} moves the clock.',
  ],
  solution: [
    { say: 'Ask without a token: 401, and a challenge that names the scheme.', press: 'Read payments' },
    { say: 'Type the name.', fill: 'Username', with: 'fernando' },
    { say: 'And the password.', fill: 'Password', with: 'blue-harbour-42' },
    { say: 'Sign in. The token is in the answer, the refresh token in the cookie.', press: 'Sign in' },
    { say: 'Show the token with the next request.', fill: 'Authorization', with: async (read) => `Bearer ${await read('Access token')}` },
    { say: 'Ask again: eight steps pass, and the payments come.', press: 'Read payments' },
  ],
  questions: [
    {
      ask: 'Write the header field, name and value, that shows this token to the API.',
      start: async (now) => {
        const desk = await createDesk({ clock: movableClock(now) })
        const token = accessTokenIn((await desk.send(requests.signIn('fernando', 'blue-harbour-42'))).reply) ?? ''
        return typed({
          given: [{ name: 'Access token', text: token, look: 'token' }],
          look: 'token',
          oneLine: false,
          answer: `Authorization: Bearer ${token}`,
          mistakes: [
            token,
            `Authorization: ${token}`,
            `Bearer: ${token}`,
            `Bearer ${token}`,
            `Authorization: Bearer "${token}"`,
            `Authorization: Basic ${token}`,
          ],
          judge: async (text) => {
            if (!text.includes(token)) return wrong('The token itself is missing or was changed.')
            if (text === token) return wrong('That is the token alone, without the field’s name and the scheme.')
            if (/^bearer:/i.test(text)) return wrong('Bearer is the scheme, not the field. The field is called `Authorization`.')
            if (/^bearer /i.test(text)) return wrong('That is the value. The field’s name stands before it.')
            if (text === `Authorization: ${token}`)
              return wrong('The scheme is missing: the API has to know what kind of credentials follow.')
            if (text.includes('"')) return wrong('No quotes: the server would take them for part of the token.')
            const exchange = await desk.send(`GET /api/payments HTTP/1.1\nHost: payroll.example\n${text}`)
            if (exchange.reply.status === 200) return right('The API answers 200.')
            return wrong(`${answerOf(exchange)} The form is \`Authorization: Bearer\`, a space, the token.`)
          },
        })
      },
    },
    {
      ask: 'Fernando’s token is good, but he may not issue payments. He tries to. What does the API answer?',
      start: async (now) => {
        const desk = await createDesk({ clock: movableClock(now) })
        const token = accessTokenIn((await desk.send(requests.signIn('fernando', 'blue-harbour-42'))).reply) ?? ''
        const exchange = await desk.send(requests.pay(`Bearer ${token}`, { to: 'fernando', amount: 9000 }))
        return picked({
          answer: '403',
          because: `It was sent just now. ${answerOf(exchange)}`,
          others: {
            '401': '401 says that the token isn’t believed. This one is, so asking for another would not help.',
            '201': '201 would be a payment. The token says `"admin": false`.',
          },
          order: ['201', '401', '403'],
        })
      },
    },
  ],
  remember: [
    '401: show a (better) token. 403: this token is good and may not do that.',
    'Anyone who bears the token is taken for Fernando.',
    'The issuer makes the token, the subject is the user.',
  ],
  start,
}
