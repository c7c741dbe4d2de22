// The SD-JWT vectors, the whole way: digests, processed payload, key binding, and for every negative the state that says what is wrong.
import { describe, expect, it } from 'vitest'
import { verifyJws } from '../crypto/verify.ts'
import { inspect } from '../inspect.ts'
import { verifyKeyBinding } from '../sd-jwt/key-binding.ts'
import { processSdJwt } from '../sd-jwt/process.ts'
import { sdDigest } from '../sd-jwt/sd-hash.ts'
import { readVectorKey, vectorCases, type VectorCase } from './vector.fixture.ts'

const cases = vectorCases('sd-jwt')
const listed = (ones: readonly VectorCase[]) => ones.map((one) => [one.id, one] as const)
const open = (vector: VectorCase) => inspect(vector.token ?? JSON.stringify(vector.jws_json)).token!

async function signatureState(vector: VectorCase): Promise<string> {
  const { object, header } = open(vector)
  return object?.kind === 'jws' ? (await verifyJws(object, await readVectorKey(vector.key!, header.alg))).state : 'none'
}

describe('a disclosure', () => {
  it.each(listed(cases.filter(({ type }) => type === 'disclosure')))('%s has its published digest', (_, vector) => {
    expect(sdDigest('sha-256', vector.token!)).toBe(vector.expected['digest_sha256'])
  })
})

const sdJwts = cases.filter(({ type }) => type === 'sd-jwt' || type === 'sd-jwt-json')
const sound = sdJwts.filter(({ expected }) => expected.verdict === 'valid')

describe('a sound SD-JWT', () => {
  it('is in the vectors in both serializations', () => {
    expect(new Set(sound.map(({ type }) => type)).size).toBe(2)
    expect(sound.length).toBeGreaterThan(5)
  })

  it.each(listed(sound))('%s becomes the published payload', async (_, vector) => {
    const token = open(vector)
    const { disclosures, problems, payload } = processSdJwt(token)!
    expect(JSON.parse(payload!.text)).toEqual(vector.expected['processed_payload'])
    expect(disclosures.map(({ state }) => state)).toEqual(disclosures.map(() => 'matched'))
    expect(problems).toEqual([])
    expect(token.wellFormed).toBe(true)
    expect(await signatureState(vector)).toBe('valid')
  })

  it.each(listed(sound))('%s has the key binding that it should have', async (_, vector) => {
    const { state } = await verifyKeyBinding(open(vector))
    expect(state).toBe(vector.expected['kb'] ? 'valid' : 'none')
  })
})

describe('an SD-JWT with something wrong', () => {
  it.each([
    ['sdjwt-neg-forged-disclosure', ['unreferenced'], 'wrong-hash'],
    ['sdjwt-neg-reencoded-disclosure', ['unreferenced'], undefined],
    ['sdjwt-neg-duplicate-disclosure', ['repeated'], undefined],
    ['sdjwt-neg-extra-disclosure-from-other-sdjwt', ['unreferenced'], undefined],
    ['sdjwt-neg-disclosure-dropped-under-kb', [], 'wrong-hash'],
  ])('%s shows it', async (id, wrong, binding) => {
    const token = open(cases.find((one) => one.id === id)!)
    expect(processSdJwt(token)!.disclosures.flatMap(({ state }) => (state === 'matched' ? [] : [state]))).toEqual(wrong)
    if (binding) expect((await verifyKeyBinding(token)).state).toBe(binding)
  })

  it('that lost its last "~" is malformed', () => {
    expect(open(cases.find(({ id }) => id === 'sdjwt-neg-missing-final-tilde')!).wellFormed).toBe(false)
  })

  it('whose payload changed does not verify', async () => {
    expect(await signatureState(cases.find(({ id }) => id === 'sdjwt-neg-issuer-payload-changed')!)).toBe('mismatch')
  })
})
