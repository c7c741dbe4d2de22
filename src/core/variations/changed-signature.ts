// Variations that are not signed with the right key, or name another algorithm or key, as forged tokens do (RFC 8725 section 2).
import { algorithmByName } from '../algorithms/algorithms.ts'
import type { KeyMaterial } from '../keys/key-material.ts'
import { exportPem } from '../keys/make/export-key.ts'
import { generateKey } from '../keys/make/generate-key.ts'
import { secretKey } from '../keys/read/secret.ts'
import { encodeBase64url } from '../text/base64url.ts'
import { headerWith, noKey, signedAgain, signedWith, type Good, type Variation } from './variation.ts'

const payloadOf = ({ token }: Good) => token.object.payload.text

/** A new key with the same length and curve as the original, so that only the key differs. */
async function anotherKey({ algorithm, key }: Good): Promise<KeyMaterial | undefined> {
  const alg = algorithm.name === 'EdDSA' && key?.curve !== undefined ? key.curve : algorithm.name
  const rsaBits = ([4096, 3072] as const).find((bits) => key?.type === 'RSA' && key.bits >= bits)
  return generateKey(alg, { rsaBits })
}

export const changedSignature: readonly Variation[] = [
  {
    id: 'alg-none',
    name: 'alg none',
    about: 'alg is none and there is no signature.',
    reason: 'alg is none, so nothing is signed. Accept only the algorithms that you expect.',
    rfc: 'RFC 8725 section 3.2',
    needs: 'nothing',
    make: async (good) => ({ compact: `${headerWith(good, { alg: 'none' })}.${payloadOf(good)}.` }),
  },
  {
    id: 'signature-flipped',
    name: 'Signature flipped',
    about: 'One bit of the signature is changed.',
    reason: 'The signature doesn’t match: one bit of it was changed.',
    rfc: 'RFC 8725 section 3.3',
    needs: 'nothing',
    async make({ token }) {
      const { signature } = token.object.signatures[0]
      const bytes = Uint8Array.from(signature.decoding.bytes)
      const middle = bytes.length >> 1
      bytes[middle] = (bytes[middle] ?? 0) ^ 1
      return { compact: `${token.header.segment.text}.${token.object.payload.text}.${encodeBase64url(bytes)}` }
    },
  },
  {
    id: 'another-key',
    name: 'Signed with another key',
    about: 'It is signed with a new key of the same type, but the header still names yours.',
    reason: 'It was signed with a key that isn’t the issuer’s.',
    rfc: 'RFC 8725 section 3.3',
    needs: 'nothing',
    async make(good) {
      const key = await anotherKey(good)
      return key ? signedWith(good.algorithm, key, good.token.header.segment.text, payloadOf(good)) : noKey(good)
    },
  },
  {
    id: 'key-confusion',
    name: 'Key confusion',
    about: 'alg is HS256, and the secret is the text of your public key (PEM).',
    reason: 'alg is HS256, signed with the public key’s PEM as the secret. A key is for one algorithm, whatever the header says.',
    rfc: 'RFC 8725 section 3.1',
    needs: 'public-key',
    unfit: ({ algorithm }) =>
      algorithm.kty === 'oct'
        ? 'Not for this token: it is signed with a shared secret, so there is no public key to use as one.'
        : undefined,
    async make(good) {
      const pem = good.key && (await exportPem(good.key, 'public'))
      const hs256 = algorithmByName('HS256')
      if (pem === undefined || !hs256) return noKey(good)
      const secret = secretKey(new TextEncoder().encode(pem), 'secret-utf8')
      return signedWith(hs256, secret, headerWith(good, { alg: 'HS256' }), payloadOf(good))
    },
  },
  {
    id: 'unknown-kid',
    name: 'Unknown kid',
    about: 'kid isn’t the ID of any key. The signature is yours.',
    reason: 'kid names a key that isn’t among the issuer’s. Don’t fall back to another one.',
    rfc: 'RFC 8725 section 3.10',
    needs: 'signing-key',
    make(good) {
      const kid = `unknown-${encodeBase64url(crypto.getRandomValues(new Uint8Array(6)))}`
      return signedAgain(good, headerWith(good, { kid }), payloadOf(good))
    },
  },
]
