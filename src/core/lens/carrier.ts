// The segments of a token as carriers of bytes: which of its characters hold which bits, whatever form the token has.
import { isSextet } from '../text/base64url.ts'
import { keep } from '../upkeep/keep.ts'
import type { DecodedText } from '../text/decoded-text.ts'
import type { Segment, TextSegment } from '../token/segment.ts'
import { bytesOfCharacters, charactersOfBytes, type Span } from '../text/span.ts'
import type { Token } from '../token/token.ts'

export interface Carrier {
  /** The part that it shows as; `other` are the further parts of a JWE, disclosures and further signatures. */
  readonly part: 'header' | 'payload' | 'signature' | 'other'
  /** "Header", "Encrypted key", "Disclosure 2". */
  readonly name: string
  readonly segment: Segment
  /** Undefined if the bytes aren't text. */
  readonly decoded: DecodedText | undefined
  /** The characters are the content itself, not base64url (RFC 7797 section 3). */
  readonly raw: boolean
}

/** The carriers of a token in the order of its characters; empty segments are left out. The same array for the same token. */
export const carriersOf = keep((token: Token): readonly Carrier[] =>
  list(token)
    .filter(({ segment }) => segment.text !== '' && token.compact.startsWith(segment.text, segment.at))
    .sort((a, b) => a.segment.at - b.segment.at),
)

/** The first carrier of a part. */
export function carrierOf(token: Token, part: 'header' | 'payload' | 'signature'): Carrier | undefined {
  return carriersOf(token).find((carrier) => carrier.part === part)
}

/** The carrier of the token's character at an offset; of a dot the one before it. */
export function carrierAt(token: Token, at: number): Carrier | undefined {
  return carriersOf(token).find(({ segment }) => at >= segment.at && at <= segment.at + segment.text.length)
}

function list(token: Token): Carrier[] {
  const bytes = (part: Carrier['part'], name: string, segment: Segment): Carrier => ({
    part,
    name,
    segment,
    decoded: undefined,
    raw: false,
  })
  const text = (part: Carrier['part'], name: string, segment: TextSegment, raw = false): Carrier => ({
    part,
    name,
    segment,
    decoded: segment.decoded,
    raw,
  })
  const carriers = [text('header', 'Header', token.header.segment)]
  if (token.payload) carriers.push(text('payload', 'Payload', token.payload, token.header.unencodedPayload))
  const { object } = token
  if (object?.kind === 'jws') {
    for (const [i, { header, signature }] of object.signatures.entries()) {
      if (i > 0) carriers.push(text('other', `Header ${i + 1}`, header.segment))
      carriers.push(bytes(i === 0 ? 'signature' : 'other', i === 0 ? 'Signature' : `Signature ${i + 1}`, signature))
    }
  } else if (object?.kind === 'jwe') {
    for (const [i, { encryptedKey }] of object.recipients.entries())
      carriers.push(bytes('other', i === 0 ? 'Encrypted key' : `Encrypted key ${i + 1}`, encryptedKey))
    carriers.push(bytes('other', 'Initialization vector', object.initializationVector))
    carriers.push(bytes('payload', 'Ciphertext', object.ciphertext))
    carriers.push(bytes('signature', 'Authentication tag', object.authenticationTag))
  } else {
    for (const [i, segment] of token.segments.entries())
      if (i > 1) carriers.push(bytes(i === 2 ? 'signature' : 'other', i === 2 ? 'Signature' : `Part ${i + 1}`, segment))
  }
  for (const [i, { segment }] of (token.sdJwt?.disclosures ?? []).entries()) carriers.push(text('other', `Disclosure ${i + 1}`, segment))
  return carriers
}

/** How many characters of the carrier carry bits. */
export function sextetCount(carrier: Carrier): number {
  const { segment } = carrier
  const count = positionsOf(segment)?.length ?? segment.text.length
  return count % 4 === 1 ? count - 1 : count
}

/** The token offset of the n-th character that carries bits. */
export function offsetOfSextet(carrier: Carrier, n: number): number {
  const { segment } = carrier
  return segment.at + (positionsOf(segment)?.[n] ?? n)
}

/** The index of the data character at a token offset, or of the next one; the last one after the end. */
export function sextetAt(carrier: Carrier, offset: number): number {
  const { segment } = carrier
  const at = offset - segment.at
  const last = Math.max(0, sextetCount(carrier) - 1)
  const positions = positionsOf(segment)
  if (!positions) return Math.min(Math.max(0, at), last)
  let low = 0
  let high = positions.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (positions[middle]! < at) low = middle + 1
    else high = middle
  }
  return Math.min(low, last)
}

/** The token's characters `[from, to)` that carry bits of the bytes, and those at the edges that carry bits of other bytes as well. */
export function charactersOf(carrier: Carrier, bytes: Span): { characters: Span; shared: readonly number[] } {
  const sextets = charactersOfBytes(bytes)
  const first = offsetOfSextet(carrier, sextets.from)
  if (bytes.to <= bytes.from) return { characters: { from: first, to: first }, shared: [] }
  const last = offsetOfSextet(carrier, sextets.to - 1)
  const shared: number[] = []
  // Bytes and characters begin together at every third byte only; after the last byte there is none to share with.
  if (bytes.from % 3 !== 0) shared.push(first)
  if (bytes.to % 3 !== 0 && bytes.to < carrier.segment.decoding.bytes.length) shared.push(last)
  return { characters: { from: first, to: last + 1 }, shared }
}

/** The bytes that the token's characters `[from, to)` carry bits of; empty where they carry none. */
export function bytesUnder(carrier: Carrier, characters: Span): Span {
  const from = sextetAt(carrier, characters.from)
  const to = Math.max(from + 1, sextetAt(carrier, characters.to - 1) + 1)
  const { length } = carrier.segment.decoding.bytes
  const bytes = bytesOfCharacters({ from, to })
  return { from: Math.min(bytes.from, length), to: Math.min(bytes.to, length) }
}

/** The positions of the decoded characters in the segment's text; undefined if they are simply all of it in order. */
const positionsOf = keep((segment: Segment): Uint32Array | undefined => {
  if (!segment.decoding.defects.some(({ kind }) => kind === 'illegal-character' || kind === 'padding')) return undefined
  const { text } = segment
  const positions = new Uint32Array(text.length)
  let count = 0
  for (let at = 0; at < text.length; at++) if (isSextet(text, at)) positions[count++] = at
  return positions.subarray(0, count)
})
