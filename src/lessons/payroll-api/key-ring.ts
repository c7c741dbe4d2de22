// The keys of the payroll API: the one that signs, those that are still accepted, and the public key set.
import { exportJWK, exportSPKI, generateKeyPair, type CryptoKey, type JWK } from 'jose'
import { encodeBase64url } from '../../core/text/base64url.ts'

export type ServerAlg = 'HS256' | 'RS256' | 'ES256'

export interface ServerKey {
  /** The key ID in tokens (RFC 7515 section 4.1.4); without one, tokens have none either. */
  readonly kid: string | undefined
  readonly alg: ServerAlg
  readonly signWith: CryptoKey | Uint8Array
  readonly verifyWith: CryptoKey | Uint8Array
  /** The public key, for key pairs. */
  readonly public: { readonly jwk: JWK; readonly pem: string } | undefined
}

/** The accepted keys. The first one signs, all of them verify. */
export interface KeyRing {
  readonly keys: readonly ServerKey[]
  /** Adds a key at the front. It signs from now on, and the older ones still verify. */
  add(key: ServerKey): void
  /** Adds a key at the end. It verifies while another one still signs, which is the first half of a planned rotation. */
  publish(key: ServerKey): void
  /** Lets a published key sign from now on; the others still verify. */
  signWith(kid: string): void
  /** Removes keys. Tokens that they signed are refused from now on. */
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

/** An HMAC key from the UTF-8 bytes of `text`, however short, although RFC 7518 section 3.2 requires 32 bytes. */
export function hmacKey(text: string, kid?: string): ServerKey {
  const bytes = new TextEncoder().encode(text)
  return { kid, alg: 'HS256', signWith: bytes, verifyWith: bytes, public: undefined }
}

/** 32 random bytes as base64url text, for a secret that can't be guessed. */
export function randomSecret(): string {
  return encodeBase64url(crypto.getRandomValues(new Uint8Array(32)))
}

/** A fresh key pair. RS256 has 2048 bits (RFC 7518 section 3.3), ES256 the curve P-256. */
export async function generatedKey(alg: 'RS256' | 'ES256', kid: string): Promise<ServerKey> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true })
  const jwk = { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' }
  return { kid, alg, signWith: privateKey, verifyWith: publicKey, public: { jwk, pem: await exportSPKI(publicKey) } }
}

/** The JWK Set for /.well-known/jwks.json, with public keys only and never a shared secret (RFC 7517 section 5). */
export function publicKeySet(ring: KeyRing): { keys: JWK[] } {
  return { keys: ring.keys.flatMap((key) => (key.public ? [{ ...key.public.jwk }] : [])) }
}
