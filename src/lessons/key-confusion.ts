// The fourth lab: the public key as the secret of an HMAC.
import { encodeText } from '../core/text/base64url.ts'
import type { Lesson } from './lesson.ts'
import { accessClaims } from './payroll-api/access-token.ts'
import { hmac } from './payroll-api/verifier.ts'
import { requests } from './stage/desk.ts'
import { answerOf, picked } from './stage/exercises.ts'
import { button, unless, value, editor } from './stage/items.ts'
import { ADMIN, labGround, SEND_BOTH, startLab, whichCheck } from './stage/lab.ts'
import { bearerOf, memberOf } from './stage/token-text.ts'

async function confused(now: number, secretOf: (pem: string) => string = (pem) => pem) {
  const { desk, serverKey } = await labGround(now)
  const claims = { ...accessClaims(desk.api.directory.find('fernando')!, desk.api.clock), admin: true }
  const input = `${encodeText('{"alg":"HS256","typ":"at+jwt"}')}.${encodeText(JSON.stringify(claims))}`
  const secret = new TextEncoder().encode(secretOf(serverKey.public?.pem ?? ''))
  return { desk, token: `${input}.${(await hmac('HS256', secret, input)) ?? ''}` }
}

const PUBLIC = 'The server’s public key'
const PRIVATE = 'The server’s private key'
const OWN = 'A secret of Mallory’s'

export const keyConfusion: Lesson = {
  id: 'key-confusion',
  part: 'Attacks',
  title: 'Lab 4: the public key as a secret',
  lede: 'The hardest of the four. This server has only its own key and verifies every signature. It still lets the token choose the algorithm.',
  know: [
    'The API signs with [ES256]; its public key is in a file that everyone may read. One function verifies: it gets the token, and the text of that file.',
    'Now a token says [HS256]. For HS256 a “key” is a secret, any bytes. A careless library takes the text of the file for the secret and computes the [HMAC] with it (RFC 8725 section 2.1).',
    'The text of the file is public. So you can compute the same HMAC.',
    '*The cure* is the same as in the first lab: the server has a list of algorithms, and each key is for one of them (RFC 8725 section 3.1).',
  ],
  task: 'Make the server take its own public key for a secret. Name HS256 in the header, claim to be an admin, and sign with the text of the public key file.',
  solved:
    'The server checked the signature, with its own key, and it matched. Four labs, one rule: the token never decides how it is checked.',
  hints: [
    'First the header: `{"alg":"HS256","typ":"at+jwt"}`. Signing doesn’t change it for you.',
    'The secret is the whole text of the public key, with its first and last line and the line breaks.',
    'Sign after both edits, then send.',
  ],
  solution: [
    { say: 'Name HS256 to a server that holds a public key.', fill: 'Token header', with: '{"alg":"HS256","typ":"at+jwt"}' },
    ADMIN,
    { say: 'The “secret” is the text of the public key.', fill: 'Text to use as a secret', with: (read) => read('Public key of the API') },
    { say: 'Sign with it.', press: 'Sign with HS256 and this text' },
    ...SEND_BOTH,
  ],
  questions: [
    {
      ask: 'With which text as HMAC secret does the careless server accept an HS256 token? Each is tried when you check.',
      start: async (now) => {
        const tried = async (secretOf: (pem: string) => string) => {
          const { desk, token } = await confused(now, secretOf)
          desk.api.off.add('algorithm')
          return answerOf(await desk.send(requests.pay(`Bearer ${token}`, { to: 'fernando', amount: 9000 })))
        }
        return picked({
          answer: PUBLIC,
          because: await tried((pem) => pem),
          others: {
            [OWN]: `The server doesn’t know it. ${await tried(() => 'a secret of Mallory’s')}`,
            [PRIVATE]: 'Mallory doesn’t have it, and the server verifies with the other half.',
          },
          order: [PRIVATE, PUBLIC, OWN],
        })
      },
    },
    whichCheck('Which check of the right server stops this token?', (now) => confused(now), {
      key: 'It isn’t reached. It would stop the token as well: no key is for HS256.',
      signature: 'It isn’t reached: no HMAC is computed at all.',
    }),
  ],
  remember: ['One key, one algorithm, both chosen by the server.', 'The token never decides how it is checked.'],
  start: async (now) => {
    let secret = ''
    return await startLab(now, {
      off: 'algorithm',
      careless: 'Hands its public key file to whatever algorithm the token names.',
      name: 'The public key as a secret',
      isAttack: ({ token = '' }) => memberOf(token, 0, 'alg') === 'HS256',
      tools: ({ shop, sign, serverKey, held }) => {
        const alg = memberOf(bearerOf(held.text) ?? '', 0, 'alg')
        return [
          { kind: 'note', text: 'The public key is public: it is published at `/.well-known/jwks.json`.' },
          value('Public key of the API', serverKey.public?.pem ?? '', 'plain', 'PEM'),
          editor(shop, 'Text to use as a secret', secret, (text) => (secret = text)),
          button(shop, 'Sign with HS256 and this text', () => sign((input) => hmac('HS256', new TextEncoder().encode(secret), input)), {
            disabled: unless(secret, 'Write or paste a text first.'),
          }),
          ...(alg === 'HS256'
            ? []
            : [
                {
                  kind: 'note',
                  text: `The header says ${JSON.stringify(alg) ?? 'nothing'}. Signing doesn’t change it: write \`HS256\` there yourself.`,
                } as const,
              ]),
        ]
      },
    })
  },
}
