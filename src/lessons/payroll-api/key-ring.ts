// The keys of the payroll API: which one signs now, which are still accepted, and what the world may see of them.
import { exportJWK, exportSPKI, generateKeyPair, type CryptoKey, type JWK } from 'jose'
import { encodeBase64url } from '../../core/text/base64url.ts'

export type ServerAlg = 'HS256' | 'RS256' | 'ES256'

export interface ServerKey {
  /** The Key ID that tokens name it by (RFC 7515 section 4.1.4); without one, tokens carry none. */
  readonly kid: string | undefined
  readonly alg: ServerAlg
  readonly signWith: CryptoKey | Uint8Array
  readonly verifyWith: CryptoKey | Uint8Array
  /** Public half, for keys that have one. */
  readonly public: { readonly jwk: JWK; readonly pem: string } | undefined
}

/** Keys in force. The first one signs, all of them verify. */
export interface KeyRing {
  readonly keys: readonly ServerKey[]
  /** Puts a key in front: it signs from now on, the older ones still verify. */
  add(key: ServerKey): void
  /** Puts a key at the end: it verifies, and another one still signs. The first half of a planned rotation. */
  publish(key: ServerKey): void
  /** Lets a published key sign from now on; the others still verify. */
  signWith(kid: string): void
  /** Takes keys out of force: tokens that they signed are refused from now on. */
  retire(which: (key: ServerKey) => boolean): void
}

/** A ring of these keys, the first of which signs. */
export function keyRing(...initial: [ServerKey, ...ServerKey[]]): KeyRing {
  let keys: readonly ServerKey[] = initial
  return {
    get keys() {
      return keys
    },
    add: (key) => {
      keys = [key, ...keys]
    },
    publish: (key) => {
      keys = [...keys, key]
    },
    signWith: (kid) => {
      keys = [...keys.filter((key) => key.kid === kid), ...keys.filter((key) => key.kid !== kid)]
    },
    retire: (which) => {
      keys = keys.filter((key) => !which(key))
    },
  }
}

/** An HMAC key from the UTF-8 bytes of `text`, as short as it may be; RFC 7518 section 3.2 asks for 32 bytes. */
export function hmacKey(text: string, kid?: string): ServerKey {
  const bytes = new TextEncoder().encode(text)
  return { kid, alg: 'HS256', signWith: bytes, verifyWith: bytes, public: undefined }
}

/** 32 random bytes as base64url text, for a secret that nobody guesses. */
export function randomSecret(): string {
  return encodeBase64url(crypto.getRandomValues(new Uint8Array(32)))
}

/** A fresh key pair. RS256 has 2048 bits (RFC 7518 section 3.3), ES256 the curve P-256. */
export async function generatedKey(alg: 'RS256' | 'ES256', kid: string): Promise<ServerKey> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true })
  const jwk = { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' }
  return { kid, alg, signWith: privateKey, verifyWith: publicKey, public: { jwk, pem: await exportSPKI(publicKey) } }
}

/** The JWK Set for /.well-known/jwks.json: public keys only; a shared secret is never in it (RFC 7517 section 5). */
export function publicKeySet(ring: KeyRing): { keys: JWK[] } {
  return { keys: ring.keys.flatMap((key) => (key.public ? [{ ...key.public.jwk }] : [])) }
}
