// Mechanical repairs of the payload's JSON: each changes one stretch of its text and leaves every other byte as it is.
import type { JsonMember, JsonObject } from '../../text/json.ts'
import type { Fix } from './diagnostic.ts'

/** Gives a member another name. */
export function renameMember(member: JsonMember, name: string): Fix {
  return { label: `Rename to ${name}`, in: 'payload', from: member.nameSpan.from, to: member.nameSpan.to, insert: JSON.stringify(name) }
}

/** Puts JSON text in a value's place. */
export function replaceValue(member: JsonMember, json: string, label: string): Fix {
  return { label, in: 'payload', from: member.value.from, to: member.value.to, insert: json }
}

/**
 * Adds a member after the last one, spaced like the others. `text` is the JSON text that contains `object`;
 * undefined where the object could not be read to its end.
 */
export function addMember(text: string, object: JsonObject, name: string, json: string, label: string): Fix | undefined {
  if (text[object.to - 1] !== '}') return undefined
  const last = object.members[object.members.length - 1]
  if (!last) return { label, in: 'payload', from: object.from + 1, to: object.from + 1, insert: `${JSON.stringify(name)}:${json}` }
  const before = object.members.length > 1 ? object.members[object.members.length - 2]! : undefined
  const gap = before ? text.slice(before.to, last.from) : `,${text.slice(object.from + 1, last.from)}`
  const comma = /^\s*,\s*$/.test(gap) ? gap : ','
  const colon = text.slice(last.nameSpan.to, last.value.from)
  const at = last.to
  return {
    label,
    in: 'payload',
    from: at,
    to: at,
    insert: `${comma}${JSON.stringify(name)}${/^\s*:\s*$/.test(colon) ? colon : ':'}${json}`,
  }
}
