// Makes a compact JWE (RFC 7516 section 5.1), or says why it can't be made with this key or header.
import { Budget, MOST_PBKDF2_ROUNDS } from '../budget.ts'
import { encodeBase64url, encodeText } from '../text/base64url.ts'
import {
  contentEncryptionByName,
  keyManagementByName,
  type ContentEncryption,
  type KeyManagement,
} from '../algorithms/encryption-algorithms.ts'
import { byteParameter, decryptJwe } from './decrypt.ts'
import { deflateRaw } from './primitives/inflate.ts'
import type { ManagementParameters, WrapOptions } from './primitives/key-management.ts'
import { encryptionKeyMismatch } from '../keys/encryption-key.ts'
import { problem, type KeyMaterial, type KeyReading, type KeyResult } from '../keys/key-material.ts'
import { spliced } from '../text/span.ts'
import { quoted } from '../text/quoted.ts'
import type { Jwe, JweRecipient } from '../token/jwe.ts'
import type { JoseHeader } from '../token/jose-header.ts'

export interface EncryptOptions {
  /** "alg" and "enc". */
  readonly alg: string
  readonly enc: string
  /** Further Header Parameters, written before those that encryption adds. */
  readonly header?: Readonly<Record<string, unknown>> | undefined
  /** Compress first ("zip": "DEF"), which lets lengths leak (RFC 8725 section 3.6). */
  readonly zip?: boolean | undefined
  /** PBKDF2 rounds; 600,000 if absent. */
  readonly p2c?: number | undefined
}

export type Encryption = KeyResult<{ readonly compact: string; readonly key: KeyMaterial }>

const ROUNDS = 600_000

/** Encrypts to the first key of the reading that fits. */
export async function encrypt(plaintext: Uint8Array<ArrayBuffer>, reading: KeyReading, options: EncryptOptions): Promise<Encryption> {
  const { zip = false, p2c = ROUNDS } = options
  return sealed(plaintext, reading, {
    alg: options.alg,
    enc: options.enc,
    zip,
    p2c,
    headerOf(alg, enc, parameters) {
      const header = { ...options.header, alg: alg.name, enc: enc.name, ...(zip ? { zip: 'DEF' } : {}), ...written(parameters) }
      return encodeText(JSON.stringify(header))
    },
  })
}

/**
 * Encrypts other content under the header of a compact JWE, with a new content key, a new IV and new values of what else the algorithm
 * needs ("epk", "p2s", "iv", "tag"). Every other character of the header stays as it was.
 */
export async function encryptAgain(jwe: Jwe, plaintext: Uint8Array<ArrayBuffer>, reading: KeyReading): Promise<Encryption> {
  const { header } = jwe
  if (jwe.form !== 'compact') {
    return { problem: problem('key-unsupported', 'a JWE in a JSON serialization', 'a compact JWE', 'encrypt its content as a compact JWE') }
  }
  if (!header.readable || header.parameters.has('crit')) {
    const found = header.readable ? 'a header with “crit”' : 'a header that cannot be read'
    return { problem: problem('key-unsupported', found, 'a header with only known parameters', 'correct the header') }
  }
  return sealed(plaintext, await readingFor(jwe, reading), {
    alg: header.alg ?? '',
    enc: header.enc ?? '',
    zip: header.parameters.has('zip'),
    ...wrapOptions(header),
    headerOf: (_alg, _enc, parameters) => headerWith(header, written(parameters)),
  })
}

/** Of several keys, only the one that the token was encrypted to, if that can be determined. */
async function readingFor(jwe: Jwe, reading: KeyReading): Promise<KeyReading> {
  const { alg, enc } = algorithmsFor(jwe.header.alg ?? '', jwe.header.enc ?? '')
  if (!alg || reading.keys.length < 2) return reading
  const fitting = reading.keys.filter((key) => !encryptionKeyMismatch(alg, enc, key, 'encrypt'))
  const key = await recipientKey(jwe, jwe.recipients[0], fitting, reading)
  return key ? { kind: 'key', keys: [key], notes: [] } : reading
}

/** How a header's key is wrapped again: with the same parties, and the same number of PBKDF2 rounds if that is within bounds. */
export function wrapOptions({ parameters }: JoseHeader): WrapOptions {
  const p2c = parameters.get('p2c')
  const isBounded = p2c?.type === 'number' && Number.isInteger(p2c.value) && p2c.value >= 1 && p2c.value <= MOST_PBKDF2_ROUNDS
  return {
    p2c: isBounded ? p2c.value : ROUNDS,
    apu: byteParameter(parameters, 'apu'),
    apv: byteParameter(parameters, 'apv'),
  }
}

