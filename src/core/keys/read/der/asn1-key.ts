// Reads keys in ASN.1: SPKI (RFC 5280), PKCS#8 (RFC 5208, RFC 5958), PKCS#1 (RFC 8017), SEC1 (RFC 5915) and X.509.
import { encodeBase64url } from '../../../text/base64url.ts'
import {
  children,
  contentOf,
  isBitString,
  isInteger,
  isOctetString,
  isSequence,
  isTagged,
  oidOf,
  parseDer,
  smallInteger,
  type Asn1,
} from './asn1.ts'
import { readCertificate } from './certificate.ts'
import { bitLength, type Curve, curveByOid, ML_DSA_KEYS, knownMlDsa } from '../../../algorithms/curves.ts'
import { decryptPkcs8 } from './encrypted-pkcs8.ts'
import {
  note,
  problem,
  type Armor,
  type Jwk,
  type Certificate,
  type KeyNote,
  type KeyProblem,
  type ReadKey,
  type PairFormat,
  type PairKey,
  type PairType,
  type RsaPurpose,
} from '../../key-material.ts'
import { quoted } from '../../../text/quoted.ts'

const RSA_OIDS = new Map<string, RsaPurpose['scheme'] | undefined>([
  ['1.2.840.113549.1.1.1', undefined],
  ['1.2.840.113549.1.1.7', 'RSAES-OAEP'],
  ['1.2.840.113549.1.1.10', 'RSASSA-PSS'],
])
const HASH_OIDS = new Map<string, RsaPurpose['hash']>([
  ['1.3.14.3.2.26', 'SHA-1'],
  ['2.16.840.1.101.3.4.2.1', 'SHA-256'],
  ['2.16.840.1.101.3.4.2.2', 'SHA-384'],
  ['2.16.840.1.101.3.4.2.3', 'SHA-512'],
])
const EC_OID = '1.2.840.10045.2.1'
const ML_DSA_BY_OID = new Map([...ML_DSA_KEYS].map(([name, { oid }]) => [oid, name]))
const CURVES_WE_NAME = new Map([
  ['1.3.132.0.33', 'P-224'],
  ['1.2.840.10045.3.1.1', 'P-192'],
  ['1.3.36.3.3.2.8.1.1.7', 'brainpoolP256r1'],
  ['1.3.36.3.3.2.8.1.1.11', 'brainpoolP384r1'],
  ['1.3.36.3.3.2.8.1.1.13', 'brainpoolP512r1'],
  ['1.2.156.10197.1.301', 'SM2'],
])

type Found =
  | { readonly jwk: Jwk<PairType>; readonly curve?: Curve; readonly bits: number; readonly purpose?: RsaPurpose | undefined }
  | { readonly problem: KeyProblem }

export interface DerOptions {
  readonly armor: Armor
  /** The PEM label, checked against the content. */
  readonly label: string | undefined
  readonly passphrase: string | undefined
}

