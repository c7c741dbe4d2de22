// Writes edited JSON back into the whitespace that it was signed with. The code that can comes with the boxes in which JSON is edited.

/** The text to be signed for what was typed over a layout of `original`. */
type WriteBack = (original: string, typed: string) => string

let merge: WriteBack | undefined

/** Called once by the component that shows the boxes; before that, JSON can't be edited. */
export function writeBackWith(given: WriteBack): void {
  merge = given
}

/** As `mergeLayout`; what was typed as it is, as long as there is no box to type it in. */
export function writeBack(original: string, typed: string): string {
  return merge ? merge(original, typed) : typed
}
