// Reads the compact serialization of a JWS (RFC 7515 section 7.1) or JWE (RFC 7516 section 7.1), and an SD-JWT around one.
import type { TokenParts } from './token.ts'
import { namesContentEncryption, readJoseHeader, type JoseHeader } from './jose-header.ts'
import type { Jwe } from './jwe.ts'
import type { Jws } from './jws.ts'
import { readSdJwtParts } from './sd-jwt.ts'
import { readRawSegment, readSegment, readTextSegment, type Segment, type TextSegment } from './segment.ts'
import { signingInput } from './signing-input.ts'

/** More parts than this are counted, not decoded: a text of dots must not cost a decoder each. */
const MOST_PARTS = 64

/** Reads the characters of a compact token, of whatever form, as far as it goes. */
export function readCompact(compact: string): TokenParts {
  const tilde = compact.indexOf('~')
  const sdJwt = tilde < 0 ? undefined : readSdJwtParts(compact, tilde)
  const texts = split(tilde < 0 ? compact : compact.slice(0, tilde))
  const header = readJoseHeader(readTextSegment(texts[0]?.text ?? '', 0))
  // A JWE has five parts; a JWS cannot have an "enc", nor a JWE lack one.
  const encrypted = texts.length === 5 && !sdJwt
  const second = encrypted ? undefined : texts[1]
  const payload = second && (header.unencodedPayload ? readRawSegment(second.text, second.at) : readTextSegment(second.text, second.at))
  const segments: Segment[] = texts
    .slice(0, MOST_PARTS)
    .map(({ text, at }, i) => (i === 0 ? header.segment : i === 1 && payload ? payload : readSegment(text, at)))
  if (encrypted) return jwe(segments, header)
  const object = texts.length === 3 && payload ? jws(header, payload, segments[2]!, sdJwt ? 'sd-jwt' : 'compact') : undefined
  const wellFormed =
    object !== undefined && header.readable && header.alg !== undefined && segments.every(isWellFormed) && (sdJwt?.wellFormed ?? true)
  return { segments, header, payload, object, sdJwt, wellFormed }
}

function jws(header: JoseHeader, payload: TextSegment, signature: Segment, form: Jws['form']): Jws {
  return {
    kind: 'jws',
    form,
    payload,
    detached: payload.text === '' && signature.text !== '',
    signatures: [{ header, signature, signingInput: (content) => signingInput(header, payload, content) }],
  }
}

function jwe(segments: Segment[], header: JoseHeader): TokenParts {
  const [, encryptedKey, initializationVector, ciphertext, authenticationTag] = segments as [Segment, Segment, Segment, Segment, Segment]
  const object: Jwe = {
    kind: 'jwe',
    form: 'compact',
    header,
    recipients: [{ header, encryptedKey }],
    initializationVector,
    ciphertext,
    authenticationTag,
    additionalData: undefined,
  }
  const wellFormed = header.readable && header.alg !== undefined && namesContentEncryption(header) && segments.every(isWellFormed)
  return { segments, header, payload: undefined, object, sdJwt: undefined, wellFormed }
}

/** Spare bits are legal to receive; everything else a conforming decoder refuses (RFC 7515 section 2). */
function isWellFormed(segment: Segment): boolean {
  return segment.decoding.defects.every((defect) => defect.kind === 'spare-bits')
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
