// Completes a key from its other members (the public half of a private key, y of a compressed point) and checks that a point is on its curve.
import { hasWebCrypto } from '../web-crypto.ts'
import { curveByName, knownCurve } from '../../algorithms/curves.ts'
import { decodeBase64url, encodeBase64url } from '../../text/base64url.ts'
import { problem, publicMembers, type Jwk, type PairType, type ReadKey } from '../key-material.ts'
import { edwardsByName, mlDsaByName, montgomeryByName, uncompressed, weierstrassByName } from '../noble.ts'

/** Completes the key that was read; passes problems through. */
export async function completeKey(read: ReadKey): Promise<ReadKey> {
  if (read.problem) return read
  const { key } = read
  if (key.kind === 'secret' || key.type === 'RSA') return read
  const completed = await complete(key.jwk)
  if (!completed) {
    return {
      problem: problem(
        'key-ec-off-curve',
        `a point that is not on ${key.curve ?? 'its curve'}`,
        `x and y of a point on ${key.curve ?? 'the curve'}`,
        'copy the key again from its source',
      ),
    }
  }
  return completed === key.jwk ? read : { key: { ...key, jwk: completed }, notes: read.notes }
}

async function complete(jwk: Jwk<PairType>): Promise<Jwk<PairType> | undefined> {
  try {
    if (jwk.kty === 'AKP') {
      if (jwk.pub !== undefined) return jwk
      const { publicKey } = (await mlDsaByName(jwk.alg)).keygen(bytes(jwk.priv))
      return { ...jwk, pub: encodeBase64url(publicKey) }
    }
    if (jwk.kty === 'OKP') return jwk.x !== undefined ? jwk : { ...jwk, x: encodeBase64url(await okpPublicKey(jwk.crv, bytes(jwk.d))) }
    if (jwk.x === undefined || jwk.y === 'even' || jwk.y === 'odd') {
      const curve = await weierstrassByName(jwk.crv)
      const encoded = jwk.x === undefined ? curve.getPublicKey(bytes(jwk.d)) : Uint8Array.of(jwk.y === 'even' ? 2 : 3, ...bytes(jwk.x))
      const point = curve.Point.fromBytes(encoded).toBytes(false)
      const length = (point.length - 1) / 2
      return { ...jwk, x: encodeBase64url(point.subarray(1, 1 + length)), y: encodeBase64url(point.subarray(1 + length)) }
    }
    if (curveByName(jwk.crv)?.webCrypto === 'no') (await weierstrassByName(jwk.crv)).Point.fromBytes(uncompressed(jwk)).assertValidity()
    else if (hasWebCrypto())
      await crypto.subtle.importKey(
        'jwk',
        publicMembers(jwk) as JsonWebKey,
        { name: 'ECDSA', namedCurve: knownCurve(jwk.crv).name },
        false,
        ['verify'],
      )
    return jwk
  } catch {
    return undefined
  }
}

async function okpPublicKey(name: string | undefined, secret: Uint8Array): Promise<Uint8Array> {
  const curve = curveByName(name)?.use === 'signing' ? await edwardsByName(name) : await montgomeryByName(name)
  return curve.getPublicKey(secret)
}

function bytes(member: string | undefined): Uint8Array<ArrayBuffer> {
  return decodeBase64url(member ?? '').bytes
}
