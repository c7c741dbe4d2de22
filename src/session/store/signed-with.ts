// Remembers the key the reader last signed with, in memory only, while the page is open.
let signedWith: string | undefined

/** The text of a key box was signed with. */
export function rememberSigned(key: string): void {
  signedWith = key
}

/** Whether that is the key which the reader last signed with. */
export function hasSigned(key: string): boolean {
  return key !== '' && key === signedWith
}
