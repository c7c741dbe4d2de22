// Lesson 13 renews silently with a refresh token in a cookie, and shows what happens when that token is used twice.
import type { Lesson, Stage } from './lesson.ts'
import { ACCESS_LIFE, LEEWAY } from './payroll-api/access-token.ts'
import { span } from './payroll-api/claim-checks.ts'
import { movableClock, numericDate } from './payroll-api/clock.ts'
import { CookieJar } from './stage/cookie-jar.ts'
import { accessTokenIn, createDesk, requests, sentBy } from './stage/desk.ts'
import { picked, right, typed, wrong } from './stage/exercises.ts'
import { button, crossing, unless, value, verdict } from './stage/items.ts'
import { Prediction } from './stage/prediction.ts'
import { memberOf } from './stage/token-text.ts'
import { Workshop } from './stage/workshop.ts'

// How many seconds before the expiry a page renews.
const SOON = 30

async function start(now: number): Promise<Stage> {
  const shop = new Workshop()
  const clock = movableClock(now)
  const desk = await createDesk({ clock })
  let token: string | undefined
  /** The last token that came from a renewal, not from a password. */
  let renewed: string | undefined
  let thief: CookieJar | undefined
  let looks = false
  const prediction = new Prediction(shop, ['200', '400', '401'])
  const seen = { expired: false, renewed: false, ahead: false, thiefIn: false, reuse: false, ended: false }

  let answeredAt = now
  const renew = async (jar: CookieJar) => {
    const exchange = await desk.send(requests.refresh(jar), jar)
    answeredAt = clock.now()
    prediction.settle(exchange)
    const { status, body } = exchange.reply
    if (jar === desk.jar) {
      // Whether Fernando presses the button or his page renews by itself.
      if (seen.thiefIn && status === 400 && body.includes('invalid_grant')) seen.reuse = true
    } else if (status === 200) seen.thiefIn = true
    else if (seen.reuse) seen.ended = true
    return accessTokenIn(exchange.reply)
  }
  const left = () => (token ? Number(memberOf(token, 1, 'exp')) - numericDate(clock) : 0)

  return {
    works: shop.works,
    sent: () => sentBy(desk),
    token: () => token,
    publicKey: () => undefined,
    goals: () => [
      { text: 'The access token expires: 401.', met: seen.expired },
      { text: 'A silent renewal gives a new one, without a password: 200.', met: seen.renewed },
      { text: 'The page looks at `exp` before it sends, and so renews in time, without a 401.', met: seen.ahead },
      { text: 'A thief renews with a copy of the cookie.', met: seen.thiefIn },
      { text: 'The API notices the second use of the same refresh token: 400, `invalid_grant`.', met: seen.reuse },
      { text: 'The whole family is revoked, so neither of the two can renew.', met: seen.ended },
    ],
    lanes: () => [
      {
        title: 'Fernando’s browser',
        aside: desk.jar.lines.length > 0 ? 'has the token and the cookie' : token ? 'has only the token' : 'signed out',
        items: [
          button(shop, 'Sign in', async () => {
            token = accessTokenIn((await desk.send(requests.signIn('fernando', 'blue-harbour-42'))).reply) ?? token
          }),
          button(shop, 'Read payments', async () => {
            const early = looks && token !== undefined && left() <= SOON
            if (early) token = (await renew(desk.jar)) ?? token
            const { reply } = await desk.send(requests.payments(token && `Bearer ${token}`))
            answeredAt = clock.now()
            if (token && reply.status === 401) seen.expired = true
            if (early && reply.status === 200) seen.ahead = true
            else if (seen.expired && reply.status === 200 && token === renewed) seen.renewed = true
          }),
          {
            kind: 'switch',
            name: 'The page looks at exp before it sends',
            on: looks,
            turn: (on) => {
              looks = on
              shop.changed()
            },
          },
          ...prediction.items(),
          button(
            shop,
            'Renew silently',
            async () => {
              const fresh = await renew(desk.jar)
              if (fresh !== undefined) token = renewed = fresh
            },
            { disabled: unless(desk.jar.lines.length, 'There is no cookie.') },
          ),
          ...(token ? [value('Access token in memory', token, 'token', left() > 0 ? `${span(left())} left` : 'expired')] : []),
          value('document.cookie', JSON.stringify(desk.jar.script), 'plain', 'all that JavaScript in the page can read'),
          value('Cookies in the browser', desk.jar.lines.join('\n') || 'no cookie', 'plain', 'the browser sends them by itself'),
          { kind: 'note', text: 'Malware on the machine doesn’t need `document.cookie`. It reads the browser’s files:' },
          button(
            shop,
            'The thief copies the cookie',
            () => {
              thief = new CookieJar()
              thief.keep(desk.jar.lines)
            },
            { disabled: unless(desk.jar.lines.length, 'There is no cookie.') },
          ),
          button(shop, 'The thief renews', async () => void (await renew(thief!)), { disabled: unless(thief, 'Nothing copied yet.') }),
          ...(thief ? [value('Cookies of the thief', thief.lines.join('\n') || 'no cookie')] : []),
        ],
      },
      { title: 'On the wire', aside: 'cookies are sent only over TLS', items: crossing(desk.last, 'Nothing has been sent yet.') },
      {
        title: 'Payroll API',
        aside: 'stores hashes of refresh tokens',
        items: [
          button(shop, 'Let 16 minutes pass', () => clock.advance(ACCESS_LIFE + LEEWAY)),
          ...(desk.last?.record ? [value('Lookups for the last request', String(desk.last.record.lookups))] : []),
          ...verdict(desk, undefined, clock.now() !== answeredAt),
        ],
      },
    ],
  }
}

