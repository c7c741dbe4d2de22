// Reads the keys inside a token’s header ("jwk", "x5c"; RFC 7515 sections 4.1.3 and 4.1.6), for comparison only, never to be trusted.
import type { KeyMaterial } from '../../keys/key-material.ts'
import { readKey } from '../../keys/read/read-key.ts'
import { tokenKeys, type TokenKeyParameter } from '../../keys/sources/token-keys.ts'
import type { Material } from './cause.ts'

/** Reads them; empty if there are none or none can be read. */
export async function keysOfToken({
  signature,
}: Pick<Material, 'signature'>): Promise<{ readonly key: KeyMaterial; readonly from: TokenKeyParameter }[]> {
  const named = tokenKeys(signature.header).flatMap(({ parameter, text }) => (text === undefined ? [] : [{ parameter, text }]))
  // The algorithm takes no secret, so text that isn’t a key isn’t taken for one.
  const read = await Promise.all(
    named.map(async ({ parameter, text }) => {
      const { keys } = await readKey(text, { alg: 'RS256' })
      return keys.filter((key) => key.kind !== 'secret').map((key) => ({ key, from: parameter }))
    }),
  )
  return read.flat()
}
