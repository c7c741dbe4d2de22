// Guess a short secret, forge with it, replace it, and then change to a key pair without signing anyone out.
import type { Lesson, Stage } from './lesson.ts'
import { movableClock } from './payroll-api/clock.ts'
import { generatedKey, keyRing, publicKeySet, randomSecret, hmacKey } from './payroll-api/key-ring.ts'
import { hmac } from './payroll-api/verifier.ts'
import { accessTokenIn, createDesk, requests, type Exchange, sentBy } from './stage/desk.ts'
import { picked, right, typed, wrong } from './stage/exercises.ts'
import { Guessing, LONG } from './stage/guessing.ts'
import { button, editor, hold, response, unless, value, verdict, wireEditors } from './stage/items.ts'
import { bearerOf, claimingAdmin, memberOf, segmentOf, withBearer, withSegment } from './stage/token-text.ts'
import { Workshop } from './stage/workshop.ts'

// Secrets as they stand in tutorials and sample configurations; real lists have millions of lines.
const WORD_LIST = [
  'secret', 'password', 'changeme', '123456', 'jwt', 'key', 'token', 'admin', 'letmein', 'qwerty', 'supersecret', 'mysecret', 'my-secret-key', 'your-256-bit-secret',
  'secretkey', 'jwtsecret', 'topsecret', 'dev', 'test', 'example', 's3cr3t', 'hello world', 'A secret API example', 'payroll', 'payroll123', 'payroll2019', 'fernando', 'shhhhh',
  'keyboard cat', 'default', 'development', 'production', 'company', 'welcome1', 'monkey', 'dragon', 'sunshine', 'iloveyou', 'trustno1', 'P@ssw0rd',
] // prettier-ignore

