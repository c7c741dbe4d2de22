// Makes a DPoP proof for a request (RFC 9449 section 4.2): the claims, the public key in the header, and a signature with its private half.
import { sha256 } from '@noble/hashes/sha2.js'
import { algorithmByName, type Algorithm } from '../algorithms/algorithms.ts'
import { sign } from '../crypto/sign.ts'
import { keyMismatch } from '../keys/expected-key.ts'
import { problem, publicMembers, type KeyMaterial, type KeyResult } from '../keys/key-material.ts'
import { encodeBase64url, encodeText } from '../text/base64url.ts'
import { comparable } from './target-uri.ts'

export interface ProofInput {
  /** As it is sent: methods are compared letter by letter (RFC 9110 section 9.1). */
  readonly method: string
  /** Absolute; query and fragment stay out of the proof. */
  readonly url: string
  /** Hashed into "ath"; empty for a request to the token endpoint. */
  readonly accessToken: string
  /** What the server gave in `DPoP-Nonce`; empty where it gave none. */
  readonly nonce: string
  /** The instant of "iat", in seconds. */
  readonly now: number
}

/** What stops a proof before any key is asked: the sentence to show; undefined where nothing does. */
export function proofProblem({ method, url, accessToken }: Pick<ProofInput, 'method' | 'url' | 'accessToken'>): string | undefined {
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(method)) return 'A method is one word, such as GET or POST.'
  if (comparable(url) === undefined) return 'This isn’t a complete URL. It needs http or https, a host and a path.'
  if (/[^\x21-\x7e]/.test(accessToken)) return 'An access token has no whitespace, and only ASCII characters.'
  return undefined
}

/** A compact proof, or why this key can't make one. Throws for input that `proofProblem` finds fault with: our own bug. */
export async function makeProof(key: KeyMaterial, input: ProofInput): Promise<KeyResult<{ readonly compact: string }>> {
  const { method, url, accessToken, nonce, now } = input
  if (proofProblem(input) !== undefined) throw new TypeError('nobody asked whether a proof can be made')
  const algorithm = proofAlgorithm(key)
  if (!algorithm) return { problem: problem('key-alg-mismatch', 'a shared secret', PRIVATE_KEY, `give ${PRIVATE_KEY}`) }
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

/** What servers take most widely for each type of key, unless the key itself says which. */
const USUAL = ['ES256', 'ES384', 'ES512', 'ES256K', 'RS256', 'PS256', 'EdDSA', 'ML-DSA-44', 'ML-DSA-65', 'ML-DSA-87']

/** The algorithm that a key signs a proof with; undefined for a shared secret, and for a key that signs nothing. */
export function proofAlgorithm(key: KeyMaterial): Algorithm | undefined {
  if (key.kind === 'secret') return undefined
  return [key.alg, ...USUAL]
    .map(algorithmByName)
    .find((row) => row !== undefined && row.kty === key.type && keyMismatch(row, key) === undefined)
}
