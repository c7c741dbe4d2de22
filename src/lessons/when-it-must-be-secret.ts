// An encrypted token, its five parts, who can open it, and what it does not prove.
import { CompactEncrypt, compactDecrypt, decodeProtectedHeader, generateKeyPair, type CryptoKey } from 'jose'
import type { Goal, Lesson, Stage } from './lesson.ts'
import { accessClaims, AUDIENCE, signAccessToken } from './payroll-api/access-token.ts'
import { createDirectory } from './payroll-api/directory.ts'
import { movableClock } from './payroll-api/clock.ts'
import { generatedKey, keyRing } from './payroll-api/key-ring.ts'
import { StepLog, type VerifierStep } from './payroll-api/steps.ts'
import { verifyToken } from './payroll-api/verifier.ts'
import { picked, right, typed, wrong } from './stage/exercises.ts'
import { button, editor, unlessRight, value } from './stage/items.ts'
import { laidOut, memberOf, textOf } from './stage/token-text.ts'
import { Workshop } from './stage/workshop.ts'

/** The bank's own name, which "aud" must hold (RFC 8725 section 3.9). */
const BANK = 'https://bank.example/payouts'
const KEYS = ['Mallory’s private key', 'The private key of the bank'] as const

async function start(now: number): Promise<Stage> {
  const shop = new Workshop()
  const clock = movableClock(now)
  const ring = keyRing(await generatedKey('ES256', 'payroll-1'))
  const [bank, mallory] = [
    await generateKeyPair('ECDH-ES+A256KW', { extractable: true }),
    await generateKeyPair('ECDH-ES+A256KW', { extractable: true }),
  ]
  const user = (await createDirectory()).find('fernando')!
  const digits = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => String(byte % 10)).join('')
  // Sign first, then encrypt (RFC 7519 section 11.2): the bank learns who wrote it, nobody else learns anything.
  const seal = async (audience: string) => {
    const signed = await signAccessToken({ ...accessClaims(user, clock), aud: audience, account: digits }, ring)
    return { inner: signed, jwe: await encryptTo(bank.publicKey, signed) }
  }
  let { inner, jwe: original } = await seal(BANK)
  let jwe = original
  let which: string = KEYS[0]
  let opened: string | undefined
  let trouble: string | undefined
  let answer = ''
  let steps: readonly VerifierStep[] = []
  const seen = { wrongKey: false, changed: false, refusedAud: false, accepted: false }
  const send = async (audience: string) => {
    const sealed = await seal(audience)
    inner = sealed.inner
    jwe = original = sealed.jwe
    opened = trouble = undefined
    steps = []
  }

  const open = async () => {
    opened = trouble = undefined
    steps = []
    const key = which === KEYS[0] ? mallory.privateKey : bank.privateKey
    try {
      const { plaintext } = await compactDecrypt(jwe.trim(), key, {
        keyManagementAlgorithms: ['ECDH-ES+A256KW'],
        contentEncryptionAlgorithms: ['A256GCM'],
      })
      opened = new TextDecoder().decode(plaintext)
    } catch {
      trouble = isReadable(jwe.trim())
        ? 'It doesn’t open: the wrong key, or changed bytes. Nobody is told which (RFC 7516 section 11.5).'
        : 'This isn’t a JWE.'
      if (jwe.trim() === original) seen.wrongKey = which === KEYS[0] || seen.wrongKey
      else if (which === KEYS[1]) seen.changed = true
      return
    }
    const log = new StepLog()
    const passed = (text: string) => () => ({ passed: text })
    await verifyToken(
      opened,
      {
        keys: ring,
        clock,
        dialect: 'standard',
        audience: BANK,
        off: new Set(),
        stillSignedIn: passed('The bank keeps no list.'),
        right: passed('Anyone with an account may be paid.'),
      },
      log,
    )
    steps = log.steps
    if (steps.find(({ outcome }) => outcome === 'failed')?.id === 'audience' && memberOf(opened, 1, 'aud') === AUDIENCE)
      seen.refusedAud = true
    if (steps.every(({ outcome }) => outcome === 'passed')) seen.accepted = true
  }
  const parts = () => jwe.trim().split('.')

  return {
    works: shop.works,
    token: () => jwe.trim(),
    publicKey: () => undefined,
    goals: (): Goal[] => [
      { text: 'Mallory’s key does not open it.', met: seen.wrongKey },
      { text: 'With one character changed, not even the bank’s key opens it.', met: seen.changed },
      { text: 'The bank opens it and accepts the signed token inside: its `aud` is the bank.', met: seen.accepted },
      { text: 'You read the account number.', met: answer.trim() === digits },
      { text: 'The bank refuses a token inside that was made for the payroll API.', met: seen.refusedAud },
    ],
    lanes: () => [
      {
        title: 'Payroll API, the sender',
        aside: 'knows the bank’s public key',
        items: [
          { kind: 'note', text: 'It signs the claims, then encrypts the signed token to the bank: a nested JWT, `"cty":"JWT"`.' },
          value(
            'Signed token inside',
            `${inner.slice(0, 24)}…`,
            'plain',
            `${inner.length} characters before encryption, ${original.length} after`,
          ),
          button(shop, 'Send it again', () => send(BANK)),
          button(shop, 'Send one made for the payroll API', () => send(AUDIENCE)),
        ],
      },
      {
        title: 'On the wire',
        aside: 'you are here',
        items: [
          editor(shop, 'Encrypted token', jwe, (text) => (jwe = text), { look: 'token' }),
          value('1 Header', laidOut(textOf(parts()[0] ?? '')), 'header', 'readable, and protected by the tag'),
          value('2 Encrypted key', parts()[1] ?? '', 'plain', 'a content key, wrapped for the bank alone'),
          value('3 Initialization vector', parts()[2] ?? '', 'plain', 'used once'),
          value('4 Ciphertext', brief(parts()[3] ?? ''), 'payload', `${(parts()[3] ?? '').length} characters: the claims, unreadable`),
          value('5 Authentication tag', parts()[4] ?? '', 'signature', 'doesn’t match after any change'),
        ],
      },
      {
        title: 'The bank',
        aside: 'holds the private key',
        items: [
          {
            kind: 'choice',
            name: 'Key to open it with',
            value: which,
            options: KEYS,
            choose: (option) => {
              which = option
              shop.changed()
            },
          },
          button(shop, 'Decrypt', open, { main: true }),
          ...(trouble ? [value('Result', trouble, 'bad')] : []),
          ...(opened
            ? [
                value('Decrypted', opened, 'token', 'a signed token'),
                value('Its payload', laidOut(textOf(opened.split('.')[1] ?? '')), 'payload'),
              ]
            : []),
          editor(shop, 'Account number', answer, (text) => (answer = text), { oneLine: true }),
          ...unlessRight(answer, digits),
          ...(steps.length > 0 ? [{ kind: 'steps', name: 'Steps of the verifier', steps } as const] : []),
        ],
      },
    ],
  }
}

