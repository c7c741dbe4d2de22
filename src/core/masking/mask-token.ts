// Makes a token safe to share: removes its signature, and optionally masks values. Everything else keeps its characters.
import { nestingOf, presentation, withoutDisclosure } from '../sd-jwt/present.ts'
import { processSdJwt } from '../sd-jwt/process.ts'
import { edited, type TextEdit } from '../serialization/json-text.ts'
import { layoutOf, LIST } from '../serialization/parts.ts'
import { decodeBase64url, encodeText } from '../text/base64url.ts'
import { decodeText } from '../text/decoded-text.ts'
import type { JsonMember, JsonObject } from '../text/json.ts'
import type { TextSegment } from '../token/segment.ts'
import type { Token } from '../token/token.ts'
import { Forbidden } from './forbidden.ts'
import { MARK } from './mark.ts'
import { maskableClaims, maskedParts, partOf, wholePart, type MaskedParts, type Part, type Secrets } from './parts.ts'

/** Why a token can't be masked. */
export type Unmaskable =
  /** Its content is encrypted as one piece, and its header is authenticated with it. */
  | 'encrypted'
  /** It can't be read, or can be read in several ways. */
  | 'unreadable'
  /** Longer than any link. */
  | 'too-long'

/** The longest token that is masked, in characters. */
const LONGEST = 100_000

/** Why this token can't be masked or have its signature removed; undefined if it can. */
export function unmaskable(token: Token): Unmaskable | undefined {
  if (token.object?.kind === 'jwe') return 'encrypted'
  if (token.compact.length > LONGEST) return 'too-long'
  const isJws = token.object?.kind === 'jws' || (token.segments.length === 2 && token.payload !== undefined)
  if (!isJws || !token.header.readable || token.readings !== 'one') return 'unreadable'
  return token.wrapper === 'json-serialization' && !layoutOf(token.compact, 'jws') ? 'unreadable' : undefined
}

/** The parts of a token that can be masked: headers, payload, disclosures. For a token that `unmaskable` allows. */
export function partsOfToken(token: Token): readonly Part[] {
  return piecesOf(token).map(({ part }) => part)
}

/** The token without signatures and key binding (RFC 9901 section 4.3); its header, payload and disclosures keep their characters. */
export function withoutSignatures(token: Token): string {
  const disclosures = token.sdJwt?.disclosures.map(({ segment }) => segment.text) ?? []
  return assembled(token, disclosures, undefined)
}

export interface MaskedToken extends Omit<MaskedParts, 'parts' | 'emptied'> {
  /** Its characters, without a signature. */
  readonly text: string
}

/**
 * The token with the selected claims masked and without its signature, with which anyone could try values until it verifies. A masked
 * disclosure is left out, but its digest stays. Undefined if a masked value would still be readable.
 */
export function maskedToken(token: Token, chosen: ReadonlySet<string>, secrets: Secrets): MaskedToken | undefined {
  const pieces = piecesOf(token)
  const masked = maskedParts(
    pieces.map(({ part }) => part),
    chosen,
    secrets,
  )
  const { forbidden, alsoMasked } = masked
  const textAt = (i: number) => masked.parts[i]?.text ?? ''
  const kept = keptDisclosures(token, (i) => {
    const at = pieces.findIndex(({ place }) => place === `disclosure ${i}`)
    return masked.parts[at]?.isChanged !== true
  }).filter(({ decoded, text }) => !forbidden.isIn(decoded.text) && !forbidden.isIn(text))
  const build = (isEmptied: boolean) =>
    assembled(token, isEmptied ? [] : kept.map(({ text }) => text), (place) => {
      const i = pieces.findIndex((piece) => piece.place === place)
      const { isChanged } = masked.parts[i] ?? {}
      return i < 0 ? undefined : isEmptied && place === 'payload' ? masked.emptied(i) : isChanged ? textAt(i) : undefined
    })
  // Other characters can happen to be those of a masked value in base64url. In that case, no value is kept.
  for (const isEmptied of [false, true]) {
    const text = build(isEmptied)
    if (!readings(text).some((each) => forbidden.isIn(each))) return { text, forbidden, alsoMasked }
  }
  return undefined
}

/** A text and the decoded base64url in it: everything that a reader would see. */
function readings(text: string): string[] {
  const pieces = text.split(/[^A-Za-z0-9_-]+/).filter((piece) => piece.length >= 4)
  return [text, ...pieces.map((piece) => decodeText(decodeBase64url(piece).bytes).text)]
}

/** True if the token contains something that must not be passed on: a private key, a credential, or part of a key on the page. */
export function carriesSecret(token: Token, { secrets, allowed }: Secrets): boolean {
  const parts = partsOfToken(token)
  const forbidden = new Forbidden([], secrets, allowed)
  return (
    maskableClaims(parts).some(({ sensitivity }) => sensitivity === 'secret') ||
    readings(token.compact).some((each) => forbidden.isIn(each))
  )
}

/** The disclosures that pass, without those nested in one that doesn't, since their digests would be nowhere. */
function keptDisclosures(token: Token, passes: (index: number) => boolean): TextSegment[] {
  const processing = processSdJwt(token)
  const all = token.sdJwt?.disclosures ?? []
  if (!processing) return []
  const nesting = nestingOf(processing)
  let kept: ReadonlySet<number> = new Set(all.keys())
  for (const i of all.keys()) if (!passes(i)) kept = withoutDisclosure(kept, i, nesting)
  return all.flatMap(({ segment }, i) => (kept.has(i) ? [segment] : []))
}

