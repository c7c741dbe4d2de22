// Reads the flattened and general JSON serializations of a JWS (RFC 7515 section 7.2) and a JWE (RFC 7516 section 7.2).
import type { TokenParts } from './token.ts'
import { namesContentEncryption, readJoseHeader, type JoseHeader } from './jose-header.ts'
import { membersByName, parseJson, type JsonNode } from '../text/json.ts'
import type { Jwe, JweRecipient } from './jwe.ts'
import type { Jws, JwsSignature } from './jws.ts'
import { absentSegment, readRawSegment, readSegment, readTextSegment, type Segment, type TextSegment } from './segment.ts'
import { signingInput } from './signing-input.ts'

type Members = ReadonlyMap<string, JsonNode>

/** A serialization with more signatures or recipients than this is not read: each costs a decoder, and a verification later. */
const MOST_ENTRIES = 1000

/** Reads JSON text that was recognised as a serialization; members of the wrong type count as absent and make it malformed. */
export function readJsonSerialization(text: string): TokenParts {
  const members = membersByName(parseJson(text).root)
  return members.has('ciphertext') ? readJwe(members) : readJws(members)
}

function readJws(members: Members): TokenParts {
  const general = members.get('signatures')
  const entries = general?.type === 'array' ? entriesOf(general.items) : [members]
  const headers = entries.map(readHeader)
  const raw = headers[0]?.unencodedPayload ?? false
  const payload = textAt(members.get('payload'), raw ? readRawSegment : readTextSegment)
  const signatures: JwsSignature[] = entries.map((entry, i) => {
    const header = headers[i]!
    return {
      header,
      signature: textAt(entry.get('signature'), readSegment),
      signingInput: (content) => signingInput(header, payload, content),
    }
  })
  const [first, ...others] = signatures
  const header = headers[0] ?? readJoseHeader(absentSegment(0))
  if (!first) return { segments: [], header, payload, object: undefined, sdJwt: undefined, wellFormed: false }
  const object: Jws = {
    kind: 'jws',
    form: general ? 'general' : 'flattened',
    payload,
    detached: !members.has('payload'),
    signatures: [first, ...others],
  }
  const wellFormed =
    !(members.has('signatures') && members.has('signature')) &&
    signatures.every(
      (each) =>
        each.header.readable && each.header.alg !== undefined && isCanonicalText(each.signature) && isCanonicalText(each.header.segment),
    ) &&
    isCanonicalText(payload)
  return { segments: [], header, payload, object, sdJwt: undefined, wellFormed }
}

function readJwe(members: Members): TokenParts {
  const general = members.get('recipients')
  const entries = general?.type === 'array' ? entriesOf(general.items) : [members]
  const shared = readHeader(members)
  const recipients: JweRecipient[] = entries.map((entry) => ({
    header: readJoseHeader(shared.segment, new Map([...shared.unprotected, ...membersByName(entry.get('header'))])),
    encryptedKey: textAt(entry.get('encrypted_key'), readSegment),
  }))
  const [first, ...others] = recipients
  const segments = ['iv', 'ciphertext', 'tag'].map((name) => textAt(members.get(name), readSegment)) as [Segment, Segment, Segment]
  const aad = members.get('aad')
  const object: Jwe | undefined = first && {
    kind: 'jwe',
    form: general ? 'general' : 'flattened',
    header: first.header,
    recipients: [first, ...others],
    initializationVector: segments[0],
    ciphertext: segments[1],
    authenticationTag: segments[2],
    additionalData: aad && textAt(aad, readSegment),
  }
  const header = first?.header ?? shared
  const wellFormed =
    object !== undefined && header.readable && header.alg !== undefined && namesContentEncryption(header) && segments.every(isCanonicalText)
  return { segments: [], header, payload: undefined, object, sdJwt: undefined, wellFormed }
}

function entriesOf(items: readonly JsonNode[]): Members[] {
  return items.length > MOST_ENTRIES ? [] : items.map(membersByName)
}

/** The protected segment with the members of "unprotected" and "header" beside it. */
function readHeader(entry: Members): JoseHeader {
  const unprotected = new Map([...membersByName(entry.get('unprotected')), ...membersByName(entry.get('header'))])
  return readJoseHeader(textAt(entry.get('protected'), readTextSegment), unprotected)
}

function textAt<T extends Segment>(node: JsonNode | undefined, read: (text: string, at: number) => T): T {
  return node?.type === 'string' ? read(node.value, node.from + 1) : read('', node?.from ?? 0)
}

function isCanonicalText(segment: Segment | TextSegment): boolean {
  return segment.decoding.defects.every((defect) => defect.kind === 'spare-bits')
}
