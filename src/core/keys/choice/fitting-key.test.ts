// A kept key is offered for a token only if there is no doubt which one it is.
import { expect, it } from 'vitest'
import type { KeyMaterial } from '../key-material.ts'
import { fittingKey } from './fitting-key.ts'
import { readKey } from '../read/read-key.ts'

const key = async (jwk: object): Promise<KeyMaterial> => (await readKey(JSON.stringify(jwk))).keys[0]!
const P256 = {
  kty: 'EC',
  crv: 'P-256',
  x: 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',
  y: '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM',
  d: '870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE',
}
const secret = (bytes: number, kid?: string) => key({ kty: 'oct', k: Buffer.alloc(bytes, 7).toString('base64url'), kid })

it('by kid and type: a key with the right name but of another type is skipped', async () => {
  const keys = [await secret(32, 'a'), await key({ ...P256, kid: 'a' }), await key({ ...P256, kid: 'b' })]
  expect(fittingKey({ alg: 'ES256', enc: undefined, kid: 'a' }, keys)).toEqual({ index: 1, named: true })
  expect(fittingKey({ alg: 'HS256', enc: undefined, kid: 'a' }, keys)).toEqual({ index: 0, named: true })
  expect(fittingKey({ alg: 'ECDH-ES', enc: 'A128GCM', kid: 'b' }, keys)).toEqual({ index: 2, named: true })
})

it('by type alone if only one key is of that type', async () => {
  const keys = [await secret(32), await secret(16), await key(P256)]
  expect(fittingKey({ alg: 'A128KW', enc: 'A256GCM', kid: 'x' }, keys)).toEqual({ index: 1, named: false })
  expect(fittingKey({ alg: 'dir', enc: 'A256GCM', kid: undefined }, keys)).toEqual({ index: 0, named: false })
  expect(fittingKey({ alg: 'HS256', enc: undefined, kid: undefined }, keys)).toBeUndefined()
})

it('none if the public half cannot decrypt, nothing is signed, or the algorithm is unknown', async () => {
  const { d: _, ...publicHalf } = P256
  const keys = [await key(publicHalf)]
  expect(fittingKey({ alg: 'ECDH-ES', enc: 'A128GCM', kid: undefined }, keys)).toBeUndefined()
  expect(fittingKey({ alg: 'none', enc: undefined, kid: undefined }, keys)).toBeUndefined()
  expect(fittingKey({ alg: undefined, enc: undefined, kid: undefined }, keys)).toBeUndefined()
})
