// Decrypts a JWE with whatever keys were read (RFC 7516 section 5.2): always an answer, never an exception about what was typed.
import { Budget, MOST_PBKDF2_ROUNDS } from '../budget.ts'
import { algorithmByName } from '../algorithms/algorithms.ts'
import { decodeBase64url } from '../text/base64url.ts'
import type { Decryption, DecryptionReason, DecryptionState, JweInput } from './decryption.ts'
import {
  contentEncryptionByName,
  keyManagementByName,
  type ContentEncryption,
  type KeyManagement,
} from '../algorithms/encryption-algorithms.ts'
import { inflateRaw } from '../text/inflate.ts'
import type { Jwe } from '../token/jwe.ts'
import { byteParameter, criticalReason, decodeHeader, ephemeralKey, objectMembers, type JweHeader } from './jwe-header.ts'
import { plainValue } from '../text/json.ts'
import { encryptionKeyMismatch } from '../keys/encryption-key.ts'
import type { KeyMaterial, KeyProblem, KeyReading } from '../keys/key-material.ts'
import type { ManagementParameters } from './primitives/key-management.ts'

/** Compressed content may not grow beyond this, in bytes (RFC 8725bis section 3.15). */
export const MOST_INFLATED_BYTES = 250_000

type Failure = { readonly state: DecryptionState; readonly reason: Decryption['reason']; readonly problem?: KeyProblem }
const fail = (state: DecryptionState, id: DecryptionReason, args: Record<string, string | number> = {}): Failure => ({
  state,
  reason: { id, args },
})

/** What a recipient's header asks for, once it is known to be answerable. */
interface Plan {
  readonly alg: KeyManagement
  readonly enc: ContentEncryption
  readonly header: JweHeader
  readonly parameters: ManagementParameters
  readonly encryptedKey: Uint8Array<ArrayBuffer>
  readonly content: {
    readonly iv: Uint8Array<ArrayBuffer>
    readonly ciphertext: Uint8Array<ArrayBuffer>
    readonly tag: Uint8Array<ArrayBuffer>
  }
  readonly aad: Uint8Array<ArrayBuffer>
}

/**
 * Decrypts for the first recipient and key that fit. Of several keys of a set, those with the recipient's "kid" are tried first, then
 * all others of the right type. Without success the answer is the one that got furthest.
 */
export async function decrypt(jwe: JweInput, reading: KeyReading, budget = new Budget()): Promise<Decryption> {
  let best: Decryption | undefined
  for (const recipient of jwe.recipients.keys()) {
    const attempt = (await budget.goOn()) ? await decryptFor(jwe, recipient, reading, budget) : answer(tooCostly(), { recipient })
    if (attempt.state === 'decrypted' || attempt.reason?.id === 'too-costly') return attempt
    if (!best || RANK.indexOf(attempt.state) < RANK.indexOf(best.state)) best = attempt
  }
  return best ?? answer(fail('malformed', 'segment-unreadable', { segment: 'recipients' }), {})
}

const RANK: readonly DecryptionState[] = ['decrypted', 'failed', 'key-problem', 'no-key', 'unsupported', 'malformed']

async function decryptFor(jwe: JweInput, recipient: number, reading: KeyReading, budget: Budget): Promise<Decryption> {
  const plan = planFor(jwe, recipient)
  if ('state' in plan) {
    // Without a key there is nothing to decrypt; segments that do not fit are then for the diagnostics to name.
    const moot = plan.rows?.encryption && plan.state === 'malformed' && reading.kind === 'empty'
    return answer(moot ? fail('no-key', 'no-key-given') : { state: plan.state, reason: plan.reason }, { recipient, ...plan.rows })
  }
  const facts = { recipient, management: plan.alg, encryption: plan.enc }
  if (reading.kind === 'empty') return answer(fail('no-key', 'no-key-given'), facts)
  if (reading.problem) return answer({ ...fail('key-problem', 'key-problem'), problem: reading.problem }, facts)

  const kid = plan.header.get('kid')
  const indexes = [...reading.keys.keys()].toSorted((a, b) => Number(reading.keys[b]!.kid === kid) - Number(reading.keys[a]!.kid === kid))
  let best: Decryption | undefined
  for (const keyIndex of indexes) {
    const key = reading.keys[keyIndex]!
    const mismatch = encryptionKeyMismatch(plan.alg, plan.enc, key, 'decrypt')
    const attempt = mismatch
      ? answer({ ...fail('key-problem', 'key-problem'), problem: mismatch }, { ...facts, key, keyIndex })
      : await opened(plan, key, budget).then((result) => answer(result, { ...facts, key, keyIndex }))
    if (attempt.state === 'decrypted' || attempt.reason?.id === 'too-costly') return attempt
    if (!best || RANK.indexOf(attempt.state) < RANK.indexOf(best.state)) best = attempt
  }
  return best!
}

