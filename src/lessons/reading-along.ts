// Lesson 16 reads the article that the payroll API comes from, and repairs its token until a standard API accepts it.
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
/** Ten minutes before the article's token expires, so that the time doesn't stop it. */
const NOW = EXP - 600
// The bytes of the JSON that the article prints over several lines, and the signature it prints with them.
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
    const printed = (shape: (text: string) => string) =>
      header === shape(PRINTED.header) && payload === shape(PRINTED.payload) && signature === PRINTED.signature
    if (to === article && printed((text) => text) && failed === 'signature') seen.printed = true
    if (to === article && printed(compact) && reply.status === 200) seen.compact = true
    const has = (name: string) => memberOf(token(), 1, name) !== undefined
    if (to === standard && failed === 'time' && has('Exp') && !has('exp')) seen.names = true
    if (to === standard && reply.status === 200) seen.repaired = true
  }

  return {
    works: shop.works,
    sent: () => sentBy(desk),
    token,
    publicKey: () => undefined,
    goals: () => [
      {
        text: 'Even the article’s own API refuses the token as printed, because the signature doesn’t match the bytes.',
        met: seen.printed,
      },
      { text: 'The article’s API accepts it as compact JSON with the printed signature.', met: seen.compact },
      { text: 'A standard API refuses it because of `Exp`.', met: seen.names },
      { text: 'The standard API accepts it after you repair it and sign it again.', met: seen.repaired },
    ],
    lanes: () => [
      {
        title: 'The article’s token',
        aside: 'the article prints its secret too',
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
          ...(admin ? [value('Signature for "Admin": true', admin, 'signature', 'entirely different')] : []),
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
        aside: desk === article ? 'reads Exp and Admin' : 'reads the claims from the RFCs',
        items: [
          ...verdict(desk, desk.last && desk.last.token !== token() ? 'another token' : undefined),
          value('What a standard API expects', EXPECTED, 'plain', 'the values from the earlier lessons'),
        ],
      },
    ],
  }
}

const EXPECTED = `typ: at+jwt, in the header
iss: ${ISSUER}
aud: ${AUDIENCE}
sub: the user
iat: the time now, ${NOW}
exp: at most 900 seconds after iat`

const REPAIRED = JSON.stringify(
  { iss: ISSUER, sub: 'fernando', aud: AUDIENCE, client_id: 'payroll-web', iat: NOW, exp: NOW + 900, jti: 'b2c1', admin: false },
  null,
  2,
)

export const readingAlong: Lesson = {
  id: 'reading-along',
  part: 'Beyond',
  title: 'Reading along: what the article gets wrong',
  lede: 'The payroll API comes from an article about JSON Web Tokens. The article prints a token, which expired in February 2019, and also prints the secret. With what you know now, you can find its mistakes.',
  know: [
    '*The bytes.* The article prints the header and payload with line breaks. But the signature that it prints was made over the same JSON without them. So the token doesn’t verify as printed.',
    '*The names.* Its claims are `Iss`, `Exp` and `Admin`. Names are compared character by character (RFC 7519 section 7.3), so `Exp` isn’t `exp`. A library that looks for [exp] finds none, and many then accept the token forever. The article puts the user into `Iss`, which is the place for the issuer. The user belongs in [sub].',
    '*The secret.* It has 20 bytes, and [HS256] needs at least 32 (RFC 7518 section 3.2). The article also gives it to the client. A client doesn’t need the secret, because it only carries the token. In a browser or an app, anyone can read the secret, and then every user is an issuer.',
    '*What is missing.* The token has no audience, [aud], no ID, [jti], no type [at+jwt] for access tokens, and no key ID, [kid]. RFC 9068 section 2.2 requires the claims in an access token.',
    '*What you can leave out here.* A `kid` tells several keys apart. These APIs have a single key without an ID, so they refuse a token that names one. `ver`, in the tokens of the earlier lessons, is specific to that API. `jti` and `client_id` are required by RFC 9068, but this API doesn’t check them.',
  ],
  task: 'Send the token as printed to the article’s own API. Then take the spaces out and send it again, to both APIs. Finally, repair it: write the claims that the RFCs name, sign it again, and send it to the standard API.',
  solved:
    'The token needed names in lower case, an issuer, an audience, the time of issue and a type. One fault remains: the secret is too short, and it was printed.',
  hints: [
    'First send the token without changing it: press “Send it to the article’s API”.',
    'The signature was made over the compact JSON. Press “Take the spaces out”, and send it to the article’s API again.',
    'Send the same token to the standard API, and see which check refuses it.',
    'Each time you send it, the standard API says what is missing next. Sign again after every edit.',
    'The values to write are in the right lane, under “What a standard API expects”. `typ` goes into the header, the rest into the payload.',
  ],
  hintGoals: [0, 1, 2, 3, 3],
  solution: [
    { say: 'As printed, the signature doesn’t match.', press: 'Send it to the article’s API' },
    { say: 'Use the same JSON without spaces. The signature stays as printed.', press: 'Take the spaces out' },
    { say: 'Now the signature matches, because these are the bytes that were signed.', press: 'Send it to the article’s API' },
    {
      say: 'For an admin it would have to be doRnK7Co…, and only someone with the secret can compute that.',
      press: 'What would the signature be for an admin?',
    },
    { say: 'A standard API doesn’t know “Exp”.', press: 'Send it to a standard API' },
    { say: 'Give it the type of an access token.', fill: 'Header', with: '{"alg":"HS256","typ":"at+jwt"}' },
    { say: 'Write the claims that RFC 9068 requires.', fill: 'Payload', with: REPAIRED },
    { say: 'Every edit needs a new signature.', press: 'Sign it again' },
    { say: 'The standard API accepts it.', press: 'Send it to a standard API' },
  ],
  questions: [
    {
      ask: 'The article writes `Exp`. Which name does the standard look for?',
      start: async () =>
        typed({
          answer: 'exp',
          mistakes: ['Exp', 'EXP', '"exp"', 'expires'],
          judge: (text) => {
            if (text === 'exp') return right('It has three letters, all in lower case.')
            if (isQuoted(text, 'exp')) return wrong('The quotes are not part of the name.')
            if (text.toLowerCase() === 'exp') return wrong(`“${text}” is a different name. Names are compared character by character.`)
            return wrong('The name has three letters.')
          },
        }),
    },
    {
      ask: 'The article puts the secret into the client so that the client can check its token. What is right?',
      start: async () =>
        picked({
          answer: 'The client only carries the token',
          because: 'It may read the payload. The server checks.',
          others: {
            'The client gets the secret': 'Anyone who has the secret can sign, and a client’s code is open to its user.',
            'The client gets the secret, encrypted': 'To use it, the client has to decrypt it. Then its user can decrypt it too.',
          },
          order: ['The client gets the secret', 'The client gets the secret, encrypted', 'The client only carries the token'],
        }),
    },
  ],
  remember: [
    'Write exp, iss, sub and aud in lower case, and use each for its purpose.',
    'Sign exactly the bytes that you send.',
    'Never give a signing secret to a client.',
  ],
  start,
}
