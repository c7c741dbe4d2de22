// Lesson 10: an encrypted token, its five parts, who can open it, and what it does not prove.
import { CompactEncrypt, compactDecrypt, decodeProtectedHeader, generateKeyPair } from 'jose'
import type { Goal, Lesson, Stage } from './lesson.ts'
import { accessClaims, signAccessToken } from './payroll-api/access-token.ts'
import { createDirectory } from './payroll-api/directory.ts'
import { movableClock } from './payroll-api/clock.ts'
import { generatedKey, keyRing } from './payroll-api/key-ring.ts'
import { StepLog, type VerifierStep } from './payroll-api/steps.ts'
import { verifyToken } from './payroll-api/verifier.ts'
import { button, editor, unlessRight, value } from './stage/items.ts'
import { memberOf, textOf } from './stage/token-text.ts'
import { Workshop } from './stage/workshop.ts'

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
  const inner = await signAccessToken({ ...accessClaims(user, clock), account: digits }, ring)
  const original = await new CompactEncrypt(new TextEncoder().encode(inner))
    .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', cty: 'JWT', kid: 'bank-1' })
    .encrypt(bank.publicKey)
  let jwe = original
  let which: string = KEYS[0]
  let opened: string | undefined
  let trouble: string | undefined
  let answer = ''
  let steps: readonly VerifierStep[] = []
  const seen = { wrongKey: false, changed: false }

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
        ? 'It does not open: another key, or not these bytes. Which of the two, nobody is told (RFC 7516 section 11.5).'
        : 'This is no JWE.'
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
        off: new Set(),
        stillSignedIn: passed('Nothing is kept.'),
        right: passed('Whoever has an account may be paid.'),
      },
      log,
    )
    steps = log.steps
  }
  const parts = () => jwe.trim().split('.')

  return {
    works: shop.works,
    token: () => jwe.trim(),
    publicKey: () => undefined,
    goals: (): Goal[] => [
      { text: 'Mallory’s key does not open it.', met: seen.wrongKey },
      { text: 'With one character changed, not even the bank’s key opens it.', met: seen.changed },
      { text: 'You opened it and read the account number.', met: answer.trim() === digits },
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
          button(shop, 'Send it anew', () => {
            jwe = original
            opened = trouble = undefined
            steps = []
          }),
        ],
      },
      {
        title: 'On the wire',
        aside: 'you are here',
        items: [
          editor(shop, 'Encrypted token', jwe, (text) => (jwe = text), { look: 'token' }),
          value('1 Header', textOf(parts()[0] ?? ''), 'header', 'readable, and protected by the tag'),
          value('2 Encrypted key', parts()[1] ?? '', 'plain', 'a content key, wrapped for the bank alone'),
          value('3 Initialization vector', parts()[2] ?? '', 'plain', 'used once'),
          value('4 Ciphertext', brief(parts()[3] ?? ''), 'payload', `${(parts()[3] ?? '').length} characters: the claims, unreadable`),
          value('5 Authentication tag', parts()[4] ?? '', 'signature', 'fits no more after any change'),
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
            ? [value('Decrypted', opened, 'token', 'a signed token'), value('Its payload', textOf(opened.split('.')[1] ?? ''), 'payload')]
            : []),
          editor(shop, 'Account number', answer, (text) => (answer = text), { oneLine: true }),
          ...unlessRight(answer, digits),
          ...(steps.length > 0 ? [{ kind: 'steps', name: 'Steps of the verifier', steps } as const] : []),
        ],
      },
    ],
  }
}

// The whole of it stands in the token above.
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
  title: 'When it must be secret: JWE',
  lede: 'Five parts instead of three. The claims are encrypted to one reader, and everyone else carries noise.',
  know: [
    'A *JWE* has a header, an encrypted key, an initialization vector, the ciphertext and an authentication tag (RFC 7516 section 3). `enc` says how the content is encrypted, here with a random key and AES-GCM; `alg` says how that key reaches the reader, here by key agreement with the reader’s public key (RFC 7518 section 4.6 and 5.3).',
    'The header stays readable, but it is part of what the tag protects (RFC 7516 section 5.1, the Additional Authenticated Data). Change one bit anywhere and nothing comes out at all.',
    '*Encryption to a public key does not say who wrote it*: anyone can encrypt to the bank. So sign first, then encrypt the signed token (RFC 7519 section 11.2), and after decrypting verify as always.',
    'Use it where a token with private claims must pass through hands that must not read it. Do not use it instead of TLS, nor to put a session’s data into the client when an identifier would do. Often the better answer is to leave the secret out of the token.',
  ],
  task: 'Try Mallory’s key. Change a character and try the bank’s key. Then take the token as it was sent, decrypt it, and read the account number.',
  solved: 'The reader’s key opened it, the tag vouched for the bytes, and the signature inside told who wrote them.',
  hints: [
    'Choose the key in the right lane, then press “Decrypt”.',
    'Any bit of the ciphertext will do: replace the first letter after the third dot by another.',
    '“Send it anew” brings the original back. The account is a claim of the decrypted token.',
  ],
  solution: [
    { say: 'Mallory tries her own key.', press: 'Decrypt' },
    { say: 'The bank has the right one.', choose: 'Key to open it with', option: KEYS[1] },
    {
      say: 'But somebody changes one character of the ciphertext.',
      fill: 'Encrypted token',
      with: async (read) => {
        const parts = (await read('Encrypted token')).split('.')
        const text = parts[3] ?? ''
        parts[3] = `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`
        return parts.join('.')
      },
    },
    { say: 'The tag does not fit: no plaintext, not even a wrong one.', press: 'Decrypt' },
    { say: 'Take the original.', press: 'Send it anew' },
    { say: 'Now it opens, and inside is a signed token.', press: 'Decrypt' },
    { say: 'Read the claim.', fill: 'Account number', with: async (read) => String(memberOf(await read('Decrypted'), 1, 'account')) },
  ],
  remember: [
    'JWS: three parts, readable, and every change shows. JWE: five parts, unreadable.',
    'Encrypting is not signing: sign, then encrypt.',
    'What is not in the token needs no hiding.',
  ],
  start,
}