function answer(result: Failure | { readonly plaintext: Uint8Array<ArrayBuffer> }, facts: Partial<Decryption>): Decryption {
  const blank: Decryption = {
    state: 'decrypted',
    reason: undefined,
    plaintext: undefined,
    management: undefined,
    encryption: undefined,
    key: undefined,
    keyIndex: undefined,
    recipient: undefined,
    problem: undefined,
  }
  return { ...blank, ...facts, ...result }
}

/** Everything about the header and the segments that needs no key. */
function planFor(jwe: JweInput, recipient: number): Plan | (Failure & { rows?: Partial<Decryption> }) {
  const integrity = decodeHeader(jwe.protected)
  if (!integrity) return fail('malformed', 'segment-unreadable', { segment: 'protected' })
  const { header: own, encryptedKey: keyText } = jwe.recipients[recipient]!
  const header: JweHeader = new Map([...objectMembers(own), ...objectMembers(jwe.unprotected), ...integrity])
  const alg = header.get('alg')
  const enc = header.get('enc')
  if (typeof alg !== 'string') return fail('malformed', 'alg-missing')
  const management = keyManagementByName(alg)
  // Algorithms of other specifications can do without "enc" (integrated encryption), so "alg" is judged first.
  if (!management) return fail('unsupported', algorithmByName(alg) ? 'alg-signs' : 'alg-unknown', { alg })
  if (typeof enc !== 'string') return { ...fail('malformed', 'enc-missing'), rows: { management } }
  const encryption = contentEncryptionByName(enc)
  const rows = { management, encryption }
  if (!encryption) return { ...fail('unsupported', 'enc-unknown', { enc }), rows }
  const crit = criticalReason(integrity, header)
  if (crit) return { state: 'unsupported', reason: crit, rows }
  // "zip" must be integrity protected (RFC 7516 section 4.1.3).
  if (header.has('zip') && integrity.get('zip') !== 'DEF')
    return { ...fail('unsupported', 'zip-unknown', { zip: (JSON.stringify(header.get('zip')) ?? '').slice(0, 40) }), rows }
  if (management.family === 'RSA1_5') return { ...fail('unsupported', 'alg-rsa1_5'), rows }

  const segments = new Map<string, Uint8Array<ArrayBuffer>>()
  for (const [name, text] of [
    ['encrypted_key', keyText],
    ['iv', jwe.iv],
    ['ciphertext', jwe.ciphertext],
    ['tag', jwe.tag],
  ] as const) {
    const { bytes, defects } = decodeBase64url(text)
    if (defects.some((defect) => defect.kind === 'illegal-character' || defect.kind === 'impossible-length')) {
      return { ...fail('malformed', 'segment-unreadable', { segment: name }), rows }
    }
    segments.set(name, bytes)
  }
  const content = { iv: segments.get('iv')!, ciphertext: segments.get('ciphertext')!, tag: segments.get('tag')! }
  const encryptedKey = segments.get('encrypted_key')!
  if (content.iv.length !== encryption.ivBytes)
    return { ...fail('malformed', 'iv-length', { found: content.iv.length, expected: encryption.ivBytes }), rows }
  if (content.tag.length !== encryption.tagBytes)
    return { ...fail('malformed', 'tag-length', { found: content.tag.length, expected: encryption.tagBytes }), rows }
  const isDirect = management.family === 'dir' || management.name === 'ECDH-ES'
  if (isDirect && encryptedKey.length > 0) return { ...fail('malformed', 'encrypted-key-not-empty', { found: encryptedKey.length }), rows }
  const parameters = parametersOf(management, header)
  if ('state' in parameters) return { ...parameters, rows }
  const aad = new TextEncoder().encode(jwe.aad === undefined ? jwe.protected : `${jwe.protected}.${jwe.aad}`)
  return { alg: management, enc: encryption, header, parameters, encryptedKey, content, aad }
}

