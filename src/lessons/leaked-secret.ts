// Lesson 7 guesses a short secret, forges a token with it, replaces it, and then changes to a key pair without signing anyone out.
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

// Secrets from tutorials and sample configurations; real lists have millions of lines.
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
  // Each of the operator's steps needs the one before it, because out of order there would be no way back.
  const signs = () => api.keys.keys[0]?.kid
  const signWithE1 = () => {
    if (signs() === 'e1') return 'Done.'
    return has('e1') ? unless(seen.again, 'First let Fernando sign in and read payments.') : 'Publish it first.'
  }
  const retireK2 = () => {
    if (has('e1') && !has('k2')) return 'Done.'
    return signs() === 'e1' ? unless(seen.overlap, 'First check that Fernando’s token still works.') : 'Another key must sign first.'
  }
  const acceptedKeys = () => api.keys.keys.map((key, index) => `${key.kid} ${key.alg}${index === 0 ? ', signs' : ''}`).join('\n')
  let answered = { keys: acceptedKeys(), fromWire: false }
  const send = async (request: string, fromWire = false) => {
    answered = { keys: acceptedKeys(), fromWire }
    const exchange = await desk.send(request)
    note(exchange)
    return exchange
  }
  const old = () => answered.keys !== acceptedKeys() || (answered.fromWire && held.text !== desk.last?.request)

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
      { text: 'The API makes a payment because of a token that you signed.', met: seen.forged },
      {
        text: `This browser finds a secret of two random letters by trying all of them. In one second it can’t find one with ${LONG} or more.`,
        met: guessing.found.has(2) && [...guessing.missed].some((length) => length >= LONG),
      },
      {
        text: 'You replaced the leaked secret at once. Your forgery is refused, and Fernando reads payments after signing in again.',
        met: seen.refused && seen.again,
      },
      { text: 'In a planned change, ES256 signs and Fernando’s older token still reads payments.', met: seen.overlap },
      { text: 'When only ES256 is accepted, Fernando signs in and reads payments.', met: seen.asymmetric },
    ],
    lanes: () => [
      {
        title: 'Fernando’s browser',
        aside: 'has the token',
        items: [
          value('Access token', token, 'token'),
          button(
            shop,
            'Sign in',
            async () => {
              token = accessTokenIn((await send(requests.signIn('fernando', 'blue-harbour-42'))).reply) ?? token
            },
            // A new token would replace the only one that shows the overlap.
            { disabled: signs() === 'e1' ? unless(seen.overlap, 'First read payments with the older token.') : undefined },
          ),
          button(shop, 'Read payments', async () => void (await send(requests.payments(`Bearer ${token}`)))),
          ...response(desk, undefined, old()),
        ],
      },
      {
        title: 'On the wire',
        aside: 'you are here, with a copy of the token',
        items: [
          button(shop, 'Try the word list', tryWords),
          ...(tried ? [value('Found', tried, 'bad', `after ${count} of ${WORD_LIST.length} words, without sending a single request`)] : []),
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
            { disabled: unless(secret, 'Enter the secret first.') },
          ),
          button(shop, 'Send it on', async () => void (await send(held.text, true)), { main: true }),
          ...guessing.items(),
        ],
      },
      {
        title: 'Payroll API',
        aside: 'has the keys',
        items: [
          value('Accepted keys', acceptedKeys()),
          button(
            shop,
            'It leaked: replace k1 with a random k2',
            () => {
              api.keys.add(hmacKey(randomSecret(), 'k2'))
              api.keys.retire((key) => key.kid === 'k1')
            },
            { disabled: has('k1') ? unless(seen.forged, 'First see what the leak makes possible.') : 'Done.' },
          ),
          button(shop, 'Publish an ES256 key, e1', async () => api.keys.publish(await generatedKey('ES256', 'e1')), {
            disabled: has('k1') ? 'Replace the leaked secret first.' : unless(!has('e1'), 'Done.'),
          }),
          button(shop, 'Sign with e1', () => api.keys.signWith('e1'), {
            disabled: signWithE1(),
          }),
          button(shop, 'Retire k2', () => api.keys.retire((key) => key.kid === 'k2'), {
            disabled: retireK2(),
          }),
          value('Public at /.well-known/jwks.json', JSON.stringify(publicKeySet(api.keys), null, 2)),
          ...verdict(desk, undefined, old()),
        ],
      },
    ],
  }
}

