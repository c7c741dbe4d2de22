// Writes edited JSON back with the whitespace that it was signed with. The code for it loads with the boxes in which JSON is edited.

/** The text to sign after an edit of the formatted `original`. */
type WriteBack = (original: string, typed: string) => string

let merge: WriteBack | undefined

/** Called once by the component that shows the boxes; before that, JSON can't be edited. */
export function writeBackWith(given: WriteBack): void {
  merge = given
}

/** Like `mergeLayout`; returns the typed text unchanged until a box has registered it. */
export function writeBack(original: string, typed: string): string {
  return merge ? merge(original, typed) : typed
}
