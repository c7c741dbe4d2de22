// Links that open the page with a token, and a public key, already in it. Fragments only: they never reach a server.

export interface SharedLink {
  readonly token: string | undefined
  readonly key: string | undefined
  /** What the reader's service expects, as `encodeExpectations` writes it. */
  readonly expect: string | undefined
}

/** Highest first; an empty one does not count. */
const TOKEN_NAMES = ['id_token', 'access_token', 'value', 'token']
const KEY_NAMES = ['key', 'publicKey']

/**
 * Reads a fragment with or without its "#"; undefined where it is a room (`#/keys`) or names neither token, key nor expectations.
 * Accepts the older form `#debugger-io?token=`.
 */
export function readLink(fragment: string): SharedLink | undefined {
  const text = fragment.replace(/^#/, '').replace(/^debugger-io\?/, '')
  if (text === '' || text.startsWith('/')) return undefined
  const values = new Map<string, string>()
  for (const pair of text.split('&')) {
    const at = pair.indexOf('=')
    if (at < 0) continue
    const name = decoded(pair.slice(0, at))
    if (!values.has(name)) values.set(name, decoded(pair.slice(at + 1)))
  }
  const first = (names: readonly string[]) => names.map((name) => values.get(name)).find((value) => value !== undefined && value !== '')
  const link = { token: first(TOKEN_NAMES), key: first(KEY_NAMES), expect: first(['expect']) }
  return Object.values(link).every((value) => value === undefined) ? undefined : link
}

/** The fragment that opens this token, and key where one is given. The caller sees to it that the key is public. */
export function writeLink(token: string, key?: string): string {
  return `#token=${encodeURIComponent(token)}${key === undefined ? '' : `&key=${encodeURIComponent(key)}`}`
}

/** The fragment that brings along what a service expects: text of `encodeExpectations`, which holds no secrets. */
export function writeExpectationsLink(expectations: string): string {
  return `#expect=${encodeURIComponent(expectations)}`
}

/** Percent-decoding that leaves alone what is no encoding. A "+" stays: it belongs to base64 and PEM, not to a form. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
