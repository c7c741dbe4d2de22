// Checks whether a certificate was signed with a key (RFC 5280 section 6.1.3), with the algorithms that certificates name.
import { algorithmByName, type Algorithm, type Hash } from '../algorithms/algorithms.ts'
import { coordinateBytes } from '../algorithms/curves.ts'
import { verifySignature } from '../crypto/primitives/signature.ts'
import type { PairKey } from '../keys/key-material.ts'
import { children, contentOf, isInteger, isSequence, isTagged, oidOf, parseDer, smallInteger, type Asn1 } from '../keys/read/der/asn1.ts'
import type { CertificateInPath } from './certificate.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** `weak`: certificates have been forged with this hash, so a signature proves nothing. */
export type CertificateSignature = 'holds' | 'broken' | 'weak' | 'unsupported'

const RSA: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113549.1.1.11', 'RS256'],
  ['1.2.840.113549.1.1.12', 'RS384'],
  ['1.2.840.113549.1.1.13', 'RS512'],
])
const RSA_PSS = '1.2.840.113549.1.1.10'
const ECDSA: ReadonlyMap<string, Hash> = new Map([
  ['1.2.840.10045.4.3.2', 'SHA-256'],
  ['1.2.840.10045.4.3.3', 'SHA-384'],
  ['1.2.840.10045.4.3.4', 'SHA-512'],
])
const BY_CURVE: ReadonlyMap<string | undefined, string> = new Map([
  ['P-256', 'ES256'],
  ['P-384', 'ES384'],
  ['P-521', 'ES512'],
  ['secp256k1', 'ES256K'],
])
/** The algorithms of RFC 8410 and RFC 9881, which also name the key. */
const WHOLE: ReadonlyMap<string, string> = new Map([
  ['1.3.101.112', 'Ed25519'],
  ['1.3.101.113', 'Ed448'],
  ['2.16.840.1.101.3.4.3.17', 'ML-DSA-44'],
  ['2.16.840.1.101.3.4.3.18', 'ML-DSA-65'],
  ['2.16.840.1.101.3.4.3.19', 'ML-DSA-87'],
])
const HASHES: ReadonlyMap<string | undefined, Hash> = new Map([
  ['2.16.840.1.101.3.4.2.1', 'SHA-256'],
  ['2.16.840.1.101.3.4.2.2', 'SHA-384'],
  ['2.16.840.1.101.3.4.2.3', 'SHA-512'],
])
/** With MD2, MD5 or SHA-1: RSA, ECDSA, DSA. */
const WEAK: ReadonlySet<string> = new Set([
  '1.2.840.113549.1.1.2',
  '1.2.840.113549.1.1.4',
  '1.2.840.113549.1.1.5',
  '1.2.840.10045.4.1',
  '1.2.840.10040.4.3',
  '1.3.14.3.2.29',
])

/** Says whether a certificate is signed with the issuer's key. Never throws. */
export async function certificateSignature(certificate: CertificateInPath, issuerKey: PairKey): Promise<CertificateSignature> {
  const { algorithm, signature, signed } = certificate
  if (!algorithm.isConsistent) return 'broken'
  if (WEAK.has(algorithm.oid)) return 'weak'
  const row = rowOf(algorithm.oid, algorithm.parameters, issuerKey)
  if (row === 'weak' || row === 'unsupported') return row
  const curve = row && row.curves.find((each) => each === issuerKey.curve)
  // The key is of a different type than the signature.
  if (row?.kty !== issuerKey.type || (row.curves.length > 0 && !curve)) return 'broken'
  const bytes = row.family === 'ECDSA' && curve ? joined(signature, coordinateBytes(curve)) : signature
  if (!bytes) return 'broken'
  const { holds } = await verifySignature(row, issuerKey, bytes, signed)
  return holds === undefined ? 'unsupported' : holds ? 'holds' : 'broken'
}

/** Undefined if the key can't have made such a signature. */
function rowOf(oid: string, parameters: Asn1 | undefined, key: PairKey): Algorithm | 'weak' | 'unsupported' | undefined {
  const named = algorithmByName(RSA.get(oid) ?? WHOLE.get(oid))
  if (named) return named
  if (oid === RSA_PSS) return pssRow(parameters)
  const hash = ECDSA.get(oid)
  if (!hash) return 'unsupported'
  if (key.type !== 'EC') return undefined
  const row = algorithmByName(BY_CURVE.get(key.curve))
  // Unlike in a token, a certificate's hash is not tied to the curve.
  if (row?.webCrypto) return { ...row, hash, webCrypto: { ...row.webCrypto, hash } }
  return row?.hash === hash ? row : 'unsupported'
}

/** RSASSA-PSS-params (RFC 4055 section 3.1), which default to SHA-1 and a salt of 20 bytes. */
function pssRow(parameters: Asn1 | undefined): Algorithm | 'weak' | 'unsupported' {
  const given = (tag: number) => children(children(parameters).find((node) => isTagged(node, tag)))[0]
  const oid = oidOf(children(given(0))[0])
  if (oid === undefined || oid === '1.3.14.3.2.26') return 'weak'
  const hash = HASHES.get(oid)
  const mask = HASHES.get(oidOf(children(children(given(1))[1])[0]))
  const salt = given(2) ? smallInteger(given(2)) : 20
  const row = algorithmByName(hash && `PS${hash.slice(4)}`)
  // Web Crypto uses one hash for both.
  if (!row?.webCrypto || mask !== hash || salt === undefined || salt > 512) return 'unsupported'
  return { ...row, webCrypto: { ...row.webCrypto, saltLength: salt } }
}

/** An ECDSA-Sig-Value (RFC 5480 appendix A) in the form of tokens and Web Crypto: r and s, each `size` bytes long. */
function joined(der: Bytes, size: number): Bytes | undefined {
  const parsed = parseDer(der)
  const [r, s, ...more] = isSequence(parsed) ? children(parsed).map((node) => (isInteger(node) ? contentOf(node) : undefined)) : []
  if (!r || !s || more.length > 0 || r.length > size || s.length > size) return undefined
  const raw = new Uint8Array(2 * size)
  raw.set(r, size - r.length)
  raw.set(s, 2 * size - s.length)
  return raw
}
