// Which key of several is tried first, and which aren't tried at all.
import { describe, expect, it } from 'vitest'
import { algorithmByName, type Algorithm } from '../algorithms/algorithms.ts'
import { chooseKeys } from './choose-keys.ts'
import { readKey } from './read/read-key.ts'

const HS256 = algorithmByName('HS256') as Algorithm

/** Where the keys of a set stand in the order in which they are tried, each given by what its JWK says of itself. */
async function orderOf(...says: object[]): Promise<number[]> {
  const secret = (i: number) => ({ kty: 'oct', k: 'c2VjcmV0'.repeat(6 + i) })
  const { kind, keys } = await readKey(JSON.stringify({ keys: says.map((more, i) => ({ ...secret(i), ...more })) }), { alg: 'HS256' })
  return chooseKeys(HS256, keys, undefined, kind === 'key-set').candidates.map(({ index }) => index)
}

describe('keys that all fit', () => {
  it('are tried in their own order where they say nothing', async () => {
    expect(await orderOf({}, {}, {})).toEqual([0, 1, 2])
  })

  it('are tried by "alg": the named one, those without, those for another', async () => {
    expect(await orderOf({ alg: 'HS512' }, {}, { alg: 'HS256' })).toEqual([2, 1, 0])
  })

  it('are tried last where "use" says that they are not for signatures, whatever their "alg"', async () => {
    expect(await orderOf({ use: 'enc', alg: 'HS256' }, { use: 'sig', alg: 'HS512' })).toEqual([1, 0])
    expect(await orderOf({ use: 'enc' }, { use: 'sig' }, {})).toEqual([1, 2, 0])
  })
})
