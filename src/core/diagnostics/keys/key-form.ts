// Key rules about what was given as a key: private where public suffices, encrypted, of another format, meant for something else.
import { keyMismatch } from '../../keys/expected-key.ts'
import type { KeyMaterial, KeyNoteId } from '../../keys/key-material.ts'
import { utcTime } from '../../claims/numeric-date.ts'
import type { Diagnostic, DiagnosticContext, Hit } from '../rule/diagnostic.ts'
import { hmacOf, keyAlgorithm } from './key-secret.ts'
import { whereKeyIsPublished } from './known/published-keys.ts'
import { listed, shown } from '../rule/shown.ts'
import { bcp, rfc } from '../rule/sources.ts'
import { keyUse } from '../../crypto/verification.ts'

const KEY = { in: 'key' } as const

/** The key that verified, decrypted or was tried alone; else a key that was given alone. Of a set only the chosen one matters. */
export function keyAtHand({ verification, decryption, reading }: DiagnosticContext): KeyMaterial | undefined {
  const used = keyUse(verification)?.key ?? (decryption?.state === 'decrypted' ? decryption.key : undefined)
  return used ?? (reading?.kind !== 'secret' && reading?.keys.length === 1 ? reading.keys[0] : undefined)
}

/** Every key that verified one of several signatures; where none did, the key at hand. */
export function keysAtHand(context: DiagnosticContext): readonly KeyMaterial[] {
  const verified = context.verification?.each.flatMap((one) => (one.state === 'valid' ? [one.use.key] : [])) ?? []
  const alone = keyAtHand(context)
  return verified.length === 0 && alone ? [alone] : [...new Set(verified)]
}

/** Notes of that id from reading the key and from using it, each once; of a key set only those about the keys that were used. */
function* notes({ reading, verification, decryption }: DiagnosticContext, id: KeyNoteId): Generator<Hit> {
  const uses = [keyUse(verification), ...(verification?.each.map((one) => keyUse(one)) ?? [])].filter((use) => use !== undefined)
  const used = new Set([...uses.map(({ index }) => index), ...(decryption?.state === 'decrypted' ? [decryption.keyIndex] : [])])
  const read =
    reading?.keys.length === 1 ? reading.notes : (reading?.notes.filter(({ index }) => index === undefined || used.has(index)) ?? [])
  const made = [...uses.flatMap((use) => use.notes), ...(decryption?.state === 'decrypted' ? decryption.notes : [])]
  const found = [...read, ...made].filter((note) => note.id === id)
  const seen = new Set<string>()
  for (const { args } of found) {
    const key = JSON.stringify(args)
    if (!seen.has(key)) yield { place: KEY, args }
    seen.add(key)
  }
}

/** Forms of a JWK's member that strict decoders refuse (RFC 7515 section 2, RFC 7518 section 6). */
const MEMBER_FORMS: Readonly<Record<string, string>> = {
  'leading-zero': 'has a leading zero byte',
  padding: 'has `=` padding',
  'standard-alphabet': 'uses the standard base64 alphabet',
  whitespace: 'has whitespace in it',
}

/** The values of "key_ops" (RFC 7517 section 4.3). */
const OPERATIONS: ReadonlySet<string> = new Set(['sign', 'verify', 'encrypt', 'decrypt', 'wrapKey', 'unwrapKey', 'deriveKey', 'deriveBits'])

const FORMATS: Readonly<Record<string, string>> = {
  spki: 'an SPKI key',
  pkcs8: 'a PKCS#8 key',
  'pkcs1-public': 'a PKCS#1 public key',
  'pkcs1-private': 'a PKCS#1 private key',
  sec1: 'a SEC1 private key',
  openssh: 'an OpenSSH key',
}
const COMMANDS: Readonly<Record<string, string>> = {
  'pkcs1-public': 'openssl rsa -RSAPublicKey_in -in key.pem -pubout',
  'pkcs1-private': 'openssl pkey -in key.pem',
  sec1: 'openssl pkey -in key.pem',
  openssh: 'ssh-keygen -e -m PKCS8 -f key.pub',
}

