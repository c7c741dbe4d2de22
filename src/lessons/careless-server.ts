// Lesson 5: four attacks that work on a server with one step missing, and on no other.
import { encodeBase64url } from '../core/text/base64url.ts'
import type { Goal, Lesson, Move, Read, Stage } from './lesson.ts'
import { accessClaims, signAccessToken } from './payroll-api/access-token.ts'
import { movableClock } from './payroll-api/clock.ts'
import { generatedKey, keyRing, type ServerKey } from './payroll-api/key-ring.ts'
import type { StepId } from './payroll-api/steps.ts'
import { hmac } from './payroll-api/verifier.ts'
import { createDesk, requests, type Exchange } from './stage/desk.ts'
import { button, editor, value, verdict, wireEditors, type Held } from './stage/items.ts'
import { bearerOf, memberOf, segmentOf, withBearer, withSegment } from './stage/token-text.ts'
import { Workshop } from './stage/workshop.ts'

const ATTACKS = [
  { id: 'none', text: '`alg` none' },
  { id: 'confused', text: 'The public key as an HMAC secret' },
  { id: 'own-key', text: 'A key in the token’s own header' },
  { id: 'decoded', text: 'No proof at all' },
] as const
type Attack = (typeof ATTACKS)[number]['id']

const CHECKS: readonly { readonly id: StepId; readonly name: string }[] = [
  { id: 'algorithm', name: 'It checks the algorithm' },
  { id: 'key', name: 'It uses its own key' },
  { id: 'signature', name: 'It checks the signature' },
]

function attackOf(exchange: Exchange): Attack | undefined {
  const token = exchange.token ?? ''
  if (memberOf(token, 1, 'admin') !== true) return undefined
  const alg = memberOf(token, 0, 'alg')
  if (alg === 'none') return 'none'
  if (alg === 'HS256') return 'confused'
  return memberOf(token, 0, 'jwk') === undefined ? 'decoded' : 'own-key'
}

async function start(now: number): Promise<Stage> {
  const shop = new Workshop()
  const serverKey = await generatedKey('ES256', 'payroll-1')
  const desk = await createDesk({ clock: movableClock(now), keys: keyRing(serverKey) })
  const token = await signAccessToken(accessClaims(desk.api.directory.find('fernando')!, desk.api.clock), desk.api.keys)
  const fresh = requests.pay(`Bearer ${token}`, { to: 'fernando', amount: 9000 })
  const held: Held = { text: fresh }
  const missing = new Set<StepId>()
  const worked = new Set<Attack>()
  const stopped = new Set<Attack>()
  let secret = ''
  let mine: ServerKey | undefined

  const send = async (off: ReadonlySet<StepId>) => {
    desk.api.off.clear()
    for (const step of off) desk.api.off.add(step)
    const exchange = await desk.send(held.text)
    const attack = attackOf(exchange)
    if (!attack) return
    if (off.size > 0 && exchange.reply.status === 201) worked.add(attack)
    if (off.size === 0 && exchange.reply.status === 401) stopped.add(attack)
  }
  const signHeld = async (sign: (signingInput: string) => Promise<string | undefined>) => {
    const current = bearerOf(held.text) ?? ''
    const signature = await sign(`${segmentOf(current, 0)}.${segmentOf(current, 1)}`)
    if (signature !== undefined) held.text = withBearer(held.text, withSegment(current, 2, signature))
  }

  return {
    works: shop.works,
    token: () => bearerOf(held.text),
    publicKey: () => JSON.stringify(serverKey.public!.jwk),
    goals: () =>
      ATTACKS.flatMap(({ id, text }): Goal[] => [
        { text: `${text}: the careless server pays.`, met: worked.has(id) },
        { text: `${text}: the right server refuses.`, met: stopped.has(id) },
      ]),
    lanes: () => [
      {
        title: 'Mallory’s desk',
        aside: 'holds no secret',
        items: [
          { kind: 'note', text: 'The public key is public: it stands at `/.well-known/jwks.json`.' },
          value('Public key of the API', serverKey.public!.pem, 'plain', 'PEM'),
          editor(shop, 'Text to use as a secret', secret, (text) => (secret = text)),
          button(shop, 'Sign with HS256 and this text', () => signHeld((input) => hmac('HS256', new TextEncoder().encode(secret), input)), {
            disabled: secret === '',
          }),
          button(shop, 'Make a key pair of my own', async () => void (mine = await generatedKey('ES256', 'mallory'))),
          ...(mine ? [value('My public key', JSON.stringify(publicMembers(mine)), 'plain', 'JWK')] : []),
          button(shop, 'Sign with my own key', () => signHeld((input) => signES256(mine!, input)), { disabled: !mine }),
          button(shop, 'Start again from Fernando’s token', () => void (held.text = fresh)),
        ],
      },
      {
        title: 'On the wire',
        aside: 'you are here',
        items: [
          ...wireEditors(shop, held, [0, 1, 2]),
          button(shop, 'Send to the careless server', () => send(missing), { main: true, disabled: missing.size === 0 }),
          button(shop, 'Send to the right server', () => send(new Set())),
          ...(desk.last
            ? [{ kind: 'message', name: 'Response', text: desk.last.reply.text, status: desk.last.reply.status } as const]
            : []),
        ],
      },
      {
        title: 'Payroll API',
        aside: 'signs with ES256',
        items: [
          {
            kind: 'note',
            text:
              missing.size === 0
                ? 'It checks everything, as the right server does. Switch off what the careless server forgets:'
                : 'The careless server does not do what is switched off:',
          },
          ...CHECKS.map(({ id, name }) => ({
            kind: 'switch' as const,
            name,
            on: !missing.has(id),
            turn: (on: boolean) => {
              if (on) missing.delete(id)
              else missing.add(id)
              shop.changed()
            },
          })),
          ...verdict(desk),
        ],
      },
    ],
  }
}

