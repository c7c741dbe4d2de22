// New keys for key agreement, as ECDH-ES needs one for every token (RFC 7518 section 4.6.1.1).
import { encodeBase64url } from '../../text/base64url.ts'
import type { Jwk } from '../key-material.ts'

/** A private JWK on P-256, P-384, P-521, X25519 or X448. */
export async function makeAgreementKey(crv: string): Promise<Jwk> {
  if (!crv.startsWith('X')) {
    const made = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: crv }, true, ['deriveBits'])
    const { x, y, d } = await crypto.subtle.exportKey('jwk', made.privateKey)
    return { kty: 'EC', crv, x: x!, y: y!, d: d! }
  }
  const curve = crv === 'X448' ? (await import('@noble/curves/ed448.js')).x448 : (await import('@noble/curves/ed25519.js')).x25519
  const secret = curve.utils.randomSecretKey()
  return { kty: 'OKP', crv, x: encodeBase64url(curve.getPublicKey(secret)), d: encodeBase64url(secret) }
}
