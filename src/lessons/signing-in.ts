// Lesson 4 sends the credentials once, then a token with each request.
import type { Lesson, Stage } from './lesson.ts'
import { movableClock } from './payroll-api/clock.ts'
import { accessTokenIn, createDesk, requests, wasRequest, sentBy } from './stage/desk.ts'
import { answerOf, picked, right, typed, wrong } from './stage/exercises.ts'
import { button, crossing, editor, unless, value, verdict } from './stage/items.ts'
import { memberOf } from './stage/token-text.ts'
import { Workshop } from './stage/workshop.ts'

// Grace, whose password is in the first lesson, can sign in too, but the task is about Fernando.
const isFernandos = (token: string | undefined) => memberOf(token ?? '', 1, 'sub') === 'fernando'

async function start(now: number): Promise<Stage> {
  const shop = new Workshop()
  const desk = await createDesk({ clock: movableClock(now) })
  let username = ''
  let password = ''
  let authorization = ''
  let token: string | undefined
  let fernandoIn = false
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
      { text: 'Fernando signs in and gets an access token.', met: fernandoIn },
      {
        text: 'With the token the payments come back: 200.',
        met: desk.exchanges.some(
          (each) => wasRequest(each, 'GET', '/api/payments') && isFernandos(each.token) && each.reply.status === 200,
        ),
      },
    ],
    lanes: () => [
      {
        title: 'Fernando’s browser',
        aside: token ? 'has the token' : 'has no token yet',
        items: [
          { kind: 'note', text: 'His name is `fernando`, and his password is `blue-harbour-42`.' },
          editor(shop, 'Username', username, (text) => (username = text), { oneLine: true }),
          editor(shop, 'Password', password, (text) => (password = text), { oneLine: true }),
          button(shop, 'Sign in', async () => {
            const { reply } = await desk.send(requests.signIn(username.trim(), password.trim()))
            token = accessTokenIn(reply) ?? token
            fernandoIn ||= isFernandos(token)
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
      { title: 'On the wire', aside: 'inside TLS, in real life', items: crossing(desk.last, 'Nothing has been sent yet.') },
      { title: 'Payroll API', aside: 'has the secret', items: verdict(desk) },
    ],
  }
}

export const signingIn: Lesson = {
  id: 'signing-in',
  part: 'A token',
  title: 'Signing in',
  lede: 'The password crosses the wire once. After that, each request carries the token instead, and the server checks it each time.',
  know: [
    'Fernando sends his name and password to the API and gets an *[access token]* that is valid for 15 minutes. The answer says how to use it, `"token_type": "Bearer"`, and must not be cached (RFC 6749 section 5.1). A second token, the [refresh token], comes in a cookie; {refresh-and-rotate} is about that.',
    'Each request carries the token in one header field: `Authorization: Bearer`, followed by the token (RFC 6750 section 2.1). *[Bearer]* means that anyone who has the token can use it. So always use [TLS], and never put a token into a URL.',
    'The number in the answer says what went wrong. *401 without a token*: the API doesn’t know who is asking. The answer has a field called a challenge, `WWW-Authenticate: Bearer`, which says how to show it. *401 with a bad token*: the API doesn’t believe the token, so the challenge adds `error="invalid_token"`. *403*: the token is good, but it doesn’t give the right to do this (RFC 6750 section 3.1).',
    'A wrong password is a different case. Fernando typed it into a form, and the form isn’t Bearer authentication. So the answer is 400 with `invalid_grant` and no challenge (RFC 6749 section 5.2).',
    'The API’s token says more than the one you built. [iss] is who made it, [sub] whom it is about, and [aud] the service it was made for. [iat] is when it was issued, [exp] when it expires, and [jti] is an ID of its own. In the header, `typ` is [at+jwt], an access token, and [kid] names the key (RFC 9068 section 2). `client_id` names the app that asked for it, and `ver` is specific to this API, for signing out.',
  ],
  task: 'Read the payments without a token and look at the answer. Then sign in and read them with a token.',
  solved:
    'The server looked nothing up to know who was asking. The token says so, and the signature shows that the server itself made the token.',
  hints: [
    'Press “Read payments” first, with nothing in Authorization.',
    'Enter the name and the password from the left lane and press “Sign in”. Enter in the password box does the same.',
    'The value of Authorization is the word `Bearer`, one space and the access token. Then press “Read payments” again.',
  ],
  hintGoals: [0, 1, 2],
  solution: [
    { say: 'Ask without a token. The answer is 401, with a challenge that names the scheme.', press: 'Read payments' },
    { say: 'Type the name.', fill: 'Username', with: 'fernando' },
    { say: 'Type the password.', fill: 'Password', with: 'blue-harbour-42' },
    { say: 'Sign in. The token is in the answer, the refresh token in the cookie.', press: 'Sign in' },
    { say: 'Put the token into the next request.', fill: 'Authorization', with: async (read) => `Bearer ${await read('Access token')}` },
    { say: 'Ask again. All eight checks pass, and you get the payments.', press: 'Read payments' },
  ],
  questions: [
    {
      ask: 'Write the header field, name and value, that sends this token to the API.',
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
            if (text === token) return wrong('That is only the token. The field’s name and the scheme are missing.')
            if (/^bearer:/i.test(text)) return wrong('Bearer is the scheme, not the field. The field is called `Authorization`.')
            if (/^bearer /i.test(text)) return wrong('That is the value. The field’s name comes before it.')
            if (text === `Authorization: ${token}`)
              return wrong('The scheme is missing. The API has to know what kind of credentials follow.')
            if (text.includes('"')) return wrong('Leave out the quotes. The server would take them as part of the token.')
            const exchange = await desk.send(`GET /api/payments HTTP/1.1\nHost: payroll.example\n${text}`)
            if (exchange.reply.status === 200) return right('The API answers 200.')
            return wrong(`${answerOf(exchange)} Write \`Authorization: Bearer\`, a space and the token.`)
          },
        })
      },
    },
    {
      ask: 'Fernando’s token is good, but he may not issue payments. He tries anyway. What does the API answer?',
      start: async (now) => {
        const desk = await createDesk({ clock: movableClock(now) })
        const token = accessTokenIn((await desk.send(requests.signIn('fernando', 'blue-harbour-42'))).reply) ?? ''
        const exchange = await desk.send(requests.pay(`Bearer ${token}`, { to: 'fernando', amount: 9000 }))
        return picked({
          answer: '403',
          because: `It was sent just now. ${answerOf(exchange)}`,
          others: {
            '401': '401 means that the API doesn’t believe the token. It believes this one, so asking for another wouldn’t help.',
            '201': '201 would mean that a payment was made. The token says `"admin": false`.',
          },
          order: ['201', '401', '403'],
        })
      },
    },
  ],
  remember: [
    '401: send a token, or a better one. 403: the token is good but doesn’t allow this.',
    'Anyone who has the token is treated as Fernando.',
    'The issuer makes the token. The subject is the user.',
  ],
  start,
}
