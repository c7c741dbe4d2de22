// Lesson 6: guess a short secret, forge with it, rotate to another, and then to keys of which only the issuer holds the half that signs.
import type { Lesson, Stage } from './lesson.ts'
import { movableClock } from './payroll-api/clock.ts'
import { generatedKey, keyRing, publicKeySet, randomSecret, hmacKey } from './payroll-api/key-ring.ts'
import { hmac } from './payroll-api/verifier.ts'
import { accessTokenIn, createDesk, requests, type Exchange } from './stage/desk.ts'
import { button, editor, value, verdict, wireEditors, type Held } from './stage/items.ts'
import { bearerOf, memberOf, segmentOf, withBearer, withSegment } from './stage/token-text.ts'
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
  const held: Held = { text: requests.pay(`Bearer ${stolen}`, { to: 'mallory', amount: 9000 }) }
  let tried = ''
  let secret = ''
  const seen = { overlap: false, forged: false, refused: false, asymmetric: false, guessed: false }

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
    const inForce = (wanted: unknown) => api.keys.keys.some((key) => key.kid === wanted)
    if (admin && status === 201) seen.forged = true
    if (admin && seen.forged && status === 401 && !inForce('k1')) seen.refused = true
    if (!admin && status === 200 && kid === 'k1' && api.keys.keys.length > 1) seen.overlap = true
    if (!admin && status === 200 && kid === 'e1' && api.keys.keys.length === 1) seen.asymmetric = true
  }
  const send = async (request: string) => note(await desk.send(request))

  return {
    works: shop.works,
    token: () => token,
    publicKey: () => {
      const jwk = api.keys.keys[0]?.public?.jwk
      return jwk && JSON.stringify(jwk)
    },
    goals: () => [
      { text: 'You guessed the secret.', met: seen.guessed },
      { text: 'A payment that you signed yourself goes through.', met: seen.forged },
      { text: 'With two secrets in force, Fernando’s old token still reads payments.', met: seen.overlap },
      { text: 'With the first secret retired, your forgery is refused.', met: seen.refused },
      { text: 'With ES256 alone in force, Fernando signs in anew and reads payments.', met: seen.asymmetric },
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
          ...(desk.last
            ? [{ kind: 'message', name: 'Response', text: desk.last.reply.text, status: desk.last.reply.status, short: true } as const]
            : []),
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
            { disabled: secret === '' },
          ),
          button(shop, 'Send it on', () => send(held.text), { main: true }),
        ],
      },
      {
        title: 'Payroll API',
        aside: 'holds the keys',
        items: [
          value('Keys in force', api.keys.keys.map((key, index) => `${key.kid} ${key.alg}${index === 0 ? ', signs' : ''}`).join('\n')),
          button(shop, 'Add a random secret, k2', () => api.keys.add(hmacKey(randomSecret(), 'k2')), {
            disabled: api.keys.keys.some((key) => key.kid !== 'k1'),
          }),
          button(shop, 'Retire k1', () => api.keys.retire((key) => key.kid === 'k1'), {
            disabled: api.keys.keys.length < 2 || !api.keys.keys.some((key) => key.kid === 'k1'),
          }),
          button(
            shop,
            'Change to ES256',
            async () => {
              api.keys.add(await generatedKey('ES256', 'e1'))
              api.keys.retire((key) => key.kid !== 'e1')
            },
            { disabled: api.keys.keys.some((key) => key.kid === 'e1') },
          ),
          value('What the world sees at /.well-known/jwks.json', JSON.stringify(publicKeySet(api.keys), null, 1)),
          ...verdict(desk),
        ],
      },
    ],
  }
}

export const leakedSecret: Lesson = {
  id: 'leaked-secret',
  title: 'The secret that leaked',
  lede: 'With HS256, checking and signing are one thing. Whoever holds the secret is an issuer, and a short secret is held by everyone who can guess.',
  know: [
    'One token is enough to guess with: compute the HMAC with each word of a list and compare. It happens on the guesser’s own machine, and no rate limit sees it. So the secret must be random, at least 32 bytes for HS256 (RFC 7518 section 3.2); a password is never a key (RFC 8725 section 3.5).',
    'To *rotate* a secret, give each key an identifier, `kid` (RFC 7515 section 4.1.4). Give the new key to everyone who checks, then sign with it, and accept both for as long as the old tokens live; then retire the old one. That is for a planned change. A key that leaked is retired at once, and everyone signs in again.',
    'With *RS256* or *ES256* a private key signs and a public key verifies. The issuer publishes the public keys as a JWK Set (RFC 7517 section 5), every API fetches it, and no one but the issuer can sign. Rotation works the same: put the new key into the set before you sign with it.',
  ],
  erratum:
    'The article hands the secret to the client. In a browser or an app it can be read out by whoever has the device, and from then on every user is an issuer. Clients never hold a signing secret. A service that only checks should get a public key. The article’s secret is in this word list, too.',
  task: 'Guess the secret from Fernando’s token and have the API pay Mallory. Then be the operator: rotate the secret without signing Fernando out, retire the old one, and change to ES256.',
  solved:
    'The forgery lives exactly as long as the key it was made with. With ES256 there is nothing left to guess: the set that the world sees cannot sign.',
  hints: [
    '“Try the word list” compares signatures. Type what it finds into “Secret to sign with”.',
    'Edit the token payload first (`"admin":true`), then sign, then send.',
    'Add k2, let Fernando read payments with his old token, retire k1, and send the forgery again.',
    'After the change to ES256 Fernando has to sign in before he reads.',
  ],
  solution: [
    { say: 'Compute, compare, next word.', press: 'Try the word list' },
    {
      say: 'Claim to be an admin.',
      fill: 'Token payload',
      with: async (read) => (await read('Token payload')).replace('"admin":false', '"admin":true'),
    },
    { say: 'Take the secret that was found.', fill: 'Secret to sign with', with: (read) => read('Found') },
    { say: 'Sign, as the issuer would.', press: 'Sign it' },
    { say: 'The API pays: nothing tells this token from a real one.', press: 'Send it on' },
    { say: 'The operator adds a random secret. New tokens are signed with it.', press: 'Add a random secret, k2' },
    { say: 'Fernando’s old token still works, k1 is in force. So does the forgery.', press: 'Read payments' },
    { say: 'Retire the leaked one.', press: 'Retire k1' },
    { say: 'The forgery names a key that is no longer there.', press: 'Send it on' },
    { say: 'Now a key pair. The public half appears in the key set.', press: 'Change to ES256' },
    { say: 'Fernando signs in again.', press: 'Sign in' },
    { say: 'And reads. The API verified with a key that everybody may have.', press: 'Read payments' },
  ],
  remember: [
    'A shared secret is random and at least as long as the hash.',
    'kid, two keys in force, then one: that is rotation.',
    'Who only verifies gets a public key.',
  ],
  start,
}
