// Reads the compact serialization of a JWS (RFC 7515 section 7.1) or JWE (RFC 7516 section 7.1), and an SD-JWT around one.
import type { TokenParts } from './token.ts'
import { namesContentEncryption, readJoseHeader, type JoseHeader } from './jose-header.ts'
import type { Jwe } from './jwe.ts'
import type { Jws } from './jws.ts'
import { readSdJwtParts } from './sd-jwt.ts'
import { characterProblem, headerProblems, inToken, readingsOf, type ReadingProblem, type Readings } from './readings.ts'
import { isWellFormed, readRawSegment, readSegment, readTextSegment, type Segment, type TextSegment } from './segment.ts'
import { signingInput } from './signing-input.ts'

/** More parts than this are counted but not decoded: a text full of dots must stay cheap. */
const MOST_PARTS = 64

/** Reads the characters of a compact token of any form, as far as possible. */
export function readCompact(compact: string): TokenParts {
  const tilde = compact.indexOf('~')
  const sdJwt = tilde < 0 ? undefined : readSdJwtParts(compact, tilde)
  const texts = split(tilde < 0 ? compact : compact.slice(0, tilde))
  const header = readJoseHeader(readTextSegment(texts[0]?.text ?? '', 0))
  // A JWE has five parts; a JWS can't have an "enc", and a JWE can't lack one.
  const encrypted = texts.length === 5 && !sdJwt
  const second = encrypted ? undefined : texts[1]
  const payload = second && (header.unencodedPayload ? readRawSegment(second.text, second.at) : readTextSegment(second.text, second.at))
  const segments: Segment[] = texts
    .slice(0, MOST_PARTS)
    .map(({ text, at }, i) => (i === 0 ? header.segment : i === 1 && payload ? payload : readSegment(text, at)))
  const problems = [
    ...headerProblems(header),
    ...segments.flatMap((segment, i) => (i === 1 && header.unencodedPayload ? [] : characterProblem(segment, nameOf(i, encrypted)))),
    ...segmentProblems(header, texts.length, compact.length, /^\.{0,8}e[wy3]/.test(compact)),
  ]
  const readings = readingsOf(problems)
  if (encrypted) return jwe(segments, header, readings)
  const object = texts.length === 3 && payload ? jws(header, payload, segments[2]!, readings, sdJwt ? 'sd-jwt' : 'compact') : undefined
  const wellFormed =
    object !== undefined &&
    readings === 'one' &&
    header.readable &&
    header.alg !== undefined &&
    segments.every(isWellFormed) &&
    (sdJwt?.wellFormed ?? true)
  return { segments, header, payload, object, sdJwt, readings, wellFormed }
}

/** The prefixes of an "alg" for signatures (RFC 7518 section 3.1, RFC 8037, RFC 9864, RFC 9964). */
const SIGNS = /^(?:[HREP]S\d|Ed(?:DSA|25519|448)|ML-DSA-|none$)/

/** The header of one kind with the segments of the other, or more segments than either kind has (RFC 7515 section 9, RFC 7516 section 9). */
function segmentProblems(header: JoseHeader, count: number, length: number, beginsAsToken: boolean): ReadingProblem[] {
  if (count < 3 || (!header.readable && !beginsAsToken)) return []
  const whole = inToken({ from: 0, to: length })
  if (count !== 3 && count !== 5) return [{ kind: 'too-many-segments', name: 'token', place: whole, rfc: 7515, section: '7.1' }]
  const signs = SIGNS.test(header.alg ?? '') && header.enc === undefined
  const encrypts = header.alg !== undefined && !SIGNS.test(header.alg) && namesContentEncryption(header)
  if (count === 3 && encrypts) return [{ kind: 'segments', name: 'JWE', place: whole, rfc: 7516, section: '9' }]
  return count === 5 && signs ? [{ kind: 'segments', name: 'JWS', place: whole, rfc: 7516, section: '9' }] : []
}

const JWE_NAMES = ['header', 'encrypted key', 'initialization vector', 'ciphertext', 'authentication tag']
const JWS_NAMES = ['header', 'payload', 'signature']

function nameOf(i: number, encrypted: boolean): string {
  return (encrypted ? JWE_NAMES : JWS_NAMES)[i] ?? `part ${i + 1}`
}

function jws(header: JoseHeader, payload: TextSegment, signature: Segment, readings: Readings, form: Jws['form']): Jws {
  return {
    kind: 'jws',
    form,
    payload,
    detached: payload.text === '' && signature.text !== '',
    readings,
    signatures: [{ header, signature, signingInput: (content) => signingInput(header, payload, content) }],
  }
}

function jwe(segments: Segment[], header: JoseHeader, readings: Readings): TokenParts {
  const [, encryptedKey, initializationVector, ciphertext, authenticationTag] = segments as [Segment, Segment, Segment, Segment, Segment]
  const object: Jwe = {
    kind: 'jwe',
    form: 'compact',
    header,
    readings,
    recipients: [{ header, encryptedKey }],
    initializationVector,
    ciphertext,
    authenticationTag,
    additionalData: undefined,
  }
  const wellFormed =
    readings === 'one' && header.readable && header.alg !== undefined && namesContentEncryption(header) && segments.every(isWellFormed)
  return { segments, header, payload: undefined, object, sdJwt: undefined, readings, wellFormed }
}

function split(compact: string): { text: string; at: number }[] {
  const parts: { text: string; at: number }[] = []
  let at = 0
  for (const text of compact.split('.', MOST_PARTS + 1)) {
    parts.push({ text, at })
    at += text.length + 1
  }
  return parts
}
