// Tries other signing inputs than the token’s `header.payload`: padded, raw, hashed first, or only a part.
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js'
import type { Hash } from '../../algorithms/algorithms.ts'
import { encodeBase64url } from '../../text/base64url.ts'
import { encodeBase64 } from '../../text/base64.ts'
import type { Attempt, Cause, CauseArgs, Material, Repair } from '../cause/cause.ts'
import { bytesInWords, difference, sideBySide } from '../cause/evidence.ts'
import { withoutTrailing } from '../../text/characters.ts'
import { segmentOf, utf8 } from '../cause/material.ts'
import { encodeHex, joinBytes } from '../../text/bytes.ts'

/** An attempt with an entirely different signing input. */
export function inputAttempt(
  material: Material,
  input: string | Uint8Array<ArrayBuffer>,
  args: CauseArgs,
  fix?: readonly Repair[],
): Attempt {
  const bytes = typeof input === 'string' ? utf8(input) : input
  const received = `${material.head}.${material.body}`
  const shown = typeof input === 'string' ? input : textOf(input.subarray(0, 4096))
  const evidence =
    shown === undefined ? sideBySide('Signed text', received, bytesInWords(bytes)) : difference('Signed text', received, shown)
  return { change: { input: bytes }, args, evidence, fix }
}

