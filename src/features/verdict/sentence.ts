// What a verdict is made of.
import type { GateName } from '../../core/diagnostics/index.ts'

/** What the verdict and its gates lead to: what a gate is about, and what the verdict asks for. */
export type VerdictPlace = GateName | 'key' | 'content'

/** Words in a row; those in `em` are the ones that matter, and `go` is where words lead that say what to do. */
export type Sentence = readonly (string | { readonly em: string } | { readonly words: string; readonly go: VerdictPlace })[]

export interface VerdictWords {
  readonly sentence: Sentence
  readonly detail: Sentence
}

/** The words alone. */
export function plain(sentence: Sentence): string {
  return sentence.map((word) => (typeof word === 'string' ? word : 'em' in word ? word.em : word.words)).join('')
}
