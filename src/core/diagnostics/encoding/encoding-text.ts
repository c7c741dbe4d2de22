// Encoding rules, text: header and payload must be UTF-8, and JSON objects (RFC 7519 section 7.2, RFC 8259).
import { nestedToken } from '../../token/nested.ts'
import { byteAt } from '../../text/bytes.ts'
import { parseJson } from '../../text/json.ts'
import { jsonProblem } from './json-problem.ts'
import type { Diagnostic, DiagnosticContext, Hit } from '../rule/diagnostic.ts'
import { isShortened } from '../envelope/envelope-text.ts'
import { recognizeOther } from '../envelope/other-things.ts'
import { firstInvalidUtf8, utf16Form } from './json-scan.ts'
import { encodedTwice, hexJson, looksLikeToken } from '../../token/likeness.ts'
import { meansToBeClaims, textParts, type TextPart } from '../rule/parts.ts'
import { counted, shown } from '../rule/shown.ts'
import { rfc } from '../rule/sources.ts'

/**
 * Parts that should be JSON, unless something else already says why they aren't. In a text that isn't a token, only the header counts,
 * and only where the number of parts does not say it all.
 */
function candidates(context: DiagnosticContext): TextPart[] {
  const { token } = context
  if (isShortened(context) || recognizeOther(context)) return []
  if (!looksLikeToken(token)) {
    const headerTells = token.object !== undefined && token.header.segment.text !== ''
    return headerTells ? textParts(token).filter((part) => part.in === 'header') : []
  }
  return textParts(token).filter(({ segment }) => !encodedTwice(segment) && !hexJson(segment.text))
}

/** The text of a part without a byte-order mark, which has a rule of its own. */
function withoutMark({ decoded }: TextPart): { text: string; offset: number } {
  return decoded.text.startsWith('\ufeff') ? { text: decoded.text.slice(1), offset: 1 } : { text: decoded.text, offset: 0 }
}

function isWholeJson(part: TextPart): boolean {
  return part.decoded.json.valid || (part.decoded.text.startsWith('\ufeff') && parseJson(part.decoded.text.slice(1)).valid)
}

/** The end of the first JSON value, if it is complete and followed by something other than whitespace. */
function trailing(part: TextPart): number | undefined {
  if (part.decoded.json.valid) return undefined
  const { text, offset } = withoutMark(part)
  const root = offset > 0 ? parseJson(text).root : part.decoded.json.root
  if (!root || (root.type !== 'object' && root.type !== 'array') || root.to >= text.length) return undefined
  if (text.slice(root.to).trim() === '') return undefined
  return parseJson(text.slice(0, root.to)).valid ? root.to + offset : undefined
}

/** A JWS payload that isn't JSON and isn't meant to be. */
function isOpaquePayload(part: TextPart, { token }: DiagnosticContext): boolean {
  // A token inside is what RFC 7519 section 5.2 has there, and no JSON.
  return part.in === 'payload' && (!meansToBeClaims(token) || nestedToken(part.decoded.text) !== undefined)
}

const TYPES = { object: 'object', array: 'array', string: 'string', number: 'number', true: 'boolean', false: 'boolean', null: 'null' }

