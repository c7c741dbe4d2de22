// Lesson 14 compares four ways to know that a user has signed out, and counts what each costs.
import type { Lesson, Move, Stage } from './lesson.ts'
import type { SignedIn } from './payroll-api/api.ts'
import { movableClock } from './payroll-api/clock.ts'
import { accessTokenIn, createDesk, requests, sentBy } from './stage/desk.ts'
import { isQuoted, picked, right, typed, wrong } from './stage/exercises.ts'
import { button, crossing, unless, value, verdict } from './stage/items.ts'
import { Workshop } from './stage/workshop.ts'

const WAYS: readonly { readonly id: SignedIn; readonly name: string; readonly after: 200 | 401 }[] = [
  { id: 'stateless', name: 'Nothing is kept', after: 200 },
  { id: 'revocation-list', name: 'A list of revoked tokens (jti)', after: 401 },
  { id: 'token-version', name: 'A token version for each user', after: 401 },
  { id: 'session', name: 'A plain session', after: 401 },
]

interface Tally {
  readonly after: number
  readonly lookups: number
  readonly bytes: number
}

async function start(now: number): Promise<Stage> {
  const shop = new Workshop()
  const desk = await createDesk({ clock: movableClock(now) })
  let way = WAYS[0]!
  let token: string | undefined
  let latest: string | undefined
  /** A request from while Fernando was signed in; anyone who copied it can send it again. */
  let copy: string | undefined
  let worked = false
  let signedOut = false
  const tallies = new Map<SignedIn, Tally>()

  const reset = async () => {
    if (desk.jar.lines.length > 0) await desk.send(requests.signOut(desk.jar))
    desk.api.clock.advance(60)
    token = copy = undefined
    worked = signedOut = false
  }
  const credential = () => (way.id === 'session' ? (desk.jar.for('/api/payments') ?? '') : token ? `Bearer ${token}` : '')
  const current = () => requests.payments(way.id === 'session' || !token ? undefined : `Bearer ${token}`, desk.jar)

  return {
    works: shop.works,
    sent: () => sentBy(desk),
    token: () => latest,
    publicKey: () => undefined,
    goals: () =>
      WAYS.map(({ id, name, after }) => ({
        text: `${name}: ${tallies.has(id) ? `after signing out, the copied request gives ${tallies.get(id)!.after}` : 'not tried yet'}.`,
        met: tallies.get(id)?.after === after,
      })),
    lanes: () => [
      {
        title: 'Fernando’s browser',
        aside: copy ? 'someone copied a request' : token || desk.jar.lines.length > 0 ? 'signed in' : 'signed out',
        items: [
          button(shop, 'Sign in', async () => {
            token = accessTokenIn((await desk.send(requests.signIn('fernando', 'blue-harbour-42'))).reply)
            latest = token ?? latest
            copy = undefined
            worked = signedOut = false
          }),
          button(
            shop,
            'Read payments',
            async () => {
              copy = current()
              const { reply } = await desk.send(copy)
              worked = reply.status === 200
            },
            { disabled: unless(credential(), 'Sign in first.') },
          ),
          button(
            shop,
            'Sign out',
            async () => {
              await desk.send(requests.signOut(desk.jar))
              // The browser forgets what it has. Only copies elsewhere remain.
              token = undefined
              signedOut = true
            },
            { disabled: unless(desk.jar.lines.length, 'Sign in first.') },
          ),
          button(
            shop,
            'Send the copied request again',
            async () => {
              const { reply, record } = await desk.send(copy!)
              if (worked && signedOut)
                tallies.set(way.id, { after: reply.status, lookups: record?.lookups ?? 0, bytes: bytesOfCredential(copy!) })
            },
            { disabled: copy ? unless(signedOut, 'Sign out first.') : 'Nothing to copy yet: read payments first.' },
          ),
          ...(credential()
            ? [value('Sent with each request', credential(), 'token', `${new TextEncoder().encode(credential()).length} bytes`)]
            : []),
        ],
      },
      { title: 'On the wire', aside: 'where copies are made', items: crossing(desk.last, 'Nothing has been sent yet.') },
      {
        title: 'Payroll API',
        aside: way.name.toLowerCase(),
        items: [
          {
            kind: 'choice',
            name: 'How it knows who is signed in',
            value: way.name,
            options: WAYS.map(({ name }) => name),
            choose: (option) => {
              // The choice shows at once; the server changes when the old session is closed.
              const chosen = WAYS.find(({ name }) => name === option) ?? way
              way = chosen
              return shop.run(async () => {
                await reset()
                desk.api.signedIn = chosen.id
              })
            },
          },
          ...(desk.last?.record ? [value('Lookups for the last request', String(desk.last.record.lookups))] : []),
          ...WAYS.flatMap(({ id, name }) => {
            const tally = tallies.get(id)
            return tally
              ? [
                  value(
                    `Cost: ${name}`,
                    `${tally.lookups} ${tally.lookups === 1 ? 'lookup' : 'lookups'}, ${tally.bytes} bytes per request`,
                    tally.after === 200 ? 'bad' : 'good',
                    tally.after === 200 ? 'still open after signing out' : 'closed after signing out',
                  ),
                ]
              : []
          }),
          ...verdict(desk),
        ],
      },
    ],
  }
}

