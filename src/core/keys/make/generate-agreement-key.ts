// Generates keys for key agreement; ECDH-ES needs a new one for every token (RFC 7518 section 4.6.1.1).
import { encodeBase64url } from '../../text/base64url.ts'
import { curveByName } from '../../algorithms/curves.ts'
import type { Jwk } from '../key-material.ts'
import { montgomeryByName } from '../noble.ts'

/** A private JWK on a curve that supports key agreement. */
export async function makeAgreementKey(crv: string): Promise<Jwk> {
  if (curveByName(crv)?.kty === 'EC') {
    const made = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: crv }, true, ['deriveBits'])
    const { x, y, d } = await crypto.subtle.exportKey('jwk', made.privateKey)
    return { kty: 'EC', crv, x: x!, y: y!, d: d! }
  }
  const curve = await montgomeryByName(crv)
  const secret = curve.utils.randomSecretKey()
  return { kty: 'OKP', crv, x: encodeBase64url(curve.getPublicKey(secret)), d: encodeBase64url(secret) }
}
