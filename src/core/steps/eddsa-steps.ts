// Shows how an Ed25519 or Ed448 signature is made and verified (RFC 8032 sections 5.1 and 5.2): R, S, the challenge k, and the equation.
import { shake256 } from '@noble/hashes/sha3.js'
import { decodeBase64url } from '../text/base64url.ts'
import { edwardsByName } from '../keys/noble.ts'
import { digest } from './step/hashes.ts'
import { bytes, number, type StepInput, type SignatureStep } from './step/step.ts'
import { differingBits, joinBytes, toInteger } from '../text/bytes.ts'

/** The steps for the key's curve. */
export async function eddsaSteps({ key, signingInput, signature }: StepInput): Promise<SignatureStep[]> {
  const big = key.curve === 'Ed448'
  const curve = await edwardsByName(key.curve)
  const { Point } = curve
  const order = Point.Fn.ORDER
  const size = big ? 57 : 32
  const hashName = big ? 'SHAKE256' : 'SHA-512'
  // dom4 with an empty context (RFC 8032 section 5.2).
  const domain = big ? new TextEncoder().encode('SigEd448\0\0') : new Uint8Array(0)
  const hash = (...parts: Uint8Array[]) =>
    big ? new Uint8Array(shake256(joinBytes(domain, ...parts), { dkLen: 114 })) : digest('SHA-512', joinBytes(...parts))
  const littleEndian = (little: Uint8Array) => toInteger(little.toReversed())
  const publicKey = decodeBase64url(key.jwk.x ?? '').bytes
  const whole = signature.length === 2 * size
  const [r, s] = [signature.slice(0, size), signature.slice(size)]
  const challenge = hash(r, publicKey, signingInput)
  const k = littleEndian(challenge) % order
  const steps: SignatureStep[] = [
    {
      id: 'key',
      side: 'both',
      title: `The key: a point A on ${key.curve}`,
      sentence:
        'A is the base point B multiplied by a, a number derived from the private key. Anyone may know A, but no one can find a from it.',
      values: [bytes('A', publicKey)],
    },
    ...signerSteps(),
  ]
  if (!whole) {
    steps.push({
      id: 'range',
      side: 'verifier',
      title: 'R and S read from the signature',
      sentence: `An ${key.curve} signature has ${2 * size} bytes, but this one has ${signature.length}, so it can’t be one.`,
      values: [{ label: 'Length', kind: 'check', holds: false }],
    })
    return steps
  }
  const S = littleEndian(s)
  const point = (encoded: Uint8Array) => {
    try {
      return Point.fromBytes(encoded, false)
    } catch {
      return undefined
    }
  }
  const [R, A] = [point(r), point(publicKey)]
  const readable = R !== undefined && A !== undefined && S < order
  steps.push({
    id: 'range',
    side: 'verifier',
    title: 'R and S read from the signature',
    sentence:
      'The first half is a point on the curve. The second half is a little-endian number, which must be less than L, the number of different multiples of B.',
    values: [bytes('R', r), number('S', S), { label: 'A point, and below L', kind: 'check', holds: readable }],
  })
  steps.push({
    id: 'challenge',
    side: 'both',
    title: 'The number that ties everything together',
    sentence: `k is ${hashName} of R, A and the signing input, modulo L. The signing input goes into it whole, without being hashed first.`,
    values: [number('k', k), bytes(hashName, challenge)],
  })
  if (!readable) return steps
  const left = new Uint8Array(Point.BASE.multiplyUnsafe(S).toBytes())
  const right = new Uint8Array(R.add(A.multiplyUnsafe(k)).toBytes())
  const difference = differingBits(left, right)
  steps.push({
    id: 'compare',
    side: 'verifier',
    title: 'The equation',
    sentence: 'S times the base point B must equal the sum of R and k times A.',
    values: [
      bytes('S·B', left),
      bytes('R + k·A', right),
      { label: 'Equal', kind: 'check', holds: difference.differing === 0, ...difference },
    ],
  })
  return steps

  function signerSteps(): SignatureStep[] {
    const split: SignatureStep = {
      id: 'r-and-s',
      side: 'signer',
      title: 'R and S',
      sentence: 'R is r times B, and S is r + k·a modulo L, with the k that is shown below. Only someone who knows a can compute S.',
      values: [bytes('R', r), bytes('S', s)],
    }
    if (key.jwk.d === undefined) return [split]
    const { scalar, prefix: nonceKey } = curve.utils.getExtendedPublicKey(decodeBase64url(key.jwk.d).bytes)
    const nonceHash = hash(nonceKey, signingInput)
    const nonce = littleEndian(nonceHash) % order
    const made = new Uint8Array(Point.BASE.multiplyUnsafe(nonce).toBytes())
    const tie = littleEndian(hash(made, publicKey, signingInput)) % order
    return [
      {
        id: 'nonce',
        side: 'signer',
        title: 'A number r from the private key and the token',
        sentence: `r is ${hashName} of half of the hashed private key, followed by the signing input, modulo L. No randomness is needed, so signing the same token again gives the same signature.`,
        values: [number('r', nonce), bytes(hashName, nonceHash)],
      },
      { ...split, values: [bytes('R', made), number('S', (nonce + tie * scalar) % order)] },
    ]
  }
}
