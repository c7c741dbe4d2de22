// Selective disclosure (RFC 9901): the disclosures that follow an issuer-signed JWT after "~", and the key binding JWT at the end.
import type { TextSegment } from './segment.ts'
import { readTextSegment } from './segment.ts'
import type { JsonNode } from '../text/json.ts'

export interface Disclosure {
  readonly segment: TextSegment
  /** The claim's name; undefined for an array element or where it cannot be read. */
  readonly name: string | undefined
  readonly value: JsonNode | undefined
  /** A JSON array of two or three elements whose first is a string, the name a string (RFC 9901 section 4.2). */
  readonly readable: boolean
}

export interface SdJwtParts {
  readonly disclosures: readonly Disclosure[]
  /** The key binding JWT's characters and where they start, where the last part is not empty. */
  readonly keyBinding: { readonly text: string; readonly at: number } | undefined
  /** Ends with "~" or with something of three segments, and every disclosure can be read (RFC 9901 section 4). */
  readonly wellFormed: boolean
}

/** More disclosures than this are not read: a text of tildes must not cost a decoder each. */
const MOST_DISCLOSURES = 5000

/** Reads what follows the issuer-signed JWT; `at` is where the first "~" stands. */
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
    wellFormed:
      parts.length <= MOST_DISCLOSURES &&
      (last === '' || last.split('.', 4).length === 3) &&
      disclosures.every((disclosure) => disclosure.readable),
  }
}

function readDisclosure(segment: TextSegment): Disclosure {
  const root = segment.decoded.json.root
  const items = segment.decoded.json.valid && root?.type === 'array' ? root.items : []
  const salt = items[0]?.type === 'string'
  if (salt && items.length === 3 && items[1]!.type === 'string') return { segment, name: items[1]!.value, value: items[2], readable: true }
  if (salt && items.length === 2) return { segment, name: undefined, value: items[1], readable: true }
  return { segment, name: undefined, value: undefined, readable: false }
}
