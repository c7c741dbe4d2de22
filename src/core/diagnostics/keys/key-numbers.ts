// Key rules about the numbers of a public key: RSA moduli and exponents, points on curves (RFC 7518 section 6, FIPS 186-5).
import { curves } from '../../algorithms/curves.ts'
import { decodeBase64url } from '../../text/base64url.ts'
import type { KeyMaterial } from '../../keys/key-material.ts'
import type { Diagnostic, DiagnosticContext } from '../rule/diagnostic.ts'
import { keyAtHand, keysAtHand } from './key-form.ts'
import { digits } from '../rule/shown.ts'
import { cve, rfc } from '../rule/sources.ts'
import { toInteger } from '../../text/bytes.ts'

const KEY = { in: 'key' } as const
const OKP_LENGTHS = curves
  .filter(({ kty }) => kty === 'OKP')
  .map(({ name, bytes }) => `${name} ${bytes} bytes`)
  .join(', ')
const FIPS_186_5 = { name: 'FIPS 186-5 section 5.1', url: 'https://doi.org/10.6028/NIST.FIPS.186-5' }

const SMALL_PRIMES = [
  3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109, 113, 127, 131, 137, 139,
  149, 151, 157, 163, 167,
]
/** Primes modulo which every key of the ROCA generator is a power of 65537 (CVE-2017-15361). */
const ROCA_PRIMES = [11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157]

let rocaPowers: ReadonlyMap<number, ReadonlySet<number>> | undefined

function hasRocaFingerprint(n: bigint): boolean {
  rocaPowers ??= new Map(
    ROCA_PRIMES.map((prime) => {
      const powers = new Set<number>()
      for (let power = 1; !powers.has(power); power = (power * (65537 % prime)) % prime) powers.add(power)
      return [prime, powers]
    }),
  )
  return ROCA_PRIMES.every((prime) => rocaPowers!.get(prime)!.has(Number(n % BigInt(prime))))
}

interface Modulus {
  readonly key: KeyMaterial
  readonly n: bigint
  readonly e: bigint
}

function rsaOf(context: DiagnosticContext): Modulus | undefined {
  const key = keyAtHand(context)
  if (key?.type !== 'RSA' || key.bits > 16_384) return undefined
  return { key, n: toInteger(decodeBase64url(key.jwk.n ?? '').bytes), e: toInteger(decodeBase64url(key.jwk.e ?? '').bytes) }
}

function modulusProblem(n: bigint): string | undefined {
  if (n % 2n === 0n) return 'is even'
  const factor = SMALL_PRIMES.find((prime) => n % BigInt(prime) === 0n)
  if (factor !== undefined) return `is divisible by ${factor}`
  return hasRocaFingerprint(n) ? 'has the fingerprint of the ROCA weakness: its factors can be found' : undefined
}

const FORMS: Readonly<Record<string, string>> = {
  'leading-zero': 'has a leading zero byte',
  padding: 'has `=` padding',
  'standard-alphabet': 'uses the standard base64 alphabet',
  'spare-bits': 'has spare bits set in its last character',
  whitespace: 'has whitespace in it',
}

