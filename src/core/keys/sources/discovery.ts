// Finds an issuer's keys: which URLs to ask, and what an answer must say to count (RFC 8414, OpenID Connect Discovery 1.0).
import { checkFetchUrl, type FetchUrlCheck } from './fetch-url.ts'
import { membersByName, parseJson, plainValue, textOf } from '../../text/json.ts'

export interface MetadataUrl {
  readonly standard: 'oauth' | 'openid'
  readonly url: string
}

export type MetadataUrls =
  | { readonly ok: true; readonly urls: readonly MetadataUrl[] }
  | {
      readonly ok: false
      /** `query`: RFC 8414 section 2 and OpenID Connect Discovery section 3 allow no query and no fragment in an issuer. */
      readonly reason: Extract<FetchUrlCheck, { ok: false }>['reason'] | 'query'
    }

/**
 * Where an issuer's metadata may be, in the order to try. RFC 8414 section 3.1 puts the well-known path between host and path,
 * OpenID Connect Discovery section 4 after the path. Both remove a trailing slash first.
 */
export function metadataUrls(issuer: string): MetadataUrls {
  const check = checkFetchUrl(issuer)
  if (!check.ok) return check
  const { origin, pathname, search } = new URL(check.url)
  if (search !== '' || issuer.includes('?')) return { ok: false, reason: 'query' }
  const path = pathname.replace(/\/$/, '')
  return {
    ok: true,
    urls: [
      { standard: 'oauth', url: `${origin}/.well-known/oauth-authorization-server${path}` },
      { standard: 'openid', url: `${origin}${path}/.well-known/openid-configuration` },
    ],
  }
}

export type Metadata =
  | { readonly ok: true; readonly jwksUri: string }
  /** The metadata must name exactly the issuer that was asked for (RFC 8414 section 3.3, OpenID Connect Discovery section 4.3). */
  | { readonly ok: false; readonly reason: 'other-issuer'; readonly found: string }
  | { readonly ok: false; readonly reason: 'no-issuer' | 'no-jwks-uri' | 'not-json' }

/** Reads an issuer's metadata; never throws. Returns "jwks_uri" unchanged: check it before requesting it. */
export function readMetadata(json: string, issuer: string): Metadata {
  const members = objectMembers(json)
  if (!members) return { ok: false, reason: 'not-json' }
  const named = members.get('issuer')
  if (named?.type !== 'string') return { ok: false, reason: 'no-issuer' }
  if (named.value !== issuer) return { ok: false, reason: 'other-issuer', found: named.value }
  const jwksUri = members.get('jwks_uri')
  return jwksUri?.type === 'string' ? { ok: true, jwksUri: jwksUri.value } : { ok: false, reason: 'no-jwks-uri' }
}

export type KeyAnswer =
  | {
      readonly ok: true
      /** A JWK Set for the key box, laid out for reading. */
      readonly text: string
      readonly count: number
    }
  /** It is metadata, so its keys are elsewhere. */
  | { readonly ok: false; readonly reason: 'is-metadata'; readonly jwksUri: string }
  | { readonly ok: false; readonly reason: 'no-keys' | 'not-json' }

/** Reads the answer of a JWK Set URL (RFC 7517 section 5); the keys themselves are for `readKey`. Never throws. */
export function readKeyAnswer(json: string): KeyAnswer {
  const members = objectMembers(json)
  if (!members) return { ok: false, reason: 'not-json' }
  const keys = members.get('keys')
  if (keys?.type === 'array' && keys.items.length > 0) {
    return { ok: true, text: JSON.stringify({ keys: plainValue(keys) }, null, 2), count: keys.items.length }
  }
  const jwksUri = members.get('jwks_uri')
  return jwksUri?.type === 'string' && !keys
    ? { ok: false, reason: 'is-metadata', jwksUri: jwksUri.value }
    : { ok: false, reason: 'no-keys' }
}

/** The PEM of the first certificate in the answer of an "x5u" URL: it contains the key (RFC 7515 section 4.1.5). */
export function readCertificateAnswer(json: string): string | undefined {
  const certificates = objectMembers(json)?.get('certificates')
  return textOf(certificates?.type === 'array' ? certificates.items[0] : undefined)
}

/** A POSIX shell command that prints the answer of `url`. It follows redirects, which the page never does. */
export function curlCommand(url: string): string {
  return `curl -sSL '${url.replaceAll("'", "'\\''")}'`
}

function objectMembers(json: string) {
  const document = parseJson(json)
  return document.valid && document.root?.type === 'object' ? membersByName(document.root) : undefined
}
