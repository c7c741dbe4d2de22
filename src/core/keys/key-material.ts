// A key in memory, whatever format it was read from: its JWK members, its kind and what came with it (RFC 7517).
import type { KeyType } from '../algorithms/algorithms.ts'

/** JWK members as strings and arrays of strings: only the members of the key itself, in canonical base64url (RFC 7518 section 6). */
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

/** The key types that come in pairs, a public and a private key. */
export type PairType = Exclude<KeyType, 'oct'>

export type SecretEncoding = 'utf8' | 'base64url' | 'base64' | 'hex'

/** Every encoding of a secret with its familiar name, the usual one first. */
export const secretEncodings: readonly { readonly value: SecretEncoding; readonly name: string }[] = [
  { value: 'utf8', name: 'UTF-8' },
  { value: 'base64url', name: 'base64url' },
  { value: 'base64', name: 'base64' },
  { value: 'hex', name: 'hex' },
]

/** The format that a secret was read from. */
export type SecretFormat = `secret-${SecretEncoding}` | 'jwk'

/** The format that a public or private key was read from. The part after the hyphen tells public from private PKCS#1. */
export type PairFormat = 'jwk' | 'spki' | 'pkcs8' | 'pkcs8-encrypted' | 'pkcs1-public' | 'pkcs1-private' | 'sec1' | 'x509' | 'openssh'

export type KeyFormat = SecretFormat | PairFormat

/** What the DER was wrapped in; undefined for formats other than DER. */
export type Armor = 'pem' | 'base64' | 'hex' | undefined

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

/** What ASN.1 restricts an RSA key to, if anything (RFC 4055 sections 1.2, 3.1 and 4.1). */
export interface RsaPurpose {
  readonly scheme: 'RSASSA-PSS' | 'RSAES-OAEP'
  /** The only hash that the key may be used with; undefined for any. */
  readonly hash: 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512' | 'another' | undefined
}

/** What a JWK says about its key (RFC 7517 section 4), unchanged; other formats say none of it. For an AKP key, `alg` is part of the key. */
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
  /** The bytes, exactly as HMAC takes them. */
  readonly secret: Uint8Array<ArrayBuffer>
}

export interface PairKey extends Named {
  readonly kind: 'public' | 'private'
  readonly type: PairType
  /** "crv", for EC and OKP. */
  readonly curve: string | undefined
  /** Length in bits of the RSA modulus, of the curve's field, or of the public key for AKP. */
  readonly bits: number
  readonly format: PairFormat
  readonly armor: Armor
  /** The members of the key; for a private key, the public ones too. */
  readonly jwk: Jwk<PairType>
  /** The certificate that the key was read from, or the one in its "x5c". */
  readonly certificate: Certificate | undefined
  /** Undefined if the key may be used with every scheme of its type. */
  readonly purpose: RsaPurpose | undefined
}

export type KeyMaterial = SecretKey | PairKey

/** Something worth knowing about a key that was read or used. */
export interface KeyNote {
  readonly id: KeyNoteId
  readonly args: Readonly<Record<string, string | number>>
  /** Which of the keys, if there are several. */
  readonly index: number | undefined
}

export type KeyNoteId =
  /** About a secret: it looks like a token; its last character has unused bits that are set. */
  | 'key-is-token'
  | 'secret-spare-bits'
  /** About the format of the key. */
  | 'key-format-note'
  | 'key-in-base64'
  | 'key-private-pasted'
  | 'key-cert-as-key'
  | 'key-cert-chain'
  | 'key-openssh-locked'
  /** About what was repaired: PEM (`args.repaired`), and a member of a JWK (`args.member`, `args.form`). */
  | 'key-pem-damaged'
  | 'key-jwk-member-form'
  | 'key-rsa-modulus-form'
  /** About several keys: one was skipped (`args.position`, from 1); they are in a bare array. */
  | 'jwks-key-skipped'
  | 'jwks-bare-array'
  /** About JWK metadata that is malformed (RFC 7517 section 4): `args.member`. */
  | 'key-jwk-metadata'
  /** About a JWK's certificate. */
  | 'x5c-invalid'
  | 'x5c-key-mismatch'
  /** About metadata that doesn't allow how the key is used (RFC 7517 sections 4.2 to 4.4). */
  | 'key-jwk-alg-mismatch'
  | 'key-use'
  | 'key-ops'

/**
 * Why a text is not a usable key, or why a key can't do what is asked. `found`, `expected` and `action` are short plain phrases
 * ("an EC P-256 key", "an RSA key", "paste the issuer's RSA public key"); none ever contains key text.
 */
export interface KeyProblem {
  readonly id: KeyProblemId
  readonly found: string
  readonly expected: string
  readonly action: string
  readonly args: Readonly<Record<string, string | number>>
}

