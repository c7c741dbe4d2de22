// The check of one state: its key read, its signature verified, its findings made. Loaded when first needed, for all that it brings.
import { Budget, LONGEST_IN_ALL } from '../../core/budget.ts'
import type { ReportInWords } from '../../core/causes/wording.ts'
import type { ClaimsSet } from '../../core/claims/claims-set.ts'
import type { Decryption } from '../../core/crypto/decryption.ts'
import { readContext } from '../../core/diagnostics/rule/context.ts'
import type { Finding } from '../../core/diagnostics/rule/diagnostic.ts'
import { diagnosisOf, type Diagnosis } from '../../core/diagnostics/index.ts'
import { findingAsText, findingsAsJson, findingText, type FindingText } from '../../core/diagnostics/finding-text.ts'
import type { Expectations, ExpectationResult } from '../../core/expectations/expectations.ts'
import { describeKey } from '../../core/keys/describe-key.ts'
import type { KeyReading } from '../../core/keys/key-material.ts'
import { readKey } from '../../core/keys/read/read-key.ts'
import { sign as signBytes, type Signing } from '../../core/crypto/sign.ts'
import { mayLackExp, profileById, recognise } from '../../core/profiles/index.ts'
import type { SignatureState, Verification } from '../../core/crypto/verification.ts'
import { verifyJws } from '../../core/crypto/verify.ts'
import { nextTask } from '../../platform/next-task.ts'
import { derive } from '../state/derived.ts'
import { noteVerified } from './earlier-tokens.ts'
import type { KnownSecret } from '../state/standpoint.ts'
import { currentJws } from '../state/opened-token.ts'
import type { State } from '../state/state.ts'
import { usedKey, type UsedKey } from '../state/used-key.ts'

export interface Check {
  /** The state that was checked. */
  readonly state: State
  readonly claims: ClaimsSet | undefined
  readonly reading: KeyReading
  /** "RSA public key, 2048 bits, PKCS#1 PEM", for each key that was read. */
  readonly keyDescriptions: readonly string[]
  /** Undefined where there is nothing to verify: no token, no signature, or an encrypted token. */
  readonly verification: Verification | undefined
  /** What became of a JWE; undefined for anything else. */
  readonly decryption: Decryption | undefined
  /** Why it does not verify, where it does not; undefined while that is still searched for. */
  readonly causes: ReportInWords | undefined
  diagnose(view: View): readonly Finding[]
  /** The token's kind does well without "exp". */
  needsNoEnd(profileId: string | undefined): boolean
  wording(finding: Finding): FindingText
  /** How the token stands against what a service expects; the code for it comes with the first call. */
  expect(expectations: Expectations, view: View): Promise<readonly ExpectationResult[]>
  /** Findings for other people: as text, or as JSON for other programs. */
  asText(findings: readonly Finding[]): string
  asJson(findings: readonly Finding[]): string
}

/** From where to judge. Times in seconds. */
export interface View {
  readonly now: number
  readonly leeway: number
  /** The profile to read the token as; the one that it is recognised as where it is absent or unknown. */
  readonly profileId: string | undefined
  readonly knownSecret?: KnownSecret | undefined
}

export interface CheckOptions {
  /** From where it is judged at present; the findings are made for it. */
  readonly view: View
  /** Aborted when the answer will not be wanted any more. */
  readonly signal: AbortSignal
  /** Takes what is known already, while the rest is under way. */
  show(check: Check): void
}

