// Defines a step of a computation as data, with a title, a sentence and the real values, to be shown and compared.
import type { Algorithm } from '../../algorithms/algorithms.ts'
import type { KeyMaterial } from '../../keys/key-material.ts'

/** What a family's steps are computed from. The key fits the row. */
export interface StepInput {
  readonly row: Algorithm
  readonly key: KeyMaterial
  readonly signingInput: Uint8Array<ArrayBuffer>
  readonly signature: Uint8Array<ArrayBuffer>
}

/**
 * One value of a step.
 * - `text`: characters; `bytes`: shown in hexadecimal; `number`: an integer of any size.
 * - `check`: a comparison that was made; `differing` of `of` bits where bytes were compared.
 */
export type StepValue = { readonly label: string } & (
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'number'; readonly value: bigint }
  | { readonly kind: 'check'; readonly holds: boolean; readonly differing?: number; readonly of?: number }
)

export interface SignatureStep {
  /** Stable within a family of algorithms, so that two computations can be compared. */
  readonly id: string
  /** Who does it: the signer, the verifier, or each of them on its own. */
  readonly side: 'both' | 'signer' | 'verifier'
  readonly title: string
  /** Says what happens and why. */
  readonly sentence: string
  readonly values: readonly StepValue[]
}

/** A text value. */
export function text(label: string, value: string): StepValue {
  return { label, kind: 'text', text: value }
}

/** A value of bytes. */
export function bytes(label: string, value: Uint8Array): StepValue {
  return { label, kind: 'bytes', bytes: value }
}

/** A number. */
export function number(label: string, value: bigint): StepValue {
  return { label, kind: 'number', value }
}
