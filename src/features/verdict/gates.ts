// The four gates, in the order in which a server checks, with the state, text and look of each.
import type { TimeVerdict } from '../../core/claims/claims-set.ts'
import { briefDuration } from '../../core/claims/numeric-date.ts'
import type { Decryption, DecryptionState } from '../../core/crypto/decryption.ts'
import type { Severity } from '../../core/diagnostics/rule/diagnostic.ts'
import type { Finding, GateName } from '../../core/diagnostics/index.ts'
import type { KeyBindingState } from '../../core/sd-jwt/key-binding.ts'
import type { Token } from '../../core/token/token.ts'
import { keyProblem, type SignatureState, type Verification } from '../../core/crypto/verification.ts'
import type { ExpectationResult } from '../../core/expectations/result.ts'
import type { AlongResult } from '../../session/answers/along.ts'
import type { Around, KeyOrigin, TokenOrigin } from '../../session/text/history.ts'
import type { KeyChoice } from '../../session/state/key-choice.ts'
import type { Progress } from '../../session/store/progress.ts'
import type { IconName } from '../../ui/icon.tsx'

export type Tone = 'good' | 'warn' | 'bad' | 'plain'

export interface Gate {
  readonly gate: GateName
  readonly state: string
  readonly text: string
  /** Shown beside the gate's name. */
  readonly about?: string
  readonly tone: Tone
  readonly icon: IconName
}

/** The names of the gates. */
export const GATE_NAMES: Readonly<Record<GateName, string>> = {
  structure: 'Structure',
  signature: 'Signature',
  time: 'Time',
  claims: 'Claims',
}

/** Everything known about a token at one moment. */
export interface Facts {
  readonly token: Token | undefined
  readonly progress: Progress
  /** The browser offers cryptography to this page. */
  readonly cryptography: boolean
  /** Undefined while the check of the newest text is running. */
  readonly verification: Verification | undefined
  /** The result for a JWE. */
  readonly decryption: Decryption | undefined
  /** The result for the token inside a decrypted one, and its times, where its keys were available too. */
  readonly inside?: { readonly verification: Verification; readonly time: TimeVerdict } | undefined
  /** What is known about the token that this one was opened from. */
  readonly around?: (Around & { readonly keyOrigin: KeyOrigin }) | undefined
  /** The content of a JWE was edited, and the token still contains what was encrypted. */
  readonly contentChanged?: boolean
  /** The result for an SD-JWT's key binding. */
  readonly keyBinding?: KeyBindingState | undefined
  /** The key that was used: where it came from, or that the token presents it itself, as a DPoP proof does. */
  readonly key?: KeyChoice | undefined
  /** Where the token came from. */
  readonly tokenOrigin?: TokenOrigin
  /** Where the expectations came from. */
  readonly expectationsFrom?: 'typed' | 'link' | 'file'
  /** The content of a detached payload was given. */
  readonly content: boolean
  /** Why the signature doesn't verify, in a sentence, where a cause was found. */
  readonly cause?: string | undefined
  readonly time: TimeVerdict
  /** The token's type doesn't need "exp": a proof, an event, a request. Known only after a check. */
  readonly kindNeedsNoEnd: boolean
  /** Undefined before the first check. */
  readonly findings: readonly (Finding & { readonly gate: GateName })[] | undefined
  /** The message of the worst finding; undefined where there is none. */
  readonly worst: string | undefined
  /** The results of the reader's expectations, failures first; empty where there are none. */
  readonly expected: readonly ExpectationResult[]
  /** The checks of what came with the token: a request, a response, certificates. */
  readonly along?: readonly AlongResult[]
  /** The instant to judge by, in seconds since 1970. */
  readonly now: number
  /** Whether that instant was moved before or after the real time. */
  readonly moved: 'past' | 'future' | undefined
  /** How many seconds clocks may differ. */
  readonly leeway: number
}

