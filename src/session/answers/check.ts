// Checks one state: reads its key, verifies its signature or decrypts its content, and finds out why it doesn't verify. Loaded when first needed.
import { takesSecret } from '../../core/algorithms/algorithms.ts'
import { Budget, LONGEST_ANSWER } from '../../core/budget.ts'
import type { ReportInWords } from '../../core/causes/wording.ts'
import type { Decryption } from '../../core/crypto/decryption.ts'
import type { Encryption } from '../../core/crypto/encrypt.ts'
import { lenientReading, type LenientReading } from '../../core/crypto/lenient.ts'
import { sign as signBytes, type Signing } from '../../core/crypto/sign.ts'
import type { SignatureState, Verification } from '../../core/crypto/verification.ts'
import { verifyJws } from '../../core/crypto/verify.ts'
import { readFacts } from '../../core/diagnostics/rule/context.ts'
import type { DiagnosticFacts } from '../../core/diagnostics/rule/diagnostic.ts'
import { keepLatest } from '../../core/upkeep/keep.ts'
import { describeKey } from '../../core/keys/describe-key.ts'
import type { KeyReading, SecretEncoding } from '../../core/keys/key-material.ts'
import { hasWebCrypto } from '../../core/keys/web-crypto.ts'
import { LONGEST_READING, readKey } from '../../core/keys/read/read-key.ts'
import { recognize, type Recognition } from '../../core/profiles/index.ts'
import { verifyKeyBinding } from '../../core/sd-jwt/key-binding.ts'
import type { Token } from '../../core/token/token.ts'
import { processSdJwt, type SdJwtProcessing } from '../../core/sd-jwt/process.ts'
import { derive } from '../state/derived.ts'
import { contentOf } from '../state/plaintext.ts'
import { chosenKey, issuerOf, signingKey, sourceOf, type KeyChoice } from '../state/key-choice.ts'
import { currentJws } from '../state/opened-token.ts'
import type { State } from '../state/state.ts'
import { readAlong, type AlongFacts } from './along.ts'
import { noteVerified } from './earlier-tokens.ts'
import type { Inside } from './inside.ts'
import { withOwnKeysKnown } from './own-keys.ts'

export { verdictsWith } from './found-verdicts.ts'

/** What was found out about a state, as data that depends on neither the time nor the viewpoint. Those belong to the judgement. */
export interface Check {
  /** The state that was checked. */
  readonly state: State
  readonly key: KeyChoice
  readonly reading: KeyReading
  /** "RSA public key, 2048 bits, PKCS#1 PEM", for each key that was read. */
  readonly keyDescriptions: readonly string[]
  /** Undefined if there is nothing to verify: no token, no signature, or an encrypted token. */
  readonly verification: Verification | undefined
  /** The result of decrypting a JWE; undefined for anything else, and without Web Crypto. */
  readonly decryption: Decryption | undefined
  /** The encoding in which the text of the key box would decrypt a JWE, if it doesn't in the chosen encoding. */
  readonly opensAs: SecretEncoding | undefined
  /** The result for a token inside this one with the same keys; undefined if there is none, or if no set of keys was given. */
  readonly inside: Inside | undefined
  /** An SD-JWT's payload, processed with its disclosures; undefined for anything else. */
  readonly sdJwt: SdJwtProcessing | undefined
  /** A malformed token without its damage, if it would then verify. */
  readonly lenient: LenientReading | undefined
  /** What accompanies the token: a request, a response, certificates. */
  readonly along: AlongFacts
  /** The input of rules and expectations; undefined if no token is open. */
  readonly facts: DiagnosticFacts | undefined
  /** The type that the token is recognized as; undefined if no token is open. */
  readonly recognition: Recognition | undefined
  /** Why it doesn't verify, if it doesn't; undefined before the search. */
  readonly causes: ReportInWords | undefined
}

/** Checks a state, without searching for causes. The result is useless once the signal is aborted. Throws only because of our own bugs. */
export async function check(state: State, signal?: AbortSignal): Promise<Check> {
  const { inspection } = derive(state)
  const { token } = inspection
  const key = chosenKey(state)
  const began = performance.now()
  const reading = await readFor(token, key)
  // One budget for the whole answer: time spent on reading thousands of keys reduces what is left.
  const budget = new Budget({ signal, milliseconds: LONGEST_ANSWER - Math.min(performance.now() - began, LONGEST_READING) })
  const jws = currentJws(state)
  const verification =
    jws && (await withOwnKeysKnown(await verifyJws(jws, reading, { source: sourceOf(key, issuerOf(state)), budget }), jws, key))
  const decryption =
    token?.object?.kind === 'jwe' && hasWebCrypto()
      ? await (await import('../../core/crypto/decrypt.ts')).decryptJwe(token.object, reading, budget)
      : undefined
  const opensAs =
    token?.object?.kind === 'jwe' &&
    decryption &&
    decryption.state !== 'decrypted' &&
    key.from === 'box' &&
    reading.kind !== 'key' &&
    reading.kind !== 'key-set'
      ? await (
          await import('../../core/crypto/other-encoding.ts')
        ).otherEncoding(token.object, decryption, key.text, key.secretEncoding, budget)
      : undefined
  const inside =
    decryption?.state === 'decrypted' && state.plaintext === undefined
      ? await (await import('./inside.ts')).verifyInside(decryption.plaintext, key, reading, budget)
      : undefined
  const keyBinding = token?.sdJwt && (await verifyKeyBinding(token))
  const facts = readFacts(inspection, { reading, verification, decryption: asEdited(state, decryption), keyBinding })
  noteVerified(state, token, verification)
  return {
    state,
    key,
    reading,
    keyDescriptions: reading.keys.map(describeKey),
    verification,
    decryption,
    opensAs,
    inside,
    sdJwt: token && processSdJwt(token),
    along: await readAlong(inspection, jws),
    lenient: token && verification?.state !== 'valid' ? await lenientReading(token, reading) : undefined,
    facts,
    recognition: facts && recognize(facts),
    causes: undefined,
  }
}

