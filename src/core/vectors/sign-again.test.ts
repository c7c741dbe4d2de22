// Signs again what the vectors publish a private key for: the same bytes where there is one signature, a signature that verifies anywhere else.
import { describe, expect, it } from 'vitest'
import { sign } from '../crypto/sign.ts'
import { verify } from '../crypto/verify.ts'
import { readVectorKey, splitJws, vectorCases } from './vector.fixture.ts'

const FILES = ['jwtio', 'ml-dsa', 'rfc7515-jws', 'rfc8037-okp']

describe.each(FILES)('the private keys of %s', (file) => {
  const cases = vectorCases(file).filter((one) => one.type === 'jws' && one.private_key && one.expected.verdict === 'valid')
  it.each(cases.map((one) => [one.id, one] as const))('%s', async (_, vector) => {
    const [{ input }] = splitJws(vector) as [ReturnType<typeof splitJws>[0]]
    const made = await sign(input.alg, input.signingInput, await readVectorKey(vector.private_key!, input.alg))
    expect(made.problem).toBeUndefined()
    const publicKey = await readVectorKey(vector.key!, input.alg)
    const verification = await verify({ ...input, signature: made.signature! }, publicKey)
    expect(verification.state).toBe('valid')
    if (verification.algorithm!.deterministic) expect(made.signature).toEqual(input.signature)
  })
})
