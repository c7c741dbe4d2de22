// Replaces the digests in an SD-JWT with their disclosures, and reports the state of each disclosure (RFC 9901 section 7.1).
import { keep } from '../upkeep/keep.ts'
import type { JsonMember, JsonNode, JsonObject } from '../text/json.ts'
import type { JsonString } from '../text/json-node.ts'
import type { Span } from '../text/span.ts'
import type { Disclosure } from '../token/sd-jwt.ts'
import type { Token } from '../token/token.ts'
import { sdDigest, sdHashByName, type SdHash } from './sd-hash.ts'

/**
 * - `matched`: its digest is in the payload, or in a matched disclosure, exactly once.
 * - `unreferenced`: its digest is nowhere, so no one signed it.
 * - `repeated`: it was sent twice, or its digest occurs twice.
 * - `malformed`: RFC 9901 section 4.2 does not allow it in the place of its digest.
 * - `overwrites`: a claim with its name is already present.
 */
export type DisclosureState = 'matched' | 'unreferenced' | 'repeated' | 'malformed' | 'overwrites'

/** Names and indexes from the root of the processed payload. */
export type JsonPath = readonly (string | number)[]

export interface ProcessedDisclosure {
  readonly disclosure: Disclosure
  /** The hash of its characters, in base64url; undefined if the hash in "_sd_alg" is not supported here. */
  readonly digest: string | undefined
  readonly state: DisclosureState
  /** Where its claim or element is in the processed payload; undefined unless `matched`. */
  readonly path: JsonPath | undefined
}

/** A digest in the payload or in a disclosure. */
export interface EmbeddedDigest {
  readonly text: string
  /** Its span, quotes included, in the decoded text of the payload or of the disclosure `within`. */
  readonly at: Span
  /** The index of the disclosure that contains it; undefined for the payload itself. */
  readonly within: number | undefined
  /** The index of the disclosure that it is the digest of; undefined for a decoy, or if that was not sent. */
  readonly of: number | undefined
}

export interface SdJwtProblem {
  readonly kind:
    /** "_sd" or "..." is used for something other than digests (RFC 9901 section 4.1); `name` says which. */
    | 'reserved-name'
    /** A digest occurs twice (RFC 9901 section 7.1 step 4). */
    | 'digest-repeated'
    /** "_sd_alg" is not a string, or names a hash that is not supported here. */
    | 'alg-unknown'
    /** Disclosures nest deeper than they are followed. */
    | 'too-deep'
  readonly name: string
  /** In the payload's decoded text. */
  readonly span: Span
}

export interface SdJwtProcessing {
  /** The value of "_sd_alg", or the default (RFC 9901 section 4.1.1). */
  readonly algorithm: string
  /** Undefined if it is not supported here, in which case nothing is matched. */
  readonly hash: SdHash | undefined
  /** In the order in which they were sent. */
  readonly disclosures: readonly ProcessedDisclosure[]
  /** Every digest, in the order in which they are processed. */
  readonly digests: readonly EmbeddedDigest[]
  readonly problems: readonly SdJwtProblem[]
  /**
   * The payload with every matched disclosure in its place and without "_sd", "_sd_alg" and "..." (RFC 9901 section 7.1 step 3). `text` is
   * compact JSON with unchanged numbers and strings. The spans of `root` are in the payload's decoded text, where a disclosed value has the
   * span of its digest. Undefined if the payload is not a JSON object.
   */
  readonly payload: { readonly text: string; readonly root: JsonObject } | undefined
}

/** How deep disclosures are followed: every level is a nested call. */
const MOST_LEVELS = 1000

/** Processes the disclosures of an SD-JWT; undefined for any other token. Never throws, is synchronous, and runs once per token. */
export const processSdJwt = keep(
  ({ sdJwt, payload }: Pick<Token, 'sdJwt' | 'payload'>): SdJwtProcessing | undefined =>
    sdJwt && new Processor(sdJwt.disclosures, payload?.decoded.text ?? '').process(rootOf(payload)),
)

function rootOf(payload: Token['payload']): JsonObject | undefined {
  const { utf8, json } = payload?.decoded ?? {}
  return utf8 && json?.valid && json.root?.type === 'object' ? json.root : undefined
}

/** A processed value: its JSON text, and its tree with spans in the payload. */
interface Made<N extends JsonNode = JsonNode> {
  readonly text: string
  readonly node: N
}

/** Where a value comes from, and where it goes. */
interface Where {
  /** The text that the node's spans are in. */
  readonly source: string
  /** The digest in the payload that led here; undefined in the payload itself. */
  readonly digest: Span | undefined
  readonly within: number | undefined
  /** The path to it, from the inside out. A list that nodes share, since copying it for each would cost time in proportion to their depth. */
  readonly step: Step | undefined
  readonly level: number
}

