// Encoding rules, base64url: what is not the canonical encoding of its bytes (RFC 7515 section 2, RFC 4648 section 5).
import { codePointOf } from '../../text/characters.ts'
import { paddingAt, type Base64urlDefect } from '../../text/base64url.ts'
import type { Segment } from '../../token/segment.ts'
import type { Diagnostic, DiagnosticContext } from '../rule/diagnostic.ts'
import { isNamedElsewhere, isShortened } from '../envelope/envelope-text.ts'
import { encodedTwice, hexJson, looksLikeToken } from '../../token/likeness.ts'
import { headerOf, jwsOf, namedSegments, segmentPlace, textParts, type NamedSegment } from '../rule/parts.ts'
import { codePoint, shown } from '../rule/shown.ts'
import { rfc } from '../rule/sources.ts'

interface Defective<K extends Base64urlDefect['kind']> {
  readonly part: NamedSegment
  readonly defect: Extract<Base64urlDefect, { kind: K }>
}

function defective<K extends Base64urlDefect['kind']>({ token }: DiagnosticContext, kind: K): Defective<K>[] {
  if (!looksLikeToken(token)) return []
  return namedSegments(token).flatMap((part) => {
    const defect = part.segment.decoding.defects.find((each): each is Extract<Base64urlDefect, { kind: K }> => each.kind === kind)
    return defect ? [{ part, defect }] : []
  })
}

/** The first character of no alphabet that no envelope rule names, with its offset in the segment. */
function illegal(segment: Segment): { at: number; code: number } | undefined {
  if (!segment.decoding.defects.some((defect) => defect.kind === 'illegal-character')) return undefined
  const body = segment.text.slice(0, paddingAt(segment.text))
  for (const { 0: character, index } of body.matchAll(/[^A-Za-z0-9_+/-]/gu)) {
    if (!isNamedElsewhere(character)) return { at: index, code: codePointOf(character) }
  }
  return undefined
}

