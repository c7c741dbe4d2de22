// Picks the kept key that a token is for: by its "kid" and its algorithm, or because it is the only one that fits (RFC 7515 section 4.1.4).
import { algorithmByName } from '../../algorithms/algorithms.ts'
import { contentEncryptionByName, keyManagementByName } from '../../algorithms/encryption-algorithms.ts'
import type { JoseHeader } from '../../token/jose-header.ts'
import { encryptionKeyMismatch } from '../encryption-key.ts'
import { keyMismatch } from '../expected-key.ts'
import type { KeyMaterial } from '../key-material.ts'

/** The key's position among the keys, and whether the token names it. */
export interface Fitting {
  readonly index: number
  readonly named: boolean
}

/** The one key of the right type that the header names; if it names none of them, the only key of the right type; otherwise undefined. */
export function fittingKey({ alg, enc, kid }: Pick<JoseHeader, 'alg' | 'enc' | 'kid'>, keys: readonly KeyMaterial[]): Fitting | undefined {
  const fitting = keys.flatMap((key, index) => (fits(key, alg, enc) ? [{ key, index }] : []))
  const named = kid === undefined ? [] : fitting.filter(({ key }) => key.kid === kid)
  const [first, ...others] = named.length > 0 ? named : fitting
  return first && others.length === 0 ? { index: first.index, named: named.length > 0 } : undefined
}

function fits(key: KeyMaterial, alg = '', enc = ''): boolean {
  const algorithm = algorithmByName(alg)
  if (algorithm) return algorithm.family !== 'none' && keyMismatch(algorithm, key) === undefined
  const [management, encryption] = [keyManagementByName(alg), contentEncryptionByName(enc)]
  return management !== undefined && encryption !== undefined && encryptionKeyMismatch(management, encryption, key, 'decrypt') === undefined
}
