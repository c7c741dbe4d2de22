// Reads one JSON Web Key (RFC 7517): checks its members, brings them to canonical form and notes what was not canonical.
import { decodeBase64url, encodeBase64url } from '../../text/base64url.ts'
import { membersByName, textOf, type JsonNode, type JsonObject } from '../../text/json.ts'
import { bitLength, curveByName, curvesInWords, inWords, ML_DSA_KEYS, type Curve } from '../../algorithms/curves.ts'
import {
  note,
  problem,
  type Jwk,
  type KeyMaterial,
  type KeyNote,
  type KeyProblem,
  type PairKey,
  type PairType,
  type ReadKey,
  type SecretKey,
} from '../key-material.ts'
import { secretKey } from './secret.ts'
import { quoted } from '../../text/quoted.ts'

/** Members besides the key itself that token code looks for. */
type Members = ReadonlyMap<string, JsonNode>

/**
 * Reads a JWK; never throws. Values that are not canonical base64url, lack leading zeros or have too many are brought to
 * the form that RFC 7518 section 6 requires, each with a note. `checkPublicKey` decides whether a point is on its curve.
 */
export function readJwk(node: JsonObject): ReadKey {
  const members = membersByName(node)
  const kty = text(members, 'kty')
  const reader = new MemberReader(members)
  let key: KeyMaterial | undefined
  switch (kty) {
    case 'oct':
      key = readOct(reader)
      break
    case 'RSA':
      key = readRsa(reader)
      break
    case 'EC':
    case 'OKP':
      key = readCurveKey(reader, kty)
      break
    case 'AKP':
      key = readAkp(reader)
      break
    default:
      return {
        problem:
          kty === undefined
            ? problem('key-jwk-member', 'a JWK without “kty”', '“kty”: oct, RSA, EC, OKP or AKP', 'add the key type', { member: 'kty' })
            : problem('key-unsupported', `a JWK of type ${quoted(kty)}`, 'oct, RSA, EC, OKP or AKP', 'use another key', { kty }),
      }
  }
  if (!key) return { problem: reader.problem! }
  const keyOps = members.get('key_ops')
  return {
    key: {
      ...key,
      kid: text(members, 'kid'),
      alg: text(members, 'alg'),
      use: text(members, 'use'),
      keyOps: keyOps?.type === 'array' ? keyOps.items.flatMap((item) => (item.type === 'string' ? [item.value] : [])) : undefined,
    },
    notes: [...reader.notes, ...metadataProblems(members)],
  }
}

/** Notes metadata of the wrong type (RFC 7517 sections 4.2 to 4.4; "ext" is Web Crypto's): a strict library rejects the key. */
function metadataProblems(members: Members): KeyNote[] {
  const isWrong: Readonly<Record<string, (node: JsonNode) => boolean>> = {
    use: ({ type }) => type !== 'string',
    alg: ({ type }) => type !== 'string',
    key_ops: (node) => node.type !== 'array' || node.items.some(({ type }) => type !== 'string'),
    ext: ({ type }) => type !== 'true' && type !== 'false',
  }
  const wrong = [...members].flatMap(([name, node]) => (Object.hasOwn(isWrong, name) && isWrong[name]?.(node) ? [name] : []))
  return wrong.map((member) => note('key-jwk-metadata', { member }))
}

class MemberReader {
  readonly members: Members
  readonly notes: KeyNote[] = []
  problem: KeyProblem | undefined

  constructor(members: Members) {
    this.members = members
  }

  /** A member's bytes; undefined if it is absent or unreadable, which `problem` then reports. */
  bytes(name: string, required: boolean): Uint8Array<ArrayBuffer> | undefined {
    const node = this.members.get(name)
    if (!node) {
      if (required) this.fail(name, `a JWK without “${name}”`, `“${name}” as base64url text`, 'copy the whole key again')
      return undefined
    }
    if (node.type !== 'string') {
      this.fail(name, `“${name}” that isn’t text`, `“${name}” as base64url text`, 'use the JWK exactly as published')
      return undefined
    }
    const compact = node.value.replace(/\s+/g, '')
    if (compact !== node.value) this.remark(name, 'whitespace')
    const { bytes, defects } = decodeBase64url(compact)
    for (const defect of defects) {
      if (defect.kind === 'illegal-character' || defect.kind === 'impossible-length') {
        this.fail(name, `“${name}” that isn’t base64url`, `“${name}” in base64url (RFC 4648 section 5)`, 'copy the whole key again')
        return undefined
      }
      this.remark(name, defect.kind)
    }
    return bytes
  }

  /** A big-endian number without leading zeros (RFC 7518 section 2, Base64urlUInt). */
  number(name: string, required: boolean): string | undefined {
    const bytes = this.bytes(name, required)
    if (!bytes) return undefined
    const start = leadingZeros(bytes)
    if (start === bytes.length) {
      this.fail(name, `“${name}” that is zero`, 'a number', 'copy the whole key again')
      return undefined
    }
    if (start > 0) this.remark(name, 'leading-zero')
    return encodeBase64url(bytes.subarray(start))
  }

