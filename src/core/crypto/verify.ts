// Verifies a JWS Signature with whatever keys were read (RFC 7515 section 5.2): always an answer, never an exception about what was typed.
import { algorithmByName, resolveAlgorithm, signatureLength, type Algorithm } from '../algorithms/algorithms.ts'
import type { Jws, JwsSignature } from '../token/jws.ts'
import { chooseKeys, metadataNotes } from '../keys/choose-keys.ts'
import { expectedKey } from '../keys/expected-key.ts'
import { problem, type KeyMaterial, type KeyProblem, type KeyReading } from '../keys/key-material.ts'
import { otherAlgorithmByName } from '../algorithms/other-algorithms.ts'
import { verifySignature, makeSignature } from './primitives/signature.ts'
import type { KeySource, PassedOver, Verification, VerificationReason } from './verification.ts'

/** What verification needs to know of one signature. */
export interface VerifyInput {
  /** "alg" where it is a string. */
  readonly alg: string | undefined
  readonly kid: string | undefined
  readonly unknownCritical: readonly string[]
  readonly critMalformed: boolean
  /** "b64" is false without being listed in "crit": such a JWS must be rejected (RFC 7797 section 6). */
  readonly strayB64?: boolean | undefined
  readonly signingInput: Uint8Array<ArrayBuffer>
  readonly signature: Uint8Array<ArrayBuffer>
  /** False where the signature's characters leave its bytes in doubt; then nothing is ever `valid`. */
  readonly signatureReadable: boolean
}

export interface VerifyOptions {
  /** Where the keys came from; by default `key-set` for a JWK Set and `yours` for anything else. */
  readonly source?: KeySource | undefined
}

/**
 * Verifies one signature. Rules that forbid `valid` come first ("alg" unknown, "crit" not understood), then what is missing (a key),
 * then the mathematics. Metadata and strength of the key decide nothing here: they are notes.
 */
export async function verify(signed: VerifyInput, reading: KeyReading, options: VerifyOptions = {}): Promise<Verification> {
  const keySource = options.source ?? (reading.kind === 'key-set' ? 'key-set' : 'yours')
  const algorithm = algorithmByName(signed.alg)
  const outcome = (state: Verification['state'], rest: Partial<Verification> = {}): Verification => ({
    state,
    reason: undefined,
    algorithm,
    key: undefined,
    keyIndex: undefined,
    keySource,
    expected: undefined,
    mathematics: undefined,
    problem: undefined,
    notes: [],
    passedOver: [],
    each: undefined,
    ...rest,
  })

  if (!algorithm) return outcome('unsupported', { reason: unknownAlgorithm(signed.alg) })
  const forbidden = critical(signed)
  if (algorithm.family === 'none') {
    if (forbidden) return outcome('unsupported', { reason: forbidden })
    if (signed.signature.length === 0 && signed.signatureReadable) return outcome('unsecured')
    return outcome('mismatch', { reason: reason('none-with-signature', { bytes: signed.signature.length }) })
  }
  const judged = await judge(algorithm, signed, reading, outcome)
  if (!forbidden && judged.state === 'valid' && signed.strayB64) {
    return { ...judged, state: 'unsupported', reason: reason('b64-not-critical'), mathematics: 'valid' }
  }
  if (!forbidden && signed.signatureReadable) return judged
  const mathematics = judged.state === 'valid' ? 'valid' : judged.state === 'mismatch' ? 'invalid' : undefined
  if (forbidden) return { ...judged, state: 'unsupported', reason: forbidden, problem: undefined, mathematics }
  return mathematics ? { ...judged, state: 'mismatch', reason: reason('signature-unreadable'), mathematics } : judged
}

/**
 * Verifies every signature of a JWS. With several, the whole is `valid` where at least one of them verifies with a key that was given
 * (RFC 7515 section 5.2 leaves it to the application whether all must); `each` has one answer a signature. Otherwise the whole is the
 * gravest of them: a mismatch before a key problem, a missing key, an unsupported algorithm, none at all. The content of a detached
 * payload comes by `withContent`.
 */
export async function verifyJws(jws: Jws, reading: KeyReading, options: VerifyOptions = {}): Promise<Verification> {
  const each = await Promise.all(jws.signatures.map((signature) => verifyOne(jws, signature, reading, options)))
  const [only] = each
  if (each.length === 1) return only!
  const order: Verification['state'][] = ['valid', 'mismatch', 'key-problem', 'no-key', 'unsupported', 'unsecured']
  const overall = each.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state))[0]!
  return { ...overall, each }
}

async function verifyOne(jws: Jws, signature: JwsSignature, reading: KeyReading, options: VerifyOptions): Promise<Verification> {
  const { header } = signature
  const verification = await verify(
    {
      alg: header.alg,
      kid: header.kid,
      unknownCritical: header.unknownCritical,
      critMalformed: header.critMalformed,
      strayB64: header.parameters.get('b64')?.type === 'false' && !header.unencodedPayload,
      signingInput: signature.signingInput(),
      signature: signature.signature.decoding.bytes,
      // Padding, the other alphabet and spare bits leave no doubt about the bytes; the structure gate speaks of them.
      signatureReadable: signature.signature.decoding.defects.every(
        (defect) => defect.kind !== 'illegal-character' && defect.kind !== 'impossible-length',
      ),
    },
    reading,
    options,
  )
  // An empty payload can be what was signed; only when it does not verify is the content taken to be elsewhere.
  if (!jws.detached || verification.state !== 'mismatch' || verification.algorithm?.family === 'none') return verification
  return { ...verification, state: 'no-key', reason: reason('detached-payload-missing'), expected: undefined, mathematics: undefined }
}