function partNames(found: readonly { part: NamedSegment }[]): string {
  const names = found.map(({ part }) => part.name)
  if (names.length > 3) return `${names.slice(0, 3).join(', ')} and ${names.length - 3} more parts`
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]!}`
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** A token of an AWS load balancer: its parts are padded, and signed so. */
function isLoadBalancer(context: DiagnosticContext): boolean {
  const header = headerOf(context)
  return header.has('signer') && header.has('client')
}

/** Signature sizes in bytes that hexadecimal text is recognized by (RFC 7518 section 3, RFC 8037). */
const SIGNATURE_BYTES = new Set([32, 48, 64, 96, 114, 128, 132, 256, 384, 512])

/** The signature's characters are the hexadecimal digits of a signature, as PHP's hash_hmac() gives by default. */
export function isHexSignature(text: string): boolean {
  return SIGNATURE_BYTES.has(text.length / 2) && /^[0-9a-f]+$/i.test(text)
}

/** In bytes: HMAC with SHA-256. */
const SHORTEST_SIGNATURE = 32

export const encodingBase64url = [
  {
    id: 'b64-padding',
    severity: 'error',
    source: [rfc(7515, '2')],
    message: ({ parts, verb, aws }) =>
      aws === 1
        ? `${sentence(String(parts))} ${verb} \`=\` padding, as AWS load balancers write it; JWTs have none.`
        : `${sentence(String(parts))} ${verb} \`=\` padding; JWTs have none.`,
    why: 'Strict libraries reject it. The signature covers the characters, so it matters whether the padding was there when it was made.',
    fix: 'Encode with base64url without padding. Tokens of an AWS load balancer are signed with the padding: keep it, and use a library that supports them.',
    *hits(context) {
      const found = defective(context, 'padding')
      const first = found[0]
      if (!first) return
      const aws = isLoadBalancer(context)
      yield {
        place: segmentPlace(first.part.segment, first.defect.at, first.defect.at + first.defect.count),
        args: { parts: partNames(found), verb: found.length === 1 ? 'has' : 'have', aws: aws ? 1 : 0 },
        ...(aws ? { severity: 'warning' as const } : {}),
      }
    },
  },
  {
    id: 'b64-std-alphabet',
    severity: 'error',
    source: [rfc(4648, '5'), rfc(7515, '2')],
    message: ({ parts, verb }) => `${sentence(String(parts))} ${verb} \`+\` or \`/\` of standard base64, not \`-\` and \`_\`.`,
    why: 'The token was encoded with the wrong alphabet. Strict libraries reject it.',
    fix: 'Encode with base64url.',
    *hits(context) {
      const found = defective(context, 'standard-alphabet').filter(({ defect }) => !defect.mixed)
      const first = found[0]
      if (!first) return
      yield {
        place: segmentPlace(first.part.segment, first.defect.at, first.defect.at + 1),
        args: { parts: partNames(found), verb: found.length === 1 ? 'uses' : 'use' },
      }
    },
  },
  {
    id: 'b64-mixed-alphabet',
    severity: 'error',
    source: [rfc(4648, '5')],
    message: ({ parts }) => `Two alphabets in one part: \`+\` or \`/\` together with \`-\` or \`_\` in the ${parts}.`,
    why: 'No encoder produces this: it was edited by hand or combined from two texts.',
    fix: 'Copy the token from its source again.',
    *hits(context) {
      const found = defective(context, 'standard-alphabet').filter(({ defect }) => defect.mixed)
      const first = found[0]
      if (first) yield { place: segmentPlace(first.part.segment, first.defect.at, first.defect.at + 1), args: { parts: partNames(found) } }
    },
  },
  {
    id: 'b64-illegal-char',
    severity: 'error',
    source: [rfc(7515, '2')],
    message: ({ character, code, at, part, more }) =>
      `\`${character}\` (${code}) at character ${at} of the ${part} is not base64url${Number(more) > 0 ? `; ${more} more like it` : ''}.`,
    why: 'The token was damaged. The character was skipped, so what follows it may be read wrongly.',
    fix: 'Copy the token from its source again.',
    *hits(context) {
      if (isShortened(context)) return
      for (const { part, defect } of defective(context, 'illegal-character')) {
        const first = illegal(part.segment)
        if (!first) continue
        const character = String.fromCodePoint(first.code)
        yield {
          place: segmentPlace(part.segment, first.at, first.at + character.length),
          args: { character: shown(character), code: codePoint(first.code), at: first.at + 1, part: part.name, more: defect.count - 1 },
        }
      }
    },
  },
  {
    id: 'b64-length-1mod4',
    severity: 'error',
    source: [rfc(4648, '4')],
    message: ({ part, length }) => `A character is missing or extra: the ${part} has ${length}, a length that cannot occur.`,
    why: 'Four characters encode three bytes; a single extra one encodes less than a byte.',
    fix: 'Check that the complete token was copied.',
    *hits(context) {
      if (isShortened(context)) return
      for (const { part, defect } of defective(context, 'impossible-length')) {
        if (part.segment.decoding.defects.some((each) => each.kind === 'illegal-character')) continue
        yield { place: segmentPlace(part.segment, defect.at, defect.at + 1), args: { part: part.name, length: part.segment.text.length } }
      }
    },
  },
  {
    id: 'b64-noncanonical',
    severity: 'warning',
    source: [
      rfc(4648, '3.5'),
      {
        name: 'OWASP, No built-in token revocation',
        url: 'https://cheatsheetseries.owasp.org/cheatsheets/JSON_Web_Token_for_Java_Cheat_Sheet.html#no-built-in-token-revocation-by-the-user',
      },
    ],
    message: ({ part, character, canonical }) =>
      `The last character of the ${part}, \`${character}\`, has spare bits set; the canonical one is \`${canonical}\`.`,
    why: 'Several texts decode to the same bytes. A list of revoked tokens keyed by the text can be bypassed.',
    fix: 'Key such lists by "jti", or reject tokens that are not canonical.',
    *hits(context) {
      if (isShortened(context) || !context.token.header.readable) return
      for (const { part, defect } of defective(context, 'spare-bits')) {
        // Too short for any algorithm: it was cut off, and its length says so.
        if (part.name === 'signature' && part.segment.decoding.bytes.length < SHORTEST_SIGNATURE) continue
        yield {
          place: segmentPlace(part.segment, defect.at, defect.at + 1),
          args: { part: part.name, character: part.segment.text[defect.at] ?? '', canonical: defect.canonical },
        }
      }
    },
  },
  {
    id: 'b64-double',
    severity: 'warning',
    source: [rfc(7515, '3.1')],
    message: ({ part }) => `The ${part} was encoded twice: it decodes to base64url again.`,
    why: 'A verifier decodes it once and finds no JSON.',
    fix: 'Encode once.',
    *hits({ token }) {
      for (const { in: part, segment } of textParts(token)) {
        if (encodedTwice(segment)) yield { place: { in: part, span: { from: 0, to: segment.decoded.text.length } }, args: { part } }
      }
    },
  },
  {
    id: 'b64-hex',
    severity: 'warning',
    source: [rfc(7515, '2')],
    message: ({ part }) => `The ${part} is hexadecimal, not base64url.`,
    why: 'PHP\'s hash_hmac() and the "hexdigest" of other languages return hexadecimal text. Decoded as base64url, it gives different bytes.',
    fix: 'Encode the raw bytes: hash_hmac() with `true` as its fourth argument, digest() instead of hexdigest().',
    *hits({ token }) {
      for (const { in: part, segment } of textParts(token))
        if (hexJson(segment.text)) yield { place: segmentPlace(segment), args: { part } }
      const signature = jwsOf(token)?.signatures[0].signature
      if (signature && looksLikeToken(token) && isHexSignature(signature.text))
        yield { place: segmentPlace(signature), args: { part: 'signature' } }
    },
  },
] as const satisfies readonly Diagnostic[]