interface Sealing extends WrapOptions {
  readonly alg: string
  readonly enc: string
  readonly zip: boolean
  /** The protected header in base64url, with the new parameters of the key management. */
  headerOf(alg: KeyManagement, enc: ContentEncryption, parameters: ManagementParameters): string
}

/** The rows of "alg" and "enc" if this page encrypts with them: not with RSA1_5 (RFC 8725 section 3.2). */
export function algorithmsFor(
  algName: string,
  encName: string,
): KeyResult<{ readonly alg: KeyManagement; readonly enc: ContentEncryption }> {
  const alg = keyManagementByName(algName)
  const enc = contentEncryptionByName(encName)
  if (alg && alg.family !== 'RSA1_5' && enc) return { alg, enc }
  const found = enc ? `“alg” ${quoted(algName)}` : `“enc” ${quoted(encName)}`
  const expected = enc ? 'RSA-OAEP-256, ECDH-ES, dir or another registered name' : 'A256GCM or another registered name'
  return { problem: problem('key-unsupported', found, expected, 'choose another algorithm') }
}

async function sealed(plaintext: Uint8Array<ArrayBuffer>, reading: KeyReading, sealing: Sealing): Promise<Encryption> {
  const named = algorithmsFor(sealing.alg, sealing.enc)
  if (named.problem) return named
  const { alg, enc } = named
  if (reading.kind === 'unreadable') return { problem: reading.problem }
  const mismatches = reading.keys.map((key) => encryptionKeyMismatch(alg, enc, key, 'encrypt'))
  const key = reading.keys.find((_, index) => !mismatches[index])
  if (!key) return { problem: mismatches[0] ?? problem('key-missing', 'no key', `a key for ${alg.name}`, 'give the key to encrypt to') }

  const [{ wrapKey }, { encryptContent }] = await Promise.all([
    import('./primitives/key-management.ts'),
    import('./primitives/content-encryption.ts'),
  ])
  let wrapped
  try {
    wrapped = await wrapKey(alg, enc, key, sealing)
  } catch {
    return { problem: problem('key-refused', 'a key that cannot be imported', `a key for ${alg.name}`, 'use another key') }
  }
  const segment = sealing.headerOf(alg, enc, wrapped.parameters)
  const content = sealing.zip ? await deflateRaw(plaintext) : plaintext
  const { iv, ciphertext, tag } = await encryptContent(enc, wrapped.contentKey, content, new TextEncoder().encode(segment))
  if (alg.family !== 'dir') wrapped.contentKey.fill(0)
  return { compact: [segment, ...[wrapped.encryptedKey, iv, ciphertext, tag].map(encodeBase64url)].join('.'), key }
}

/**
 * The key of a recipient: the one that decrypts its encrypted key, or else the one with its "kid", or else, for a single recipient, the
 * first that fits. With several recipients nothing is guessed, since a wrong guess would lock one of them out and let another one in.
 */
export async function recipientKey(
  jwe: Jwe,
  recipient: JweRecipient,
  fitting: readonly KeyMaterial[],
  reading: KeyReading,
  budget = new Budget(),
): Promise<KeyMaterial | undefined> {
  const [only, ...more] = fitting
  const isAlone = jwe.recipients.length === 1
  if (!only || (isAlone && more.length === 0)) return only
  const { kid } = recipient.header
  const ofName = kid === undefined ? [] : fitting.filter((key) => key.kid === kid)
  if (ofName.length === 1) return ofName[0]
  const opened = await decryptJwe({ ...jwe, recipients: [recipient] }, reading, budget)
  if (opened.state === 'decrypted') return opened.key
  return isAlone ? (ofName[0] ?? only) : undefined
}

/** Parameters as a header contains them, with byte strings in base64url. */
export function written(parameters: ManagementParameters): Record<string, unknown> {
  const entries = Object.entries(parameters).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries.map(([name, value]) => [name, value instanceof Uint8Array ? encodeBase64url(value) : value]))
}

/** The header's segment with new values of some members. Replaces the last one first, so that offsets stay valid. */
export function headerWith(header: JoseHeader, values: Readonly<Record<string, unknown>>): string {
  const { text, json } = header.decoded
  const root = json.root
  if (root?.type !== 'object' || Object.keys(values).length === 0) return header.segment.text
  let made = text
  const written = new Set<string>()
  for (const { name, value } of root.members.toReversed()) {
    if (!Object.hasOwn(values, name)) continue
    written.add(name)
    made = spliced(made, value, JSON.stringify(values[name]))
  }
  const lacking = Object.entries(values).filter(([name]) => !written.has(name))
  const end = made.lastIndexOf('}')
  const added = lacking.map(([name, value]) => `,${JSON.stringify(name)}:${JSON.stringify(value)}`).join('')
  return encodeText(made.slice(0, end) + added + made.slice(end))
}