/** Reads one complete DER structure, recognized by its shape; the label only has to agree on public and private. */
export async function readAsn1Key(der: Uint8Array<ArrayBuffer>, options: DerOptions): Promise<ReadKey<PairKey>> {
  const root = parseDer(der)
  const parts = children(root)
  const [first, second, third] = parts
  if (!root || !isSequence(root) || parts.length < 2) return { problem: unreadable() }

  if (isSequence(first) && isOctetString(second) && parts.length === 2) {
    const opened = await decryptPkcs8(first, contentOf(second), options.passphrase)
    if (opened.problem) return opened
    const inner = parseDer(opened.der)
    return inner ? finish(readPkcs8(children(inner)), 'pkcs8-encrypted', options) : { problem: unreadable() }
  }
  if (isSequence(first) && isBitString(second)) return finish(readSpki(parts), 'spki', options)
  if (isInteger(first) && isSequence(second) && isOctetString(third)) return finish(readPkcs8(parts), 'pkcs8', options)
  if (isInteger(first) && isOctetString(second)) return finish(readSec1(parts, undefined), 'sec1', options)
  if (parts.length >= 9 && parts.slice(0, 9).every(isInteger)) return finish(readPkcs1Private(parts), 'pkcs1-private', options)
  if (parts.length === 2 && isInteger(first) && isInteger(second))
    return finish(rsa(contentOf(first), contentOf(second)), 'pkcs1-public', options)
  if (isSequence(first) && isSequence(second) && isBitString(third)) {
    const info = children(first)
    // CertificationRequestInfo (RFC 2986 section 4.1) starts with its version and a name; a certificate doesn't have an SPKI in third place.
    if (isInteger(info[0]) && isSequence(info[1]) && isSequence(info[2]) && isBitString(children(info[2])[1])) {
      return {
        problem: problem('key-unsupported', 'a certificate signing request', 'a key or a certificate', 'use the certificate issued for it'),
      }
    }
    const certificate = readCertificate(der, info)
    const spki = certificate && readSpki(children(certificate.spki))
    if (!certificate || !spki) return { problem: unreadable() }
    return finish(spki, 'x509', options, certificate.certificate)
  }
  if (smallInteger(first) === 3 && isSequence(second)) {
    return {
      problem: problem('key-unsupported', 'a PKCS#12 file', 'a PEM or JWK key', 'extract the key: openssl pkcs12 -in file.p12 -nodes'),
    }
  }
  return { problem: unreadable() }
}

function finish(found: Found, format: PairFormat, options: DerOptions, certificate?: Certificate): ReadKey<PairKey> {
  if ('problem' in found) return found
  const { jwk } = found
  const isPrivate = jwk.d !== undefined || jwk.priv !== undefined
  const label = options.label
  const saysPrivate = label !== undefined && label.endsWith('PRIVATE KEY')
  if (label !== undefined && saysPrivate !== isPrivate) {
    const found = `a ${isPrivate ? 'private' : 'public'} key labeled ${quoted(label)}`
    const expected = `a ${saysPrivate ? 'private' : 'public'} key`
    return { problem: problem('key-pem-label', found, expected, 'correct the BEGIN and END lines, or paste the key they name', { label }) }
  }
  const notes: KeyNote[] = []
  if (certificate)
    notes.push(note('key-cert-as-key', { subject: certificate.subject, issuer: certificate.issuer, notAfter: certificate.notAfter }))
  else if (options.armor !== 'pem' || (format !== 'spki' && format !== 'pkcs8')) {
    notes.push(note('key-format-note', { format, armor: options.armor ?? 'none' }))
  }
  return {
    key: {
      kind: isPrivate ? 'private' : 'public',
      type: jwk.kty,
      curve: found.curve?.name,
      bits: found.bits,
      format,
      armor: options.armor,
      jwk,
      kid: undefined,
      alg: jwk.alg,
      use: undefined,
      keyOps: undefined,
      certificate,
      purpose: found.purpose,
    },
    notes,
  }
}

/** SubjectPublicKeyInfo (RFC 5280 section 4.1). */
function readSpki(parts: Asn1[]): Found {
  const oid = oidOf(children(parts[0])[0])
  const bits = contentOf(parts[1])
  if (oid === undefined) return { problem: unreadable() }
  if (RSA_OIDS.has(oid)) {
    const [n, e] = children(parseDer(bits))
    return isInteger(n) && isInteger(e)
      ? { ...rsa(contentOf(n), contentOf(e)), purpose: purposeOf(children(parts[0])) }
      : { problem: unreadable() }
  }
  if (oid === EC_OID) return namedCurve(children(parts[0])[1], (curve) => point(curve, bits))
  const okp = curveByOid(oid)
  if (okp?.kty === 'OKP') return bits.length === okp.bytes ? okpKey(okp, bits, undefined) : { problem: unreadable() }
  const mlDsa = ML_DSA_BY_OID.get(oid)
  if (mlDsa !== undefined) return akp(mlDsa, bits, undefined)
  return { problem: unsupportedOid(oid) }
}

