// Lesson 6 compares a shared secret with a key pair, using a second API that checks what the first one signs.
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
      stillSignedIn: () => ({ passed: 'This API keeps nothing, so it looks nothing up.' }),
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
  /** The algorithm of the issued token, which decides what payslips was given. */
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
      // It has only what it verifies with: a secret, or a public key.
      const holding = keyRing({ ...key, signWith: key.verifyWith })
      const forged = await signAccessToken({ ...claims(), aud: AUDIENCE, sub: 'grace', admin: true }, holding)
      const worked = passes(await check(forged, ring, now, AUDIENCE))
      signed.set(issued!, worked)
      attempt = { worked, text: 'Payslips signed its own token for Grace, an admin, and the payroll API accepts it.' }
    } catch {
      signed.set(issued!, false)
      attempt = { worked: false, text: 'Payslips can’t: a public key only verifies.' }
    }
  }
  const publicKey = () => rings.get(issued ?? alg)?.keys[0]?.public

  return {
    works: shop.works,
    token: () => token || undefined,
    publicKey: () => (publicKey() ? JSON.stringify(publicKey()!.jwk) : undefined),
    goals: (): Goal[] => [
      { text: 'Payslips refuses a token that was made for payroll, because its `aud` is wrong.', met: refusedAud },
      { text: 'HS256: payslips verifies a token and can also sign one.', met: verified.has('HS256') && signed.get('HS256') === true },
      { text: 'RS256: payslips verifies a token but can’t sign one.', met: verified.has('RS256') && signed.get('RS256') === false },
      { text: 'ES256: payslips verifies a token but can’t sign one.', met: verified.has('ES256') && signed.get('ES256') === false },
    ],
    lanes: () => [
      {
        title: 'Payroll API, the issuer',
        aside: 'has the signing key',
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
            ? value('The shared secret', secret, 'bad', 'it also signs, so both sides must keep it secret')
            : value('A public key', publicKey()?.pem ?? '', 'plain', 'in PEM, a key as text; payroll keeps the private key'),
        ],
      },
      {
        title: 'Payslips, another API',
        aside: (issued ?? alg) === 'HS256' ? 'has the secret' : 'has the public key',
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
          ...(attempt ? [value('Signing its own token', attempt.text, attempt.worked ? 'bad' : 'good')] : []),
          // Said beside the steps, which would otherwise look like checks of the token that payslips signed itself.
          ...(steps.length > 0
            ? ([
                { kind: 'note', text: 'How payslips checked the token that payroll issued:' },
                { kind: 'steps', name: 'Steps of the verifier', steps },
              ] as const)
            : []),
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
  { say: 'But payslips can’t sign, because the private key never left payroll.', press: 'Try to sign one as an admin' },
]

export const twoKindsOfKeys: Lesson = {
  id: 'two-kinds-of-keys',
  part: 'Keys',
  title: 'Two kinds of keys',
  lede: 'A second API needs to check the tokens that payroll issues. What do you give it: the secret that signs, or a key that only checks?',
  know: [
    'With [HS256], the same secret signs and verifies. Every API that checks tokens needs the secret, so each of them could also sign.',
    'With [RS256] and [ES256] there is a *key pair*: the private key signs, and the public key verifies. You may give the public key to anyone. RS256 uses RSA and is supported everywhere (RFC 7518 section 3.3). ES256 uses an elliptic curve, and its keys and signatures are much shorter (RFC 7518 section 3.4).',
    'Public keys are sent as text: in [PEM], between lines of dashes, or in JSON, as a [JWK]. An issuer publishes a list of them, a [JWKS]. Each key in it has a key ID, [kid], and a token says by its `kid` which key signed it (RFC 7517 section 5).',
    'Two APIs of one issuer accept the same keys, so the signature alone doesn’t tell which of them a token was made for. That is what [aud] is for: an API rejects a token whose audience isn’t its own name (RFC 8725 section 3.9). Otherwise payslips could take your token and use it at payroll.',
  ],
  task: 'Issue a token for payroll and let payslips check it. Then issue one for payslips, and let payslips try to sign a token itself. Do the same with RS256 and with ES256.',
  solved:
    'With the secret, payslips could have paid itself. With the public key it can check every token but make none. The labs, from {careless-server} on, attack a server that signs with ES256.',
  hints: [
    'The first token is for payroll. Payslips should refuse it, and it says why.',
    'Choose the other name in “For which API (aud)”. Issue again, verify, and try to sign.',
    'Then change the algorithm and issue a new token. The old token keeps its algorithm.',
  ],
  hintGoals: [0, 1, 3],
  solution: [
    { say: 'Issue a token for payroll.', press: 'Issue a token' },
    { say: 'Its signature verifies, but payslips isn’t its audience.', press: 'Verify the token' },
    { say: 'Choose payslips as the audience.', choose: 'For which API (aud)', option: PAYSLIPS },
    { say: 'Issue the token.', press: 'Issue a token' },
    { say: 'Payslips accepts this one.', press: 'Verify the token' },
    { say: 'Payslips signs a token itself, with the same secret.', press: 'Try to sign one as an admin' },
    ...round('RS256', 'Now use an RSA key pair.'),
    ...round('ES256', 'Now use an elliptic-curve key pair. The signature is much shorter.'),
  ],
  questions: [
    {
      ask: 'Thirty services run by other teams need to check your tokens. Which of these may you give to them?',
      start: async () =>
        picked({
          answer: 'The ES256 public key',
          because: 'It verifies but can’t sign, so you could even print it in a newspaper.',
          others: {
            'The HS256 secret': 'Then thirty teams can sign tokens in your name, and a single leak is enough.',
            'The RS256 private key': 'The private key signs. It never leaves the issuer.',
          },
          order: ['The HS256 secret', 'The RS256 private key', 'The ES256 public key'],
        }),
    },
    {
      ask: 'Write the value of `aud` that payslips accepts. (It is one of the choices in “For which API (aud)”. When you press “Check”, a token with your value is sent to payslips.)',
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
            if (text === AUDIENCE) return wrong('That is payroll’s name. Payslips refuses a token that was made for another API.')
            if (text === `${PAYSLIPS}/`) return wrong('Names are compared character by character, and this one has an extra slash.')
            return wrong(`Payslips refuses it: ${failed.detail} Its name is a complete URL.`)
          },
        })
      },
    },
  ],
  remember: [
    'HS256: everyone who checks can also sign. RS256 and ES256: the public key checks, the private key signs.',
    'If an issuer serves many APIs, each API accepts only its own aud.',
    'Public keys go into a key set that anyone may fetch.',
  ],
  start,
}
