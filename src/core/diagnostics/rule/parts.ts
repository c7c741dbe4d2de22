// The parts of a token by their names: what many rules ask first.
import { textOf } from '../../text/json.ts'
import { keep } from '../../upkeep/keep.ts'
import type { DecodedText } from '../../text/decoded-text.ts'
import type { JsonMember, JsonNode } from '../../text/json.ts'
import type { Jws } from '../../token/jws.ts'
import type { Segment, TextSegment } from '../../token/segment.ts'
import type { Place, Span } from '../../text/span.ts'
import type { Token } from '../../token/token.ts'
import type { DiagnosticContext } from './diagnostic.ts'

export interface NamedSegment {
  /** As used in a sentence: "header", "ciphertext". */
  readonly name: string
  readonly segment: Segment
}

const JWE_PARTS = ['header', 'encrypted key', 'initialization vector', 'ciphertext', 'authentication tag']
const JWS_PARTS = ['header', 'payload', 'signature']

/** Every base64url segment of the token with its name, disclosures included; a raw payload (RFC 7797) is none. */
export const namedSegments: (token: Token) => readonly NamedSegment[] = keep(listParts)

function listParts(token: Token): NamedSegment[] {
  const { object, segments, sdJwt, header } = token
  const parts: NamedSegment[] = []
  if (token.wrapper === 'json-serialization' && object) {
    parts.push({ name: 'header', segment: object.kind === 'jws' ? object.signatures[0].header.segment : header.segment })
    if (object.kind === 'jws') {
      if (!header.unencodedPayload) parts.push({ name: 'payload', segment: object.payload })
      object.signatures.forEach((each, i) => {
        if (i > 0) parts.push({ name: `header of signature ${i + 1}`, segment: each.header.segment })
        parts.push({ name: i === 0 ? 'signature' : `signature ${i + 1}`, segment: each.signature })
      })
    } else {
      object.recipients.forEach((each) => parts.push({ name: 'encrypted key', segment: each.encryptedKey }))
      for (const [i, segment] of [object.initializationVector, object.ciphertext, object.authenticationTag].entries()) {
        parts.push({ name: JWE_PARTS[i + 2]!, segment })
      }
    }
    return parts
  }
  const names = object?.kind === 'jwe' ? JWE_PARTS : JWS_PARTS
  segments.forEach((segment, i) => {
    if (i === 1 && header.unencodedPayload) return
    parts.push({ name: names[i] ?? `part ${i + 1}`, segment })
  })
  sdJwt?.disclosures.forEach((disclosure, i) => parts.push({ name: `disclosure ${i + 1}`, segment: disclosure.segment }))
  return parts
}

/** The token as a JWS, or undefined. */
export function jwsOf(token: Token): Jws | undefined {
  return token.object?.kind === 'jws' ? token.object : undefined
}

/** The JOSE Header's parameters where the header can be read, else an empty map: rules about its content then say nothing. */
export function headerOf(context: DiagnosticContext): ReadonlyMap<string, JsonNode> {
  return context.token.header.readable ? context.header : NO_PARAMETERS
}
const NO_PARAMETERS: ReadonlyMap<string, JsonNode> = new Map()

/** A header parameter's value where it is a string. */
export function headerText(context: DiagnosticContext, name: string): string | undefined {
  return textOf(headerOf(context).get(name))
}

/** A claim's value where it is a string. */
export function claimText(context: DiagnosticContext, name: string): string | undefined {
  return textOf(context.claims?.get(name))
}

/** The last member of that name in the protected header, which is the one most parsers take. */
export function headerMember(context: DiagnosticContext, name: string): JsonMember | undefined {
  const root = context.token.header.decoded.json.root
  return root?.type === 'object' ? root.members.findLast((member) => member.name === name) : undefined
}

/** The place of a header parameter's value (or its name): in the decoded header, or in the token's text if it is unprotected. */
export function headerPlace(context: DiagnosticContext, name: string, what: 'value' | 'name' | 'member' = 'value'): Place {
  const member = headerMember(context, name)
  if (member) return { in: 'header', span: spanOf(what === 'value' ? member.value : what === 'name' ? member.nameSpan : member) }
  const node = context.token.header.unprotected.get(name)
  return node ? { in: 'token', span: spanOf(node) } : wholeHeader(context)
}

/** The header from its first to its last character. */
export function wholeHeader(context: DiagnosticContext): Place {
  return { in: 'header', span: { from: 0, to: context.token.header.decoded.text.length } }
}

/** A stretch of a segment in the token's characters; the whole of it where no offsets are given. */
export function segmentPlace(segment: Segment, from = 0, to = segment.text.length): Place {
  return { in: 'token', span: { from: segment.at + from, to: segment.at + to } }
}

export function spanOf({ from, to }: Span): Span {
  return { from, to }
}

export interface TextPart {
  readonly in: 'header' | 'payload'
  readonly segment: TextSegment
  readonly decoded: DecodedText
}

/** Header and payload as texts, those that are there. */
export function textParts(token: Token): TextPart[] {
  const parts: TextPart[] = []
  if (token.header.segment.text !== '') parts.push({ in: 'header', segment: token.header.segment, decoded: token.header.decoded })
  // What was decrypted is text without characters in the token.
  if (token.payload && (token.payload.text !== '' || token.payload.decoded.text !== ''))
    parts.push({ in: 'payload', segment: token.payload, decoded: token.payload.decoded })
  return parts
}

/** The payload claims to be a JWT's: typ says so, or it starts as a JSON object does. A JWS may carry any bytes (RFC 7515 section 2). */
export function meansToBeClaims(token: Token): boolean {
  if (/^(?:application\/)?(?:.*\+)?jwt$/i.test(token.header.typ ?? '')) return true
  return /^\ufeff?\s*\{/.test(token.payload?.decoded.text ?? '')
}
