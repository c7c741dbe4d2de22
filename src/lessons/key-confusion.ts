// Lab 4 uses a server's public key as the secret of an HMAC.
import { encodeText } from '../core/text/base64url.ts'
import type { Item, Lesson } from './lesson.ts'
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

// A copy of text over several lines easily has a line too few or a line break too many, and the HMAC says nothing about that.
function unlessWhole(secret: string, file: string): readonly Item[] {
  const note = (text: string): readonly Item[] => [{ kind: 'note', text }]
  const bare = (text: string) => text.replace(/\s+/g, '')
  if (secret === file || bare(secret) === '') return []
  if (bare(secret) === bare(file))
    return note('These are the characters of the file, but not exactly its line breaks. An HMAC takes every byte.')
  return bare(file).includes(bare(secret))
    ? note('This is only a part of the file. The secret is all of it, from the first dash to the last.')
    : []
}

const PUBLIC = 'The server’s public key'
const PRIVATE = 'The server’s private key'
const OWN = 'A secret of Mallory’s'

export const keyConfusion: Lesson = {
  id: 'key-confusion',
  part: 'Attacks',
  title: 'Lab 4: the public key as a secret',
  lede: 'The hardest of the four labs. This server uses only its own key and verifies every signature. But it still lets the token choose the algorithm.',
  know: [
    'The API signs with [ES256]. Its public key is in a file that everyone may read. To verify, the API calls one function with two things: the token, and the text of that file.',
    'Now a token says [HS256]. For HS256 a key is a secret, and any bytes will do. A careless library uses the text of the file as the secret and computes the [HMAC] with it (RFC 8725 section 2.1).',
    'The text of the file is public. So you can compute the same HMAC.',
    '*The cure* is the same as in the first lab: the server has a list of algorithms, and each key is for only one of them (RFC 8725 section 3.1).',
  ],
  task: 'Make the server use its own public key as a secret. Name HS256 in the header, claim to be an admin, and sign with the text of the public key file.',
  solved:
    'The server checked the signature with its own key, and it matched. All four labs show one rule: the token must never decide how it is checked.',
  hints: [
    'Begin with the header: `{"alg":"HS256","typ":"at+jwt"}`. Signing doesn’t change it for you.',
    'The secret is the complete text of the public key, including its first and last lines and the line breaks between them.',
    'Sign after both edits, then send.',
  ],
  solution: [
    { say: 'Name HS256, although the server’s key is a public key.', fill: 'Token header', with: '{"alg":"HS256","typ":"at+jwt"}' },
    ADMIN,
    {
      say: 'Use the text of the public key as the secret.',
      fill: 'Text to use as a secret',
      with: (read) => read('Public key of the API'),
    },
    { say: 'Sign with it.', press: 'Sign with HS256 and this text' },
    ...SEND_BOTH,
  ],
  questions: [
    {
      ask: 'Which text must be the HMAC secret so that the careless server accepts an HS256 token? Your choice is tried when you press “Check”.',
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
            [PRIVATE]: 'Mallory doesn’t have it, and the server verifies with the public key.',
          },
          order: [PRIVATE, PUBLIC, OWN],
        })
      },
    },
    whichCheck('Which check of the right server stops this token?', (now) => confused(now), {
      key: 'It isn’t reached. It would also stop the token, because the server has no key for HS256.',
      signature: 'It isn’t reached. No HMAC is computed at all.',
    }),
  ],
  remember: ['Each key is for one algorithm, and the server chooses both.', 'The token must never decide how it is checked.'],
  start: async (now) => {
    let secret = ''
    return await startLab(now, {
      off: 'algorithm',
      careless: 'It uses its public key file with whatever algorithm the token names.',
      name: 'The public key as a secret',
      isAttack: ({ token = '' }) => memberOf(token, 0, 'alg') === 'HS256',
      tools: ({ shop, sign, serverKey, held }) => {
        const alg = memberOf(bearerOf(held.text) ?? '', 0, 'alg')
        return [
          { kind: 'note', text: 'Anyone can get the public key: it is published at `/.well-known/jwks.json`.' },
          value('Public key of the API', serverKey.public?.pem ?? '', 'plain', 'in PEM'),
          editor(shop, 'Text to use as a secret', secret, (text) => (secret = text)),
          ...unlessWhole(secret, serverKey.public?.pem ?? ''),
          button(shop, 'Sign with HS256 and this text', () => sign((input) => hmac('HS256', new TextEncoder().encode(secret), input)), {
            disabled: unless(secret, 'Enter a text first.'),
          }),
          ...(alg === 'HS256'
            ? []
            : [
                {
                  kind: 'note',
                  text: `The header says ${JSON.stringify(alg) ?? 'nothing'}. Signing doesn’t change it, so write \`HS256\` there yourself.`,
                } as const,
              ]),
        ]
      },
    })
  },
}
