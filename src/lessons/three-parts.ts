// Lesson 2 builds a token by hand, from JSON to base64url to signature, then flips single bits.
import type { Lesson, Lit, Stage } from './lesson.ts'
import { decodeBase64url, encodeBase64url, encodeText } from '../core/text/base64url.ts'
import { differingBits, encodeHex } from '../core/text/bytes.ts'
import { parseJson } from '../core/text/json.ts'
import { createDesk, requests } from './stage/desk.ts'
import { answerOf, editOf, right, typed, wrong } from './stage/exercises.ts'
import { movableClock } from './payroll-api/clock.ts'
import { accessClaims, signAccessToken } from './payroll-api/access-token.ts'
import { keyRing, hmacKey, randomSecret } from './payroll-api/key-ring.ts'
import { StepLog, type VerifierStep } from './payroll-api/steps.ts'
import { hmac, verifyToken } from './payroll-api/verifier.ts'
import { button, editor, unless, value } from './stage/items.ts'
import { memberOf, segmentOf } from './stage/token-text.ts'
import { Workshop } from './stage/workshop.ts'

const SECRET = '32 bytes are what HS256 asks for'
const BITS = 'Bits of the payload'
const SHOWN = new Set(['parse', 'algorithm', 'key', 'signature'])

async function start(now: number): Promise<Stage> {
  const shop = new Workshop()
  let header = '{"alg":"HS256","typ":"JWT"}'
  let payload = new TextEncoder().encode('{"sub":"you","admin":false}')
  let secret = SECRET
  let token = ''
  let signature = ''
  /** The signature before the last bit was flipped. */
  let before: string | undefined
  let turned: number | undefined
  let steps: readonly VerifierStep[] = []
  let accepted = false

  const payloadSegment = () => encodeBase64url(payload)
  const payloadText = () => new TextDecoder().decode(payload)
  const signingInput = () => `${encodeText(header)}.${payloadSegment()}`
  const whole = () => `${signingInput()}.${signature}`
  const compute = async () => {
    signature = (await hmac('HS256', new TextEncoder().encode(secret), signingInput())) ?? ''
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
    if (token.trim() === whole() && steps.every((step) => step.outcome === 'passed') && memberOf(token, 1, 'sub') === 'fernando')
      accepted = true
  }
  const edit = (set: () => void) => {
    set()
    before = undefined
  }
  const put = (name: string, piece: () => string) =>
    button(shop, name, async () => {
      token = token.trim() + piece()
      await compute()
    })
  const changed = () => differingBits(decodeBase64url(before ?? '').bytes, decodeBase64url(signature).bytes)
  // The pieces have changed since the token was put together, so the server's answer belongs to the old ones.
  const stale = () => token.split('.').length === 3 && token.trim() !== whole()
  await compute()

  return {
    works: shop.works,
    token: () => token.trim() || undefined,
    publicKey: () => undefined,
    goals: () => [
      { text: 'The payload says that the token is about `fernando`, and the API accepts the signature.', met: accepted },
      { text: 'You flipped one bit of the payload and saw a different signature.', met: turned !== undefined },
    ],
    lanes: () => [
      {
        title: 'You, the issuer',
        aside: 'you have the secret',
        items: [
          editor(shop, 'Header', header, (text) => edit(() => (header = text)), { look: 'header', after: compute }),
          editor(shop, 'Payload', payloadText(), (text) => edit(() => (payload = new TextEncoder().encode(text))), {
            look: 'payload',
            after: compute,
          }),
          editor(shop, 'Secret', secret, (text) => edit(() => (secret = text)), { look: 'signature', after: compute }),
          {
            kind: 'bits',
            name: BITS,
            bytes: payload,
            turned,
            flip: (byte, bit) =>
              shop.run(async () => {
                before = signature
                payload = payload.map((each, index) => (index === byte ? each ^ (1 << bit) : each))
                turned = byte
                await compute()
              }),
          },
          ...(before === undefined
            ? []
            : [
                value(
                  'After flipping one bit',
                  `${changed().differing} of the signature’s ${changed().of} bits are different`,
                  'bad',
                  'about half of them, whichever bit you flip',
                ),
              ]),
        ],
      },
      {
        title: 'From JSON to segments',
        aside: 'computed as you type',
        items: [
          {
            kind: 'value',
            name: 'Claims',
            text: payloadText(),
            look: 'payload',
            note: 'point at one',
            lit: inText(payloadText()),
            pointer: true,
          },
          { kind: 'value', name: 'Payload bytes', text: encodeHex(payload, ' '), look: 'plain', note: 'UTF-8', lit: inHex(payloadText()) },
          value('Header segment', encodeText(header), 'header', 'base64url of the header’s bytes'),
          value('Payload segment', payloadSegment(), 'payload', 'base64url of the payload’s bytes'),
          {
            kind: 'value',
            name: 'Signing input',
            text: signingInput(),
            look: 'plain',
            note: 'header, dot, payload: this is signed',
            lit: inSigningInput(payloadText(), encodeText(header).length + 1),
          },
          value('Signature segment', signature, 'signature', 'base64url of the HMAC, which is 32 bytes, not text'),
        ],
      },
      {
        title: 'Payroll API',
        aside: 'has the same secret',
        items: [
          editor(shop, 'Your token', token, (text) => (token = text), { look: 'token', after: compute }),
          put('Add the header segment', () => encodeText(header)),
          put('Add a dot', () => '.'),
          put('Add the payload segment', payloadSegment),
          put('Add the signature segment', () => signature),
          button(
            shop,
            'Empty it',
            async () => {
              token = ''
              await compute()
            },
            { disabled: unless(token, 'It is empty.') },
          ),
          ...(steps.length > 0
            ? [{ kind: 'steps', name: 'Steps of the verifier', steps, stale: stale() } as const]
            : [{ kind: 'note', text: 'No token has arrived yet.' } as const]),
        ],
      },
    ],
  }
}

