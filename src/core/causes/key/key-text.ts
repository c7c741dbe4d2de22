// Reads keys whose text is damaged, cut off, in another format, or raw bytes; repairs what it can and tries the result.
import { curves } from '../../algorithms/curves.ts'
import { decodeBase64url, encodeBase64url } from '../../text/base64url.ts'
import { decodedHexOrBase64 } from '../cause/raw-bytes.ts'
import { describeKey } from '../../keys/describe-key.ts'
import { membersByName, parseJson } from '../../text/json.ts'
import type { KeyMaterial } from '../../keys/key-material.ts'
import { readKey } from '../../keys/read/read-key.ts'
import type { Attempt, Cause, CauseArgs, Material } from '../cause/cause.ts'
import { sideBySide } from '../cause/evidence.ts'
import { giveKey } from './key-set.ts'
import { fromInteger, byteAt } from '../../text/bytes.ts'

const LONGEST = 40_000

/** The keys of a repaired text, if it can be read as keys. */
async function* repairedText(material: Material, text: string, args: CauseArgs): AsyncIterable<Attempt> {
  if (text === material.keyText || text.trim() === '') return
  const alg = material.algorithm?.family === 'HMAC' ? 'RS256' : (material.algorithm?.name ?? 'RS256')
  const reading = await readKey(text, { alg })
  for (const key of reading.keys.slice(0, 4)) {
    if (key.type === 'oct') continue
    yield {
      change: { key },
      args: { ...args, key: describeKey(key) },
      evidence: sideBySide('Key', material.keyText.trim(), describeKey(key)),
      fix: [{ do: 'set-key', key: text }],
      alone: true,
    }
  }
}

/** A key made of raw bytes; only a signature that verifies with it shows that it is one. */
async function* made(members: Record<string, string>, args: CauseArgs): AsyncIterable<Attempt> {
  const reading = await readKey(JSON.stringify(members), { alg: 'RS256' })
  for (const key of reading.keys)
    yield {
      change: { key },
      args: { ...args, key: describeKey(key) },
      evidence: sideBySide('Key', 'raw bytes', describeKey(key)),
      fix: [giveKey(key)],
    }
}

function needsRepair({ reading, keyText }: Material): boolean {
  return keyText.length < LONGEST && reading.keys.every((key) => key.kind === 'secret')
}

