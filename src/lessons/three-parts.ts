// Lesson 1: build a token by hand, from JSON to base64url to signature.
import type { Lesson, Stage } from './lesson.ts'
import { movableClock } from './payroll-api/clock.ts'
import { keyRing, hmacKey } from './payroll-api/key-ring.ts'
import { StepLog, type VerifierStep } from './payroll-api/steps.ts'
import { hmac, verifyToken } from './payroll-api/verifier.ts'
import { decodeBase64url, encodeText } from '../core/text/base64url.ts'
import { button, editor, value } from './stage/items.ts'
import { memberOf } from './stage/token-text.ts'
import { Workshop } from './stage/workshop.ts'
import { encodeHex } from '../core/text/bytes.ts'

const SECRET = 'A secret API example'
// The article prints its JSON over several lines; these are its bytes.
const ARTICLE = {
  header: '{\n"alg": "HS256",\n"typ": "JWT"\n}\n',
  payload: '{\n"Iss": "fernando",\n"Exp": 1550946689,\n"Admin": false\n}\n',
}
const SHOWN = new Set(['parse', 'algorithm', 'key', 'signature'])

async function start(now: number): Promise<Stage> {
  const shop = new Workshop()
  let header = '{"alg":"HS256","typ":"JWT"}'
  let payload = '{"sub":"you","admin":false}'
  let secret = SECRET
  let token = ''
  let signature = ''
  let dense: string | undefined
  let steps: readonly VerifierStep[] = []

  const signingInput = () => `${encodeText(header)}.${encodeText(payload)}`
  const compute = async () => {
    const key = new TextEncoder().encode(secret)
    signature = (await hmac('HS256', key, signingInput())) ?? ''
    const [tightHeader, tightPayload] = [withoutSpaces(header), withoutSpaces(payload)]
    dense = tightHeader && tightPayload ? await hmac('HS256', key, `${encodeText(tightHeader)}.${encodeText(tightPayload)}`) : undefined
    const log = new StepLog()
    const passed = () => ({ passed: '' })
    const settings = {
      keys: keyRing(hmacKey(secret)),
      clock: movableClock(now),
      dialect: 'standard',
      off: new Set(['time', 'audience'] as const),
      stillSignedIn: passed,
      right: passed,
    } as const
    if (token.trim() !== '') await verifyToken(token.trim(), settings, log)
    steps = token.trim() === '' ? [] : log.steps.filter((step) => SHOWN.has(step.id))
  }
  const put = (name: string, piece: () => string) =>
    button(shop, name, async () => {
      token = token.trim() + piece()
      await compute()
    })
  await compute()

  return {
    works: shop.works,
    token: () => token.trim() || undefined,
    publicKey: () => undefined,
    goals: () => [
      { text: 'The payload says that `sub` is `fernando`.', met: memberOf(`.${encodeText(payload)}.`, 1, 'sub') === 'fernando' },
      { text: 'Your token is the three segments with two dots between them.', met: token.trim() === `${signingInput()}.${signature}` },
      {
        text: 'The API finds the signature right.',
        met: steps.some((step) => step.id === 'signature' && step.outcome === 'passed') && memberOf(token, 1, 'sub') === 'fernando',
      },
    ],
    lanes: () => [
      {
        title: 'You, the issuer',
        aside: 'hold the secret',
        items: [
          editor(shop, 'Header', header, (text) => (header = text), { look: 'header', after: compute }),
          editor(shop, 'Payload', payload, (text) => (payload = text), { look: 'payload', after: compute }),
          editor(shop, 'Secret', secret, (text) => (secret = text), { look: 'signature', after: compute }),
          button(shop, 'Write it as the article did', async () => {
            header = ARTICLE.header
            payload = ARTICLE.payload
            secret = SECRET
            await compute()
          }),
        ],
      },
      {
        title: 'From JSON to segments',
        aside: 'computed as you type',
        items: [
          value('Header bytes', encodeHex(new TextEncoder().encode(header), ' '), 'plain', 'UTF-8'),
          value('Header segment', encodeText(header), 'header', 'base64url of these bytes'),
          value('Payload segment', encodeText(payload), 'payload', 'base64url of the payload’s bytes'),
          value('Signing input', signingInput(), 'token', 'header, dot, payload: what is signed'),
          value('Signature bytes', encodeHex(decodeBase64url(signature).bytes, ' '), 'plain', 'HMAC-SHA-256 with the secret'),
          value('Signature segment', signature, 'signature', 'base64url of these bytes'),
          ...(dense !== undefined && dense !== signature
            ? [value('Signature over the same JSON without spaces', dense, 'bad', 'other bytes, another signature')]
            : []),
        ],
      },
      {
        title: 'Payroll API',
        aside: 'holds the same secret',
        items: [
          editor(shop, 'Your token', token, (text) => (token = text), { look: 'token', after: compute }),
          put('Add the header segment', () => encodeText(header)),
          put('Add a dot', () => '.'),
          put('Add the payload segment', () => encodeText(payload)),
          put('Add the signature segment', () => signature),
          button(shop, 'Empty it', async () => {
            token = ''
            await compute()
          }),
          ...(steps.length > 0
            ? [{ kind: 'steps', name: 'Steps of the verifier', steps } as const]
            : [{ kind: 'note', text: 'No token has arrived yet.' } as const]),
        ],
      },
    ],
  }
}