// The position of each claim, in characters of the payload. These lessons write ASCII; other text is not lit.
function inText(text: string): Lit[] {
  const { root } = parseJson(text)
  if (root?.type !== 'object' || new TextEncoder().encode(text).length !== text.length) return []
  return root.members.map(({ name, from, to }) => ({ claim: name, from, to }))
}

// Two digits per byte, with spaces between bytes.
function inHex(text: string): Lit[] {
  return inText(text).map(({ claim, from, to }) => ({ claim, from: from * 3, to: to * 3 - 1 }))
}

// Four characters for three bytes (RFC 4648 section 4). A character with bits of two claims belongs to the first.
function inSigningInput(text: string, offset: number): Lit[] {
  let last = 0
  return inText(text).map(({ claim, from, to }) => {
    const place = { claim, from: Math.max(last, offset + Math.floor((from * 4) / 3)), to: offset + Math.ceil((to * 4) / 3) }
    last = place.to
    return place
  })
}

export const threeParts: Lesson = {
  id: 'three-parts',
  part: 'A token',
  title: 'Three parts, two dots',
  lede: 'A signed token is two pieces of JSON and a signature over both. Build one by hand.',
  know: [
    'A *JSON Web Token*, [JWT] for short, is what a server gives to someone who has signed in. The browser sends it with every later request, like showing a ticket at a door. Fernando’s token says who he is and whether he may issue payments.',
    'The first part, the *header*, says how the token is signed: `alg` names the algorithm, `typ` the kind of token. The second part, the *payload*, contains the [claims|claim], which are statements about someone. The claim `sub`, the subject, says whom they are about. Both parts are *JSON*: names and values in braces, such as `{"sub":"fernando"}`.',
    'JSON has spaces, quotes and braces, which don’t fit into every URL and header field. So the text is turned into bytes (by UTF-8, the usual encoding), and the bytes are written in [base64url], which needs only letters, digits, `-` and `_`. Each piece written that way is called a [segment].',
    'The third part is the *signature*. It is computed over the first two segments exactly as they are sent, with the dot between them (RFC 7515 section 5.1). These characters are the [signing input].',
    'The computation also takes a key. Here the key is a *secret*, a text that only two parties know: the *issuer*, who makes tokens, and the server that checks them. Without the secret, no one can compute the signature. The algorithm is called [HS256]; it is one kind of [HMAC], which is a checksum made with a secret.',
    'Because the signature covers characters, not meaning, one more space in the JSON makes a different token. Base64url here has no `=` at the end (RFC 7515 section 2).',
  ],
  task: 'Make a token for Fernando: write `fernando` into the payload, then put the three segments together with two dots, so that the API accepts the signature. After that, flip one bit of the payload and watch the signature.',
  solved:
    'That is a JSON Web Token. You could do each step on paper, except the HMAC. One bit, the smallest edit there is, changed the whole signature, while the token on the right still has the old one.',
  hints: [
    'The payload is JSON: change the text between the quotes after `sub`.',
    'The order is header, dot, payload, dot, signature. Each button on the right adds one piece.',
    'If you change the payload later, the signature changes too. Press “Empty it” and start again.',
    'The bits are below the secret. Pick a character, then press one of its eight digits.',
  ],
  hintGoals: [0, 0, 0, 1],
  solution: [
    {
      say: 'Write the claim into the payload. Both the payload segment and the signature change.',
      fill: 'Payload',
      with: '{"sub":"fernando","admin":false}',
    },
    { say: 'Begin with the header segment.', press: 'Add the header segment' },
    { say: 'Add a dot after it.', press: 'Add a dot' },
    {
      say: 'Then add the payload segment.',
      fill: 'Your token',
      with: async (read) => `${await read('Your token')}${await read('Payload segment')}`,
    },
    { say: 'Add the second dot.', press: 'Add a dot' },
    { say: 'Add the signature over everything before that dot. The API accepts it.', press: 'Add the signature segment' },
    {
      say: 'Now flip one bit of the “f”. It becomes a “g”, and about half of the signature’s bits change.',
      flip: BITS,
      byte: 8,
      bit: 0,
    },
  ],
  questions: [
    {
      ask: 'Write the part of this token that the signature is computed over.',
      start: async (now) => {
        const token = await anyToken(now)
        const [head, body] = [segmentOf(token, 0), segmentOf(token, 1)]
        return typed({
          given: [{ name: 'A token', text: token, look: 'token' }],
          look: 'token',
          oneLine: false,
          answer: `${head}.${body}`,
          mistakes: [body, token, `${head}${body}`, `${head}.${body}.`],
          judge: (text) => {
            if (text === `${head}.${body}`) return right('Header, dot and payload, exactly as they are sent.')
            if (text === body) return wrong('That is only the payload. The signature covers the header and the dot too.')
            if (text === head) return wrong('That is only the header.')
            if (text === token) return wrong('The signature can’t cover itself. Leave out the third segment.')
            if (text === `${head}${body}`) return wrong('The dot between them is signed as well.')
            if (text === `${head}.${body}.`) return wrong('The second dot isn’t signed. It only separates the signature.')
            return wrong('Write the token without its last segment and without the dot before it.')
          },
        })
      },
    },
    {
      ask: 'This server accepts the token. Change exactly one character of the *header* segment so that the server refuses it.',
      start: async (now) => {
        const desk = await createDesk({ clock: movableClock(now) })
        const token = await signAccessToken(accessClaims(desk.api.directory.find('fernando')!, desk.api.clock), desk.api.keys)
        const swap = (text: string, at: number) => `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`
        return typed({
          value: token,
          look: 'token',
          oneLine: false,
          answer: swap(token, 5),
          mistakes: [token, swap(token, segmentOf(token, 0).length + 5), swap(swap(token, 5), 6), swap(token, token.length - 5)],
          judge: async (text) => {
            const exchange = await desk.send(requests.payments(`Bearer ${text}`))
            const edited = editOf(token, text)
            const count = Array.from(text).filter((character, at) => character !== token[at]).length + Math.abs(token.length - text.length)
            if (!edited) return wrong('Nothing has changed yet, and the server answers 200.')
            if (!edited.includes('the header')) return wrong(`${edited} The question is about the first segment, the header.`)
            if (count !== 1) return wrong(`That is ${count} characters. One is enough.`)
            if (exchange.reply.status !== 401) return wrong(answerOf(exchange))
            // An edit may break the header before the signature is checked. Then it says nothing about the signature.
            const failed = exchange.record?.steps.find(({ outcome }) => outcome === 'failed')
            const covered = 'The signature covers the header too'
            return right(
              `${answerOf(exchange)} ${failed?.id === 'signature' ? `${covered}.` : `${covered}, but this server didn’t get that far.`}`,
            )
          },
        })
      },
    },
  ],
  remember: [
    'header.payload.signature: JSON, JSON and bytes, each written in base64url.',
    'The signature covers the characters as sent. Never parse and rewrite the JSON before you verify.',
    'With HS256, the same secret signs and verifies.',
  ],
  start,
}

async function anyToken(now: number): Promise<string> {
  return await signAccessToken({ sub: 'grace', iat: Math.floor(now / 1000) }, keyRing(hmacKey(randomSecret())), 'JWT')
}
