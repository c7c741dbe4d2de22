// Lesson 15 shows an encrypted token: its five parts, who can decrypt it, and what it doesn't prove.
import { CompactEncrypt, compactDecrypt, decodeProtectedHeader, generateKeyPair, type CryptoKey } from 'jose'
import { decodeBase64url } from '../core/text/base64url.ts'
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

/** The bank's own name, which "aud" must contain (RFC 8725 section 3.9). */
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
  // Sign first, then encrypt (RFC 7519 section 11.2), so that the bank knows who wrote it and no one else learns anything.
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
  // A result belongs to one token and one key, so a change of either takes it away.
  const forget = () => {
    opened = trouble = undefined
    steps = []
  }
  const seen = { wrongKey: false, changed: false, refusedAud: false, accepted: false }
  const send = async (audience: string) => {
    const sealed = await seal(audience)
    inner = sealed.inner
    jwe = original = sealed.jwe
    forget()
  }

  const open = async () => {
    forget()
    const key = which === KEYS[0] ? mallory.privateKey : bank.privateKey
    try {
      // Lenient decoders ignore the spare bits of a segment’s last character, and a changed character would go unnoticed.
      if (parts().some((part) => decodeBase64url(part).defects.length > 0)) throw new TypeError('Not canonical base64url')
      const { plaintext } = await compactDecrypt(jwe.trim(), key, {
        keyManagementAlgorithms: ['ECDH-ES+A256KW'],
        contentEncryptionAlgorithms: ['A256GCM'],
      })
      opened = new TextDecoder().decode(plaintext)
    } catch {
      trouble = isReadable(jwe.trim())
        ? 'It doesn’t decrypt: the key is wrong, or bytes were changed. On purpose, you aren’t told which (RFC 7516 section 11.5).'
        : 'This isn’t a JWE.'
      if (jwe.trim() === original) seen.wrongKey = which === KEYS[0] || seen.wrongKey
      else if (which === KEYS[1] && isOneEdit(original, jwe.trim())) seen.changed = true
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
        right: passed('The bank may pay anyone with an account.'),
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
      { text: 'Mallory’s key doesn’t decrypt it.', met: seen.wrongKey },
      { text: 'With one character changed, not even the bank’s key decrypts it.', met: seen.changed },
      { text: 'The bank decrypts it and accepts the signed token inside, whose `aud` is the bank.', met: seen.accepted },
      { text: 'You read the account number.', met: answer.trim() === digits },
      { text: 'The bank refuses an inner token that was made for the payroll API.', met: seen.refusedAud },
    ],
    lanes: () => [
      {
        title: 'Payroll API, the sender',
        aside: 'has the bank’s public key',
        items: [
          { kind: 'note', text: 'It signs the claims, then encrypts the signed token for the bank. That is a nested JWT, `"cty":"JWT"`.' },
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
          editor(
            shop,
            'Encrypted token',
            jwe,
            (text) => {
              jwe = text
              forget()
            },
            { look: 'token' },
          ),
          value('1 Header', laidOut(textOf(parts()[0] ?? '')), 'header', 'readable, and protected by the tag'),
          value('2 Encrypted key', parts()[1] ?? '', 'plain', 'the key to the content, encrypted for the bank only'),
          value('3 Initialization vector', parts()[2] ?? '', 'plain', 'used only once'),
          value('4 Ciphertext', brief(parts()[3] ?? ''), 'payload', `${(parts()[3] ?? '').length} characters: the claims, unreadable`),
          value('5 Authentication tag', parts()[4] ?? '', 'signature', 'stops matching after any change'),
        ],
      },
      {
        title: 'The bank',
        aside: 'has the private key',
        items: [
          {
            kind: 'choice',
            name: 'Key to decrypt with',
            value: which,
            options: KEYS,
            choose: (option) => {
              which = option
              forget()
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

// The complete text is in the token above.
function brief(text: string): string {
  return text.length > 90 ? `${text.slice(0, 88)}…` : text
}

/** True if one character was changed, added or taken away. */
function isOneEdit(before: string, after: string): boolean {
  let [start, end] = [0, 0]
  const shorter = Math.min(before.length, after.length)
  while (start < shorter && before[start] === after[start]) start++
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++
  return before !== after && Math.max(before.length, after.length) - start - end === 1
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
  lede: 'This token has five parts instead of three. Its claims are encrypted for one reader, and no one else can read them.',
  know: [
    'A *[JWE]* has five parts (RFC 7516 section 3). The *header* says how the token is encrypted. The *ciphertext* is the content in encrypted form, which no one can read without the right key. That key is in the token too: it is the *encrypted key*, and only the reader can decrypt it.',
    'The other two parts help with the encryption. The *initialization vector* is a number that is used only once, so that the same content doesn’t look the same twice. The *authentication tag* is a checksum made with the key: it shows whether anything was changed.',
    'In the header, `enc` says how the content is encrypted. Here that is AES-GCM, a cipher that also notices changes, with a random key (RFC 7518 section 5.3). `alg` says how that random key gets to the reader. Here that is key agreement: the sender uses the reader’s public key to compute a value that only the reader can compute too, with the private key. That value encrypts the random key (RFC 7518 section 4.6).',
    'The header stays readable, but the tag protects it as well, as *Additional Authenticated Data* (RFC 7516 section 5.1). Change one bit anywhere, and nothing is decrypted at all.',
    '*Encryption to a public key doesn’t say who wrote the content*, because anyone can encrypt for the bank. So sign first, then encrypt the signed token (RFC 7519 section 11.2). After decrypting, verify as always. That includes [aud]: the inner token must be made for the bank, and the bank must not accept one that was made for the payroll API (RFC 8725 section 3.9).',
    'Use a JWE if a token with private claims passes through places that must not read them. Don’t use it instead of [TLS], or to keep a session’s data in the client when an identifier would be enough. Often it is better to leave the secret out of the token.',
  ],
  task: 'Try Mallory’s key. Change a character and try the bank’s key. Then take the original token, decrypt it, and read the account number. Finally, send one that was made for the payroll API.',
  solved:
    'The reader’s key decrypted the token, and the tag showed that nothing was changed. The signature inside says who wrote it, and `aud` says for whom.',
  hints: [
    'Choose the key in the right lane, then press “Decrypt”.',
    'Change any character of the ciphertext, for example the first one after the third dot.',
    '“Send it again” brings back an unchanged token. The account is a claim of the decrypted token.',
    '“Send one made for the payroll API” brings another token. Decrypt it with the bank’s key.',
  ],
  hintGoals: [0, 1, 3, 4],
  solution: [
    { say: 'Mallory tries her own key.', press: 'Decrypt' },
    { say: 'The bank has the right key.', choose: 'Key to decrypt with', option: KEYS[1] },
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
    { say: 'The tag doesn’t match, so there is no plaintext, not even a wrong one.', press: 'Decrypt' },
    { say: 'Send it again, unchanged.', press: 'Send it again' },
    { say: 'Now the bank can decrypt it. Inside is a signed token, made for the bank.', press: 'Decrypt' },
    { say: 'Read the claim.', fill: 'Account number', with: async (read) => String(memberOf(await read('Decrypted'), 1, 'account')) },
    { say: 'Send a token that was made for payroll.', press: 'Send one made for the payroll API' },
    { say: 'It decrypts, and its signature verifies. But it isn’t for the bank.', press: 'Decrypt' },
  ],
  questions: [
    {
      ask: 'Write the segment of this token that contains the encrypted claims.',
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
            if (at === 3) return right('The fourth segment is the ciphertext.')
            if (at >= 0) return wrong(`That is ${names[at] ?? ''}.`)
            return wrong(text === jwe ? 'That is the whole token. It has five segments.' : 'That isn’t one of its five segments.')
          },
        })
      },
    },
    {
      ask: 'The bank decrypts a JWE without an error. Inside is JSON, not a signed token. Does the bank know who wrote it?',
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
    'JWS: three parts, readable, and any change shows. JWE: five parts, with unreadable content.',
    'Encrypting isn’t signing. Sign, then encrypt.',
    'You don’t have to hide what you leave out of the token.',
  ],
  start,
}
