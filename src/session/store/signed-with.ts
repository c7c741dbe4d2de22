// Remembers the key the reader last signed with, in memory only, while the page is open.
let signedWith: string | undefined

/** Remembers that the text of a key box was used to sign. */
export function rememberSigned(key: string): void {
  signedWith = key
}

/** True if it is the key that the reader last signed with. */
export function hasSigned(key: string): boolean {
  return key !== '' && key === signedWith
}
