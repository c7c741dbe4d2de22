// RSA signatures from the inside (RFC 8017 section 8): the hash, its padding, the power, and what the public key brings out again.
import { hashOf, hashLength } from '../algorithms/algorithms.ts'
import { decodeBase64url } from '../text/base64url.ts'
import { digest, mgf1 } from './step/hashes.ts'
import { bitsOf, modPow, xor } from './step/numbers.ts'
import { digestInfoPrefix, padPkcs1, readPkcs1, readPss, recoverMessage, type Recovered } from './rsa-padding.ts'
import { bytes, number, text, type StepInput, type SignatureStep } from './step/step.ts'
import { differingBits, fromInteger, joinBytes, toInteger, byteAt } from '../text/bytes.ts'

/** A private exponent of this many bits at most is applied here; a larger one takes seconds. */
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
      sentence: `However long the token is, ${messageHash.length} bytes represent it; changing one bit of it changes about half of theirs.`,
      values: [bytes(hash, messageHash)],
    },
    {
      id: 'key',
      side: 'both',
      title: `The key: a modulus of ${key.bits} bits`,
      sentence: 'Anyone may know the modulus n and the exponent e; only the signer knows d, which undoes e.',
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
      title: 'The hash algorithm’s name, before the hash',
      sentence: `DigestInfo says in DER that what follows is ${hash}, so that no other hash algorithm can be substituted.`,
      values: [bytes('DigestInfo', joinBytes(digestInfoPrefix(hash), messageHash))],
    },
  ]
  if (!padded) return [...steps, tooSmall()]
  steps.push({
    id: 'padded',
    side: 'both',
    title: `Padded to ${length} bytes`,
    sentence: 'Bytes 00 01, as many FF as needed, and 00 extend it to the length of the modulus (EMSA-PKCS1-v1_5).',
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
        ? `Inside are ${padding.fill} bytes FF and ${padding.hash ? `a ${padding.hash} hash` : 'an unknown hash'}; all of it must match what the verifier computed from the token it received.`
        : 'What came out has no padding: it was not made with the private key that belongs to this public key.',
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
        sentence: `${size} random bytes, so that the same token signed twice has two signatures. It was found again inside this one.`,
        values: [bytes('Salt', pss.salt)],
      },
      {
        id: 'salted',
        side: 'signer',
        title: 'The salted hash',
        sentence: `${hash} of eight zero bytes, the hash and the salt.`,
        values: [bytes('H', seed)],
      },
      {
        id: 'padded',
        side: 'signer',
        title: 'The salt, masked, and the salted hash: the padded message',
        sentence: 'The salt is hidden under a mask made from H (MGF1); H and the byte BC follow.',
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
        ? 'H gives the mask again, and under it is the salt.'
        : 'The unmasked bytes aren’t PSS padding, or the salt is not as long as the hash.',
      values: [bytes('H', pss.h), bytes('Under the mask', pss.db)],
    })
    const difference = pss.again && differingBits(pss.h, pss.again)
    steps.push({
      id: 'compare',
      side: 'verifier',
      title: 'The salted hash, made again',
      sentence: `${hash} of eight zero bytes, the hash of the token as it was received, and the salt must be H.`,
      values: [
        ...(pss.again ? [bytes('Made again', pss.again)] : []),
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
      ? 'Read as one number, the padded message is raised to the private exponent: the signature.'
      : 'Only the private exponent d makes this number out of the padded message; this is the one in the token.',
    values: [bytes(made ? 'Signature' : 'Signature in the token', made ?? signature)],
  }
}

function opened(recovered: Recovered): SignatureStep {
  const step = { id: 'opened', side: 'verifier', title: 'The signature raised to the power of e, modulo n' } as const
  switch (recovered.kind) {
    case 'message':
      return {
        ...step,
        sentence: 'The public exponent undoes what d did: the padded message of the signer comes out.',
        values: [bytes('Comes out', recovered.bytes)],
      }
    case 'out-of-range':
      return {
        ...step,
        sentence: 'The signature is a number that is not below n, so no private key of this pair made it.',
        values: [{ label: 'Below n', kind: 'check', holds: false }],
      }
    case 'too-large':
      return { ...step, sentence: 'This key is too large for the power to be worked out here.', values: [] }
  }
}

function tooSmall(): SignatureStep {
  return {
    id: 'too-small',
    side: 'both',
    title: 'The modulus is too short',
    sentence: 'The padded hash does not fit into it, so this key can make no such signature.',
    values: [],
  }
}
