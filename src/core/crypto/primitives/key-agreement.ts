// Agrees on a shared secret with ECDH-ES, and derives a key of any length from it (RFC 7518 section 4.6, RFC 8037 section 3.2).
import { decodeBase64url } from '../../text/base64url.ts'
import { knownCurve } from '../../algorithms/curves.ts'
import { montgomeryByName } from '../../keys/noble.ts'
import { publicMembers, type Jwk } from '../../keys/key-material.ts'
import { joinBytes } from '../../text/bytes.ts'

/** Z of RFC 7518 section 4.6.2. Throws if the public key isn't a point on the curve; both keys must name the same one. */
export async function agree(privateJwk: Jwk, publicJwk: Jwk): Promise<Uint8Array<ArrayBuffer>> {
  const crv = privateJwk.crv!
  const { kty, bytes: size, webCrypto } = knownCurve(crv)
  const parameters = kty === 'OKP' ? { name: crv } : { name: 'ECDH', namedCurve: crv }
  if (webCrypto !== 'no') {
    try {
      const [mine, theirs] = await Promise.all([
        crypto.subtle.importKey('jwk', { ...privateJwk } as JsonWebKey, parameters, false, ['deriveBits']),
        crypto.subtle.importKey('jwk', publicMembers(publicJwk) as JsonWebKey, parameters, false, []),
      ])
      return new Uint8Array(await crypto.subtle.deriveBits({ name: parameters.name, public: theirs }, mine, size * 8))
    } catch (error) {
      if (webCrypto === 'every' || !(error instanceof DOMException) || error.name !== 'NotSupportedError') throw error
    }
  }
  const curve = await montgomeryByName(crv)
  return new Uint8Array(curve.getSharedSecret(bytes(privateJwk.d), bytes(publicJwk.x)))
}

/** Concat KDF with SHA-256 (NIST SP 800-56A section 5.8.1, RFC 7518 section 4.6.2). `length` in bytes. */
export async function deriveKey(
  z: Uint8Array,
  algorithmId: string,
  apu: Uint8Array,
  apv: Uint8Array,
  length: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const info = joinBytes(prefixed(new TextEncoder().encode(algorithmId)), prefixed(apu), prefixed(apv), uint32(length * 8))
  const blocks: Uint8Array[] = []
  for (let counter = 1; blocks.length * 32 < length; counter++) {
    blocks.push(new Uint8Array(await crypto.subtle.digest('SHA-256', joinBytes(uint32(counter), z, info))))
  }
  return joinBytes(...blocks).slice(0, length)
}

function prefixed(value: Uint8Array): Uint8Array {
  return joinBytes(uint32(value.length), value)
}

function uint32(value: number): Uint8Array {
  const four = new Uint8Array(4)
  new DataView(four.buffer).setUint32(0, value)
  return four
}

function bytes(member: string | undefined): Uint8Array<ArrayBuffer> {
  return decodeBase64url(member ?? '').bytes
}
