// Four ways to know that somebody signed out, each with its price counted.
import type { Lesson, Move, Stage } from './lesson.ts'
import type { SignedIn } from './payroll-api/api.ts'
import { movableClock } from './payroll-api/clock.ts'
import { accessTokenIn, createDesk, requests, sentBy } from './stage/desk.ts'
import { isQuoted, picked, right, typed, wrong } from './stage/exercises.ts'
import { button, crossing, unless, value, verdict } from './stage/items.ts'
import { Workshop } from './stage/workshop.ts'

const WAYS: readonly { readonly id: SignedIn; readonly name: string; readonly after: 200 | 401 }[] = [
  { id: 'stateless', name: 'Nothing is kept', after: 200 },
  { id: 'revocation-list', name: 'A list of revoked jti', after: 401 },
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
  /** The request as it was while Fernando was signed in; anyone who copied it can send it again. */
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
            ? [
                value(
                  'What proves who asks',
                  credential(),
                  'token',
                  `${new TextEncoder().encode(credential()).length} bytes with each request`,
                ),
              ]
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
              // What was chosen shows at once; the server changes when the old session is closed.
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
                    `Price: ${name}`,
                    `${tally.lookups} ${tally.lookups === 1 ? 'lookup' : 'lookups'}, ${tally.bytes} bytes a request`,
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
  { say: 'The copy is sent again. Does it still open the door?', press: 'Send the copied request again' },
]

export const signingOut: Lesson = {
  id: 'signing-out',
  part: 'Time',
  title: 'Signing out a stateless user',
  lede: 'A token that the server can check without asking anyone is a token that the server can’t take back. Every way out of this is a lookup.',
  know: [
    'Signing out deletes what the browser has. A copy of an access token isn’t affected and works until `exp`. For many applications fifteen minutes of that are acceptable; then nothing more is needed.',
    '*A revocation list* holds the [jti] of tokens that were ended early (RFC 7519 section 4.1.7), each until it would have expired anyway: a short list, one lookup a request. *A token version* in the user’s row ends all of that user’s tokens at once, after a changed password, say, at the price of one lookup a request as well. Between services, RFC 7009 is how a client revokes a token and RFC 7662 how an API asks about one.',
    '*A plain session* is a random number in a cookie and a row on the server. It is shorter on the wire, ends at once, and costs one lookup. Where browser and server belong to one application, that is the older and often the better answer.',
  ],
  task: 'Try the four ways. Each time: sign in, read payments, sign out, and send the copied request again. Compare what each costs.',
  solved: 'No lookup means no way to take it back; one lookup is a session by another name. Choose which price you pay.',
  hints: [
    'The order matters: read payments before signing out, so that there is something to copy.',
    'The first way answers 200 to the copy. That is the lesson, not a mistake.',
    'Then choose the next way in the right lane and do the same.',
  ],
  solution: [
    ...round('Nothing is kept', 'Nothing is kept: the token alone decides.'),
    ...round('A list of revoked jti', 'Now a list.'),
    ...round('A token version for each user', 'Now a version in the user’s row.'),
    ...round('A plain session', 'And now without any token.'),
  ],
  questions: [
    {
      ask: 'Fernando signs out. A copied request then still gives 200 in one of the four ways. In which?',
      start: async (now) => {
        const answers = new Map<SignedIn, number>()
        for (const { id } of WAYS) answers.set(id, await afterSigningOut(now, id))
        const still = WAYS.find(({ id }) => answers.get(id) === 200)
        return picked({
          answer: still?.name ?? '',
          because: 'It was tried just now. The token alone decides, until it expires.',
          others: Object.fromEntries(
            WAYS.filter((way) => way !== still).map(({ id, name }) => [
              name,
              `${name}: it was tried just now and gave ${answers.get(id) ?? 0}. Its lookup finds out.`,
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
            if (text === 'jti') return right('It names this one token. The list forgets it when the token expires.')
            if (isQuoted(text, 'jti')) return wrong('The right claim, but the quotes are not part of its name.')
            if (text === 'JTI') return wrong('Claim names are case-sensitive: it is written in lower case.')
            if (text === 'sub') return wrong('That would block the user, also after the next sign-in.')
            if (text === 'kid') return wrong('`kid` names a key, which signs the tokens of many users.')
            if (text === 'exp') return wrong('`exp` says how long the entry stays on the list, not which token it is.')
            return wrong('It is the claim that names one token.')
          },
        }),
    },
    {
      ask: 'Fernando changes his password after a theft. All his tokens shall end at once, on every device. Which way needs the least?',
      start: async () =>
        picked({
          answer: 'A token version',
          because: 'One number in his row goes up, and every older token is refused.',
          others: {
            'A revocation list': 'It works, but you must know the `jti` of every token that he has anywhere.',
            'Short lives': 'They end soon, not at once.',
          },
          order: ['Short lives', 'A revocation list', 'A token version'],
        }),
    },
  ],
  remember: [
    'Stateless means that nobody can be signed out before exp.',
    'jti list, token version, session: one lookup each.',
    'Short lives keep the list short.',
  ],
  start,
}