/** The content of a JWE as it is in the box now, for judging it. */
function asEdited(state: State, decryption: Decryption | undefined): Decryption | undefined {
  if (state.plaintext === undefined || decryption?.state !== 'decrypted') return decryption
  return { ...decryption, plaintext: contentOf(state, decryption.plaintext) ?? decryption.plaintext }
}

/** True if a signature doesn't verify and a search may find out why. */
export function mayBeExplained({ verification }: Check): boolean {
  return hasWebCrypto() && signatureToExplain(verification) !== undefined
}

/** The states that a search may explain, the worst first. */
const EXPLAINED: readonly SignatureState[] = ['unreadable', 'mismatch', 'key-problem']

/** The index of the signature that a search is about: the worst of several, even if others verify. */
export function signatureToExplain(verification: Verification | undefined): number | undefined {
  const { each = [] } = verification ?? {}
  return EXPLAINED.map((state) => each.findIndex((one) => one.state === state)).find((index) => index >= 0)
}

/** Encrypts the current content of the state's JWE under its header with the state's key; undefined if there is no JWE or no content. */
export async function encrypt(state: State): Promise<Encryption | undefined> {
  const { token } = derive(state).inspection
  if (token?.object?.kind !== 'jwe') return undefined
  const [{ decryptJwe }, { encryptAgain }, { encryptJsonAgain }] = await Promise.all([
    import('../../core/crypto/decrypt.ts'),
    import('../../core/crypto/encrypt.ts'),
    import('../../core/serialization/encrypt-json.ts'),
  ])
  const reading = await readingOf(state)
  const decryption = await decryptJwe(token.object, reading)
  const content = contentOf(state, decryption.state === 'decrypted' ? decryption.plaintext : undefined)
  if (!content) return undefined
  return token.object.form === 'compact'
    ? encryptAgain(token.object, content, reading)
    : encryptJsonAgain(token.compact, token.object, content, reading)
}

/** True if the state's token is a JWS in a JSON serialization, which can have several signatures. */
export function isJsonJws(state: State): boolean {
  const form = currentJws(state)?.form
  return form === 'flattened' || form === 'general'
}

/** Signs the current content of the state's token with the state's key. */
export async function sign(state: State): Promise<Signing | undefined> {
  const signature = currentJws(state)?.signatures[0]
  if (!signature) return undefined
  const { alg, kid } = signature.header
  return signBytes(alg, signature.signingInput(), await readingOf(state), { kid })
}

/** The state's key, read as for its check: the verifying key also signs, except for a proof, which presents only the public half. */
export function readingOf(state: State): Promise<KeyReading> {
  return readFor(derive(state).inspection.token, signingKey(state))
}

/** Reads the key for a token. Text that isn't a key for the first of several signatures can be the secret of another. */
async function readFor(token: Token | undefined, key: KeyChoice): Promise<KeyReading> {
  const reading = await read(key, token?.header.alg)
  if (reading.problem?.id !== 'not-a-key' || token?.object?.kind !== 'jws') return reading
  const other = token.object.signatures.find(({ header }) => takesSecret(header.alg))
  return other ? read(key, other.header.alg) : reading
}

/** Signs a token that was made from the state's token with the state's key. */
export async function signOther(state: State, alg: string, input: Uint8Array<ArrayBuffer>, kid: string | undefined): Promise<Signing> {
  return signBytes(alg, input, await read(chosenKey(state), alg), { kid })
}

function read(key: KeyChoice, alg: string | undefined): Promise<KeyReading> {
  return key.from === 'token'
    ? readLatest(key.text, alg, 'utf8', '', false)
    : readLatest(key.text, alg, key.secretEncoding, key.passphrase, key.asSecret)
}

let latest: AbortController | undefined

const readLatest = keepLatest(
  (text: string, alg: string | undefined, secretEncoding: SecretEncoding, passphrase: string, asSecret: boolean) => {
    // If the reader types on, only the new text is checked. Reading keys isn't aborted, since the next check needs the same keys.
    latest?.abort()
    latest = new AbortController()
    const budget = new Budget({ signal: latest.signal, milliseconds: LONGEST_READING })
    return readKey(text, { alg, secretEncoding, passphrase, asSecret, budget })
  },
)
