// Reads the parts of selective disclosure (RFC 9901) that come with an issuer-signed JWT: the disclosures and the key binding JWT, as received.
import type { JsonNode } from '../text/json.ts'
import { isWellFormed, readTextSegment, type TextSegment } from './segment.ts'

export interface Disclosure {
  readonly segment: TextSegment
  /** The claim's name; undefined for an array element or if it can't be read. */
  readonly name: string | undefined
  readonly value: JsonNode | undefined
  /** Whether it is a JSON array of two or three elements whose first is a string and whose name is a string (RFC 9901 section 4.2). */
  readonly readable: boolean
}

export interface SdJwtParts {
  readonly disclosures: readonly Disclosure[]
  /** The key binding JWT's characters and where they start, if the last part is not empty. */
  readonly keyBinding: { readonly text: string; readonly at: number } | undefined
  /** The issuer-signed JWT and the disclosures, each followed by "~": the input of the "sd_hash" (RFC 9901 section 4.3.1). */
  readonly presented: string
  /** It ends with "~" or with a part of three segments, and every disclosure can be read (RFC 9901 section 4). */
  readonly wellFormed: boolean
}

/** More disclosures than this are not read: a text full of tildes must stay cheap. */
const MOST_DISCLOSURES = 5000

/** Reads what follows the issuer-signed JWT; `at` is the position of the first "~". */
export function readSdJwtParts(text: string, at: number): SdJwtParts {
  const lastAt = text.lastIndexOf('~') + 1
  const last = text.slice(lastAt)
  const parts = lastAt > at + 1 ? text.slice(at + 1, lastAt - 1).split('~', MOST_DISCLOSURES + 1) : []
  let position = at + 1
  const disclosures = parts.slice(0, MOST_DISCLOSURES).map((part) => {
    const disclosure = readDisclosure(readTextSegment(part, position))
    position += part.length + 1
    return disclosure
  })
  return {
    disclosures,
    keyBinding: last === '' ? undefined : { text: last, at: lastAt },
    presented: text.slice(0, lastAt),
    wellFormed: parts.length <= MOST_DISCLOSURES && (last === '' || isJwt(last)) && disclosures.every(({ readable }) => readable),
  }
}

/**
 * Reads the members "disclosures" and "kb_jwt" of a JSON serialization's first unprotected header (RFC 9901 section 8.1); undefined if
 * no header has them. `headers` are the unprotected headers of all signatures, `issuerJwt` the first signature as a compact JWS.
 */
export function readSdJwtMembers(headers: readonly ReadonlyMap<string, JsonNode>[], issuerJwt: string): SdJwtParts | undefined {
  const [first, ...others] = headers
  const carried = (header: ReadonlyMap<string, JsonNode>) => header.has('disclosures') || header.has('kb_jwt')
  if (!first || !headers.some(carried)) return undefined
  const list = first.get('disclosures')
  const items = list?.type === 'array' ? list.items : []
  const disclosures = items
    .slice(0, MOST_DISCLOSURES)
    .map((item) => readDisclosure(readTextSegment(item.type === 'string' ? item.value : '', item.from + 1)))
  const binding = first.get('kb_jwt')
  return {
    disclosures,
    keyBinding: binding && { text: binding.type === 'string' ? binding.value : '', at: binding.from + 1 },
    presented: [issuerJwt, ...disclosures.map(({ segment }) => segment.text), ''].join('~'),
    wellFormed:
      list?.type === 'array' &&
      items.length <= MOST_DISCLOSURES &&
      !others.some(carried) &&
      (!binding || (binding.type === 'string' && isJwt(binding.value))) &&
      disclosures.every(({ readable }) => readable),
  }
}

function isJwt(text: string): boolean {
  return text.split('.', 4).length === 3
}

function readDisclosure(segment: TextSegment): Disclosure {
  const { utf8, json } = segment.decoded
  const items = utf8 && json.valid && json.root?.type === 'array' && isWellFormed(segment) ? json.root.items : []
  const salt = items[0]?.type === 'string'
  if (salt && items.length === 3 && items[1]!.type === 'string') return { segment, name: items[1]!.value, value: items[2], readable: true }
  if (salt && items.length === 2) return { segment, name: undefined, value: items[1], readable: true }
  return { segment, name: undefined, value: undefined, readable: false }
}