function parametersOf(alg: KeyManagement, header: JweHeader): ManagementParameters | Failure {
  switch (alg.family) {
    case 'ECDH-ES': {
      const epk = ephemeralKey(header)
      if (!epk) return fail('malformed', 'epk-invalid')
      for (const name of ['apu', 'apv']) {
        if (header.has(name) && !byteParameter(header, name)) return fail('malformed', 'parameter-invalid', { parameter: name })
      }
      return { epk, apu: byteParameter(header, 'apu'), apv: byteParameter(header, 'apv') }
    }
    case 'PBES2': {
      const p2s = byteParameter(header, 'p2s')
      const p2c = header.get('p2c')
      if (!p2s) return fail('malformed', 'parameter-invalid', { parameter: 'p2s' })
      if (typeof p2c !== 'number' || !Number.isInteger(p2c) || p2c < 1) return fail('malformed', 'parameter-invalid', { parameter: 'p2c' })
      return p2c > MOST_PBKDF2_ROUNDS ? fail('unsupported', 'p2c-too-high', { found: p2c, most: MOST_PBKDF2_ROUNDS }) : { p2s, p2c }
    }
    case 'AES-GCM-KW': {
      const iv = byteParameter(header, 'iv')
      const tag = byteParameter(header, 'tag')
      if (iv?.length !== 12) return fail('malformed', 'parameter-invalid', { parameter: 'iv' })
      return tag?.length === 16 ? { iv, tag } : fail('malformed', 'parameter-invalid', { parameter: 'tag' })
    }
    default:
      return {}
  }
}

const tooCostly = () => fail('unsupported', 'too-costly')

/** Opens it where that is within the budget of the whole token. */
async function opened(plan: Plan, key: KeyMaterial, budget: Budget): ReturnType<typeof open> {
  const rounds = plan.parameters.p2c ?? 0
  if (!budget.takeTrial() || !budget.takeRounds(rounds) || !(await budget.goOn())) return tooCostly()
  // Only what derives a key from a password takes long by itself; the rest is as fast as its code has loaded.
  return rounds === 0 ? open(plan, key) : ((await budget.within(open(plan, key))) ?? tooCostly())
}

async function open(plan: Plan, key: KeyMaterial): Promise<Failure | { readonly plaintext: Uint8Array<ArrayBuffer> }> {
  const { alg, enc, parameters } = plan
  if (parameters.epk && parameters.epk.crv !== key.curve)
    return fail('malformed', 'epk-invalid', { found: parameters.epk.crv ?? '', expected: key.curve ?? '' })
  const [{ unwrapKey }, { decryptContent }] = await Promise.all([
    import('./primitives/key-management.ts'),
    import('./primitives/content-encryption.ts'),
  ])
  let contentKey: Uint8Array<ArrayBuffer>
  try {
    contentKey = await unwrapKey(alg, enc, key, plan.encryptedKey, parameters)
  } catch {
    // Another key, changed bytes, or for ECDH a point that is not on the curve: Web Crypto does not tell more.
    return alg.family === 'ECDH-ES' && alg.wrapBytes === undefined ? fail('malformed', 'epk-invalid') : fail('failed', 'unwrap-failed')
  }
  if (contentKey.length !== enc.keyBytes) return fail('failed', 'unwrap-failed', { found: contentKey.length, expected: enc.keyBytes })
  const plaintext = await decryptContent(enc, contentKey, plan.content, plan.aad)
  // Of "dir" it is the key that was given, which is needed again.
  if (contentKey !== key.secret) contentKey.fill(0)
  if (!plaintext) return fail('failed', 'authentication-failed')
  if (!plan.header.has('zip')) return { plaintext }
  const inflated = await inflateRaw(plaintext, MOST_INFLATED_BYTES)
  if (inflated === 'too-large') return fail('unsupported', 'zip-too-large', { most: MOST_INFLATED_BYTES })
  return inflated === 'damaged' ? fail('failed', 'zip-damaged') : { plaintext: inflated }
}

/** Decrypts a JWE as `inspect` read it. */
export function decryptJwe(jwe: Jwe, reading: KeyReading, budget?: Budget): Promise<Decryption> {
  return decrypt(
    {
      protected: jwe.header.segment.text,
      recipients: jwe.recipients.map(({ header, encryptedKey }) => ({
        header: Object.fromEntries([...header.parameters].map(([name, node]) => [name, plainValue(node)])),
        encryptedKey: encryptedKey.text,
      })),
      iv: jwe.initializationVector.text,
      ciphertext: jwe.ciphertext.text,
      tag: jwe.authenticationTag.text,
      aad: jwe.additionalData?.text,
    },
    reading,
    budget,
  )
}