function withoutSpaces(json: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(json))
  } catch {
    return undefined
  }
}

export const threeParts: Lesson = {
  id: 'three-parts',
  title: 'Three parts, two dots',
  lede: 'A signed token is two pieces of JSON and a signature over both. Build one by hand.',
  know: [
    'A *JSON Web Token*, JWT for short, is a piece of text that a server gives to somebody who has signed in. It is shown with every later request, like a ticket at a door. In these lessons Fernando uses a payroll API: his token says who he is and whether he may issue payments.',
    'The *header* says how the token is signed: `alg` names the algorithm. The *payload* holds the claims, statements about somebody: `sub` is whom they are about. Each is JSON, written as UTF-8 bytes, and the bytes are written as base64url, 64 letters, digits and signs that every URL and header field can carry (RFC 7515 section 2). The three written pieces are the *segments*.',
    'The *signature* is computed over the first two segments exactly as they stand, dot included, with a key (RFC 7515 section 5.1). HS256 is HMAC with SHA-256, a checksum that nobody can compute without the secret. Who makes tokens, the *issuer*, and who checks them share that secret, and whoever holds it can do both.',
    'Base64url here has no `=` at the end. And since the signature covers characters, not meaning, a blank more in the JSON is another token.',
  ],
  erratum:
    'The article prints a header and a payload with line breaks in them, and beside them a signature that was made over the same JSON without any. So its token does not verify over its own bytes. Press “Write it as the article did” and compare the last two signatures. Its secret has 20 bytes as well; HS256 asks for at least 32 (RFC 7518 section 3.2).',
  task: 'Make a token for Fernando. Write `fernando` into the payload, then put the three segments together, with two dots, so that the API finds the signature right.',
  solved: 'That is a JSON Web Token, and nothing in it is hidden: you could redo each step on paper, except the HMAC.',
  hints: [
    'The payload is JSON: change the text between the quotes after `sub`.',
    'The order is header, dot, payload, dot, signature. The buttons on the right add one piece each.',
    'If you change the payload afterwards, the signature changes too: empty the box and start again.',
  ],
  solution: [
    {
      say: 'Write the claim into the payload. Both the payload segment and the signature change.',
      fill: 'Payload',
      with: '{"sub":"fernando","admin":false}',
    },
    { say: 'Begin with the header segment.', press: 'Add the header segment' },
    { say: 'A dot ends it.', press: 'Add a dot' },
    {
      say: 'Then the payload segment.',
      fill: 'Your token',
      with: async (read) => `${await read('Your token')}${await read('Payload segment')}`,
    },
    { say: 'The second dot.', press: 'Add a dot' },
    { say: 'And the signature over everything before that dot.', press: 'Add the signature segment' },
  ],
  remember: [
    'header.payload.signature: JSON, JSON, and bytes, each as base64url.',
    'The signature covers the characters as sent. Never parse and write JSON anew before you verify.',
    'HS256: one secret signs and verifies.',
  ],
  start,
}
