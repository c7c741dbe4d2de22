// Rules about JWE headers and parts (RFC 7516, RFC 7518 sections 4 and 5).
import { curveByName } from '../../algorithms/curves.ts'
import {
  contentEncryptionByName,
  contentEncryptions,
  keyManagementByName,
  type KeyManagement,
} from '../../algorithms/encryption-algorithms.ts'
import { decodeBase64url } from '../../text/base64url.ts'
import { membersByName, textOf, type JsonNode } from '../../text/json.ts'
import { namesContentEncryption } from '../../token/jose-header.ts'
import type { Jwe } from '../../token/jwe.ts'
import { isOnCurve, WEIERSTRASS } from '../keys/curve-equation.ts'
import type { Diagnostic, DiagnosticContext } from '../rule/diagnostic.ts'
import { isShortened } from '../envelope/envelope-text.ts'
import { nearest } from '../rule/nearest.ts'
import { headerMember, headerOf, headerPlace, headerText, segmentPlace, spanOf, wholeHeader } from '../rule/parts.ts'
import { digits, shown } from '../rule/shown.ts'
import { bcp, cve, IANA_JOSE, NONE_AND_RSA15, rfc } from '../rule/sources.ts'
import { toInteger } from '../../text/bytes.ts'

const ENC_NAMES = contentEncryptions.map((row) => row.name)
/** PBKDF2 rounds: more than `high` keeps the recipient busy, fewer than `usual` is weak by today's standards (OWASP, 2023). */
const ROUNDS = { high: 1_200_000, low: 1000, usual: 600_000 }

function jweOf(context: DiagnosticContext): Jwe | undefined {
  const { object, header } = context.token
  return object?.kind === 'jwe' && header.readable && !isShortened(context) ? object : undefined
}

function numberAt(context: DiagnosticContext, name: string): number | undefined {
  const node = headerOf(context).get(name)
  return node?.type === 'number' ? node.value : undefined
}

function managementOf(context: DiagnosticContext): KeyManagement | undefined {
  return keyManagementByName(headerText(context, 'alg'))
}

/** The algorithm that uses a shared AES key, with the key's size: `dir` encrypts the content itself, key wrapping encrypts its key. */
function sharedKey(context: DiagnosticContext): { readonly name: string; readonly bytes: number } | undefined {
  const alg = managementOf(context)
  if (alg?.family === 'dir') {
    const enc = contentEncryptionByName(headerText(context, 'enc'))
    return enc && { name: enc.name, bytes: enc.keyBytes }
  }
  const wraps = alg?.family === 'AES-KW' || alg?.family === 'AES-GCM-KW'
  return wraps && alg.wrapBytes !== undefined ? { name: alg.name, bytes: alg.wrapBytes } : undefined
}

/** What is wrong with an ephemeral public key, in words; undefined if nothing is. */
function epkProblem(epk: JsonNode | undefined): string | undefined {
  if (!epk) return 'is missing'
  if (epk.type !== 'object') return 'is not a JWK'
  const members = membersByName(epk)
  if (members.has('d')) return 'holds a private key (`d`)'
  const text = (name: string) => textOf(members.get(name))
  const crv = text('crv') ?? ''
  const x = decodeBase64url(text('x') ?? '').bytes
  const row = curveByName(crv)
  if (!row || row.use === 'signing') return `is on \`${shown(crv)}\`, a curve that ECDH-ES does not support`
  const curve = WEIERSTRASS.get(crv)
  if (!curve) return x.length === row.bytes ? undefined : `has ${x.length} bytes in \`x\`; ${crv} needs ${row.bytes}`
  const y = decodeBase64url(text('y') ?? '').bytes
  if (x.length !== curve.bytes || y.length !== curve.bytes)
    return `has coordinates of ${x.length} and ${y.length} bytes; ${crv} needs ${curve.bytes}`
  return isOnCurve(curve, toInteger(x), toInteger(y)) ? undefined : `is not a point on ${crv}`
}

