// What a service expects of a token, written to a link and read from one.

/** What the reader's service expects. Undefined or empty values are not expected. Times in seconds. */
export interface Expectations {
  readonly issuer?: string
  readonly audience?: string
  readonly typ?: string
  /** Any one of these. */
  readonly algorithms?: readonly string[]
  readonly subject?: string
  /** All of these. */
  readonly scope?: readonly string[]
  readonly nonce?: string
  /** Maximum seconds since the token was issued, or for an ID token since the person signed in. */
  readonly maxAge?: number
  readonly leeway?: number
  readonly companions?: Companions
}

/** What came with the token. These are secrets or nearly so, and never go into a link. */
export interface Companions {
  readonly accessToken?: string
  readonly code?: string
  readonly state?: string
  /** A DPoP proof, or the public JWK that the client proves to hold. */
  readonly proof?: string
}

/** Whether anything is expected at all. */
export function asksAnything({ companions, ...plain }: Expectations): boolean {
  const given = (value: unknown) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)
  return Object.values(plain).some(given) || Object.values(companions ?? {}).some(given)
}

const KEYS = [
  ['iss', 'issuer'],
  ['aud', 'audience'],
  ['typ', 'typ'],
  ['sub', 'subject'],
  ['nonce', 'nonce'],
] as const

/** Expectations as the text of a link: `aud=billing-api&alg=ES256`. Leaves out companions; RFC 3986 unreserved after encodeURIComponent. */
export function encodeExpectations(expectations: Expectations): string {
  const link = new URLSearchParams()
  for (const [key, name] of KEYS) if (expectations[name]) link.set(key, expectations[name])
  if (expectations.algorithms?.length) link.set('alg', expectations.algorithms.join(' '))
  if (expectations.scope?.length) link.set('scope', expectations.scope.join(' '))
  if (expectations.maxAge !== undefined) link.set('max-age', String(expectations.maxAge))
  if (expectations.leeway) link.set('leeway', String(expectations.leeway))
  return link.toString()
}

/** Reads such a text and ignores whatever is unknown or unreadable. Never throws. */
export function decodeExpectations(text: string): Expectations {
  const link = new URLSearchParams(text.slice(0, 8192))
  const value = (key: string) => link.get(key)?.slice(0, 2048) || undefined
  const list = (key: string) =>
    value(key)
      ?.split(' ')
      .filter((each) => each !== '')
      .slice(0, 50)
  const seconds = (key: string) => (/^\d{1,9}$/.test(value(key) ?? '') ? Number(value(key)) : undefined)
  const read: { -readonly [K in keyof Expectations]: Expectations[K] } = {}
  for (const [key, name] of KEYS) {
    const text = value(key)
    if (text !== undefined) read[name] = text
  }
  const [algorithms, scope, maxAge, leeway] = [list('alg'), list('scope'), seconds('max-age'), seconds('leeway')]
  return {
    ...read,
    ...(algorithms && { algorithms }),
    ...(scope && { scope }),
    ...(maxAge !== undefined && { maxAge }),
    ...(leeway !== undefined && { leeway }),
  }
}
