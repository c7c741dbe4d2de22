// Makes a DPoP proof for a request (RFC 9449 section 4.2): the claims, the public key in the header, and a signature by its private half.
import { sha256 } from '@noble/hashes/sha2.js'
import { algorithmByName, type Algorithm } from '../algorithms/algorithms.ts'
import { sign } from '../crypto/sign.ts'
import { keyMismatch } from '../keys/expected-key.ts'
import { problem, publicMembers, type KeyMaterial, type KeyResult } from '../keys/key-material.ts'
import { encodeBase64url, encodeText } from '../text/base64url.ts'
import { comparable } from './target-uri.ts'

export interface ProofInput {
  /** As it is sent: methods are case-sensitive (RFC 9110 section 9.1). */
  readonly method: string
  /** Absolute. The proof leaves out query and fragment. */
  readonly url: string
  /** Hashed into "ath"; empty for a request to the token endpoint. */
  readonly accessToken: string
  /** The server's `DPoP-Nonce`; empty if it issued none. */
  readonly nonce: string
  /** The time for "iat", in seconds. */
  readonly now: number
}

/** What prevents a proof before a key is needed, as the sentence to show; undefined if nothing does. */
export function proofProblem({ method, url, accessToken }: Pick<ProofInput, 'method' | 'url' | 'accessToken'>): string | undefined {
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(method)) return 'A method is one word, such as GET or POST.'
  if (comparable(url) === undefined) return 'This isn’t a complete URL. It needs http or https, a host and a path.'
  if (/[^\x21-\x7e]/.test(accessToken)) return 'An access token contains only ASCII characters and no whitespace.'
  return undefined
}

/** A compact proof, or why this key can't make one. Throws for input that `proofProblem` rejects: a bug in the caller. */
export async function makeProof(key: KeyMaterial, input: ProofInput): Promise<KeyResult<{ readonly compact: string }>> {
  const { method, url, accessToken, nonce, now } = input
  if (proofProblem(input) !== undefined) throw new TypeError('the input was not checked with proofProblem')
  const algorithm = proofAlgorithm(key)
  if (!algorithm) return { problem: problem('key-alg-mismatch', 'a shared secret', PRIVATE_KEY, `use ${PRIVATE_KEY}`) }
  const header = { typ: 'dpop+jwt', alg: algorithm.name, jwk: publicMembers(key.jwk) }
  const claims = {
    jti: encodeBase64url(crypto.getRandomValues(new Uint8Array(16))),
    htm: method,
    htu: url.replace(/[?#].*$/s, ''),
    iat: Math.floor(now),
    ...(accessToken !== '' && { ath: encodeBase64url(sha256(new TextEncoder().encode(accessToken))) }),
    ...(nonce !== '' && { nonce }),
  }
  const input64 = [header, claims].map((part) => encodeText(JSON.stringify(part))).join('.')
  const made = await sign(algorithm.name, new TextEncoder().encode(input64), { kind: 'key', keys: [key], notes: [] })
  return made.problem ? made : { compact: `${input64}.${encodeBase64url(made.signature)}` }
}

const PRIVATE_KEY = 'a private key (EC, Edwards, RSA or ML-DSA)'

/** The algorithm that most servers accept for each type of key, unless the key itself names one. */
const USUAL = ['ES256', 'ES384', 'ES512', 'ES256K', 'RS256', 'PS256', 'EdDSA', 'ML-DSA-44', 'ML-DSA-65', 'ML-DSA-87']

/** The algorithm with which a key signs a proof; undefined for a shared secret, and for a key that can't sign. */
export function proofAlgorithm(key: KeyMaterial): Algorithm | undefined {
  if (key.kind === 'secret') return undefined
  return [key.alg, ...USUAL]
    .map(algorithmByName)
    .find((row) => row !== undefined && row.kty === key.type && keyMismatch(row, key) === undefined)
}
