// Cutting tokens up and putting them together again as text, as a learner does by hand.
import { decodeBase64url } from '../../core/text/base64url.ts'
import { decodeText } from '../../core/text/decoded-text.ts'
import { membersByName, parseJson, plainValue } from '../../core/text/json.ts'

/** The text that a base64url segment stands for, as far as it can be read. */
export function textOf(segment: string): string {
  return decodeText(decodeBase64url(segment).bytes).text
}

export type SegmentIndex = 0 | 1 | 2

/** One segment of a token; empty where it has none. */
export function segmentOf(token: string, part: SegmentIndex): string {
  return token.split('.')[part] ?? ''
}

/** The token with one segment put in place of another; the others stay as they are. */
export function withSegment(token: string, part: SegmentIndex, segment: string): string {
  const segments = token.split('.')
  while (segments.length < 3) segments.push('')
  segments[part] = segment
  return segments.join('.')
}

/** A member of the JSON object in a segment, as a plain value; undefined where there is none. */
export function memberOf(token: string, part: 0 | 1, name: string): unknown {
  const node = membersByName(parseJson(textOf(segmentOf(token, part))).root).get(name)
  return node && plainValue(node)
}

const AUTHORIZATION = /^(Authorization:[ \t]*Bearer[ \t]+)(\S*)/im

/** The bearer token in request text; undefined where there is none. */
export function bearerOf(request: string): string | undefined {
  return AUTHORIZATION.exec(request)?.[2]
}

/** The request with another bearer token; unchanged where it has none. */
export function withBearer(request: string, token: string): string {
  return request.replace(AUTHORIZATION, (_, before: string) => before + token)
}
