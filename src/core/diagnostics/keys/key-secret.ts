// Key rules about shared secrets (RFC 7518 section 3.2, RFC 8725 section 3.5): length, entropy, and characters copied by mistake.
import { algorithmByName, type Algorithm } from '../../algorithms/algorithms.ts'
import type { KeyMaterial } from '../../keys/key-material.ts'
import type { Diagnostic, DiagnosticContext } from '../rule/diagnostic.ts'
import { headerText, jwsOf } from '../rule/parts.ts'
import { whereSecretIsPublished } from '../../keys/published-secrets.ts'
import { estimatedBits, GUESSABLE_BITS } from './known/secret-strength.ts'
import { cve, PORTSWIGGER_JWT, rfc } from '../rule/sources.ts'
import { verified } from '../../crypto/verification.ts'

const KEY = { in: 'key' } as const

/** The algorithm that the key is for: the token's; of several signatures that of the one which verified, else of one that takes such a key. */
export function keyAlgorithm(context: DiagnosticContext): Algorithm | undefined {
  const { token, verification } = context
  const jws = jwsOf(token)
  if (jws && jws.signatures.length > 1 && verification) {
    if (verified(verification)) return verification.algorithm
    const rows = verification.each.flatMap(({ algorithm }) => algorithm ?? [])
    const key = context.reading?.keys[0]
    return rows.find((row) => row.kty === key?.type) ?? rows.find((row) => (row.kty === 'oct') === (key?.type === 'oct')) ?? rows[0]
  }
  return jws ? algorithmByName(headerText(context, 'alg')) : undefined
}

/** The same where it is an HMAC. */
export function hmacOf(context: DiagnosticContext): Algorithm | undefined {
  const row = keyAlgorithm(context)
  return row?.family === 'HMAC' ? row : undefined
}

/** The secrets at hand for an HMAC token: the one that verified, else all that were given. */
function secretsOf(context: DiagnosticContext): Uint8Array<ArrayBuffer>[] {
  if (!hmacOf(context)) return []
  const used = verified(context.verification)?.use.key
  const keys: readonly KeyMaterial[] = used ? [used] : (context.reading?.keys ?? [])
  return keys.flatMap((key) => (key.kind === 'secret' && !isPublicKeyText(key.secret) ? [key.secret] : [])).slice(0, 20)
}

function isZero(secret: Uint8Array): boolean {
  return secret.every((byte) => byte === 0)
}

/** The bytes as the text that was typed, where the secret is read as text. */
function typedText(context: DiagnosticContext): string | undefined {
  const key = context.reading?.kind === 'secret' ? context.reading.keys[0] : undefined
  if (!hmacOf(context) || key?.format !== 'secret-utf8' || !key.secret || isPublicKeyText(key.secret)) return undefined
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(key.secret)
}

