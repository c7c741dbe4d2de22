// Lesson 7: exp, nbf and iat under a clock that the learner moves, and four tokens that were made wrongly.
import type { Goal, Lesson, Stage } from './lesson.ts'
import { accessClaims, ACCESS_LIFE, LEEWAY, signAccessToken } from './payroll-api/access-token.ts'
import { isoInstant, span } from './payroll-api/claim-checks.ts'
import { movableClock, numericDate } from './payroll-api/clock.ts'
import { accessTokenIn, createDesk, requests } from './stage/desk.ts'
import { button, crossing, value, verdict } from './stage/items.ts'
import { memberOf } from './stage/token-text.ts'
import { Workshop } from './stage/workshop.ts'

type AccessClaims = Record<string, unknown>
const WRONG: readonly { readonly name: string; readonly change: (claims: AccessClaims) => AccessClaims }[] = [
  { name: 'exp in milliseconds', change: (claims) => ({ ...claims, exp: Number(claims['exp']) * 1000 }) },
  { name: 'Exp instead of exp', change: ({ exp, ...claims }) => ({ ...claims, Exp: exp }) },
  { name: 'iss and sub swapped', change: (claims) => ({ ...claims, iss: claims['sub'], sub: claims['iss'] }) },
  { name: 'nbf in an hour', change: (claims) => ({ ...claims, nbf: Number(claims['iat']) + 3600 }) },
]
const OWN = 'Fernando’s own'

async function start(now: number): Promise<Stage> {
  const shop = new Workshop()
  const clock = movableClock(now)
  const desk = await createDesk({ clock })
  let token: string | undefined
  let which = OWN
  const seen = { fresh: false, replayed: false, leeway: false, expired: false }
  const refused = new Set<string>()
  const exp = () => Number(memberOf(token ?? '', 1, 'exp'))

  const mint = async (name: string) => {
    const wrong = WRONG.find((each) => each.name === name)
    if (!wrong) return token
    return await signAccessToken(wrong.change(accessClaims(desk.api.directory.find('fernando')!, clock)), desk.api.keys)
  }
  const read = async (thief: boolean) => {
    const name = thief ? OWN : which
    const sent = await mint(name)
    const { reply } = await desk.send(requests.payments(sent && `Bearer ${sent}`))
    if (name !== OWN) {
      if (reply.status === 401) refused.add(name)
      return
    }
    const left = exp() - numericDate(clock)
    if (!thief && reply.status === 200 && left > 0) seen.fresh = true
    if (thief && reply.status === 200 && left > 0 && left <= ACCESS_LIFE - 600) seen.replayed = true
    if (reply.status === 200 && left <= 0) seen.leeway = true
    if (reply.status === 401 && token && left <= -LEEWAY) seen.expired = true
  }

  return {
    works: shop.works,
    token: () => desk.last?.token ?? token,
    publicKey: () => undefined,
    goals: (): Goal[] => [
      { text: 'Fernando signs in and reads payments.', met: seen.fresh },
      { text: 'A thief with a copy reads them ten minutes later.', met: seen.replayed },
      { text: 'After `exp`, inside the leeway of one minute, the token still passes.', met: seen.leeway },
      { text: 'After the leeway it is refused.', met: seen.expired },
      ...WRONG.map(({ name }) => ({ text: `Refused: ${name}.`, met: refused.has(name) })),
    ],
    lanes: () => [
      {
        title: 'Fernando’s browser, and a thief',
        aside: token ? 'both hold the token' : 'nobody holds a token',
        items: [
          button(shop, 'Sign in', async () => {
            token = accessTokenIn((await desk.send(requests.signIn('fernando', 'blue-harbour-42'))).reply) ?? token
          }),
          {
            kind: 'choice',
            name: 'Token to show',
            value: which,
            options: [OWN, ...WRONG.map(({ name }) => name)],
            choose: (option) => {
              which = option
              shop.changed()
            },
          },
          button(shop, 'Read payments', () => read(false), { main: true }),
          button(shop, 'The thief reads payments', () => read(true), { disabled: !token }),
          ...(token
            ? [
                value('iat', String(memberOf(token, 1, 'iat')), 'payload', isoInstant(Number(memberOf(token, 1, 'iat')))),
                value('exp', String(exp()), 'payload', isoInstant(exp())),
                value('The same exp in milliseconds', String(exp() * 1000), 'bad', isoInstant(exp() * 1000)),
              ]
            : []),
        ],
      },
      { title: 'On the wire', aside: 'where copies are made', items: crossing(desk.last, 'Nothing has been sent yet.') },
      {
        title: 'Payroll API',
        aside: 'holds the clock',
        items: [
          value('Clock of the server', String(numericDate(clock)), 'plain', isoInstant(numericDate(clock))),
          ...(token
            ? [
                value(
                  'Left of the token',
                  exp() > numericDate(clock) ? span(exp() - numericDate(clock)) : `none, over by ${span(exp() - numericDate(clock))}`,
                  exp() > numericDate(clock) ? 'good' : 'bad',
                ),
              ]
            : []),
          button(shop, 'Let 5 minutes pass', () => clock.advance(300)),
          button(shop, 'Let 30 seconds pass', () => clock.advance(30)),
          ...verdict(desk),
        ],
      },
    ],
  }
}

