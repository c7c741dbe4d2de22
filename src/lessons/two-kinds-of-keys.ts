// A shared secret and a key pair: who can check and who can sign, with a second API that checks what the first one signs.
import type { Goal, Lesson, Move, Stage } from './lesson.ts'
import { accessClaims, AUDIENCE, signAccessToken } from './payroll-api/access-token.ts'
import { movableClock } from './payroll-api/clock.ts'
import { createDirectory } from './payroll-api/directory.ts'
import { generatedKey, hmacKey, keyRing, randomSecret, type KeyRing, type ServerAlg } from './payroll-api/key-ring.ts'
import { StepLog, type VerifierStep } from './payroll-api/steps.ts'
import { verifyToken } from './payroll-api/verifier.ts'
import { isQuoted, picked, right, typed, wrong } from './stage/exercises.ts'
import { button, unless, value } from './stage/items.ts'
import { segmentOf } from './stage/token-text.ts'
import { Workshop } from './stage/workshop.ts'

const PAYSLIPS = 'https://payslips.example/api'
const ALGS: readonly ServerAlg[] = ['HS256', 'RS256', 'ES256']

async function check(token: string, keys: KeyRing, now: number, audience: string): Promise<readonly VerifierStep[]> {
  const log = new StepLog()
  await verifyToken(
    token,
    {
      keys,
      clock: movableClock(now),
      dialect: 'standard',
      audience,
      off: new Set(),
      stillSignedIn: () => ({ passed: 'It keeps nothing, so it looks nothing up.' }),
      right: () => ({ passed: 'Everyone may see their own payslip.' }),
    },
    log,
  )
  return log.steps
}

const passes = (steps: readonly VerifierStep[]) => steps.every(({ outcome }) => outcome === 'passed')