export const keyNumbers = [
  {
    id: 'key-rsa-small',
    severity: 'error',
    source: [rfc(7518, '3.3')],
    message: ({ bits, large }) =>
      large === 1
        ? `${digits(Number(bits))}-bit RSA is slow to verify and no safer in practice.`
        : `${digits(Number(bits))}-bit RSA: too small; at least 2,048 bits are required.`,
    why: 'Short moduli can be factored, and then anyone can sign. Very long ones let an attacker keep a verifier busy.',
    fix: 'Use a key of 2,048 to 4,096 bits.',
    *hits(context) {
      for (const { type, bits } of keysAtHand(context)) {
        if (type === 'RSA' && bits < 2048) yield { place: KEY, args: { bits, large: 0 } }
        else if (type === 'RSA' && bits > 8192) yield { place: KEY, args: { bits, large: 1 }, severity: 'warning' }
      }
    },
  },
  {
    id: 'key-rsa-exponent',
    severity: 'error',
    source: [FIPS_186_5, cve('2006-4339')],
    message: ({ e, problem }) => `The public exponent ${e} ${problem}.`,
    why: 'Small exponents make forgeries possible if a library checks padding carelessly; 1 and even ones aren’t valid for RSA at all.',
    fix: 'Generate a key with the exponent 65537.',
    *hits(context) {
      const rsa = rsaOf(context)
      if (!rsa) return
      const { e } = rsa
      const shownE = e.toString().slice(0, 24)
      if (e < 3n || e % 2n === 0n) yield { place: KEY, args: { e: shownE, problem: 'cannot be one of RSA' } }
      else if (e < 65537n) yield { place: KEY, args: { e: shownE, problem: 'is smaller than 65537' }, severity: 'warning' }
      else if (e > 2n ** 32n) yield { place: KEY, args: { e: shownE, problem: 'is larger than most libraries take' }, severity: 'warning' }
    },
  },
  {
    id: 'key-rsa-modulus-form',
    severity: 'error',
    source: [rfc(7518, '6.3.1.1'), cve('2017-15361')],
    message: ({ problem }) => `The modulus \`n\` ${problem}.`,
    why: 'Strict libraries reject other forms, and a modulus with small or known factors doesn’t protect anything.',
    fix: 'Get the key from the issuer again, or generate a new one.',
    *hits(context) {
      const { reading } = context
      if (reading?.kind === 'key') {
        for (const note of reading.notes) {
          if (note.id === 'key-rsa-modulus-form')
            yield { place: KEY, args: { problem: FORMS[String(note.args['form'])] ?? 'is not in canonical form' } }
        }
      }
      const rsa = rsaOf(context)
      const problem = rsa && modulusProblem(rsa.n)
      if (problem) yield { place: KEY, args: { problem } }
    },
  },
  {
    id: 'key-ec-off-curve',
    severity: 'error',
    source: [rfc(7518, '6.2.1.2'), rfc(8725, '3.4')],
    message: ({ problem }) => `${problem}`,
    why: 'Computing with a point that isn’t on its curve can reveal private keys, and libraries reject it. Stripped zeros are a common encoder bug.',
    fix: 'Copy the key from its source again. Coordinates have the full length of the curve.',
    *hits({ reading }) {
      if (!reading) return
      const { problem } = reading
      if (problem?.id === 'key-ec-off-curve') yield { place: KEY, args: { problem: `The key is ${problem.found}.` } }
      if (problem?.id === 'key-jwk-member' && problem.args['kty'] === 'EC' && /^[xy]$/.test(String(problem.args['member']))) {
        yield { place: KEY, args: { problem: `The key has ${problem.found}; it must be ${problem.expected}.` } }
      }
      for (const { id, args } of reading.notes) {
        if (id !== 'key-jwk-member-form' || args['form'] !== 'stripped-zeros') continue
        yield {
          place: KEY,
          args: { problem: `\`${String(args['member'])}\` lacks its leading zeros; they were added.` },
          severity: 'warning',
        }
      }
    },
  },
  {
    id: 'key-okp-length',
    severity: 'error',
    source: [rfc(8037, '2')],
    message: ({ problem }) => `The key has ${problem}.`,
    why: `Each curve has one key length: ${OKP_LENGTHS}.`,
    fix: 'Copy the key from its source again. This may be the private seed, or a key on another curve.',
    *hits({ reading }) {
      const problem = reading?.problem
      if (problem?.id !== 'key-jwk-member' || problem.args['kty'] !== 'OKP' || problem.args['member'] !== 'x') return
      yield { place: KEY, args: { problem: `${problem.found}; it must be ${problem.expected}` } }
    },
  },
] as const satisfies readonly Diagnostic[]
