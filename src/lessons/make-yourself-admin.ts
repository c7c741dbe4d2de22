// Lesson 4: change a claim on the wire, with the article's own token, and see which gate stops it.
import type { Lesson, Stage } from './lesson.ts'
import { signAccessToken } from './payroll-api/access-token.ts'
import { movableClock } from './payroll-api/clock.ts'
import { keyRing, hmacKey } from './payroll-api/key-ring.ts'
import { createDesk, requests, type Exchange } from './stage/desk.ts'
import { button, verdict, wireEditors, type Held } from './stage/items.ts'
import { memberOf, segmentOf } from './stage/token-text.ts'
import { Workshop } from './stage/workshop.ts'

const EXP = 1550946689

/** The article's claims, signed with its secret over the bytes that are sent. */
async function articleToken(keys: ReturnType<typeof keyRing>): Promise<string> {
  return await signAccessToken({ Iss: 'fernando', Exp: EXP, Admin: false }, keys, 'JWT')
}

async function start(): Promise<Stage> {
  const shop = new Workshop()
  const keys = keyRing(hmacKey('A secret API example'))
  // Ten minutes before the article's token ends, so that time is not what stops it.
  const desk = await createDesk({ clock: movableClock((EXP - 600) * 1000), keys, dialect: 'article' })
  const token = await articleToken(keys)
  const ask = requests.pay(`Bearer ${token}`, { to: 'fernando', amount: 9000 })
  const held: Held = { text: '' }
  const outcome = (exchange: Exchange, id: string) => exchange.record?.steps.find((step) => step.id === id)?.outcome
  const edited = (exchange: Exchange) => exchange.token !== undefined && memberOf(exchange.token, 1, 'Admin') === true
  return {
    works: shop.works,
    token: () => desk.last?.token ?? token,
    publicKey: () => undefined,
    goals: () => [
      {
        text: 'Untouched, the request is refused with 403: the token is good, the right is missing.',
        met: desk.exchanges.some((each) => each.reply.status === 403),
      },
      {
        text: 'With `Admin` true the signature step refuses it: 401.',
        met: desk.exchanges.some((each) => edited(each) && each.reply.status === 401 && outcome(each, 'signature') === 'failed'),
      },
      {
        text: 'The signature that it carries is still the old one, and the claim was never read.',
        met: desk.exchanges.some(
          (each) => edited(each) && outcome(each, 'right') === 'not-reached' && segmentOf(each.token ?? '', 2) === segmentOf(token, 2),
        ),
      },
    ],
    lanes: () => [
      {
        title: 'Fernando’s browser',
        aside: 'holds the token',
        items: [
          button(shop, 'Ask for a payment', () => void (held.text = ask), { main: held.text === '' }),
          { kind: 'message', name: 'Request', text: ask, short: true },
          ...(desk.last
            ? [{ kind: 'message', name: 'Response', text: desk.last.reply.text, status: desk.last.reply.status } as const]
            : []),
        ],
      },
      {
        title: 'On the wire',
        aside: 'you are here',
        items: [
          ...wireEditors(shop, held, [1]),
          ...(held.text === '' ? [] : [button(shop, 'Send it on', async () => void (await desk.send(held.text)), { main: true })]),
        ],
      },
      { title: 'Payroll API', aside: 'holds the secret', items: verdict(desk) },
    ],
  }
}

export const makeYourselfAdmin: Lesson = {
  id: 'make-yourself-admin',
  title: 'Make yourself admin',
  lede: 'Fernando may read payments but not issue them. His token says so in plain sight. Change `Admin` to true while the request is on its way, and see which gate stops it.',
  know: [
    'This is the token of the article, with its own claims, its own secret and its own year: the clock stands ten minutes before its `Exp`. The signature is made over the bytes that are sent, so here the token verifies.',
    'The server does not compare your payload with an old copy; it has none. It computes the signature anew over the header and payload that arrived, with the secret, and compares. Another payload gives another signature, and without the secret nobody can say which.',
  ],
  erratum:
    'The article calls its claims `Iss`, `Exp` and `Admin`. Names are compared character by character (RFC 7519 section 7.3), so `Exp` is not `exp`: a library that looks for `exp` finds none and never lets the token expire. This one API was told about the capitals. And `Iss` holds the user, who should be in `sub`.',
  task: 'Send the request as it is and see it refused for want of the right. Ask again, change `Admin` to `true` on the wire, and send that.',
  solved:
    'The claim never mattered: the gate of the signature comes before the question who is an admin. What would a server have to get wrong to pay all the same? The next lesson knows four ways.',
  hints: [
    '“Ask for a payment” puts the request on the wire. “Send it on” lets it go.',
    'Edit the token payload: `false` becomes `true`. The request below changes with it, the signature does not.',
    'Compare the two signatures in the step that failed.',
  ],
  solution: [
    { say: 'The browser asks for a payment.', press: 'Ask for a payment' },
    { say: 'Let it go untouched: 403. The token is good, Fernando is no admin.', press: 'Send it on' },
    {
      say: 'Change the claim on the wire. Only the middle segment changes.',
      fill: 'Token payload',
      with: async (read) => (await read('Token payload')).replace('false', 'true'),
    },
    { say: 'Send it on: the API computes another signature than the token carries, and reads no further.', press: 'Send it on' },
  ],
  remember: [
    'Verify first, read claims after.',
    'A changed payload needs a new signature, and that needs the key.',
    '403 tells that the token was believed, 401 that it was not.',
  ],
  start,
}
