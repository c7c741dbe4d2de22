// Generates keys and secrets for any known algorithm, with the browser's random numbers.
import { hashOf, algorithmByName, hashLength, type Algorithm } from '../../algorithms/algorithms.ts'
import { encodeBase64url } from '../../text/base64url.ts'
import { knownCurve, curveByName, knownMlDsa } from '../../algorithms/curves.ts'
import type { Jwk, KeyMaterial, PairType } from '../key-material.ts'
import { secretKey } from '../read/secret.ts'
import { edwardsByName, mlDsaByName, weierstrassByName } from '../noble.ts'

export interface GenerateOptions {
  /** Length of the modulus in bits; 2048 if absent, the minimum that RFC 7518 section 3.3 allows. */
  readonly rsaBits?: 2048 | 3072 | 4096 | undefined
  readonly kid?: string | undefined
}

/**
 * Generates a private key or a secret. Secrets are as long as the hash: the minimum that RFC 7518 section 3.2 allows and the most that adds
 * strength. `EdDSA` generates an Ed25519 key. Undefined for `none` and unknown names.
 */
export async function generateKey(alg: string, options: GenerateOptions = {}): Promise<KeyMaterial | undefined> {
  const algorithm = algorithmByName(alg)
  if (!algorithm || algorithm.family === 'none') return undefined
  if (algorithm.family === 'HMAC') {
    const secret = crypto.getRandomValues(new Uint8Array(hashLength(hashOf(algorithm))))
    return { ...secretKey(secret, 'jwk'), kid: options.kid, alg: algorithm.name, use: 'sig' }
  }
  const curve = algorithm.curves[0]
  const jwk = await makeJwk(algorithm, curve, options.rsaBits ?? 2048)
  const bits = jwk.kty === 'RSA' ? (options.rsaBits ?? 2048) : curve ? knownCurve(curve).bits : knownMlDsa(alg).publicBytes * 8
  return {
    kind: 'private',
    type: jwk.kty,
    curve,
    bits,
    format: 'jwk',
    armor: undefined,
    jwk,
    kid: options.kid,
    alg: algorithm.name,
    use: 'sig',
    keyOps: undefined,
    certificate: undefined,
    purpose: undefined,
  }
}

async function makeJwk(algorithm: Algorithm, curve: string | undefined, rsaBits: number): Promise<Jwk<PairType>> {
  if (algorithm.family === 'ML-DSA') {
    const seed = crypto.getRandomValues(new Uint8Array(32))
    const { publicKey } = (await mlDsaByName(algorithm.name)).keygen(seed)
    return { kty: 'AKP', alg: algorithm.name, pub: encodeBase64url(publicKey), priv: encodeBase64url(seed) }
  }
  const parameters = algorithm.webCrypto ?? { name: knownCurve(curve).name }
  try {
    const rsa = algorithm.kty === 'RSA' ? { modulusLength: rsaBits, publicExponent: Uint8Array.of(1, 0, 1) } : {}
    const wanted: AlgorithmIdentifier = Object.assign({}, parameters, rsa)
    const made = (await crypto.subtle.generateKey(wanted, true, ['sign', 'verify'])) as CryptoKeyPair
    return keyMembers(await crypto.subtle.exportKey('jwk', made.privateKey))
  } catch (error) {
    if (curve === undefined || curveByName(curve)?.webCrypto === 'every') throw error
    return makeCurveKey(curve)
  }
}

/** Curves that this browser does not have. */
async function makeCurveKey(curve: string): Promise<Jwk<PairType>> {
  const { kty, bytes } = knownCurve(curve)
  if (kty === 'EC') {
    const weierstrass = await weierstrassByName(curve)
    const d = weierstrass.utils.randomSecretKey()
    const point = weierstrass.getPublicKey(d, false)
    const [x, y] = [point.subarray(1, 1 + bytes), point.subarray(1 + bytes)].map(encodeBase64url)
    return { kty, crv: curve, x: x!, y: y!, d: encodeBase64url(d) }
  }
  const edwards = await edwardsByName(curve)
  const d = edwards.utils.randomSecretKey()
  return { kty, crv: curve, x: encodeBase64url(edwards.getPublicKey(d)), d: encodeBase64url(d) }
}

/** Web Crypto's export includes "ext", "key_ops" and "alg", which are not part of the key. */
function keyMembers(exported: JsonWebKey): Jwk<PairType> {
  const { kty, crv, n, e, d, p, q, dp, dq, qi, x, y } = exported
  const all = { kty, crv, n, e, d, p, q, dp, dq, qi, x, y }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as unknown as Jwk<PairType>
}
