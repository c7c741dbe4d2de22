// The keys that a token brings along in its header ("jwk", "x5c"; RFC 7515 sections 4.1.3 and 4.1.6): to be compared with, never to be trusted.
import { plainValue } from '../json.ts'
import type { KeyMaterial } from '../keys/key-material.ts'
import { readKey } from '../keys/read-key.ts'
import type { Material } from './cause.ts'

export interface TokenKey {
  readonly key: KeyMaterial
  readonly from: 'jwk' | 'x5c'
}

/** Reads them; empty where there are none or none can be read. */
export async function keysOfToken({ signature }: Pick<Material, 'signature'>): Promise<TokenKey[]> {
  const found: TokenKey[] = []
  // With an algorithm that takes no secret, text that is no key is not taken for one.
  const alg = 'RS256'
  const jwk = signature.header.parameters.get('jwk')
  if (jwk?.type === 'object') {
    const reading = await readKey(JSON.stringify(plainValue(jwk)), { alg })
    found.push(...reading.keys.filter((key) => key.kind !== 'secret').map((key) => ({ key, from: 'jwk' as const })))
  }
  const x5c = signature.header.parameters.get('x5c')
  const leaf = x5c?.type === 'array' ? x5c.items[0] : undefined
  if (leaf?.type === 'string') {
    const reading = await readKey(leaf.value, { alg })
    found.push(...reading.keys.filter((key) => key.certificate).map((key) => ({ key, from: 'x5c' as const })))
  }
  return found
}
