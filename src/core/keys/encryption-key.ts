// Checks whether a key has the type, curve and size that a JWE's "alg" requires (RFC 7518 section 4).
import {
  contentEncryptionByName,
  keyManagementByName,
  type ContentEncryption,
  type KeyManagement,
} from '../algorithms/encryption-algorithms.ts'
import type { JoseHeader } from '../token/jose-header.ts'
import { curveByName, curvesInWords, type Curve } from '../algorithms/curves.ts'
import { keyPhrase } from './describe-key.ts'
import { note, problem, type KeyMaterial, type KeyNote, type KeyProblem } from './key-material.ts'

/** Undefined if the key fits. Ignores its metadata. */
export function encryptionKeyMismatch(
  alg: KeyManagement,
  enc: ContentEncryption,
  key: KeyMaterial,
  operation: 'encrypt' | 'decrypt',
): KeyProblem | undefined {
  const args = { alg: alg.name, enc: enc.name }
  const half = operation === 'decrypt' ? 'private key' : 'public key'
  if (alg.kty === 'oct') {
    const needed = alg.family === 'dir' ? enc.keyBytes : alg.family === 'PBES2' ? undefined : alg.wrapBytes
    const expected = needed === undefined ? 'a password' : `a shared key of ${needed} bytes`
    const action = needed === undefined ? 'type the password' : 'paste the shared key, and choose its encoding'
    if (key.kind !== 'secret') return problem('key-alg-mismatch', keyPhrase(key), expected, action, args)
    if (needed === undefined || key.secret.length === needed) return undefined
    return problem(
      'key-alg-mismatch',
      `a shared key of ${key.secret.length} ${key.secret.length === 1 ? 'byte' : 'bytes'}`,
      expected,
      action,
      args,
    )
  }
  const fits = alg.kty === 'RSA' ? key.type === 'RSA' && key.purpose?.scheme !== 'RSASSA-PSS' : canAgree(key)
  const expected = alg.kty === 'RSA' ? `an RSA ${half}` : `a ${half} on ${curvesInWords(agrees)}`
  if (!fits) return problem('key-alg-mismatch', keyPhrase(key), expected, 'paste the key that this token was encrypted to', args)
  if (operation === 'decrypt' && key.kind !== 'private') {
    return problem('key-not-private', keyPhrase(key), expected, 'paste the private key: only its holder can decrypt', args)
  }
  return undefined
}

/**
 * The key that opens what was encrypted under a header, in words for the reader: "the password", "16 bytes, as text, base64url or hex".
 * Undefined if its "alg" is not a key management algorithm.
 */
export function openingKeyInWords({ alg = '', enc = '' }: Pick<JoseHeader, 'alg' | 'enc'>): string | undefined {
  const management = keyManagementByName(alg)
  if (!management) return undefined
  switch (management.family) {
    case 'PBES2':
      return 'the password'
    case 'RSA-OAEP':
    case 'RSA1_5':
      return 'the private RSA key'
    case 'ECDH-ES':
      return `the private key, on ${curvesInWords(agrees)}`
    default: {
      const bytes = management.family === 'dir' ? contentEncryptionByName(enc)?.keyBytes : management.wrapBytes
      return bytes === undefined ? 'the shared key' : `${bytes} bytes, as text, base64url or hex`
    }
  }
}

function canAgree(key: KeyMaterial): boolean {
  const curve = curveByName(key.curve)
  return curve !== undefined && agrees(curve)
}

function agrees({ use }: Curve): boolean {
  return use !== 'signing'
}

/** What "key_ops" must include for a key to open a JWE (RFC 7517 section 4.3). */
const OPERATIONS: Record<KeyManagement['family'], string> = {
  dir: 'decrypt',
  'AES-KW': 'unwrapKey',
  'AES-GCM-KW': 'decrypt',
  'RSA-OAEP': 'unwrapKey',
  RSA1_5: 'unwrapKey',
  'ECDH-ES': 'deriveBits',
  PBES2: 'deriveBits',
}

/** Notes on a key's metadata that doesn't allow decrypting with the algorithms (RFC 7517 sections 4.2 to 4.4). */
export function decryptionNotes(management: KeyManagement, encryption: ContentEncryption, key: KeyMaterial): KeyNote[] {
  const notes: KeyNote[] = []
  // With "dir" the key belongs to the content encryption algorithm.
  const { name: alg } = management.family === 'dir' ? encryption : management
  if (key.alg !== undefined && key.alg !== alg) notes.push(note('key-jwk-alg-mismatch', { keyAlg: key.alg, alg }))
  if (key.use !== undefined && key.use !== 'enc') notes.push(note('key-use', { use: key.use, needed: 'enc' }))
  const operation = OPERATIONS[management.family]
  if (key.keyOps && !key.keyOps.includes(operation)) notes.push(note('key-ops', { keyOps: key.keyOps.join(', '), operation }))
  return notes
}
