// Signs a JWS in a JSON serialization: one of its signatures, or every one whose key is certain (RFC 7515 section 7.2).
import { encodeText } from '../text/base64url.ts'
import { Budget } from '../budget.ts'
import { algorithmByName } from '../algorithms/algorithms.ts'
import { expectedKey, keyMismatch } from '../keys/expected-key.ts'
import { problem, type KeyMaterial, type KeyProblem, type KeyReading } from '../keys/key-material.ts'
import { quoted } from '../text/quoted.ts'
import { readJoseHeader, type JoseHeader } from '../token/jose-header.ts'
import type { Jws, JwsSignature } from '../token/jws.ts'
import { readTextSegment } from '../token/segment.ts'
import { signingInput } from '../token/signing-input.ts'
import { sign, type Signing } from '../crypto/sign.ts'
import { verify } from '../crypto/verify.ts'

/** The signatures that were made, by position from 0, and why the rest were not. */
export interface Signatures {
  readonly made: ReadonlyMap<number, Uint8Array<ArrayBuffer>>
  readonly left: readonly { readonly index: number; readonly problem: KeyProblem }[]
}

/** Why a JWS can't be signed: it has more than one reading, or its content is detached. Undefined if it can. */
export function signingRefused(jws: Jws): 'several-readings' | 'content-missing' | undefined {
  if (jws.readings !== 'one') return 'several-readings'
  return jws.detached ? 'content-missing' : undefined
}

/** Makes the signature at a position with the first key that can; in a set, "kid" selects it. */
export async function signOne({ signatures }: Jws, index: number, reading: KeyReading): Promise<Signatures> {
  const one = signatures[index]
  return one ? collected([[index, await signWith(one, reading)]]) : collected([])
}

/**
 * Makes every signature whose key is available. A key is never guessed: it has the "kid" of the header, or it verifies the signature as it
 * was (`before`), or no other signature takes a key of its type. The other signatures keep their characters.
 */
export async function signAll(jws: Jws, before: Jws | undefined, reading: KeyReading): Promise<Signatures> {
  const { signatures } = jws
  if (signatures.length === 1) return signOne(jws, 0, reading)
  const signed: [number, Signing][] = []
  const budget = new Budget()
  const counts = new Map<string, number>()
  for (const { header } of signatures) counts.set(header.alg ?? '', (counts.get(header.alg ?? '') ?? 0) + 1)
  for (const [index, one] of signatures.entries()) {
    const keys = await keysOf(one.header, counts, before?.signatures[index], reading, budget)
    const own: KeyReading = reading.kind === 'key-set' || reading.kind === 'key' ? { ...reading, keys } : reading
    const isGuess = reading.keys.length > 0 && keys.length === 0
    signed.push([index, isGuess ? { problem: notItsKey(one.header) } : await signWith(one, own)])
  }
  return collected(signed)
}

/** Signs the payload of a JWS under another protected header, given as JSON text. */
export async function signUnder(jws: Jws, header: string, reading: KeyReading): Promise<Signing & { readonly segment: string }> {
  const read = readJoseHeader(readTextSegment(encodeText(header), 0))
  // Content that isn't text keeps its bytes only if it is passed as bytes.
  const content = read.unencodedPayload ? jws.payload.decoding.bytes : undefined
  const made = await sign(read.alg, signingInput(read, jws.payload, content), reading, { kid: read.kid })
  return { ...made, segment: read.segment.text }
}

function signWith({ header, signingInput: input }: JwsSignature, reading: KeyReading): Promise<Signing> {
  return sign(header.alg, input(), reading, { kid: header.kid })
}

function collected(signed: readonly (readonly [number, Signing])[]): Signatures {
  const made = new Map<number, Uint8Array<ArrayBuffer>>()
  const left: { index: number; problem: KeyProblem }[] = []
  for (const [index, signing] of signed) {
    if (signing.problem) left.push({ index, problem: signing.problem })
    else made.set(index, signing.signature)
  }
  return { made, left }
}

/** The keys that certainly belong to a signature. `counts` says how many signatures there are for each "alg". */
async function keysOf(
  header: JoseHeader,
  counts: ReadonlyMap<string, number>,
  before: JwsSignature | undefined,
  reading: KeyReading,
  budget: Budget,
): Promise<readonly KeyMaterial[]> {
  const algorithm = algorithmByName(header.alg)
  if (!algorithm || algorithm.family === 'none') return reading.keys
  const fitting = reading.keys.filter((key) => !keyMismatch(algorithm, key))
  const named = fitting.filter(({ kid }) => kid !== undefined && kid === header.kid)
  if (named.length > 0) return named
  const unnamed = fitting.filter(({ kid }) => kid === undefined || header.kid === undefined)
  const taking = [...counts].filter(([alg]) => {
    const row = algorithmByName(alg)
    return row !== undefined && unnamed.some((key) => !keyMismatch(row, key))
  })
  if (taking.reduce((sum, [, count]) => sum + count, 0) === 1) return unnamed
  const verifying: KeyMaterial[] = []
  for (const key of before ? unnamed : []) {
    if (budget.isOver) return []
    if (before && (await verifies(before, key, budget))) verifying.push(key)
  }
  return verifying
}

async function verifies({ header, signature, signingInput: input }: JwsSignature, key: KeyMaterial, budget: Budget): Promise<boolean> {
  const signed = { signingInput: input(), signature: signature.decoding.bytes, alg: header.alg, kid: header.kid }
  const reading: KeyReading = { kind: 'key', keys: [key], notes: [] }
  const answer = await verify({ ...signed, unknownCritical: [], critMalformed: false }, reading, { budget })
  return answer.state === 'valid'
}

function notItsKey(header: JoseHeader): KeyProblem {
  const algorithm = algorithmByName(header.alg)
  const expected = algorithm ? expectedKey(algorithm) : 'its own key'
  const name = header.kid === undefined ? '' : `, ${quoted(header.kid)}`
  return problem(
    'key-missing',
    'no key that is certainly right for it',
    `${expected}${name}`,
    'add its private key to the key box as a JWK Set',
  )
}
