// Computes a JWS Signature (RFC 7515 section 5.1), or says why the key can't make one.
import { algorithmByName } from '../algorithms/algorithms.ts'
import { chooseKeys } from '../keys/choice/choose-keys.ts'
import { keyPhrase } from '../keys/describe-key.ts'
import { expectedKey } from '../keys/expected-key.ts'
import { problem, type KeyMaterial, type KeyReading, type KeyResult } from '../keys/key-material.ts'
import { verifySignature, makeSignature } from './primitives/signature.ts'
import { quoted } from '../text/quoted.ts'

export type Signing = KeyResult<{
  readonly signature: Uint8Array<ArrayBuffer>
  /** Undefined for `none`. */
  readonly key: KeyMaterial | undefined
}>

/**
 * Signs with the first key of the reading that can; `none` gives an empty signature and needs no key. In a set, "kid" chooses the key.
 * A public key, a key of another type, a missing key and an unknown "alg" are problems.
 */
export async function sign(
  alg: string | undefined,
  signingInput: Uint8Array<ArrayBuffer>,
  reading: KeyReading,
  options: { readonly kid?: string | undefined } = {},
): Promise<Signing> {
  const algorithm = algorithmByName(alg)
  if (!algorithm) {
    const found = alg === undefined ? 'a header without “alg”' : `“alg” that is not a signature algorithm (${quoted(alg)})`
    return { problem: problem('key-unsupported', found, 'a signature algorithm such as HS256', 'change “alg” in the header') }
  }
  if (algorithm.family === 'none') return { signature: new Uint8Array(0), key: undefined }
  const needed = algorithm.kty === 'oct' ? 'a shared secret' : expectedKey(algorithm).replace(/ key$/, ' private key')
  if (reading.kind === 'empty') return { problem: problem('key-missing', 'no key', needed, `give ${needed} to sign`) }
  // The problem asks for a key to verify with; signing needs a secret or a private key.
  if (reading.kind === 'unreadable') {
    const { problem: unreadable } = reading
    return {
      problem: unreadable.id === 'not-a-key' ? { ...unreadable, expected: needed, action: `give ${needed} to sign` } : unreadable,
    }
  }
  const choice = chooseKeys(algorithm, reading.keys, options.kid, reading.kind === 'key-set')
  const able = choice.candidates.find(({ key }) => key.kind !== 'public')
  if (!able) {
    const fitting = choice.candidates[0]
    const mismatch = choice.unfit[0]
    if (fitting !== undefined || !mismatch) {
      const found = fitting === undefined ? 'no key' : keyPhrase(fitting.key)
      return {
        problem: problem('key-not-private', found, needed, `give ${needed}: a public key can only verify, not sign`, {
          alg: algorithm.name,
        }),
      }
    }
    return { problem: { ...mismatch.problem, expected: needed, action: `give ${needed} to sign` } }
  }
  const { key } = able
  const made = await makeSignature(algorithm, key, signingInput)
  if (made.problem) return made
  // A private key combined with someone else's public key makes signatures that no one can verify.
  if (algorithm.kty !== 'oct' && (await verifySignature(algorithm, key, made.signature, signingInput)).holds !== true) {
    return {
      problem: problem(
        'key-refused',
        'a private key that does not belong to its public half',
        needed,
        'copy the key again from its source',
      ),
    }
  }
  return { signature: made.signature, key }
}
