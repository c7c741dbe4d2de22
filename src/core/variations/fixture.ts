// Writes a good token and its variations as a JSON test fixture for verifiers, with their configuration and the answer expected for each case.
import { verifySignature } from '../crypto/primitives/signature.ts'
import { exportJwk } from '../keys/make/export-key.ts'
import { problemInWords } from '../keys/problem-in-words.ts'
import { claimText } from './changed-claims.ts'
import { notMade, VARIATIONS } from './index.ts'
import type { Good } from './variation.ts'

/** One token of a fixture. */
export interface FixtureCase {
  readonly name: string
  readonly token: string
  readonly expect: 'accept' | 'reject'
  readonly reason: string
  readonly rfc: string
}

/** The file's format, described in docs/test-fixture.md. Configure a verifier with everything above `cases`. */
export interface Fixture {
  readonly description: string
  readonly format: 'jwt-variations'
  readonly version: 1
  readonly algorithm: string
  readonly issuer?: string
  readonly audience?: string
  /** Claims that the verifier must require. */
  readonly requiredClaims: readonly string[]
  /** The verifier's clock, in seconds since 1970. */
  readonly at: number
  /** A JWK Set (RFC 7517 section 5); absent for a shared secret. */
  readonly publicKeys?: { readonly keys: readonly Readonly<Record<string, string>>[] }
  /** The shared secret as a JWK, only if its owner asked for it. */
  readonly secretKey?: Readonly<Record<string, string>>
  readonly cases: readonly FixtureCase[]
  /** Variations that couldn't be made, and why. */
  readonly leftOut: readonly { readonly name: string; readonly reason: string }[]
}

export type FixtureMade =
  | { readonly fixture: Fixture; readonly refusal?: undefined }
  /** Why there is no fixture, as a sentence. */
  | { readonly refusal: string; readonly fixture?: undefined }

/** Makes the fixture for a token that verifies with its key. A shared secret is included only if `withSecret` is set, a private key never. */
export async function fixtureOf(good: Good, withSecret = false): Promise<FixtureMade> {
  const refusal = await notGood(good)
  if (refusal !== undefined) return { refusal }
  const { token, algorithm, claims, at } = good
  const [issuer, audience] = [claimText(good, 'iss'), claimText(good, 'aud')]
  const cases: FixtureCase[] = [
    {
      name: 'Good token',
      token: token.compact,
      expect: 'accept',
      reason: 'It is signed with the right key, and its claims are what the verifier expects.',
      rfc: 'RFC 7519 section 7.2',
    },
  ]
  const leftOut: { name: string; reason: string }[] = []
  for (const variation of VARIATIONS) {
    const { name, reason, rfc } = variation
    const not = notMade(variation, good)
    const made = not === undefined ? await variation.make(good) : undefined
    if (made?.compact !== undefined) cases.push({ name, token: made.compact, expect: 'reject', reason, rfc })
    else leftOut.push({ name, reason: not ?? (made?.problem ? problemInWords(made.problem) : '') })
  }
  return {
    fixture: {
      description: described(good, withSecret),
      format: 'jwt-variations',
      version: 1,
      algorithm: algorithm.name,
      ...(issuer !== undefined && { issuer }),
      ...(audience !== undefined && { audience }),
      requiredClaims: claims?.members.some(({ name }) => name === 'exp') ? ['exp'] : [],
      at,
      ...keyOf(good, withSecret),
      cases,
      leftOut,
    },
  }
}

/** Why the token can't be used: it must really deserve `accept`. */
async function notGood({ token, algorithm, key }: Good): Promise<string | undefined> {
  if (!key) return 'The file needs the key that verifies this token. Put it in the Key box.'
  const { signature, signingInput } = token.object.signatures[0]
  const { problem, holds } = await verifySignature(algorithm, key, signature.decoding.bytes, signingInput())
  if (problem) return problemInWords(problem)
  return holds ? undefined : 'The signature doesn’t match this key, so the token isn’t good. Sign it first.'
}

/** The key that verifies, with the ID that the token names, so that a lookup by "kid" finds it. */
function keyOf({ token, algorithm, key }: Good, withSecret: boolean): Pick<Fixture, 'publicKeys' | 'secretKey'> {
  if (!key || (key.kind === 'secret' && !withSecret)) return {}
  const jwk = exportJwk(key, key.kind === 'secret' ? 'whole' : 'public', {
    kid: token.header.kid ?? key.kid,
    alg: algorithm.name,
    use: 'sig',
  })
  if (!jwk) return {}
  return key.kind === 'secret' ? { secretKey: jwk } : { publicKeys: { keys: [jwk] } }
}

function described({ algorithm }: Good, withSecret: boolean): string {
  const key = algorithm.kty !== 'oct' ? 'publicKeys' : withSecret ? 'secretKey' : 'your shared secret, which is not in this file'
  return `Tokens for testing a JWT verifier. Give it the key (${key}), the algorithm, the issuer and the audience, set its clock to "at" (seconds since 1970), make it require "requiredClaims", and look keys up by "kid". It must give each case the answer in "expect".`
}