/** PrivateKeyInfo and OneAsymmetricKey (RFC 5958 section 2). */
function readPkcs8(parts: Asn1[]): Found {
  const [, algorithm, octets] = parts
  const oid = oidOf(children(algorithm)[0])
  const inner = contentOf(octets)
  if (oid === undefined) return { problem: unreadable() }
  const attached = parts.find((part) => isTagged(part, 1))
  // [1] IMPLICIT BIT STRING: one byte says how many bits are unused.
  const publicBits = attached ? contentOf(attached).slice(1) : undefined
  if (RSA_OIDS.has(oid)) return { ...readPkcs1Private(children(parseDer(inner))), purpose: purposeOf(children(algorithm)) }
  if (oid === EC_OID) return namedCurve(children(algorithm)[1], (curve) => readSec1(children(parseDer(inner)), curve))
  const okp = curveByOid(oid)
  if (okp?.kty === 'OKP') {
    const d = contentOf(parseDer(inner))
    return d.length === okp.privateBytes ? okpKey(okp, publicBits, d) : { problem: unreadable() }
  }
  const mlDsa = ML_DSA_BY_OID.get(oid)
  if (mlDsa !== undefined) return readMlDsaPrivate(mlDsa, inner)
  return { problem: unsupportedOid(oid) }
}

/** ML-DSA-PrivateKey: [0] seed, or both, or only the expanded key, which has no JWK form (RFC 9881 section 6). */
function readMlDsaPrivate(name: string, inner: Uint8Array<ArrayBuffer>): Found {
  const choice = parseDer(inner)
  const seed = isTagged(choice, 0) ? contentOf(choice) : isSequence(choice) ? contentOf(children(choice)[0]) : undefined
  if (seed?.length === 32) return akp(name, undefined, seed)
  const action = 'export the key with its 32-byte seed'
  return { problem: problem('key-unsupported', `an expanded ${name} private key`, 'a private key with its seed (RFC 9964)', action) }
}

/** ECPrivateKey (RFC 5915 section 3). `outer` is the curve named by PKCS#8. */
function readSec1(parts: Asn1[], outer: Curve | undefined): Found {
  const d = contentOf(parts[1])
  const named = parts.find((part) => isTagged(part, 0))
  const attached = parts.find((part) => isTagged(part, 1))
  const build = (curve: Curve): Found => {
    if (d.length > curve.privateBytes && d.subarray(0, d.length - curve.privateBytes).some((byte) => byte !== 0))
      return { problem: unreadable() }
    const publicPoint = attached && isBitString(children(attached)[0]) ? point(curve, contentOf(children(attached)[0])) : undefined
    if (publicPoint && 'problem' in publicPoint) return publicPoint
    const jwk: Jwk<PairType> = {
      ...(publicPoint ? publicPoint.jwk : { kty: 'EC', crv: curve.name }),
      d: encodeBase64url(fitted(d, curve.privateBytes)),
    }
    return { jwk, curve, bits: curve.bits }
  }
  if (outer) return build(outer)
  return named ? namedCurve(children(named)[0], build) : { problem: unreadable() }
}

/** RSAPrivateKey (RFC 8017 appendix A.1.2). */
function readPkcs1Private(parts: Asn1[]): Found {
  if (parts.length < 9) return { problem: unreadable() }
  const [n, e, d, p, q, dp, dq, qi] = parts.slice(1, 9).map((part) => encodeBase64url(contentOf(part)))
  const base = rsa(contentOf(parts[1]), contentOf(parts[2]))
  if ('problem' in base) return base
  return { jwk: { kty: 'RSA', n: n!, e: e!, d: d!, p: p!, q: q!, dp: dp!, dq: dq!, qi: qi! }, bits: base.bits }
}

