// Lesson 8: a refresh token in a cookie that JavaScript cannot read, silent renewal, and what happens when it is used twice.
import type { Lesson, Stage } from './lesson.ts'
import { ACCESS_LIFE, LEEWAY } from './payroll-api/access-token.ts'
import { span } from './payroll-api/claim-checks.ts'
import { movableClock, numericDate } from './payroll-api/clock.ts'
import { CookieJar } from './stage/cookie-jar.ts'
import { accessTokenIn, createDesk, requests } from './stage/desk.ts'
import { button, crossing, value, verdict } from './stage/items.ts'
import { memberOf } from './stage/token-text.ts'
import { Workshop } from './stage/workshop.ts'

async function start(now: number): Promise<Stage> {
  const shop = new Workshop()
  const clock = movableClock(now)
  const desk = await createDesk({ clock })
  let token: string | undefined
  let thief: CookieJar | undefined
  const seen = { expired: false, renewed: false, thiefIn: false, reuse: false, ended: false }

  const renew = async (jar: CookieJar) => {
    const { reply } = await desk.send(requests.refresh(jar), jar)
    return { status: reply.status, token: accessTokenIn(reply) }
  }
  const left = () => (token ? Number(memberOf(token, 1, 'exp')) - numericDate(clock) : 0)

  return {
    works: shop.works,
    token: () => token,
    publicKey: () => undefined,
    goals: () => [
      { text: 'The access token ends: 401.', met: seen.expired },
      { text: 'A silent renewal gives a new one, without a password: 200.', met: seen.renewed },
      { text: 'A thief renews with a copy of the cookie.', met: seen.thiefIn },
      { text: 'The second use of the same refresh token is noticed.', met: seen.reuse },
      { text: 'The whole family has ended: neither of the two can renew.', met: seen.ended },
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
            const { reply } = await desk.send(requests.payments(token && `Bearer ${token}`))
            if (token && reply.status === 401) seen.expired = true
            if (seen.expired && reply.status === 200) seen.renewed = true
          }),
          button(
            shop,
            'Renew silently',
            async () => {
              const answer = await renew(desk.jar)
              token = answer.token ?? token
              if (seen.thiefIn && answer.status === 401) seen.reuse = true
            },
            { disabled: desk.jar.lines.length === 0 },
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
            { disabled: desk.jar.lines.length === 0 },
          ),
          button(
            shop,
            'The thief renews',
            async () => {
              const answer = await renew(thief!)
              if (answer.status === 200) seen.thiefIn = true
              if (seen.reuse && answer.status !== 200) seen.ended = true
            },
            { disabled: !thief },
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
  title: 'Refresh and rotate',
  lede: 'The access token ends after fifteen minutes, and Fernando should not notice. A second token renews it, and it is guarded better than the first.',
  know: [
    'The *refresh token* goes to those who issue tokens and never to an API that serves data (RFC 6749 section 1.5). Here it is a random number in a cookie: `HttpOnly`, so that script cannot read it, `Secure`, so that it travels by TLS only, and `Path`, so that the browser sends it only where one signs in, renews and signs out (RFC 6265 section 4.1.2); and `SameSite=Strict`, so that no other site makes the browser send it (its revision, RFC 6265bis). A name that begins with `__Secure-` makes browsers refuse the cookie without `Secure`.',
    '`HttpOnly` keeps a cookie from being read, not from being used: hostile script in the page can still renew while the page is open, and read the access tokens that come back. It cannot carry the refresh token away.',
    '*Rotation*: each use gives a new refresh token and uses the old one up. If an old one comes a second time, two parties hold the family, and the server cannot tell which is the thief. So it ends the family, and the rightful user signs in again (RFC 9700 section 4.14.2).',
  ],
  task: 'Let the access token end and renew it silently. Then let a thief copy the cookie and renew, let Fernando renew after him, and see what the API does to both.',
  solved:
    'The theft was noticed by Fernando’s own browser doing what it always does. An access token that the thief already got lives on until its exp, unless the server keeps a list: the next lesson.',
  hints: [
    'Sign in, let 16 minutes pass, read: 401. Renew, read again: 200.',
    'The thief must copy the cookie before Fernando renews, so that both hold the same one.',
    'After the thief renewed, let Fernando renew, then the thief again.',
  ],
  solution: [
    { say: 'Fernando signs in. The cookie is kept, and document.cookie stays empty.', press: 'Sign in' },
    { say: 'Fifteen minutes and the leeway pass.', press: 'Let 16 minutes pass' },
    { say: 'The access token has ended.', press: 'Read payments' },
    { say: 'The page renews in the background. The browser adds the cookie by itself.', press: 'Renew silently' },
    { say: 'With the new token it works again.', press: 'Read payments' },
    { say: 'Someone copies the cookie from the disk.', press: 'The thief copies the cookie' },
    { say: 'And is quicker than Fernando.', press: 'The thief renews' },
    { say: 'Fernando’s browser sends the same refresh token, the second time: the family ends.', press: 'Renew silently' },
    { say: 'The thief’s newer one is of that family.', press: 'The thief renews' },
  ],
  remember: [
    'Access token: short, in memory. Refresh token: long, HttpOnly, one path.',
    'Use once, get a new one; twice means theft.',
    'HttpOnly stops reading, not using.',
  ],
  start,
}
