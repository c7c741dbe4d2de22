// The likeliest key of a set is tried first, and a key's metadata never rules it out.
import { describe, expect, it } from 'vitest'
import { algorithmByName } from '../../algorithms/algorithms.ts'
import { chooseKeys } from './choose-keys.ts'
import { readKey } from '../read/read-key.ts'

const HS256 = algorithmByName('HS256')!
const set = async (...members: object[]) => {
  const keys = members.map((more, i) => ({ kty: 'oct', k: Buffer.alloc(32, i + 1).toString('base64url'), ...more }))
  return (await readKey(JSON.stringify({ keys }))).keys
}
const order = async (...members: object[]) => chooseKeys(HS256, await set(...members), undefined, true).candidates.map(({ index }) => index)

describe('the keys of a set', () => {
  it('for signatures come before those for encryption', async () => {
    expect(await order({ use: 'enc' }, { use: 'sig' })).toEqual([1, 0])
    expect(await order({ use: 'enc' }, {})).toEqual([1, 0])
  })

  it('are ordered by "alg": the same, none, another', async () => {
    expect(await order({ alg: 'HS512' }, {}, { alg: 'HS256' })).toEqual([2, 1, 0])
  })

  it('weigh "use" more than "alg"', async () => {
    expect(await order({ use: 'enc', alg: 'HS256' }, { use: 'sig', alg: 'HS512' })).toEqual([1, 0])
  })

  it('keep their order where nothing tells them apart', async () => {
    expect(await order({}, {}, {})).toEqual([0, 1, 2])
  })

  it('with the "kid" of the token are the only ones to try, and the others are reported', async () => {
    const keys = await set({ kid: 'a' }, { kid: 'b' }, {})
    const chosen = chooseKeys(HS256, keys, 'b', true)
    expect(chosen.candidates.map(({ index }) => index)).toEqual([1])
    expect(chosen.otherKid).toEqual([0, 2])
  })

  it('are all tried if none has the "kid"', async () => {
    const chosen = chooseKeys(HS256, await set({ kid: 'a' }, { kid: 'b' }), 'c', true)
    expect(chosen.candidates).toHaveLength(2)
    expect(chosen.otherKid).toEqual([])
  })
})

it('a single key is tried whatever its "kid"', async () => {
  const chosen = chooseKeys(HS256, await set({ kid: 'a' }), 'b', false)
  expect(chosen.candidates).toHaveLength(1)
})
