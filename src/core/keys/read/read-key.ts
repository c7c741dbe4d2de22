// Reads whatever text a person has for a key: detects its format, says what cannot be read.
import { Budget } from '../../budget.ts'
import { algorithmByName } from '../../algorithms/algorithms.ts'
import { decodeBase64 } from '../../text/base64.ts'
import { completeKey } from './complete-key.ts'
import { derSequenceLength } from './der/der.ts'
import { inTurn, tooManyKeys } from '../in-turn.ts'
import { expectedKey } from '../expected-key.ts'
import {
  note,
  problem,
  type Armor,
  type KeyMaterial,
  type KeyNote,
  type KeyProblem,
  type KeyReading,
  type ReadKey,
  type SecretEncoding,
} from '../key-material.ts'
import { decodeText } from '../../text/decoded-text.ts'
import { jsonInside, readJsonKeys } from './jwk-set.ts'
import { withoutTrailing } from '../../text/characters.ts'
import { readSecret } from './secret.ts'
import { decodeHex } from '../../text/bytes.ts'
import { readDer } from './der/read-der.ts'

export interface ReadKeyOptions {
  /** The encoding of a secret; UTF-8 if absent. */
  readonly secretEncoding?: SecretEncoding | undefined
  /** The token's "alg": with an HMAC algorithm, or an unknown one or none, text in no known format is a secret. */
  readonly alg?: string | undefined
  /** Opens an encrypted private key. */
  readonly passphrase?: string | undefined
  /** Limits the work of reading all keys; a new budget by default. */
  readonly budget?: Budget | undefined
  /** The user insists that the text is a secret, whatever it looks like; respected only if the algorithm uses a secret. */
  readonly asSecret?: boolean | undefined
}

/** In characters. No key of any format is longer; only a JWK Set may be. */
export const LONGEST_KEY = 256_000
/** In characters of a JWK Set, about ten thousand keys. */
const LONGEST_KEY_SET = 5_000_000

/** Milliseconds for reading all keys of a text. */
export const LONGEST_READING = 1_200

const EMPTY: KeyReading = { kind: 'empty', keys: [], notes: [] }
/** With any kind of dash before BEGIN, since mail programs and word processors change them. */
const BEGIN_LINE =
  /(?:[-\u2010-\u2015\u2212]{2}|[\u2010-\u2015\u2212])[ \t]{0,9}BEGIN[ \t]{1,9}[A-Z0-9][A-Z0-9 .]{0,70}[-\u2010-\u2015\u2212]/
const SSH_NAME = /\b(?:ssh-|ecdsa-sha2-|sk-)/
const TOKEN = /^\s*(?:Bearer\s+)?eyJ[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]*){0,3}\s*$/