type Answer = (state: Verification['state'], rest?: Partial<Verification>) => Verification

async function judge(algorithm: Algorithm, signed: VerifyInput, reading: KeyReading, outcome: Answer): Promise<Verification> {
  if (reading.kind === 'empty') return outcome('no-key', { reason: reason('no-key-given') })
  if (reading.problem) return outcome('key-problem', { reason: reason('key-problem'), problem: reading.problem })

  const { keys } = reading
  const choice = chooseKeys(algorithm, keys, signed.kid, reading.kind === 'key-set')
  const passedOver: PassedOver[] = [
    ...choice.unfit.map(({ index }) => ({ index, reason: 'wrong-type' as const })),
    ...choice.otherKid.map((index) => ({ index, reason: 'other-kid' as const })),
  ]
  const problems: KeyProblem[] = []
  let tried = 0
  for (const [place, index] of choice.candidates.entries()) {
    const key = keys[index]!
    const check = await verifySignature(algorithm, key, signed.signature, signed.signingInput)
    if (check.problem) {
      problems.push(check.problem)
      passedOver.push({ index, reason: 'unusable' })
      continue
    }
    tried++
    if (check.holds) {
      for (const rest of choice.candidates.slice(place + 1)) passedOver.push({ index: rest, reason: 'not-needed' })
      return outcome('valid', { ...(await about(algorithm, key, index, signed)), passedOver: byIndex(passedOver) })
    }
    passedOver.push({ index, reason: 'did-not-verify' })
  }

  if (tried === 0) {
    const what = problems[0] ?? (keys.length === 1 ? choice.unfit[0]!.problem : noneFits(algorithm, keys))
    const only = keys.length === 1 ? { key: keys[0], keyIndex: 0 } : {}
    return outcome('key-problem', {
      ...only,
      reason: reason('key-problem'),
      problem: what,
      passedOver: keys.length > 1 ? byIndex(passedOver) : [],
    })
  }
  if (tried > 1) return outcome('mismatch', { reason: reason('no-key-verifies', { tried }), passedOver: byIndex(passedOver) })
  const index = passedOver.find((passed) => passed.reason === 'did-not-verify')!.index
  const key = keys[index]!
  const facts = await about(algorithm, key, index, signed)
  const expectedBytes = signatureLength(facts.algorithm, key.bits)
  const why =
    expectedBytes !== undefined && expectedBytes !== signed.signature.length
      ? reason('signature-length', { found: signed.signature.length, expected: expectedBytes })
      : reason('signature-differs')
  return outcome('mismatch', { ...facts, reason: why, passedOver: byIndex(passedOver.filter((passed) => passed.index !== index)) })
}

/** What is said of a key that was used, be the answer yes or no. */
async function about(algorithm: Algorithm, key: KeyMaterial, index: number, signed: VerifyInput) {
  const row = resolveAlgorithm(algorithm, key.curve) ?? algorithm
  const makes = row.deterministic && key.kind !== 'public'
  const made = makes ? await makeSignature(row, key, signed.signingInput) : undefined
  return { algorithm: row, key, keyIndex: index, expected: made?.signature, notes: metadataNotes(algorithm, key, 'verify') }
}

function reason(id: VerificationReason, args: Record<string, string | number> = {}): NonNullable<Verification['reason']> {
  return { id, args }
}

function critical(signed: VerifyInput): Verification['reason'] {
  if (signed.critMalformed) return reason('crit-malformed')
  return signed.unknownCritical.length > 0 ? reason('crit-unknown', { names: signed.unknownCritical.join(', ') }) : undefined
}

function unknownAlgorithm(alg: string | undefined): Verification['reason'] {
  if (alg === undefined) return reason('alg-missing')
  const other = otherAlgorithmByName(alg)
  switch (other?.standing) {
    case 'encryption':
      return reason('alg-encrypts', { alg })
    case 'prohibited':
      return reason('alg-prohibited', { alg })
    case 'elsewhere':
      return reason('alg-elsewhere', { alg, instead: other.instead ?? '' })
    default:
      return reason('alg-unknown', { alg })
  }
}

function noneFits(algorithm: Algorithm, keys: readonly KeyMaterial[]): KeyProblem {
  const expected = expectedKey(algorithm)
  return problem(
    'key-alg-mismatch',
    `${keys.length} keys, none of them ${expected}`,
    expected,
    'paste the set that belongs to this token',
    {
      alg: algorithm.name,
    },
  )
}

function byIndex(passedOver: readonly PassedOver[]): PassedOver[] {
  return passedOver.toSorted((a, b) => a.index - b.index)
}