export const leakedSecret: Lesson = {
  id: 'leaked-secret',
  part: 'Keys',
  title: 'The secret that leaked',
  lede: 'With HS256, anyone who can check tokens can also sign them. So anyone who has the secret is an issuer, and anyone can get a short secret by guessing it.',
  know: [
    'One token is enough to guess the secret: compute the [HMAC] with each word of a list and compare it with the signature. This happens on the attacker’s own machine, where no server can slow it down. So for [HS256] the secret must be random and have at least 32 bytes (RFC 7518 section 3.2). Never use a password as a key (RFC 8725 section 3.5).',
    '*A key that leaked* must be replaced at once. From then on, every token that it signed is refused, and everyone signs in again.',
    '*A planned change* takes three steps, so that no one notices. First publish the new key, so that everyone who checks has it. Then sign with it. Retire the old key when its last token has expired. Meanwhile both keys are accepted, and [kid] tells them apart (RFC 7515 section 4.1.4).',
    'With [ES256] or [RS256], publishing is easy: the public key goes into the [JWKS] that every API fetches (RFC 7517 section 5). A shared secret must never go in there.',
  ],
  task: 'You are Mallory, the traditional name for an attacker, and you have a copy of Fernando’s token. Guess the secret from it and let the API pay you. See how long a random secret holds out against this browser; real attackers are far faster. Then change sides and run the API: replace the leaked secret, and change to ES256 without signing Fernando out.',
  solved:
    'The forgery worked exactly as long as the key it was made with. Twelve letters held out against a browser for one second, but real attackers are far faster, so use 32 random bytes. With ES256 there is nothing to guess: the public key can’t sign.',
  hints: [
    '“Try the word list” compares signatures. Enter what it finds in “Secret to sign with”.',
    'First change the token payload (`"admin": true`), then sign, then send.',
    'Try all secrets of two letters, then drag the slider to 12 or more and try again.',
    'After you replace the secret, send the forgery again. Then let Fernando sign in and read payments.',
    'For the planned change, publish e1 and sign with it. Let Fernando read with the token he has. Then retire k2, and let him sign in and read.',
  ],
  hintGoals: [0, 1, 2, 3, 5],
  solution: [
    { say: 'For each word, compute the signature and compare.', press: 'Try the word list' },
    { say: 'Claim to be an admin.', fill: 'Token payload', with: claimingAdmin },
    { say: 'Enter the secret that was found.', fill: 'Secret to sign with', with: (read) => read('Found') },
    { say: 'Sign, as the issuer would.', press: 'Sign it' },
    { say: 'The API pays. Your token looks exactly like a real one.', press: 'Send it on' },
    { say: 'A random secret of two letters is found at once.', press: 'Try all of this length' },
    { say: 'Now try twelve letters.', slide: 'Letters in a random secret', to: LONG },
    { say: 'This browser doesn’t get far in one second. Real attackers are far faster.', press: 'Try all of this length' },
    { say: 'Replace the leaked secret at once.', press: 'It leaked: replace k1 with a random k2' },
    { say: 'The forgery names a key that isn’t accepted anymore.', press: 'Send it on' },
    { say: 'Fernando signs in again.', press: 'Sign in' },
    { say: 'He reads the payments.', press: 'Read payments' },
    { say: 'Now make a planned change. First publish the new key; it doesn’t sign yet.', press: 'Publish an ES256 key, e1' },
    { say: 'Everyone has it now, so sign with it.', press: 'Sign with e1' },
    { say: 'Fernando’s older token still works.', press: 'Read payments' },
    { say: 'When the last old token has expired, retire k2.', press: 'Retire k2' },
    { say: 'Fernando signs in.', press: 'Sign in' },
    { say: 'He reads the payments. The API verified his token with a public key.', press: 'Read payments' },
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
            if (WORD_LIST.includes(text)) return wrong('It is in this lesson’s word list, so it would be found at once.')
            if (bytes < 32) return wrong(`It has ${bytes} bytes. HS256 needs at least 32.`)
            if (new Set(text).size < 12) return wrong('It is long enough, but the same few characters repeat. It has to be random.')
            // Only words and nothing else, because random base64url may look like two words in the middle.
            if (/^[a-z]+(?:[ -][a-z]+)+$/i.test(text)) return wrong('Attackers try words, however many there are. Use random bytes.')
            return right('It is long enough, and it shows no pattern. For a real secret, use a random generator.')
          },
        }),
    },
    {
      ask: 'Nothing leaked, but you want to change the signing key. What comes first?',
      start: async () =>
        picked({
          answer: 'Publish the new key',
          because: 'Then everyone who checks has it before the first token needs it.',
          others: {
            'Sign with the new key': 'Then APIs that have only the old key refuse every new token.',
            'Retire the old key': 'Then every token in use is refused, and everyone has to sign in again.',
          },
          order: ['Retire the old key', 'Sign with the new key', 'Publish the new key'],
        }),
    },
  ],
  remember: [
    'A shared secret must be random and have at least 32 bytes.',
    'After a leak, replace the key at once. In a planned change: publish, sign, retire.',
    'Give a public key to services that only verify.',
  ],
  start,
}
