// Lesson 12 tries exp, nbf and iat with a clock that the learner moves, and four tokens with mistakes in them.
import type { Goal, Lesson, Stage } from './lesson.ts'
import { accessClaims, ACCESS_LIFE, LEEWAY, signAccessToken } from './payroll-api/access-token.ts'
import { checkTime, isoInstant, span } from './payroll-api/claim-checks.ts'
import { movableClock, numericDate } from './payroll-api/clock.ts'
import { accessTokenIn, createDesk, requests, sentBy } from './stage/desk.ts'
import { isQuoted, right, typed, wrong } from './stage/exercises.ts'
import { button, crossing, unless, value, verdict } from './stage/items.ts'
import { compact, laidOut, memberOf } from './stage/token-text.ts'
import { Workshop } from './stage/workshop.ts'

type AccessClaims = Record<string, unknown>
const WRONG: readonly { readonly name: string; readonly change: (claims: AccessClaims) => AccessClaims }[] = [
  { name: 'exp in milliseconds', change: (claims) => ({ ...claims, exp: Number(claims['exp']) * 1000 }) },
  { name: 'Exp instead of exp', change: ({ exp, ...claims }) => ({ ...claims, Exp: exp }) },
  { name: 'iss and sub swapped', change: (claims) => ({ ...claims, iss: claims['sub'], sub: claims['iss'] }) },
  { name: 'nbf in an hour', change: (claims) => ({ ...claims, nbf: Number(claims['iat']) + 3600 }) },
]
const OWN = 'Fernando’s own'

/** A sentence after a colon. */
const lowered = (sentence: string) => sentence.charAt(0).toLowerCase() + sentence.slice(1)

const LIVES = [
  { name: '15 minutes', seconds: ACCESS_LIFE },
  { name: '8 hours', seconds: 8 * 3600 },
] as const

async function start(now: number): Promise<Stage> {
  const shop = new Workshop()
  const clock = movableClock(now)
  const desk = await createDesk({ clock })
  let token: string | undefined
  let which = OWN
  const seen = { fresh: false, replayed: false, leeway: false, expired: false, evening: false }
  const refused = new Set<string>()
  const exp = () => Number(memberOf(token ?? '', 1, 'exp'))
  const iat = () => Number(memberOf(token ?? '', 1, 'iat'))
  const life = () => exp() - iat()
  const atThisMoment = () => {
    const outcome = checkTime({ iat: iat(), exp: exp() }, { clock, dialect: 'standard', life: desk.api.life })
    return 'passed' in outcome
      ? value('At this moment', `accepted: ${lowered(outcome.passed)}`, 'good')
      : value('At this moment', `refused: ${'refused' in outcome ? lowered(outcome.refused) : ''}`, 'bad')
  }

  const mint = async (name: string) => {
    const wrong = WRONG.find((each) => each.name === name)
    if (!wrong) return token
    return await signAccessToken(wrong.change(accessClaims(desk.api.directory.find('fernando')!, clock)), desk.api.keys)
  }
  let answeredAt = now
  const read = async (thief: boolean) => {
    answeredAt = clock.now()
    const name = thief ? OWN : which
    const sent = await mint(name)
    const { reply } = await desk.send(requests.payments(sent && `Bearer ${sent}`))
    if (name !== OWN) {
      if (reply.status === 401) refused.add(name)
      return
    }
    const left = exp() - numericDate(clock)
    if (thief && reply.status === 200 && life() > ACCESS_LIFE && numericDate(clock) - iat() >= 4 * 3600) seen.evening = true
    if (life() > ACCESS_LIFE) return
    if (!thief && reply.status === 200 && left > 0) seen.fresh = true
    if (thief && reply.status === 200 && left > 0 && left <= ACCESS_LIFE - 600) seen.replayed = true
    if (reply.status === 200 && left <= 0) seen.leeway = true
    if (reply.status === 401 && token && left <= -LEEWAY) seen.expired = true
  }

  return {
    works: shop.works,
    sent: () => sentBy(desk),
    token: () => desk.last?.token ?? token,
    publicKey: () => undefined,
    goals: (): Goal[] => [
      { text: 'Fernando signs in and reads payments.', met: seen.fresh },
      { text: 'A thief with a copy of the token reads them ten minutes later.', met: seen.replayed },
      { text: 'After `exp`, within the leeway of one minute, the token is still accepted.', met: seen.leeway },
      { text: 'After the leeway, the API refuses it.', met: seen.expired },
      ...WRONG.map(({ name }) => ({ text: `The API refuses a token with this mistake: ${name}.`, met: refused.has(name) })),
      { text: 'With a lifetime of eight hours, the thief still reads payments in the afternoon.', met: seen.evening },
    ],
    lanes: () => [
      {
        title: 'Fernando’s browser, and a thief',
        aside: token ? 'both have the token' : 'no token yet',
        items: [
          button(shop, 'Sign in', async () => {
            token = accessTokenIn((await desk.send(requests.signIn('fernando', 'blue-harbour-42'))).reply) ?? token
          }),
          {
            kind: 'choice',
            name: 'Token to send',
            value: which,
            options: [OWN, ...WRONG.map(({ name }) => name)],
            choose: (option) => {
              which = option
              shop.changed()
            },
          },
          button(shop, 'Read payments', () => read(false), { main: true }),
          button(shop, 'The thief reads payments', () => read(true), {
            disabled: unless(token, 'No copy yet: Fernando hasn’t signed in.'),
          }),
          ...(token
            ? [
                value('iat', String(iat()), 'payload', isoInstant(iat())),
                value('exp', String(exp()), 'payload', isoInstant(exp())),
                value('The same exp in milliseconds', String(exp() * 1000), 'plain', isoInstant(exp() * 1000)),
              ]
            : []),
        ],
      },
      { title: 'On the wire', aside: 'where copies are made', items: crossing(desk.last, 'Nothing has been sent yet.') },
      {
        title: 'Payroll API',
        aside: 'has the clock',
        items: [
          {
            kind: 'choice',
            name: 'Lifetime of a new token',
            value: LIVES.find(({ seconds }) => seconds === desk.api.life)?.name ?? '',
            options: LIVES.map(({ name }) => name),
            choose: (option) => {
              desk.api.life = LIVES.find(({ name }) => name === option)?.seconds ?? ACCESS_LIFE
              shop.changed()
            },
          },
          value('Clock of the server', String(numericDate(clock)), 'plain', isoInstant(numericDate(clock))),
          ...(token
            ? [
                {
                  kind: 'slider',
                  name: 'Now',
                  from: iat() - 300,
                  to: exp() + 180,
                  step: life() > ACCESS_LIFE ? 300 : 10,
                  value: numericDate(clock),
                  text: `${span(numericDate(clock) - iat())} ${numericDate(clock) < iat() ? 'before' : 'after'} iat`,
                  marks: [
                    { at: iat(), label: 'iat' },
                    { at: exp(), label: 'exp' },
                    { at: exp() + LEEWAY, label: 'exp + leeway' },
                  ],
                  slide: (to: number) => {
                    clock.advance(to - numericDate(clock))
                    shop.changed()
                  },
                } as const,
                atThisMoment(),
              ]
            : []),
          button(shop, 'Let 5 minutes pass', () => clock.advance(300)),
          button(shop, 'Let 30 seconds pass', () => clock.advance(30)),
          ...verdict(desk, undefined, clock.now() !== answeredAt),
        ],
      },
    ],
  }
}

