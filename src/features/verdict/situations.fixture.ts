// Shared by the tests of the verdict: computes the facts of a real token with a real key, as the page does.
import { encodeBase64url } from '../../core/text/base64url.ts'
import { readTime } from '../../core/claims/claims-set.ts'
import { diagnose, readContext } from '../../core/diagnostics/diagnose.fixture.ts'
import { findingText } from '../../core/diagnostics/finding-text.ts'
import { gateOfRule } from '../../core/diagnostics/index.ts'
import type { SecretEncoding } from '../../core/keys/key-material.ts'
import { mayLackExp, recognize } from '../../core/profiles/index.ts'
import { readKey } from '../../core/keys/read/read-key.ts'
import { decryptJwe } from '../../core/crypto/decrypt.ts'
import type { Expectations } from '../../core/expectations/expectations.ts'
import { judgeExpectations } from '../../core/expectations/judge-expectations.ts'
import { sign } from '../../core/crypto/sign.ts'
import type { KeySource } from '../../core/crypto/verification.ts'
import { verifyKeyBinding } from '../../core/sd-jwt/key-binding.ts'
import { verifyJws } from '../../core/crypto/verify.ts'
import { judgeAlong, readAlong } from '../../session/answers/along.ts'
import { editsOf, type Edit } from '../../session/state/edits.ts'
import { contentBytes, currentInspection, currentJws } from '../../session/state/opened-token.ts'
import { initialState, reduce, type State } from '../../session/state/state.ts'
import { gatesOf, type Facts } from './gates.ts'
import { plain } from './sentence.ts'
import { verdictOf } from './verdict-sentence.ts'

/** 2026-11-22T10:00:00Z in seconds. */
export const NOW = 1_795_341_600
export const SECRET = 'correct horse battery staple, 32+ bytes'

const text = new TextEncoder()
const part = (content: object | string) => encodeBase64url(text.encode(typeof content === 'string' ? content : JSON.stringify(content)))

/** A token signed with a key (text of a key box). */
export async function signed(payload: object | string, header: object = { alg: 'HS256', typ: 'JWT' }, key = SECRET): Promise<string> {
  const input = `${part(header)}.${part(payload)}`
  const { alg } = header as { alg: string }
  const made = await sign(alg, text.encode(input), await readKey(key, { alg }))
  if (!made.signature) throw new Error(made.problem.found)
  return `${input}.${encodeBase64url(made.signature)}`
}

export interface Situation {
  readonly sentence: string
  readonly detail: string
  /** The states of the gates in their order. */
  readonly gates: string
  readonly texts: string
  readonly facts: Facts
}

interface Given {
  /** The content of a detached payload. */
  readonly content?: string
  readonly key?: string
  readonly secretEncoding?: SecretEncoding
  readonly source?: KeySource
  readonly expectations?: Expectations
  /** Replaces text in the payload after pasting. */
  readonly edit?: readonly [from: string, to: string]
  readonly editHeader?: readonly [from: string, to: string]
}

/** What the page says about a pasted text, at NOW. */
export async function situation(pasted: string, given: Given = {}): Promise<Situation> {
  let state: State = reduce(initialState, { type: 'load', text: pasted })
  for (const [name, edit] of [
    ['payload', given.edit],
    ['header', given.editHeader],
  ] as const) {
    const { token } = currentInspection(state)
    const content = name === 'header' ? token?.header.decoded.text : token?.payload?.decoded.text
    if (edit && content !== undefined)
      state = reduce(state, { type: 'edit-part', part: name, typed: content.replace(edit[0], edit[1]), at: 0 })
  }
  if (given.content !== undefined) state = reduce(state, { type: 'edit-content', content: given.content, at: 0 })
  const inspection = currentInspection(state)
  const { token } = inspection
  const alg = token?.header.alg
  const reading = await readKey(given.key ?? '', { secretEncoding: given.secretEncoding, alg })
  const signed = currentJws(state)
  const verification = signed && (await verifyJws(signed, reading, { source: given.source }))
  const decryption = token?.object?.kind === 'jwe' ? await decryptJwe(token.object, reading) : undefined
  const keyBinding = token?.sdJwt && (await verifyKeyBinding(token))
  const context = readContext(inspection, { now: NOW, leeway: 0, reading, verification, decryption, keyBinding })
  const findings = (context ? diagnose(context) : []).map((finding) => ({ ...finding, gate: gateOfRule(finding.rule) }))
  const facts: Facts = {
    token,
    // The verdict asks only whether the check failed.
    progress: { at: 'checking', check: undefined, last: undefined },
    cryptography: true,
    verification,
    decryption,
    keyBinding: keyBinding?.state,
    content: contentBytes(state) !== undefined,
    worst: findings[0] && findingText(findings[0]).message,
    expected: context && given.expectations ? judgeExpectations(given.expectations, context) : [],
    along: judgeAlong(await readAlong(inspection, signed), NOW, 0).results,
    time: readTime(context?.claims, NOW),
    kindNeedsNoEnd: context !== undefined && mayLackExp(recognize(context).profile),
    findings,
    now: NOW,
    moved: undefined,
    leeway: 0,
  }
  const edits: readonly Edit[] = editsOf(state)
  const { sentence, detail } = verdictOf(facts, edits)
  const gates = gatesOf(facts)
  return {
    sentence: plain(sentence),
    detail: plain(detail),
    gates: gates.map((gate) => gate.state).join(' '),
    texts: gates.map((gate) => gate.text).join(' | '),
    facts,
  }
}
