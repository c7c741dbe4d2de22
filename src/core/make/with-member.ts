// Sets a member of a JSON object, or adds it at the end with the same whitespace as the others; every other byte stays.
import type { JsonObject } from '../text/json.ts'
import { spliced } from '../text/span.ts'

/** `root` is the object of the JSON `text`; `json` is the member's value as JSON text. An empty object stays compact. */
export function withMember(text: string, root: JsonObject, name: string, json: string): string {
  const present = root.members.find((member) => member.name === name)
  if (present) return spliced(text, present.value, json)
  const [first, last] = [root.members[0], root.members.at(-1)]
  if (!first || !last) return spliced(text, root, `{${JSON.stringify(name)}:${json}}`)
  const before = text.slice(root.from + 1, first.nameSpan.from)
  const between = text.slice(first.nameSpan.to, first.value.from)
  return spliced(text, { from: last.value.to, to: last.value.to }, `,${before}${JSON.stringify(name)}${between}${json}`)
}