// jose writes header and payload anew; here the learner's own characters are to be signed.
async function signES256(key: ServerKey, signingInput: string): Promise<string | undefined> {
  if (key.signWith instanceof Uint8Array) return undefined
  const bytes = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key.signWith, new TextEncoder().encode(signingInput))
  return encodeBase64url(new Uint8Array(bytes))
}

function publicMembers(key: ServerKey): Record<string, unknown> {
  const { kty, crv, x, y } = key.public!.jwk
  return { kty, crv, x, y }
}

const asAdmin = async (read: Read) => (await read('Token payload')).replace('"admin":false', '"admin":true')
const admin: Move = { say: 'Claim to be an admin.', fill: 'Token payload', with: asAdmin }
const careless: Move = { say: 'The careless server pays: 201.', press: 'Send to the careless server' }
const right: Move = { say: 'The right server refuses: 401.', press: 'Send to the right server' }
const again: Move = { say: 'Take Fernando’s own token again.', press: 'Start again from Fernando’s token' }

export const carelessServer: Lesson = {
  id: 'careless-server',
  title: 'What a careless server accepts',
  lede: 'The gate of the signature holds only if the server decides what is checked, how, and with which key. Leave one decision to the token and it opens.',
  know: [
    '*alg none.* An Unsecured JWT has an empty signature (RFC 7519 section 6). A server that does what the header says checks nothing at all.',
    '*The public key as a secret.* The API signs with ES256, and its public key is known to all. Told that the token is HS256, a careless library takes the text of the key file for the HMAC secret, and so can you (RFC 8725 section 2.1). The cure for both: the server holds the list of algorithms, and each key is for one of them (RFC 8725 section 3.1).',
    '*A key in the token.* `jwk`, `jku`, `x5u` and `x5c` let a header bring or name the key it is to be checked with. That proves that somebody owns a key, not who. A server uses keys whose origin it knows, and follows no address that a token names (RFC 7515 section 10.3, RFC 8725 section 3.10).',
    '*Decode without verify.* In most libraries `decode` is another function than `verify`. Decoding reads; it proves nothing.',
  ],
  task: 'Make each of the four attacks work on a careless server and fail on the right one. For each: switch one check off in the right lane, change the token on the wire so that it says admin, and send it to both servers.',
  solved: 'Four doors, one rule: the token never decides how it is checked.',
  hints: [
    'For `none`, switch off the check of the algorithm: header `{"alg":"none","typ":"at+jwt"}`, admin true, an empty signature. The dot before it stays.',
    'For the HMAC, leave that check off: header `{"alg":"HS256","typ":"at+jwt"}`, copy the whole public key, with its BEGIN and END lines, into the box for the secret, and sign. Edit first, sign last.',
    'For a key of your own, switch off only “It uses its own key”: make a key pair, write `{"alg":"ES256","typ":"at+jwt","jwk":…}` with your public key in place of the dots, and sign with it.',
    'For no proof, switch off only the check of the signature, and change only the payload.',
  ],
  solution: [
    { say: 'A server that lets the token name the algorithm.', turn: 'It checks the algorithm', on: false },
    { say: 'Name none.', fill: 'Token header', with: '{"alg":"none","typ":"at+jwt"}' },
    admin,
    { say: 'None needs no signature.', fill: 'Token signature', with: '' },
    careless,
    right,
    again,
    { say: 'Now name HS256 to a server that holds a public key.', fill: 'Token header', with: '{"alg":"HS256","typ":"at+jwt"}' },
    admin,
    { say: 'The “secret” is the text of the public key.', fill: 'Text to use as a secret', with: (read) => read('Public key of the API') },
    { say: 'Sign with it.', press: 'Sign with HS256 and this text' },
    careless,
    right,
    again,
    { say: 'The algorithm is checked again.', turn: 'It checks the algorithm', on: true },
    { say: 'But the key may come with the token.', turn: 'It uses its own key', on: false },
    { say: 'Make a key pair.', press: 'Make a key pair of my own' },
    {
      say: 'Put the public half into the header.',
      fill: 'Token header',
      with: async (read) => `{"alg":"ES256","typ":"at+jwt","jwk":${await read('My public key')}}`,
    },
    admin,
    { say: 'Sign with the private half.', press: 'Sign with my own key' },
    careless,
    right,
    again,
    { say: 'Its own key again.', turn: 'It uses its own key', on: true },
    { say: 'And now a server that decodes and believes.', turn: 'It checks the signature', on: false },
    admin,
    careless,
    right,
  ],
  remember: [
    'The server lists its algorithms; one key, one algorithm.',
    'Keys come from a place the server trusts, never from the token.',
    'Call verify, not decode.',
  ],
  start,
}
