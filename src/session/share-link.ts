// Reads and writes links that open the page with a token and a public key in it. They are only fragments, which never reach a server.

export interface SharedLink {
  readonly token: string | undefined
  readonly key: string | undefined
  /** What the reader's service expects, in the format of `encodeExpectations`. */
  readonly expect: string | undefined
  /** In large type, for a projector. */
  readonly present: true | undefined
}

/** Highest priority first; an empty one doesn't count. */
const TOKEN_NAMES = ['id_token', 'access_token', 'value', 'token']
const KEY_NAMES = ['key', 'publicKey']

/**
 * Reads a fragment with or without its "#"; undefined if it is a room (`#/keys`) or contains no token, key or expectations. Also accepts
 * the older form `#debugger-io?token=`.
 */
export function readLink(fragment: string): SharedLink | undefined {
  const text = fragment.replace(/^#/, '').replace(/^debugger-io\?/, '')
  if (text === '' || text.startsWith('/')) return undefined
  const values = new Map<string, string>()
  for (const pair of text.split('&')) {
    const at = pair.indexOf('=')
    if (at < 0 && pair !== 'present') continue
    const name = at < 0 ? pair : decoded(pair.slice(0, at))
    if (!values.has(name)) values.set(name, at < 0 ? '' : decoded(pair.slice(at + 1)))
  }
  const first = (names: readonly string[]) => names.map((name) => values.get(name)).find((value) => value !== undefined && value !== '')
  const link = { token: first(TOKEN_NAMES), key: first(KEY_NAMES), expect: first(['expect']), present: values.has('present') || undefined }
  return Object.values(link).every((value) => value === undefined) ? undefined : link
}

const PUBLIC_LABEL = /BEGIN (?:[A-Z0-9]{1,20} ){0,4}(?:PUBLIC KEY|CERTIFICATE)\b/
/** Members that only a private key or a secret has (RFC 7518 sections 6.2.2, 6.3.2 and 6.4.1; "priv" of an AKP key). */
const SECRET_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv']

/**
 * Why a link's key isn't loaded, or undefined for a public key as a JWK, a JWK Set or PEM. Decided by its form alone, before any of it
 * is used: links are passed on, and a signing key must not be.
 */
export function refuseLinkKey(text: string): 'private' | 'not-public' | undefined {
  if (text.includes('BEGIN') && text.includes('PRIVATE KEY')) return 'private'
  if (PUBLIC_LABEL.test(text)) return undefined
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return 'not-public'
  }
  const keys = isObject(value) && Array.isArray(value['keys']) ? (value['keys'] as unknown[]) : [value]
  if (keys.some((key) => isObject(key) && (key['kty'] === 'oct' || SECRET_MEMBERS.some((name) => Object.hasOwn(key, name)))))
    return 'private'
  return keys.length > 0 && keys.every((key) => isObject(key) && typeof key['kty'] === 'string') ? undefined : 'not-public'
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The fragment with a service's expectations, in the format of `encodeExpectations`, which contains no secrets. */
export function writeExpectationsLink(expectations: string): string {
  return `#expect=${encodeURIComponent(expectations)}`
}

/** Percent-decodes, and leaves invalid sequences alone. A "+" stays, since it belongs to base64 and PEM, not to form data. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