export function gatesOf(facts: Facts): readonly Gate[] {
  return [structureGate(facts), signatureGate(facts), timeGate(facts)].map((gate) => withErrors(gate, facts)).concat(claimsGate(facts))
}

/** Counts errors at the gate that they concern. The state stays the same, but a gate with errors doesn't look good. */
function withErrors(gate: Gate, { findings = [] }: Facts): Gate {
  const count = findings.filter((finding) => finding.severity === 'error' && finding.gate === gate.gate).length
  if (count === 0 || gate.tone !== 'good') return gate
  const errors = `${count} error${count === 1 ? '' : 's'}`
  return { ...gate, about: gate.about === undefined ? errors : `${gate.about}, ${errors}`, tone: 'warn', icon: 'warning' }
}

function structureGate({ token }: Facts): Gate {
  if (!token) return { gate: 'structure', state: 'empty', text: 'Nothing yet', tone: 'plain', icon: 'dash' }
  if (token.wellFormed) return { gate: 'structure', state: 'well-formed', text: 'Well formed', tone: 'good', icon: 'check' }
  return { gate: 'structure', state: 'malformed', text: 'Malformed', tone: 'bad', icon: 'cross' }
}

const SIGNATURE: Record<SignatureState | DecryptionState | 'empty', Omit<Gate, 'gate' | 'state'>> = {
  empty: { text: 'Nothing yet', tone: 'plain', icon: 'dash' },
  'no-key': { text: 'Not checked', tone: 'plain', icon: 'key' },
  unsigned: { text: 'Not signed', tone: 'plain', icon: 'dash' },
  unsecured: { text: 'Unsecured', tone: 'bad', icon: 'cross' },
  valid: { text: 'Verifies', tone: 'good', icon: 'check' },
  partial: { text: 'Some verify', tone: 'warn', icon: 'warning' },
  mismatch: { text: 'Mismatch', tone: 'bad', icon: 'cross' },
  'key-problem': { text: 'Key problem', tone: 'warn', icon: 'warning' },
  unsupported: { text: 'Unsupported', tone: 'warn', icon: 'warning' },
  unreadable: { text: 'Unreadable', tone: 'bad', icon: 'cross' },
  encrypted: { text: 'Encrypted', tone: 'plain', icon: 'lock' },
  decrypted: { text: 'Decrypted', about: 'encrypted, not signed', tone: 'plain', icon: 'lock' },
}

function signatureGate({ token, progress, verification, decryption }: Facts): Gate {
  if (!token) return { gate: 'signature', state: 'empty', ...SIGNATURE.empty }
  if (progress.at === 'failed') return { gate: 'signature', state: 'no-key', ...awaited(progress) }
  if (token.readings !== 'one' && !verification) return { gate: 'signature', state: 'unreadable', ...SIGNATURE.unreadable }
  if (token.object?.kind === 'jwe') {
    const state = decryption?.state ?? 'encrypted'
    return { gate: 'signature', state, ...SIGNATURE[state] }
  }
  if (!token.object) {
    // Only header and payload: the third part is missing.
    const isDue = token.segments.length === 2 && token.header.alg !== undefined && token.header.alg !== 'none'
    return { gate: 'signature', state: isDue ? 'unsigned' : 'no-key', text: 'No signature', tone: 'plain', icon: 'dash' }
  }
  if (!verification) return { gate: 'signature', state: 'no-key', ...awaited(progress) }
  if (keyProblem(verification)?.id === 'crypto-missing')
    return { gate: 'signature', state: 'key-problem', ...SIGNATURE['key-problem'], text: 'Needs https' }
  const shown = { gate: 'signature', state: verification.state, ...SIGNATURE[verification.state] } as const
  // A key from the token itself proves nothing, whatever it verifies.
  if (verification.state === 'valid' && verification.keySource === 'token')
    return { ...shown, text: 'Key inside it', tone: 'warn', icon: 'warning' }
  if (verification.state === 'valid' && verification.keySource === 'link')
    return { ...shown, text: 'Key from the link', tone: 'warn', icon: 'warning' }
  return verification.state === 'valid' && verification.missedKid !== undefined
    ? { ...shown, text: 'Other key ID', tone: 'warn', icon: 'warning' }
    : shown
}

