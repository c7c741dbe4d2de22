// A key as this program holds it, whatever it was written in: its JWK members, what it is, and what came along with it (RFC 7517).
import type { KeyType } from '../algorithms/algorithms.ts'

/** JWK members as strings and arrays of strings; only the members of the key itself, in canonical base64url (RFC 7518 section 6). */
export interface Jwk {
  readonly kty: KeyType
  readonly crv?: string
  readonly alg?: string
  readonly k?: string
  readonly n?: string
  readonly e?: string
  readonly d?: string
  readonly p?: string
  readonly q?: string
  readonly dp?: string
  readonly dq?: string
  readonly qi?: string
  readonly x?: string
  readonly y?: string
  readonly pub?: string
  readonly priv?: string
}

export type SecretEncoding = 'utf8' | 'base64url' | 'base64' | 'hex'

/** What the key was written in. The part after the hyphen tells secrets, and public from private PKCS#1. */
export type KeyFormat =
  | 'secret-utf8'
  | 'secret-base64url'
  | 'secret-base64'
  | 'secret-hex'
  | 'jwk'
  | 'spki'
  | 'pkcs8'
  | 'pkcs8-encrypted'
  | 'pkcs1-public'
  | 'pkcs1-private'
  | 'sec1'
  | 'x509'
  | 'openssh'

/** What DER was wrapped in; undefined for formats that are no DER. */
export type Armour = 'pem' | 'base64' | 'hex' | undefined

export interface Certificate {
  readonly subject: string
  readonly issuer: string
  /** Seconds since 1970, as a NumericDate. */
  readonly notBefore: number
  /** Seconds since 1970, as a NumericDate. */
  readonly notAfter: number
  /** Subject alternative names, each as `DNS:example.com`, `URI:…`, `IP:…`, `email:…`. */
  readonly san: readonly string[]
  readonly der: Uint8Array<ArrayBuffer>
  /** base64url, as "x5t" (RFC 7515 section 4.1.7). */
  readonly sha1: string
  /** base64url, as "x5t#S256" (RFC 7515 section 4.1.8). */
  readonly sha256: string
}

/** What ASN.1 says that an RSA key is for, where it isn't for everything (RFC 4055 sections 1.2, 3.1 and 4.1). */
export interface RsaPurpose {
  readonly scheme: 'RSASSA-PSS' | 'RSAES-OAEP'
  /** The one hash that it may be used with; undefined for any. */
  readonly hash: 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512' | 'another' | undefined
}

export interface KeyMaterial {
  readonly kind: 'secret' | 'public' | 'private'
  readonly type: KeyType
  /** "crv", for EC and OKP. */
  readonly curve: string | undefined
  /** Length of the secret, of the RSA modulus, or of the curve's field; for AKP of the public key. In bits. */
  readonly bits: number
  readonly format: KeyFormat
  readonly armour: Armour
  /** The members of the key; for a private key also the public ones. */
  readonly jwk: Jwk
  /** The bytes of a secret, exactly as they go into the HMAC; absent for other kinds. */
  readonly secret: Uint8Array<ArrayBuffer> | undefined
  /** Metadata of a JWK (RFC 7517 section 4), as written. Absent for other formats, but for AKP `alg` is part of the key. */
  readonly kid: string | undefined
  readonly alg: string | undefined
  readonly use: string | undefined
  readonly keyOps: readonly string[] | undefined
  readonly certificate: Certificate | undefined
  /** Absent where the key may be used with every scheme of its type. */
  readonly purpose?: RsaPurpose | undefined
}

/** Something worth knowing about a key that was read: an id of the catalogue and what it speaks of. */
export interface KeyNote {
  readonly id: string
  readonly args: Readonly<Record<string, string | number>>
  /** Which of the keys, where there are several. */
  readonly index: number | undefined
}

/**
 * Why a text is no usable key, or why a key cannot do what is asked. `found`, `expected` and `action` are short plain phrases
 * ("an EC P-256 key", "an RSA key", "paste the issuer's RSA public key"); none ever holds key text.
 */
export interface KeyProblem {
  readonly id: KeyProblemId
  readonly found: string
  readonly expected: string
  readonly action: string
  readonly args: Readonly<Record<string, string | number>>
}

