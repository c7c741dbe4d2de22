// Checks by thumbprint whether a key is one that the token itself contains ("jwk", or the first certificate of "x5c").
import type { JoseHeader } from '../../token/jose-header.ts'
import type { Jwk, KeyMaterial } from '../key-material.ts'
import { readKey } from '../read/read-key.ts'
import { keyThumbprint } from '../thumbprint.ts'
import { tokenKeys } from './token-keys.ts'

/**
 * Whether the header contains exactly this public key (RFC 7515 sections 4.1.3 and 4.1.6, RFC 7638). Such a key proves that the signer holds
 * its private half, but not who the signer is. Never throws.
 */
export async function isTokensOwnKey(header: JoseHeader, key: KeyMaterial): Promise<boolean> {
  const own = thumbprintOf(key.jwk)
  if (own === undefined) return false
  for (const { text } of tokenKeys(header)) {
    if (text === undefined) continue
    const { keys } = await readKey(text)
    if (keys.some(({ jwk }) => thumbprintOf(jwk) === own)) return true
  }
  return false
}

function thumbprintOf(jwk: Jwk | undefined): string | undefined {
  return jwk && keyThumbprint(jwk)
}
