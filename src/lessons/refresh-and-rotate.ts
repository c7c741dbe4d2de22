// A refresh token in a cookie that JavaScript cannot read, silent renewal, and what happens when it is used twice.
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

// Seconds before the end at which a page renews.
const SOON = 30

async function start(now: number): Promise<Stage> {
  const shop = new Workshop()
  const clock = movableClock(now)
  const desk = await createDesk({ clock })
  let token: string | undefined
  let thief: CookieJar | undefined
  let looks = false
  const prediction = new Prediction(shop, ['200', '400', '401'])
  const seen = { expired: false, renewed: false, ahead: false, thiefIn: false, reuse: false, ended: false }

  const renew = async (jar: CookieJar) => {
    const exchange = await desk.send(requests.refresh(jar), jar)
    prediction.settle(exchange)
    return { status: exchange.reply.status, token: accessTokenIn(exchange.reply) }
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
      { text: 'A page that looks at `exp` before it sends renews in time, with no 401.', met: seen.ahead },
      { text: 'A thief renews with a copy of the cookie.', met: seen.thiefIn },
      { text: 'The second use of the same refresh token is noticed: 400, `invalid_grant`.', met: seen.reuse },
      { text: 'The whole family is revoked: neither of the two can renew.', met: seen.ended },
    ],
    lanes: () => [
      {
        title: 'Fernando’s browser',
        aside: 'holds token and cookie',
        items: [
          button(shop, 'Sign in', async () => {
            token = accessTokenIn((await desk.send(requests.signIn('fernando', 'blue-harbour-42'))).reply) ?? token
          }),
          button(shop, 'Read payments', async () => {
            const early = looks && token !== undefined && left() <= SOON
            if (early) token = (await renew(desk.jar)).token ?? token
            const { reply } = await desk.send(requests.payments(token && `Bearer ${token}`))
            if (token && reply.status === 401) seen.expired = true
            if (early && reply.status === 200) seen.ahead = true
            else if (seen.expired && reply.status === 200) seen.renewed = true
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
              const answer = await renew(desk.jar)
              token = answer.token ?? token
              if (seen.thiefIn && answer.status === 400) seen.reuse = true
            },
            { disabled: unless(desk.jar.lines.length, 'There is no cookie.') },
          ),
          ...(token ? [value('Access token in memory', token, 'token', left() > 0 ? `${span(left())} left` : 'expired')] : []),
          value('document.cookie', JSON.stringify(desk.jar.script), 'plain', 'what JavaScript of the page can read'),
          value('What the browser keeps', desk.jar.lines.join('\n') || 'no cookie', 'plain', 'and sends by itself'),
          { kind: 'note', text: 'Malware on the machine reads files, not `document.cookie`:' },
          button(
            shop,
            'The thief copies the cookie',
            () => {
              thief = new CookieJar()
              thief.keep(desk.jar.lines)
            },
            { disabled: unless(desk.jar.lines.length, 'There is no cookie.') },
          ),
          button(
            shop,
            'The thief renews',
            async () => {
              const answer = await renew(thief!)
              if (answer.status === 200) seen.thiefIn = true
              if (seen.reuse && answer.status !== 200) seen.ended = true
            },
            { disabled: unless(thief, 'Nothing copied yet.') },
          ),
          ...(thief ? [value('What the thief keeps', thief.lines.join('\n') || 'no cookie')] : []),
        ],
      },
      { title: 'On the wire', aside: 'cookies travel by TLS only', items: crossing(desk.last, 'Nothing has been sent yet.') },
      {
        title: 'Payroll API',
        aside: 'keeps hashes of refresh tokens',
        items: [
          button(shop, 'Let 16 minutes pass', () => clock.advance(ACCESS_LIFE + LEEWAY)),
          ...(desk.last?.record ? [value('Lookups for the last request', String(desk.last.record.lookups))] : []),
          ...verdict(desk),
        ],
      },
    ],
  }
}