interface Step {
  readonly to: string | number
  readonly above: Step | undefined
}

class Processor {
  readonly #disclosures: readonly Disclosure[]
  readonly #text: string
  readonly #states: (DisclosureState | undefined)[]
  readonly #paths: (JsonPath | undefined)[]
  readonly #digests: EmbeddedDigest[] = []
  readonly #problems: SdJwtProblem[] = []
  readonly #seen = new Set<string>()
  readonly #byDigest = new Map<string, number>()

  constructor(disclosures: readonly Disclosure[], text: string) {
    this.#disclosures = disclosures
    this.#text = text
    this.#states = disclosures.map(({ readable, name }) => (readable && !isReserved(name) ? undefined : 'malformed'))
    this.#paths = disclosures.map(() => undefined)
  }

  process(root: JsonObject | undefined): SdJwtProcessing {
    const named = root?.members.findLast(({ name }) => name === '_sd_alg')?.value
    const algorithm = named === undefined ? 'sha-256' : named.type === 'string' ? named.value : named.type
    const hash = named === undefined || named.type === 'string' ? sdHashByName(algorithm) : undefined
    if (!hash && named) this.#problem('alg-unknown', algorithm, named)
    const digests = this.#disclosures.map(({ segment }) => hash && sdDigest(hash, segment.text))
    digests.forEach((digest, i) => {
      if (digest === undefined) return
      if (this.#byDigest.has(digest)) this.#states[i] ??= 'repeated'
      else this.#byDigest.set(digest, i)
    })
    const payload = root && this.#object(root, { source: this.#text, digest: undefined, within: undefined, step: undefined, level: 0 })
    return {
      algorithm,
      hash,
      disclosures: this.#disclosures.map((disclosure, i) => {
        const state = this.#states[i] ?? 'unreferenced'
        return { disclosure, digest: digests[i], state, path: state === 'matched' ? this.#paths[i] : undefined }
      }),
      digests: this.#digests,
      problems: this.#problems,
      payload: payload && { text: payload.text, root: payload.node },
    }
  }

