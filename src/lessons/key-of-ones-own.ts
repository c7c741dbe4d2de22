// Lab 3 attacks a server that takes the key from the token's own header.
import { encodeText } from '../core/text/base64url.ts'
import type { Lesson } from './lesson.ts'
import { accessClaims } from './payroll-api/access-token.ts'
import { generatedKey, type ServerKey } from './payroll-api/key-ring.ts'
import { requests } from './stage/desk.ts'
import { answerOf, right, typed, wrong } from './stage/exercises.ts'
import { button, unless, value } from './stage/items.ts'
import { ADMIN, labGround, SEND_BOTH, signES256, startLab, whichCheck } from './stage/lab.ts'
import { laidOut, memberOf } from './stage/token-text.ts'

function publicMembers(key: ServerKey): Record<string, unknown> {
  const { kty, crv, x, y } = key.public?.jwk ?? {}
  return { kty, crv, x, y }
}

async function signedBy(now: number, key: ServerKey, header: string) {
  const { desk } = await labGround(now)
  const claims = { ...accessClaims(desk.api.directory.find('fernando')!, desk.api.clock), admin: true }
  const input = `${encodeText(header)}.${encodeText(JSON.stringify(claims))}`
  return { desk, token: `${input}.${(await signES256(key, input)) ?? ''}` }
}

const headerWith = (key: ServerKey) => JSON.stringify({ alg: 'ES256', typ: 'at+jwt', jwk: publicMembers(key) })

export const keyOfOnesOwn: Lesson = {
  id: 'key-of-ones-own',
  part: 'Attacks',
  title: 'Lab 3: a key of your own',
  lede: 'This server verifies the signature correctly, but with a key that it takes from the token itself.',
  know: [
    'A header may contain a public key, in the parameter [jwk]: `{"alg":"ES256","jwk":{"kty":"EC",…}}`. Other parameters, `jku`, `x5u` and `x5c`, give an address of a key, or a certificate with a key in it (RFC 7515 section 4.1). In some protocols the server compares that key with one it knows.',
    'A careless server takes the key from the header and verifies with it. That proves that the sender has the matching private key. It doesn’t prove who the sender is, because anyone can make a key pair in a second.',
    '*The cure:* the server uses only keys from its own configuration, or from the issuer’s [JWKS], which it fetches from a fixed address. The token may only name one of these keys, by its [kid] (RFC 7515 section 10.3, RFC 8725 section 3.10).',
  ],
  task: 'Make a key pair. Put its public key into the token header, as the value of a new member: `"jwk": {…}`. Claim to be an admin, and sign with your private key. Send the token to both servers.',
  solved: 'The signature was perfectly good. But it was yours, not the server’s.',
  hints: [
    '“Make a key pair” shows the public key as JSON. In the token header, it becomes the value of `jwk`.',
    'The complete header is `{"alg":"ES256","typ":"at+jwt","jwk":{…}}`, with your public key in place of `{…}`.',
    'Sign last, because any later edit breaks the signature.',
  ],
  solution: [
    { say: 'Make a key pair.', press: 'Make a key pair' },
    {
      say: 'Put the public key into the header as "jwk".',
      fill: 'Token header',
      with: async (read) => `{"alg":"ES256","typ":"at+jwt","jwk":${await read('My public key')}}`,
    },
    ADMIN,
    { say: 'Sign with your private key.', press: 'Sign with my own key' },
    ...SEND_BOTH,
  ],
  questions: [
    whichCheck(
      'Mallory signed this token and put her own key into its header. Which check of the *right* server stops it?',
      async (now) => {
        const mallory = await generatedKey('ES256', 'mallory')
        return signedBy(now, mallory, headerWith(mallory))
      },
      {
        algorithm: 'ES256 is on the list.',
        key: 'The server finds its own key and ignores the one in the header.',
      },
    ),
    {
      ask: 'Write a header, as JSON, that tells the right server to use its own key, whose ID is `payroll-1`. When you press “Check”, a token with that header is signed with the server’s key and sent.',
      start: async (now) => {
        const { serverKey, desk } = await labGround(now)
        return typed({
          look: 'header',
          answer: '{"alg":"ES256","typ":"at+jwt","kid":"payroll-1"}',
          mistakes: [
            '{"alg":"ES256","typ":"at+jwt","jwk":"payroll-1"}',
            '{"alg":"ES256","typ":"at+jwt","kid":"Payroll-1"}',
            '{"alg":"ES256","typ":"JWT","kid":"payroll-1"}',
            '{"alg":"HS256","typ":"at+jwt","kid":"payroll-1"}',
            'payroll-1',
          ],
          judge: async (text) => {
            const claims = { ...accessClaims(desk.api.directory.find('grace')!, desk.api.clock) }
            const input = `${encodeText(text)}.${encodeText(JSON.stringify(claims))}`
            const token = `${input}.${(await signES256(serverKey, input)) ?? ''}`
            const exchange = await desk.send(requests.pay(`Bearer ${token}`, { to: 'grace', amount: 100 }))
            const kid = memberOf(token, 0, 'kid')
            if (memberOf(token, 0, 'jwk') !== undefined) return wrong('`jwk` contains a key. To name a key, use `kid`.')
            if (exchange.reply.status === 201)
              return kid === 'payroll-1'
                ? right('It names a key and contains none.')
                : wrong('It works, but only because the server has a single key. Name it with `kid`.')
            if (typeof kid === 'string' && kid.toLowerCase() === 'payroll-1' && kid !== 'payroll-1')
              return wrong('Key IDs are case-sensitive (RFC 7515 section 4.1.4).')
            return wrong(answerOf(exchange))
          },
        })
      },
    },
  ],
  remember: [
    'Take keys from a place that the server trusts, never from the token.',
    'A signature proves that the sender has a key. You must know whose key it is.',
  ],
  start: async (now) => {
    let mine: ServerKey | undefined
    return await startLab(now, {
      off: 'key',
      careless: 'It verifies with the key in the token’s header, if there is one.',
      name: 'A key of your own',
      // The key check was skipped for a key from the token, and the signature matches that key.
      isAttack: ({ record }) =>
        record?.steps.find(({ id }) => id === 'key')?.outcome === 'off' &&
        record.steps.find(({ id }) => id === 'signature')?.outcome === 'passed',
      tools: ({ shop, sign }) => [
        button(shop, 'Make a key pair', async () => void (mine = await generatedKey('ES256', 'mallory'))),
        ...(mine ? [value('My public key', laidOut(JSON.stringify(publicMembers(mine))), 'plain', 'a JWK: a key as JSON')] : []),
        button(shop, 'Sign with my own key', () => sign((input) => signES256(mine!, input)), {
          disabled: unless(mine, 'Make a key pair first.'),
        }),
      ],
    })
  },
}
