// "Reading along": the article that the payroll API comes from, and its token, repaired until a standard API accepts it.
import { encodeText } from '../core/text/base64url.ts'
import type { Lesson, Stage } from './lesson.ts'
import { AUDIENCE, ISSUER } from './payroll-api/access-token.ts'
import { movableClock } from './payroll-api/clock.ts'
import { hmacKey, keyRing } from './payroll-api/key-ring.ts'
import { hmac } from './payroll-api/verifier.ts'
import { createDesk, requests, sentBy } from './stage/desk.ts'
import { isQuoted, picked, right, typed, wrong } from './stage/exercises.ts'
import { button, editor, value, verdict } from './stage/items.ts'
import { compact, memberOf } from './stage/token-text.ts'
import { Workshop } from './stage/workshop.ts'

const SECRET = 'A secret API example'
const EXP = 1550946689
/** Ten minutes before the article's token expires, so that the time isn't what stops it. */
const NOW = EXP - 600
// The article prints its JSON over several lines; these are its bytes, and the signature beside them.
const PRINTED = {
  header: '{\n"alg": "HS256",\n"typ": "JWT"\n}\n',
  payload: '{\n"Iss": "fernando",\n"Exp": 1550946689,\n"Admin": false\n}\n',
  signature: 'TseARzVBAtDbU8f3TEiRgsUoKYaW2SbhCWB0QlKpdp8',
}

async function start(): Promise<Stage> {
  const shop = new Workshop()
  const keys = keyRing(hmacKey(SECRET))
  const clock = movableClock(NOW * 1000)
  const article = await createDesk({ clock, keys, dialect: 'article' })
  const standard = await createDesk({ clock, keys })
  let desk = article
  let header = PRINTED.header
  let payload = PRINTED.payload
  let signature = PRINTED.signature
  let admin: string | undefined
  const seen = { printed: false, compact: false, names: false, repaired: false }

  const token = () => `${encodeText(header)}.${encodeText(payload)}.${signature}`
  const sign = async () => {
    signature = (await hmac('HS256', new TextEncoder().encode(SECRET), `${encodeText(header)}.${encodeText(payload)}`)) ?? ''
  }
  const send = async (to: typeof article) => {
    desk = to
    const { reply, record } = await to.send(requests.payments(`Bearer ${token()}`))
    const failed = record?.steps.find(({ outcome }) => outcome === 'failed')?.id
    if (to === article && payload === PRINTED.payload && failed === 'signature') seen.printed = true
    if (to === article && reply.status === 200 && compact(payload) === payload) seen.compact = true
    if (to === standard && failed === 'time' && memberOf(token(), 1, 'Exp') !== undefined) seen.names = true
    if (to === standard && reply.status === 200) seen.repaired = true
  }

  return {
    works: shop.works,
    sent: () => sentBy(desk),
    token,
    publicKey: () => undefined,
    goals: () => [
      { text: 'As printed, the signature doesn’t match the bytes, not even at the article’s own API.', met: seen.printed },
      { text: 'As compact JSON, with the printed signature, the article’s API accepts it.', met: seen.compact },
      { text: 'A standard API refuses it for its `Exp`.', met: seen.names },
      { text: 'Repaired and signed again, the standard API accepts it.', met: seen.repaired },
    ],
    lanes: () => [
      {
        title: 'The article’s token',
        aside: 'its secret is printed too',
        items: [
          editor(shop, 'Header', header, (text) => (header = text), { look: 'header' }),
          editor(shop, 'Payload', payload, (text) => (payload = text), { look: 'payload' }),
          value('Signature', signature, 'signature', signature === PRINTED.signature ? 'as printed' : 'signed here'),
          button(shop, 'Take the spaces out', () => {
            header = compact(header)
            payload = compact(payload)
          }),
          button(shop, 'Sign it again', sign),
          button(shop, 'What would the signature be for an admin?', async () => {
            const claims = compact(PRINTED.payload).replace('false', 'true')
            admin = await hmac('HS256', new TextEncoder().encode(SECRET), `${encodeText(compact(PRINTED.header))}.${encodeText(claims)}`)
          }),
          ...(admin ? [value('Signature for "Admin": true', admin, 'signature', 'another one entirely')] : []),
        ],
      },
      {
        title: 'On the wire',
        aside: 'February 2019',
        items: [
          value('Token', token(), 'token'),
          button(shop, 'Send it to the article’s API', () => send(article), { main: true }),
          button(shop, 'Send it to a standard API', () => send(standard)),
          ...(desk.last
            ? [
                {
                  kind: 'message',
                  name: 'Response',
                  text: desk.last.reply.text,
                  status: desk.last.reply.status,
                  stale: desk.last.token !== token(),
                } as const,
              ]
            : []),
        ],
      },
      {
        title: desk === article ? 'The article’s API' : 'A standard API',
        aside: desk === article ? 'reads Exp and Admin' : 'reads what the RFCs name',
        items: verdict(desk, desk.last && desk.last.token !== token() ? 'another token' : undefined),
      },
    ],
  }
}

