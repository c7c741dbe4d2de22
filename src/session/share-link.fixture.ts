// The link that whoever sends a token writes by hand, or another tool for them; this page writes none that carries a token.

/** The fragment that opens this token, and key where one is given. */
export function writeLink(token: string, key?: string): string {
  return `#token=${encodeURIComponent(token)}${key === undefined ? '' : `&key=${encodeURIComponent(key)}`}`
}
