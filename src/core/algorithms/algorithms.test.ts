import { describe, expect, it } from 'vitest'
import { algorithmByName, algorithms, offeredAlgorithms, resolveAlgorithm, signatureLength, takesSecret } from './algorithms.ts'
import { otherAlgorithmByName, otherAlgorithms } from './other-algorithms.ts'

describe('the table of algorithms', () => {
  it('cannot be changed', () => {
    expect(Object.isFrozen(algorithms)).toBe(true)
    for (const row of algorithms)
      for (const part of [row, row.curves, row.spec, row.webCrypto ?? row.spec]) expect(Object.isFrozen(part)).toBe(true)
  })

  it('knows every name once, and none in both tables', () => {
    const names = [...algorithms, ...otherAlgorithms].map((row) => row.name)
    expect(new Set(names).size).toBe(names.length)
    for (const row of algorithms) expect(algorithmByName(row.name)).toBe(row)
    expect(otherAlgorithmByName('RS1')!.standing).toBe('prohibited')
  })

  it.each(['hs256', 'HS256 ', 'None', '', '__proto__', 'constructor', undefined])('does not know %j', (alg) => {
    expect(algorithmByName(alg)).toBeUndefined()
  })

  it('describes HS256 in words that a beginner reads', () => {
    expect(algorithmByName('HS256')!.description).toBe('HMAC with SHA-256, one shared secret')
  })

  it('resolves EdDSA by the curve of the key, and no other row', () => {
    const edDsa = algorithmByName('EdDSA')!
    expect(resolveAlgorithm(edDsa, 'Ed448')!.name).toBe('Ed448')
    expect(resolveAlgorithm(edDsa, 'X25519')).toBeUndefined()
    expect(resolveAlgorithm(edDsa, undefined)).toBeUndefined()
    expect(resolveAlgorithm(algorithmByName('ES256')!, 'P-384')).toBeUndefined()
    expect(resolveAlgorithm(algorithmByName('RS256')!, undefined)!.name).toBe('RS256')
  })

  it('offers every row but EdDSA, which leaves the curve open', () => {
    const offered = new Set(offeredAlgorithms.map((row) => row.name))
    expect(algorithms.filter((row) => !offered.has(row.name)).map((row) => row.name)).toEqual(['EdDSA'])
  })

  it('says which names take a shared secret', () => {
    expect(algorithms.filter((row) => takesSecret(row.name)).map((row) => row.name)).toEqual(['HS256', 'HS384', 'HS512'])
    for (const alg of ['HS1', 'hs256', 'HS', 'dir', undefined]) expect(takesSecret(alg)).toBe(false)
  })

  it('gives RSA signatures the length of the modulus', () => {
    expect(signatureLength(algorithmByName('PS256')!, 2048)).toBe(256)
    expect(signatureLength(algorithmByName('RS256')!, 1023)).toBe(128)
    expect(signatureLength(algorithmByName('ES512')!, 521)).toBe(132)
  })
})