/** AlgorithmIdentifier of an RSA key (RFC 4055 sections 3.1 and 4.1): parameters without a hash mean SHA-1, absent parameters mean any. */
function purposeOf([oid, parameters]: readonly Asn1[]): RsaPurpose | undefined {
  const scheme = RSA_OIDS.get(oidOf(oid) ?? '')
  if (!scheme) return undefined
  if (!isSequence(parameters)) return { scheme, hash: undefined }
  const hash = children(parameters).find((part) => isTagged(part, 0))
  return { scheme, hash: hash ? (HASH_OIDS.get(oidOf(children(children(hash)[0])[0]) ?? '') ?? 'another') : 'SHA-1' }
}

function rsa(n: Uint8Array, e: Uint8Array): Found {
  if (n.length === 0 || e.length === 0 || n.every((byte) => byte === 0)) return { problem: unreadable() }
  return { jwk: { kty: 'RSA', n: encodeBase64url(n), e: encodeBase64url(e) }, bits: bitLength(n) }
}

function namedCurve(parameters: Asn1 | undefined, build: (curve: Curve) => Found): Found {
  const oid = oidOf(parameters)
  if (oid === undefined) {
    const action = 'convert it: openssl ec -param_enc named_curve'
    return { problem: problem('key-unsupported', 'an EC key with explicit curve parameters', 'a named curve', action) }
  }
  const curve = curveByOid(oid)
  return curve?.kty === 'EC' ? build(curve) : { problem: unsupportedOid(oid) }
}

/** An uncompressed point (SEC 1 section 2.3.3). A compressed one keeps only x, and its sign in `y`, for `completePublicKey` to solve. */
function point(curve: Curve, bytes: Uint8Array): Found {
  if (bytes[0] === 4 && bytes.length === 1 + 2 * curve.bytes) {
    const x = encodeBase64url(bytes.subarray(1, 1 + curve.bytes))
    const y = encodeBase64url(bytes.subarray(1 + curve.bytes))
    return { jwk: { kty: 'EC', crv: curve.name, x, y }, curve, bits: curve.bits }
  }
  if ((bytes[0] === 2 || bytes[0] === 3) && bytes.length === 1 + curve.bytes) {
    const x = encodeBase64url(bytes.subarray(1))
    return { jwk: { kty: 'EC', crv: curve.name, x, y: bytes[0] === 2 ? 'even' : 'odd' }, curve, bits: curve.bits }
  }
  return { problem: unreadable() }
}

function okpKey(curve: Curve, x: Uint8Array | undefined, d: Uint8Array | undefined): Found {
  const jwk: Jwk<PairType> = {
    kty: 'OKP',
    crv: curve.name,
    ...(x?.length === curve.bytes ? { x: encodeBase64url(x) } : {}),
    ...(d ? { d: encodeBase64url(d) } : {}),
  }
  return { jwk, curve, bits: curve.bits }
}

function akp(alg: string, pub: Uint8Array | undefined, seed: Uint8Array | undefined): Found {
  const { publicBytes } = knownMlDsa(alg)
  if (pub && pub.length !== publicBytes) return { problem: unreadable() }
  const jwk: Jwk<PairType> = {
    kty: 'AKP',
    alg,
    ...(pub ? { pub: encodeBase64url(pub) } : {}),
    ...(seed ? { priv: encodeBase64url(seed) } : {}),
  }
  return { jwk, bits: publicBytes * 8 }
}

function fitted(bytes: Uint8Array, length: number): Uint8Array {
  if (bytes.length >= length) return bytes.subarray(bytes.length - length)
  const full = new Uint8Array(length)
  full.set(bytes, length - bytes.length)
  return full
}

function unreadable(): KeyProblem {
  return problem(
    'key-der-unreadable',
    'DER that isn’t a recognized key',
    'a public key, a private key or a certificate',
    'copy the key again from its source',
  )
}

function unsupportedOid(oid: string): KeyProblem {
  const name = CURVES_WE_NAME.get(oid) ?? `object identifier ${oid}`
  return problem(
    'key-unsupported',
    `a key for ${name}`,
    'an RSA, EC, Ed25519, Ed448 or ML-DSA key',
    'use another key: no browser supports this kind',
    { oid },
  )
}
