// Decrypts a JWE with the keys that were read (RFC 7516 section 5.2). Gives an answer for any input, and never throws because of it.
import { Budget, MOST_PBKDF2_ROUNDS } from '../budget.ts'
import { algorithmByName } from '../algorithms/algorithms.ts'
import {
  contentEncryptionByName,
  keyManagementByName,
  type ContentEncryption,
  type KeyManagement,
} from '../algorithms/encryption-algorithms.ts'
import { decryptionNotes, encryptionKeyMismatch } from '../keys/encryption-key.ts'
import type { Jwk, KeyMaterial, KeyNote, KeyReading } from '../keys/key-material.ts'
import { readJwk } from '../keys/read/jwk.ts'
import { decodeBase64url } from '../text/base64url.ts'
import { inflateRaw } from './primitives/inflate.ts'
import { equalBytes } from '../text/bytes.ts'
import { membersByName, type JsonNode } from '../text/json.ts'
import type { JoseHeader } from '../token/jose-header.ts'
import type { Jwe, JweRecipient } from '../token/jwe.ts'
import type { Segment } from '../token/segment.ts'
import type { Decryption, DecryptionState, EncryptedSegment, UnreadableReason, UnsupportedReason } from './decryption.ts'
import type { ManagementParameters } from './primitives/key-management.ts'

/** The most bytes that compressed content may expand to (RFC 8725bis section 3.15). */
export const MOST_INFLATED_BYTES = 250_000

type Bytes = Uint8Array<ArrayBuffer>

/** Why it isn't decrypted, whatever the key. */
type Refusal = ({ readonly state: 'unsupported' } & UnsupportedReason) | ({ readonly state: 'unreadable' } & UnreadableReason)

const unsupported = (why: UnsupportedReason): Refusal => ({ state: 'unsupported', ...why })
const unreadable = (why: UnreadableReason): Refusal => ({ state: 'unreadable', ...why })

/** The rows that a header names. */
interface Rows {
  readonly management: KeyManagement | undefined
  readonly encryption: ContentEncryption | undefined
}

/** The algorithms that a recipient's header requires. */
interface Asked extends Rows {
  readonly management: KeyManagement
  readonly encryption: ContentEncryption
}

/** Everything needed to decrypt, except the key. */
interface Plan extends Asked {
  readonly parameters: ManagementParameters
  readonly isCompressed: boolean
  readonly encryptedKey: Bytes
  readonly content: { readonly iv: Bytes; readonly ciphertext: Bytes; readonly tag: Bytes }
  readonly aad: Bytes
}

/**
 * Decrypts a JWE for the first recipient and key that fit. From a set, keys with the recipient's "kid" are tried first, then all others
 * of the right type. If none succeeds, the answer is the attempt that got furthest.
 */
export async function decryptJwe(jwe: Jwe, reading: KeyReading, budget = new Budget()): Promise<Decryption> {
  const [first, ...others] = jwe.recipients
  if (jwe.readings !== 'one') return { ...unreadable({ reason: 'several-readings' }), recipient: 0, ...rowsOf(first.header) }
  let best = await decryptFor(jwe, first, 0, reading, budget)
  for (const [i, recipient] of others.entries()) {
    if (isFinal(best)) break
    best = furthest(best, await decryptFor(jwe, recipient, i + 1, reading, budget))
  }
  return best
}

/** The states in order, the furthest first. */
const RANK: readonly DecryptionState[] = ['decrypted', 'mismatch', 'key-problem', 'encrypted', 'unsupported', 'unreadable']

/** After this answer, nothing else needs to be tried, or may be. */
function isFinal(answer: Decryption): boolean {
  return answer.state === 'decrypted' || (answer.state === 'unsupported' && answer.reason === 'too-costly')
}

function furthest(a: Decryption, b: Decryption): Decryption {
  if (isFinal(b)) return b
  return RANK.indexOf(b.state) < RANK.indexOf(a.state) ? b : a
}

async function decryptFor(
  jwe: Jwe,
  { header, encryptedKey }: JweRecipient,
  recipient: number,
  reading: KeyReading,
  budget: Budget,
): Promise<Decryption> {
  const rows = rowsOf(header)
  const about = { recipient, ...rows }
  const asked = askedOf(header, rows)
  if ('state' in asked) return { ...asked, ...about }
  if (reading.kind === 'empty') return { state: 'encrypted', ...about }
  if (!(await budget.goOn())) return { ...TOO_COSTLY, ...about }
  const plan = planOf(jwe, header, encryptedKey, asked)
  if ('state' in plan) return { ...plan, ...about }
  if (reading.kind === 'unreadable') return { state: 'key-problem', problem: reading.problem, ...about }

  const isNamed = (key: KeyMaterial) => key.kid === header.kid
  const candidates = reading.keys.map((key, keyIndex) => ({ key, keyIndex }))
  let best: Decryption | undefined
  for (const tried of [...candidates.filter(({ key }) => isNamed(key)), ...candidates.filter(({ key }) => !isNamed(key))]) {
    const problem = encryptionKeyMismatch(plan.management, plan.encryption, tried.key, 'decrypt')
    const answer: Decryption = problem
      ? { state: 'key-problem', problem, ...about }
      : { ...(await opened(plan, tried.key, budget)), ...about, ...tried }
    if (isFinal(answer)) return answer
    best = best ? furthest(best, answer) : answer
  }
  return best ?? { state: 'encrypted', ...about }
}

