// Verifies a JWS Signature with the keys that were read (RFC 7515 section 5.2). Gives an answer for any input, and never throws because of it.
import { Budget } from '../budget.ts'
import { algorithmByName, resolveAlgorithm, signatureLength, type Algorithm } from '../algorithms/algorithms.ts'
import { base64urlForm, type Base64urlDefect } from '../text/base64url.ts'
import type { Jws, JwsSignature } from '../token/jws.ts'
import type { Segment } from '../token/segment.ts'
import { chooseKeys, metadataNotes } from '../keys/choice/choose-keys.ts'
import { expectedKey } from '../keys/expected-key.ts'
import { problem, type KeyMaterial, type KeyProblem, type KeyReading } from '../keys/key-material.ts'
import { otherAlgorithmByName } from '../algorithms/other-algorithms.ts'
import { verifySignature, makeSignature } from './primitives/signature.ts'
import {
  keyUse,
  type Doubt,
  type KeyRefused,
  type KeySource,
  type KeyUse,
  type Mathematics,
  type Mismatch,
  type NoKey,
  type PassedOver,
  type SignatureVerification,
  type TooCostly,
  type UnknownAlgorithm,
  type Unreadable,
  type Valid,
  type Verification,
} from './verification.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** The two inputs of a signature check. */
interface Signed {
  readonly signingInput: Bytes
  readonly signature: Bytes
}

/** What verification needs to know about one signature. */
export interface VerifyInput extends Signed {
  /** "alg" if it is a string. */
  readonly alg: string | undefined
  readonly kid: string | undefined
  readonly unknownCritical: readonly string[]
  readonly critMalformed: boolean
  /** "b64" is false but not listed in "crit", so the JWS must be rejected (RFC 7797 section 6). */
  readonly strayB64?: boolean | undefined
  /** The payload is empty. Either it was signed like that, or the content is sent separately (RFC 7515 appendix F). */
  readonly detached?: boolean | undefined
  /** Why it doesn't have exactly one reading; undefined if it does. */
  readonly doubt?: Doubtful | undefined
}

/** A doubt, and what can still be tried. */
export interface Doubtful {
  readonly why: Doubt
  /** When it decides the answer: whatever the key, once a key could be tried, or unless the characters verify exactly as they are. */
  readonly settles: 'always' | 'when-asked' | 'unless-it-verifies'
  /** The base64url form of all segments. */
  readonly asBase64url: Signed
}

export interface VerifyOptions {
  /** Where the keys came from; by default `key-set` for a JWK Set, and `yours` for anything else. */
  readonly source?: KeySource | undefined
  /** The budget for the whole token; by default a new one. */
  readonly budget?: Budget | undefined
}

/**
 * Verifies one signature. The first problem that applies is the answer: more than one reading, then rules that forbid `valid` (an
 * unsupported "crit"), then something missing (a signature, a key), then a mismatch. The key's metadata and strength decide nothing here;
 * they are notes.
 */
