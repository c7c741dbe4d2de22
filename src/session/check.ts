// The check of one state: its key read, its signature verified, its findings made. Loaded when first needed, for all that it brings.
import type { ReportInWords } from '../core/causes/wording.ts'
import { diagnose, DIAGNOSTICS } from '../core/diagnostics/index.ts'
import type { Finding, Source } from '../core/diagnostics/diagnostic.ts'
import { describeKey } from '../core/keys/describe-key.ts'
import type { KeyReading } from '../core/keys/key-material.ts'
import { readKey } from '../core/keys/read-key.ts'
import { sign as signBytes, type Signing } from '../core/sign.ts'
import type { Verification } from '../core/verification.ts'
import { verifyJws } from '../core/verify.ts'
import { derive } from './derived.ts'
import { noteVerified } from './earlier-tokens.ts'
import type { State } from './state.ts'

export interface Check {
  /** The state that was checked. */
  readonly state: State
  readonly reading: KeyReading
  /** "RSA public key, 2048 bits, PKCS#1 PEM", for each key that was read. */
  readonly keyDescriptions: readonly string[]
  /** Undefined where there is nothing to verify: no token, no signature, or an encrypted token. */
  readonly verification: Verification | undefined
  /** Why it does not verify, where it does not; undefined while that is still searched for. */
  readonly causes: ReportInWords | undefined
  /** The findings at an instant; both in seconds. */
  diagnose(now: number, leeway: number): readonly Finding[]
  wording(finding: Finding): Wording
}

export interface CheckOptions {
  /** Aborted when the answer will not be wanted any more. */
  readonly signal: AbortSignal
  /** Takes what is known already, while the rest is under way. */
  show(check: Check): void
}

/** A finding in words. */
export interface Wording {
  readonly message: string
  readonly why: string
  readonly fix: string
  readonly source: readonly Source[]
}

/** Checks a state; total but for our own bugs. Shows what is known before it looks for the causes of a mismatch. */
export async function check(state: State, { signal, show }: CheckOptions): Promise<Check> {
  const { inspection, claims } = derive(state)
  const { token } = inspection
  const reading = await read(state)
  const verification = token?.object?.kind === 'jws' ? await verifyJws(token.object, reading) : undefined
  const result: Check = {
    state,
    reading,
    keyDescriptions: reading.keys.map(describeKey),
    verification,
    causes: undefined,
    diagnose: (now, leeway) => (token ? diagnose({ inspection, token, header: token.header.parameters, claims, now, leeway }) : []),
    wording,
  }
  noteVerified(state, token, verification)
  if (verification?.state !== 'mismatch' && verification?.state !== 'key-problem') return result
  show(result)
  const { explain } = await import('./explain.ts')
  return { ...result, causes: await explain(state, reading, verification, signal) }
}

function wording({ rule, args = {} }: Finding): Wording {
  const diagnostic = DIAGNOSTICS.get(rule)!
  return { message: diagnostic.message(args), why: diagnostic.why, fix: diagnostic.fix, source: diagnostic.source }
}

/** Signs what the state's token says now, with the state's key. */
export async function sign(state: State): Promise<Signing | undefined> {
  const { token } = derive(state).inspection
  if (token?.object?.kind !== 'jws') return undefined
  const [signature] = token.object.signatures
  return signBytes(signature.header.alg, signature.signingInput(), await read(state), { kid: signature.header.kid })
}

let latest: { key: string; encoding: string; alg: string | undefined; reading: Promise<KeyReading> } | undefined

function read(state: State): Promise<KeyReading> {
  const alg = derive(state).inspection.token?.header.alg
  if (latest?.key !== state.key || latest.encoding !== state.secretEncoding || latest.alg !== alg) {
    const reading = readKey(state.key, { secretEncoding: state.secretEncoding, ...(alg !== undefined && { alg }) })
    latest = { key: state.key, encoding: state.secretEncoding, alg, reading }
  }
  return latest.reading
}
