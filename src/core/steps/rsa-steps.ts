// Shows how an RSA signature is made and verified (RFC 8017 section 8), from the hash and its padding to the powers of d and e.
import { hashOf, hashLength } from '../algorithms/algorithms.ts'
import { decodeBase64url } from '../text/base64url.ts'
import { digest, mgf1 } from './step/hashes.ts'
import { bitsOf, modPow, xor } from './step/numbers.ts'
import { digestInfoPrefix, padPkcs1, readPkcs1, readPss, recoverMessage, type Recovered } from './rsa-padding.ts'
import { bytes, number, text, type StepInput, type SignatureStep } from './step/step.ts'
import { differingBits, fromInteger, joinBytes, toInteger, byteAt } from '../text/bytes.ts'

/** The largest modulus, in bits, for which the private exponent is applied here; a larger one takes seconds. */
const MOST_SIGNED_BITS = 4096

/** The steps of RS* and PS*. */
export function rsaSteps(signed: StepInput): SignatureStep[] {
  const { row, key, signingInput, signature } = signed
  const hash = hashOf(row)
  const messageHash = digest(hash, signingInput)
  const modulus = toInteger(decodeBase64url(key.jwk.n ?? '').bytes)
  const recovered = recoverMessage(key.jwk, signature)
  const before: SignatureStep[] = [
    {
      id: 'hash',
      side: 'both',
      title: `The ${hash} hash of the signing input`,
      sentence: `However long the token is, ${messageHash.length} bytes represent it. Changing one bit of the token changes about half of the bits of its hash.`,
      values: [bytes(hash, messageHash)],
    },
    {
      id: 'key',
      side: 'both',
      title: `The key: a modulus of ${key.bits} bits`,
      sentence: 'Anyone may know the modulus n and the exponent e. Only the signer knows d, which undoes e.',
      values: [number('n', modulus), text('e', toInteger(decodeBase64url(key.jwk.e ?? '').bytes).toString())],
    },
  ]
  const made = row.family === 'RSASSA-PSS' ? pssSteps(signed, messageHash, recovered) : pkcs1Steps(signed, messageHash, recovered)
  return [...before, ...made]
}

function pkcs1Steps({ row, key, signature }: StepInput, messageHash: Uint8Array, recovered: Recovered): SignatureStep[] {
  const hash = hashOf(row)
  const length = Math.ceil(key.bits / 8)
  const padded = padPkcs1(hash, messageHash, length)
  const steps: SignatureStep[] = [
    {
      id: 'digest-info',
      side: 'both',
      title: 'The hash, with its algorithm’s name in front',
      sentence: `DigestInfo says in DER that the hash is a ${hash} hash, so that no other hash algorithm can be substituted.`,
      values: [bytes('DigestInfo', joinBytes(digestInfoPrefix(hash), messageHash))],
    },
  ]
  if (!padded) return [...steps, tooSmall()]
  steps.push({
    id: 'padded',
    side: 'both',
    title: `Padded to ${length} bytes`,
    sentence:
      'The bytes 00 01, as many FF bytes as needed, and 00 are put in front of it, so that it is as long as the modulus (EMSA-PKCS1-v1_5).',
    values: [bytes('Padded message', padded)],
  })
  steps.push(power(key, padded, signature), opened(recovered))
  if (recovered.kind === 'message') {
    const padding = readPkcs1(recovered.bytes)
    const difference = differingBits(recovered.bytes, padded)
    steps.push({
      id: 'compare',
      side: 'verifier',
      title: 'Compared with the verifier’s own padded message',
      sentence: padding.wellFormed
        ? `It contains ${padding.fill} FF bytes and ${padding.hash ? `a ${padding.hash} hash` : 'an unknown hash'}. All of it must match what the verifier computes from the token it received.`
        : 'The result isn’t padded this way. The signature was made with a different key or algorithm, or it was damaged.',
      values: [
        ...(padding.hash ? [bytes('Hash inside', padding.digest)] : []),
        { label: 'Equal', kind: 'check', holds: difference.differing === 0, ...difference },
      ],
    })
  }
  return steps
}

