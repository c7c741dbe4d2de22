// What a verdict is made of.

/** Words in a row; those in `em` are the ones that matter. */
export type Sentence = readonly (string | { readonly em: string })[]

export interface VerdictWords {
  readonly sentence: Sentence
  readonly detail: Sentence
}
