// Reads a JOSE header (RFC 7515 section 4, RFC 7516 section 4): the decoded segment, and the parameters that decide how a token is read.
import type { DecodedText } from '../text/decoded-text.ts'
import { membersByName, textOf, type JsonNode } from '../text/json.ts'
import type { TextSegment } from './segment.ts'

export interface JoseHeader {
  readonly segment: TextSegment
  readonly decoded: DecodedText
  /** Whether the segment is a JSON object. */
  readonly readable: boolean
  /** Header parameters by name, protected and unprotected together; the last of duplicates, as in most parsers. */
  readonly parameters: ReadonlyMap<string, JsonNode>
  /** The members of only the protected header, by name; the last of duplicates. */
  readonly protected: ReadonlyMap<string, JsonNode>
  /** Members outside the protected header in a JSON serialization, by name. */
  readonly unprotected: ReadonlyMap<string, JsonNode>
  /** "alg" if it is a string. */
  readonly alg: string | undefined
  /** "enc" if it is a string (RFC 7516 section 4.1.2). */
  readonly enc: string | undefined
  /** "kid" if it is a string. */
  readonly kid: string | undefined
  /** "typ" if it is a string. */
  readonly typ: string | undefined
  /** "b64" is false and listed in "crit" (RFC 7797). */
  readonly unencodedPayload: boolean
  /** Names in "crit" that this inspector doesn't support: a verifier must reject them (RFC 7515 section 4.1.11). Empty if "crit" is absent. */
  readonly unknownCritical: readonly string[]
  /** "crit" is present but RFC 7515 section 4.1.11 doesn't allow it (not an array, empty, not strings, repeated, registered, or names an absent parameter). */
  readonly critMalformed: boolean
}

/** Extensions that this inspector supports when "crit" names them. */
const PROCESSED = new Set(['b64'])

/** Names defined by RFC 7515, RFC 7516 and RFC 7518, which "crit" must not contain (RFC 7515 section 4.1.11). */
const DEFINED = new Set([
  'alg',
  'enc',
  'zip',
  'jku',
  'jwk',
  'kid',
  'x5u',
  'x5c',
  'x5t',
  'x5t#S256',
  'typ',
  'cty',
  'crit',
  'epk',
  'apu',
  'apv',
  'iv',
  'tag',
  'p2s',
  'p2c',
])

/** Reads a header segment; `unprotected` are the members beside it in a JSON serialization. Never throws. */
export function readJoseHeader(segment: TextSegment, unprotected: ReadonlyMap<string, JsonNode> = new Map()): JoseHeader {
  const { decoded } = segment
  const root = decoded.json.root
  const absent = segment.text === '' && unprotected.size > 0
  const readable = absent || (decoded.utf8 && decoded.json.valid && root?.type === 'object')
  const protectedParameters = membersByName(root)
  const parameters = new Map([...unprotected, ...protectedParameters])
  const crit = readCrit(parameters, protectedParameters)
  const b64 = protectedParameters.get('b64')
  return {
    segment,
    decoded,
    readable,
    parameters,
    protected: protectedParameters,
    unprotected,
    alg: textOf(parameters.get('alg')),
    enc: textOf(parameters.get('enc')),
    kid: textOf(parameters.get('kid')),
    typ: textOf(parameters.get('typ')),
    unencodedPayload: b64?.type === 'false' && crit.names.includes('b64'),
    unknownCritical: crit.names.filter((name) => !PROCESSED.has(name)),
    critMalformed: crit.malformed,
  }
}

/** Has "enc", or an "alg" that includes the content encryption (HPKE integrated encryption, draft-ietf-jose-hpke-encrypt). */
export function namesContentEncryption(header: JoseHeader): boolean {
  return header.enc !== undefined || /^HPKE-\d+$/.test(header.alg ?? '')
}

function readCrit(
  parameters: ReadonlyMap<string, JsonNode>,
  protectedParameters: ReadonlyMap<string, JsonNode>,
): { names: string[]; malformed: boolean } {
  const crit = parameters.get('crit')
  if (!crit) return { names: [], malformed: false }
  if (crit.type !== 'array') return { names: [], malformed: true }
  const names = crit.items.flatMap((item) => (item.type === 'string' ? [item.value] : []))
  const malformed =
    crit.items.length === 0 ||
    names.length < crit.items.length ||
    new Set(names).size < names.length ||
    names.some((name) => DEFINED.has(name) || !protectedParameters.has(name)) ||
    !protectedParameters.has('crit')
  return { names, malformed }
}