  #value(node: JsonNode, where: Where): Made {
    if (node.type === 'object' && node.members.length > 0) return this.#object(node, where)
    if (node.type === 'array' && node.items.length > 0) return this.#array(node.items, node, where)
    const text = where.source.slice(node.from, node.to)
    return { text: EMPTY.test(text) ? text.replace(/\s+/, '') : text, node: where.digest ? { ...node, ...spanIn(node, where) } : node }
  }

  #object(node: JsonObject, where: Where): Made<JsonObject> {
    const span = spanIn(node, where)
    if (this.#isTooDeep(span, where)) return { text: '{}', node: { type: 'object', members: [], ...span } }
    const texts: string[] = []
    const members: JsonMember[] = []
    const add = (name: string, nameText: string, nameSpan: Span, value: Made) => {
      texts.push(`${nameText}:${value.text}`)
      members.push({ name, nameSpan, value: value.node, from: nameSpan.from, to: Math.max(nameSpan.to, value.node.to) })
    }
    const digests = node.members.findLast(({ name }) => name === '_sd')
    const taken = new Set(node.members.map(({ name }) => name))
    for (const member of node.members) {
      const { name, value, nameSpan } = member
      if (name === '_sd_alg' && where.level === 0) continue
      if (name === '...') this.#problem('reserved-name', name, spanIn(member, where))
      else if (name !== '_sd') {
        add(name, where.source.slice(nameSpan.from, nameSpan.to), spanIn(nameSpan, where), this.#value(value, deeper(where, name)))
      } else if (value.type !== 'array' || value.items.some(({ type }) => type !== 'string')) {
        this.#problem('reserved-name', name, spanIn(member, where))
      } else if (member === digests) {
        for (const item of value.items) {
          if (item.type === 'string') this.#claim(item, where, taken, add)
        }
      }
    }
    return { text: `{${texts.join(',')}}`, node: { type: 'object', members, ...span } }
  }

  /** The disclosure at a digest's index, which always exists. */
  #disclosure(index: number): Disclosure {
    const disclosure = this.#disclosures[index]
    if (!disclosure) throw new RangeError(`no disclosure ${index}`)
    return disclosure
  }

  /** Adds the claim for a digest in "_sd", if its disclosure was sent (RFC 9901 section 7.1 step 3.c.ii). */
  #claim(
    digest: JsonString,
    where: Where,
    taken: Set<string>,
    add: (name: string, nameText: string, span: Span, value: Made) => void,
  ): void {
    const span = spanIn(digest, where)
    const index = this.#meet(digest, span, where)
    if (index === undefined) return
    const { name, value, segment } = this.#disclosure(index)
    if (name === undefined || value === undefined) this.#states[index] = 'malformed'
    else if (taken.has(name)) this.#states[index] = 'overwrites'
    else {
      taken.add(name)
      const { text, json } = segment.decoded
      const nameNode = json.root?.type === 'array' ? json.root.items[1] : undefined
      add(
        name,
        nameNode ? text.slice(nameNode.from, nameNode.to) : JSON.stringify(name),
        span,
        this.#disclosed(index, value, span, where, name),
      )
    }
  }

  #array(items: readonly JsonNode[], node: Span, where: Where): Made {
    const span = spanIn(node, where)
    if (this.#isTooDeep(span, where)) return { text: '[]', node: { type: 'array', items: [], ...span } }
    const made: Made[] = []
    for (const item of items) {
      const element = this.#element(item, deeper(where, made.length))
      if (element) made.push(element)
    }
    return { text: `[${made.map(({ text }) => text).join(',')}]`, node: { type: 'array', items: made.map((each) => each.node), ...span } }
  }

  /** Processes an array element; undefined for a digest without a disclosure, which is left out (RFC 9901 section 7.1 step 3.d). */
  #element(item: JsonNode, where: Where): Made | undefined {
    const digest = elementDigest(item)
    if (!digest) return this.#value(item, where)
    const span = spanIn(digest, where)
    if (this.#isTooDeep(span, where)) return undefined
    const index = this.#meet(digest, span, where)
    if (index === undefined) return undefined
    const { name, value } = this.#disclosure(index)
    if (name !== undefined || value === undefined) {
      this.#states[index] = 'malformed'
      return undefined
    }
    this.#settle(index, where.step)
    const source = this.#disclosure(index).segment.decoded.text
    return this.#element(value, { ...where, source, digest: where.digest ?? span, within: index, level: where.level + 1 })
  }

  #disclosed(index: number, value: JsonNode, span: Span, where: Where, name: string): Made {
    const { step, level } = deeper(where, name)
    this.#settle(index, step)
    const source = this.#disclosure(index).segment.decoded.text
    return this.#value(value, { source, digest: where.digest ?? span, within: index, step, level })
  }

  #settle(index: number, step: Step | undefined): void {
    this.#states[index] = 'matched'
    const path: (string | number)[] = []
    for (let at = step; at; at = at.above) path.unshift(at.to)
    this.#paths[index] = path
  }

  /** Records a digest, and returns the index of the disclosure to put in its place, if there is one that hasn't been used yet. */
  #meet({ value: digest, from, to }: JsonString, span: Span, { within }: Where): number | undefined {
    const index = this.#byDigest.get(digest)
    this.#digests.push({ text: digest, at: { from, to }, within, of: index })
    if (this.#seen.has(digest)) {
      this.#problem('digest-repeated', digest, span)
      if (index !== undefined && this.#states[index] !== 'malformed') this.#states[index] = 'repeated'
      return undefined
    }
    this.#seen.add(digest)
    return index !== undefined && this.#states[index] === undefined ? index : undefined
  }

  #isTooDeep(span: Span, { level }: Where): boolean {
    if (level < MOST_LEVELS) return false
    this.#problem('too-deep', '', span)
    return true
  }

  #problem(kind: SdJwtProblem['kind'], name: string, { from, to }: Span): void {
    if (this.#problems.length < MOST_PROBLEMS) this.#problems.push({ kind, name, span: { from, to } })
  }
}

/** An empty object or array. One that nests too deep for the tree is copied as text. */
const EMPTY = /^[{[]\s*[}\]]$/

/** The most problems to report; more would add nothing. */
const MOST_PROBLEMS = 50

function isReserved(name: string | undefined): boolean {
  return name === '_sd' || name === '...'
}

/** The digest in an array element, which is an object whose only member is a string named "..." (RFC 9901 section 4.2.4.2). */
function elementDigest(item: JsonNode): JsonString | undefined {
  if (item.type !== 'object' || item.members.length !== 1) return undefined
  const [{ name, value }] = item.members as [JsonMember]
  return name === '...' && value.type === 'string' ? value : undefined
}

function spanIn({ from, to }: Span, { digest }: Where): Span {
  return digest ? { from: digest.from, to: digest.to } : { from, to }
}

function deeper(where: Where, to: string | number): Where {
  return { ...where, step: { to, above: where.step }, level: where.level + 1 }
}
