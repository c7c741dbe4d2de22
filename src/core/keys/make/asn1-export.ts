// Converts JWK members to DER: SubjectPublicKeyInfo (RFC 5280 section 4.1) and PrivateKeyInfo (RFC 5208 section 5). Loaded only for exports.
import { byteAt } from '../../text/bytes.ts'
import { BitString, Constructed, Integer, Null, ObjectIdentifier, OctetString, Primitive, Sequence } from 'asn1js'
import { decodeBase64url } from '../../text/base64url.ts'
import { knownCurve, knownMlDsa } from '../../algorithms/curves.ts'
import type { Jwk } from '../key-material.ts'
import { uncompressed } from '../noble.ts'

/** DER of the public key. */
export function encodeSpki(jwk: Jwk): Uint8Array<ArrayBuffer> {
  return der(new Sequence({ value: [algorithmIdentifier(jwk), new BitString({ valueHex: publicKeyBytes(jwk) })] }))
}

/** DER of the private key, version 0. Needs the private members, for RSA all of them. */
export function encodePkcs8(jwk: Jwk): Uint8Array<ArrayBuffer> {
  const content = new OctetString({ valueHex: privateKeyBytes(jwk) })
  return der(new Sequence({ value: [new Integer({ value: 0 }), algorithmIdentifier(jwk), content] }))
}

function algorithmIdentifier(jwk: Jwk): Sequence {
  switch (jwk.kty) {
    case 'RSA':
      return new Sequence({ value: [new ObjectIdentifier({ value: '1.2.840.113549.1.1.1' }), new Null()] })
    case 'EC':
      return new Sequence({
        value: [new ObjectIdentifier({ value: '1.2.840.10045.2.1' }), new ObjectIdentifier({ value: knownCurve(jwk.crv).oid })],
      })
    case 'AKP':
      return new Sequence({ value: [new ObjectIdentifier({ value: knownMlDsa(jwk.alg).oid })] })
    default:
      return new Sequence({ value: [new ObjectIdentifier({ value: knownCurve(jwk.crv).oid })] })
  }
}

function publicKeyBytes(jwk: Jwk): Uint8Array<ArrayBuffer> {
  switch (jwk.kty) {
    case 'RSA':
      return der(new Sequence({ value: [integer(jwk.n), integer(jwk.e)] }))
    case 'EC':
      return new Uint8Array(uncompressed(jwk))
    case 'AKP':
      return bytes(jwk.pub)
    default:
      return bytes(jwk.x)
  }
}

function privateKeyBytes(jwk: Jwk): Uint8Array<ArrayBuffer> {
  switch (jwk.kty) {
    case 'RSA': {
      const { n, e, d, p, q, dp, dq, qi } = jwk
      return der(new Sequence({ value: [new Integer({ value: 0 }), ...[n, e, d, p, q, dp, dq, qi].map(integer)] }))
    }
    case 'EC':
      return der(
        new Sequence({
          value: [
            new Integer({ value: 1 }),
            new OctetString({ valueHex: bytes(jwk.d) }),
            new Constructed({
              idBlock: { tagClass: 3, tagNumber: 1 },
              value: [new BitString({ valueHex: new Uint8Array(uncompressed(jwk)) })],
            }),
          ],
        }),
      )
    case 'AKP':
      // Only the seed, [0] IMPLICIT (RFC 9881 section 6).
      return der(new Primitive({ idBlock: { tagClass: 3, tagNumber: 0 }, valueHex: bytes(jwk.priv) }))
    default:
      return der(new OctetString({ valueHex: bytes(jwk.d) }))
  }
}

function integer(member: string | undefined): Integer {
  const value = bytes(member)
  // A leading one bit would make the number negative (X.690 section 8.3).
  return new Integer({ valueHex: byteAt(value, 0) >= 0x80 ? Uint8Array.of(0, ...value) : value })
}

function der(node: { toBER(): ArrayBuffer }): Uint8Array<ArrayBuffer> {
  return new Uint8Array(node.toBER())
}

function bytes(member: string | undefined): Uint8Array<ArrayBuffer> {
  return decodeBase64url(member ?? '').bytes
}