export const fifteenMinutes: Lesson = {
  id: 'fifteen-minutes',
  part: 'Time',
  title: 'Fifteen minutes',
  lede: 'A token can’t be taken back, so it is made to expire. Until then it works for anyone who has a copy.',
  know: [
    'Three claims are times. From [exp] on, the token must be rejected. Before [nbf], it must be rejected too. [iat] says when it was issued (RFC 7519 section 4.1). Each is a [NumericDate]: seconds since 1970 in UTC, not milliseconds (RFC 7519 section 2).',
    'Clocks differ, so a server may allow a small [leeway], “usually no more than a few minutes” (RFC 7519 section 4.1.4). This one allows 60 seconds. Bearer tokens should live an hour or less (RFC 6750 section 5.3), and fifteen minutes is a common choice. Eight hours, a working day, is convenient. It is just as convenient for a thief, for anyone who finds a laptop on a train and for someone dismissed at noon.',
    'A stolen copy works as well as the original until it expires. To make a copy useless, a token can be bound to a key that only the client has; the client then has to prove that it has the key. With DPoP (RFC 9449), it signs a short message for each request. With mutual TLS (RFC 8705), it shows a certificate when it connects. RFC 9700 section 2.2.1 recommends such a binding.',
    'RFC 7519 section 4.1.4 leaves `exp` optional for JWTs in general. These are access tokens, `at+jwt`, and for them RFC 9068 section 2.2 requires `exp` and `iat`. Many libraries check `exp` only if it is present, so make yours require it. This API also refuses a longer lifetime than it grants. Otherwise a token whose expiry is in milliseconds would be valid for tens of thousands of years.',
  ],
  task: 'Use the token while it is fresh, and let a thief use it after ten minutes. Drag “Now” to see the leeway and the expiry. Then send the API four tokens with mistakes in them. Finally, grant eight hours, and see what the thief can do.',
  solved: 'A short lifetime limits the harm but doesn’t prevent it. The next lesson shows how Fernando goes on after fifteen minutes.',
  hints: [
    'Sign in, read the payments, let 5 minutes pass twice, and let the thief read them.',
    'The token expires after fifteen minutes. 30 seconds later it is still within the leeway; after sixteen minutes it isn’t.',
    'Then choose the tokens with mistakes one by one in “Token to send”, and read the payments with each.',
    'For the eight hours, choose them, let Fernando sign in, drag “Now” four hours or more ahead, and let the thief read.',
  ],
  hintGoals: [1, 3, 7, 8],
  solution: [
    { say: 'Fernando signs in.', press: 'Sign in' },
    { say: 'He reads the payments. The token has 15 minutes left.', press: 'Read payments' },
    { say: 'Let five minutes pass.', press: 'Let 5 minutes pass' },
    { say: 'Now ten minutes have passed.', press: 'Let 5 minutes pass' },
    { say: 'A copy of the token is as good as the token.', press: 'The thief reads payments' },
    { say: 'After fifteen minutes, the token has expired.', press: 'Let 5 minutes pass' },
    { say: 'Let thirty seconds more pass.', press: 'Let 30 seconds pass' },
    { say: 'Within the leeway, the token is still accepted.', press: 'The thief reads payments' },
    { say: 'Now it has been expired for sixty seconds.', press: 'Let 30 seconds pass' },
    { say: 'The API refuses it with 401, and the challenge says why.', press: 'Read payments' },
    ...WRONG.flatMap(({ name }) => [
      { say: `Choose a fresh token with a mistake: ${name}.`, choose: 'Token to send', option: name },
      { say: 'See which check refuses it.', press: 'Read payments' },
    ]),
    { say: 'Now let the API grant eight hours.', choose: 'Lifetime of a new token', option: '8 hours' },
    { say: 'In the morning, Fernando signs in.', press: 'Sign in' },
    { say: 'Go to the afternoon.', slide: 'Now', to: async (read) => Number(await read('iat')) + 5 * 3600 },
    { say: 'The copy still works.', press: 'The thief reads payments' },
  ],
  questions: [
    {
      ask: 'A token is issued at the time below and must be valid for 15 minutes. Write its `exp` the way it appears in the JSON.',
      start: async (now) => {
        const made = Math.floor(now / 1000)
        return typed({
          given: [{ name: 'iat', text: String(made), look: 'payload' }],
          answer: String(made + ACCESS_LIFE),
          mistakes: [String((made + ACCESS_LIFE) * 1000), String(made + 15), `"${made + ACCESS_LIFE}"`, '900', String(made)],
          judge: (text) => {
            if (isQuoted(text, String(made + ACCESS_LIFE)))
              return wrong('A NumericDate is a JSON number. In quotes it is text, and a verifier rejects it.')
            const seconds = Number(text)
            if (!Number.isFinite(seconds)) return wrong('It is a number of seconds since 1970.')
            if (seconds > made * 100) return wrong('These are milliseconds. A NumericDate is in seconds.')
            if (seconds === made + 15) return wrong('That is only fifteen seconds later. Fifteen minutes are 900 seconds.')
            if (seconds === ACCESS_LIFE) return wrong('`exp` is a point in time, not a duration. Add the 900 seconds to `iat`.')
            const outcome = checkTime({ iat: made, exp: seconds }, { clock: movableClock(now), dialect: 'standard' })
            if (seconds === made + ACCESS_LIFE) return right('passed' in outcome ? `The API says: ${outcome.passed}` : '')
            return wrong(
              'refused' in outcome
                ? `The API refuses it. ${outcome.refused}`
                : `It would be valid for ${span(seconds - made)}. Fifteen minutes are 900 seconds.`,
            )
          },
        })
      },
    },
    {
      ask: 'The API refuses this payload because of the time. Repair it. When you press “Check”, it is signed and sent.',
      start: async (now) => {
        const desk = await createDesk({ clock: movableClock(now) })
        const { exp, ...claims } = accessClaims(desk.api.directory.find('fernando')!, desk.api.clock)
        const body = laidOut(JSON.stringify({ ...claims, Exp: exp }))
        return typed({
          value: body,
          look: 'payload',
          oneLine: false,
          answer: body.replace('"Exp"', '"exp"'),
          mistakes: [
            body,
            body.replace(/,\s*"Exp": \d+/, ''),
            body.replace(/"Exp": (\d+)/, '"exp": "$1"'),
            body.replace(/"Exp": (\d+)/, '"exp": $1000'),
          ],
          judge: async (text) => {
            let edited: unknown
            try {
              edited = JSON.parse(compact(text))
            } catch {
              return wrong('That isn’t valid JSON anymore. Look at the quotes, commas and braces.')
            }
            if (typeof edited !== 'object' || edited === null) return wrong('A payload is a JSON object.')
            const { reply, record } = await desk.send(requests.payments(`Bearer ${await signAccessToken({ ...edited }, desk.api.keys)}`))
            if (reply.status === 200) return right('The API answers 200. Names are compared character by character.')
            return wrong(`The API answers ${reply.status}. ${record?.steps.find(({ outcome }) => outcome === 'failed')?.detail ?? ''}`)
          },
        })
      },
    },
  ],
  remember: [
    'Use seconds, not milliseconds, and exp, not Exp. The issuer made the token; the subject is whom it is about.',
    'A server should require exp. RFC 9068 requires it for access tokens, RFC 7519 doesn’t for JWTs in general.',
    'Until exp, a copy is as good as the original.',
  ],
  start,
}
