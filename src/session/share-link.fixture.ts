// Writes a link that opens a token, in the form that people and tools use; this page itself never writes it.

/** The fragment that opens this token, with this key, if given. */
export function writeLink(token: string, key?: string): string {
  return `#token=${encodeURIComponent(token)}${key === undefined ? '' : `&key=${encodeURIComponent(key)}`}`
}
