// Builds presentations of an SD-JWT: selects disclosures together with those they depend on, and adds a key binding (RFC 9901 section 7.2).
import { layoutOf, partsOf, undefinedMembers } from '../serialization/parts.ts'
import { edited, entryRemoved, membersSet } from '../serialization/json-text.ts'
import { membersByName, type JsonObject } from '../text/json.ts'
import { spliced } from '../text/span.ts'
import type { Token } from '../token/token.ts'
import type { SdJwtProcessing } from './process.ts'

/** For each disclosure, the index of the one with its digest; undefined if the digest is in the payload, or nowhere. */
export type Nesting = readonly (number | undefined)[]

/** How disclosures nest in one another (RFC 9901 section 4.2.6). */
export function nestingOf({ disclosures, digests }: Pick<SdJwtProcessing, 'disclosures' | 'digests'>): Nesting {
  const within: (number | undefined)[] = disclosures.map(() => undefined)
  const met = new Set<number>()
  for (const digest of digests) {
    if (digest.of === undefined || met.has(digest.of)) continue
    met.add(digest.of)
    within[digest.of] = digest.within
  }
  return within
}

/** Adds a disclosure to the selection, and all those it is nested in, without which its digest would be nowhere. */
export function withDisclosure(chosen: ReadonlySet<number>, index: number, nesting: Nesting): ReadonlySet<number> {
  const next = new Set(chosen)
  for (let at: number | undefined = index; at !== undefined; at = nesting[at]) next.add(at)
  return next
}

/** Removes a disclosure from the selection, and all those nested in it. */
export function withoutDisclosure(chosen: ReadonlySet<number>, index: number, nesting: Nesting): ReadonlySet<number> {
  const gone = new Map<number | undefined, boolean>([
    [undefined, false],
    [index, true],
  ])
  const isGone = (one: number): boolean => {
    const path: number[] = []
    let at: number | undefined = one
    while (!gone.has(at) && at !== undefined) {
      path.push(at)
      at = nesting[at]
    }
    const answer = gone.get(at) ?? false
    for (const each of path) gone.set(each, answer)
    return answer
  }
  return new Set([...chosen].filter((one) => !isGone(one)))
}

/**
 * The text of an SD-JWT with these disclosures in place of its own. It has no key binding JWT, since "sd_hash" would be the hash of another
 * presentation (RFC 9901 section 4.3.1). Keeps every character of what the issuer signed.
 */
export function presentation(token: Token, disclosures: readonly string[]): string {
  const { compact } = token
  if (token.wrapper === 'json-serialization') return withDisclosuresInJson(withoutKeyBindingInJson(compact), disclosures)
  return [issuerSignedJwt(compact), ...disclosures, ''].join('~')
}

/** The text of an SD-JWT with a key binding JWT after its disclosures, replacing any existing one. */
export function withKeyBinding(token: Token, jwt: string): string {
  const { compact } = token
  if (token.wrapper !== 'json-serialization') return compact.slice(0, compact.lastIndexOf('~') + 1) + jwt
  const text = withoutKeyBindingInJson(compact)
  return withMember(text, 'kb_jwt', JSON.stringify(jwt))
}

/** Converts compact text to the flattened JSON serialization (RFC 9901 section 8.1); the parts keep their characters. */
export function asJson({ compact, sdJwt }: Token): string {
  const [header = '', payload = '', signature = ''] = issuerSignedJwt(compact).split('.')
  const disclosures = sdJwt?.disclosures.map(({ segment }) => segment.text) ?? []
  const binding = sdJwt?.keyBinding && { kb_jwt: sdJwt.keyBinding.text }
  return JSON.stringify({ payload, protected: header, signature, header: { disclosures, ...binding } }, null, 2)
}

type Compacted =
  | { readonly compact: string; readonly lost?: undefined }
  | { readonly lost: readonly string[]; readonly compact?: undefined }

/** Converts a JSON serialization to compact text, or lists what that has no place for, worded for the middle of a sentence. */
export function asCompact(token: Token): Compacted {
  const object = token.object?.kind === 'jws' ? token.object : undefined
  if (!object || !token.sdJwt) return { lost: ['parts that can’t be read'] }
  const parts = partsOf(token.compact, 'jws')
  const [{ header }, ...others] = object.signatures
  const unprotected = [...header.unprotected.keys()].filter((name) => name !== 'disclosures' && name !== 'kb_jwt')
  const lost = [
    ...(others.length > 0 ? [others.length === 1 ? 'the second signature' : `${others.length} more signatures`] : []),
    ...(unprotected.length > 0 ? ['header parameters that are not protected'] : []),
    ...(parts && undefinedMembers(parts).length > 0 ? ['members that no specification defines'] : []),
  ]
  if (lost.length > 0) return { lost }
  return { compact: token.sdJwt.presented + (token.sdJwt.keyBinding?.text ?? '') }
}

function issuerSignedJwt(compact: string): string {
  return compact.slice(0, compact.indexOf('~'))
}

/** The unprotected header of the first signature, where RFC 9901 section 8.1 puts disclosures; undefined if there is none. */
function firstHeader(text: string): JsonObject | undefined {
  const header = membersByName(layoutOf(text, 'jws')?.entries[0]).get('header')
  return header?.type === 'object' ? header : undefined
}

/** Strings that stay keep their characters, escapes included. */
function withDisclosuresInJson(text: string, disclosures: readonly string[]): string {
  const list = firstHeader(text)?.members.findLast(({ name }) => name === 'disclosures')?.value
  const items = list?.type === 'array' ? list.items : []
  const [first, second] = items
  const last = items.at(-1)
  if (!list || !first || !last) {
    const written = JSON.stringify(disclosures)
    return list ? spliced(text, list, written) : withMember(text, 'disclosures', written)
  }
  if (disclosures.length === 0) return spliced(text, list, '[]')
  const own = new Map(items.flatMap((item) => (item.type === 'string' ? [[item.value, text.slice(item.from, item.to)] as const] : [])))
  const between = second ? text.slice(first.to, second.from) : `,${text.slice(list.from + 1, first.from)}`
  const written = disclosures.map((each) => own.get(each) ?? JSON.stringify(each)).join(between)
  return spliced(text, { from: first.from, to: last.to }, written)
}

/** Adds a member after the last one of the first unprotected header, with the same whitespace before it. */
function withMember(text: string, name: string, value: string): string {
  const header = firstHeader(text)
  return header ? edited(text, membersSet(text, header, { [name]: value })) : text
}

/** Removes every "kb_jwt", since a reader could take any of several. */
function withoutKeyBindingInJson(text: string): string {
  const members = firstHeader(text)?.members ?? []
  const edit = entryRemoved(
    members,
    members.findIndex(({ name }) => name === 'kb_jwt'),
  )
  return edit ? withoutKeyBindingInJson(edited(text, [edit])) : text
}
