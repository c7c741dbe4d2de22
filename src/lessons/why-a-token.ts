// Lesson 1 compares a token with the two older ways to identify a user, and what each costs.
import type { Goal, Item, Lesson, Move, Stage } from './lesson.ts'
import type { SignedIn } from './payroll-api/api.ts'
import { movableClock } from './payroll-api/clock.ts'
import { accessTokenIn, createDesk, requests, sentBy } from './stage/desk.ts'
import { picked, typed, isQuoted, right, wrong } from './stage/exercises.ts'
import { button, crossing, value, verdict } from './stage/items.ts'
import { Workshop } from './stage/workshop.ts'

const USER = 'fernando'
const PASSWORD = 'blue-harbour-42'
const WAYS: readonly { readonly id: SignedIn; readonly name: string; readonly price: string }[] = [
  { id: 'password', name: 'The password, each time', price: 'For every request the password crosses the wire and is hashed again.' },
  { id: 'session', name: 'A session', price: 'One lookup per request, in one store that all servers share.' },
  { id: 'stateless', name: 'A token', price: 'No lookup. Any server with the key can check it by itself.' },
]

async function start(now: number): Promise<Stage> {
  const shop = new Workshop()
  const desk = await createDesk({ clock: movableClock(now), signedIn: 'password' })
  let way = WAYS[0]!
  /** The way of the request that was sent last. */
  let answered: SignedIn | undefined
  let token: string | undefined
  let servers = 1
  const read = new Set<SignedIn>()
  // The jar also has the refresh cookie of a token, which isn't a session.
  const signedIn = () => way.id === 'password' || (way.id === 'session' ? desk.jar.for('/api/payments') : token) !== undefined
  const authorization = () => {
    if (way.id === 'password') return `Basic ${btoa(`${USER}:${PASSWORD}`)}`
    return way.id === 'stateless' && token ? `Bearer ${token}` : undefined
  }
  const shown = () => authorization() ?? desk.jar.for('/api/payments') ?? 'nothing yet'
  const lookups = () => (way.id === 'stateless' ? 0 : servers)

  return {
    works: shop.works,
    sent: () => sentBy(desk),
    token: () => token,
    publicKey: () => undefined,
    goals: (): Goal[] => WAYS.map(({ id, name }) => ({ text: `You read the payments with: ${name.toLowerCase()}.`, met: read.has(id) })),
    lanes: () => [
      {
        title: 'Fernando’s browser',
        aside: signedIn() ? 'can show who he is' : 'signed out',
        items: [
          {
            kind: 'note',
            text: 'Fernando wants to see his payments. With every single request, the server has to know that it comes from him.',
          },
          {
            kind: 'choice',
            name: 'How Fernando shows who he is',
            value: way.name,
            options: WAYS.map(({ name }) => name),
            choose: (option) => {
              way = WAYS.find(({ name }) => name === option) ?? way
              desk.api.signedIn = way.id
              shop.changed()
            },
          },
          button(
            shop,
            'Sign in',
            async () => {
              answered = way.id
              token = accessTokenIn((await desk.send(requests.signIn(USER, PASSWORD))).reply) ?? token
            },
            { disabled: way.id === 'password' ? 'Not needed: the password is sent each time.' : undefined },
          ),
          button(
            shop,
            'Read payments',
            async () => {
              answered = way.id
              const { reply } = await desk.send(requests.payments(authorization(), way.id === 'session' ? desk.jar : undefined))
              if (reply.status === 200) read.add(way.id)
            },
            { main: true, disabled: signedIn() ? undefined : 'Sign in first.' },
          ),
          value('Sent with each request', shown(), 'token'),
        ],
      },
      { title: 'On the wire', aside: 'what crosses the network', items: crossing(desk.last, 'Nothing has been sent yet.') },
      {
        title: 'Payroll API',
        aside: 'must know who is asking',
        items: [
          value('Cost', way.price, 'plain'),
          {
            kind: 'slider',
            name: 'Servers of this API',
            from: 1,
            to: 100,
            step: 1,
            value: servers,
            text: `${servers}`,
            marks: [
              { at: 1, label: '1' },
              { at: 100, label: '100' },
            ],
            slide: (to) => {
              servers = to
              shop.changed()
            },
          },
          value(
            'Lookups in the shared store, for one request to each server',
            String(lookups()),
            lookups() === 0 ? 'good' : 'plain',
            way.id === 'password' ? `plus ${servers} times 10,000 rounds of hashing` : undefined,
          ),
          ...plain(verdict(desk, undefined, way.id !== answered)),
        ],
      },
    ],
  }
}

// A first look. Later lessons explain the other checks.
const SHOWN = new Set(['parse', 'password', 'signature', 'time', 'revocation', 'right'])
const plain = (items: readonly Item[]): readonly Item[] =>
  items.map((item) => (item.kind === 'steps' ? { ...item, steps: item.steps.filter(({ id }) => SHOWN.has(id)) } : item))