export type KeyProblemId =
  /** More text than any key has; `args.length` characters. */
  | 'key-too-long'
  /** So many keys that reading them was stopped. */
  | 'key-too-costly'
  /** The text is none of the known formats, and the algorithm takes no secret. */
  | 'not-a-key'
  /** The secret has a character that its encoding does not know. `args.character`, `args.at` (UTF-16 offset). */
  | 'secret-encoding'
  | 'key-is-token'
  /** An OpenID or OAuth metadata document; `args.jwksUri` names where its keys are. */
  | 'key-discovery-document'
  | 'key-json-damaged'
  | 'key-pem-damaged'
  /** The DER ends before it should; `args.missing` bytes. */
  | 'key-der-truncated'
  | 'key-der-unreadable'
  /** Label and content disagree; `args.label`. */
  | 'key-pem-label'
  /** A private key under a passphrase; `args.passphrase` is `needed` or `wrong`. */
  | 'key-private-encrypted'
  /** A format, curve or key type that nothing here can use. */
  | 'key-unsupported'
  /** A JWK lacks a member or has one that is not what it must be; `args.member`. */
  | 'key-jwk-member'
  | 'key-ec-off-curve'
  | 'key-set-empty'
  /** The key is of another type or curve than the algorithm needs. */
  | 'key-alg-mismatch'
  /** The modulus is too short to hold the algorithm's padding at all. */
  | 'key-too-small'
  /** Anyone can sign under it: a point of small order, an exponent of 1. */
  | 'key-unsafe'
  /** Signing needs a private key. */
  | 'key-not-private'
  /** The cryptographic library refused the key. */
  | 'key-refused'
  /** There is no key. */
  | 'key-missing'
  /** The page came over plain http from another host, where browsers have no Web Crypto. */
  | 'crypto-missing'

export interface KeyReading {
  readonly kind: 'empty' | 'secret' | 'key' | 'key-set' | 'unreadable'
  /** In the order of the text; empty where nothing could be read. */
  readonly keys: readonly KeyMaterial[]
  /** The text is taken as a secret, so its encoding is a choice. */
  readonly isSecretText: boolean
  readonly notes: readonly KeyNote[]
  /** Present exactly for `unreadable`. */
  readonly problem: KeyProblem | undefined
}

/** Builds a note. */
export function note(id: string, args: KeyNote['args'] = {}, index?: number): KeyNote {
  return { id, args, index }
}

/** Builds a problem from its parts. */
export function problem(id: KeyProblemId, found: string, expected: string, action: string, args: KeyProblem['args'] = {}): KeyProblem {
  return { id, found, expected, action, args }
}

/** The outcome of reading one key. */
export type KeyResult =
  | { readonly key: KeyMaterial; readonly notes: readonly KeyNote[]; readonly problem?: undefined }
  | { readonly key?: undefined; readonly notes?: undefined; readonly problem: KeyProblem }

/** The bytes of a secret; throws for a key of another kind, which only a mistake in the program takes for one. */
export function secretOf({ kind, secret }: Pick<KeyMaterial, 'kind' | 'secret'>): Uint8Array<ArrayBuffer> {
  if (!secret) throw new TypeError(`a ${kind} key is no secret`)
  return secret
}

/** The public members alone: with "alg", "use", "key_ops" or private ones present Web Crypto refuses to verify. */
export function publicMembers(jwk: Jwk): Jwk {
  const { kty, crv, n, e, x, y, pub, alg } = jwk
  switch (kty) {
    case 'RSA':
      return { kty, n: n!, e: e! }
    case 'EC':
      return { kty, crv: crv!, x: x!, y: y! }
    case 'OKP':
      return { kty, crv: crv!, x: x! }
    case 'AKP':
      return { kty, alg: alg!, pub: pub! }
    default:
      return { kty }
  }
}

/** True where two keys have the same public half, or are the same secret. */
export function sameKey(a: Jwk, b: Jwk): boolean {
  const half = a.kty === 'oct' ? { ...a } : publicMembers(a)
  const other = b.kty === 'oct' ? { ...b } : publicMembers(b)
  const names = [...new Set([...Object.keys(half), ...Object.keys(other)])] as (keyof Jwk)[]
  return names.every((name) => half[name] === other[name])
}
