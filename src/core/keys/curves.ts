// The named curves of JOSE keys: their sizes, and the object identifiers under which ASN.1 knows them.

export interface Curve {
  readonly name: string
  readonly kty: 'EC' | 'OKP'
  /** Length of a coordinate, or of an OKP public key, in bytes. */
  readonly bytes: number
  /** Length of the private value in bytes. */
  readonly privateBytes: number
  readonly bits: number
  readonly oid: string
  readonly use: 'signing' | 'agreement' | 'both'
}

const rows: readonly Curve[] = [
  { name: 'P-256', kty: 'EC', bytes: 32, privateBytes: 32, bits: 256, oid: '1.2.840.10045.3.1.7', use: 'both' },
  { name: 'P-384', kty: 'EC', bytes: 48, privateBytes: 48, bits: 384, oid: '1.3.132.0.34', use: 'both' },
  { name: 'P-521', kty: 'EC', bytes: 66, privateBytes: 66, bits: 521, oid: '1.3.132.0.35', use: 'both' },
  { name: 'secp256k1', kty: 'EC', bytes: 32, privateBytes: 32, bits: 256, oid: '1.3.132.0.10', use: 'signing' },
  { name: 'Ed25519', kty: 'OKP', bytes: 32, privateBytes: 32, bits: 256, oid: '1.3.101.112', use: 'signing' },
  { name: 'Ed448', kty: 'OKP', bytes: 57, privateBytes: 57, bits: 456, oid: '1.3.101.113', use: 'signing' },
  { name: 'X25519', kty: 'OKP', bytes: 32, privateBytes: 32, bits: 256, oid: '1.3.101.110', use: 'agreement' },
  { name: 'X448', kty: 'OKP', bytes: 56, privateBytes: 56, bits: 448, oid: '1.3.101.111', use: 'agreement' },
]

const byName = new Map(rows.map((curve) => [curve.name, curve]))
const byOid = new Map(rows.map((curve) => [curve.oid, curve]))

/** The curve of a "crv" value (RFC 7518 section 6.2.1.1, RFC 8037 section 2, RFC 8812 section 3.1). */
export function curveByName(name: string): Curve | undefined {
  return byName.get(name)
}

/** The curve of an object identifier (RFC 5480 section 2.1.1.1, RFC 8410 section 3). */
export function curveByOid(oid: string): Curve | undefined {
  return byOid.get(oid)
}

/** Public and private sizes of ML-DSA keys in bytes; the private key of a JWK is the seed (RFC 9964). */
export const ML_DSA_KEYS: ReadonlyMap<string, { readonly publicBytes: number; readonly seedBytes: 32 }> = new Map([
  ['ML-DSA-44', { publicBytes: 1312, seedBytes: 32 }],
  ['ML-DSA-65', { publicBytes: 1952, seedBytes: 32 }],
  ['ML-DSA-87', { publicBytes: 2592, seedBytes: 32 }],
])

/** Length in bits of a big-endian number without leading zero bytes. */
export function bitLength(bytes: Uint8Array): number {
  return bytes.length === 0 ? 0 : bytes.length * 8 - Math.clz32(bytes[0]!) + 24
}
