// Base64url isn't a lock: a password in a payload is read without any key.
import type { Lesson, Stage } from './lesson.ts'
import { accessClaims, signAccessToken } from './payroll-api/access-token.ts'
import { movableClock } from './payroll-api/clock.ts'
import { createDesk, requests, wasRequest, sentBy } from './stage/desk.ts'
import { isQuoted, right, typed, wrong } from './stage/exercises.ts'
import { button, editor, response, unlessRight, value, verdict } from './stage/items.ts'
import { encodeText } from '../core/text/base64url.ts'
import { decodedForReading, segmentOf, type SegmentIndex } from './stage/token-text.ts'
import { Workshop } from './stage/workshop.ts'

const WORDS = ['amber', 'birch', 'cobalt', 'drift', 'ember', 'fjord', 'granite', 'heron']

async function start(now: number): Promise<Stage> {
  const shop = new Workshop()
  const desk = await createDesk({ clock: movableClock(now) })
  // Random at each start, so that only reading the token can tell it.
  const [first = 0, second = 0, third = 0] = crypto.getRandomValues(new Uint8Array(3))
  const password = `${WORDS[first % 8]}-${WORDS[second % 8]}-${10 + (third % 90)}`
  const token = await signAccessToken({ ...accessClaims(desk.api.directory.find('fernando')!, desk.api.clock), password }, desk.api.keys)
  const request = requests.payments(`Bearer ${token}`)
  let segment = ''
  let answer = ''
  const take = (name: string, part: SegmentIndex) => button(shop, name, () => void (segment = segmentOf(token, part)))
  const decoded = () => decodedForReading(segment.trim())
  return {
    works: shop.works,
    sent: () => sentBy(desk),
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
          {
            kind: 'note',
            text: 'It asks for the payments. The people who built the sign-in put the password into the token, “for later”.',
          },
          { kind: 'message', name: 'Request', text: request, short: true },
          ...response(desk),
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
          value('Decoded', decoded().text, 'plain', decoded().note),
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
  part: 'A token',
  title: 'Anyone can read it',
  lede: 'Base64url is an alphabet, not a lock. The signature keeps others from changing a token, not from reading it.',
  know: [
    'A signature gives *integrity*: the server can tell that not one character was changed since the issuer signed. It doesn’t give *confidentiality*: the payload of a signed token, a [JWS], is only encoded, and decoding needs no key (RFC 7519 section 12).',
    'A token passes through browsers, proxies, logs, crash reports and chat messages. Put into it only what all of these may read: an identifier, a right, times. Never a password, a home address or a salary.',
    'This token comes from the real API and has more claims than the one you built. The next lesson says what each of them is for; here you need only one.',
  ],
  task: 'Someone put a password into this token. Find it without a key, and then let the request go on as if nothing had happened. Try your own text in “Segment”, too: `hello world!` for example.',
  solved:
    'You read it and nobody could tell. [TLS] protects a token between two machines; at both ends, and in every log, it is plain text.',
  hints: [
    'The claims are in the second segment.',
    'Take the second segment and look at what it decodes to: `password` is one of the members.',
    'The third segment isn’t text: a signature is bytes.',
  ],
  solution: [
    { say: 'The claims are in the middle.', press: 'Take the second segment' },
    {
      say: 'Read the password from the decoded JSON.',
      fill: 'The password you found',
      with: async (read) => /"password":\s*"([^"]*)"/.exec(await read('Decoded'))?.[1] ?? '',
    },
    { say: 'Let the request go on. Every step of the verifier passes: nothing was changed.', press: 'Send it on unchanged' },
  ],
  questions: [
    {
      ask: 'Decode this segment (“Segment” above does it). What is the value of `sub`?',
      start: async () => {
        const name = ['ada', 'edsger', 'barbara', 'alan'][crypto.getRandomValues(new Uint8Array(1))[0]! % 4]!
        const json = `{"iss":"payroll","sub":"${name}","admin":false}`
        return typed({
          given: [{ name: 'Second segment', text: encodeText(json), look: 'payload' }],
          answer: name,
          mistakes: [`"${name}"`, 'payroll', json, 'sub'],
          judge: (text) => {
            if (text === name) return right('You needed no key, and neither does anyone else.')
            if (isQuoted(text, name)) return wrong('The quotes are JSON’s way to mark a text. They are not part of the value.')
            if (text === 'payroll') return wrong('That is the value of `iss`, the issuer.')
            if (text === 'sub') return wrong('That is the claim’s name. What stands behind the colon?')
            return wrong(
              text.startsWith('{')
                ? 'That is the whole payload. Only the value of `sub` was asked for.'
                : 'That isn’t it. Paste the segment into “Segment” above.',
            )
          },
        })
      },
    },
    {
      ask: 'One claim of this payload must not be in a signed token. Write its name.',
      start: async () =>
        typed({
          given: [
            {
              name: 'Payload',
              text: '{\n  "sub": "fernando",\n  "exp": 1795348800,\n  "iban": "DE02 1203 0000 0000 2020 51",\n  "admin": false\n}',
              look: 'payload',
            },
          ],
          answer: 'iban',
          mistakes: ['"iban"', 'sub', 'exp', 'admin', 'DE02 1203 0000 0000 2020 51'],
          judge: (text) => {
            if (text.toLowerCase() === 'iban')
              return right('An account number is for the bank, not for every log that the token passes through.')
            if (isQuoted(text, 'iban')) return wrong('The right claim, but the quotes are not part of its name.')
            if (text === 'sub') return wrong('An identifier is what a token is for. It may be read.')
            if (text === 'exp') return wrong('A time tells a reader nothing private.')
            if (text === 'admin') return wrong('A right may be read. It can’t be changed without the key.')
            return wrong(text.startsWith('DE') ? 'That is the value. Write the claim’s name.' : 'There is no such claim in it.')
          },
        }),
    },
  ],
  remember: [
    'Everyone who sees a JWS can read it.',
    'Integrity, not confidentiality.',
    'Keep secrets out of a JWS. What does hide them comes in {when-it-must-be-secret}.',
  ],
  start,
}