async function encryptTo(key: CryptoKey, text: string): Promise<string> {
  return await new CompactEncrypt(new TextEncoder().encode(text))
    .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', cty: 'JWT', kid: 'bank-1' })
    .encrypt(key)
}

// The whole of it is in the token above.
function brief(text: string): string {
  return text.length > 90 ? `${text.slice(0, 88)}…` : text
}

function isReadable(jwe: string): boolean {
  try {
    return jwe.split('.').length === 5 && typeof decodeProtectedHeader(jwe).enc === 'string'
  } catch {
    return false
  }
}

export const whenSecret: Lesson = {
  id: 'when-it-must-be-secret',
  part: 'Beyond',
  title: 'When it must be secret: JWE',
  lede: 'Five parts instead of three. The claims are encrypted to one reader; for everyone else they are noise.',
  know: [
    'A *[JWE]* has a header, an encrypted key, an initialization vector, the ciphertext and an authentication tag (RFC 7516 section 3). `enc` says how the content is encrypted, here with a random key and AES-GCM, a cipher that also notices changes; `alg` says how that key reaches the reader, here by key agreement with the reader’s public key (RFC 7518 section 4.6, RFC 7518 section 5.3).',
    'The header stays readable, but it is part of what the tag protects (RFC 7516 section 5.1, the Additional Authenticated Data). Change one bit anywhere and nothing comes out at all.',
    '*Encryption to a public key does not say who wrote it*: anyone can encrypt to the bank. So sign first, then encrypt the signed token (RFC 7519 section 11.2), and after decrypting verify as always. That includes [aud]: the token inside must be made for the bank. One that is made for payroll’s API is not for the bank to accept (RFC 8725 section 3.9).',
    'Use a JWE where a token with private claims passes through places that must not read them. Don’t use it instead of [TLS], nor to keep a session’s data in the client when an identifier would do. Often it is better to leave the secret out of the token.',
  ],
  task: 'Try Mallory’s key. Change a character and try the bank’s key. Then take the token as it was sent, decrypt it, and read the account number. Last, send one that was made for the payroll API.',
  solved: 'The reader’s key opened it, the tag vouched for the bytes, the signature inside told who wrote them, and `aud` for whom.',
  hints: [
    'Choose the key in the right lane, then press “Decrypt”.',
    'Any bit of the ciphertext will do: replace the first letter after the third dot with another.',
    '“Send it again” brings a whole one. The account is a claim of the decrypted token.',
  ],
  solution: [
    { say: 'Mallory tries her own key.', press: 'Decrypt' },
    { say: 'The bank has the right one.', choose: 'Key to open it with', option: KEYS[1] },
    {
      say: 'But someone changes one character of the ciphertext.',
      fill: 'Encrypted token',
      with: async (read) => {
        const parts = (await read('Encrypted token')).split('.')
        const text = parts[3] ?? ''
        parts[3] = `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`
        return parts.join('.')
      },
    },
    { say: 'The tag doesn’t match: no plaintext, not even a wrong one.', press: 'Decrypt' },
    { say: 'Send it again.', press: 'Send it again' },
    { say: 'Now it opens. Inside is a signed token, made for the bank.', press: 'Decrypt' },
    { say: 'Read the claim.', fill: 'Account number', with: async (read) => String(memberOf(await read('Decrypted'), 1, 'account')) },
    { say: 'And a token that was made for payroll.', press: 'Send one made for the payroll API' },
    { say: 'It opens, and its signature is good. But it isn’t for the bank.', press: 'Decrypt' },
  ],
  questions: [
    {
      ask: 'Write the segment of this token in which the encrypted claims are.',
      start: async () => {
        const { publicKey } = await generateKeyPair('ECDH-ES+A256KW')
        const jwe = await encryptTo(publicKey, '{"sub":"fernando","account":"201203000000"}')
        const parts = jwe.split('.')
        const names = ['the header, which anyone can read', 'the encrypted key', 'the initialization vector', '', 'the authentication tag']
        return typed({
          given: [{ name: 'A JWE', text: jwe, look: 'token' }],
          oneLine: false,
          answer: parts[3] ?? '',
          mistakes: [parts[1] ?? '', parts[0] ?? '', parts[4] ?? '', jwe],
          judge: (text) => {
            const at = parts.indexOf(text)
            if (at === 3) return right('The fourth of five: the ciphertext.')
            if (at >= 0) return wrong(`That is ${names[at] ?? ''}.`)
            return wrong(text === jwe ? 'That is the whole token. It has five segments.' : 'That isn’t one of its five segments.')
          },
        })
      },
    },
    {
      ask: 'The bank decrypts a JWE without any error, and inside is JSON, not a signed token. Does the bank know who wrote it?',
      start: async () =>
        picked({
          answer: 'No',
          because: 'Anyone can encrypt to the bank’s public key. Only a signature inside says who wrote it.',
          others: { Yes: 'The bank’s public key is public: Mallory can encrypt with it as well as payroll can.' },
          order: ['Yes', 'No'],
        }),
    },
  ],
  remember: [
    'JWS: three parts, readable, and every change shows. JWE: five parts, unreadable.',
    'Encrypting is not signing: sign, then encrypt.',
    'What isn’t in the token doesn’t have to be hidden.',
  ],
  start,
}
