// Lesson 5 changes a claim on the wire to see which check stops it, with a guess before sending.
import type { Lesson, Stage } from './lesson.ts'
import { accessClaims, signAccessToken } from './payroll-api/access-token.ts'
import { movableClock } from './payroll-api/clock.ts'
import { createDesk, requests, type Exchange, sentBy } from './stage/desk.ts'
import { answerOf, editOf, picked, right, typed, wrong } from './stage/exercises.ts'
import { button, hold, response, value, verdict, wireEditors } from './stage/items.ts'
import { Prediction, titleOf } from './stage/prediction.ts'
import { claimingAdmin, memberOf, segmentOf } from './stage/token-text.ts'
import { Workshop } from './stage/workshop.ts'

const ORDER = { to: 'fernando', amount: 9000 }

async function fernando(now: number) {
  const desk = await createDesk({ clock: movableClock(now) })
  const token = await signAccessToken(accessClaims(desk.api.directory.find('fernando')!, desk.api.clock), desk.api.keys)
  return { desk, token }
}

async function start(now: number): Promise<Stage> {
  const shop = new Workshop()
  const { desk, token } = await fernando(now)
  const ask = requests.pay(`Bearer ${token}`, ORDER)
  const held = hold()
  const prediction = new Prediction(shop, ['201', '401', '403'], [titleOf('signature'), titleOf('right')])
  const outcome = (exchange: Exchange, id: string) => exchange.record?.steps.find((step) => step.id === id)?.outcome
  const edited = (exchange: Exchange) => exchange.token !== undefined && memberOf(exchange.token, 1, 'admin') === true
  return {
    works: shop.works,
    sent: () => sentBy(desk),
    token: () => desk.last?.token ?? token,
    publicKey: () => undefined,
    goals: () => [
      {
        text: 'Unchanged, the request is refused with 403. The token is good, but the right is missing.',
        met: desk.exchanges.some((each) => each.token === token && each.reply.status === 403),
      },
      {
        text: 'With `admin` set to true, the signature check refuses it with 401. The signature is still the old one, and the claim is never read.',
        met: desk.exchanges.some(
          (each) =>
            edited(each) &&
            each.reply.status === 401 &&
            outcome(each, 'signature') === 'failed' &&
            outcome(each, 'right') === 'not-reached' &&
            segmentOf(each.token ?? '', 2) === segmentOf(token, 2),
        ),
      },
    ],
    lanes: () => [
      {
        title: 'Fernando’s browser',
        aside: 'has the token',
        items: [
          value('What the page shows', 'Your payments\n(no “New payment” button)', 'plain', 'it reads "admin": false and hides the button'),
          {
            kind: 'note',
            text: 'A page may read a claim to hide a button. That protects nothing: anyone can send the request without the button.',
          },
          button(shop, 'Ask for a payment anyway', () => void (held.text = ask), { main: held.text === '' }),
          { kind: 'message', name: 'Request', text: ask, short: true },
          ...response(desk, held.text),
        ],
      },
      {
        title: 'On the wire',
        aside: 'you are here',
        items: [
          ...wireEditors(shop, held, [1]),
          ...(held.text === ''
            ? []
            : [
                ...prediction.items(),
                button(shop, 'Send it on', async () => prediction.settle(await desk.send(held.text)), { main: true }),
              ]),
        ],
      },
      { title: 'Payroll API', aside: 'has the secret', items: verdict(desk, held.text) },
    ],
  }
}

export const makeYourselfAdmin: Lesson = {
  id: 'make-yourself-admin',
  part: 'A token',
  title: 'Make yourself admin',
  lede: 'Fernando may read payments but not issue them. His token says so in plain sight. Change `admin` to true while the request is on its way, and see which check stops it.',
  know: [
    'The server doesn’t compare your payload with an old copy, because it keeps no copy. It computes the signature again, with the secret, over the header and payload that arrived, and compares the two signatures. A different payload needs a different signature, and no one can compute that without the secret.',
    'The checks run in a fixed order: first the signature, then the claims. The server never trusts what an unverified token says.',
    'Fernando’s browser reads the token too: the page hides a button when `admin` is false. That is convenient, but it doesn’t protect anything. The browser belongs to the user, and anyone can send a request without the page.',
  ],
  task: 'Send the request unchanged. The server refuses it because the right is missing. Then change `admin` to `true` on the wire. Before you send it, guess what will happen.',
  solved:
    'The claim didn’t matter, because the server checks the signature before it asks who is an admin. What would a server have to get wrong to pay anyway? The labs show four ways, beginning with {careless-server}.',
  hints: [
    '“Ask for a payment anyway” puts the request on the wire. “Send it on” delivers it to the API.',
    'In the token payload, change `false` to `true`. The request below changes too, but the signature doesn’t.',
    'Compare the two signatures in the check that failed.',
  ],
  hintGoals: [0, 1, 1],
  solution: [
    { say: 'The browser asks for a payment.', press: 'Ask for a payment anyway' },
    { say: 'Send it on unchanged. The answer is 403: the token is good, but Fernando isn’t an admin.', press: 'Send it on' },
    { say: 'Change the claim on the wire. Only the middle segment changes.', fill: 'Token payload', with: claimingAdmin },
    { say: 'Send it on. The API computes a different signature from the one in the token, and reads no further.', press: 'Send it on' },
  ],
  questions: [
    {
      ask: 'Someone changed this token on its way, so the server answers 401 to a payment. Make a token that gets *403* instead. (Fernando’s own token is below; you may copy from it.)',
      start: async (now) => {
        const { desk, token } = await fernando(now)
        const [head, body, signature] = [segmentOf(token, 0), segmentOf(token, 1), segmentOf(token, 2)]
        const broken = (at: number, text: string) =>
          [head, body, signature].map((segment, index) => (index === at ? text : segment)).join('.')
        const bad = broken(1, `${body.slice(0, -2)}${body.endsWith('A') ? 'BB' : 'AA'}`)
        return typed({
          given: [{ name: 'Fernando’s own token', text: token, look: 'token' }],
          value: bad,
          look: 'token',
          oneLine: false,
          answer: token,
          mistakes: [bad, broken(0, 'eyJhbGciOiJIUzI1NiJ9'), broken(2, ''), `${head}.${body}`],
          judge: async (text) => {
            const exchange = await desk.send(requests.pay(`Bearer ${text}`, ORDER))
            if (exchange.reply.status === 403) return right(`${answerOf(exchange)} It believes the token but refuses the payment.`)
            return wrong(`${editOf(token, text) ?? ''} ${answerOf(exchange)} Which token does the server believe?`)
          },
        })
      },
    },
    {
      ask: 'The page hides its “New payment” button because `admin` is false. Fernando makes it visible with the browser’s tools and presses it. What does the API answer?',
      start: async (now) => {
        const { desk, token } = await fernando(now)
        const exchange = await desk.send(requests.pay(`Bearer ${token}`, ORDER))
        return picked({
          answer: '403',
          because: `The request was sent just now. ${answerOf(exchange)}`,
          others: {
            '201': 'The server doesn’t know what the page shows. It reads the claim in the token, which is still false.',
            '401': 'He changed the page, not the token, so the signature still matches.',
          },
          order: ['201', '401', '403'],
        })
      },
    },
  ],
  remember: [
    'Verify first, then read the claims.',
    'A changed payload needs a new signature, and that needs the key.',
    '403: the server believed the token. 401: it didn’t.',
    'A page may hide a button because of a claim. Only the server decides.',
  ],
  start,
}
