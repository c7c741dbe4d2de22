// Suggests the protected header for a new signature, from the first private key that hasn't made one of the others.
import { algorithms } from '../../core/algorithms/algorithms.ts'
import { keyMismatch } from '../../core/keys/expected-key.ts'
import type { KeyMaterial } from '../../core/keys/key-material.ts'
import type { Jws } from '../../core/token/jws.ts'

/** JSON text. `used` are the indexes of keys that already verify a signature of the token. */
export function newHeader(jws: Jws, keys: readonly KeyMaterial[], used: ReadonlySet<number>): string {
  const able = keys.filter(({ kind }, index) => kind !== 'public' && !used.has(index))
  const key = able[0] ?? keys.find(({ kind }) => kind !== 'public')
  const fitting = key ? algorithms.filter((row) => row.family !== 'none' && !keyMismatch(row, key)) : []
  const { name: alg = 'ES256' } = fitting.find(({ name }) => name === key?.alg) ?? fitting[0] ?? {}
  const kid = key?.kid === undefined ? {} : { kid: key.kid }
  // "b64" has to be the same for all signatures (RFC 7797 section 3).
  const raw = jws.signatures[0].header.unencodedPayload ? { b64: false, crit: ['b64'] } : {}
  return JSON.stringify({ alg, ...kid, ...raw })
}
