// The check of one state: its key read, its signature verified, its findings made. Loaded when first needed, for all that it brings.
import { diagnose, DIAGNOSTICS } from '../core/diagnostics/index.ts'
import type { Finding, Source } from '../core/diagnostics/diagnostic.ts'
import { describeKey } from '../core/keys/describe-key.ts'
import type { KeyReading } from '../core/keys/key-material.ts'
import { readKey } from '../core/keys/read-key.ts'
import { sign as signBytes, type Signing } from '../core/sign.ts'
import type { Verification } from '../core/verification.ts'
import { verifyJws } from '../core/verify.ts'
import { derive } from './derived.ts'
import type { State } from './state.ts'
import { usedKey, type UsedKey } from './used-key.ts'

export interface Check {
  /** The state that was checked. */
  readonly state: State
  readonly reading: KeyReading
  /** "RSA public key, 2048 bits, PKCS#1 PEM", for each key that was read. */
  readonly keyDescriptions: readonly string[]
  /** Undefined where there is nothing to verify: no token, no signature, or an encrypted token. */
  readonly verification: Verification | undefined
  /** The findings at an instant; both in seconds. */
  diagnose(now: number, leeway: number): readonly Finding[]
  wording(finding: Finding): Wording
}

/** A finding in words. */
export interface Wording {
  readonly message: string
  readonly why: string
  readonly fix: string
  readonly source: readonly Source[]
}

/** Checks a state; total but for our own bugs. */
export async function check(state: State): Promise<Check> {
  const { inspection, claims } = derive(state)
  const { token } = inspection
  const used = usedKey(state)
  const reading = await read(state, used)
  const verification = token?.object?.kind === 'jws' ? await verifyJws(token.object, reading, { source: used.source }) : undefined
  return {
    state,
    reading,
    keyDescriptions: reading.keys.map(describeKey),
    verification,
    diagnose: (now, leeway) => (token ? diagnose({ inspection, token, header: token.header.parameters, claims, now, leeway }) : []),
    wording,
  }
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

let latest: { used: UsedKey; alg: string | undefined; reading: Promise<KeyReading> } | undefined

function read(state: State, used = usedKey(state)): Promise<KeyReading> {
  const { text, secretEncoding, passphrase } = used
  const alg = derive(state).inspection.token?.header.alg
  const same = latest?.used.text === text && latest.used.secretEncoding === secretEncoding && latest.used.passphrase === passphrase && latest.alg === alg
  if (!latest || !same) latest = { used, alg, reading: readKey(text, { secretEncoding, passphrase, ...(alg !== undefined && { alg }) }) }
  return latest.reading
}