export const refreshAndRotate: Lesson = {
  id: 'refresh-and-rotate',
  part: 'Time',
  title: 'Refresh and rotate',
  lede: 'The access token expires after fifteen minutes, and Fernando should not notice. A second token renews it, and it is guarded better than the first.',
  know: [
    'The *[refresh token]* goes to the issuer and never to an API that serves data (RFC 6749 section 1.5). Here it is a random number in a cookie: `HttpOnly`, so that script cannot read it, `Secure`, so that it travels by TLS only, and `Path`, so that the browser sends it only where users sign in, renew and sign out (RFC 6265 section 4.1.2); and `SameSite=Strict`, so that no other site makes the browser send it (its revision, RFC 6265bis). A name that begins with `__Secure-` makes browsers refuse the cookie without `Secure`.',
    '`HttpOnly` keeps a cookie from being read, not from being used: hostile script in the page can still renew while the page is open, and read the access tokens that come back. It cannot carry the refresh token away.',
    '*Rotation*: each use gives a new refresh token and uses the old one up. All that come from one sign-in are a [family]. If a used one comes a second time, two parties may hold the family, and the server can’t tell which is the thief. It may also be an accident: two tabs that renewed at once, or an answer that was lost on the way. The server can’t tell this either, so it *must be treated* as theft: the family is revoked, and the rightful user signs in again (RFC 9700 section 4.14.2).',
    'A refused renewal is 400 with `invalid_grant` (RFC 6749 section 5.2), not 401. A page can avoid the failed request before it: it reads `exp` and renews a little earlier. Only the server’s answer counts, since the browser’s clock may be wrong.',
  ],
  task: 'Let the access token expire and renew it silently. Let the page look at `exp` and do it in time. Then let a thief copy the cookie and renew, guess what Fernando gets when he renews next, and see what the API does to both.',
  solved:
    'Fernando’s own browser gave the theft away by doing what it always does. An access token that the thief already has works until its exp, unless the server keeps a list: the next lesson.',
  hints: [
    'Sign in, let 16 minutes pass, read: 401. Renew, read again: 200.',
    'Then switch on that the page looks at exp, let 16 minutes pass and read.',
    'The thief must copy the cookie before Fernando renews, so that both hold the same one.',
    'After the thief has renewed, let Fernando renew, then the thief again.',
  ],
  solution: [
    { say: 'Fernando signs in. The cookie is kept, and document.cookie stays empty.', press: 'Sign in' },
    { say: 'Fifteen minutes and the leeway pass.', press: 'Let 16 minutes pass' },
    { say: 'The access token has expired.', press: 'Read payments' },
    { say: 'The page renews in the background. The browser adds the cookie by itself.', press: 'Renew silently' },
    { say: 'With the new token it works again.', press: 'Read payments' },
    { say: 'A careful page looks at exp first.', turn: 'The page looks at exp before it sends', on: true },
    { say: 'Sixteen minutes again.', press: 'Let 16 minutes pass' },
    { say: 'It renews before it asks: Fernando sees no error.', press: 'Read payments' },
    { say: 'Someone copies the cookie from the disk.', press: 'The thief copies the cookie' },
    { say: 'And is quicker than Fernando.', press: 'The thief renews' },
    { say: 'Fernando’s browser sends the same refresh token, the second time: 400, and the family is revoked.', press: 'Renew silently' },
    { say: 'The thief’s newer one is of that family.', press: 'The thief renews' },
  ],
  questions: [
    {
      ask: 'Two tabs of Fernando’s browser renew at the same moment, with the same cookie. Nobody stole anything. What does the API answer to the second one?',
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
            '200': 'The first one used the token up. If the second worked too, a thief’s copy would as well.',
            '401': 'RFC 6749 section 5.2: a refused refresh token is `invalid_grant` with 400.',
          },
          order: ['200', '400', '401'],
        })
      },
    },
    {
      ask: 'JavaScript in the page can read this cookie. Change what the server sets, so that it can’t, while the browser still sends the cookie to renew. It is tried when you check.',
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
              return wrong('The name has changed. Attributes follow after the value, each behind a semicolon.')
            if (jar.lines.length === 0) return wrong('With that the browser deletes the cookie at once.')
            if (!jar.for('/api/users-sessions/refresh')) return wrong('Now the browser doesn’t send it to the address that renews.')
            if (jar.script !== '')
              return wrong(
                /samesite/i.test(text)
                  ? '`SameSite` keeps other sites from using it. JavaScript in this page still reads it.'
                  : `\`document.cookie\` still gives ${jar.script}.`,
              )
            return right('`document.cookie` is empty, and the browser still sends it.')
          },
        })
      },
    },
  ],
  remember: [
    'Access token: short, in memory. Refresh token: long, HttpOnly, one path.',
    'Use once, get a new one. A second use must be treated as theft.',
    'HttpOnly stops reading, not using.',
  ],
  start,
}
