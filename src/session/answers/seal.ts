// Encrypts a new JWE from the desk, with a text or the token itself in it, nested as in RFC 7519 section 5.2 and signed first if requested.
import { encrypt, type EncryptOptions } from '../../core/crypto/encrypt.ts'
import type { KeyProblem, KeyReading, KeyResult } from '../../core/keys/key-material.ts'
import { currentInspection } from '../state/opened-token.ts'
import { reduce, type State } from '../state/state.ts'
import { sign } from './check.ts'

export type ToSeal =
  /** The token as the content of a new one. `signFirst`: its current content is signed first, with the key on the desk. */
  { readonly what: 'token'; readonly signFirst: boolean } | { readonly what: 'payload' } | { readonly what: 'text'; readonly text: string }

/** Encrypts it to the first key of `recipient` that fits. A problem is about the recipient's key, or about the key that was to sign. */
export async function seal(
  state: State,
  toSeal: ToSeal,
  recipient: KeyReading,
  options: Pick<EncryptOptions, 'alg' | 'enc'>,
): Promise<KeyResult<{ readonly compact: string }>> {
  const content = await contentOf(state, toSeal)
  if (content.problem) return content
  return encrypt(content.bytes, recipient, { ...options, header: toSeal.what === 'token' ? { cty: 'JWT' } : {} })
}

type Content = { readonly bytes: Uint8Array<ArrayBuffer>; readonly problem?: undefined } | { readonly problem: KeyProblem }

async function contentOf(state: State, toSeal: ToSeal): Promise<Content> {
  const text = new TextEncoder()
  if (toSeal.what === 'text') return { bytes: text.encode(toSeal.text) }
  const { token } = currentInspection(state)
  // Copied, so that the encrypted bytes aren't the array that the page shows.
  if (toSeal.what === 'payload') return { bytes: new Uint8Array(token?.payload?.decoding.bytes ?? []) }
  if (!toSeal.signFirst) return { bytes: text.encode(token?.compact ?? '') }
  const signing = await sign(state)
  if (signing?.problem) return { problem: signing.problem }
  const signed = signing ? reduce(state, { type: 'sign', signature: signing.signature }) : state
  return { bytes: text.encode(currentInspection(signed).token?.compact ?? '') }
}