const change = (name: string, say: string): Move => ({ say, choose: 'How Fernando shows who he is', option: name })

export const whyAToken: Lesson = {
  id: 'why-a-token',
  part: 'A token',
  title: 'Why a token at all',
  lede: 'A server forgets you between two requests. So each request has to show who is asking, and there are three common ways to do that.',
  know: [
    'In these lessons Fernando works for a company with a payroll API, a service that programs talk to over the network. His browser sends it *requests*, which are pieces of text, and gets *responses*, which begin with a number: 200 means yes, 401 asks who you are, 403 means no. You see both as they cross the network. The API’s servers have to know who sent each request.',
    '*The password, each time.* With [Basic authentication|Basic], the browser sends the name and the password with every request. They are written in base64, a way to write any text with letters and digits. It hides nothing: anyone can turn it back into the original text (RFC 7617 section 4). The browser has to keep the password, and the server has to hash it again each time, a computation that is slow on purpose.',
    '*A session.* Fernando signs in once and gets a random number in a cookie, a small value that the browser keeps and sends along by itself. The server keeps a table of these numbers. If there are a hundred servers, all of them ask the same table for each request. In return, deleting a row signs Fernando out at once.',
    '*A token.* Fernando signs in once and gets a short text. It says who he is and until when, and it has a signature that only the API can make. Each server checks the signature by itself, without asking anyone. That text is a [JWT].',
    'Use a token if many services, or other companies, must check it without asking you. Use a session if one application has its own server: it is simpler, and it can end at any moment ({signing-out} counts what each costs).',
  ],
  task: 'Read the payments in all three ways. Watch what is sent with each request, and what the server has to look up. Then drag the number of servers.',
  solved:
    'The password was sent each time, the session was looked up each time, and the token was just checked. The other lessons show how that works.',
  hints: [
    'The first way needs no sign-in: press “Read payments”.',
    'Choose the next way in “How Fernando shows who he is”, sign in, then read the payments.',
    'You are done when you have read the payments once in each of the three ways.',
  ],
  hintGoals: [0, 2, 2],
  solution: [
    {
      say: 'Basic sends the name and the password. The server looks up the user, hashes the password and compares.',
      press: 'Read payments',
    },
    change('A session', 'Now use a session.'),
    { say: 'Fernando signs in once and gets a random number in a cookie.', press: 'Sign in' },
    { say: 'The server looks the number up in its table.', press: 'Read payments' },
    change('A token', 'Now use a token.'),
    { say: 'Fernando signs in once and gets a signed text.', press: 'Sign in' },
    { say: 'The server checks the signature. No lookup.', press: 'Read payments' },
  ],
  questions: [
    {
      ask: 'Someone recorded this part of a request. Which password does it give away?',
      start: async () =>
        typed({
          given: [
            { name: 'Authorization', text: `Basic ${btoa('grace:quiet-lantern-17')}`, look: 'plain' },
            { name: 'The same, decoded from base64', text: 'grace:quiet-lantern-17', look: 'plain' },
          ],
          answer: 'quiet-lantern-17',
          mistakes: ['grace:quiet-lantern-17', '"quiet-lantern-17"', 'grace'],
          judge: (text) => {
            if (text === 'quiet-lantern-17') return right('Anyone who sees the request has the password. Base64 hides nothing.')
            if (isQuoted(text, 'quiet-lantern-17')) return wrong('The quotes are not part of the password.')
            if (text.startsWith('grace:')) return wrong('That is the name, a colon and the password. Which part is the password?')
            return wrong(
              text === 'grace'
                ? 'That is the name. The password comes after the colon.'
                : 'That isn’t it. The password comes after the colon.',
            )
          },
        }),
    },
    {
      ask: 'Twenty services at three companies need to know who is asking, and none of them can ask another service each time. What do you give to the browser?',
      start: async () =>
        picked({
          answer: 'A token',
          because: 'Each service checks the signature by itself.',
          others: {
            'A session': 'All twenty would have to ask the one table that holds the session.',
            'The password': 'Then all twenty services and all three companies learn the password.',
          },
          order: ['The password', 'A session', 'A token'],
        }),
    },
    {
      ask: 'A shop has its own server, and users must be signed out the moment they ask for it. What is enough?',
      start: async () =>
        picked({
          answer: 'A session',
          because: 'Deleting the row ends the session at once, and one lookup per request is cheap.',
          others: { 'A token': 'A token that is checked without asking anyone can’t be taken back before it expires.' },
          order: ['A token', 'A session'],
        }),
    },
  ],
  remember: [
    'Send the password once, not with each request.',
    'A session is a random number and one lookup. A token is signed text and no lookup.',
    'For one application with its own server, use a session.',
  ],
  start,
}
