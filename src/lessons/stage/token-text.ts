// Takes tokens apart and puts them together as text, as a learner does by hand.
import { decodeBase64url } from '../../core/text/base64url.ts'
import { decodeText } from '../../core/text/decoded-text.ts'
import { bytesInWords, encodeHex } from '../../core/text/bytes.ts'
import { isJson, membersByName, parseJson, plainValue } from '../../core/text/json.ts'

/** The text in a base64url segment, as far as it can be read. */
export function textOf(segment: string): string {
  return decodeText(decodeBase64url(segment).bytes).text
}

/** JSON over several lines, for reading; any other text unchanged. Text that would lose repeated names or long numbers stays unchanged too. */
export function laidOut(text: string): string {
  try {
    const shown = JSON.stringify(JSON.parse(text), null, 2)
    return compact(shown) === compact(text) ? shown : text
  } catch {
    return text
  }
}

/** JSON without whitespace between its parts; any other text unchanged. */
export function compact(text: string): string {
  if (!isJson(text)) return text
  return text.replace(/"(?:[^"\\]|\\.)*"|\s+/g, (piece) => (piece.startsWith('"') ? piece : ''))
}

/** A segment decoded for reading: its JSON laid out, its text, or its bytes, with a note that explains it. */
export function decodedForReading(segment: string): { readonly text: string; readonly note: string } {
  if (segment === '') return { text: '', note: 'Nothing to decode yet.' }
  const strange = [...new Set(segment.replace(/[A-Za-z0-9_-]/g, ''))]
  if (strange.length > 0) {
    const names = strange.slice(0, 5).map((character) => (character.trim() === '' ? 'whitespace' : `“${character}”`))
    const text = textOf(segment)
    const skipped = `Not in the base64url alphabet: ${names.join(', ')}. Skipped.`
    return { text, note: text.includes('�') ? `${skipped} ${GIBBERISH}` : skipped }
  }
  const { bytes } = decodeBase64url(segment)
  const { utf8, text } = decodeText(bytes)
  if (!utf8)
    return {
      text: encodeHex(bytes, ' '),
      note: `${bytesInWords(bytes.length)}, not text, in hexadecimal. A signature looks like this.`,
    }
  return { text: laidOut(text), note: 'Decoded from base64url. No key was needed.' }
}

const GIBBERISH = 'The rest wasn’t written in base64url, so it decodes to meaningless bytes. Each � marks bytes that aren’t text.'

export type SegmentIndex = 0 | 1 | 2

/** One segment of a token; empty if it has none. */
export function segmentOf(token: string, part: SegmentIndex): string {
  return token.split('.')[part] ?? ''
}

/** The token with one segment replaced; the others stay the same. */
export function withSegment(token: string, part: SegmentIndex, segment: string): string {
  const segments = token.split('.')
  while (segments.length < 3) segments.push('')
  segments[part] = segment
  return segments.join('.')
}

/** A member of the JSON object in a segment, as a plain value; undefined if there is none. */
export function memberOf(token: string, part: 0 | 1, name: string): unknown {
  const node = membersByName(parseJson(textOf(segmentOf(token, part))).root).get(name)
  return node && plainValue(node)
}

const AUTHORIZATION = /^(Authorization:[ \t]*Bearer[ \t]+)(\S*)/im

/** The bearer token in request text; undefined if there is none. */
export function bearerOf(request: string): string | undefined {
  return AUTHORIZATION.exec(request)?.[2]
}

/** The request with another bearer token; unchanged if it has none. */
export function withBearer(request: string, token: string): string {
  return request.replace(AUTHORIZATION, (_, before: string) => before + token)
}

/** The payload on the wire with "admin" set to true, which is how most attacks begin. */
export async function claimingAdmin(read: (name: string) => Promise<string>): Promise<string> {
  return (await read('Token payload')).replace(/"admin":\s*false/, '"admin": true')
}