function bytesOfCredential(request: string): number {
  const fields = request.split('\n').filter((line) => /^(Authorization|Cookie):/i.test(line))
  return new TextEncoder().encode(fields.map((line) => line.slice(line.indexOf(':') + 2)).join('')).length
}

// What the copied request gets after Fernando has signed out.
async function afterSigningOut(now: number, way: SignedIn): Promise<number> {
  const desk = await createDesk({ clock: movableClock(now), signedIn: way })
  const token = accessTokenIn((await desk.send(requests.signIn('fernando', 'blue-harbour-42'))).reply)
  const copy = requests.payments(token && `Bearer ${token}`, desk.jar)
  await desk.send(requests.signOut(desk.jar))
  return (await desk.send(copy)).reply.status
}

const round = (name: string, said: string): Move[] => [
  { say: said, choose: 'How it knows who is signed in', option: name },
  { say: 'Fernando signs in.', press: 'Sign in' },
  { say: 'He reads payments, and someone copies the request.', press: 'Read payments' },
  { say: 'He signs out.', press: 'Sign out' },
  { say: 'Someone sends the copy again. Does it still work?', press: 'Send the copied request again' },
]

export const signingOut: Lesson = {
  id: 'signing-out',
  part: 'Time',
  title: 'Signing out a stateless user',
  lede: 'A stateless server checks a token without asking anyone, so it can’t take the token back. Every way around this costs a lookup.',
  know: [
    'Signing out deletes what the browser has. It doesn’t affect a copy of an access token, which works until `exp`. Many applications can accept those fifteen minutes, and need nothing more.',
    '*A revocation list* contains the [jti] of each token that was ended early (RFC 7519 section 4.1.7). An entry stays until its token would have expired anyway, so the list is short. It costs one lookup per request. *A token version* in the user’s row ends all tokens of that user at once, for example after a password change. It also costs one lookup per request.',
    'If another service issued the token, there are standards for both steps. The client asks the issuer to revoke a token (RFC 7009), and an API asks the issuer whether a token is still active (RFC 7662).',
    '*A plain session* is a random number in a cookie and a row on the server. It is shorter on the wire, ends at once and costs one lookup. If the browser and the server belong to one application, this older way is often the better one.',
  ],
  task: 'Try the four ways. Each time, sign in, read payments, sign out, and send the copied request again. Compare what each way costs.',
  solved:
    'Without a lookup, there is no way to take a token back. With one lookup, a token works like a session. Choose which cost you accept.',
  hints: [
    'The order matters: read payments before you sign out, so that there is a request to copy.',
    'The first way answers 200 to the copy. That isn’t a mistake; it is what this lesson shows.',
    'Then choose the next way in the right lane and do the same.',
  ],
  hintGoals: [0, 0, 3],
  solution: [
    ...round('Nothing is kept', 'The server keeps nothing, so the token alone decides.'),
    ...round('A list of revoked tokens (jti)', 'Now use a list.'),
    ...round('A token version for each user', 'Now use a version in the user’s row.'),
    ...round('A plain session', 'Now use a session, without a token.'),
  ],
  questions: [
    {
      ask: 'Fernando signs out. In one of the four ways, a copied request still gets 200. In which?',
      start: async (now) => {
        const answers = new Map<SignedIn, number>()
        for (const { id } of WAYS) answers.set(id, await afterSigningOut(now, id))
        const still = WAYS.find(({ id }) => answers.get(id) === 200)
        return picked({
          answer: still?.name ?? '',
          because: 'This was tried just now. Only the token decides, until it expires.',
          others: Object.fromEntries(
            WAYS.filter((way) => way !== still).map(({ id, name }) => [
              name,
              `${name}: this was tried just now and gave ${answers.get(id) ?? 0}, because of its lookup.`,
            ]),
          ),
          order: WAYS.map(({ name }) => name),
        })
      },
    },
    {
      ask: 'Which claim does a revocation list need in each token? Write its name.',
      start: async () =>
        typed({
          answer: 'jti',
          mistakes: ['"jti"', 'kid', 'sub', 'exp', 'JTI'],
          judge: (text) => {
            if (text === 'jti') return right('It names this one token. The entry can go when the token expires.')
            if (isQuoted(text, 'jti')) return wrong('That is the right claim, but the quotes are not part of its name.')
            if (text === 'JTI') return wrong('Claim names are case-sensitive. Write this one in lower case.')
            if (text === 'sub') return wrong('That would block the user even after the next sign-in.')
            if (text === 'kid') return wrong('`kid` names a key, which signs the tokens of many users.')
            if (text === 'exp') return wrong('`exp` says how long the entry stays on the list, not which token it is.')
            return wrong('Look for the claim that names a single token.')
          },
        }),
    },
    {
      ask: 'Fernando changes his password after a theft. All his tokens must stop working at once, on every device. Which way is the simplest?',
      start: async () =>
        picked({
          answer: 'A token version',
          because: 'Increase one number in his row, and every older token is refused.',
          others: {
            'A revocation list': 'It works, but you must know the `jti` of every token that he has anywhere.',
            'Short lifetimes': 'Then the tokens expire soon, but not at once.',
          },
          order: ['Short lifetimes', 'A revocation list', 'A token version'],
        }),
    },
  ],
  remember: [
    'A stateless server keeps nothing, so it can’t sign anyone out before exp.',
    'A jti list, a token version and a session cost one lookup each.',
    'Short lifetimes keep the list short.',
  ],
  start,
}
