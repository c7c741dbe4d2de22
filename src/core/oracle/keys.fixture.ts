// The oracle's keys: two of each kind, so that there is always another of the same kind, and some that careful libraries reject.
import * as node from 'node:crypto'
import { ml_dsa44, ml_dsa65, ml_dsa87 } from '@noble/post-quantum/ml-dsa.js'

export type Json = Record<string, unknown>

/** The signing key, and the JWK given to verifiers. */
export interface OracleKey {
  readonly algs: readonly string[]
  readonly sign: (alg: string, input: Buffer) => Buffer
  readonly jwk: Json
}

/** `sha256` of `ES256K`. */
export const hashOf = (alg: string) => `sha${/\d{3}/.exec(alg)![0]}`

/** How Node's crypto signs and verifies under an "alg" (RFC 7518 sections 3.4 and 3.5). */
export function nodeOptions(alg: string): node.SigningOptions & { dsaEncoding?: 'ieee-p1363' } {
  if (alg.startsWith('PS')) return { padding: node.constants.RSA_PKCS1_PSS_PADDING, saltLength: node.constants.RSA_PSS_SALTLEN_DIGEST }
  return alg.startsWith('ES') ? { dsaEncoding: 'ieee-p1363' } : {}
}

const pair = (type: string, options: object = {}) =>
  (node.generateKeyPairSync as (type: string, options: object) => node.KeyPairKeyObjectResult)(type, options)

function asymmetric(algs: readonly string[], { publicKey, privateKey }: node.KeyPairKeyObjectResult): OracleKey {
  return {
    algs,
    sign: (alg, input) => node.sign(alg.startsWith('Ed') ? null : hashOf(alg), input, { key: privateKey, ...nodeOptions(alg) }),
    jwk: publicKey.export({ format: 'jwk' }),
  }
}

function secret(bytes: number): OracleKey {
  const key = node.randomBytes(bytes)
  return {
    algs: ['HS256', 'HS384', 'HS512'],
    sign: (alg, input) => node.createHmac(hashOf(alg), key).update(input).digest(),
    jwk: { kty: 'oct', k: key.toString('base64url') },
  }
}

function postQuantum(alg: string, scheme: typeof ml_dsa44): OracleKey {
  const { publicKey, secretKey } = scheme.keygen()
  return {
    algs: [alg],
    sign: (_, input) => Buffer.from(scheme.sign(input, secretKey)),
    jwk: { kty: 'AKP', alg, pub: Buffer.from(publicKey).toString('base64url') },
  }
}

const RSA = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512']
const EC = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521', ES256K: 'secp256k1' }

export const KEYS: readonly OracleKey[] = [
  secret(64),
  secret(64),
  secret(8),
  asymmetric(RSA, pair('rsa', { modulusLength: 2048 })),
  asymmetric(RSA, pair('rsa', { modulusLength: 2048 })),
  asymmetric(RSA, pair('rsa', { modulusLength: 1536 })),
  ...Object.entries(EC).flatMap(([alg, namedCurve]) => [1, 2].map(() => asymmetric([alg], pair('ec', { namedCurve })))),
  ...[1, 2].map(() => asymmetric(['EdDSA', 'Ed25519'], pair('ed25519'))),
  ...[1, 2].map(() => asymmetric(['EdDSA', 'Ed448'], pair('ed448'))),
  postQuantum('ML-DSA-44', ml_dsa44),
  postQuantum('ML-DSA-65', ml_dsa65),
  postQuantum('ML-DSA-87', ml_dsa87),
]

/** The first key that can sign under an "alg". */
export function keyFor(alg: string): OracleKey {
  return KEYS.find(({ algs }) => algs.includes(alg))!
}

/** A JWK without these members. An AKP key keeps its "alg", which says what kind of key it is. */
export function withoutMembers<T extends object>(jwk: T, names: readonly string[]): T {
  const isKept = (name: string) => !names.includes(name) || (name === 'alg' && (jwk as Json)['kty'] === 'AKP')
  return Object.fromEntries(Object.entries(jwk).filter(([name]) => isKept(name))) as T
}