function looksLike(bytes: Uint8Array, at: number): string {
  const letter = (byte: number | undefined) => byte !== undefined && (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a
  return byteAt(bytes, at) >= 0xa0 && (letter(bytes[at - 1]) || letter(bytes[at + 1])) ? ' (it looks like Latin-1)' : ''
}

export const encodingText = [
  {
    id: 'utf8-invalid',
    severity: 'error',
    source: [rfc(7519, '7.2'), rfc(8725, '3.7')],
    message: ({ part, byte, at, guess }) => `The ${part} is not UTF-8: byte ${byte} at offset ${at}${guess}.`,
    why: 'A JWT is UTF-8. Parsers replace such bytes or fail, each in its own way, so they see different text from what was signed.',
    fix: 'Encode the JSON text as UTF-8 before base64url.',
    *hits(context) {
      for (const part of candidates(context)) {
        const { bytes, utf8 } = part.decoded
        if (utf8 || utf16Form(bytes) || isOpaquePayload(part, context)) continue
        const at = firstInvalidUtf8(bytes)
        const byte = `0x${(bytes[at] ?? 0).toString(16).toUpperCase().padStart(2, '0')}`
        const from = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, at)).length
        yield { place: { in: part.in, span: { from, to: from + 1 } }, args: { part: part.in, byte, at, guess: looksLike(bytes, at) } }
      }
    },
  },
  {
    id: 'utf16-payload',
    severity: 'error',
    source: [rfc(8725, '2.6'), rfc(8725, '3.7')],
    message: ({ part, form }) => `The ${part} is ${form} text: a JWT is UTF-8.`,
    why: 'Parsers that guess the encoding and parsers that do not see different contents.',
    fix: 'Encode the JSON text as UTF-8 before base64url.',
    *hits(context) {
      for (const part of candidates(context)) {
        const form = utf16Form(part.decoded.bytes)
        if (form && (part.in === 'payload' || looksLikeToken(context.token))) {
          yield { place: { in: part.in, span: { from: 0, to: part.decoded.text.length } }, args: { part: part.in, form } }
        }
      }
    },
  },
  {
    id: 'utf8-bom',
    severity: 'warning',
    source: [rfc(8259, '8.1')],
    message: ({ part }) => `The ${part} starts with a byte-order mark.`,
    why: 'Transmitted JSON must not have one. Some parsers fail on it, others drop it.',
    fix: 'Write the JSON without it.',
    *hits({ token }) {
      for (const { in: part, decoded } of textParts(token)) {
        if (!decoded.text.startsWith('\ufeff') || !decoded.utf8) continue
        yield {
          place: { in: part, span: { from: 0, to: 1 } },
          args: { part },
          fix: { label: 'Remove the byte-order mark', in: part, from: 0, to: 1, insert: '' },
        }
      }
    },
  },
  {
    id: 'json-not-object',
    severity: 'error',
    source: [rfc(7519, '7.2'), rfc(7515, '5.2')],
    message: ({ part, found, jws }) =>
      jws === 2
        ? `The content is ${found}: this is a JWE, but not a JWT.`
        : jws === 1
          ? `The ${part} is ${found}: this is a JWS, but not a JWT.`
          : `The ${part} is ${found}; it must be a JSON object.`,
    why: 'A JWS can contain any bytes. A JWT contains claims, so its payload must be a JSON object, like every header.',
    fix: 'Put the value under a name: `{"data": …}`. If no claims are intended, there is nothing to do.',
    *hits(context) {
      for (const part of candidates(context)) {
        const hit = notAnObject(part, context)
        if (hit) yield hit
      }
    },
  },
  {
    id: 'json-invalid',
    severity: 'error',
    source: [rfc(8259)],
    message: ({ part, line, column, problem }) => `The ${part} is not JSON. Line ${line}, column ${column}: ${problem}`,
    why: 'A verifier rejects the token, or reads something different from you.',
    fix: 'Let a JSON library write the text.',
    *hits(context) {
      for (const part of candidates(context)) {
        const { bytes, utf8, json, text } = part.decoded
        if (json.valid || !utf8 || utf16Form(bytes) || isWholeJson(part) || trailing(part) !== undefined || isOpaquePayload(part, context))
          continue
        // A JSON value that is too deeply nested for a tree is valid, and json-deep speaks of it.
        const { span, line, column, problem, replace } = jsonProblem(text, json)
        yield {
          place: { in: part.in, span },
          args: { part: part.in, line, column, problem },
          ...(replace ? { fix: { label: replace.label, in: part.in, from: replace.from, to: replace.to, insert: replace.insert } } : {}),
        }
      }
    },
  },
  {
    id: 'json-trailing',
    severity: 'error',
    source: [rfc(8259, '2')],
    message: ({ part, count, text }) => `${counted(Number(count), 'character')} after the JSON value of the ${part}: \`${text}\`.`,
    why: 'Some parsers stop at the closing brace and others reject the text. Anything after it can be smuggled past one of them.',
    fix: 'Remove what follows the closing brace.',
    *hits(context) {
      for (const part of candidates(context)) {
        const from = part.decoded.utf8 ? trailing(part) : undefined
        if (from === undefined) continue
        const { text } = part.decoded
        yield {
          place: { in: part.in, span: { from, to: text.length } },
          args: { part: part.in, count: text.length - from, text: shown(text.slice(from).trim(), 30) },
          fix: { label: 'Remove what follows the JSON', in: part.in, from, to: text.length, insert: '' },
        }
      }
    },
  },
] as const satisfies readonly Diagnostic[]

function notAnObject(part: TextPart, context: DiagnosticContext): Hit | undefined {
  const { decoded } = part
  const whole = { in: part.in, span: { from: 0, to: decoded.text.length } }
  const claimed = part.in === 'header' || /^(?:application\/)?(?:.*\+)?jwt$/i.test(context.token.header.typ ?? '')
  const hit = (found: string): Hit => ({
    place: whole,
    args: { part: part.in, found, jws: claimed ? 0 : context.token.object?.kind === 'jwe' ? 2 : 1 },
    ...(claimed ? {} : { severity: 'info' as const }),
  })
  if (decoded.utf8 && decoded.json.valid) {
    const type = decoded.json.root?.type ?? 'object'
    return type === 'object' ? undefined : hit(`a JSON ${TYPES[type]}`)
  }
  if (part.in === 'header' || meansToBeClaims(context.token) || utf16Form(decoded.bytes)) return undefined
  // Nested tokens have a rule of their own.
  if (/^\s*e[wy3][\w-]+\.[\w-]*\./.test(decoded.text)) return undefined
  // eslint-disable-next-line no-control-regex -- these tell bytes from text
  return hit(decoded.utf8 && !/[\u0000-\u0008\u000e-\u001f]/.test(decoded.text) ? 'plain text' : counted(decoded.bytes.length, 'byte'))
}