const pemDamaged = {
  id: 'key-pem-damaged',
  dimension: 'key',
  families: undefined,
  tried: 'the key with its PEM repaired',
  explain: ({ how, key, fact, repaired }) => {
    const fix = 'Copy the key again from its source, or keep this repaired text.'
    const what = repaired === undefined ? String(how) : REPAIRS[String(repaired)]
    if (fact === 'repaired') return { sentence: `The PEM was damaged but could be read: ${what}.`, fix }
    return {
      ...said(fact, `the key were repaired: ${what}`, `The PEM is damaged: ${what}. Repaired, it is ${articled(key)}.`),
      fix,
      button: 'Use the repaired key',
    }
  },
  async *tries(material): AsyncIterable<Attempt> {
    const { keyText } = material
    if (!needsRepair(material) || (!/-----|(?:BEGIN|END)[ _]/.test(keyText) && !/^[ \t]*[>|+]/m.test(keyText))) return
    const body = keyText
      .replace(/\\r/g, '')
      .replace(/\\n/g, '\n')
      .split('\n')
      .filter((line) => !/-----|\b(?:BEGIN|END)\b/.test(line))
      .join('\n')
    yield* repairedText(material, bare(body), { how: 'a BEGIN or END line is missing or misspelled' })
    // One mark a line: a second + may belong to the base64.
    const unquoted = keyText.replace(/^[ \t]*(?:>[> \t]*|[|+*#]|\d{1,9}[:.)])[ \t]*/gm, '')
    yield* repairedText(material, unquoted, { how: 'its lines begin with marks of an e-mail, a diff or a listing' })
    yield* repairedText(material, bare(body.replace(/[^A-Za-z0-9+/_=\s-]/g, '')), { how: 'it contains characters that are not base64' })
    yield* repairedText(material, bare(body.replace(/ /g, '+')), { how: 'a URL decoder turned + into a space' })
    const decoded = attempt(() => decodeURIComponent(keyText))
    if (decoded !== undefined) yield* repairedText(material, decoded, { how: 'it is percent-encoded' })
  },
} as const satisfies Cause

const REPAIRS: Record<string, string> = {
  'escaped-newlines': 'it has \\n where line breaks belong',
  'one-line': 'it is all on one line',
  dashes: 'its dashes are not five hyphens',
  indentation: 'its lines are indented',
  quotes: 'it contains quotes or other marks',
  alphabet: 'it is in base64url instead of base64',
  'no-end-line': 'its END line is missing',
  'labels-differ': 'its BEGIN and END lines differ',
}

function bare(body: string): string {
  return body.replace(/\s+/g, '')
}

function articled(key: unknown): string {
  return `this key: ${String(key)}`
}

/** The clause of a trial that succeeded, or the sentence of a fact that needs none. */
function said(fact: unknown, clause: string, sentence: string): { clause: string } | { sentence: string } {
  return fact === undefined ? { clause } : { sentence }
}

const pemTruncated = {
  id: 'key-pem-truncated',
  dimension: 'fact',
  families: undefined,
  tried: 'whether the key is complete',
  explain: ({ missing, length }) => ({
    sentence: `The key ends early: ${String(missing)} of its ${String(length)} bytes are missing.`,
    fix: 'Copy the key again, all the way to its last line, which is the one that gets lost.',
  }),
  *tries({ reading }) {
    const { problem } = reading
    if (problem?.id === 'key-der-truncated')
      yield { change: undefined, args: { missing: problem.args['missing'] ?? 0, length: problem.args['length'] ?? 0 } }
  },
} as const satisfies Cause

const otherFormat = {
  id: 'key-other-format',
  dimension: 'key',
  families: ['RSASSA-PKCS1-v1_5', 'RSASSA-PSS', 'ECDSA', 'EdDSA', 'ML-DSA'],
  tried: 'the key in other formats',
  explain: ({ how, key, fact }) => ({
    ...said(fact, `the key were read as ${String(how)}`, `The key can be read as ${String(how)}: it is ${articled(key)}.`),
    fix: 'Pass keys on as PEM or JWK, which say what they are.',
    button: 'Use it as a JWK',
  }),
  async *tries(material): AsyncIterable<Attempt> {
    if (!needsRepair(material)) return
    const { keyText } = material
    const bytes = decodedHexOrBase64(keyText)
    for (const each of bytes) {
      const text = attempt(() => new TextDecoder('utf-8', { fatal: true }).decode(each))
      if (text !== undefined && /-----BEGIN|"kty"|^ssh-|"keys"/.test(text))
        yield* repairedText(material, text, { how: 'the key’s text in hex' })
    }
    const printed = keyText.search(/Modulus|Public-Key/i)
    const modulus =
      (printed < 0 ? undefined : /(?:[0-9a-f]{2}[:\s]+){32,}[0-9a-f]{2}/i.exec(keyText.slice(printed))?.[0]) ??
      /^(?:Modulus\s*=)?([0-9A-Fa-f:\s]{128,})$/.exec(keyText.trim())?.[1]
    const coordinates = coordinatesIn(keyText)
    if (modulus) yield* rsaOf(decodedHexOrBase64(modulus.replace(/[:\s]/g, ''))[0])
    for (const each of bytes) {
      if (each.length >= 128 && each.length % 8 <= 1) yield* rsaOf(each)
      for (const { name: crv, bytes: length } of EC_CURVES) yield* ecOf(crv, length, each)
    }
    if (coordinates) {
      const [x, y] = coordinates
      for (const { name: crv, bytes: length } of EC_CURVES) {
        if (x.length === length && y.length === length)
          yield* made(
            { kty: 'EC', crv, x: encodeBase64url(x), y: encodeBase64url(y) },
            { how: `the coordinates x and y of a ${crv} point` },
          )
      }
    }
  },
} as const satisfies Cause

const EC_CURVES = curves.filter(({ kty }) => kty === 'EC')
const EDWARDS_CURVES = curves.filter(({ kty, use }) => kty === 'OKP' && use === 'signing')

async function* rsaOf(given: Uint8Array | undefined): AsyncIterable<Attempt> {
  if (!given) return
  const n = given[0] === 0 ? given.subarray(1) : given
  // An RSA modulus is odd, and its first bit is set.
  if (n.length < 128 || byteAt(n, 0) < 0x80 || byteAt(n, n.length - 1) % 2 === 0) return
  for (const e of ['AQAB', 'Aw'])
    yield* made({ kty: 'RSA', n: encodeBase64url(n), e }, { how: `the modulus of an RSA key, with exponent ${e === 'Aw' ? 3 : 65537}` })
}

async function* ecOf(crv: string, length: number, bytes: Uint8Array): AsyncIterable<Attempt> {
  const point = bytes.length === 2 * length + 1 && bytes[0] === 4 ? bytes.subarray(1) : bytes.length === 2 * length ? bytes : undefined
  if (point) {
    const x = encodeBase64url(point.subarray(0, length))
    yield* made({ kty: 'EC', crv, x, y: encodeBase64url(point.subarray(length)) }, { how: `the coordinates x and y of a ${crv} point` })
  }
  if (bytes.length === length) yield* made({ kty: 'EC', crv, d: encodeBase64url(bytes) }, { how: `the private number of a ${crv} key` })
}

function coordinatesIn(text: string): readonly [Uint8Array, Uint8Array] | undefined {
  const x = /\bx["']?\s*[:=]\s*["']?([A-Za-z0-9+/_=-]{40,})/i.exec(text)?.[1]
  const y = /\by["']?\s*[:=]\s*["']?([A-Za-z0-9+/_=-]{40,})/i.exec(text)?.[1]
  const [first, second] = [x && decodedHexOrBase64(x)[0], y && decodedHexOrBase64(y)[0]]
  return first && second ? [first, second] : undefined
}

const okpRaw = {
  id: 'key-okp-raw',
  dimension: 'key',
  families: ['EdDSA'],
  tried: 'raw bytes as an Edwards-curve key',
  explain: ({ crv, what }) => ({
    clause: `the bytes you gave were taken as ${what === 'seed' ? `the private seed of an ${String(crv)} key` : `an ${String(crv)} public key`}`,
    fix:
      what === 'seed'
        ? 'Keep the seed private. To verify, the public key is enough.'
        : 'Pass the key on as a JWK or PEM, which say what it is.',
    button: 'Use it as a JWK',
  }),
  async *tries(material): AsyncIterable<Attempt> {
    if (!needsRepair(material)) {
      for (const key of material.keys) {
        const edwards = EDWARDS_CURVES.find(({ name }) => name === key.curve)
        if (edwards) yield* okpOf(edwards.name, decodeBase64url(key.jwk.x ?? '').bytes, 'seed')
      }
      return
    }
    for (const bytes of decodedHexOrBase64(material.keyText)) {
      for (const { name } of EDWARDS_CURVES.filter((curve) => curve.bytes === bytes.length)) {
        yield* okpOf(name, bytes, 'public')
        yield* okpOf(name, bytes, 'seed')
      }
      // libsodium writes the seed and the public key one after the other.
      if (bytes.length === 64) yield* okpOf('Ed25519', bytes.subarray(32), 'public')
    }
  },
} as const satisfies Cause

async function* okpOf(crv: string, bytes: Uint8Array, what: 'public' | 'seed'): AsyncIterable<Attempt> {
  const text = encodeBase64url(bytes)
  yield* made({ kty: 'OKP', crv, ...(what === 'seed' ? { d: text } : { x: text }) }, { crv, what })
}

const jwkCoordinates = {
  id: 'key-jwk-coordinates',
  dimension: 'key',
  families: undefined,
  tried: 'the JWK’s members in other encodings',
  explain: ({ how, member, key, fact }) => ({
    ...said(
      fact,
      `the JWK’s members were ${String(how)}`,
      member === undefined
        ? `The JWK’s members are ${String(how)}; read that way, it is ${articled(key)}.`
        : `“${String(member)}” of the JWK is not in its proper form, but could be read.`,
    ),
    fix: 'Write the members of a JWK as base64url without padding, at their full length (RFC 7518 section 6).',
    button: 'Use the repaired JWK',
  }),
  async *tries(material): AsyncIterable<Attempt> {
    const { keyText } = material
    if (keyText.length > LONGEST || !/^\s*\{/.test(keyText)) return
    const members = membersByName(parseJson(keyText.trim()).root)
    const kty = members.get('kty')
    if (kty?.type !== 'string') return
    const rewritten = (change: (value: string, name: string) => string | undefined): Record<string, string> => {
      const jwk: Record<string, string> = {}
      for (const [name, node] of members) {
        if (node.type === 'string')
          jwk[name] = /^(?:n|e|d|p|q|dp|dq|qi|x|y)$/.test(name) ? (change(node.value, name) ?? node.value) : node.value
        else if (node.type === 'number' && name === 'e') jwk[name] = change(node.raw, name) ?? node.raw
      }
      return jwk
    }
    const hex = rewritten((value) =>
      /^(?:0x)?[0-9a-f]+$/i.test(value) && value.length >= 6
        ? encodeBase64url(fromInteger(BigInt(`0x${value.replace(/^0x/i, '')}`)))
        : undefined,
    )
    yield* asJwk(material, hex, 'hex instead of base64url')
    const decimal = rewritten((value) =>
      /^\d+$/.test(value) && value.length >= 5 ? encodeBase64url(fromInteger(BigInt(value))) : undefined,
    )
    yield* asJwk(material, decimal, 'decimal numbers instead of base64url')
    const x = members.get('x')
    const y = members.get('y')
    if (x?.type === 'string' && y?.type === 'string')
      yield* asJwk(
        material,
        rewritten((value, name) => (name === 'x' ? y.value : name === 'y' ? x.value : value)),
        'swapped, x for y',
      )
    yield* asJwk(
      material,
      rewritten((value) => encodeBase64url(decodeBase64url(value.replace(/[^A-Za-z0-9+/_-]/g, '')).bytes)),
      'full of characters that are not base64url',
    )
  },
} as const satisfies Cause

async function* asJwk(material: Material, jwk: Record<string, string>, how: string): AsyncIterable<Attempt> {
  yield* repairedText(material, JSON.stringify(jwk, null, 2), { how })
}

function attempt<T>(make: () => T): T | undefined {
  try {
    return make()
  } catch {
    return undefined
  }
}

/** A private key was given. It verifies just as its public half does, so there is nothing to try. */
const privateGiven = {
  id: 'key-private-given',
  dimension: 'fact',
  families: undefined,
  tried: 'the public half of the key',
  explain: () => ({
    sentence: 'You gave a private key; its public half was used.',
    fix: 'To verify, the public key is enough. Replace a private key that others have seen.',
  }),
  *tries({ keys, verification }: Material): Iterable<Attempt> {
    const key: KeyMaterial | undefined = verification.state === 'mismatch' ? keys.find((each) => each.kind === 'private') : undefined
    if (key) yield { change: undefined, args: { key: describeKey(key) } }
  },
} as const satisfies Cause

export const keyTextCauses = [jwkCoordinates, pemDamaged, otherFormat, okpRaw] as const satisfies readonly Cause[]
export const keyTextFacts = [pemTruncated, privateGiven] as const satisfies readonly Cause[]