const REPAIRED = JSON.stringify(
  { iss: ISSUER, sub: 'fernando', aud: AUDIENCE, client_id: 'payroll-web', iat: NOW, exp: NOW + 900, jti: 'b2c1', admin: false },
  null,
  2,
)

export const readingAlong: Lesson = {
  id: 'reading-along',
  part: 'Beyond',
  title: 'Reading along: what the article gets wrong',
  lede: 'The payroll API comes from an article about JSON Web Tokens. It prints a token, which expired in February 2019, and the secret as well. With what you know now, you can find its mistakes.',
  know: [
    '*The bytes.* It prints header and payload with line breaks, and beside them a signature that was made over the same JSON without any. So its token doesn’t verify over its own bytes.',
    '*The names.* Its claims are `Iss`, `Exp` and `Admin`. Names are compared character by character (RFC 7519 section 7.3), so `Exp` isn’t `exp`: a library that looks for [exp] finds none, and many then accept the token for ever. The user is in `Iss`, where the issuer belongs; the user is [sub].',
    '*The secret.* It has 20 bytes, and [HS256] needs at least 32 (RFC 7518 section 3.2). The client gets it as well. A client needs no secret: it carries the token as it came. From a browser or an app everyone can read it, and then every user is an issuer.',
    '*What is missing.* An audience, [aud]; a name for the token, [jti]; a type that says access token, [at+jwt]; a key ID. RFC 9068 section 2.2 requires the claims for an access token.',
  ],
  task: 'Send the token as it is printed to the article’s own API. Then take the spaces out and send it again, to both APIs. At last repair it: write the claims that the RFCs name, sign it again, and send it to the standard API.',
  solved:
    'Names in lower case, an issuer, an audience, the time of issue and a type: that is what was missing. What stays is the secret: too short, and printed.',
  hints: [
    'The signature is right for the compact JSON: “Take the spaces out”.',
    'The standard API says with each try what it misses next. Sign again after every edit.',
    `It wants typ \`at+jwt\` in the header, and iss \`${ISSUER}\`, aud \`${AUDIENCE}\`, sub, iat and exp in the payload. The clock stands at ${NOW}.`,
  ],
  solution: [
    { say: 'As printed: the signature doesn’t match.', press: 'Send it to the article’s API' },
    { say: 'The same JSON without spaces. The signature stays as printed.', press: 'Take the spaces out' },
    { say: 'Now it matches: these are the bytes that were signed.', press: 'Send it to the article’s API' },
    { say: 'For an admin it would have to be doRnK7Co…, and only the secret tells.', press: 'What would the signature be for an admin?' },
    { say: 'A standard API doesn’t know “Exp”.', press: 'Send it to a standard API' },
    { say: 'Say that it is an access token.', fill: 'Header', with: '{"alg":"HS256","typ":"at+jwt"}' },
    { say: 'Write the claims that RFC 9068 requires.', fill: 'Payload', with: REPAIRED },
    { say: 'Every edit needs a new signature.', press: 'Sign it again' },
    { say: 'And the standard API accepts it.', press: 'Send it to a standard API' },
  ],
  questions: [
    {
      ask: 'The article writes `Exp`. Which name does the standard look for?',
      start: async () =>
        typed({
          answer: 'exp',
          mistakes: ['Exp', 'EXP', '"exp"', 'expires'],
          judge: (text) => {
            if (text === 'exp') return right('Three letters, in lower case.')
            if (isQuoted(text, 'exp')) return wrong('The quotes are not part of the name.')
            if (text.toLowerCase() === 'exp') return wrong(`“${text}” is another name: they are compared character by character.`)
            return wrong('It has three letters.')
          },
        }),
    },
    {
      ask: 'The article puts the secret into the client, so that it can check its token. What is right?',
      start: async () =>
        picked({
          answer: 'The client only carries the token',
          because: 'It may read the payload. The server checks.',
          others: {
            'The client gets the secret': 'Anyone who has the secret can sign, and a client’s code is open to its user.',
            'The client gets the secret, encrypted': 'To use it the client has to decrypt it, and so can its user.',
          },
          order: ['The client gets the secret', 'The client gets the secret, encrypted', 'The client only carries the token'],
        }),
    },
  ],
  remember: [
    'exp, iss, sub, aud: lower case, each for its purpose.',
    'Sign exactly the bytes that you send.',
    'A client never holds a signing secret.',
  ],
  start,
}
