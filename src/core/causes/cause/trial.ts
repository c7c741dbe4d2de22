// Makes one trial: does a signature verify with a key and a method over an input? Uses Web Crypto first; an exception means no.
import { hashOf, algorithmByName, type Hash } from '../../algorithms/algorithms.ts'
import { curveByName, knownCurve } from '../../algorithms/curves.ts'
import { keyMismatch } from '../../keys/expected-key.ts'
import { publicMembers, type KeyMaterial } from '../../keys/key-material.ts'
import { verifySignature } from '../../crypto/primitives/signature.ts'
import { keep, keepLatest } from '../../upkeep/keep.ts'
import type { Method } from './cause.ts'

/** True if the key's type and curve suit the method. */
export function suits(method: Method, key: KeyMaterial): boolean {
  const row = algorithmByName(method.name)
  return row !== undefined && keyMismatch(row, key) === undefined
}

/** Verifies with any hash and salt length, even those that "alg" doesn’t allow. Never throws. */
export async function holds(
  method: Method,
  key: KeyMaterial,
  signature: Uint8Array<ArrayBuffer>,
  input: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  try {
    const name = webCryptoName(method, key)
    if (name === undefined) {
      const row = algorithmByName(method.name)
      return row !== undefined && suits(method, key) && (await verifySignature(row, key, signature, input)).holds === true
    }
    const cryptoKey = await importsOf(key)(name, hashOf(method))
    if (!cryptoKey) return false
    return await crypto.subtle.verify({ name, hash: hashOf(method), saltLength: method.saltLength ?? 0 }, cryptoKey, signature, input)
  } catch {
    return false
  }
}

/**
 * The cost of one verification, relative to one with Web Crypto. In JavaScript (`primitives/software.ts`) it takes milliseconds, during which
 * the page can’t respond.
 */
export function costOf(method: Method, key: KeyMaterial): number {
  if (webCryptoName(method, key) !== undefined) return 1
  return key.curve === 'Ed25519' ? 3 : 12
}

function webCryptoName(method: Method, key: KeyMaterial): string | undefined {
  if (method.family === 'RSASSA-PKCS1-v1_5' && key.type === 'RSA') return 'RSASSA-PKCS1-v1_5'
  if (method.family === 'RSASSA-PSS' && key.type === 'RSA') return 'RSA-PSS'
  return method.family === 'ECDSA' && key.type === 'EC' && curveByName(key.curve)?.webCrypto === 'every' ? 'ECDSA' : undefined
}

const importsOf = keep((key: KeyMaterial) =>
  keepLatest(
    (name: string, hash: Hash): Promise<CryptoKey | undefined> => {
      const parameters = name === 'ECDSA' ? { name, namedCurve: knownCurve(key.curve).name } : { name, hash }
      return crypto.subtle.importKey('jwk', publicMembers(key.jwk) as JsonWebKey, parameters, false, ['verify']).catch(() => undefined)
    },
    // An ECDSA key is the same for every hash.
    (name, hash) => [name, name === 'ECDSA' ? undefined : hash],
  ),
)
