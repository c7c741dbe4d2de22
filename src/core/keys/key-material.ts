// A key as this program holds it, whatever it was written in: its JWK members, what it is, and what came along with it (RFC 7517).
import type { KeyType } from '../algorithms/algorithms.ts'

/** JWK members as strings and arrays of strings; only the members of the key itself, in canonical base64url (RFC 7518 section 6). */
export interface Jwk<Type extends KeyType = KeyType> {
  readonly kty: Type
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

/** The types of keys that come in pairs, a public and a private one. */
export type PairType = Exclude<KeyType, 'oct'>

export type SecretEncoding = 'utf8' | 'base64url' | 'base64' | 'hex'

/** Every encoding of a secret by the name that people know, the usual one first. */
export const secretEncodings: readonly { readonly value: SecretEncoding; readonly name: string }[] = [
  { value: 'utf8', name: 'UTF-8' },
  { value: 'base64url', name: 'base64url' },
  { value: 'base64', name: 'base64' },
  { value: 'hex', name: 'hex' },
]

/** What a secret was written in. */
export type SecretFormat = `secret-${SecretEncoding}` | 'jwk'

/** What a public or private key was written in. The part after the hyphen tells public from private PKCS#1. */
export type PairFormat = 'jwk' | 'spki' | 'pkcs8' | 'pkcs8-encrypted' | 'pkcs1-public' | 'pkcs1-private' | 'sec1' | 'x509' | 'openssh'

export type KeyFormat = SecretFormat | PairFormat

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

/** What a JWK says of its key (RFC 7517 section 4), as written; other formats say none of it. Of an AKP key, `alg` is part of the key. */
interface Named {
  readonly kid: string | undefined
  readonly alg: string | undefined
  readonly use: string | undefined
  readonly keyOps: readonly string[] | undefined
}

export interface SecretKey extends Named {
  readonly kind: 'secret'
  readonly type: 'oct'
  readonly curve?: undefined
  readonly bits: number
  readonly format: SecretFormat
  readonly jwk: Jwk<'oct'>
  /** The bytes, exactly as they go into the HMAC. */
  readonly secret: Uint8Array<ArrayBuffer>
}

export interface PairKey extends Named {
  readonly kind: 'public' | 'private'
  readonly type: PairType
  /** "crv", for EC and OKP. */
  readonly curve: string | undefined
  /** Length of the RSA modulus, or of the curve's field; for AKP of the public key. In bits. */
  readonly bits: number
  readonly format: PairFormat
  readonly armour: Armour
  /** The members of the key; for a private key also the public ones. */
  readonly jwk: Jwk<PairType>
  /** The one that it was read from, or that "x5c" brings. */
  readonly certificate: Certificate | undefined
  /** Undefined where the key may be used with every scheme of its type. */
  readonly purpose: RsaPurpose | undefined
}

export type KeyMaterial = SecretKey | PairKey

/** Something worth knowing about a key that was read or used: what, and what it speaks of. */
export interface KeyNote {
  readonly id: KeyNoteId
  readonly args: Readonly<Record<string, string | number>>
  /** Which of the keys, where there are several. */
  readonly index: number | undefined
}

export type KeyNoteId =
  /** Of a secret: it looks like a token; its last character has bits that stand for nothing. */
  | 'key-is-token'
  | 'secret-spare-bits'
  /** Of what the key was written in. */
  | 'key-format-note'
  | 'key-in-base64'
  | 'key-private-pasted'
  | 'key-cert-as-key'
  | 'key-cert-chain'
  | 'key-openssh-locked'
  /** Of what was mended: PEM (`args.repaired`), and a member of a JWK (`args.member`, `args.form`). */
  | 'key-pem-damaged'
  | 'key-jwk-member-form'
  | 'key-rsa-modulus-form'
  /** Of several keys: one was passed over (`args.position`, from 1), and they stand in a bare array. */
  | 'jwks-key-skipped'
  | 'jwks-bare-array'
  /** Of a JWK's metadata that is not what it must be (RFC 7517 section 4): `args.member`. */
  | 'key-jwk-metadata'
  /** Of a JWK's certificate. */
  | 'x5c-invalid'
  | 'x5c-key-mismatch'
  /** Of metadata that disagree with how the key is used (RFC 7517 sections 4.2 to 4.4). */
  | 'key-jwk-alg-mismatch'
  | 'key-use'
  | 'key-ops'

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

/** What a text was read as. Its keys are in the order of the text. */
export type KeyReading =
  | { readonly kind: 'empty'; readonly keys: readonly []; readonly notes: readonly []; readonly problem?: undefined }
  /** The text itself is the secret, in an encoding that is a choice. A secret in a JWK is a `key`. */
  | { readonly kind: 'secret'; readonly keys: readonly [SecretKey]; readonly notes: readonly KeyNote[]; readonly problem?: undefined }
  /** PEM text can hold several keys without being a set. */
  | {
      readonly kind: 'key' | 'key-set'
      readonly keys: readonly KeyMaterial[]
      readonly notes: readonly KeyNote[]
      readonly problem?: undefined
    }
  | { readonly kind: 'unreadable'; readonly keys: readonly []; readonly notes: readonly KeyNote[]; readonly problem: KeyProblem }

/** The text is taken as a secret, readable or not, so its encoding is a choice. */
export function isSecretText({ kind, problem }: KeyReading): boolean {
  return kind === 'secret' || problem?.id === 'secret-encoding'
}

/** What came of something that a key can stop: the answer, or what is wrong with the key, and never both. */
export type KeyResult<Answer extends object> =
  | (Answer & { readonly problem?: undefined })
  | ({ readonly [Name in keyof Answer]?: undefined } & { readonly problem: KeyProblem })

/** One key that was read. */
export type ReadKey<Key extends KeyMaterial = KeyMaterial> = KeyResult<{ readonly key: Key; readonly notes: readonly KeyNote[] }>

/** Builds a note. */
export function note(id: KeyNoteId, args: KeyNote['args'] = {}, index?: number): KeyNote {
  return { id, args, index }
}

/** Builds a problem from its parts. */
export function problem(id: KeyProblemId, found: string, expected: string, action: string, args: KeyProblem['args'] = {}): KeyProblem {
  return { id, found, expected, action, args }
}

/** The bytes of a secret; throws for a key of another kind, which only a mistake in the program takes for one. */
export function secretOf(key: KeyMaterial): Uint8Array<ArrayBuffer> {
  if (key.kind !== 'secret') throw new TypeError(`a ${key.kind} key is no secret`)
  return key.secret
}

/** The certificate that a key was read from or brings, where there is one. */
export function certificateOf(key: KeyMaterial | undefined): Certificate | undefined {
  return key === undefined || key.kind === 'secret' ? undefined : key.certificate
}

/** The members that make a public key of each type (RFC 7518 section 6, RFC 8037 section 2, RFC 9964). */
const PUBLIC: Readonly<Record<KeyType, readonly (keyof Jwk)[]>> = {
  oct: [],
  RSA: ['n', 'e'],
  EC: ['crv', 'x', 'y'],
  OKP: ['crv', 'x'],
  AKP: ['alg', 'pub'],
}

/** The public members alone: with "alg", "use", "key_ops" or private ones present Web Crypto refuses to verify. */
export function publicMembers<Type extends KeyType>(jwk: Jwk<Type>): Jwk<Type> {
  return { kty: jwk.kty, ...Object.fromEntries(PUBLIC[jwk.kty].map((name) => [name, jwk[name]])) }
}

/** True where two keys have the same public half, or are the same secret. */
export function sameKey(a: Jwk, b: Jwk): boolean {
  const names: readonly (keyof Jwk)[] = a.kty === 'oct' ? ['k'] : PUBLIC[a.kty]
  return a.kty === b.kty && names.every((name) => a[name] === b[name])
}