export const refreshAndRotate: Lesson = {
  id: 'refresh-and-rotate',
  part: 'Time',
  title: 'Refresh and rotate',
  lede: 'The access token expires after fifteen minutes, but Fernando should not notice. A second token, which is protected better, gets him a new one.',
  know: [
    'The *[refresh token]* goes only to the issuer, never to an API that serves data (RFC 6749 section 1.5). Here it is a random number in a cookie.',
    'The server sets the cookie with attributes that tell the browser what it may do with the cookie (RFC 6265 section 4.1.2). `HttpOnly`: scripts can’t read it. `Secure`: it is sent only over TLS. `Path`: it is sent only to the addresses where users sign in, renew and sign out. The revision of that RFC, RFC 6265bis, adds two more. `SameSite=Strict`: no other site can make the browser send it. And if the name begins with `__Secure-`, browsers refuse the cookie unless it is also `Secure`.',
    '`HttpOnly` stops scripts from reading a cookie, not from using it. A hostile script in the page can still renew while the page is open, and read the access tokens that come back. But it can’t carry the refresh token away.',
    '*Rotation* means that each use gives a new refresh token and uses up the old one. All the tokens that come from one sign-in are a [family]. If a used token comes back, two parties may have tokens from the family, and the server can’t tell which of them is the thief. It may also be an accident: two tabs renewed at once, or an answer was lost on the way. The server can’t tell that either, so it *must be treated* as theft. The family is revoked, and the rightful user signs in again (RFC 9700 section 4.14.2).',
    'If the API refuses to renew, the answer is 400 with `invalid_grant` (RFC 6749 section 5.2), not 401. A page can avoid the failed request that comes before: it reads `exp` and renews a little earlier. But only the server decides, because the browser’s clock may be wrong.',
  ],
  task: 'Let the access token expire and renew it silently. Then let the page look at `exp` and renew in time. Finally, let a thief copy the cookie and renew. Guess what Fernando gets when he renews next, and see what the API does to both.',
  solved:
    'Fernando’s own browser revealed the theft by doing what it always does. An access token that the thief already has works until its exp, unless the server keeps a list. The next lesson is about that.',
  hints: [
    'Sign in, let 16 minutes pass, and read the payments: 401. Renew, and read again: 200.',
    'Then switch on “The page looks at exp before it sends”, let 16 minutes pass and read the payments.',
    'The thief must copy the cookie before Fernando renews, so that both have the same one.',
    'After the thief has renewed, let Fernando renew, then the thief again.',
  ],
  hintGoals: [1, 2, 3, 5],
  solution: [
    { say: 'Fernando signs in. The browser keeps the cookie, and document.cookie stays empty.', press: 'Sign in' },
    { say: 'Let fifteen minutes and the leeway pass.', press: 'Let 16 minutes pass' },
    { say: 'The access token has expired.', press: 'Read payments' },
    { say: 'The page renews in the background. The browser adds the cookie by itself.', press: 'Renew silently' },
    { say: 'It works again with the new token.', press: 'Read payments' },
    { say: 'A careful page looks at exp first.', turn: 'The page looks at exp before it sends', on: true },
    { say: 'Let sixteen minutes pass again.', press: 'Let 16 minutes pass' },
    { say: 'The page renews before it asks, so Fernando sees no error.', press: 'Read payments' },
    { say: 'A thief copies the cookie from the disk.', press: 'The thief copies the cookie' },
    { say: 'The thief renews before Fernando does.', press: 'The thief renews' },
    { say: 'Fernando’s browser sends the same refresh token a second time: 400, and the family is revoked.', press: 'Renew silently' },
    { say: 'The thief’s newer token belongs to that family, so it fails too.', press: 'The thief renews' },
  ],
  questions: [
    {
      ask: 'Two tabs in Fernando’s browser renew at the same moment, with the same cookie. Nothing was stolen. What does the API answer to the second one?',
      start: async (now) => {
        const desk = await createDesk({ clock: movableClock(now) })
        await desk.send(requests.signIn('fernando', 'blue-harbour-42'))
        const same = requests.refresh(desk.jar)
        await desk.send(same)
        const { reply } = await desk.send(same)
        return picked({
          answer: '400',
          because: `Both were sent just now; the second got ${reply.status} and \`invalid_grant\`. The server can’t tell two tabs from a thief.`,
          others: {
            '200': 'The first one used up the token. If the second worked too, a thief’s copy would work as well.',
            '401': 'The answer to a refused refresh token is 400 with `invalid_grant` (RFC 6749 section 5.2).',
          },
          order: ['200', '400', '401'],
        })
      },
    },
    {
      ask: 'JavaScript in the page can read this cookie. Change what the server sets so that JavaScript can’t read it, but the browser still sends it to renew. It is tried when you press “Check”.',
      start: async () => {
        const line = '__Secure-refresh=b3Nlc; Path=/api/users-sessions; Secure'
        return typed({
          value: line,
          oneLine: false,
          answer: `${line}; HttpOnly`,
          mistakes: [
            line,
            `${line}; SameSite=Strict`,
            `HttpOnly ${line}`,
            '__Secure-refresh=b3Nlc; HttpOnly; Secure; Path=/elsewhere',
            `${line}; Max-Age=0; HttpOnly`,
          ],
          judge: (text) => {
            const jar = new CookieJar()
            jar.keep([text])
            if (!text.startsWith('__Secure-refresh='))
              return wrong('The name has changed. Attributes come after the value, each after a semicolon.')
            if (jar.lines.length === 0) return wrong('Then the browser deletes the cookie at once.')
            if (!jar.for('/api/users-sessions/refresh')) return wrong('Now the browser doesn’t send it to the address that renews.')
            if (jar.script !== '')
              return wrong(
                /samesite/i.test(text)
                  ? '`SameSite` stops other sites from using it. JavaScript in this page can still read it.'
                  : `\`document.cookie\` still gives ${jar.script}.`,
              )
            return right('`document.cookie` is empty, and the browser still sends it.')
          },
        })
      },
    },
  ],
  remember: [
    'The access token is short-lived and in memory. The refresh token lives longer, in an HttpOnly cookie for one path.',
    'Each refresh token is used once and replaced. A second use must be treated as theft.',
    'HttpOnly stops scripts from reading a cookie, not from using it.',
  ],
  start,
}