export type KeyProblemId =
  /** More text than any key has: `args.length` characters. */
  | 'key-too-long'
  /** Reading was stopped because there were too many keys. */
  | 'key-too-costly'
  /** The text is in none of the known formats, and the algorithm doesn't use a secret. */
  | 'not-a-key'
  /** The secret has a character that isn't in its encoding. `args.character`, `args.at` (UTF-16 offset). */
  | 'secret-encoding'
  | 'key-is-token'
  /** An OpenID or OAuth metadata document; `args.jwksUri` says where its keys are. */
  | 'key-discovery-document'
  | 'key-json-damaged'
  | 'key-pem-damaged'
  /** The DER ends too early; `args.missing` bytes. */
  | 'key-der-truncated'
  | 'key-der-unreadable'
  /** The label and the content disagree; `args.label`. */
  | 'key-pem-label'
  /** A passphrase-protected private key; `args.passphrase` is `needed` or `wrong`. */
  | 'key-private-encrypted'
  /** A format, curve or key type that can't be used here. */
  | 'key-unsupported'
  /** A JWK lacks a member or has a malformed one; `args.member`. */
  | 'key-jwk-member'
  | 'key-ec-off-curve'
  | 'key-set-empty'
  /** The key has a different type or curve than the algorithm needs. */
  | 'key-alg-mismatch'
  /** The modulus is too short for the algorithm's padding. */
  | 'key-too-small'
  /** Anyone can sign with it: a point of small order, an exponent of 1. */
  | 'key-unsafe'
  /** Signing needs a private key. */
  | 'key-not-private'
  /** The cryptographic library refused the key. */
  | 'key-refused'
  /** There is no key. */
  | 'key-missing'
  /** The page came over plain http from another host, where browsers have no Web Crypto. */
  | 'crypto-missing'

/** The result of reading a text. Its keys are in the order of the text. */
export type KeyReading =
  | { readonly kind: 'empty'; readonly keys: readonly []; readonly notes: readonly []; readonly problem?: undefined }
  /** The text itself is the secret, in an encoding that the reader chooses. A secret in a JWK is a `key`. */
  | { readonly kind: 'secret'; readonly keys: readonly [SecretKey]; readonly notes: readonly KeyNote[]; readonly problem?: undefined }
  /** PEM text can contain several keys without being a set. */
  | {
      readonly kind: 'key' | 'key-set'
      readonly keys: readonly KeyMaterial[]
      readonly notes: readonly KeyNote[]
      readonly problem?: undefined
    }
  | { readonly kind: 'unreadable'; readonly keys: readonly []; readonly notes: readonly KeyNote[]; readonly problem: KeyProblem }

/** The text is taken as a secret, readable or not, so the reader can choose its encoding. */
export function isSecretText({ kind, problem }: KeyReading): boolean {
  return kind === 'secret' || problem?.id === 'secret-encoding'
}

/** The result of work that a key can prevent: either the answer, or what is wrong with the key. */
export type KeyResult<Answer extends object> =
  | (Answer & { readonly problem?: undefined })
  | ({ readonly [Name in keyof Answer]?: undefined } & { readonly problem: KeyProblem })

/** A key that was read. */
export type ReadKey<Key extends KeyMaterial = KeyMaterial> = KeyResult<{ readonly key: Key; readonly notes: readonly KeyNote[] }>

/** Builds a note. */
export function note(id: KeyNoteId, args: KeyNote['args'] = {}, index?: number): KeyNote {
  return { id, args, index }
}

/** Builds a problem from its parts. */
export function problem(id: KeyProblemId, found: string, expected: string, action: string, args: KeyProblem['args'] = {}): KeyProblem {
  return { id, found, expected, action, args }
}

/** The bytes of a secret. Throws for any other key; a caller that passes one has a bug. */
export function secretOf(key: KeyMaterial): Uint8Array<ArrayBuffer> {
  if (key.kind !== 'secret') throw new TypeError(`a ${key.kind} key is not a secret`)
  return key.secret
}

/** The certificate that a key was read from or contains, if any. */
export function certificateOf(key: KeyMaterial | undefined): Certificate | undefined {
  return key === undefined || key.kind === 'secret' ? undefined : key.certificate
}

/** The members that make up a public key of each type (RFC 7518 section 6, RFC 8037 section 2, RFC 9964). */
const PUBLIC: Readonly<Record<KeyType, readonly (keyof Jwk)[]>> = {
  oct: [],
  RSA: ['n', 'e'],
  EC: ['crv', 'x', 'y'],
  OKP: ['crv', 'x'],
  AKP: ['alg', 'pub'],
}

/** Only the public members: Web Crypto refuses to verify when "alg", "use", "key_ops" or private ones are present. */
export function publicMembers<Type extends KeyType>(jwk: Jwk<Type>): Jwk<Type> {
  return { kty: jwk.kty, ...Object.fromEntries(PUBLIC[jwk.kty].map((name) => [name, jwk[name]])) }
}

/** Whether two keys have the same public half, or are the same secret. */
export function sameKey(a: Jwk, b: Jwk): boolean {
  const names: readonly (keyof Jwk)[] = a.kty === 'oct' ? ['k'] : PUBLIC[a.kty]
  return a.kty === b.kty && names.every((name) => a[name] === b[name])
}
