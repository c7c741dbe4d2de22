// Puts a new key in a header's JSON, as "jwk" if the header has one, else as "kid", and leaves every other byte alone.
import { publicMembers, type KeyMaterial } from '../keys/key-material.ts'
import { parseJson } from '../text/json.ts'
import { spliced } from '../text/span.ts'
import { kidFor } from './make-token.ts'
import { withMember } from './with-member.ts'

/**
 * The header's text with the new key or its ID (RFC 7515 sections 4.1.3 and 4.1.4). Undefined if the text is not a JSON object. A shared
 * secret without an ID removes the previous key's ID.
 */
export function headerForKey(text: string, key: KeyMaterial): string | undefined {
  const { root, valid } = parseJson(text)
  if (!valid || root?.type !== 'object') return undefined
  if (key.kind === 'secret') return withoutMember(withoutMember(text, 'jwk'), 'kid', kidFor(key))
  const jwk = root.members.find(({ name }) => name === 'jwk')
  if (jwk) return spliced(text, jwk.value, JSON.stringify(publicMembers(key.jwk)))
  return withMember(text, root, 'kid', JSON.stringify(kidFor(key)))
}

/** Removes a member with the comma next to it, or replaces its value if `instead` is given. */
function withoutMember(text: string, name: string, instead?: string): string {
  const { root } = parseJson(text)
  if (root?.type !== 'object') return text
  const at = root.members.findIndex((member) => member.name === name)
  const member = root.members[at]
  if (!member) return text
  if (instead !== undefined) return spliced(text, member.value, JSON.stringify(instead))
  const [before, after] = [root.members[at - 1], root.members[at + 1]]
  if (before) return spliced(text, { from: before.value.to, to: member.value.to }, '')
  return spliced(text, { from: member.nameSpan.from, to: after ? after.nameSpan.from : member.value.to }, '')
}
