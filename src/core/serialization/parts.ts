// Splits a JSON serialization into what all signatures or recipients share and what belongs to each; values keep their characters.
import { parseJson, type JsonArray, type JsonMember, type JsonObject } from '../text/json.ts'

/** The members that belong to one signature or recipient, in either form (RFC 7515 section 7.2, RFC 7516 section 7.2). */
const OWN = { jws: ['protected', 'header', 'signature'], jwe: ['header', 'encrypted_key'] } as const
/** All members that the two forms define. */
const DEFINED = {
  jws: ['payload', ...OWN.jws],
  jwe: ['protected', 'unprotected', 'iv', 'aad', 'ciphertext', 'tag', ...OWN.jwe],
} as const

/** The member that lists the signatures or recipients in the general form. */
export const LIST = { jws: 'signatures', jwe: 'recipients' } as const

type Kind = 'jws' | 'jwe'

/** A member's name and the JSON text of its value. */
export type Piece = readonly [name: string, json: string]

/** The members of a JSON serialization. */
export interface Parts {
  readonly kind: Kind
  readonly shared: readonly Piece[]
  /** One for each signature or recipient. */
  readonly own: readonly (readonly Piece[])[]
}

/** The object of a JSON serialization, with the objects of its signatures or recipients. */
export interface Layout {
  readonly root: JsonObject
  /** Undefined in the flattened form. */
  readonly list: JsonArray | undefined
  /** One object for each; in the flattened form, the root. */
  readonly entries: readonly JsonObject[]
}

/** Finds the entries of a JSON serialization; undefined if one of them isn't an object. */
export function layoutOf(text: string, kind: Kind): Layout | undefined {
  const { root } = parseJson(text)
  if (root?.type !== 'object') return undefined
  const list = root.members.find(({ name }) => name === LIST[kind])?.value
  if (!list) return { root, list, entries: [root] }
  if (list.type !== 'array') return undefined
  const entries = list.items.filter((item) => item.type === 'object')
  return entries.length === list.items.length ? { root, list, entries } : undefined
}

/** Splits a JSON serialization; undefined if it has no such parts. */
export function partsOf(text: string, kind: Kind): Parts | undefined {
  const layout = layoutOf(text, kind)
  if (!layout) return undefined
  const piece = ({ name, value }: JsonMember): Piece => [name, text.slice(value.from, value.to)]
  const belongs = ({ name }: JsonMember) => OWN[kind].some((own) => own === name)
  const { members } = layout.root
  if (!layout.list) return { kind, shared: members.filter((each) => !belongs(each)).map(piece), own: [members.filter(belongs).map(piece)] }
  const shared = members.filter(({ name }) => name !== LIST[kind])
  return { kind, shared: shared.map(piece), own: layout.entries.map((entry) => entry.members.map(piece)) }
}

/** Joins parts into a JSON serialization without whitespace; undefined if there are too many signatures or recipients for the flattened form. */
export function serialized({ kind, shared, own }: Parts, form: 'flattened' | 'general'): string | undefined {
  const object = (pieces: readonly Piece[]) => `{${pieces.map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(',')}}`
  if (form === 'general') return object([...shared, [LIST[kind], `[${own.map(object).join(',')}]`]])
  return own.length === 1 ? object([...shared, ...own.flat()]) : undefined
}

/** Members that no specification defines, which the compact serialization has no place for. */
export function undefinedMembers({ kind, shared, own }: Parts): string[] {
  return [...shared, ...own.flat()].map(([name]) => name).filter((name) => !DEFINED[kind].some((defined) => defined === name))
}
