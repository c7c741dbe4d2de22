// Reads the flattened and general JSON serializations of a JWS (RFC 7515 section 7.2), an SD-JWT (RFC 9901 section 8) and a JWE (RFC 7516 section 7.2).
import type { TokenParts } from './token.ts'
import { namesContentEncryption, readJoseHeader, type JoseHeader } from './jose-header.ts'
import { membersByName, parseJson, type JsonMember, type JsonNode } from '../text/json.ts'
import type { Jwe, JweRecipient } from './jwe.ts'
import type { Jws, JwsSignature } from './jws.ts'
import { briefJson, characterProblem, headerProblems, inToken, readingsOf, repeatedMembers, type ReadingProblem } from './readings.ts'
import { readSdJwtMembers } from './sd-jwt.ts'
import { absentSegment, isWellFormed, readRawSegment, readSegment, readTextSegment, type Segment } from './segment.ts'
import type { Span } from '../text/span.ts'
import { signingInput } from './signing-input.ts'

type Members = ReadonlyMap<string, JsonNode>

/** A serialization with more signatures or recipients than this is not read, since each must be decoded and later verified. */
const MOST_ENTRIES = 1000

/** The required type of each member that is present (RFC 7515 section 7.2.1, RFC 7516 section 7.2.1). */
const JWS_TYPES = { payload: 'string', signatures: 'array', protected: 'string', header: 'object', signature: 'string' } as const
const SIGNATURE_TYPES = { protected: 'string', header: 'object', signature: 'string' } as const
const JWE_TYPES = {
  protected: 'string',
  unprotected: 'object',
  header: 'object',
  encrypted_key: 'string',
  recipients: 'array',
  aad: 'string',
  iv: 'string',
  ciphertext: 'string',
  tag: 'string',
} as const
const RECIPIENT_TYPES = { header: 'object', encrypted_key: 'string' } as const

/** Reads JSON text that was recognized as a serialization. Whatever keeps it from having exactly one reading makes it malformed. */
export function readJsonSerialization(text: string): TokenParts {
  const { root } = parseJson(text)
  const members = membersByName(root)
  return members.has('ciphertext') ? readJwe(root, members) : readJws(root, members)
}

function readJws(root: JsonNode | undefined, members: Members): TokenParts {
  const problems = new Problems(7515)
  const general = members.get('signatures')
  problems.checkMembers(root, JWS_TYPES)
  if (general) problems.checkForms(members, ['signature', 'protected', 'header'])
  const nodes = general?.type === 'array' ? general.items : root ? [root] : []
  if (general) for (const node of nodes.slice(0, MOST_ENTRIES)) problems.checkMembers(node, SIGNATURE_TYPES, 'signatures')
  const entries = entriesOf(nodes)
  const headers = entries.map((entry, i) => {
    const header = readHeader(entry)
    problems.checkHeaders([header.protected, membersByName(entry.get('header'))])
    problems.add(...headerProblems(header, i === 0), ...characterProblem(header.segment, 'header'))
    return header
  })
  const raw = headers[0]?.unencodedPayload ?? false
  const differs = headers.findIndex((header) => header.unencodedPayload !== raw)
  if (differs > 0) problems.add({ kind: 'b64-differs', name: 'b64', place: inToken(nodes[differs]!), rfc: 7797, section: '3' })
  const payload = textAt(members.get('payload'), raw ? readRawSegment : readTextSegment)
  problems.add(...characterProblem(payload, 'payload'))
  const signatures: JwsSignature[] = entries.map((entry, i) => {
    const header = headers[i]!
    const signature = textAt(entry.get('signature'), readSegment)
    problems.add(...characterProblem(signature, 'signature'))
    return { header, signature, signingInput: (content) => signingInput(header, payload, content) }
  })
  const readings = problems.readings()
  const [first, ...others] = signatures
  const header = headers[0] ?? readJoseHeader(absentSegment(0))
  if (!first) return { segments: [], header, payload, object: undefined, sdJwt: undefined, readings, wellFormed: false }
  const object: Jws = {
    kind: 'jws',
    form: general ? 'general' : 'flattened',
    payload,
    detached: !members.has('payload'),
    readings,
    signatures: [first, ...others],
  }
  const sdJwt = readSdJwtMembers(
    headers.map(({ unprotected }) => unprotected),
    `${header.segment.text}.${payload.text}.${first.signature.text}`,
  )
  const wellFormed =
    readings === 'one' &&
    signatures.every(
      ({ header, signature }) => header.readable && header.alg !== undefined && isWellFormed(signature) && isWellFormed(header.segment),
    ) &&
    isWellFormed(payload) &&
    (sdJwt?.wellFormed ?? true)
  return { segments: [], header, payload, object, sdJwt, readings, wellFormed }
}