export const jweHeader = [
  {
    id: 'enc-missing',
    severity: 'error',
    source: [rfc(7516, '4.1.2')],
    message: ({ found }) => (found === '' ? 'No `enc` in the header.' : `\`enc\` is ${found}; it must be a string.`),
    why: 'It is required: it says how the content is encrypted.',
    fix: 'The sender must name the content encryption.',
    *hits(context) {
      if (!jweOf(context) || namesContentEncryption(context.token.header)) return
      const enc = headerOf(context).get('enc')
      yield { place: enc ? headerPlace(context, 'enc') : wholeHeader(context), args: { found: enc ? enc.type : '' } }
    },
  },
  {
    id: 'enc-unknown',
    severity: 'error',
    source: [IANA_JOSE, rfc(7518, '5.1')],
    message: ({ enc, close }) => `\`${enc}\` is not a registered content encryption${close === '' ? '.' : `; did you mean \`${close}\`?`}`,
    why: 'A recipient that does not know it cannot decrypt.',
    fix: 'Use A256GCM, A128GCM or one of the AES-CBC-HMAC algorithms.',
    *hits(context) {
      const enc = headerText(context, 'enc')
      if (enc === undefined || !jweOf(context) || contentEncryptionByName(enc)) return
      const close = nearest(enc, ENC_NAMES) ?? ENC_NAMES.find((name) => name.toLowerCase() === enc.toLowerCase())
      const member = headerMember(context, 'enc')
      yield {
        place: headerPlace(context, 'enc'),
        args: { enc: shown(enc), close: close ?? '' },
        ...(member && close
          ? { fix: { label: `Write \`${close}\``, in: 'header' as const, ...spanOf(member.value), insert: JSON.stringify(close) } }
          : {}),
      }
    },
  },
  {
    id: 'jwe-rsa1_5',
    severity: 'error',
    source: [rfc(8725, '3.2'), NONE_AND_RSA15],
    message: () => '`RSA1_5` is RSA with PKCS#1 v1.5 padding, which is open to padding-oracle attacks.',
    why: 'Anyone who can make a recipient decrypt, and sees errors or timing, can decrypt other people’s messages.',
    fix: 'Use RSA-OAEP-256.',
    *hits(context) {
      if (jweOf(context) && headerText(context, 'alg') === 'RSA1_5') yield { place: headerPlace(context, 'alg') }
    },
  },
  {
    id: 'jwe-not-authentic',
    severity: 'info',
    source: [bcp('2.3'), bcp('3.3'), cve('2023-51774'), cve('2026-29000')],
    message: () => 'Encrypted but not signed: anyone with the public key can make this.',
    why: 'Public-key encryption hides the content but says nothing about who wrote it.',
    fix: 'Sign first, then encrypt, and verify the inner token.',
    *hits(context) {
      const alg = headerText(context, 'alg') ?? ''
      const kty = keyManagementByName(alg)?.kty
      const toPublicKey = kty === undefined ? alg.startsWith('HPKE-') : kty !== 'oct'
      if (!jweOf(context) || !toPublicKey) return
      if (!/jwt$/i.test(headerText(context, 'cty') ?? '')) yield { place: headerPlace(context, 'alg') }
    },
  },
  {
    id: 'jwe-zip',
    severity: 'warning',
    source: [bcp('3.6'), bcp('3.15')],
    message: () => 'Compressed before encryption: the length reveals something about the content, and a small token can become very large.',
    why: 'An attacker who can add to the content learns the rest from the length. A decompression bomb fills the recipient’s memory.',
    fix: 'Do not compress. Limit the decompressed size; here the limit is 250 kB.',
    *hits(context) {
      if (jweOf(context) && headerOf(context).has('zip')) yield { place: headerPlace(context, 'zip', 'member') }
    },
  },
  {
    id: 'jwe-p2c-high',
    severity: 'warning',
    source: [bcp('3.13'), rfc(7518, '4.8.1.2')],
    message: ({ rounds }) => `${digits(Number(rounds))} hash rounds are requested.`,
    why: 'The sender decides how long a recipient has to compute before it knows whether the token is valid.',
    fix: 'Reject more rounds than you would use yourself.',
    *hits(context) {
      const rounds = numberAt(context, 'p2c')
      if (jweOf(context) && rounds !== undefined && rounds > ROUNDS.high) yield { place: headerPlace(context, 'p2c'), args: { rounds } }
    },
  },
  {
    id: 'jwe-p2c-low',
    severity: 'warning',
    source: [rfc(7518, '4.8.1.2')],
    message: ({ rounds }) => `Only ${digits(Number(rounds))} hash rounds.`,
    why: 'Passwords can be tried offline, and fewer rounds make that faster. 600,000 are usual today for SHA-256.',
    fix: 'Use more rounds, or a key instead of a password.',
    *hits(context) {
      const rounds = numberAt(context, 'p2c')
      if (!jweOf(context) || rounds === undefined || rounds >= ROUNDS.usual) return
      yield { place: headerPlace(context, 'p2c'), args: { rounds }, ...(rounds < ROUNDS.low ? {} : { severity: 'info' as const }) }
    },
  },
  {
    id: 'jwe-p2s-short',
    severity: 'error',
    source: [rfc(7518, '4.8.1.1')],
    message: ({ bytes }) => `The salt \`p2s\` has ${bytes} bytes; at least 8 are required.`,
    why: 'A short salt lets an attacker try passwords for many tokens at once. Libraries reject it.',
    fix: 'Use 16 random bytes.',
    *hits(context) {
      const salt = headerText(context, 'p2s')
      if (!jweOf(context) || salt === undefined) return
      const bytes = decodeBase64url(salt).bytes.length
      if (bytes < 8) yield { place: headerPlace(context, 'p2s'), args: { bytes } }
    },
  },
  {
    id: 'jwe-dir-key-nonempty',
    severity: 'error',
    source: [rfc(7516, '5.2'), rfc(7518, '4.5')],
    message: ({ alg }) => `With \`${alg}\` the second part must be empty.`,
    why: 'With a key that is shared or agreed on directly, there is no encrypted key. A recipient must reject the token.',
    fix: 'Leave the second part empty, or use an algorithm that encrypts a key.',
    *hits(context) {
      const jwe = jweOf(context)
      const alg = headerText(context, 'alg')
      if (!jwe || (alg !== 'dir' && alg !== 'ECDH-ES')) return
      const { encryptedKey } = jwe.recipients[0]
      if (encryptedKey.text !== '') yield { place: segmentPlace(encryptedKey), args: { alg } }
    },
  },
  {
    id: 'jwe-epk-invalid',
    severity: 'error',
    source: [rfc(8725, '2.5'), rfc(8725, '3.4'), rfc(7518, '4.6.1.1')],
    message: ({ problem }) => `\`epk\` ${problem}.`,
    why: 'A recipient that computes with a point off its curve leaks its private key bit by bit.',
    fix: 'Reject the token.',
    *hits(context) {
      if (!jweOf(context) || managementOf(context)?.family !== 'ECDH-ES') return
      const epk = headerOf(context).get('epk')
      const problem = epkProblem(epk)
      if (problem) yield { place: epk ? headerPlace(context, 'epk') : wholeHeader(context), args: { problem } }
    },
  },
  {
    id: 'jwe-iv-tag-length',
    severity: 'error',
    source: [rfc(7518, '5.2.2.1'), rfc(7518, '5.3')],
    message: ({ what, found, enc, needed }) => `The ${what} has ${found} bytes; ${enc} needs ${needed}.`,
    why: 'A recipient must reject other lengths. A short tag can be guessed.',
    fix: 'Check that the complete token was copied.',
    *hits(context) {
      const jwe = jweOf(context)
      const enc = headerText(context, 'enc')
      const row = contentEncryptionByName(enc)
      if (!jwe || !row) return
      const parts = [
        ['initialization vector', jwe.initializationVector, row.ivBytes],
        ['authentication tag', jwe.authenticationTag, row.tagBytes],
      ] as const
      for (const [what, segment, needed] of parts) {
        const found = segment.decoding.bytes.length
        if (found !== needed) yield { place: segmentPlace(segment), args: { what, found, enc: row.name, needed } }
      }
    },
  },
  {
    id: 'jwe-key-length',
    severity: 'error',
    source: [rfc(7518, '4.4'), rfc(7518, '4.5')],
    message: ({ name, needed, found }) => `${name} needs a key of ${needed} bytes; this one has ${found}.`,
    why: 'AES takes keys of exactly one size, and AES-CBC with HMAC takes two keys in one.',
    fix: 'Check how the key is encoded: 32 bytes are 43 base64url characters or 64 hex digits.',
    *hits(context) {
      const needed = sharedKey(context)
      const { reading } = context
      if (!jweOf(context) || needed === undefined || !reading || reading.keys.length !== 1) return
      const [key] = reading.keys
      const found = key?.kind === 'secret' ? key.secret.length : undefined
      if (found !== undefined && found !== needed.bytes)
        yield { place: { in: 'key' }, args: { name: needed.name, needed: needed.bytes, found } }
    },
  },
] as const satisfies readonly Diagnostic[]
