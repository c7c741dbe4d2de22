import { describe, expect, it } from 'vitest'
import { curveByName } from '../../algorithms/curves.ts'
import type { Jwk } from '../../keys/key-material.ts'
import { makeAgreementKey } from '../../keys/make/generate-agreement-key.ts'
import { encodeBase64url } from '../../text/base64url.ts'
import { vectorCases } from '../../vectors/vector.fixture.ts'
import { agree } from './key-agreement.ts'
import { decodeHex } from '../../text/bytes.ts'

interface Agreement {
  readonly bob_public: Jwk
  readonly epk: Jwk
  readonly epk_secret_hex: string
  readonly expected: { readonly shared_secret_hex: string }
}

describe('key agreement', () => {
  it.each(
    vectorCases('rfc8037-okp')
      .filter((one) => one.type === 'key-agreement')
      .map((one) => [one.id, one as unknown as Agreement] as const),
  )('gives the shared value of the vector %s', async (_, { bob_public, epk, epk_secret_hex, expected }) => {
    const mine: Jwk = { kty: 'OKP', crv: epk.crv!, x: epk.x!, d: encodeBase64url(decodeHex(epk_secret_hex)) }
    expect(Buffer.from(await agree(mine, bob_public)).toString('hex')).toBe(expected.shared_secret_hex)
  })

  it.each(['P-256', 'P-384', 'P-521', 'X25519', 'X448'])('gives both sides the same secret on %s', async (crv) => {
    const [a, b] = await Promise.all([makeAgreementKey(crv), makeAgreementKey(crv)])
    const z = await agree(a, b)
    expect(z).toEqual(await agree(b, a))
    expect(z).toHaveLength(curveByName(crv)!.bytes)
  })
})
