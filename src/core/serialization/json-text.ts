// Changes members and items of a JSON text where they stand, so that every other character stays as it was.
import type { JsonArray, JsonNode, JsonObject } from '../text/json.ts'
import type { Span } from '../text/span.ts'

/** A stretch of the text that becomes another one. */
export interface TextEdit extends Span {
  readonly insert: string
}

/** The text after all edits, which don't overlap; several insertions at one place come out in their order. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  const pieces: string[] = []
  let at = 0
  // Sorting keeps the order of those that begin at one place.
  for (const { from, to, insert } of edits.toSorted((a, b) => a.from - b.from)) {
    pieces.push(text.slice(at, from), insert)
    at = to
  }
  return pieces.join('') + text.slice(at)
}

/** Gives members of an object new values, each as JSON text: in their place where they are there, else behind the last, spaced as that one is. */
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

/** Puts a value, as JSON text, behind the last item of a list that isn't empty. */
export function itemAdded(text: string, list: JsonArray, insert: string): TextEdit {
  const at = list.items.at(-1)?.to ?? list.from + 1
  return { from: at, to: at, insert: `${list.items.length === 0 ? '' : separator(text, list, list.items)}${insert}` }
}

/** Takes one of the items of a list or members of an object out, with the comma beside it; undefined where there is none at that place. */
export function entryRemoved(entries: readonly Span[], index: number): TextEdit | undefined {
  const item = entries[index]
  const before = entries[index - 1]
  const after = entries[index + 1]
  if (!item) return undefined
  if (after) return { from: item.from, to: after.from, insert: '' }
  return { from: before?.to ?? item.from, to: item.to, insert: '' }
}

/** What stands between the last two of several, or a comma with the whitespace before the only one. */
function separator(text: string, around: JsonNode, within: readonly Span[]): string {
  const [last, before] = [within.at(-1), within.at(-2)]
  if (!last) return ''
  return before ? text.slice(before.to, last.from) : `,${text.slice(around.from + 1, last.from)}`
}
