// The "alg" table (RFC 7518 section 3.1, IANA "JSON Web Signature and Encryption Algorithms"): one row for each algorithm that can be verified here.
import { coordinateBytes, curveByName, type EcCurve, type EdwardsCurve, type MlDsaName, type SigningCurve } from './curves.ts'

export type AlgorithmFamily = 'HMAC' | 'RSASSA-PKCS1-v1_5' | 'RSASSA-PSS' | 'ECDSA' | 'EdDSA' | 'ML-DSA' | 'none'

/** "kty" (RFC 7518 section 6.1, RFC 8037 section 2, RFC 9964). */
export type KeyType = 'oct' | 'RSA' | 'EC' | 'OKP' | 'AKP'

export type Hash = 'SHA-256' | 'SHA-384' | 'SHA-512'

/** The parameters that Web Crypto takes for import, generation, signing and verification alike; each call ignores what it does not know. */
export interface WebCryptoParameters {
  readonly name: string
  readonly hash?: Hash
  readonly namedCurve?: string
  /** Bytes; JWS fixes it to the size of the hash (RFC 7518 section 3.5). */
  readonly saltLength?: number
}

/**
 * The current status of an algorithm:
 * `recommended` for new systems; `acceptable`; `legacy`: sound, but newer designs choose another; `deprecated` by its registry; `insecure`.
 */
export type Standing = 'recommended' | 'acceptable' | 'legacy' | 'deprecated' | 'insecure'

export interface Algorithm {
  /** The "alg" value. */
  readonly name: string
  readonly family: AlgorithmFamily
  /** The type of key it takes; absent for `none`. */
  readonly kty: KeyType | undefined
  /** The curves that it takes: one, or for the polymorphic `EdDSA` two; empty where keys have no curve. */
  readonly curves: readonly SigningCurve[]
  readonly hash: Hash | undefined
  /** Signature length in bytes; undefined where the key decides: RSA (as the modulus) and `EdDSA` (by curve). See `signatureLength`. */
  readonly signatureBytes: number | undefined
  /** The smallest key that the specification allows, in bits; undefined where key sizes are fixed. */
  readonly minimumKeyBits: number | undefined
  /** One key and one message make exactly one signature. */
  readonly deterministic: boolean
  /** Undefined where no Web Crypto knows it. */
  readonly webCrypto: WebCryptoParameters | undefined
  readonly spec: { readonly document: string; readonly section: string }
  readonly standing: Standing
  /** One plain line for a reader who has not read the specification. */
  readonly description: string
}

const HASH_BYTES: Record<Hash, number> = { 'SHA-256': 32, 'SHA-384': 48, 'SHA-512': 64 }

const hmac = (name: string, hash: Hash): Algorithm => ({
  name,
  family: 'HMAC',
  kty: 'oct',
  curves: [],
  hash,
  signatureBytes: HASH_BYTES[hash],
  minimumKeyBits: HASH_BYTES[hash] * 8,
  deterministic: true,
  webCrypto: { name: 'HMAC', hash },
  spec: { document: 'RFC 7518', section: '3.2' },
  standing: 'recommended',
  description: `HMAC with ${hash}, one shared secret`,
})

const rsa = (name: string, hash: Hash): Algorithm => ({
  name,
  family: 'RSASSA-PKCS1-v1_5',
  kty: 'RSA',
  curves: [],
  hash,
  signatureBytes: undefined,
  minimumKeyBits: 2048,
  deterministic: true,
  webCrypto: { name: 'RSASSA-PKCS1-v1_5', hash },
  spec: { document: 'RFC 7518', section: '3.3' },
  standing: 'legacy',
  description: `RSA (PKCS#1 v1.5) with ${hash}: private key signs, public verifies`,
})

const pss = (name: string, hash: Hash): Algorithm => ({
  name,
  family: 'RSASSA-PSS',
  kty: 'RSA',
  curves: [],
  hash,
  signatureBytes: undefined,
  minimumKeyBits: 2048,
  deterministic: false,
  webCrypto: { name: 'RSA-PSS', hash, saltLength: HASH_BYTES[hash] },
  spec: { document: 'RFC 7518', section: '3.5' },
  standing: 'recommended',
  description: `RSA (PSS) with ${hash}: private key signs, public verifies`,
})

const ecdsa = (name: string, hash: Hash, curve: EcCurve, rest: Partial<Algorithm> = {}): Algorithm => ({
  name,
  family: 'ECDSA',
  kty: 'EC',
  curves: [curve],
  hash,
  signatureBytes: 2 * coordinateBytes(curve),
  minimumKeyBits: undefined,
  deterministic: false,
  webCrypto: curveByName(curve)?.webCrypto === 'no' ? undefined : { name: 'ECDSA', hash, namedCurve: curve },
  spec: { document: 'RFC 7518', section: '3.4' },
  standing: 'recommended',
  description: `ECDSA, curve ${curve}, ${hash}: private key signs, public verifies`,
  ...rest,
})

