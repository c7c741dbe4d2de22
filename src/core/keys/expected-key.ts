// Which key an algorithm needs, in words and as a check.
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

/** Undefined where the key's type and curve are what the algorithm takes (RFC 7518 section 3.1); its metadata is not asked. */
export function keyMismatch(algorithm: Algorithm, key: KeyMaterial): KeyProblem | undefined {
  const curveFits = algorithm.curves.length === 0 || algorithm.curves.some((curve) => curve === key.curve)
  const nameFits = key.type !== 'AKP' || key.jwk.alg === algorithm.name
  if (key.type === algorithm.kty && curveFits && nameFits) return key.kind === 'secret' ? undefined : purposeMismatch(algorithm, key)
  // Which half it is matters only where a secret is asked for.
  const found = algorithm.kty === 'oct' || key.type === 'oct' ? keyPhrase(key) : withArticle(`${typeName(key)} key`)
  const expected = expectedKey(algorithm)
  const action =
    algorithm.kty === 'oct'
      ? 'paste the secret that was shared; a public key is known to everybody and must never serve as a secret'
      : key.type === 'oct'
        ? `paste the public key of the one who signed; ${algorithm.name} has no shared secret`
        : 'paste the key that belongs to this token, or check the “alg” of its header'
  return problem('key-alg-mismatch', found, expected, action, { alg: algorithm.name, kty: key.type, crv: key.curve ?? '' })
}

/** A key that its format keeps for one scheme, and maybe one hash, is no key for another (RFC 4055 section 1.2). */
function purposeMismatch(algorithm: Algorithm, { purpose }: PairKey): KeyProblem | undefined {
  if (!purpose) return undefined
  const hashFits = purpose.hash === undefined || purpose.hash === algorithm.hash
  if (purpose.scheme === algorithm.family && hashFits) return undefined
  const found = `an RSA key for ${purpose.scheme} alone${purpose.hash === undefined ? '' : `, with ${purpose.hash === 'another' ? 'a hash that JOSE lacks' : purpose.hash}`}`
  const expected = `an RSA key for ${algorithm.family}${algorithm.hash ? ` with ${algorithm.hash}` : ''}`
  return problem('key-alg-mismatch', found, expected, 'paste the key that belongs to this token, or check the “alg” of its header', {
    alg: algorithm.name,
    kty: 'RSA',
    crv: '',
  })
}