async function start(now: number): Promise<Stage> {
  const shop = new Workshop()
  const user = (await createDirectory()).find('fernando')!
  const secret = randomSecret()
  const rings = new Map<ServerAlg, KeyRing>([['HS256', keyRing(hmacKey(secret, 'hs'))]])
  let alg: ServerAlg = 'HS256'
  let audience = AUDIENCE
  let token = ''
  /** The algorithm of the token and what its checker holds. */
  let issued: ServerAlg | undefined
  let steps: readonly VerifierStep[] = []
  let attempt: { readonly worked: boolean; readonly text: string } | undefined
  const verified = new Set<ServerAlg>()
  const signed = new Map<ServerAlg, boolean>()
  let refusedAud = false

  const ringOf = async (name: ServerAlg) => {
    if (!rings.has(name) && name !== 'HS256') rings.set(name, keyRing(await generatedKey(name, name === 'RS256' ? 'rs' : 'es')))
    return rings.get(name)!
  }
  const claims = () => ({ ...accessClaims(user, movableClock(now)), aud: audience })
  const clear = () => {
    steps = []
    attempt = undefined
  }

  const trySigning = async () => {
    const ring = await ringOf(issued!)
    const key = ring.keys[0]!
    try {
      // What it holds to verify with is all that it has: a secret, or a public key.
      const holding = keyRing({ ...key, signWith: key.verifyWith })
      const forged = await signAccessToken({ ...claims(), aud: AUDIENCE, sub: 'grace', admin: true }, holding)
      const worked = passes(await check(forged, ring, now, AUDIENCE))
      signed.set(issued!, worked)
      attempt = { worked, text: 'It signed a token for Grace, an admin, and the payroll API accepts it.' }
    } catch {
      signed.set(issued!, false)
      attempt = { worked: false, text: 'A public key can’t sign. It only verifies.' }
    }
  }
  const publicKey = () => rings.get(issued ?? alg)?.keys[0]?.public

  return {
    works: shop.works,
    token: () => token || undefined,
    publicKey: () => (publicKey() ? JSON.stringify(publicKey()!.jwk) : undefined),
    goals: (): Goal[] => [
      { text: 'Payslips refuses a token that was made for payroll: the wrong `aud`.', met: refusedAud },
      { text: 'HS256: payslips verifies a token, and can sign one as well.', met: verified.has('HS256') && signed.get('HS256') === true },
      { text: 'RS256: payslips verifies a token, and can’t sign.', met: verified.has('RS256') && signed.get('RS256') === false },
      { text: 'ES256: payslips verifies a token, and can’t sign.', met: verified.has('ES256') && signed.get('ES256') === false },
    ],
    lanes: () => [
      {
        title: 'Payroll API, the issuer',
        aside: 'holds what signs',
        items: [
          {
            kind: 'choice',
            name: 'Algorithm',
            value: alg,
            options: ALGS,
            choose: (option) => {
              alg = ALGS.find((each) => each === option) ?? alg
              return shop.run(async () => void (await ringOf(alg)))
            },
          },
          {
            kind: 'choice',
            name: 'For which API (aud)',
            value: audience,
            options: [AUDIENCE, PAYSLIPS],
            choose: (option) => {
              audience = option
              shop.changed()
            },
          },
          button(
            shop,
            'Issue a token',
            async () => {
              clear()
              issued = alg
              token = await signAccessToken(claims(), await ringOf(alg))
            },
            { main: token === '' },
          ),
          ...(token
            ? [
                value('Token', token, 'token', issued),
                value('Length of its signature', `${segmentOf(token, 2).length} characters`, 'plain', LENGTHS[issued!]),
              ]
            : []),
        ],
      },
      {
        title: 'What payslips was given',
        aside: 'to check with',
        items: [
          (issued ?? alg) === 'HS256'
            ? value('The shared secret', secret, 'bad', 'the same one that signs; keep it secret in both places')
            : value('A public key', publicKey()?.pem ?? '', 'plain', 'PEM: a key as text. The private half stays with payroll.'),
        ],
      },
      {
        title: 'Payslips, another API',
        aside: (issued ?? alg) === 'HS256' ? 'holds the secret' : 'holds the public key',
        items: [
          button(
            shop,
            'Verify the token',
            async () => {
              steps = await check(token, await ringOf(issued!), now, PAYSLIPS)
              if (passes(steps)) verified.add(issued!)
              else if (steps.find(({ outcome }) => outcome === 'failed')?.id === 'audience') refusedAud = true
            },
            { main: true, disabled: unless(token, 'Issue a token first.') },
          ),
          button(shop, 'Try to sign one as an admin', trySigning, { disabled: unless(token, 'Issue a token first.') }),
          ...(attempt ? [value('Signing with what it holds', attempt.text, attempt.worked ? 'bad' : 'good')] : []),
          ...(steps.length > 0 ? [{ kind: 'steps', name: 'Steps of the verifier', steps } as const] : []),
        ],
      },
    ],
  }
}

const LENGTHS: Record<ServerAlg, string> = {
  HS256: '32 bytes, an HMAC',
  RS256: '256 bytes, as long as the 2,048-bit RSA key',
  ES256: '64 bytes, two numbers on the curve P-256',
}

const round = (alg: ServerAlg, say: string): Move[] => [
  { say, choose: 'Algorithm', option: alg },
  { say: 'Issue a token with it.', press: 'Issue a token' },
  { say: 'Payslips checks it with the public key.', press: 'Verify the token' },
  { say: 'But it can’t sign: the private key never left payroll.', press: 'Try to sign one as an admin' },
]