export const fifteenMinutes: Lesson = {
  id: 'fifteen-minutes',
  title: 'Fifteen minutes',
  lede: 'A token cannot be called back, so it is made to end. Until then it serves whoever holds a copy.',
  know: [
    '`exp` is the time from which the token must not be accepted, `nbf` the time before which it must not be, `iat` when it was made (RFC 7519 section 4.1). Each is a *NumericDate*: seconds since 1970 in UTC, not milliseconds (RFC 7519 section 2).',
    'Clocks disagree, so a server may grant a small leeway, “usually no more than a few minutes” (RFC 7519 section 4.1.4). This one grants 60 seconds. RFC 6750 section 5.3 asks for bearer tokens of an hour or less; fifteen minutes is a usual choice.',
    'A stolen copy works as well as the original until it ends. Binding the token to a key of the client takes this from the thief: DPoP (RFC 9449) or mutual TLS (RFC 8705), as RFC 9700 section 2.2.1 advises.',
    'RFC 7519 makes every claim optional. This API demands `exp` and `iat`, and refuses a life longer than it grants. A verifier without that rule accepts an expiry in milliseconds for tens of thousands of years.',
  ],
  erratum:
    'The article writes `Exp`, which no library reads as an expiry, and `Iss` for the user. The names are `exp` and `sub`, in lower case, and `iss` is the one who issued the token.',
  task: 'Use the token while it is fresh, let a thief use it after ten minutes, see the leeway and the end. Then show the API four tokens that were made wrongly and find the step that refuses each.',
  solved: 'Short lives bound the harm and do not prevent it. What comes after fifteen minutes is the next lesson.',
  hints: [
    'Sign in, read, let 5 minutes pass twice, let the thief read.',
    'Another 5 minutes end the token; 30 seconds later it is still inside the leeway, and another 30 seconds later it is not.',
    'Then choose the wrong tokens one by one in “Token to show” and read with each.',
  ],
  solution: [
    { say: 'Fernando signs in.', press: 'Sign in' },
    { say: 'And reads: almost 15 minutes left.', press: 'Read payments' },
    { say: 'Time passes.', press: 'Let 5 minutes pass' },
    { say: 'Ten minutes.', press: 'Let 5 minutes pass' },
    { say: 'A copy of the token is as good as the token.', press: 'The thief reads payments' },
    { say: 'Fifteen minutes: the token is over.', press: 'Let 5 minutes pass' },
    { say: 'Thirty seconds more.', press: 'Let 30 seconds pass' },
    { say: 'Inside the leeway it still passes.', press: 'The thief reads payments' },
    { say: 'Sixty seconds over.', press: 'Let 30 seconds pass' },
    { say: 'Now it is refused: 401, and the challenge says why.', press: 'Read payments' },
    ...WRONG.flatMap(({ name }) => [
      { say: `A fresh token, but: ${name}.`, choose: 'Token to show', option: name },
      { say: 'See which step refuses it.', press: 'Read payments' },
    ]),
  ],
  remember: [
    'Seconds, not milliseconds. exp, not Exp. Issuer is who made it, subject is whom it is about.',
    'A server demands exp; the standard does not do it for you.',
    'Until exp, a copy is as good as the original.',
  ],
  start,
}