/** A public key, a certificate or a JWK in place of a secret. */
function isPublicKeyText(secret: Uint8Array): boolean {
  const start = new TextDecoder().decode(secret.subarray(0, 400)).trimStart()
  return (
    /^-----BEGIN [A-Z0-9 ]*(?:PUBLIC KEY|CERTIFICATE)-----/.test(start) ||
    /^(?:ssh-|ecdsa-sha2-)\S+ AAAA/.test(start) ||
    /^\{[^{}]*"kty"\s*:\s*"(?!oct)/.test(start)
  )
}

/** How the text of a secret may be an encoding of other bytes, and how many; undefined where nothing speaks for it. */
function encodingOf(text: string): { name: string; bytes: number } | undefined {
  if (/^(?:[0-9a-f]{2}){16,}$/i.test(text) && /[a-f]/i.test(text)) return { name: 'hexadecimal', bytes: text.length / 2 }
  // A word of letters alone is hardly base64; chance has digits and both cases.
  if (text.length < 22 || !/\d/.test(text) || !/[a-z]/.test(text) || !/[A-Z]/.test(text)) return undefined
  const bare = text.replace(/={1,2}$/, '')
  if (bare.length % 4 === 1 || (bare !== text && text.length % 4 !== 0)) return undefined
  const bytes = Math.floor((bare.length * 3) / 4)
  if (/^[A-Za-z0-9+/]+$/.test(bare) && (bare !== text || /[+/]/.test(bare))) return { name: 'base64', bytes }
  if (/^[\w-]+$/.test(bare) && /[-_]/.test(bare) && bytes % 8 === 0) return { name: 'base64url', bytes }
  return /^[A-Za-z0-9]+$/.test(bare) && bytes % 16 === 0 && text.length > 40 ? { name: 'base64url', bytes } : undefined
}

export const keySecret = [
  {
    id: 'key-hmac-short',
    severity: 'error',
    source: [rfc(7518, '3.2')],
    message: ({ bytes, alg, needed }) => `The secret has ${bytes} ${bytes === 1 ? 'byte' : 'bytes'}; ${alg} needs at least ${needed}.`,
    why: 'Anyone who has one token can try secrets offline, as fast as their hardware allows.',
    fix: 'Generate a new secret: 32 random bytes for HS256, 48 for HS384, 64 for HS512.',
    *hits(context) {
      const row = hmacOf(context)
      const needed = (row?.minimumKeyBits ?? 0) / 8
      for (const secret of secretsOf(context)) {
        if (secret.length < needed && secret.length > 0 && !isZero(secret))
          yield { place: KEY, args: { bytes: secret.length, alg: row!.name, needed } }
      }
    },
  },
  {
    id: 'key-hmac-low-entropy',
    severity: 'warning',
    source: [rfc(8725, '3.5')],
    message: ({ bits }) => `The secret has about ${bits} bits of entropy. Words and patterns can be guessed, however long they are.`,
    why: 'A secret that a person can remember must not be used as an HMAC key.',
    fix: 'Generate a new secret at random.',
    *hits(context) {
      for (const secret of secretsOf(context)) {
        if (secret.length === 0 || isZero(secret) || whereSecretIsPublished(secret) !== undefined) continue
        const bits = Math.round(estimatedBits(secret))
        if (bits < GUESSABLE_BITS) yield { place: KEY, args: { bits } }
      }
    },
  },
  {
    id: 'key-hmac-published',
    severity: 'error',
    source: [rfc(8725, '3.5')],
    message: ({ where }) => `This secret is printed in ${where}, so anyone can find it.`,
    why: 'Anyone can make tokens that verify with it.',
    fix: 'Generate a new secret, and replace this one everywhere it is used.',
    *hits(context) {
      for (const secret of secretsOf(context)) {
        const where = secret.length === 0 ? undefined : whereSecretIsPublished(secret)
        if (where !== undefined) yield { place: KEY, args: { where } }
      }
    },
  },
  {
    id: 'key-hmac-crackable',
    severity: 'error',
    source: [rfc(8725, '3.5'), PORTSWIGGER_JWT],
    message: ({ where }) => `Signed with a secret that others know: ${where}.`,
    why: 'The token verifies with a secret that anyone can read, so anyone can make others like it.',
    fix: 'Generate a new secret, and replace this one everywhere it is used.',
    *hits(context) {
      if (context.publishedSecret && hmacOf(context)) yield { place: { in: 'signature' }, args: { where: context.publishedSecret.where } }
    },
  },
  {
    id: 'key-hmac-empty',
    severity: 'error',
    source: [cve('2019-20933'), rfc(7518, '3.2')],
    message: ({ bytes }) =>
      bytes === 0 ? 'The secret is empty.' : `The secret is nothing but ${bytes} zero bytes, which is as good as empty.`,
    why: 'Anyone can make tokens that verify with it. Services have been left with an empty default secret.',
    fix: 'Generate a random secret, and make the service refuse to start without one.',
    *hits(context) {
      for (const secret of secretsOf(context)) if (isZero(secret)) yield { place: KEY, args: { bytes: secret.length } }
    },
  },
  {
    id: 'key-hmac-nul-tail',
    severity: 'warning',
    source: [{ name: 'RFC 2104 section 2', url: 'https://www.rfc-editor.org/rfc/rfc2104#section-2' }],
    message: ({ count }) =>
      `The secret ends with ${count === 1 ? 'a zero byte' : `${count} zero bytes`}, which ${count === 1 ? 'adds' : 'add'} nothing: HMAC pads with zeros.`,
    why: 'Up to the block size, the secret gives the same signature with and without them.',
    fix: 'Do not count them when you measure the length of the secret.',
    *hits(context) {
      for (const secret of secretsOf(context)) {
        if (isZero(secret)) continue
        let count = 0
        while (secret[secret.length - 1 - count] === 0) count++
        // One zero byte at the end of a random secret is chance.
        const byChance = count === 1 && secret.some((byte) => byte > 0x7e)
        if (count > 0 && !byChance) yield { place: KEY, args: { count } }
      }
    },
  },
  {
    id: 'key-hmac-whitespace',
    severity: 'warning',
    source: [],
    message: ({ what }) => `The secret ${what}. Is that meant?`,
    why: 'It is part of the secret. Many signatures fail because of a line break from a file or quotes from a configuration.',
    fix: 'Remove it, unless the signer has it too.',
    *hits(context) {
      const text = typedText(context)
      if (text === undefined || text.trim() === '') return
      const what = surplus(text)
      if (what) yield { place: KEY, args: { what } }
    },
  },
  {
    id: 'key-hmac-looks-encoded',
    severity: 'info',
    source: [],
    message: ({ name, characters, bytes }) =>
      `This looks like ${name}: as text it has ${characters} characters, decoded it has ${bytes} bytes.`,
    why: 'Text and decoded bytes are two different secrets. Libraries differ in which one they use.',
    fix: 'Choose the secret encoding that the signer used.',
    *hits(context) {
      const text = typedText(context)
      const encoding = text === undefined ? undefined : encodingOf(text.trim())
      if (!encoding || verified(context.verification)) return
      yield { place: KEY, args: { ...encoding, characters: text!.trim().length } }
    },
  },
  {
    id: 'key-pem-as-secret',
    severity: 'error',
    source: [rfc(8725, '2.1'), cve('2015-9235')],
    message: ({ alg }) => `A public key is used as the secret of ${alg}, and anyone can get it. This is the key-confusion attack.`,
    why: 'A verifier that lets the token choose the algorithm uses the public key as a secret, and so accepts anything signed with it.',
    fix: 'Pin the algorithm to the key: a public key verifies RS, PS, ES and EdDSA signatures only.',
    *hits(context) {
      const row = hmacOf(context)
      if (!row || !context.reading) return
      const asSecret = context.reading.kind === 'secret' && context.reading.keys.some((key) => key.secret && isPublicKeyText(key.secret))
      const asKey = context.reading.kind === 'key' && context.reading.keys.some((key) => key.kind === 'public')
      if (asSecret || asKey) yield { place: KEY, args: { alg: row.name } }
    },
  },
] as const satisfies readonly Diagnostic[]

function surplus(text: string): string | undefined {
  if (/\r?\n$/.test(text)) return 'ends with a line break'
  if (/\s$/.test(text)) return 'ends with whitespace'
  if (/^\s/.test(text)) return 'starts with whitespace'
  return /^(["'`]).*\1$/s.test(text) && text.length > 2 ? 'is in quotes' : undefined
}