/** Checks a state; total but for our own bugs. Shows what is known before it looks for the causes of a mismatch. */
export async function check(state: State, { view, signal, show }: CheckOptions): Promise<Check> {
  const started = performance.now()
  const { inspection, claims } = derive(state)
  const { token } = inspection
  const used = usedKey(state)
  const reading = await read(state, used)
  const jws = currentJws(state)
  const budget = new Budget({ signal })
  const verification = jws && (await verifyJws(jws, reading, { source: used.source, budget }))
  const decryption =
    token?.object?.kind === 'jwe'
      ? await (await import('../../core/crypto/decrypt.ts')).decryptJwe(token.object, reading, budget)
      : undefined
  const contextAt = ({ now, leeway, profileId, knownSecret }: View) => {
    const profile = profileId === undefined ? undefined : profileById(profileId)
    const publishedSecret = knownSecret?.of === token?.compact ? knownSecret : undefined
    return readContext(inspection, { now, leeway, reading, verification, publishedSecret, ...(profile && { profile }) })
  }
  const diagnoses = new Map<string, Diagnosis | undefined>()
  const diagnosisFrom = (from: View) => {
    const key = JSON.stringify([from.leeway, from.profileId, from.knownSecret])
    if (!diagnoses.has(key)) {
      const context = contextAt(from)
      diagnoses.set(key, context && diagnosisOf(context))
    }
    return diagnoses.get(key)
  }
  const result: Check = {
    state,
    claims,
    reading,
    keyDescriptions: reading.keys.map(describeKey),
    verification,
    decryption,
    causes: undefined,
    diagnose: (from) => diagnosisFrom(from)?.at(from.now) ?? [],
    needsNoEnd(profileId) {
      const context = contextAt({ now: 0, leeway: 0, profileId })
      return context !== undefined && mayLackExp(context.profile ?? recognise(context).profile)
    },
    async expect(expectations, from) {
      const context = contextAt(from)
      if (!context) return []
      const { check } = await import('../../core/expectations/expectations.ts')
      return check(expectations, { ...context, profile: context.profile ?? recognise(context).profile })
    },
    wording: findingText,
    asText: (findings) => findings.map((finding) => findingAsText(finding)).join('\n\n'),
    asJson: (findings) => JSON.stringify(findingsAsJson(findings), undefined, 2),
  }
  noteVerified(state, token, verification)
  await inSlices(diagnosisFrom(view)?.steps(view.now), signal)
  if (!verification || !EXPLAINED.has(verification.state)) return result
  show(result)
  const { explain } = await import('./explain.ts')
  return { ...result, causes: await explain(state, reading, verification, signal, started + LONGEST_IN_ALL) }
}

/** The states for which a cause may be found. */
const EXPLAINED: ReadonlySet<SignatureState> = new Set(['mismatch', 'key-problem', 'unreadable'])

/** Milliseconds of work at a stretch: half a frame. */
const SLICE = 8

/** Does all the steps, with pauses for whatever else the page has to do; leaves off where the answer is not wanted any more. */
async function inSlices(steps: Generator | undefined, signal: AbortSignal): Promise<void> {
  let until = performance.now() + SLICE
  while (steps?.next().done === false) {
    if (performance.now() < until) continue
    await nextTask()
    if (signal.aborted) return
    until = performance.now() + SLICE
  }
}

/** Signs what the state's token says now, with the state's key. */
export async function sign(state: State): Promise<Signing | undefined> {
  const signature = currentJws(state)?.signatures[0]
  if (!signature) return undefined
  return signBytes(signature.header.alg, signature.signingInput(), await read(state), { kid: signature.header.kid })
}

let latest: { used: UsedKey; alg: string | undefined; reading: Promise<KeyReading> } | undefined

function read(state: State, used = usedKey(state)): Promise<KeyReading> {
  const { text, secretEncoding, passphrase, asSecret } = used
  const alg = derive(state).inspection.token?.header.alg
  const same =
    latest?.used.text === text &&
    latest.used.secretEncoding === secretEncoding &&
    latest.used.passphrase === passphrase &&
    latest.used.asSecret === asSecret &&
    latest.alg === alg
  if (!latest || !same)
    latest = { used, alg, reading: readKey(text, { secretEncoding, passphrase, asSecret, ...(alg !== undefined && { alg }) }) }
  return latest.reading
}