/** What a gate shows while its answer is missing. */
function awaited({ at }: Progress): Pick<Gate, 'text' | 'tone' | 'icon'> {
  return at === 'failed' ? { text: 'Not checked', tone: 'warn', icon: 'warning' } : { text: 'Checking', tone: 'plain', icon: 'dash' }
}

/** The token has no "exp", and its type doesn't need one. */
export function needsNoEnd({ time, kindNeedsNoEnd }: Facts): boolean {
  return time.state === 'unlimited' && kindNeedsNoEnd
}

function timeGate(facts: Facts): Gate {
  const { token, time, now, leeway } = facts
  const gate = { gate: 'time', state: time.state, ...(leeway > 0 && { about: `${short(leeway)} leeway` }) } as const
  switch (time.state) {
    case 'empty':
      return { ...gate, text: token ? 'No claims' : 'Nothing yet', tone: 'plain', icon: 'dash' }
    case 'expired':
      return { ...gate, text: now - time.exp! < 1 ? 'Expired just now' : `Expired ${short(now - time.exp!)}`, tone: 'bad', icon: 'clock' }
    case 'not-yet-valid':
      return { ...gate, text: `Starts in ${short(time.nbf! - now)}`, tone: 'bad', icon: 'clock' }
    case 'current':
      if (time.exp! <= now || (time.nbf ?? now) > now) return { ...gate, text: 'Within leeway', tone: 'warn', icon: 'clock' }
      return { ...gate, text: `${short(time.exp! - now)} left`, tone: 'good', icon: 'check' }
    case 'unlimited':
      if (facts.findings?.some(({ rule }) => rule === 'exp-in-header'))
        return { ...gate, text: 'Expired, by its header', tone: 'warn', icon: 'clock' }
      return needsNoEnd(facts)
        ? { ...gate, text: 'No expiry required', tone: 'plain', icon: 'dash' }
        : { ...gate, text: 'Never expires', tone: 'warn', icon: 'clock' }
    case 'unreadable':
      return { ...gate, text: 'Unreadable', tone: 'bad', icon: 'cross' }
  }
}

function claimsGate({ token, progress, time, findings: all, expected, along = [] }: Facts): Gate {
  if (!token) return { gate: 'claims', state: 'empty', text: 'Nothing yet', tone: 'plain', icon: 'dash' }
  const findings = all?.filter((finding) => finding.gate === 'claims')
  if (!findings) return { gate: 'claims', state: 'empty', ...awaited(progress) }
  const worst = findings[0]?.severity
  const failed = [...expected, ...along].some((each) => each.state === 'not-met')
  if (failed) return { gate: 'claims', state: worst ?? 'clean', text: 'Unexpected', tone: 'bad', icon: 'cross' }
  if (!worst && time.state === 'empty') return { gate: 'claims', state: 'clean', text: 'None to check', tone: 'plain', icon: 'dash' }
  if (!worst) return { gate: 'claims', state: 'clean', text: 'Clean', tone: 'good', icon: 'check' }
  const count = findings.filter((finding) => finding.severity === worst).length
  return { gate: 'claims', state: worst, text: `${count} ${COUNTED[worst]}${count === 1 ? '' : 's'}`, ...LOOK[worst] }
}

const COUNTED: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'note' }
const LOOK: Record<Severity, { tone: Tone; icon: IconName }> = {
  error: { tone: 'bad', icon: 'cross' },
  warning: { tone: 'warn', icon: 'warning' },
  info: { tone: 'plain', icon: 'info' },
}

/** A brief duration with "s" for seconds, because a gate is narrow. */
function short(seconds: number): string {
  return briefDuration(seconds).replace(/seconds?/, 's')
}