/** The text of bytes that may end within a character; undefined if they aren’t text. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
  } catch {
    return undefined
  }
}

const padded = (text: string) => text + '='.repeat((4 - (text.length % 4)) % 4)
const stripped = (text: string) => withoutTrailing(text, '=')
const standard = (text: string) => text.replace(/-/g, '+').replace(/_/g, '/')
const urlSafe = (text: string) => text.replace(/\+/g, '-').replace(/\//g, '_')

const padding = {
  id: 'input-padding',
  dimension: 'input',
  families: undefined,
  tried: 'the parts with padding, or with + and /',
  explain: ({ form }) => ({
    clause: `the signature were made over the parts ${String(form)}`,
    fix: 'RFC 7515 section 2 requires base64url without padding, both in what is signed and in what is sent. AWS load balancers add padding.',
    button: 'Show the parts that were signed',
  }),
  *tries(material) {
    const { head, body } = material
    const forms: readonly (readonly [string, (text: string) => string])[] = [
      ['padded with =', (text) => padded(stripped(text))],
      ['without padding', stripped],
      ['in the standard alphabet (+ and /), padded', (text) => padded(standard(stripped(text)))],
      ['in the standard alphabet (+ and /)', (text) => standard(stripped(text))],
      ['in the standard alphabet, padding kept', standard],
      ['in base64url and without padding', (text) => urlSafe(stripped(text))],
      ['in base64url, padding kept', urlSafe],
    ]
    const seen = new Set([`${head}.${body}`])
    for (const [form, change] of forms) {
      for (const [h, p, only] of [
        [change(head), change(body), ''],
        [head, change(body), ' (only the payload)'],
        [change(head), body, ' (only the header)'],
      ] as const) {
        if (seen.has(`${h}.${p}`)) continue
        seen.add(`${h}.${p}`)
        const args = { form: `${form}${only}` }
        const fix: readonly Repair[] = [
          { do: 'set-segment', part: 'header', segment: h },
          { do: 'set-segment', part: 'payload', segment: p },
        ]
        yield inputAttempt(material, `${h}.${p}`, args, material.detached ? undefined : fix)
      }
    }
  },
} as const satisfies Cause

const unencodedPayload = {
  id: 'input-unencoded-payload',
  dimension: 'input',
  families: undefined,
  tried: 'the raw payload (RFC 7797)',
  explain: ({ raw }) => ({
    clause:
      raw === 'yes'
        ? 'the signature were made over the payload as it is, not over its base64url (RFC 7797)'
        : 'the signature were made over the base64url of the payload, though the header says “b64”: false',
    fix:
      raw === 'yes'
        ? 'The header must declare it: "b64": false, and "crit": ["b64"].'
        : 'Remove “b64” from the header, or sign the payload as it is.',
  }),
  *tries(material) {
    const { head, payload, signature } = material
    if (signature.header.unencodedPayload) {
      yield inputAttempt(material, `${head}.${encodeBase64url(payload.decoding.bytes)}`, { raw: 'no' })
      yield inputAttempt(material, `${head}.${payload.decoded.text.trim()}`, { raw: 'no' })
    } else yield inputAttempt(material, joinBytes(utf8(`${head}.`), payload.decoding.bytes), { raw: 'yes' })
  },
} as const satisfies Cause

const graphNonce = {
  id: 'input-graph-nonce',
  dimension: 'input',
  families: undefined,
  tried: 'a hashed nonce in the header, as Microsoft Graph uses it',
  explain: () => ({
    clause: 'the header held the SHA-256 of its “nonce”: this access token is for Microsoft Graph, and only Graph can check it',
    fix: 'Don’t validate it: it is meant for Graph alone. Request a token whose audience is your own API.',
  }),
  *tries(material) {
    const { decoded, parameters } = material.signature.header
    const nonce = parameters.get('nonce')
    if (nonce?.type !== 'string' || material.signature.header.unprotected.has('nonce')) return
    const hash = sha256(utf8(nonce.value))
    for (const text of [encodeBase64url(hash), encodeBase64(hash), encodeHex(hash), encodeHex(hash).toUpperCase()]) {
      const signed = `${decoded.text.slice(0, nonce.from)}${JSON.stringify(text)}${decoded.text.slice(nonce.to)}`
      yield { change: { head: segmentOf(signed) }, args: {}, evidence: sideBySide('nonce', nonce.value, text) }
    }
  },
} as const satisfies Cause

const partOnly = {
  id: 'input-part-only',
  dimension: 'input',
  families: undefined,
  tried: 'a part alone',
  explain: ({ part }) => ({
    clause: `only ${String(part)} had been signed`,
    fix: 'The signer does not follow RFC 7515 section 5.1: the header is not protected. Use a library to sign.',
  }),
  *tries(material) {
    const { head, body, payload, signature } = material
    yield inputAttempt(material, body, { part: 'the payload’s segment' })
    yield inputAttempt(material, payload.decoding.bytes, { part: 'the payload’s JSON' })
    yield inputAttempt(material, `.${body}`, { part: 'the payload, with an empty header' })
    yield inputAttempt(material, head, { part: 'the header’s segment' })
    yield inputAttempt(material, `${head}.`, { part: 'the header, with an empty payload' })
    yield inputAttempt(material, signature.header.decoded.bytes, { part: 'the header’s JSON' })
  },
} as const satisfies Cause

const beforeEncoding = {
  id: 'input-before-encoding',
  dimension: 'input',
  families: undefined,
  tried: 'the parts joined in other ways',
  explain: ({ how }) => ({
    clause: `the signature were made over ${String(how)}`,
    fix: 'Sign header and payload as base64url with one dot between them, and nothing else (RFC 7515 section 5.1).',
  }),
  *tries(material) {
    const { head, body, payload, signature } = material
    const h = signature.header.decoded.bytes
    const p = payload.decoding.bytes
    yield inputAttempt(material, joinBytes(h, utf8('.'), p), { how: 'the JSON of both parts, before they were encoded' })
    yield inputAttempt(material, joinBytes(h, p), { how: 'the JSON of both parts, before they were encoded and without a dot' })
    yield inputAttempt(material, `${head}${body}`, { how: 'both parts without the dot between them' })
    yield inputAttempt(material, `${head}.${body}.`, { how: 'both parts with another dot after them' })
    yield inputAttempt(material, `${head}.${body}\n`, { how: 'both parts and a line break: echo adds one, echo -n or printf doesn’t' })
    yield inputAttempt(material, `${head}.${body}\r\n`, { how: 'both parts and a CRLF line break' })
    yield inputAttempt(material, `${body}.${head}`, { how: 'the parts in the wrong order' })
    yield inputAttempt(material, `${head}\n${body}`, { how: 'the parts with a line break instead of the dot' })
    yield inputAttempt(material, `${head}|${body}`, { how: 'the parts with a bar instead of the dot' })
    yield inputAttempt(material, encodeBase64url(utf8(`${head}.${body}`)), { how: 'both parts, encoded once more' })
    yield inputAttempt(material, `"${head}.${body}"`, { how: 'both parts in quotes' })
  },
} as const satisfies Cause

const DIGESTS: Record<Hash, (data: Uint8Array) => Uint8Array> = { 'SHA-256': sha256, 'SHA-384': sha384, 'SHA-512': sha512 }

const hashedTwice = {
  id: 'input-hashed-twice',
  dimension: 'input',
  families: ['HMAC', 'RSASSA-PKCS1-v1_5', 'RSASSA-PSS', 'ECDSA', 'EdDSA'],
  tried: 'the input hashed first',
  explain: ({ hash, form }) => ({
    clause: `the signature were made over the ${String(hash)} hash of the input${form === 'bytes' ? '' : ` as ${String(form)} text`}: the signer hashed twice`,
    fix: 'Tell the key service that you send a digest (MessageType DIGEST), or send the message itself.',
  }),
  *tries(material) {
    const own = material.algorithm?.hash
    const input = material.signature.signingInput()
    const hashes = own ? [own] : (['SHA-512', 'SHA-256'] as const)
    for (const hash of hashes) {
      const digest = new Uint8Array(DIGESTS[hash](input))
      yield inputAttempt(material, digest, { hash, form: 'bytes' })
      yield inputAttempt(material, encodeHex(digest), { hash, form: 'hex' })
      yield inputAttempt(material, encodeBase64(digest), { hash, form: 'base64' })
    }
  },
} as const satisfies Cause

export const inputCauses = [
  padding,
  unencodedPayload,
  graphNonce,
  partOnly,
  beforeEncoding,
  hashedTwice,
] as const satisfies readonly Cause[]
