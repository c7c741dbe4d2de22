// Describes the key that an algorithm needs, and checks whether a key fits.
import type { Algorithm } from '../algorithms/algorithms.ts'
import { keyPhrase, typeName, withArticle } from './describe-key.ts'
import { problem, type KeyMaterial, type KeyProblem, type PairKey } from './key-material.ts'

/** "an RSA key", "an EC P-256 key", "a shared secret". */
export function expectedKey(algorithm: Algorithm): string {
  switch (algorithm.kty) {
    case 'oct':
      return 'a shared secret'
    case 'EC':
      return `an EC ${algorithm.curves[0]} key`
    case 'OKP':
      return `an ${algorithm.curves.join(' or ')} key`
    case 'RSA':
      return 'an RSA key'
    case 'AKP':
      return withArticle(`${algorithm.name} key`)
    default:
      return 'no key'
  }
}

/** Undefined if the key has the type and curve that the algorithm requires (RFC 7518 section 3.1). Ignores its metadata. */
export function keyMismatch(algorithm: Algorithm, key: KeyMaterial): KeyProblem | undefined {
  const curveFits = algorithm.curves.length === 0 || algorithm.curves.some((curve) => curve === key.curve)
  const nameFits = key.type !== 'AKP' || key.jwk.alg === algorithm.name
  if (key.type === algorithm.kty && curveFits && nameFits) return key.kind === 'secret' ? undefined : purposeMismatch(algorithm, key)
  // Public or private matters only when a secret is expected.
  const found = algorithm.kty === 'oct' || key.type === 'oct' ? keyPhrase(key) : withArticle(`${typeName(key)} key`)
  const expected = expectedKey(algorithm)
  const action =
    algorithm.kty === 'oct'
      ? 'paste the secret that was shared; everyone knows a public key, so it must never serve as a secret'
      : key.type === 'oct'
        ? `paste the signer’s public key; ${algorithm.name} doesn’t use a shared secret`
        : 'paste the key that belongs to this token, or check the “alg” of its header'
  return problem('key-alg-mismatch', found, expected, action, { alg: algorithm.name, kty: key.type, crv: key.curve ?? '' })
}

/** A key whose format reserves it for one scheme, and maybe one hash, can't be used with another (RFC 4055 section 1.2). */
function purposeMismatch(algorithm: Algorithm, { purpose }: PairKey): KeyProblem | undefined {
  if (!purpose) return undefined
  const hashFits = purpose.hash === undefined || purpose.hash === algorithm.hash
  if (purpose.scheme === algorithm.family && hashFits) return undefined
  const found = `an RSA key for ${purpose.scheme} only${purpose.hash === undefined ? '' : `, with ${purpose.hash === 'another' ? 'a hash that JOSE doesn’t have' : purpose.hash}`}`
  const expected = `an RSA key for ${algorithm.family}${algorithm.hash ? ` with ${algorithm.hash}` : ''}`
  return problem('key-alg-mismatch', found, expected, 'paste the key that belongs to this token, or check the “alg” of its header', {
    alg: algorithm.name,
    kty: 'RSA',
    crv: '',
  })
}
