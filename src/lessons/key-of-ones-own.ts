// The third lab: a server that takes the key from the token's own header.
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
  lede: 'This server verifies the signature, correctly, with the key that the token brings along.',
  know: [
    'A header may carry a public key, [jwk], or name an address where one is: `jku`, `x5u`, `x5c` (RFC 7515 section 4.1). There are protocols in which the server compares that key with one it knows.',
    'A careless server takes the key from the header and verifies with it. That proves that the sender holds the matching private key. It doesn’t prove who the sender is: you can make a key pair in a second.',
    '*The cure:* keys come from the server’s own configuration or from the issuer’s [JWKS] at a fixed address. The token may only name one of them, by [kid] (RFC 7515 section 10.3, RFC 8725 section 3.10).',
  ],
  task: 'Make a key pair, put its public half into the header, claim to be an admin, and sign with your private half. Send it to both servers.',
  solved: 'The signature was perfectly good. It was just yours.',
  hints: [
    '“Make a key pair” shows the public half as JSON. It goes into the token header as the value of `jwk`.',
    'The header is then `{"alg":"ES256","typ":"at+jwt","jwk":{…}}`.',
    'Sign last: every later edit makes the signature wrong.',
  ],
  solution: [
    { say: 'Make a key pair.', press: 'Make a key pair' },
    {
      say: 'Put the public half into the header.',
      fill: 'Token header',
      with: async (read) => `{"alg":"ES256","typ":"at+jwt","jwk":${await read('My public key')}}`,
    },
    ADMIN,
    { say: 'Sign with the private half.', press: 'Sign with my own key' },
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
        key: 'It finds a key: its own. The one in the header is ignored.',
      },
    ),
    {
      ask: 'Write the header, as JSON, by which the right server finds its own key, called `payroll-1`. A token with that header is signed by the server and sent.',
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
            if (memberOf(token, 0, 'jwk') !== undefined) return wrong('`jwk` carries a key. The name of a key is `kid`.')
            if (exchange.reply.status === 201)
              return kid === 'payroll-1'
                ? right('It names the key and brings none.')
                : wrong('It works, because there is one key only. Name it with `kid`.')
            if (typeof kid === 'string' && kid.toLowerCase() === 'payroll-1' && kid !== 'payroll-1')
              return wrong('Key IDs are case-sensitive (RFC 7515 section 4.1.4).')
            return wrong(answerOf(exchange))
          },
        })
      },
    },
  ],
  remember: [
    'Keys come from a place that the server trusts, never from the token.',
    'A signature proves who holds a key. You must know whose key it is.',
  ],
  start: async (now) => {
    let mine: ServerKey | undefined
    return await startLab(now, {
      off: 'key',
      careless: 'Verifies with the key in the token’s header, if there is one.',
      name: 'A key of your own',
      // The key check was skipped for a key that came with the token, and the signature fits that key.
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
