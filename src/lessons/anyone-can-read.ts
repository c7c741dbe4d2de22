// Lesson 2: base64url is no lock; a password in a payload is read without any key.
import type { Lesson, Stage } from './lesson.ts'
import { accessClaims, signAccessToken } from './payroll-api/access-token.ts'
import { movableClock } from './payroll-api/clock.ts'
import { createDesk, requests, wasRequest } from './stage/desk.ts'
import { button, editor, unlessRight, value, verdict } from './stage/items.ts'
import { segmentOf, textOf, type SegmentIndex } from './stage/token-text.ts'
import { Workshop } from './stage/workshop.ts'

const WORDS = ['amber', 'birch', 'cobalt', 'drift', 'ember', 'fjord', 'granite', 'heron']

async function start(now: number): Promise<Stage> {
  const shop = new Workshop()
  const desk = await createDesk({ clock: movableClock(now) })
  // Made up anew for each start, so that only reading the token can tell it.
  const [first = 0, second = 0, third = 0] = crypto.getRandomValues(new Uint8Array(3))
  const password = `${WORDS[first % 8]}-${WORDS[second % 8]}-${10 + (third % 90)}`
  const token = await signAccessToken({ ...accessClaims(desk.api.directory.find('fernando')!, desk.api.clock), password }, desk.api.keys)
  const request = requests.payments(`Bearer ${token}`)
  let segment = ''
  let answer = ''
  const take = (name: string, part: SegmentIndex) => button(shop, name, () => void (segment = segmentOf(token, part)))
  return {
    works: shop.works,
    token: () => token,
    publicKey: () => undefined,
    goals: () => [
      { text: 'You found the password without any key.', met: answer.trim() === password },
      {
        text: 'The request went on unchanged, and the API noticed nothing.',
        met: desk.exchanges.some(
          (exchange) => wasRequest(exchange, 'GET', '/api/payments') && exchange.token === token && exchange.reply.status === 200,
        ),
      },
    ],
    lanes: () => [
      {
        title: 'Fernando’s browser',
        aside: 'holds the token',
        items: [
          { kind: 'note', text: 'It asks for the payments. Whoever built the sign-in put the password into the token, “for later”.' },
          { kind: 'message', name: 'Request', text: request, short: true },
          ...(desk.last
            ? [{ kind: 'message', name: 'Response', text: desk.last.reply.text, status: desk.last.reply.status } as const]
            : []),
        ],
      },
      {
        title: 'On the wire',
        aside: 'you are here, without a key',
        items: [
          value('Captured token', token, 'token'),
          take('Take the first segment', 0),
          take('Take the second segment', 1),
          take('Take the third segment', 2),
          editor(shop, 'Segment', segment, (text) => (segment = text)),
          value('Decoded', segment === '' ? '' : textOf(segment.trim()), 'plain', 'base64url back to text, no key involved'),
          editor(shop, 'The password you found', answer, (text) => (answer = text), { oneLine: true }),
          ...unlessRight(answer, password),
          button(shop, 'Send it on unchanged', async () => void (await desk.send(request)), { main: true }),
        ],
      },
      { title: 'Payroll API', aside: 'holds the secret', items: verdict(desk) },
    ],
  }
}

export const anyoneCanRead: Lesson = {
  id: 'anyone-can-read',
  title: 'Anyone can read it',
  lede: 'Base64url is an alphabet, not a lock. The signature keeps others from changing a token, not from reading it.',
  know: [
    'A signature gives *integrity*: the server can tell that not one character was changed since the issuer signed. It gives no *confidentiality*: the payload of a JWS is only encoded, and decoding needs no key (RFC 7515 section 1, RFC 7519 section 12).',
    'A token passes through browsers, proxies, logs, crash reports and chat messages. Put into it only what all of these may read: an identifier, a right, times. No password, no home address, no salary.',
  ],
  task: 'Someone put a password into this token. Find it, without a key, and then let the request go on as if nothing had happened.',
  solved: 'You read it and nobody could tell. TLS protects a token between two machines; at both ends, and in every log, it is plain text.',
  hints: [
    'The claims are in the second segment.',
    'Take the second segment and look at what it decodes to: `password` is one of the members.',
    'The third segment decodes to noise: a signature is bytes, not text.',
  ],
  solution: [
    { say: 'The claims are in the middle.', press: 'Take the second segment' },
    {
      say: 'Read the password from the decoded JSON.',
      fill: 'The password you found',
      with: async (read) => /"password":"([^"]*)"/.exec(await read('Decoded'))?.[1] ?? '',
    },
    { say: 'Let the request go on. Every step of the verifier passes: nothing was changed.', press: 'Send it on unchanged' },
  ],
  remember: [
    'A JWS is readable by everyone who sees it.',
    'Integrity, not confidentiality.',
    'What must be secret does not go into a JWS. Lesson 10 shows what does hide it.',
  ],
  start,
}