async function start(now: number): Promise<Stage> {
  const shop = new Workshop()
  const weak = WORD_LIST[20 + (crypto.getRandomValues(new Uint8Array(1))[0]! % 20)]!
  const desk = await createDesk({ clock: movableClock(now), keys: keyRing(hmacKey(weak, 'k1')) })
  const { api } = desk
  let token = accessTokenIn((await desk.send(requests.signIn('fernando', 'blue-harbour-42'))).reply) ?? ''
  const stolen = token
  const held = hold(requests.pay(`Bearer ${stolen}`, { to: 'mallory', amount: 9000 }))
  let tried = ''
  let secret = ''
  const seen = { guessed: false, forged: false, refused: false, again: false, overlap: false, asymmetric: false }
  const guessing = new Guessing(shop)
  const has = (kid: string) => api.keys.keys.some((key) => key.kid === kid)

  const tryWords = async () => {
    const input = `${segmentOf(stolen, 0)}.${segmentOf(stolen, 1)}`
    for (const [index, word] of WORD_LIST.entries()) {
      if ((await hmac('HS256', new TextEncoder().encode(word), input)) !== segmentOf(stolen, 2)) continue
      tried = word
      count = index + 1
      seen.guessed = true
      return
    }
  }
  let count = 0
  const note = (exchange: Exchange) => {
    const kid = memberOf(exchange.token ?? '', 0, 'kid')
    const admin = memberOf(exchange.token ?? '', 1, 'admin') === true
    const { status } = exchange.reply
    const accepted = (name: string) => api.keys.keys.some((key) => key.kid === name)
    if (admin && kid === 'k1' && status === 201) seen.forged = true
    if (admin && kid === 'k1' && status === 401 && seen.forged && !accepted('k1')) seen.refused = true
    if (!admin && kid === 'k2' && status === 200) seen.again = true
    if (!admin && kid === 'k2' && status === 200 && api.keys.keys[0]?.kid === 'e1') seen.overlap = true
    if (!admin && kid === 'e1' && status === 200 && api.keys.keys.length === 1) seen.asymmetric = true
  }
  // The operator's steps, each once the one before has shown what it is for: out of their order there would be no way back.
  const signs = () => api.keys.keys[0]?.kid
  const signWithE1 = () => {
    if (signs() === 'e1') return 'Done.'
    return has('e1') ? unless(seen.again, 'First let Fernando sign in and read.') : 'Publish it first.'
  }
  const retireK2 = () => {
    if (has('e1') && !has('k2')) return 'Done.'
    return signs() === 'e1' ? unless(seen.overlap, 'First see that Fernando’s token still works.') : 'Another key must sign first.'
  }
  const send = async (request: string) => note(await desk.send(request))

  return {
    works: shop.works,
    sent: () => sentBy(desk),
    token: () => token,
    publicKey: () => {
      const jwk = api.keys.keys[0]?.public?.jwk
      return jwk && JSON.stringify(jwk)
    },
    goals: () => [
      { text: 'You guessed the secret.', met: seen.guessed },
      { text: 'A payment that you signed yourself goes through.', met: seen.forged },
      {
        text: `A secret of two random letters is found by trying all; one of ${LONG} or more isn’t.`,
        met: guessing.found.has(2) && [...guessing.missed].some((length) => length >= LONG),
      },
      {
        text: 'The leaked secret is replaced at once: your forgery is refused, and Fernando reads payments after signing in again.',
        met: seen.refused && seen.again,
      },
      { text: 'A planned change: ES256 signs, and Fernando’s older token still reads payments.', met: seen.overlap },
      { text: 'With ES256 alone accepted, Fernando signs in and reads payments.', met: seen.asymmetric },
    ],
    lanes: () => [
      {
        title: 'Fernando’s browser',
        aside: 'holds the token',
        items: [
          value('Access token', token, 'token'),
          button(shop, 'Sign in', async () => {
            token = accessTokenIn((await desk.send(requests.signIn('fernando', 'blue-harbour-42'))).reply) ?? token
          }),
          button(shop, 'Read payments', () => send(requests.payments(`Bearer ${token}`))),
          ...response(desk),
        ],
      },
      {
        title: 'On the wire',
        aside: 'you are here, with a copy',
        items: [
          button(shop, 'Try the word list', tryWords),
          ...(tried ? [value('Found', tried, 'bad', `after ${count} of ${WORD_LIST.length} words, without asking the server once`)] : []),
          ...wireEditors(shop, held, [1]),
          editor(shop, 'Secret to sign with', secret, (text) => (secret = text), { oneLine: true }),
          button(
            shop,
            'Sign it',
            async () => {
              const current = bearerOf(held.text) ?? ''
              const signature = await hmac('HS256', new TextEncoder().encode(secret), `${segmentOf(current, 0)}.${segmentOf(current, 1)}`)
              held.text = withBearer(held.text, withSegment(current, 2, signature ?? ''))
            },
            { disabled: unless(secret, 'Write the secret first.') },
          ),
          button(shop, 'Send it on', () => send(held.text), { main: true }),
          ...guessing.items(),
        ],
      },
      {
        title: 'Payroll API',
        aside: 'holds the keys',
        items: [
          value('Accepted keys', api.keys.keys.map((key, index) => `${key.kid} ${key.alg}${index === 0 ? ', signs' : ''}`).join('\n')),
          button(
            shop,
            'It leaked: replace k1 with a random k2',
            () => {
              api.keys.add(hmacKey(randomSecret(), 'k2'))
              api.keys.retire((key) => key.kid === 'k1')
            },
            { disabled: has('k1') ? unless(seen.forged, 'First see what the leak allows.') : 'Done.' },
          ),
          button(shop, 'Publish an ES256 key, e1', async () => api.keys.publish(await generatedKey('ES256', 'e1')), {
            disabled: has('k1') ? 'First the leak.' : unless(!has('e1'), 'Done.'),
          }),
          button(shop, 'Sign with e1', () => api.keys.signWith('e1'), {
            disabled: signWithE1(),
          }),
          button(shop, 'Retire k2', () => api.keys.retire((key) => key.kid === 'k2'), {
            disabled: retireK2(),
          }),
          value('What the world sees at /.well-known/jwks.json', JSON.stringify(publicKeySet(api.keys), null, 2)),
          ...verdict(desk),
        ],
      },
    ],
  }
}