function readJwe(root: JsonNode | undefined, members: Members): TokenParts {
  const problems = new Problems(7516)
  const general = members.get('recipients')
  problems.checkMembers(root, JWE_TYPES)
  problems.checkForms(members, general ? ['header', 'encrypted_key'] : [])
  problems.checkForms(members, ['payload', 'signature', 'signatures'])
  const nodes = general?.type === 'array' ? general.items : root ? [root] : []
  if (general) for (const node of nodes.slice(0, MOST_ENTRIES)) problems.checkMembers(node, RECIPIENT_TYPES, 'recipients')
  const entries = entriesOf(nodes)
  const shared = membersByName(members.get('unprotected'))
  const segment = textAt(members.get('protected'), readTextSegment)
  problems.add(...characterProblem(segment, 'header'))
  const recipients: JweRecipient[] = entries.map((entry, i) => {
    const own = membersByName(entry.get('header'))
    const header = readJoseHeader(segment, new Map([...shared, ...own]))
    problems.checkHeaders([header.protected, shared, own])
    if (i === 0) problems.add(...headerProblems(header))
    if (entries.length > 1) problems.checkShared(header.alg, nodes[i])
    const encryptedKey = textAt(entry.get('encrypted_key'), readSegment)
    problems.add(...characterProblem(encryptedKey, 'encrypted key'))
    return { header, encryptedKey }
  })
  const [iv, ciphertext, tag] = ['iv', 'ciphertext', 'tag'].map((name) => textAt(members.get(name), readSegment)) as [
    Segment,
    Segment,
    Segment,
  ]
  const aad = members.get('aad')
  const additionalData = aad && textAt(aad, readSegment)
  problems.add(
    ...characterProblem(iv, 'initialization vector'),
    ...characterProblem(ciphertext, 'ciphertext'),
    ...characterProblem(tag, 'authentication tag'),
    ...(additionalData ? characterProblem(additionalData, 'additional data') : []),
  )
  const readings = problems.readings()
  const [first, ...others] = recipients
  const object: Jwe | undefined = first && {
    kind: 'jwe',
    form: general ? 'general' : 'flattened',
    header: first.header,
    readings,
    recipients: [first, ...others],
    initializationVector: iv,
    ciphertext,
    authenticationTag: tag,
    additionalData,
  }
  const header = first?.header ?? readJoseHeader(segment, shared)
  const wellFormed =
    object !== undefined &&
    readings === 'one' &&
    header.readable &&
    header.alg !== undefined &&
    namesContentEncryption(header) &&
    [iv, ciphertext, tag].every(isWellFormed)
  return { segments: [], header, payload: undefined, object, sdJwt: undefined, readings, wellFormed }
}

/** Collects what keeps a serialization from having exactly one reading. */
class Problems {
  readonly #rfc: 7515 | 7516
  readonly #found: ReadingProblem[] = []

  constructor(rfc: 7515 | 7516) {
    this.#rfc = rfc
  }

  add(...problems: readonly ReadingProblem[]): void {
    this.#found.push(...problems)
  }

  readings() {
    return readingsOf(this.#found)
  }

  /** Each member must occur once, with its type, and be absent rather than empty if an empty value would change what is signed or authenticated. */
  checkMembers(node: JsonNode | undefined, types: Readonly<Record<string, JsonNode['type']>>, list = ''): void {
    if (node?.type !== 'object') {
      if (node) this.#note('member-type', list, node)
      return
    }
    this.#checkRepeated(node.members)
    for (const { name, value } of node.members) {
      const type = Object.hasOwn(types, name) ? types[name] : undefined
      if (type === undefined) continue
      if (value.type !== type) this.#note('member-type', name, value)
      else if (value.type === 'object') this.#checkRepeated(value.members)
      else if (value.type === 'string' && value.value === '' && /^(?:protected|aad|encrypted_key)$/.test(name))
        this.#note('member-empty', name, value)
    }
  }

  /** None of these members may occur beside the list of the general form, or in the other kind of object. */
  checkForms(members: Members, names: readonly string[]): void {
    for (const name of names) {
      const node = members.get(name)
      if (node) this.#note('two-forms', name, node, { section: '7.2.2' })
    }
  }

  /** No name may occur in two of the headers that make up one JOSE header; they are given from the best protected to the least. */
  checkHeaders(headers: readonly Members[]): void {
    headers.forEach((header, i) => {
      if (i === 0) return
      for (const [name, node] of header) {
        const other = headers
          .slice(0, i)
          .find((each) => each.has(name))
          ?.get(name)
        if (other) this.#note('two-headers', name, node, { values: [briefJson(other), briefJson(node)] })
      }
    })
  }

  /** With several recipients, none may use its own key as the content key or agree on it, since all of them share one content key. */
  checkShared(alg: string | undefined, node: JsonNode | undefined): void {
    if (node && (alg === 'dir' || alg === 'ECDH-ES')) this.#note('direct-recipient', alg, node, { section: '2' })
  }

  #checkRepeated(members: readonly JsonMember[]): void {
    for (const [before, member] of repeatedMembers(members)) {
      this.#note('member-twice', member.name, member, { values: [briefJson(before.value), briefJson(member.value)] })
    }
  }

  #note(kind: ReadingProblem['kind'], name: string, span: Span, more: Partial<ReadingProblem> = {}): void {
    this.#found.push({ kind, name, place: inToken(span), rfc: this.#rfc, section: '7.2.1', ...more })
  }
}

function entriesOf(items: readonly JsonNode[]): Members[] {
  return items.length > MOST_ENTRIES ? [] : items.map(membersByName)
}

/** A signature's protected segment together with the members of its "header". */
function readHeader(entry: Members): JoseHeader {
  return readJoseHeader(textAt(entry.get('protected'), readTextSegment), membersByName(entry.get('header')))
}

function textAt<T extends Segment>(node: JsonNode | undefined, read: (text: string, at: number) => T): T {
  return node?.type === 'string' ? read(node.value, node.from + 1) : read('', node?.from ?? 0)
}
