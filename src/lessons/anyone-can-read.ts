// Lesson 3 reads a password from a payload without any key, because base64url isn't a lock.
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
  // Random at each start, so that only reading the token reveals it.
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
      { text: 'You found the password without a key.', met: answer.trim() === password },
      {
        text: 'You sent the request on unchanged, and the API noticed nothing.',
        met: desk.exchanges.some(
          (exchange) => wasRequest(exchange, 'GET', '/api/payments') && exchange.token === token && exchange.reply.status === 200,
        ),
      },
    ],
    lanes: () => [
      {
        title: 'Fernando’s browser',
        aside: 'has the token',
        items: [
          {
            kind: 'note',
            text: 'It is asking for the payments. The people who built the sign-in put the password into the token, “for later”.',
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
      { title: 'Payroll API', aside: 'has the secret', items: verdict(desk) },
    ],
  }
}

export const anyoneCanRead: Lesson = {
  id: 'anyone-can-read',
  part: 'A token',
  title: 'Anyone can read it',
  lede: 'Base64url is an alphabet, not a lock. The signature stops others from changing a token, not from reading it.',
  know: [
    'A signature gives *integrity*: the server can tell that not a single character has changed since the issuer signed. It doesn’t give *confidentiality*: the payload of a signed token, also called a [JWS], is only encoded, and anyone can decode it without a key (RFC 7519 section 12).',
    'A token passes through browsers, proxies, logs, crash reports and chat messages. Put into it only what all of these may read, such as an identifier, a right or a time. Never put in a password, a home address or a salary.',
    'This token comes from the real API and has more claims than the one you built. The next lesson explains each of them. Here you need only one.',
  ],
  task: 'Someone put a password into this token. Find it without a key, and then send the request on as if nothing had happened. Also try your own text in “Segment”: `hello world!`, for example, isn’t base64url, so it decodes to gibberish.',
  solved:
    'You read it, and no one could tell. [TLS] protects a token between two machines. At both ends, and in every log, it is plain text.',
  hints: [
    'The claims are in the second segment.',
    'Take the second segment and look at the decoded text. One of its members is `password`.',
    'The third segment isn’t text, because a signature is bytes.',
    'You took only copies, so the request is unchanged. Press “Send it on unchanged”.',
  ],
  hintGoals: [0, 0, 0, 1],
  solution: [
    { say: 'The claims are in the second segment.', press: 'Take the second segment' },
    {
      say: 'Read the password from the decoded JSON.',
      fill: 'The password you found',
      with: async (read) => /"password":\s*"([^"]*)"/.exec(await read('Decoded'))?.[1] ?? '',
    },
    { say: 'Send the request on. Every check passes, because nothing was changed.', press: 'Send it on unchanged' },
  ],
  questions: [
    {
      ask: 'Decode this segment, for example in this lesson’s box “Segment”. What is the value of `sub`?',
      start: async () => {
        const name = ['ada', 'edsger', 'barbara', 'alan'][crypto.getRandomValues(new Uint8Array(1))[0]! % 4]!
        const json = `{"iss":"payroll","sub":"${name}","admin":false}`
        return typed({
          given: [{ name: 'Second segment', text: encodeText(json), look: 'payload' }],
          answer: name,
          mistakes: [`"${name}"`, 'payroll', json, 'sub'],
          judge: (text) => {
            if (text === name) return right('You didn’t need a key, and neither does anyone else.')
            if (isQuoted(text, name)) return wrong('JSON puts quotes around text. They are not part of the value.')
            if (text === 'payroll') return wrong('That is the value of `iss`, the issuer.')
            if (text === 'sub') return wrong('That is the claim’s name. What comes after the colon?')
            return wrong(
              text.startsWith('{')
                ? 'That is the whole payload. The question asks only for the value of `sub`.'
                : 'That isn’t it. Paste the segment into this lesson’s box “Segment”.',
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
            if (isQuoted(text, 'iban')) return wrong('That is the right claim, but the quotes are not part of its name.')
            if (text === 'sub') return wrong('An identifier is what a token is for. Others may read it.')
            if (text === 'exp') return wrong('A time tells a reader nothing private.')
            if (text === 'admin') return wrong('Others may read a right. They can’t change it without the key.')
            return wrong(text.startsWith('DE') ? 'That is the value. Write the claim’s name.' : 'The payload has no such claim.')
          },
        }),
    },
  ],
  remember: [
    'Anyone who sees a JWS can read it.',
    'A signature gives integrity, not confidentiality.',
    'Keep secrets out of a JWS. See {when-it-must-be-secret} for a way to hide them.',
  ],
  start,
}