export const leakedSecret: Lesson = {
  id: 'leaked-secret',
  part: 'Keys',
  title: 'The secret that leaked',
  lede: 'With HS256, checking and signing are one thing. Anyone who has the secret is an issuer, and anyone can have a short secret: by guessing.',
  know: [
    'One token is enough to guess with: compute the [HMAC] with each word of a list and compare. It happens on the guesser’s own machine, and no rate limit sees it. So the secret must be random and have at least 32 bytes for [HS256] (RFC 7518 section 3.2); a password is never a key (RFC 8725 section 3.5).',
    '*A key that leaked* is replaced at once. Every token that it signed is refused from then on, and everyone signs in again.',
    '*A planned change* takes three steps, so that nobody notices: publish the new key, so that everyone who checks has it; sign with it; and retire the old one when its last token has expired. Meanwhile both are accepted, and [kid] tells them apart (RFC 7515 section 4.1.4).',
    'With [ES256] or [RS256] publishing is easy: the public key goes into the [JWKS] that every API fetches (RFC 7517 section 5). A shared secret has no place in there.',
  ],
  task: 'Guess the secret from Fernando’s token and let the API pay Mallory. See how long a random secret has to be. Then be the operator: replace the leaked secret, and change to ES256 without signing Fernando out.',
  solved:
    'The forgery lived exactly as long as the key that it was made with. With ES256 there is nothing left to guess: what the world sees can’t sign.',
  hints: [
    '“Try the word list” compares signatures. Write what it finds into “Secret to sign with”.',
    'Edit the token payload first (`"admin": true`), then sign, then send.',
    'Try all secrets of two letters, then drag the slider to 12 or more and try again.',
    'After the leak: send the forgery again, let Fernando sign in and read.',
    'The planned change: publish, sign with e1, let Fernando read with the token he has, retire k2, let him sign in and read.',
  ],
  solution: [
    { say: 'Compute, compare, next word.', press: 'Try the word list' },
    { say: 'Claim to be an admin.', fill: 'Token payload', with: claimingAdmin },
    { say: 'Take the secret that was found.', fill: 'Secret to sign with', with: (read) => read('Found') },
    { say: 'Sign, as the issuer would.', press: 'Sign it' },
    { say: 'The API pays: nothing tells this token from a real one.', press: 'Send it on' },
    { say: 'A random secret of two letters: found at once.', press: 'Try all of this length' },
    { say: 'Twelve letters.', slide: 'Letters in a random secret', to: LONG },
    { say: 'One second doesn’t get far.', press: 'Try all of this length' },
    { say: 'The leaked secret goes at once.', press: 'It leaked: replace k1 with a random k2' },
    { say: 'The forgery names a key that is no longer accepted.', press: 'Send it on' },
    { say: 'Fernando signs in again.', press: 'Sign in' },
    { say: 'And reads.', press: 'Read payments' },
    { say: 'Now a planned change. First publish the new key; it doesn’t sign yet.', press: 'Publish an ES256 key, e1' },
    { say: 'Everyone has it. Sign with it.', press: 'Sign with e1' },
    { say: 'Fernando’s older token still works.', press: 'Read payments' },
    { say: 'When the last old token has expired, retire k2.', press: 'Retire k2' },
    { say: 'Fernando signs in.', press: 'Sign in' },
    { say: 'And reads. The API verified with a key that everyone may have.', press: 'Read payments' },
  ],
  questions: [
    {
      ask: 'Write a secret that is good enough for HS256. (Nothing leaves this page.)',
      start: async () =>
        typed({
          answer: randomSecret(),
          mistakes: ['payroll2019', 'short', 'a'.repeat(32), 'correct horse battery staple and so'],
          judge: (text) => {
            const bytes = new TextEncoder().encode(text).length
            if (WORD_LIST.includes(text)) return wrong('It is in the word list above, and found at once.')
            if (bytes < 32) return wrong(`It has ${bytes} bytes. HS256 needs at least 32.`)
            if (new Set(text).size < 12) return wrong('It is long enough, but the same few characters repeat. It has to be random.')
            // All of it words: random base64url may look like two of them in the middle.
            if (/^[a-z]+(?:[ -][a-z]+)+$/i.test(text)) return wrong('Words, however many, are what guessers try. Take random bytes.')
            return right('It is long enough, and nothing gives away a pattern. Let a generator make yours.')
          },
        }),
    },
    {
      ask: 'Nothing leaked; you want to change the key that signs. What comes first?',
      start: async () =>
        picked({
          answer: 'Publish the new key',
          because: 'Everyone who checks has it before the first token needs it.',
          others: {
            'Sign with the new key': 'Then APIs that have only the old key refuse every new token.',
            'Retire the old key': 'Then every token that is in use now is refused, and everyone has to sign in again.',
          },
          order: ['Retire the old key', 'Sign with the new key', 'Publish the new key'],
        }),
    },
  ],
  remember: [
    'A shared secret is random and has at least 32 bytes.',
    'Leaked: replace it at once. Planned: publish, sign, retire.',
    'Those who only verify get a public key.',
  ],
  start,
}
