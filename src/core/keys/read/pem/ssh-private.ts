// Reads OpenSSH private keys ("BEGIN OPENSSH PRIVATE KEY", OpenSSH's PROTOCOL.key); if a passphrase protects one, only its public half, which is not encrypted.
import { encodeBase64url } from '../../../text/base64url.ts'
import { knownCurve } from '../../../algorithms/curves.ts'
import { note, problem, type Jwk, type KeyProblem, type PairKey, type PairType, type ReadKey } from '../../key-material.ts'
import { withPrimes } from '../../rsa-primes.ts'
import { readSshKey, withoutSign } from './ssh.ts'

const MAGIC = 'openssh-key-v1\0'

/** Reads the content of the PEM block; never throws on it. From a file with several keys, takes the first. */
export async function readOpenSshPrivate(bytes: Uint8Array<ArrayBuffer>): Promise<ReadKey<PairKey>> {
  const fields = new Fields(bytes)
  const magic = fields.take(MAGIC.length)
  const cipher = fields.text()
  fields.field()
  fields.field()
  const count = fields.number()
  const publicBlob = fields.field()
  const inside = fields.field()
  if (!magic || new TextDecoder().decode(magic) !== MAGIC || cipher === undefined || !count || !publicBlob || !inside)
    return { problem: cutOff() }
  const half = readSshKey(publicBlob)
  if (half.problem) return half
  if (cipher !== 'none') return { key: half.key, notes: [...half.notes, note('key-openssh-locked', { cipher })] }
  const jwk = await privateJwk(new Fields(inside), half.key)
  return jwk ? { key: { ...half.key, kind: 'private', jwk }, notes: half.notes } : { problem: cutOff() }
}

/** The complete key; undefined if its fields don't match the public half. */
async function privateJwk(fields: Fields, { jwk }: PairKey): Promise<Jwk<PairType> | undefined> {
  // The same number twice: with a wrong passphrase they would differ.
  const [check, again] = [fields.number(), fields.number()]
  if (check === undefined || check !== again || fields.text() === undefined) return undefined
  if (jwk.kty === 'RSA') return rsa(fields)
  if (jwk.kty === 'OKP') {
    const x = fields.field()
    const both = fields.field()
    const length = knownCurve(jwk.crv).bytes
    if (!x || both?.length !== 2 * length || encodeBase64url(x) !== jwk.x) return undefined
    return { ...jwk, d: encodeBase64url(both.subarray(0, length)) }
  }
  fields.field()
  fields.field()
  const d = fields.field()
  const length = knownCurve(jwk.crv).privateBytes
  const digits = d && withoutSign(d)
  if (!digits || digits.length > length) return undefined
  const full = new Uint8Array(length)
  full.set(digits, length - digits.length)
  return { ...jwk, d: encodeBase64url(full) }
}

async function rsa(fields: Fields): Promise<Jwk<'RSA'> | undefined> {
  const [n, e, d, , p, q] = Array.from({ length: 6 }, () => fields.field())
  if (!n || !e || !d || !p || !q) return undefined
  const [modulus, exponent, secret, first, second] = [n, e, d, p, q].map((number) => encodeBase64url(withoutSign(number))) as [
    string,
    string,
    string,
    string,
    string,
  ]
  try {
    return await withPrimes({ kty: 'RSA', n: modulus, e: exponent, d: secret, p: first, q: second })
  } catch {
    // The numbers don't belong together, or are longer than in any real key.
    return undefined
  }
}

/** Reads consecutive fields in the format of RFC 4251 section 5; returns undefined once the bytes have run out. */
class Fields {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  take(length: number): Uint8Array | undefined {
    if (this.#at + length > this.#bytes.length) {
      this.#at = this.#bytes.length + 1
      return undefined
    }
    return this.#bytes.subarray(this.#at, (this.#at += length))
  }

  number(): number | undefined {
    return this.take(4)?.reduce((value, byte) => value * 256 + byte, 0)
  }

  field(): Uint8Array | undefined {
    const length = this.number()
    return length === undefined ? undefined : this.take(length)
  }

  text(): string | undefined {
    const field = this.field()
    return field && new TextDecoder().decode(field)
  }
}

function cutOff(): KeyProblem {
  return problem(
    'key-der-unreadable',
    'an OpenSSH private key that is cut off or damaged',
    'everything from the BEGIN line to the END line',
    'copy the key again from its source',
  )
}