function pssSteps({ row, key, signature }: StepInput, messageHash: Uint8Array, recovered: Recovered): SignatureStep[] {
  const hash = hashOf(row)
  const size = hashLength(hash)
  const pss = recovered.kind === 'message' ? readPss(hash, recovered.bytes, bitsOf(recovered.modulus), messageHash) : undefined
  if (recovered.kind === 'message' && !pss) return [tooSmall()]
  const steps: SignatureStep[] = []
  if (pss?.salt && pss.wellFormed) {
    const seed = digest(hash, joinBytes(new Uint8Array(8), messageHash, pss.salt))
    const db = joinBytes(new Uint8Array(pss.db.length - size - 1), Uint8Array.of(1), pss.salt)
    const masked = xor(db, mgf1(hash, seed, db.length))
    masked[0] = byteAt(masked, 0) & (0xff >> (8 * (db.length + size + 1) - (bitsOf(toInteger(decodeBase64url(key.jwk.n ?? '').bytes)) - 1)))
    const message = joinBytes(masked, seed, Uint8Array.of(0xbc))
    steps.push(
      {
        id: 'salt',
        side: 'signer',
        title: 'A salt, new for each signature',
        sentence: `${size} random bytes, so that signing the same token twice gives two different signatures. They were recovered from this signature.`,
        values: [bytes('Salt', pss.salt)],
      },
      {
        id: 'salted',
        side: 'signer',
        title: 'The salted hash',
        sentence: `H is ${hash} of eight zero bytes, the hash and the salt.`,
        values: [bytes('H', seed)],
      },
      {
        id: 'padded',
        side: 'signer',
        title: 'The padded message',
        sentence: 'The salt is hidden under a mask made from H (MGF1). H and the byte BC follow.',
        values: [bytes('Padded message', message)],
      },
      power(key, joinBytes(new Uint8Array(signature.length - message.length), message), signature),
    )
  } else steps.push(power(key, undefined, signature))
  steps.push(opened(recovered))
  if (pss) {
    steps.push({
      id: 'unmasked',
      side: 'verifier',
      title: 'The mask removed',
      sentence: pss.wellFormed
        ? 'The mask is computed from H again, and the salt is under it.'
        : 'The unmasked bytes aren’t PSS padding, or the salt isn’t as long as the hash.',
      values: [bytes('H', pss.h), bytes('Under the mask', pss.db)],
    })
    const difference = pss.again && differingBits(pss.h, pss.again)
    steps.push({
      id: 'compare',
      side: 'verifier',
      title: 'The salted hash, computed again',
      sentence: `${hash} of eight zero bytes, the hash of the token as received, and the salt must equal H.`,
      values: [
        ...(pss.again ? [bytes('Computed again', pss.again)] : []),
        { label: 'Equal to H', kind: 'check', holds: pss.wellFormed && difference?.differing === 0, ...difference },
      ],
    })
  }
  return steps
}

function power(key: StepInput['key'], padded: Uint8Array | undefined, signature: Uint8Array): SignatureStep {
  const { n, d } = key.jwk
  const possible = d !== undefined && padded !== undefined && key.bits <= MOST_SIGNED_BITS
  const made = possible
    ? fromInteger(
        modPow(toInteger(padded), toInteger(decodeBase64url(d).bytes), toInteger(decodeBase64url(n!).bytes)),
        Math.ceil(key.bits / 8),
      )
    : undefined
  return {
    id: 'power',
    side: 'signer',
    title: 'Raised to the power of d, modulo n',
    sentence: made
      ? 'Read as one number, the padded message is raised to the power of the private exponent. The result is the signature.'
      : 'Only someone who knows the private exponent d can compute the signature from the padded message. This is the one in the token.',
    values: [bytes(made ? 'Signature' : 'Signature in the token', made ?? signature)],
  }
}

function opened(recovered: Recovered): SignatureStep {
  const step = { id: 'opened', side: 'verifier', title: 'The signature raised to the power of e, modulo n' } as const
  switch (recovered.kind) {
    case 'message':
      return {
        ...step,
        sentence:
          'The public exponent e undoes d. If the signature was made with this key pair, the result is the signer’s padded message.',
        values: [bytes('Result', recovered.bytes)],
      }
    case 'out-of-range':
      return {
        ...step,
        sentence: 'Read as a number, this signature isn’t less than n, and signing with this key pair never gives such a number.',
        values: [{ label: 'Below n', kind: 'check', holds: false }],
      }
    case 'too-large':
      return { ...step, sentence: 'This key is too large for the power to be computed here.', values: [] }
  }
}

function tooSmall(): SignatureStep {
  return {
    id: 'too-small',
    side: 'both',
    title: 'The modulus is too short',
    sentence: 'The padded hash doesn’t fit into it, so this key can’t make such a signature.',
    values: [],
  }
}