export async function verify(signed: VerifyInput, reading: KeyReading, options: VerifyOptions = {}): Promise<SignatureVerification> {
  const algorithm = algorithmByName(signed.alg)
  const { doubt } = signed
  const { budget = new Budget() } = options
  const ask = ({ signingInput, signature }: Signed, row: Algorithm) =>
    judge({ algorithm: row, kid: signed.kid, signingInput, signature }, reading, { ...options, budget })
  if (!algorithm) return unknownAlgorithm(signed.alg)
  if (doubt?.settles === 'always') return unreadable(doubt, algorithm, signed, ask)
  const forbidden = critical(signed)
  if (algorithm.family === 'none') {
    if (forbidden) return { ...forbidden, state: 'unsupported', algorithm, mathematics: undefined, use: undefined }
    if (signed.signature.length === 0) return { state: 'unsecured', algorithm }
    return { state: 'mismatch', reason: 'none-with-signature', algorithm, bytes: signed.signature.length }
  }
  const asked = await ask(signed, algorithm)
  if (asked.state === 'unsupported') return asked
  // An empty payload may have been signed as such. Only if it doesn't verify is the content assumed to be elsewhere.
  const isElsewhere = signed.detached === true && asked.state === 'mismatch'
  const judged: Asked = isElsewhere ? { state: 'no-key', reason: 'detached-payload-missing', algorithm } : asked
  if (forbidden) return { ...forbidden, state: 'unsupported', algorithm, mathematics: mathematics(judged), use: keyUse(judged) }
  if (signed.signature.length === 0) return { state: 'unsigned', algorithm, use: keyUse(judged) }
  if (signed.strayB64 && judged.state === 'valid')
    return { state: 'unsupported', reason: 'b64-not-critical', algorithm, mathematics: 'valid', use: judged.use }
  const settled = judged.state === 'mismatch' || (judged.state === 'valid' && doubt?.settles === 'when-asked')
  return doubt && settled ? unreadable(doubt, algorithm, signed, ask) : judged
}

/**
 * Verifies every signature of a JWS. The whole is `valid` if all of them verify, and `partial` if some do (RFC 7515 section 5.2 leaves it
 * to the application whether all must). Otherwise it is the worst of them. `each` has one answer per signature. The content of a detached
 * payload is put in with `withContent` first.
 */
export async function verifyJws(jws: Jws, reading: KeyReading, options: VerifyOptions = {}): Promise<Verification> {
  const { budget = new Budget() } = options
  const answerOf = (signature: JwsSignature) => verifyOne(jws, signature, reading, { ...options, budget })
  const [first, ...others] = jws.signatures
  const each: [SignatureVerification, ...SignatureVerification[]] = [await answerOf(first)]
  for (const other of others) each.push(await answerOf(other))
  return whole(each)
}

/** The states in order, the worst first. */
const GRAVEST: readonly Exclude<SignatureVerification['state'], 'valid'>[] = [
  'unreadable',
  'mismatch',
  'key-problem',
  'unsupported',
  'unsigned',
  'no-key',
  'unsecured',
]

function whole(each: readonly [SignatureVerification, ...SignatureVerification[]]): Verification {
  const verified = each.filter((one) => one.state === 'valid')
  const [first] = verified
  if (!first) {
    const gravest = GRAVEST.map((state) => each.find((one) => one.state === state)).find((one) => one !== undefined) ?? each[0]
    return { ...gravest, each, answered: each.indexOf(gravest) }
  }
  if (verified.length < each.length) return { ...first, state: 'partial', each, answered: each.indexOf(first) }
  // If one answer has a missed "kid", the whole has it.
  const told = verified.find((one) => one.missedKid !== undefined) ?? first
  return { ...told, each, answered: each.indexOf(told) }
}

function verifyOne(jws: Jws, signature: JwsSignature, reading: KeyReading, options: VerifyOptions): Promise<SignatureVerification> {
  const { header } = signature
  return verify(
    {
      alg: header.alg,
      kid: header.kid,
      unknownCritical: header.unknownCritical,
      critMalformed: header.critMalformed,
      strayB64: header.parameters.get('b64')?.type === 'false' && !header.unencodedPayload,
      signingInput: signature.signingInput(),
      signature: signature.signature.decoding.bytes,
      detached: jws.detached,
      doubt: doubtOf(jws, signature),
    },
    reading,
    options,
  )
}