export const twoKindsOfKeys: Lesson = {
  id: 'two-kinds-of-keys',
  part: 'Keys',
  title: 'Two kinds of keys',
  lede: 'A second API wants to check the tokens that payroll issues. What do you hand to it: the secret that signs, or a key that only checks?',
  know: [
    'With [HS256] one secret signs and verifies. Every API that checks has to hold it, and each of them could sign as well.',
    'With [RS256] and [ES256] there is a *key pair*: the private key signs, the public key verifies. You may give the public key to anyone. RS256 works with RSA and is supported everywhere (RFC 7518 section 3.3); ES256 works with an elliptic curve, and its keys and signatures are much shorter (RFC 7518 section 3.4).',
    'Public keys travel as text: [PEM], between lines of dashes, or as JSON, a [JWK]. An issuer publishes a list of them, a [JWKS], and each key in it has a key ID, [kid], that tokens name (RFC 7517 section 5).',
    'Two APIs of one issuer accept the same keys, so the signature alone doesn’t tell for which of them a token was made. That is what [aud] is for: an API rejects a token whose audience isn’t its own name (RFC 8725 section 3.9). Otherwise payslips could take your token and use it at payroll.',
  ],
  task: 'Issue a token for payroll and let payslips check it. Then issue one for payslips, and let payslips try to sign one itself. Do the same with RS256 and with ES256.',
  solved:
    'With the secret, payslips could have paid itself. With the public key it can check everything and make nothing. The labs, from {careless-server} on, attack a server that signs with ES256.',
  hints: [
    'The first token is for payroll; payslips should refuse it, and says why.',
    'Choose the other name in “For which API (aud)”, issue again, verify, try to sign.',
    'Then change the algorithm and issue a new token: the old one keeps its own.',
  ],
  solution: [
    { say: 'A token for payroll.', press: 'Issue a token' },
    { say: 'Its signature is right. But payslips isn’t its audience.', press: 'Verify the token' },
    { say: 'Ask for one for payslips.', choose: 'For which API (aud)', option: PAYSLIPS },
    { say: 'Issue it.', press: 'Issue a token' },
    { say: 'This one is accepted.', press: 'Verify the token' },
    { say: 'And payslips signs a token itself, with the same secret.', press: 'Try to sign one as an admin' },
    ...round('RS256', 'Now an RSA key pair.'),
    ...round('ES256', 'And a key pair on a curve. The signature is much shorter.'),
  ],
  questions: [
    {
      ask: 'Thirty services of other teams must check your tokens. Which of these may you give to them?',
      start: async () =>
        picked({
          answer: 'The ES256 public key',
          because: 'It verifies and can’t sign, so it may even be printed.',
          others: {
            'The HS256 secret': 'Then thirty teams can sign tokens in your name, and one leak is enough.',
            'The RS256 private key': 'The private key signs. It never leaves the issuer.',
          },
          order: ['The HS256 secret', 'The RS256 private key', 'The ES256 public key'],
        }),
    },
    {
      ask: 'Write the value of `aud` with which payslips accepts a token. (Its name is in the stage above. The token is made and shown to payslips when you check.)',
      start: async (now) => {
        const keys = keyRing(hmacKey(randomSecret(), 'k1'))
        const user = (await createDirectory()).find('fernando')!
        return typed({
          answer: PAYSLIPS,
          mistakes: [`"${PAYSLIPS}"`, AUDIENCE, `${PAYSLIPS}/`, 'payslips'],
          judge: async (text) => {
            if (isQuoted(text, PAYSLIPS)) return wrong('The quotes are not part of the value.')
            const token = await signAccessToken({ ...accessClaims(user, movableClock(now)), aud: text }, keys)
            const failed = (await check(token, keys, now, PAYSLIPS)).find(({ outcome }) => outcome === 'failed')
            if (!failed) return right('Payslips accepts it, and payroll would refuse it.')
            if (text === AUDIENCE) return wrong('That is payroll’s name. Payslips refuses it: it was made for another API.')
            if (text === `${PAYSLIPS}/`) return wrong('Names are compared character by character, and this one has a slash too many.')
            return wrong(`Payslips refuses it: ${failed.detail} Its name is a whole address.`)
          },
        })
      },
    },
  ],
  remember: [
    'HS256: everyone who checks can sign. RS256, ES256: checking takes the public key, signing the private one.',
    'One issuer, many APIs: each accepts only its own aud.',
    'Public keys go into a key set that anyone may fetch.',
  ],
  start,
}
