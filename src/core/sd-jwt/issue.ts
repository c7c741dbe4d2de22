// Issues an SD-JWT by replacing the selectively disclosable members with digests and making their disclosures (RFC 9901 sections 4.1, 4.2 and 7.1).
import { parseJson, type JsonNode, type JsonObject } from '../text/json.ts'
import { spliced } from '../text/span.ts'
import { encodeBase64url, encodeText } from '../text/base64url.ts'
import { repeatedMembers } from '../token/readings.ts'
import { sdDigest, type SdHash } from './sd-hash.ts'

/** The path from the root to a member or element, as a unique string. */
export function pathKey(path: readonly (string | number)[]): string {
  return JSON.stringify(path)
}

export interface IssueRequest {
  /** JSON text of an object, without whitespace between its tokens. Numbers and strings stay exactly as they are. */
  readonly claims: string
  /** `pathKey` of every member and element that is to be selectively disclosable, at any depth. */
  readonly marked: ReadonlySet<string>
  readonly hash: SdHash
  /** How many decoys go into every list of digests, always including the root's (RFC 9901 section 4.2.7). */
  readonly decoys: number
  /** The holder's public key, which replaces "cnf" (RFC 9901 section 4.1.2). If absent, "cnf" stays as it is. */
  readonly holderJwk?: Readonly<Record<string, string>> | undefined
  /** Makes a new salt of 128 random bits, in base64url (RFC 9901 section 9.3). */
  salt?(): string
}

export type IssueProblem =
  /** The claims are not one JSON object, or too large to be walked. */
  | { readonly kind: 'not-an-object' }
  /** "_sd", "_sd_alg" or "..." is a name already (RFC 9901 section 4.1). */
  | { readonly kind: 'reserved-name'; readonly name: string }
  /** One object has a name twice. */
  | { readonly kind: 'repeated-name'; readonly name: string }

export type Issued =
  | {
      /** JSON text to sign. */
      readonly payload: string
      /** In base64url; each comes after the one that it is nested in. */
      readonly disclosures: readonly string[]
      readonly problem?: undefined
    }
  | { readonly problem: IssueProblem; readonly payload?: undefined; readonly disclosures?: undefined }

/** Makes the payload for an issuer to sign, and the disclosures. Never throws: returns a problem if the claims can't be issued. */
export function issueSdJwt(request: IssueRequest): Issued {
  const { root, errors, valid } = parseJson(request.claims)
  if (!valid || root?.type !== 'object' || errors.length > 0) return { problem: { kind: 'not-an-object' } }
  const problem = problemIn(root)
  if (problem) return { problem }
  const issuer = new Issuer(request)
  return { payload: issuer.payload(root), disclosures: issuer.disclosures }
}

/** Sets "typ" in the text of a JOSE Header (RFC 9901 section 9.11) and leaves all other characters alone. Text that is not a JSON object is returned as it is. */
export function headerWithType(text: string, typ: string): string {
  const { root } = parseJson(text)
  if (root?.type !== 'object') return text
  const value = root.members.findLast(({ name }) => name === 'typ')?.value
  if (value?.type === 'string' && value.value === typ) return text
  if (value) return spliced(text, value, JSON.stringify(typ))
  const last = root.members.at(-1)
  const at = last?.to ?? root.from + 1
  return spliced(text, { from: at, to: at }, `${last ? ',' : ''}"typ":${JSON.stringify(typ)}`)
}

/** 128 bits (RFC 9901 section 9.3). */
function randomSalt(): string {
  return encodeBase64url(crypto.getRandomValues(new Uint8Array(16)))
}

class Issuer {
  readonly disclosures: string[] = []
  readonly #request: IssueRequest
  readonly #salt: () => string
  /** Paths that are marked or contain a marked one; everything else is copied unchanged. */
  readonly #touched: ReadonlySet<string>

  constructor(request: IssueRequest) {
    this.#request = request
    this.#salt = request.salt ?? randomSalt
    const touched = new Set<string>()
    for (const key of request.marked) {
      const path = JSON.parse(key) as (string | number)[]
      for (let length = path.length; length >= 0; length--) touched.add(pathKey(path.slice(0, length)))
    }
    this.#touched = touched
  }

  payload(root: JsonObject): string {
    const { hash, holderJwk, decoys } = this.#request
    const last = [`"_sd_alg":${JSON.stringify(hash)}`]
    if (holderJwk) last.push(`"cnf":${JSON.stringify({ jwk: holderJwk })}`)
    const members = holderJwk ? root.members.filter(({ name }) => name !== 'cnf') : root.members
    return this.#object({ ...root, members }, [], decoys > 0, last)
  }

  #value(node: JsonNode, path: readonly (string | number)[]): string {
    const { claims } = this.#request
    if (node.type === 'object' && this.#touched.has(pathKey(path))) return this.#object(node, path, false, [])
    if (node.type === 'array' && this.#touched.has(pathKey(path))) {
      const items = node.items.map((item, i) => {
        const here = [...path, i]
        if (!this.#isMarked(here)) return this.#value(item, here)
        return `{"...":"${this.#disclose(() => this.#value(item, here))}"}`
      })
      return `[${items.join(',')}]`
    }
    return claims.slice(node.from, node.to)
  }

  #object(node: JsonObject, path: readonly (string | number)[], hides: boolean, last: readonly string[]): string {
    const { claims, hash, decoys } = this.#request
    const open: string[] = []
    const digests: string[] = []
    for (const { name, nameSpan, value } of node.members) {
      const here = [...path, name]
      const nameText = claims.slice(nameSpan.from, nameSpan.to)
      if (this.#isMarked(here)) digests.push(this.#disclose(() => `${nameText},${this.#value(value, here)}`))
      else open.push(`${nameText}:${this.#value(value, here)}`)
    }
    if (digests.length > 0 || hides) for (let i = 0; i < decoys; i++) digests.push(sdDigest(hash, this.#salt()))
    // In the order of the claims, digests would reveal which is which; sorted, they reveal nothing (RFC 9901 section 4.2.4.1).
    const list = digests.length > 0 ? [`"_sd":${JSON.stringify(digests.toSorted((a, b) => (a < b ? -1 : 1)))}`] : []
    return `{${[...list, ...open, ...last].join(',')}}`
  }

  #isMarked(path: readonly (string | number)[]): boolean {
    return this.#request.marked.has(pathKey(path))
  }

  /** Makes a disclosure from a salt and the text of `rest`, and returns its digest. It comes before the disclosures nested in it. */
  #disclose(rest: () => string): string {
    const place = this.disclosures.push('') - 1
    const text = encodeText(`["${this.#salt()}",${rest()}]`)
    this.disclosures[place] = text
    return sdDigest(this.#request.hash, text)
  }
}

function problemIn(root: JsonObject): IssueProblem | undefined {
  const waiting: JsonNode[] = [root]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.type === 'array') for (const item of node.items) waiting.push(item)
    if (node.type !== 'object') continue
    const [twice] = repeatedMembers(node.members)
    if (twice) return { kind: 'repeated-name', name: twice[1].name }
    for (const { name, value } of node.members) {
      if (name === '_sd' || name === '...' || (name === '_sd_alg' && node === root)) return { kind: 'reserved-name', name }
      waiting.push(value)
    }
  }
  return undefined
}