/** Reads the text of a key box; never throws on it. An empty secret can only be given as a JWK (`"k":""`), since an empty text means no key. */
export async function readKey(text: string, options: ReadKeyOptions = {}): Promise<KeyReading> {
  const { budget = new Budget({ milliseconds: LONGEST_READING }) } = options
  const algorithm = algorithmByName(options.alg)
  const takesSecret = !algorithm || algorithm.family === 'HMAC' || algorithm.family === 'none'
  if (text === '' || (!takesSecret && text.trim() === '')) return EMPTY

  if (text.length > LONGEST_KEY && (text.length > LONGEST_KEY_SET || !/^\s*[{[]/.test(text) || !text.includes('"kty"')))
    return unreadable(tooLong(text.length))

  if (options.asSecret && algorithm?.family === 'HMAC') {
    return asSecret(text, options.secretEncoding)
  }

  const decoded = algorithm?.family === 'HMAC' ? undefined : keyInBase64(text)
  if (decoded !== undefined) {
    const reading = await readKey(decoded, { ...options, budget })
    return reading.kind === 'key' || reading.kind === 'key-set' ? { ...reading, notes: [note('key-in-base64'), ...reading.notes] } : reading
  }

  // Every character counts in a secret; other text may surround a key only when no secret is expected.
  const inside = algorithm?.family === 'HMAC' ? undefined : jsonInside(text)
  const json = await readJsonKeys(inside ?? text, budget)
  if (json) {
    if (json.problem) return unreadable(json.problem, json.notes)
    return collect(json.kind, await inTurn(json.results, budget, completeKey), json.notes)
  }
  // The readers of other formats are loaded when such a text appears.
  if (BEGIN_LINE.test(text)) {
    const { readPemKeys } = await import('./pem/pem-keys.ts')
    const { results, notes } = await readPemKeys(text, options.passphrase, budget)
    return collect('key', await inTurn(results, budget, completeKey), notes)
  }
  if (SSH_NAME.test(text)) {
    const { readSshText } = await import('./pem/ssh.ts')
    const result = readSshText(text)
    if (result) return collect('key', [await completeKey(result)], [])
  }
  const der = findDer(text, !takesSecret)
  if (der) {
    const result = await readDer(der.bytes, { armor: der.armor, label: undefined, passphrase: options.passphrase })
    // A secret can start like DER by chance, so only a complete key counts as one.
    if (!result.problem || !takesSecret || result.problem.id === 'key-private-encrypted')
      return collect('key', [await completeKey(result)], [])
  }
  const isToken = TOKEN.test(text)
  if (isToken && algorithm?.family !== 'HMAC') {
    return unreadable(
      problem('key-is-token', 'a token', algorithm ? expectedKey(algorithm) : 'a key', 'paste the key here, and the token in its own box'),
    )
  }
  if (!takesSecret) {
    return unreadable(notAKey(text, expectedKey(algorithm)))
  }
  return asSecret(text, options.secretEncoding, isToken ? [note('key-is-token')] : [])
}

function asSecret(text: string, encoding: SecretEncoding = 'utf8', more: readonly KeyNote[] = []): KeyReading {
  const secret = readSecret(text, encoding)
  return secret.problem ? unreadable(secret.problem) : { kind: 'secret', keys: [secret.key], notes: [...secret.notes, ...more] }
}

function tooLong(length: number): KeyProblem {
  const found = `${Math.ceil(length / 1000).toLocaleString('en')} kB of text`
  return problem('key-too-long', found, 'a key of at most 256 kB, or a JWK Set of at most 5 MB', 'paste the key alone', { length })
}

/** Says what the text looks like instead. */
function notAKey(text: string, expected: string): KeyProblem {
  const trimmed = text.trim()
  if (/^https?:\/\/\S+$/i.test(trimmed)) return problem('not-a-key', 'a URL', expected, 'open it and paste the keys it returns')
  const found = /^[{[]/.test(trimmed) ? 'JSON without “kty” or “keys”' : 'text that isn’t a recognized key format'
  return problem('not-a-key', found, expected, 'paste a PEM or JWK public key, or a certificate')
}

/** A PEM key or JWK encoded in base64 (RFC 4648 section 4), as in a Kubernetes Secret: "-----BEGIN" is "LS0tLS1CRUdJTi", "{" is "e". */
function keyInBase64(text: string): string | undefined {
  const digits = text.replace(/\s+/g, '')
  if (!/^(?:LS0tLS1CRUdJTi|e[wy])[A-Za-z0-9+/_-]{40,}={0,2}$/.test(digits)) return undefined
  const decoded = decodeText(decodeBase64(withoutTrailing(digits, '=').replace(/-/g, '+').replace(/_/g, '/'))).text
  return BEGIN_LINE.test(decoded) || (/"(?:kty|keys)"/.test(decoded) && jsonObjectOf(decoded)) ? decoded : undefined
}

function jsonObjectOf(text: string): boolean {
  try {
    return JSON.parse(text) instanceof Object
  } catch {
    return false
  }
}

/** Bare base64 or hex that is exactly one DER structure; with `cut`, also the beginning of one. */
function findDer(text: string, cut: boolean): { bytes: Uint8Array<ArrayBuffer>; armor: Armor } | undefined {
  const digits = text.replace(/\s+/g, '')
  const fits = (bytes: Uint8Array): boolean => {
    const length = derSequenceLength(bytes)
    return length === bytes.length || (cut && length !== undefined && length > bytes.length && length < 20_000)
  }
  if (/^30[0-9a-f]{20,}$/i.test(digits) && digits.length % 2 === 0) {
    const bytes = decodeHex(digits)
    if (fits(bytes)) return { bytes, armor: 'hex' }
  }
  // Every SEQUENCE longer than its header starts with "M" in base64.
  if (/^M[A-Za-z0-9+/_-]{30,}={0,2}$/.test(digits)) {
    const bytes = decodeBase64(withoutTrailing(digits, '=').replace(/-/g, '+').replace(/_/g, '/'))
    if (fits(bytes)) return { bytes, armor: 'base64' }
  }
  return undefined
}

function collect(kind: 'key' | 'key-set', results: readonly ReadKey[] | undefined, before: readonly KeyNote[]): KeyReading {
  if (!results) return unreadable(tooManyKeys(), before)
  const keys: KeyMaterial[] = []
  const notes: KeyNote[] = [...before]
  let first: KeyProblem | undefined
  const several = results.length > 1
  for (const [at, result] of results.entries()) {
    if (result.problem) {
      first ??= result.problem
      if (several) notes.push(note('jwks-key-skipped', { position: at + 1, reason: result.problem.found }))
      continue
    }
    const index = several ? keys.length : undefined
    notes.push(...result.notes.map((one) => ({ ...one, index })))
    if (result.key.kind === 'private') notes.push(note('key-private-pasted', {}, index))
    keys.push(result.key)
  }
  if (keys.length === 0 && first) return unreadable(first, notes)
  return { kind, keys, notes }
}

function unreadable(what: KeyProblem, notes: readonly KeyNote[] = []): KeyReading {
  return { kind: 'unreadable', keys: [], notes, problem: what }
}
