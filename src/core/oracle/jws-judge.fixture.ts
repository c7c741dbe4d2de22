// The judge of signed tokens: jose reads them and applies its rules; Node's crypto computes the algorithms that jose doesn't support.
import { Buffer } from 'node:buffer'
import * as node from 'node:crypto'
import { ml_dsa44, ml_dsa65, ml_dsa87 } from '@noble/post-quantum/ml-dsa.js'
import { base64url, compactVerify, flattenedVerify, generalVerify, importJWK, type FlattenedJWSInput, type JWK } from 'jose'
import type { JwsCase } from './jws-cases.fixture.ts'
import { hashOf, keyFor, nodeOptions, type Json } from './keys.fixture.ts'

/** How many of a token's signatures are accepted, each with one of the keys. */
export type JwsVerdict = 'all' | 'some' | 'none'

const ML_DSA = { 'ML-DSA-44': ml_dsa44, 'ML-DSA-65': ml_dsa65, 'ML-DSA-87': ml_dsa87 }

/** Whether jose can compute an ML-DSA signature, which needs the Web Crypto of Node 24.7 or later. */
export const HAS_ML_DSA = await importJWK(keyFor('ML-DSA-44').jwk as JWK, 'ML-DSA-44').then(
  () => true,
  () => false,
)

/**
 * Who computes a signature under an "alg". `jose` if it has the algorithm. `node` for ES256K (RFC 8812) and Ed448 (RFC 8032), which
 * jose doesn't support. `nobody` for ML-DSA if the runtime lacks it: jose still judges the token's form, but the computation is our own.
 */
export function judgeOf(alg: unknown, crv: unknown): 'jose' | 'node' | 'nobody' {
  if (alg === 'ES256K' || alg === 'Ed448' || (alg === 'EdDSA' && crv === 'Ed448')) return 'node'
  return String(alg).startsWith('ML-DSA') && !HAS_ML_DSA ? 'nobody' : 'jose'
}

/** What jose, or Node in its place, says about a token. Never throws. */
export async function judgeJws({ text, jwks, content, smallRsa = false }: JwsCase): Promise<JwsVerdict> {
  const judge = (verify: Verify) => anyKey(jwks, verify, smallRsa)
  if (!text.trimStart().startsWith('{')) {
    const [head, middle, signature, ...more] = text.split('.')
    if (content === undefined || middle !== '' || more.length > 0 || signature === undefined)
      return (await judge((key) => compactVerify(text, key))) ? 'all' : 'none'
    const accepted = await judge((key) => detached(content, (payload) => flattenedVerify({ protected: head!, payload, signature }, key)))
    return accepted ? 'all' : 'none'
  }
  const value = parsed(text)
  if (!value) return 'none'
  // Without a payload, the content is sent beside it (RFC 7515 appendix F); without either, what is signed may be empty.
  const verify = (whole: Json, run: (whole: Json) => Promise<unknown>) =>
    'payload' in value ? run(whole) : detached(content ?? '', (payload) => run({ ...whole, payload }))
  if (!('signatures' in value)) {
    return (await judge((key) => verify(value, (whole) => flattenedVerify(whole as unknown as FlattenedJWSInput, key)))) ? 'all' : 'none'
  }
  const general = (whole: Json) => judge((key) => verify(whole, (each) => generalVerify(each as never, key)))
  if (!(await general(value))) return 'none'
  const entries = value['signatures'] as unknown[]
  const each = await Promise.all(entries.map((entry) => general({ ...value, signatures: [entry] })))
  return each.every(Boolean) ? 'all' : 'some'
}

type GetKey = (head: unknown, jws: FlattenedJWSInput) => Promise<JWK>
type Verify = (key: GetKey) => Promise<unknown>

/** Whether jose, or Node in its place, accepts with one of the keys. */
async function anyKey(jwks: readonly Json[], verify: Verify, smallRsa: boolean): Promise<boolean> {
  for (const jwk of jwks) {
    let computed = false
    // jose requests the key once everything else about the token has been found correct.
    const getKey: GetKey = (head, jws) => {
      const { alg } = { ...(head as Json), ...jws.header } as Json
      const isSmall = smallRsa && /^[RP]S/.test(String(alg))
      if (judgeOf(alg, jwk['crv']) !== 'jose' || isSmall) {
        computed ||= compute(String(alg), jwk, jws, (head as Json)['b64'] === false)
        throw new Error('judged')
      }
      return Promise.resolve(jwk as JWK)
    }
    const accepted = await verify(getKey).then(
      () => true,
      () => computed,
    )
    if (accepted) return true
  }
  return false
}

/** The computations that jose doesn't support, with its rules about key metadata (RFC 7517 sections 4.2 to 4.4). */
function compute(alg: string, jwk: Json, { protected: head = '', payload, signature }: FlattenedJWSInput, isRaw: boolean): boolean {
  const ops = jwk['key_ops']
  if (jwk['use'] !== undefined && jwk['use'] !== 'sig') return false
  if (jwk['alg'] !== undefined && jwk['alg'] !== alg) return false
  if (ops !== undefined && !(ops as string[]).includes('verify')) return false
  try {
    const bytes = base64url.decode(signature)
    if (!isRaw) base64url.decode(payload)
    const input = Buffer.concat([Buffer.from(`${head}.`), Buffer.from(payload as string)])
    if (alg in ML_DSA) {
      const { verify } = ML_DSA[alg as keyof typeof ML_DSA]
      return jwk['kty'] === 'AKP' && verify(bytes, input, base64url.decode(jwk['pub'] as string))
    }
    const fits = alg === 'ES256K' ? jwk['crv'] === 'secp256k1' : alg.startsWith('Ed') ? jwk['crv'] === 'Ed448' : jwk['kty'] === 'RSA'
    const key = node.createPublicKey({ key: jwk as node.JsonWebKey, format: 'jwk' })
    return fits && node.verify(alg.startsWith('Ed') ? null : hashOf(alg), input, { key, ...nodeOptions(alg) }, bytes)
  } catch {
    return false
  }
}

/** Content that is sent beside the token: in base64url, or unencoded if "b64" says so (RFC 7797 section 3). */
async function detached(content: string, run: (payload: string | Uint8Array) => Promise<unknown>): Promise<unknown> {
  try {
    return await run(Buffer.from(content).toString('base64url'))
  } catch {
    return run(new TextEncoder().encode(content))
  }
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}