/** Why a signature doesn't have exactly one reading; undefined if it does. */
function doubtOf({ payload, readings }: Jws, one: JwsSignature): Doubtful | undefined {
  const { header, signature } = one
  const segments = [
    ['header', header.segment],
    ['payload', payload],
    ['signature', signature],
  ] as const
  const foreign = segments.find(([, segment]) => hasDefect(segment, ['illegal-character']))
  const incomplete = segments.find(([, segment]) => hasDefect(segment, ['impossible-length']))
  const irregular = segments.find(([, segment]) => hasDefect(segment, ['padding', 'standard-alphabet']))
  const segment = (foreign ?? incomplete ?? irregular)?.[0]
  // Foreign characters in another signature's segments don't make this one doubtful.
  const ambiguous = readings === 'one' ? undefined : readings.problems.find(({ kind }) => kind !== 'character')
  const why: Doubt | undefined = ambiguous
    ? { reason: 'several-readings', problem: ambiguous }
    : segment && { reason: 'not-base64url', segment }
  if (!why) return undefined
  return {
    why,
    // Padding and the standard alphabet leave no doubt if they were signed, as AWS load balancers do.
    settles: ambiguous || foreign || irregular?.[0] === 'signature' ? 'always' : incomplete ? 'when-asked' : 'unless-it-verifies',
    asBase64url: {
      signingInput:
        isClean(header.segment) && isClean(payload)
          ? one.signingInput()
          : new TextEncoder().encode(`${asBase64url(header.segment)}.${asBase64url(payload)}`),
      signature: signature.decoding.bytes,
    },
  }
}

function hasDefect(segment: Segment, kinds: readonly Base64urlDefect['kind'][]): boolean {
  return segment.decoding.defects.some(({ kind }) => kinds.includes(kind))
}

function isClean(segment: Segment): boolean {
  return segment.decoding.defects.length === 0
}

/** The text itself, if it isn't base64url at all: an unencoded payload (RFC 7797). */
function asBase64url(segment: Segment): string {
  return isClean(segment) ? segment.text : base64urlForm(segment.text)
}

/** What the keys say about a signature that no rule forbids. */
type Asked = NoKey | KeyRefused | Valid | Mismatch | TooCostly

interface Question extends Signed {
  readonly algorithm: Algorithm
  readonly kid: string | undefined
}

async function unreadable(
  { why, asBase64url: form }: Doubtful,
  algorithm: Algorithm,
  signed: Signed,
  ask: (signed: Signed, row: Algorithm) => Promise<Asked>,
): Promise<Unreadable> {
  const answer = (lenient: Unreadable['lenient'], asked?: Asked): Unreadable => ({
    ...why,
    state: 'unreadable',
    algorithm,
    lenient,
    use: keyUse(asked),
  })
  if (algorithm.family === 'none') return answer(undefined)
  const asForm = await ask(form, algorithm)
  if (asForm.state !== 'mismatch') return answer(asForm.state === 'valid' ? 'as-base64url' : undefined, asForm)
  const asReceived = await ask(signed, algorithm)
  return answer(asReceived.state === 'valid' ? 'as-received' : 'neither', asReceived)
}

