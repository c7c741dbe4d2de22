// Changes members and items of a JSON text in place, and leaves every other character alone.
import type { JsonArray, JsonNode, JsonObject } from '../text/json.ts'
import type { Span } from '../text/span.ts'

/** A replacement for a stretch of the text. */
export interface TextEdit extends Span {
  readonly insert: string
}

/** Applies edits, which must not overlap. Several insertions at one place keep their order. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  const pieces: string[] = []
  let at = 0
  // Sorting is stable, so edits at one place keep their order.
  for (const { from, to, insert } of edits.toSorted((a, b) => a.from - b.from)) {
    pieces.push(text.slice(at, from), insert)
    at = to
  }
  return pieces.join('') + text.slice(at)
}

/** Sets members of an object to values in JSON text. Existing ones are replaced; new ones go after the last, with the same spacing. */
export function membersSet(text: string, object: JsonObject, values: Readonly<Record<string, string>>): TextEdit[] {
  const { members } = object
  const last = members.at(-1)
  const edits: TextEdit[] = []
  let isFirst = last === undefined
  for (const [name, insert] of Object.entries(values)) {
    const there = members.findLast((member) => member.name === name)
    if (there) {
      edits.push({ from: there.value.from, to: there.value.to, insert })
      continue
    }
    const colon = last ? text.slice(last.nameSpan.to, last.value.from) : ':'
    const at = last?.to ?? object.from + 1
    edits.push({ from: at, to: at, insert: `${isFirst ? '' : separator(text, object, members)}${JSON.stringify(name)}${colon}${insert}` })
    isFirst = false
  }
  return edits
}

/** Adds a value, as JSON text, after the last item of a list. */
export function itemAdded(text: string, list: JsonArray, insert: string): TextEdit {
  const at = list.items.at(-1)?.to ?? list.from + 1
  return { from: at, to: at, insert: `${list.items.length === 0 ? '' : separator(text, list, list.items)}${insert}` }
}

/** Removes an item of a list or a member of an object, with the comma next to it; undefined if there is none at that index. */
export function entryRemoved(entries: readonly Span[], index: number): TextEdit | undefined {
  const item = entries[index]
  const before = entries[index - 1]
  const after = entries[index + 1]
  if (!item) return undefined
  if (after) return { from: item.from, to: after.from, insert: '' }
  return { from: before?.to ?? item.from, to: item.to, insert: '' }
}

/** The text between the last two entries, or a comma and the whitespace before the only one. */
function separator(text: string, around: JsonNode, within: readonly Span[]): string {
  const [last, before] = [within.at(-1), within.at(-2)]
  if (!last) return ''
  return before ? text.slice(before.to, last.from) : `,${text.slice(around.from + 1, last.from)}`
}