function rowsOf({ alg, enc }: JoseHeader): Rows {
  return {
    management: alg === undefined ? undefined : keyManagementByName(alg),
    encryption: enc === undefined ? undefined : contentEncryptionByName(enc),
  }
}

/** The algorithms that the header requires, or why they can't be used, as far as that can be known without a key. */
function askedOf(header: JoseHeader, { management, encryption }: Rows): Asked | Refusal {
  const { alg, enc } = header
  if (!header.readable || !isBase64url(header.segment)) return unreadable({ reason: 'segment-unreadable', segment: 'protected' })
  if (alg === undefined) return unreadable({ reason: 'alg-missing' })
  // Algorithms of other specifications may not need "enc" (integrated encryption), so "alg" is checked first.
  if (!management) return unsupported({ reason: algorithmByName(alg) ? 'alg-signs' : 'alg-unknown', alg })
  if (enc === undefined) return unreadable({ reason: 'enc-missing' })
  if (!encryption) return unsupported({ reason: 'enc-unknown', enc })
  const integrity = membersByName(header.decoded.json.root)
  const crit = criticalReason(header, integrity)
  if (crit) return unsupported(crit)
  // "zip" must be integrity protected (RFC 7516 section 4.1.3).
  if (header.unprotected.has('zip')) return unreadable({ reason: 'zip-unprotected' })
  const zip = integrity.get('zip')
  if (zip && !(zip.type === 'string' && zip.value === 'DEF')) return unsupported({ reason: 'zip-unknown' })
  return { management, encryption }
}

/** Why "crit" prevents decryption, if it is present (RFC 7516 section 4.1.13). This page supports no extension that it could name. */
function criticalReason(header: JoseHeader, integrity: ReadonlyMap<string, JsonNode>): UnsupportedReason | undefined {
  if (!header.parameters.has('crit')) return undefined
  const crit = integrity.get('crit')
  const items = crit?.type === 'array' ? crit.items : []
  const names = items.flatMap((item) => (item.type === 'string' ? [item.value] : []))
  return names.length === 0 || names.length < items.length ? { reason: 'crit-malformed' } : { reason: 'crit-unknown', names }
}

/** The plan, made from the segments and parameters without a key. */
function planOf(jwe: Jwe, header: JoseHeader, encryptedKey: Segment, asked: Asked): Plan | Refusal {
  const { management, encryption } = asked
  const segments: readonly (readonly [EncryptedSegment, Segment | undefined])[] = [
    ['encrypted_key', encryptedKey],
    ['iv', jwe.initializationVector],
    ['ciphertext', jwe.ciphertext],
    ['tag', jwe.authenticationTag],
    ['aad', jwe.additionalData],
  ]
  const damaged = segments.find(([, segment]) => segment && !isBase64url(segment))
  if (damaged) return unreadable({ reason: 'segment-unreadable', segment: damaged[0] })
  const [iv, ciphertext, tag] = [jwe.initializationVector, jwe.ciphertext, jwe.authenticationTag].map(bytesOf) as [Bytes, Bytes, Bytes]
  if (iv.length !== encryption.ivBytes) return unreadable({ reason: 'iv-length', found: iv.length, expected: encryption.ivBytes })
  if (tag.length !== encryption.tagBytes) return unreadable({ reason: 'tag-length', found: tag.length, expected: encryption.tagBytes })
  const isDirect = management.family === 'dir' || management.name === 'ECDH-ES'
  const found = bytesOf(encryptedKey).length
  if (isDirect && found > 0) return unreadable({ reason: 'encrypted-key-not-empty', found })
  const parameters = parametersOf(management, header.parameters)
  if ('state' in parameters) return parameters
  const { text } = jwe.header.segment
  return {
    ...asked,
    parameters,
    isCompressed: header.parameters.has('zip'),
    encryptedKey: bytesOf(encryptedKey),
    content: { iv, ciphertext, tag },
    aad: new TextEncoder().encode(jwe.additionalData ? `${text}.${jwe.additionalData.text}` : text),
  }
}

function bytesOf(segment: Segment): Bytes {
  return segment.decoding.bytes
}

/** A decoder may accept unused bits; it must reject every other defect (RFC 7515 section 2). */
function isBase64url(segment: Segment): boolean {
  return segment.decoding.defects.every(({ kind }) => kind === 'spare-bits')
}

type Parameters = ReadonlyMap<string, JsonNode>

