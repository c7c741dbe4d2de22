// The words of a verdict: two sentences with emphasis and links.
import type { GateName } from '../../core/diagnostics/index.ts'

/** Where the verdict and its gates lead: to what a gate is about, or to an input that the verdict asks for. */
export type VerdictPlace = GateName | 'key' | 'content'

/** Text in pieces: `em` marks the words that matter, and `go` is where a piece leads that says what to do. */
export type Sentence = readonly (string | { readonly em: string } | { readonly words: string; readonly go: VerdictPlace })[]

export interface VerdictWords {
  readonly sentence: Sentence
  readonly detail: Sentence
}

/** The text alone. */
export function plain(sentence: Sentence): string {
  return sentence.map((word) => (typeof word === 'string' ? word : 'em' in word ? word.em : word.words)).join('')
}
