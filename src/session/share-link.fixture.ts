// A link to the page that contains a token, as people or tools write it; this page itself never writes one.

/** The fragment that opens this token, and key where one is given. */
export function writeLink(token: string, key?: string): string {
  return `#token=${encodeURIComponent(token)}${key === undefined ? '' : `&key=${encodeURIComponent(key)}`}`
}
