// Gives a member of a JSON object another value, or adds it at the end with its neighbors' whitespace; every other byte stays.
import type { JsonObject } from '../text/json.ts'
import { spliced } from '../text/span.ts'

/** `root` is the object of the JSON `text`; `json` the member's value as JSON text. An object that is empty stays compact. */
export function withMember(text: string, root: JsonObject, name: string, json: string): string {
  const present = root.members.find((member) => member.name === name)
  if (present) return spliced(text, present.value, json)
  const [first, last] = [root.members[0], root.members.at(-1)]
  if (!first || !last) return spliced(text, root, `{${JSON.stringify(name)}:${json}}`)
  const before = text.slice(root.from + 1, first.nameSpan.from)
  const between = text.slice(first.nameSpan.to, first.value.from)
  return spliced(text, { from: last.value.to, to: last.value.to }, `,${before}${JSON.stringify(name)}${between}${json}`)
}