function parametersOf(alg: KeyManagement, header: Parameters): ManagementParameters | Refusal {
  const invalid = (parameter: string): Refusal => unreadable({ reason: 'parameter-invalid', parameter })
  switch (alg.family) {
    case 'ECDH-ES': {
      const epk = ephemeralKey(header)
      if (!epk) return unreadable({ reason: 'epk-invalid' })
      const wrong = ['apu', 'apv'].find((name) => header.has(name) && !byteParameter(header, name))
      if (wrong !== undefined) return invalid(wrong)
      const [apu, apv] = [byteParameter(header, 'apu'), byteParameter(header, 'apv')]
      // They must differ if both are present (RFC 7518 section 4.6.2).
      return apu && apv && equalBytes(apu, apv) ? invalid('apv') : { epk, apu, apv }
    }
    case 'PBES2': {
      const p2s = byteParameter(header, 'p2s')
      const p2c = header.get('p2c')
      if (!p2s) return invalid('p2s')
      if (p2c?.type !== 'number' || !Number.isInteger(p2c.value) || p2c.value < 1) return invalid('p2c')
      return p2c.value > MOST_PBKDF2_ROUNDS
        ? unsupported({ reason: 'p2c-too-high', found: p2c.value, most: MOST_PBKDF2_ROUNDS })
        : { p2s, p2c: p2c.value }
    }
    case 'AES-GCM-KW': {
      const iv = byteParameter(header, 'iv')
      const tag = byteParameter(header, 'tag')
      if (iv?.length !== 12) return invalid('iv')
      return tag?.length === 16 ? { iv, tag } : invalid('tag')
    }
    default:
      return {}
  }
}

/** The bytes of a base64url parameter; undefined if it is absent or isn't base64url text. */
export function byteParameter(header: Parameters, name: string): Bytes | undefined {
  const node = header.get(name)
  if (node?.type !== 'string') return undefined
  const { bytes, defects } = decodeBase64url(node.value)
  return defects.some(({ kind }) => kind === 'illegal-character' || kind === 'impossible-length') ? undefined : bytes
}

/** "epk" as a public key (RFC 7518 section 4.6.1.1); undefined if it isn't one. The key agreement finds out whether it is on its curve. */
function ephemeralKey(header: Parameters): Jwk | undefined {
  const node = header.get('epk')
  const read = node?.type === 'object' ? readJwk(node) : undefined
  if (!read || read.problem) return undefined
  const { type, jwk } = read.key
  return type === 'EC' || type === 'OKP' ? jwk : undefined
}

type Opened =
  | { readonly state: 'decrypted'; readonly plaintext: Bytes; readonly notes: readonly KeyNote[] }
  | { readonly state: 'mismatch'; readonly reason: 'unwrap-failed' | 'authentication-failed' }
  | Refusal

const TOO_COSTLY = unsupported({ reason: 'too-costly' })

/** Decrypts it if that is within the budget of the whole token. */
async function opened(plan: Plan, key: KeyMaterial, budget: Budget): Promise<Opened> {
  const rounds = plan.parameters.p2c ?? 0
  if (!budget.takeTrial() || !budget.takeRounds(rounds) || !(await budget.goOn())) return TOO_COSTLY
  // Only deriving a key from a password takes long. Everything else is done as soon as its code has loaded.
  return rounds === 0 ? open(plan, key, budget) : ((await budget.within(open(plan, key, budget))) ?? TOO_COSTLY)
}

async function open(plan: Plan, key: KeyMaterial, budget: Budget): Promise<Opened> {
  const { management: alg, encryption: enc, parameters } = plan
  if (parameters.epk && parameters.epk.crv !== key.curve) return unreadable({ reason: 'epk-invalid' })
  const [{ unwrapKey }, { decryptContent }] = await Promise.all([
    import('./primitives/key-management.ts'),
    import('./primitives/content-encryption.ts'),
  ])
  let contentKey: Bytes
  try {
    contentKey = await unwrapKey(alg, enc, key, plan.encryptedKey, parameters, budget)
  } catch {
    if (budget.isOver) return TOO_COSTLY
    // Another key, changed bytes, or, for ECDH, a point that isn't on the curve. Web Crypto doesn't say which.
    return alg.family === 'ECDH-ES' && alg.wrapBytes === undefined
      ? unreadable({ reason: 'epk-invalid' })
      : { state: 'mismatch', reason: 'unwrap-failed' }
  }
  if (contentKey.length !== enc.keyBytes) return { state: 'mismatch', reason: 'unwrap-failed' }
  const plaintext = await decryptContent(enc, contentKey, plan.content, plan.aad)
  // With "dir", it is the given key, which is needed again.
  if (alg.family !== 'dir') contentKey.fill(0)
  if (!plaintext) return { state: 'mismatch', reason: 'authentication-failed' }
  const notes = decryptionNotes(alg, enc, key)
  if (!plan.isCompressed) return { state: 'decrypted', plaintext, notes }
  const inflated = await inflateRaw(plaintext, MOST_INFLATED_BYTES)
  if (inflated === 'too-large') return unsupported({ reason: 'zip-too-large', most: MOST_INFLATED_BYTES })
  return inflated === 'damaged' ? unreadable({ reason: 'zip-damaged' }) : { state: 'decrypted', plaintext: inflated, notes }
}
