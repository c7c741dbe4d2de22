// Lesson 1: what a token is for, by the two older ways and what each costs.
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
  { id: 'password', name: 'The password, each time', price: 'The password crosses the wire and is hashed again for every request.' },
  { id: 'session', name: 'A session', price: 'One lookup per request, in one store that all servers share.' },
  { id: 'stateless', name: 'A token', price: 'No lookup. Any server with the key can check it alone.' },
]

async function start(now: number): Promise<Stage> {
  const shop = new Workshop()
  const desk = await createDesk({ clock: movableClock(now), signedIn: 'password' })
  let way = WAYS[0]!
  let token: string | undefined
  let servers = 1
  const read = new Set<SignedIn>()
  const signedIn = () => way.id === 'password' || (way.id === 'session' ? desk.jar.lines.length > 0 : token !== undefined)
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
    goals: (): Goal[] => WAYS.map(({ id, name }) => ({ text: `Payments read with: ${name.toLowerCase()}.`, met: read.has(id) })),
    lanes: () => [
      {
        title: 'Fernando’s browser',
        aside: signedIn() ? 'can show who asks' : 'signed out',
        items: [
          { kind: 'note', text: 'Fernando wants to see his payments. The server has to know that it is him, with every single request.' },
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
              token = accessTokenIn((await desk.send(requests.signIn(USER, PASSWORD))).reply) ?? token
            },
            { disabled: way.id === 'password' ? 'Nothing to sign in to: the password goes along each time.' : undefined },
          ),
          button(
            shop,
            'Read payments',
            async () => {
              const { reply } = await desk.send(requests.payments(authorization(), way.id === 'session' ? desk.jar : undefined))
              if (reply.status === 200) read.add(way.id)
            },
            { main: true, disabled: signedIn() ? undefined : 'Sign in first.' },
          ),
          value('What goes with each request', shown(), 'token'),
        ],
      },
      { title: 'On the wire', aside: 'what crosses the network', items: crossing(desk.last, 'Nothing has been sent yet.') },
      {
        title: 'Payroll API',
        aside: 'must know who asks',
        items: [
          value('Price', way.price, 'plain'),
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
            'Lookups in the one store, for one request to each server',
            String(lookups()),
            lookups() === 0 ? 'good' : 'plain',
            way.id === 'password' ? `and ${servers} times 10,000 rounds of hashing` : undefined,
          ),
          ...plain(verdict(desk)),
        ],
      },
    ],
  }
}

// A first look: what the other checks of a token are for comes in the lessons after this one.
const SHOWN = new Set(['parse', 'password', 'signature', 'time', 'revocation', 'right'])
const plain = (items: readonly Item[]): readonly Item[] =>
  items.map((item) => (item.kind === 'steps' ? { ...item, steps: item.steps.filter(({ id }) => SHOWN.has(id)) } : item))

const change = (name: string, say: string): Move => ({ say, choose: 'How Fernando shows who he is', option: name })

export const whyAToken: Lesson = {
  id: 'why-a-token',
  part: 'A token',
  title: 'Why a token at all',
  lede: 'A server forgets you between two requests. Each of them has to show again who asks, and there are three common ways.',
  know: [
    'In these lessons Fernando works for a company with a payroll API. His browser sends it *requests*, which are pieces of text, and gets *responses*, which begin with a number: 200 is a yes, 401 asks who you are, 403 is a no. You see both as they cross the network. Its servers have to know with each request who sent it.',
    '*The password, each time.* [Basic authentication|Basic] puts name and password into every request, in base64, which anyone can undo (RFC 7617 section 4). The browser has to keep the password, and the server has to hash it again each time, slowly on purpose.',
    '*A session.* Fernando signs in once and gets a random number in a cookie. The server keeps a table of these numbers. With a hundred servers all of them ask the same table, for each request; in return, deleting a row signs Fernando out at once.',
    '*A token.* Fernando signs in once and gets a short text that says who he is and until when, with a signature that only the API can make. Each server checks the signature by itself and asks nobody. That text is a [JWT].',
    'Use a token where many services, or other companies, must check it without asking you. Use a session where one application has its own server: it is simpler, and it can end at any moment ({signing-out} counts what each costs).',
  ],
  task: 'Read the payments in all three ways. Watch what goes with each request, and what the server has to look up. Then drag the number of servers.',
  solved:
    'The password was shown each time, the session was looked up each time, and the token was just checked. How that works is the rest of these lessons.',
  hints: [
    'The first way needs no sign-in: press “Read payments”.',
    'Choose the next way in “How Fernando shows who he is”, sign in, then read.',
    'All three are done when each has read payments once.',
  ],
  solution: [
    { say: 'With Basic, name and password go along. The server hashes the password and looks it up.', press: 'Read payments' },
    change('A session', 'Now a session.'),
    { say: 'Fernando signs in once and gets a random number in a cookie.', press: 'Sign in' },
    { say: 'The server looks the number up in its table.', press: 'Read payments' },
    change('A token', 'And now a token.'),
    { say: 'He signs in once and gets a signed text.', press: 'Sign in' },
    { say: 'The server checks the signature. No lookup.', press: 'Read payments' },
  ],
  questions: [
    {
      ask: 'Someone recorded this field of a request. Which password does it give away?',
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
                ? 'That is the name. The password stands after the colon.'
                : 'That isn’t it. The password stands after the colon.',
            )
          },
        }),
    },
    {
      ask: 'Twenty services of three companies must know who asks, and none of them may ask another one each time. What do you give to the browser?',
      start: async () =>
        picked({
          answer: 'A token',
          because: 'Each service checks the signature by itself.',
          others: {
            'A session': 'All twenty would have to ask the one table that knows the session.',
            'The password': 'Then all twenty services and three companies learn the password.',
          },
          order: ['The password', 'A session', 'A token'],
        }),
    },
    {
      ask: 'One shop with its own server, and users must be signed out the moment they ask for it. What is enough?',
      start: async () =>
        picked({
          answer: 'A session',
          because: 'Deleting the row ends it at once, and one lookup per request is cheap.',
          others: { 'A token': 'A token that is checked without asking anyone can’t be taken back before it expires.' },
          order: ['A token', 'A session'],
        }),
    },
  ],
  remember: [
    'Passwords cross the wire once, not with each request.',
    'Session: a random number and one lookup. Token: signed text and no lookup.',
    'One application with its own server: take a session.',
  ],
  start,
}