  /** Bytes of a fixed length; big-endian numbers may be padded or stripped to it. */
  fixed(name: string, length: number, required: boolean, isNumber: boolean): string | undefined {
    const bytes = this.bytes(name, required)
    if (!bytes) return undefined
    if (bytes.length === length) return encodeBase64url(bytes)
    const excess = bytes.length - length
    const zeros = leadingZeros(bytes)
    if (isNumber && bytes.length > 0 && excess <= zeros && bytes.length > zeros) {
      this.remark(name, excess > 0 ? 'leading-zero' : 'stripped-zeros')
      const full = new Uint8Array(length)
      const significant = bytes.subarray(zeros)
      full.set(significant, length - significant.length)
      return encodeBase64url(full)
    }
    this.fail(name, `“${name}” of ${bytes.length} ${bytes.length === 1 ? 'byte' : 'bytes'}`, `${length} bytes`, 'copy the whole key again')
    return undefined
  }

  fail(member: string, found: string, expected: string, action: string): void {
    this.problem ??= problem('key-jwk-member', found, expected, action, { member, kty: text(this.members, 'kty') ?? '' })
  }

  remark(member: string, form: string): void {
    this.notes.push(note(member === 'n' ? 'key-rsa-modulus-form' : 'key-jwk-member-form', { member, form }))
  }
}

function readOct(reader: MemberReader): SecretKey | undefined {
  const secret = reader.bytes('k', true)
  return secret && secretKey(secret, 'jwk')
}

function readRsa(reader: MemberReader): PairKey | undefined {
  const n = reader.number('n', true)
  const e = reader.number('e', true)
  const d = reader.number('d', false)
  const rest: Record<string, string> = {}
  for (const name of ['p', 'q', 'dp', 'dq', 'qi']) {
    const value = reader.number(name, false)
    if (value !== undefined) rest[name] = value
  }
  if (n === undefined || e === undefined || reader.problem) return undefined
  // Without d, the primes are useless to a verifier or signer here.
  const jwk: Jwk<PairType> = d === undefined ? { kty: 'RSA', n, e } : { kty: 'RSA', n, e, d, ...rest }
  return material(jwk, d !== undefined, undefined, bitLength(decodeBase64url(n).bytes))
}

function readCurveKey(reader: MemberReader, kty: 'EC' | 'OKP'): PairKey | undefined {
  const crv = text(reader.members, 'crv')
  const curve: Curve | undefined = crv === undefined ? undefined : curveByName(crv)
  if (crv === undefined) {
    reader.fail('crv', `an ${kty} JWK without “crv”`, '“crv” with the name of the curve', 'copy the whole key again')
    return undefined
  }
  if (!curve || curve.kty !== kty) {
    const known = curvesInWords((each) => each.kty === kty)
    reader.problem = problem(
      'key-unsupported',
      `an ${kty} key on curve ${quoted(crv)}`,
      known,
      'use another key: no browser supports this curve',
      {
        crv,
      },
    )
    return undefined
  }
  const isNumber = kty === 'EC'
  const d = reader.fixed('d', curve.privateBytes, false, isNumber)
  const x = reader.fixed('x', curve.bytes, d === undefined, isNumber)
  const y = kty === 'EC' ? reader.fixed('y', curve.bytes, d === undefined, isNumber) : undefined
  if (reader.problem) return undefined
  const jwk: Jwk<PairType> = {
    kty,
    crv,
    ...(x !== undefined && (kty === 'OKP' || y !== undefined) ? { x } : {}),
    ...(y !== undefined && x !== undefined ? { y } : {}),
    ...(d !== undefined ? { d } : {}),
  }
  return material(jwk, d !== undefined, crv, curve.bits)
}

function readAkp(reader: MemberReader): PairKey | undefined {
  const alg = text(reader.members, 'alg')
  const sizes = alg === undefined ? undefined : ML_DSA_KEYS.get(alg)
  if (alg === undefined) {
    reader.fail('alg', 'an AKP JWK without “alg”', `“alg”: ${inWords([...ML_DSA_KEYS.keys()])}`, 'add the algorithm')
    return undefined
  }
  if (!sizes) {
    reader.problem = problem('key-unsupported', `an AKP key for ${quoted(alg)}`, inWords([...ML_DSA_KEYS.keys()]), 'use another key', {
      alg,
    })
    return undefined
  }
  const priv = reader.fixed('priv', sizes.seedBytes, false, false)
  const pub = reader.fixed('pub', sizes.publicBytes, priv === undefined, false)
  if (reader.problem) return undefined
  const jwk: Jwk<PairType> = { kty: 'AKP', alg, ...(pub !== undefined ? { pub } : {}), ...(priv !== undefined ? { priv } : {}) }
  return material(jwk, priv !== undefined, undefined, sizes.publicBytes * 8)
}

function material(jwk: Jwk<PairType>, isPrivate: boolean, curve: string | undefined, bits: number): PairKey {
  return {
    kind: isPrivate ? 'private' : 'public',
    type: jwk.kty,
    curve,
    bits,
    format: 'jwk',
    armor: undefined,
    jwk,
    kid: undefined,
    alg: jwk.alg,
    use: undefined,
    keyOps: undefined,
    certificate: undefined,
    purpose: undefined,
  }
}

function leadingZeros(bytes: Uint8Array): number {
  let at = 0
  while (at < bytes.length && bytes[at] === 0) at++
  return at
}

function text(members: Members, name: string): string | undefined {
  return textOf(members.get(name))
}