export const keyForm = [
  {
    id: 'key-private-pasted',
    severity: 'warning',
    source: [rfc(7517, '9.2')],
    message: () => 'This is a private key. To verify, its public part is enough, and only that is used.',
    why: 'A private key that has been copied around is no longer private.',
    fix: 'Paste the public key when you only want to verify.',
    *hits({ reading, token }) {
      // To decrypt, a private key is what it takes.
      if (token.object?.kind !== 'jwe' && reading?.kind === 'key' && reading.keys.some((key) => key.kind === 'private'))
        yield { place: KEY }
    },
  },
  {
    id: 'key-private-encrypted',
    severity: 'error',
    source: [rfc(7468, '11')],
    message: ({ wrong }) => (wrong === 1 ? 'The passphrase doesn’t unlock this key.' : 'This private key is protected by a passphrase.'),
    why: 'Without the passphrase none of it can be read.',
    fix: 'Enter the passphrase, or decrypt the key first: `openssl pkey -in key.pem`.',
    *hits({ reading }) {
      if (reading?.problem?.id === 'key-private-encrypted')
        yield { place: KEY, args: { wrong: reading.problem.args['passphrase'] === 'wrong' ? 1 : 0 } }
    },
  },
  {
    id: 'key-alg-mismatch',
    severity: 'error',
    source: [rfc(7518, '3.1')],
    message: ({ alg, found, expected }) => `\`${alg}\` needs ${expected}; this is ${found}.`,
    why: 'The key is of another type or curve, so the signature cannot be checked with it.',
    fix: 'Use the key that belongs to this token, or check the `alg` of its header.',
    *hits(context) {
      const row = keyAlgorithm(context)
      const { reading } = context
      if (!row || row.family === 'none' || !reading || reading.keys.length === 0) return
      const mismatches = reading.keys.map((key) => keyMismatch(row, key))
      const [first] = mismatches
      if (!first || mismatches.includes(undefined)) return
      // A public key under an HMAC algorithm is an attack and has a rule of its own.
      if (hmacOf(context) && reading.keys.some((key) => key.kind === 'public')) return
      yield {
        place: KEY,
        args: { alg: row.name, found: reading.keys.length === 1 ? first.found : 'a set without one', expected: first.expected },
      }
    },
  },
  {
    id: 'key-jwk-alg-mismatch',
    severity: 'error',
    source: [bcp('3.1'), rfc(7517, '4.4')],
    message: ({ keyAlg, alg }) => `The key is for ${shown(String(keyAlg))}, the token says ${alg}.`,
    why: 'A key must be used with only one algorithm. Libraries reject this one.',
    fix: 'Use the key that the issuer publishes for this algorithm.',
    hits: (context) => notes(context, 'key-jwk-alg-mismatch'),
  },
  {
    id: 'key-use',
    severity: 'error',
    source: [rfc(7517, '4.2')],
    message: ({ use, needed }) =>
      use === 'enc'
        ? 'This key is for encryption, not for signatures.'
        : `The key's \`use\` is \`${shown(String(use))}\`, not \`${needed}\`.`,
    why: 'Libraries reject a key marked for another use.',
    fix: 'Use the key of the set that is marked `sig` to verify, and the one marked `enc` to decrypt.',
    hits: (context) => notes(context, 'key-use'),
  },
  {
    id: 'key-ops',
    severity: 'error',
    source: [rfc(7517, '4.3')],
    message: ({ problem }) => `The key's \`key_ops\` ${problem}.`,
    why: 'Libraries reject a key whose operations don’t allow this use, and `use` and `key_ops` must agree.',
    fix: 'Use the key that the issuer publishes for verifying, or correct its metadata.',
    *hits(context) {
      for (const { args } of notes(context, 'key-ops')) {
        yield {
          place: KEY,
          args: {
            problem: `are ${listed(String(args?.['keyOps'] ?? '').split(', '))}: \`${args?.['operation'] ?? 'verify'}\` is not among them`,
          },
        }
      }
      for (const { keyOps: ops = [], use } of keysAtHand(context)) {
        const twice = ops.find((op, i) => ops.indexOf(op) < i)
        if (twice !== undefined) yield { place: KEY, args: { problem: `list \`${shown(twice)}\` twice` } }
        const unknown = ops.find((op) => !OPERATIONS.has(op))
        if (unknown !== undefined) yield { place: KEY, args: { problem: `list \`${shown(unknown)}\`, which isn't a registered operation` } }
        const wrong = ops.find(
          (op) => (use === 'sig' && op !== 'sign' && op !== 'verify') || (use === 'enc' && (op === 'sign' || op === 'verify')),
        )
        if (wrong !== undefined)
          yield { place: KEY, args: { problem: `list \`${shown(wrong)}\`, which does not go with \`use\` \`${use!}\`` } }
      }
    },
  },
  {
    id: 'key-jwk-form',
    severity: 'error',
    source: [rfc(7517, '4'), rfc(7518, '6')],
    message: ({ member, problem }) => `The key's \`${member}\` ${problem}.`,
    why: 'Strict libraries reject such a key.',
    fix: 'Copy the key from its source again, or correct the member.',
    *hits(context) {
      for (const { args } of notes(context, 'key-jwk-metadata')) {
        const member = String(args?.['member'])
        const needed = member === 'key_ops' ? 'a list of names' : member === 'ext' ? 'true or false' : 'a string'
        yield { place: KEY, args: { member, problem: `isn't ${needed}` } }
      }
      for (const { args } of notes(context, 'key-jwk-member-form')) {
        const problem = MEMBER_FORMS[String(args?.['form'])]
        if (problem !== undefined) yield { place: KEY, args: { member: String(args?.['member']), problem } }
      }
    },
  },
  {
    id: 'key-published-pair',
    severity: 'warning',
    source: [rfc(7638)],
    message: ({ where }) => `This is the example key of ${where}: anyone can get its private half.`,
    why: 'Anyone can make tokens that verify with it.',
    fix: 'Use it for examples only.',
    *hits(context) {
      const key = keyAtHand(context)
      const where = key && whereKeyIsPublished(key.jwk)
      if (where !== undefined) yield { place: KEY, args: { where } }
    },
  },
  {
    id: 'key-format-note',
    severity: 'info',
    source: [rfc(5958), { name: 'RFC 8017 appendix A.1', url: 'https://www.rfc-editor.org/rfc/rfc8017#appendix-A.1' }],
    message: ({ what, armor, command }) => `Read as ${what}${armor}.${command === '' ? '' : ` To convert it: \`${command}\`.`}`,
    why: 'It was converted before use. Web Crypto and some libraries accept only SPKI and PKCS#8.',
    fix: 'Nothing to do here.',
    *hits(context) {
      for (const { args } of notes(context, 'key-format-note')) {
        const format = String(args?.['format'] ?? '')
        const armor = args?.['armor'] === 'base64' ? ' in base64 without its frame' : args?.['armor'] === 'hex' ? ' in hexadecimal' : ''
        yield { place: KEY, args: { what: FORMATS[format] ?? format, armor, command: COMMANDS[format] ?? '' } }
      }
      for (const { args } of notes(context, 'key-pem-damaged')) {
        yield {
          place: KEY,
          args: { what: 'PEM', armor: `, after mending it (${String(args?.['repaired'] ?? '').replaceAll('-', ' ')})`, command: '' },
        }
      }
    },
  },
  {
    id: 'key-cert-as-key',
    severity: 'info',
    source: [rfc(5280, '6')],
    message: ({ subject, issuer, until }) =>
      `Took the key out of the certificate of ${subject}, issued by ${issuer}, valid until ${until}. Its chain was not checked.`,
    why: 'A certificate says whose key it is only as far as you trust its issuer.',
    fix: 'If that matters, check the chain and the date.',
    *hits(context) {
      for (const { args } of notes(context, 'key-cert-as-key')) {
        const until = utcTime(Number(args?.['notAfter'])) ?? 'an unknown date'
        yield {
          place: KEY,
          args: {
            subject: shown(String(args?.['subject'] ?? '')),
            issuer: shown(String(args?.['issuer'] ?? '')),
            until: until.slice(0, 10),
          },
        }
      }
    },
  },
] as const satisfies readonly Diagnostic[]