/** A part of a token and its place: `payload`, `protected 0`, `header 0`, `disclosure 0`. */
interface Piece {
  readonly part: Part
  readonly place: string
}

/** Returns the replacement for the text at a place, or undefined if that stays. The function itself is undefined if nothing is masked. */
type Texts = ((place: string) => string | undefined) | undefined

function piecesOf(token: Token): Piece[] {
  const { sdJwt, object, payload } = token
  const signatures = object?.kind === 'jws' ? object.signatures : [{ header: token.header }]
  const headers = signatures.flatMap(({ header }, i): Piece[] =>
    header.segment.text === '' ? [] : [{ part: partOf('header', header.decoded.text), place: `protected ${i}` }],
  )
  const processed = sdJwt && processSdJwt(token)?.disclosures
  return [
    ...headers,
    ...outerPieces(token),
    ...(payload ? [{ part: payloadPart(payload), place: 'payload' }] : []),
    ...(sdJwt?.disclosures ?? []).map(({ segment, name, value }, i): Piece => {
      const path = processed?.[i]?.path?.map(String) ?? (name === undefined ? [] : [name])
      const text = value ? segment.decoded.text.slice(value.from, value.to) : segment.decoded.text
      return { part: partOf('disclosure', text, path), place: `disclosure ${i}` }
    }),
  ]
}

/** Bytes that aren't text can't be restored from their display, so they are masked entirely or not at all. */
function payloadPart({ decoded }: TextSegment): Part {
  return decoded.utf8 ? partOf('payload', decoded.text) : wholePart('payload', decoded.text)
}

/** The unprotected headers of a JSON serialization, without the members that an SD-JWT puts there. */
function outerPieces({ wrapper, compact }: Token): Piece[] {
  const layout = wrapper === 'json-serialization' ? layoutOf(compact, 'jws') : undefined
  return (layout?.entries ?? []).flatMap((entry, i) => {
    const header = entry.members.findLast(({ name }) => name === 'header')?.value
    if (header?.type !== 'object') return []
    // Disclosures and the key binding are separate parts.
    const members = header.members.filter(({ name }) => name !== 'disclosures' && name !== 'kb_jwt')
    if (members.length === 0) return []
    return [{ part: partOf('header', `{${members.map(({ from, to }) => compact.slice(from, to)).join(',')}}`), place: `header ${i}` }]
  })
}

/** The token without signatures, with these disclosures, and with replaced parts wherever `textOf` returns a text. */
function assembled(token: Token, disclosures: readonly string[], textOf: Texts): string {
  if (token.wrapper === 'json-serialization') return assembledJson(token, disclosures, textOf)
  const body = textOf?.('payload')
  const raw = token.header.unencodedPayload
  const head = textOf?.('protected 0')
  const payload = body === undefined ? (token.payload?.text ?? '') : raw ? body : encodeText(body)
  const jwt = `${head === undefined ? token.header.segment.text : encodeText(head)}.${payload}.`
  return token.sdJwt ? [jwt, ...disclosures, ''].join('~') : jwt
}

function assembledJson(token: Token, disclosures: readonly string[], textOf: Texts): string {
  const text = token.sdJwt ? presentation(token, disclosures) : token.compact
  const layout = layoutOf(text, 'jws')
  if (!layout) return ''
  const edits: TextEdit[] = []
  const put = ({ value }: JsonMember, segment: string | undefined) => {
    if (segment !== undefined) edits.push({ from: value.from, to: value.to, insert: JSON.stringify(segment) })
  }
  const body = textOf?.('payload')
  const payload = body === undefined || token.header.unencodedPayload ? body : encodeText(body)
  for (const member of layout.root.members) {
    if (member.name === 'payload') put(member, payload)
    else if (textOf && !BELONGS.has(member.name)) {
      // Members that no specification defines may contain anything.
      edits.push({ from: member.value.from, to: member.value.to, insert: JSON.stringify(MARK) })
    }
  }
  for (const [i, entry] of layout.entries.entries()) editEntry(entry, i)
  return edited(text, edits)

  function editEntry(entry: JsonObject, i: number): void {
    const head = textOf?.(`protected ${i}`)
    for (const member of entry.members) {
      if (member.name === 'signature') put(member, '')
      else if (member.name === 'protected') put(member, head === undefined ? undefined : encodeText(head))
      else if (member.name === 'header') putHeader(member, textOf?.(`header ${i}`))
    }
  }

  function putHeader({ value }: JsonMember, masked: string | undefined): void {
    if (masked === undefined || value.type !== 'object') return
    const carried = value.members
      .filter(({ name }) => name === 'disclosures' || name === 'kb_jwt')
      .map(({ from, to }) => text.slice(from, to))
    const inner = masked.startsWith('{') ? masked.slice(1, -1) : ''
    edits.push({ from: value.from, to: value.to, insert: `{${[...(inner.trim() === '' ? [] : [inner]), ...carried].join(',')}}` })
  }
}

const BELONGS = new Set<string>(['payload', 'protected', 'header', 'signature', LIST.jws])
