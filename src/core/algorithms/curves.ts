// The named curves of JOSE keys, with their sizes and their ASN.1 object identifiers.
import { byteAt } from '../text/bytes.ts'

export interface Curve {
  /** The "crv" value. */
  readonly name: string
  readonly kty: 'EC' | 'OKP'
  /** Length of a coordinate, or of an OKP public key, in bytes. */
  readonly bytes: number
  /** Length of the private value in bytes. */
  readonly privateBytes: number
  readonly bits: number
  readonly oid: string
  readonly use: 'signing' | 'agreement' | 'both'
  /** Which browsers have it. */
  readonly webCrypto: 'every' | 'some' | 'no'
  /** The type of its OpenSSH keys (RFC 5656 section 6.2, RFC 8709 section 4); empty where OpenSSH has none. */
  readonly ssh: string
}

/** The registry: a row a curve. What else a new one needs, its arithmetic in `keys/noble.ts` above all, the compiler asks for. */
const rows = [
  {
    name: 'P-256',
    kty: 'EC',
    bytes: 32,
    privateBytes: 32,
    bits: 256,
    oid: '1.2.840.10045.3.1.7',
    use: 'both',
    webCrypto: 'every',
    ssh: 'ecdsa-sha2-nistp256',
  },
  {
    name: 'P-384',
    kty: 'EC',
    bytes: 48,
    privateBytes: 48,
    bits: 384,
    oid: '1.3.132.0.34',
    use: 'both',
    webCrypto: 'every',
    ssh: 'ecdsa-sha2-nistp384',
  },
  {
    name: 'P-521',
    kty: 'EC',
    bytes: 66,
    privateBytes: 66,
    bits: 521,
    oid: '1.3.132.0.35',
    use: 'both',
    webCrypto: 'every',
    ssh: 'ecdsa-sha2-nistp521',
  },
  { name: 'secp256k1', kty: 'EC', bytes: 32, privateBytes: 32, bits: 256, oid: '1.3.132.0.10', use: 'signing', webCrypto: 'no', ssh: '' },
  {
    name: 'Ed25519',
    kty: 'OKP',
    bytes: 32,
    privateBytes: 32,
    bits: 256,
    oid: '1.3.101.112',
    use: 'signing',
    webCrypto: 'some',
    ssh: 'ssh-ed25519',
  },
  {
    name: 'Ed448',
    kty: 'OKP',
    bytes: 57,
    privateBytes: 57,
    bits: 456,
    oid: '1.3.101.113',
    use: 'signing',
    webCrypto: 'some',
    ssh: 'ssh-ed448',
  },
  { name: 'X25519', kty: 'OKP', bytes: 32, privateBytes: 32, bits: 256, oid: '1.3.101.110', use: 'agreement', webCrypto: 'some', ssh: '' },
  { name: 'X448', kty: 'OKP', bytes: 56, privateBytes: 56, bits: 448, oid: '1.3.101.111', use: 'agreement', webCrypto: 'no', ssh: '' },
] as const satisfies readonly Curve[]

export const curves: readonly Curve[] = rows

type Row = (typeof rows)[number]
/** Short Weierstrass curves, whose keys have x and y. */
export type EcCurve = Extract<Row, { kty: 'EC' }>['name']
export type EdwardsCurve = Extract<Row, { kty: 'OKP'; use: 'signing' }>['name']
export type MontgomeryCurve = Extract<Row, { kty: 'OKP'; use: 'agreement' }>['name']
export type SigningCurve = EcCurve | EdwardsCurve

const byName = new Map(curves.map((curve) => [curve.name, curve]))
const byOid = new Map(curves.map((curve) => [curve.oid, curve]))

/** The curve of a "crv" value (RFC 7518 section 6.2.1.1, RFC 8037 section 2, RFC 8812 section 3.1). */
export function curveByName(name: string | undefined): Curve | undefined {
  return name === undefined ? undefined : byName.get(name)
}

/** The curve of a key that was read, whose name is known; throws for another. */
export function knownCurve(name: string | undefined): Curve {
  const curve = curveByName(name)
  if (!curve) throw new TypeError(`no curve ${name}`)
  return curve
}

/** Length of a coordinate in bytes; of a curve that has a row. */
export function coordinateBytes(name: EcCurve | EdwardsCurve | MontgomeryCurve): number {
  return knownCurve(name).bytes
}

/** "P-256, P-384, P-521 or secp256k1": the curves for which something holds. */
export function curvesInWords(holds: (curve: Curve) => boolean): string {
  return inWords(curves.filter(holds).map(({ name }) => name))
}

/** Names as a choice: "a, b or c". */
export function inWords(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)!}`
}

/** The curve of an object identifier (RFC 5480 section 2.1.1.1, RFC 8410 section 3). */
export function curveByOid(oid: string): Curve | undefined {
  return byOid.get(oid)
}

/** ML-DSA keys: sizes in bytes (the private key of a JWK is the seed, RFC 9964), and the object identifier (RFC 9881 section 2). */
const mlDsaRows = {
  'ML-DSA-44': { publicBytes: 1312, seedBytes: 32, oid: '2.16.840.1.101.3.4.3.17' },
  'ML-DSA-65': { publicBytes: 1952, seedBytes: 32, oid: '2.16.840.1.101.3.4.3.18' },
  'ML-DSA-87': { publicBytes: 2592, seedBytes: 32, oid: '2.16.840.1.101.3.4.3.19' },
} as const

export type MlDsaName = keyof typeof mlDsaRows

export const ML_DSA_KEYS: ReadonlyMap<string, { readonly publicBytes: number; readonly seedBytes: 32; readonly oid: string }> = new Map(
  Object.entries(mlDsaRows),
)

/** What an ML-DSA key that was read is made of, whose name is known; throws for another. */
export function knownMlDsa(name: string | undefined): { readonly publicBytes: number; readonly seedBytes: 32; readonly oid: string } {
  const row = name === undefined ? undefined : ML_DSA_KEYS.get(name)
  if (!row) throw new TypeError(`no ML-DSA ${name}`)
  return row
}

/** Length in bits of a big-endian number without leading zero bytes. */
export function bitLength(bytes: Uint8Array): number {
  return bytes.length === 0 ? 0 : bytes.length * 8 - Math.clz32(byteAt(bytes, 0)) + 24
}