const edwards = (curve: EdwardsCurve): Algorithm => ({
  name: curve,
  family: 'EdDSA',
  kty: 'OKP',
  curves: [curve],
  hash: undefined,
  signatureBytes: 2 * coordinateBytes(curve),
  minimumKeyBits: undefined,
  deterministic: true,
  webCrypto: { name: curve },
  spec: { document: 'RFC 9864', section: '2.2' },
  standing: 'recommended',
  description: `Edwards curve ${curve}: private key signs, public verifies`,
})

const mlDsa = (name: MlDsaName, signatureBytes: number): Algorithm => ({
  name,
  family: 'ML-DSA',
  kty: 'AKP',
  curves: [],
  hash: undefined,
  signatureBytes,
  minimumKeyBits: undefined,
  deterministic: false,
  webCrypto: { name },
  spec: { document: 'RFC 9964', section: '5' },
  standing: 'acceptable',
  description: `${name}, post-quantum: private key signs, public verifies`,
})

/** The table, in the order in which a menu shows it. */
export const algorithms: readonly Algorithm[] = freeze([
  hmac('HS256', 'SHA-256'),
  hmac('HS384', 'SHA-384'),
  hmac('HS512', 'SHA-512'),
  rsa('RS256', 'SHA-256'),
  rsa('RS384', 'SHA-384'),
  rsa('RS512', 'SHA-512'),
  pss('PS256', 'SHA-256'),
  pss('PS384', 'SHA-384'),
  pss('PS512', 'SHA-512'),
  ecdsa('ES256', 'SHA-256', 'P-256'),
  ecdsa('ES384', 'SHA-384', 'P-384'),
  ecdsa('ES512', 'SHA-512', 'P-521'),
  ecdsa('ES256K', 'SHA-256', 'secp256k1', {
    spec: { document: 'RFC 8812', section: '3.2' },
    standing: 'acceptable',
  }),
  {
    name: 'EdDSA',
    family: 'EdDSA',
    kty: 'OKP',
    curves: ['Ed25519', 'Ed448'],
    hash: undefined,
    signatureBytes: undefined,
    minimumKeyBits: undefined,
    deterministic: true,
    webCrypto: undefined,
    spec: { document: 'RFC 8037', section: '3.1' },
    standing: 'deprecated',
    description: 'Edwards curve, the key says which: private key signs, public verifies',
  },
  edwards('Ed25519'),
  edwards('Ed448'),
  mlDsa('ML-DSA-44', 2420),
  mlDsa('ML-DSA-65', 3309),
  mlDsa('ML-DSA-87', 4627),
  {
    name: 'none',
    family: 'none',
    kty: undefined,
    curves: [],
    hash: undefined,
    signatureBytes: 0,
    minimumKeyBits: undefined,
    deterministic: true,
    webCrypto: undefined,
    spec: { document: 'RFC 7518', section: '3.6' },
    standing: 'insecure',
    description: 'No signature at all: anyone can write such a token',
  },
])

const byName = new Map(algorithms.map((row) => [row.name, row]))

/** The row of an "alg" value, compared case-sensitively (RFC 7515 section 4.1.1). */
export function algorithmByName(alg: string | undefined): Algorithm | undefined {
  return alg === undefined ? undefined : byName.get(alg)
}

/**
 * The rows to offer for a new key or a new token: all but `EdDSA`, whose registry asks for the curve's own name instead (RFC 9864
 * section 2.2). In the order of the table; `none` is among them.
 */
export const offeredAlgorithms: readonly Algorithm[] = algorithms.filter((row) => row.standing !== 'deprecated')

/** True where "alg" is one whose key is a shared secret; false for every other name, and where there is none. */
export function takesSecret(alg: string | undefined): boolean {
  return algorithmByName(alg)?.kty === 'oct'
}

/**
 * The row that holds once the key's curve is known: `EdDSA` with an Ed448 key becomes `Ed448` (RFC 9864 section 2.2); any other
 * row is its own. Undefined where the algorithm does not take the curve.
 */
export function resolveAlgorithm(algorithm: Algorithm, curve: string | undefined): Algorithm | undefined {
  if (algorithm.curves.length === 0) return algorithm
  if (!algorithm.curves.some((known) => known === curve)) return undefined
  return algorithm.curves.length === 1 ? algorithm : algorithmByName(curve)
}

/** Signature length in bytes with a key of `keyBits` bits; undefined where the row leaves it open (`EdDSA` before it is resolved). */
export function signatureLength(algorithm: Algorithm, keyBits: number): number | undefined {
  return algorithm.kty === 'RSA' ? Math.ceil(keyBits / 8) : algorithm.signatureBytes
}

/** The hash of a row whose family has one; throws for another, which only a mistake in the program asks about. */
export function hashOf<H extends string>({ name, hash }: { readonly name: string; readonly hash?: H | undefined }): H {
  if (!hash) throw new TypeError(`${name} has no hash`)
  return hash
}

/** Size of a hash's output in bytes (FIPS 180-4). */
export function hashLength(hash: Hash): number {
  return HASH_BYTES[hash]
}

function freeze(rows: Algorithm[]): readonly Algorithm[] {
  for (const row of rows) {
    Object.freeze(row.curves)
    Object.freeze(row.spec)
    if (row.webCrypto) Object.freeze(row.webCrypto)
    Object.freeze(row)
  }
  return Object.freeze(rows)
}