async function judge(
  question: Question,
  reading: KeyReading,
  { source, budget }: VerifyOptions & { readonly budget: Budget },
): Promise<Asked> {
  const { algorithm, kid } = question
  if (reading.kind === 'empty') return { state: 'no-key', reason: 'no-key-given', algorithm }
  if (reading.kind === 'unreadable') return { state: 'key-problem', algorithm, problem: reading.problem, passedOver: [] }

  const tooCostly = (tried: number): TooCostly => ({ state: 'unsupported', reason: 'too-costly', algorithm, tried })
  if (!(await budget.goOn())) return tooCostly(0)
  const { keys } = reading
  const isSet = reading.kind === 'key-set'
  const choice = chooseKeys(algorithm, keys, kid, isSet)
  const unfit = choice.unfit.map(({ index }): PassedOver => ({ index, reason: 'wrong-type' }))
  const otherKid = choice.otherKid.map((index): PassedOver => ({ index, reason: 'other-kid' }))
  const passedOver = [...unfit, ...otherKid]
  const problems: KeyProblem[] = []
  const inVain: { readonly key: KeyMaterial; readonly index: number }[] = []
  for (const [place, { key, index }] of choice.candidates.entries()) {
    if (!budget.takeTrial() || !(await budget.goOn())) return tooCostly(place)
    const check = await verifySignature(algorithm, key, question.signature, question.signingInput)
    if (check.problem) {
      problems.push(check.problem)
      passedOver.push({ index, reason: 'unusable' })
    } else if (check.holds) {
      const rest = choice.candidates.slice(place + 1).map(({ index: other }): PassedOver => ({ index: other, reason: 'not-needed' }))
      const use = await keyUseOf(question, key, index, budget)
      return {
        state: 'valid',
        algorithm: use.algorithm,
        use,
        keySource: source ?? (isSet ? 'key-set' : 'yours'),
        passedOver: byIndex([...passedOver, ...didNotVerify(inVain), ...rest]),
        missedKid: isSet && kid !== undefined && key.kid !== kid ? kid : undefined,
      }
    } else {
      inVain.push({ key, index })
    }
  }

  const [only, ...more] = inVain
  if (!only) {
    const what = problems[0] ?? (keys.length === 1 ? choice.unfit[0]?.problem : undefined) ?? noneFits(algorithm, keys)
    return { state: 'key-problem', algorithm, problem: what, passedOver: keys.length > 1 ? byIndex(passedOver) : [] }
  }
  if (more.length > 0) {
    const all = byIndex([...passedOver, ...didNotVerify(inVain)])
    return { state: 'mismatch', reason: 'no-key-verifies', algorithm, tried: inVain.length, passedOver: all }
  }
  const use = await keyUseOf(question, only.key, only.index, budget)
  const facts = { state: 'mismatch', algorithm: use.algorithm, use, passedOver: byIndex(passedOver) } as const
  const expected = signatureLength(use.algorithm, only.key.bits)
  const found = question.signature.length
  return expected === undefined || expected === found
    ? { ...facts, reason: 'signature-differs' }
    : { ...facts, reason: 'signature-length', found, expected }
}

/** Facts about the key that was tried, whatever the outcome. */
async function keyUseOf({ algorithm, signingInput }: Question, key: KeyMaterial, index: number, budget: Budget): Promise<KeyUse> {
  const row = resolveAlgorithm(algorithm, key.curve) ?? algorithm
  const makes = row.deterministic && key.kind !== 'public'
  const made = makes ? await budget.within(makeSignature(row, key, signingInput)) : undefined
  return { key, index, algorithm: row, expected: made?.signature, notes: metadataNotes(algorithm, key, 'verify') }
}

function mathematics(judged: Asked): Mathematics {
  return judged.state === 'valid' ? 'valid' : judged.state === 'mismatch' ? 'invalid' : undefined
}

function critical(
  signed: VerifyInput,
): { readonly reason: 'crit-malformed' } | { readonly reason: 'crit-unknown'; readonly names: readonly string[] } | undefined {
  if (signed.critMalformed) return { reason: 'crit-malformed' }
  return signed.unknownCritical.length > 0 ? { reason: 'crit-unknown', names: signed.unknownCritical } : undefined
}

function unknownAlgorithm(alg: string | undefined): UnknownAlgorithm {
  const unsupported = { state: 'unsupported', algorithm: undefined } as const
  if (alg === undefined) return { ...unsupported, reason: 'alg-missing' }
  const other = otherAlgorithmByName(alg)
  switch (other?.standing) {
    case 'encryption':
      return { ...unsupported, reason: 'alg-encrypts', alg }
    case 'prohibited':
      return { ...unsupported, reason: 'alg-prohibited', alg }
    case 'elsewhere':
      return { ...unsupported, reason: 'alg-elsewhere', alg, instead: other.instead }
    default:
      return { ...unsupported, reason: 'alg-unknown', alg }
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

function didNotVerify(keys: readonly { readonly index: number }[]): PassedOver[] {
  return keys.map(({ index }) => ({ index, reason: 'did-not-verify' }))
}

function byIndex(passedOver: readonly PassedOver[]): PassedOver[] {
  return passedOver.toSorted((a, b) => a.index - b.index)
}
