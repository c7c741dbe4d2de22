// The check of one state: its key read, its signature verified or its content decrypted, and why it does not verify. Loaded when first needed.
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

/** What was found out about a state: data, and so of no time and from no point of view. Those are the judgement's. */
export interface Check {
  /** The state that was checked. */
  readonly state: State
  readonly key: KeyChoice
  readonly reading: KeyReading
  /** "RSA public key, 2048 bits, PKCS#1 PEM", for each key that was read. */
  readonly keyDescriptions: readonly string[]
  /** Undefined where there is nothing to verify: no token, no signature, or an encrypted token. */
  readonly verification: Verification | undefined
  /** What became of a JWE; undefined for anything else, and without Web Crypto. */
  readonly decryption: Decryption | undefined
  /** The encoding in which the text of the key box opens a JWE that it does not open as it is read. */
  readonly opensAs: SecretEncoding | undefined
  /** What a token inside this one comes to with the same keys; undefined where there is none, or no set of keys was given. */
  readonly inside: Inside | undefined
  /** What an SD-JWT's disclosures make of its payload; undefined for anything else. */
  readonly sdJwt: SdJwtProcessing | undefined
  /** What a malformed token would be without its damage, where it would verify then. */
  readonly lenient: LenientReading | undefined
  /** What came along with the token: a request, a response, certificates. */
  readonly along: AlongFacts
  /** What rules and expectations look at; undefined where no token is open. */
  readonly facts: DiagnosticFacts | undefined
  /** What kind of token it is taken for; undefined where no token is open. */
  readonly recognition: Recognition | undefined
  /** Why it does not verify, where it does not; undefined before that was searched for. */
  readonly causes: ReportInWords | undefined
}

/** Checks a state, but for the causes; of no use once the signal is aborted. Total but for our own bugs. */
export async function check(state: State, signal?: AbortSignal): Promise<Check> {
  const { inspection } = derive(state)
  const { token } = inspection
  const key = chosenKey(state)
  const began = performance.now()
  const reading = await readFor(token, key)
  // One answer: what reading thousands of keys took is taken from the rest.
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

/** The judged content of a JWE, as it now is in the box. */
function asEdited(state: State, decryption: Decryption | undefined): Decryption | undefined {
  if (state.plaintext === undefined || decryption?.state !== 'decrypted') return decryption
  return { ...decryption, plaintext: contentOf(state, decryption.plaintext) ?? decryption.plaintext }
}

/** A signature does not verify, and a search may say why. */
export function mayBeExplained({ verification }: Check): boolean {
  return hasWebCrypto() && signatureToExplain(verification) !== undefined
}

/** What a search may explain, the gravest first. */
const EXPLAINED: readonly SignatureState[] = ['unreadable', 'mismatch', 'key-problem']

/** The place of the signature that a search is about: of several the gravest, also where others verify. */
export function signatureToExplain(verification: Verification | undefined): number | undefined {
  const { each = [] } = verification ?? {}
  return EXPLAINED.map((state) => each.findIndex((one) => one.state === state)).find((index) => index >= 0)
}

/** Encrypts what the content of the state's JWE says now, under its header, with the state's key; undefined where there is no JWE, or no content. */
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

/** The state's token is a JWS in a JSON serialization, which can have several signatures. */
export function isJsonJws(state: State): boolean {
  const form = currentJws(state)?.form
  return form === 'flattened' || form === 'general'
}

/** Signs what the state's token says now, with the state's key. */
export async function sign(state: State): Promise<Signing | undefined> {
  const signature = currentJws(state)?.signatures[0]
  if (!signature) return undefined
  const { alg, kid } = signature.header
  return signBytes(alg, signature.signingInput(), await readingOf(state), { kid })
}

/** The state's key as it is read for its check: what verifies is what signs, but where a proof presents the public half of what signs it. */
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

/** Signs something else than the state's token with the state's key: a token that is made from it. */
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
    // Someone who types on wants the new text checked. Not aborted with a check, since the next one asks for the same keys.
    latest?.abort()
    latest = new AbortController()
    const budget = new Budget({ signal: latest.signal, milliseconds: LONGEST_READING })
    return readKey(text, { alg, secretEncoding, passphrase, asSecret, budget })
  },
)
