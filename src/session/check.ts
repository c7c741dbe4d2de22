// The check of one state: its key read, its signature verified, its findings made. Loaded when first needed, for all that it brings.
import { readContext } from '../core/diagnostics/context.ts'
import type { Finding } from '../core/diagnostics/diagnostic.ts'
import { diagnose } from '../core/diagnostics/index.ts'
import { findingAsText, findingsAsJson, findingText, type FindingText } from '../core/diagnostics/finding-text.ts'
import { describeKey } from '../core/keys/describe-key.ts'
import type { KeyReading } from '../core/keys/key-material.ts'
import { readKey } from '../core/keys/read-key.ts'
import { sign as signBytes, type Signing } from '../core/sign.ts'
import { profileById } from '../core/profiles/index.ts'
import type { Verification } from '../core/verification.ts'
import { verifyJws } from '../core/verify.ts'
import { derive } from './derived.ts'
import type { State } from './state.ts'

export interface Check {
  /** The state that was checked. */
  readonly state: State
  readonly reading: KeyReading
  /** "RSA public key, 2048 bits, PKCS#1 PEM", for each key that was read. */
  readonly keyDescriptions: readonly string[]
  /** Undefined where there is nothing to verify: no token, no signature, or an encrypted token. */
  readonly verification: Verification | undefined
  diagnose(view: View): readonly Finding[]
  wording(finding: Finding): FindingText
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
}

/** Checks a state; total but for our own bugs. */
export async function check(state: State): Promise<Check> {
  const { inspection } = derive(state)
  const { token } = inspection
  const reading = await read(state)
  const verification = token?.object?.kind === 'jws' ? await verifyJws(token.object, reading) : undefined
  return {
    state,
    reading,
    keyDescriptions: reading.keys.map(describeKey),
    verification,
    diagnose({ now, leeway, profileId }) {
      const profile = profileId === undefined ? undefined : profileById(profileId)
      const context = readContext(inspection, { now, leeway, reading, verification, ...(profile && { profile }) })
      return context ? diagnose(context) : []
    },
    wording: findingText,
    asText: (findings) => findings.map((finding) => findingAsText(finding)).join('\n\n'),
    asJson: (findings) => JSON.stringify(findingsAsJson(findings), undefined, 2),
  }
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
