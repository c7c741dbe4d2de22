// Verifies and makes every kind of signature in the table, with Web Crypto first and JavaScript as the fallback. Exceptions become problems here.
import { hashOf, hashLength, resolveAlgorithm, signatureLength, type Algorithm } from '../../algorithms/algorithms.ts'
import { keep } from '../../upkeep/keep.ts'
import { keyPhrase } from '../../keys/describe-key.ts'
import { secretOf, problem, publicMembers, type Jwk, type KeyMaterial, type KeyProblem, type KeyResult } from '../../keys/key-material.ts'
import { unsafeKey } from '../../keys/unsafe-key.ts'
import { hasWebCrypto, noWebCrypto } from '../../keys/web-crypto.ts'
import { hmac } from './hmac.ts'
import { hasSoftware, softwareSigner } from './software.ts'
import { equalBytes } from '../../text/bytes.ts'

export type SignatureCheck = KeyResult<{ readonly holds: boolean }>
export type MadeSignature = KeyResult<{ readonly signature: Uint8Array<ArrayBuffer> }>

/** Says whether `signature` is a valid signature of `data` with a key that fits the row (see `keyMismatch`). */
export async function verifySignature(
  algorithm: Algorithm,
  key: KeyMaterial,
  signature: Uint8Array<ArrayBuffer>,
  data: Uint8Array<ArrayBuffer>,
): Promise<SignatureCheck> {
  const row = resolveAlgorithm(algorithm, key.curve) ?? algorithm
  if (!hasWebCrypto()) return { problem: noWebCrypto() }
  if (row.family === 'HMAC') return { holds: equalBytes(await hmac(hashOf(row), secretOf(key), data), signature) }
  const unusable = tooSmall(row, key) ?? unsafeKey(key)
  if (unusable) return { problem: unusable }
  if (signature.length !== signatureLength(row, key.bits)) return { holds: false }
  const imported = await importKey(row, key, 'verify')
  if (imported === 'software') return checkInSoftware(row, key, signature, data)
  if (imported.problem) return imported
  try {
    return { holds: await crypto.subtle.verify(row.webCrypto!, imported.cryptoKey, signature, data) }
  } catch {
    return hasSoftware(row) ? checkInSoftware(row, key, signature, data) : { problem: refused(key) }
  }
}

async function checkInSoftware(row: Algorithm, key: KeyMaterial, signature: Uint8Array, data: Uint8Array): Promise<SignatureCheck> {
  try {
    return { holds: (await softwareSigner(row)).verify(key.jwk, signature, data) }
  } catch {
    return { problem: refused(key) }
  }
}

/** Signs `data` with a secret or private key that fits the row. */
export async function makeSignature(algorithm: Algorithm, key: KeyMaterial, data: Uint8Array<ArrayBuffer>): Promise<MadeSignature> {
  const row = resolveAlgorithm(algorithm, key.curve) ?? algorithm
  if (!hasWebCrypto()) return { problem: noWebCrypto() }
  if (row.family === 'HMAC') return { signature: await hmac(hashOf(row), secretOf(key), data) }
  const small = tooSmall(row, key)
  if (small) return { problem: small }
  const imported = await importKey(row, key, 'sign')
  try {
    if (imported === 'software') return { signature: new Uint8Array((await softwareSigner(row)).sign(key.jwk, data)) }
    if (imported.problem) return imported
    return { signature: new Uint8Array(await crypto.subtle.sign(row.webCrypto!, imported.cryptoKey, data)) }
  } catch {
    return { problem: refused(key) }
  }
}

type Imported = KeyResult<{ readonly cryptoKey: CryptoKey }> | 'software'

const importsOf = {
  sign: keep((key: KeyMaterial) => keep((row: Algorithm) => importJwk(row, key, 'sign'))),
  verify: keep((key: KeyMaterial) => keep((row: Algorithm) => importJwk(row, key, 'verify'))),
}

function importKey(row: Algorithm, key: KeyMaterial, usage: 'sign' | 'verify'): Promise<Imported> {
  return importsOf[usage](key)(row)
}

async function importJwk(row: Algorithm, key: KeyMaterial, usage: 'sign' | 'verify'): Promise<Imported> {
  if (!row.webCrypto) return 'software'
  try {
    const jwk = usage === 'verify' ? publicMembers(key.jwk) : await signingMembers(key.jwk)
    return { cryptoKey: await crypto.subtle.importKey('jwk', jwk as JsonWebKey, row.webCrypto, false, [usage]) }
  } catch {
    // The browser doesn't support the algorithm or rejects the key. If JavaScript supports the algorithm, it decides.
    return hasSoftware(row) ? 'software' : { problem: refused(key) }
  }
}

async function signingMembers(jwk: Jwk): Promise<Jwk> {
  if (jwk.kty !== 'RSA' || (jwk.p && jwk.q && jwk.dp && jwk.dq && jwk.qi)) return { ...jwk }
  const { withPrimes } = await import('../../keys/rsa-primes.ts')
  return withPrimes(jwk)
}

/** The problem if the modulus is too small for the padded hash (RFC 8017 sections 9.1.1 and 9.2). */
function tooSmall(row: Algorithm, key: KeyMaterial): KeyProblem | undefined {
  if (row.kty !== 'RSA') return undefined
  const hash = hashLength(hashOf(row))
  // PKCS #1 v1.5 needs 19 bytes of DigestInfo and 11 of padding; PSS a salt as long as the hash and two bytes, in one bit less than the modulus.
  const least = row.family === 'RSASSA-PSS' ? (2 * hash + 2) * 8 - 6 : (hash + 30) * 8 - 7
  if (key.bits >= least) return undefined
  return problem(
    'key-too-small',
    `an RSA key of ${key.bits} bits`,
    `at least ${least} bits for ${row.name}`,
    'use an RSA key of 2048 bits or more',
    {
      bits: key.bits,
      least,
    },
  )
}

function refused(key: KeyMaterial): KeyProblem {
  return problem(
    'key-refused',
    `${keyPhrase(key)} that cannot be imported`,
    'a key whose parts fit together',
    'copy the key again, or use another',
  )
}
