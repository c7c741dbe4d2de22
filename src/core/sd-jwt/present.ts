// Presents an SD-JWT: which disclosures go along with which, and the token's characters with some of them and with a key binding (RFC 9901 section 7.2).
import { layoutOf, partsOf, undefinedMembers } from '../serialization/parts.ts'
import { edited, entryRemoved, membersSet } from '../serialization/json-text.ts'
import { membersByName, type JsonObject } from '../text/json.ts'
import { spliced } from '../text/span.ts'
import type { Token } from '../token/token.ts'
import type { SdJwtProcessing } from './process.ts'

/** By the place of a disclosure: the disclosure that holds its digest; undefined where the payload does, or nothing does. */
export type Nesting = readonly (number | undefined)[]

/** How the disclosures nest in one another (RFC 9901 section 4.2.6). */
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

/** The choice with one disclosure more, and with each that it is nested in: without those its digest is nowhere. */
export function withDisclosure(chosen: ReadonlySet<number>, index: number, nesting: Nesting): ReadonlySet<number> {
  const next = new Set(chosen)
  for (let at: number | undefined = index; at !== undefined; at = nesting[at]) next.add(at)
  return next
}

/** The choice without one disclosure, and without each that is nested in it. */
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
 * The characters of an SD-JWT with these disclosures in place of its own. Without a key binding JWT: "sd_hash" would be of another
 * presentation (RFC 9901 section 4.3.1). What the issuer signed stays as it is, to the character.
 */
export function presentation(token: Token, disclosures: readonly string[]): string {
  const { compact } = token
  if (token.wrapper === 'json-serialization') return withDisclosuresInJson(withoutKeyBindingInJson(compact), disclosures)
  return [issuerSignedJwt(compact), ...disclosures, ''].join('~')
}

/** The characters of an SD-JWT with a key binding JWT behind its disclosures, in place of the one that may be there. */
export function withKeyBinding(token: Token, jwt: string): string {
  const { compact } = token
  if (token.wrapper !== 'json-serialization') return compact.slice(0, compact.lastIndexOf('~') + 1) + jwt
  const text = withoutKeyBindingInJson(compact)
  return withMember(text, 'kb_jwt', JSON.stringify(jwt))
}

/** The compact characters as a flattened JSON serialization (RFC 9901 section 8.1); the parts keep theirs. */
export function asJson({ compact, sdJwt }: Token): string {
  const [header = '', payload = '', signature = ''] = issuerSignedJwt(compact).split('.')
  const disclosures = sdJwt?.disclosures.map(({ segment }) => segment.text) ?? []
  const binding = sdJwt?.keyBinding && { kb_jwt: sdJwt.keyBinding.text }
  return JSON.stringify({ payload, protected: header, signature, header: { disclosures, ...binding } }, null, 2)
}

type Compacted =
  | { readonly compact: string; readonly lost?: undefined }
  | { readonly lost: readonly string[]; readonly compact?: undefined }

/** A JSON serialization as compact characters, or what those can't hold, in words for the middle of a sentence. */
export function asCompact(token: Token): Compacted {
  const object = token.object?.kind === 'jws' ? token.object : undefined
  if (!object || !token.sdJwt) return { lost: ['what can’t be read of it'] }
  const parts = partsOf(token.compact, 'jws')
  const [{ header }, ...others] = object.signatures
  const unprotected = [...header.unprotected.keys()].filter((name) => name !== 'disclosures' && name !== 'kb_jwt')
  const lost = [
    ...(others.length > 0 ? [others.length === 1 ? 'the second signature' : `${others.length} more signatures`] : []),
    ...(unprotected.length > 0 ? ['header parameters that are not protected'] : []),
    ...(parts && undefinedMembers(parts).length > 0 ? ['members that no specification knows'] : []),
  ]
  if (lost.length > 0) return { lost }
  return { compact: token.sdJwt.presented + (token.sdJwt.keyBinding?.text ?? '') }
}

function issuerSignedJwt(compact: string): string {
  return compact.slice(0, compact.indexOf('~'))
}

/** The unprotected header of the first signature, where RFC 9901 section 8.1 puts disclosures; undefined where there is none. */
function firstHeader(text: string): JsonObject | undefined {
  const header = membersByName(layoutOf(text, 'jws')?.entries[0]).get('header')
  return header?.type === 'object' ? header : undefined
}

/** Every string that stays keeps its characters, escapes included. */
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

/** A member is written behind the last one of the first unprotected header, with the same whitespace before it. */
function withMember(text: string, name: string, value: string): string {
  const header = firstHeader(text)
  return header ? edited(text, membersSet(text, header, { [name]: value })) : text
}

/** A reader could take any of several "kb_jwt", so all of them go. */
function withoutKeyBindingInJson(text: string): string {
  const members = firstHeader(text)?.members ?? []
  const edit = entryRemoved(
    members,
    members.findIndex(({ name }) => name === 'kb_jwt'),
  )
  return edit ? withoutKeyBindingInJson(edited(text, [edit])) : text
}
