// Makes, adds and removes signatures of a token, or converts its serialization, with the state's key. Loaded when first needed.
import { signAll, signingRefused, signOne, signUnder, type Signatures } from '../../core/serialization/sign-json.ts'
import type { KeyProblem } from '../../core/keys/key-material.ts'
import type { Loss } from '../../core/serialization/convert.ts'
import { withSignatureAdded, withSignatures } from '../../core/serialization/signatures.ts'
import { derive } from '../state/derived.ts'
import { contentBytes, currentJws, inspectPaste, jwsOf } from '../state/opened-token.ts'
import type { State } from '../state/state.ts'
import { readingOf } from './check.ts'

/** Why a token can't be signed or converted as requested. */
export type Refusal =
  | { readonly why: 'several-readings' | 'content-missing' }
  | { readonly why: 'losses'; readonly losses: readonly Loss[] }
  | { readonly why: 'key'; readonly problem: KeyProblem }

/** The token's new text and the signatures that couldn't be made, or why there is no new text. */
export type Remade =
  | { readonly text: string; readonly left: Signatures['left']; readonly refusal?: undefined }
  | { readonly text?: undefined; readonly refusal: Refusal }

/**
 * Signs the current content of the state's token, at one index, or at each for which a key at hand is certainly the right one. Undefined
 * if the token isn't a JWS in a JSON serialization.
 */
export async function signed(state: State, at: number | 'all'): Promise<Remade | undefined> {
  const { token } = derive(state).inspection
  const jws = currentJws(state)
  if (!token || !jws || (jws.form !== 'flattened' && jws.form !== 'general')) return undefined
  const why = signingRefused(jws)
  if (why) return { refusal: { why } }
  const reading = await readingOf(state)
  const before = jwsOf(inspectPaste(state.pasted).token, contentBytes(state))
  const { made, left } = at === 'all' ? await signAll(jws, before, reading) : await signOne(jws, at, reading)
  const text = made.size > 0 ? withSignatures(token, made) : undefined
  if (text !== undefined) return { text, left }
  const [first] = left
  return first && { refusal: { why: 'key', problem: first.problem } }
}

/** Adds a signature with a protected header, given as JSON; undefined if there is no JWS. */
export async function withAnother(state: State, header: string): Promise<Remade | undefined> {
  const { token } = derive(state).inspection
  const jws = currentJws(state)
  if (!token || !jws) return undefined
  const why = signingRefused(jws)
  if (why) return { refusal: { why } }
  const made = await signUnder(jws, header, await readingOf(state))
  if (made.problem) return { refusal: { why: 'key', problem: made.problem } }
  const { text, losses } = withSignatureAdded(token, made.segment, made.signature)
  return text === undefined ? { refusal: { why: 'losses', losses } } : { text, left: [] }
}
