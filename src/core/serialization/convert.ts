// Converts a token between serializations if nothing is lost, and otherwise lists what would be (RFC 7515 section 7, RFC 7516 section 7).
import { inspect } from '../inspect.ts'
import { plainValue } from '../text/json.ts'
import type { JoseHeader } from '../token/jose-header.ts'
import type { Jwe } from '../token/jwe.ts'
import type { Jws } from '../token/jws.ts'
import type { Token } from '../token/token.ts'
import { partsOf, serialized, undefinedMembers, type Parts, type Piece } from './parts.ts'

export type Form = 'compact' | 'flattened' | 'general'

/** What a serialization has no place for, or why that can't be determined. */
export type Loss =
  /** It isn't well formed, or has more than one reading, so what it means is unclear. */
  | { readonly kind: 'unsettled' }
  /** An SD-JWT, whose disclosures have their own serialization (RFC 9901 section 8). */
  | { readonly kind: 'disclosures' }
  | { readonly kind: 'several'; readonly count: number; readonly of: 'signatures' | 'recipients' }
  /** Header Parameters outside the protected header. */
  | { readonly kind: 'unprotected'; readonly names: readonly string[] }
  | { readonly kind: 'no-protected-header' }
  | { readonly kind: 'additional-data' }
  /** Members that no specification defines. */
  | { readonly kind: 'members'; readonly names: readonly string[] }
  /** An unencoded payload with a dot in it, or with characters that RFC 7797 section 5.2 doesn't allow. */
  | { readonly kind: 'unencoded-payload' }
  /** Whether the payload is empty or detached, which look alike in the compact form. */
  | { readonly kind: 'empty-payload' }
  /** The result would be read differently from the original. */
  | { readonly kind: 'other-reading' }

export type Conversion =
  | { readonly text: string; readonly losses?: undefined }
  | { readonly text?: undefined; readonly losses: readonly [Loss, ...Loss[]] }

/** The serialization of a token; undefined if it is none of the three, as for an SD-JWT with tildes. */
export function formOf({ object }: Token): Form | undefined {
  return object === undefined || object.form === 'sd-jwt' ? undefined : object.form
}

/**
 * Converts a token to another serialization, or lists what would be lost. Base64url strings and unprotected headers keep their characters;
 * the JSON around them has no whitespace. The result is read again and must have the same meaning.
 */
export function convert(token: Token, to: Form): Conversion {
  const { object } = token
  if (!object || !token.wellFormed || object.readings !== 'one') return { losses: [{ kind: 'unsettled' }] }
  if (formOf(token) === undefined) return { losses: [{ kind: 'disclosures' }] }
  if (formOf(token) === to) return { text: token.compact }
  const parts = object.form === 'compact' ? partsOfCompact(object) : partsOf(token.compact, object.kind)
  if (!parts) return { losses: [{ kind: 'unsettled' }] }
  const [first, ...others] = to === 'general' ? [] : lossesOf(token, object, parts, to)
  if (first) return { losses: [first, ...others] }
  const text = to === 'compact' ? compactOf(object) : serialized(parts, to)
  const made = text === undefined ? undefined : inspect(text).token
  return text !== undefined && made && formOf(made) === to && saysTheSame(token, made) ? { text } : { losses: [{ kind: 'other-reading' }] }
}

function lossesOf(token: Token, object: Jws | Jwe, parts: Parts, to: 'compact' | 'flattened'): Loss[] {
  const losses: Loss[] = []
  const count = parts.own.length
  if (count > 1) losses.push({ kind: 'several', count, of: object.kind === 'jws' ? 'signatures' : 'recipients' })
  if (to === 'flattened') return losses
  if (token.sdJwt) losses.push({ kind: 'disclosures' })
  const headers = headersOf(object)
  const names = headers.flatMap(({ unprotected }) => [...unprotected.keys()])
  if (names.length > 0) losses.push({ kind: 'unprotected', names: [...new Set(names)] })
  if (headers.some(({ segment }) => segment.text === '')) losses.push({ kind: 'no-protected-header' })
  if (object.kind === 'jwe' && object.additionalData) losses.push({ kind: 'additional-data' })
  const extra = undefinedMembers(parts)
  if (extra.length > 0) losses.push({ kind: 'members', names: [...new Set(extra)] })
  if (object.kind === 'jws') losses.push(...payloadLosses(object))
  return losses
}

function payloadLosses({ payload, detached, signatures: [{ header, signature }] }: Jws): Loss[] {
  // A compact token counts as detached if it has a signature and no payload.
  if (payload.text === '') return detached === (signature.text !== '') ? [] : [{ kind: 'empty-payload' }]
  return header.unencodedPayload && !/^[ -\-/-~]*$/.test(payload.text) ? [{ kind: 'unencoded-payload' }] : []
}

function headersOf(object: Jws | Jwe): readonly JoseHeader[] {
  return (object.kind === 'jws' ? object.signatures : object.recipients).map(({ header }) => header)
}

function compactOf(object: Jws | Jwe): string {
  if (object.kind === 'jws') {
    const [{ header, signature }] = object.signatures
    return [header.segment, object.payload, signature].map(({ text }) => text).join('.')
  }
  const [{ header, encryptedKey }] = object.recipients
  return [header.segment, encryptedKey, object.initializationVector, object.ciphertext, object.authenticationTag]
    .map(({ text }) => text)
    .join('.')
}

/** The parts of a compact token, without the empty members that a JSON serialization must omit. */
function partsOfCompact(object: Jws | Jwe): Parts {
  const piece = (name: string, { text }: { readonly text: string }): Piece => [name, JSON.stringify(text)]
  if (object.kind === 'jws') {
    const [{ header, signature }] = object.signatures
    return {
      kind: 'jws',
      shared: object.detached ? [] : [piece('payload', object.payload)],
      own: [[piece('protected', header.segment), piece('signature', signature)]],
    }
  }
  const [{ header, encryptedKey }] = object.recipients
  return {
    kind: 'jwe',
    shared: [
      piece('protected', header.segment),
      piece('iv', object.initializationVector),
      piece('ciphertext', object.ciphertext),
      piece('tag', object.authenticationTag),
    ],
    own: [encryptedKey.text === '' ? [] : [piece('encrypted_key', encryptedKey)]],
  }
}

/** True if both have the same signatures over the same payload, or the same content for the same recipients. */
function saysTheSame(a: Token, b: Token): boolean {
  return b.wellFormed && JSON.stringify(saidBy(a)) === JSON.stringify(saidBy(b))
}

function saidBy({ object }: Token): unknown {
  if (!object) return undefined
  const unprotected = ({ unprotected: members }: JoseHeader) =>
    [...members].map(([name, node]) => `${name} ${JSON.stringify(plainValue(node))}`).toSorted((x, y) => (x < y ? -1 : 1))
  if (object.kind === 'jws') {
    const each = object.signatures.map(({ header, signature }) => [header.segment.text, unprotected(header), signature.text])
    return ['jws', object.payload.text, object.detached, each]
  }
  const { initializationVector: iv, ciphertext, authenticationTag: tag, additionalData: aad } = object
  const each = object.recipients.map(({ header, encryptedKey }) => [header.segment.text, unprotected(header), encryptedKey.text])
  return ['jwe', iv.text, ciphertext.text, tag.text, aad?.text, each]
}
