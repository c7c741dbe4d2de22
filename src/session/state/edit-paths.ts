// Finds where inside a claim or header parameter an edit took place: the innermost values that differ, each with its path.
import { keep } from '../../core/upkeep/keep.ts'
import { parseJson, type JsonArray, type JsonNode, type JsonObject } from '../../core/text/json.ts'
import type { Edit } from './edits.ts'

/** One value that differs. */
export interface Change {
  /** Names, and positions in arrays from 0, from the edited member inwards. */
  readonly path: readonly string[]
  /** JSON text without whitespace, as it is written; undefined where there was, or is, no such value. */
  readonly before: string | undefined
  readonly after: string | undefined
}

/** Longer values are named as a whole. UTF-16 units. */
const MOST_COMPARED = 500_000
/** Values that lie deeper are named with what they are in, and so are all where more than so many differ. */
const MOST_LEVELS = 20
const MOST_CHANGES = 100

/** What differs inside a member that was edited: at least one change. For an edit that names a member. */
export const changesIn = keep((edit: Edit): readonly Change[] => {
  const { name, before, after } = edit
  const whole = [{ path: name === undefined ? [] : [name], before, after }]
  if (name === undefined || before === undefined || after === undefined || before.length + after.length > MOST_COMPARED) return whole
  const [was, now] = [parseJson(before), parseJson(after)]
  // Of duplicate members all values are given together, which is not JSON.
  if (!was.valid || !now.valid || !was.root || !now.root) return whole
  const changes: Change[] = []
  compare([name], { text: before, node: was.root }, { text: after, node: now.root }, changes)
  return changes.length === 0 || changes.length > MOST_CHANGES ? whole : changes
})

interface Side {
  readonly text: string
  readonly node: JsonNode
}

function compare(path: readonly string[], was: Side, now: Side, changes: Change[]): void {
  if (changes.length > MOST_CHANGES || written(was) === written(now)) return
  const [a, b] = [was.node, now.node]
  const inner = path.length > MOST_LEVELS ? undefined : innerPairs(a, b)
  if (!inner) return void changes.push({ path, before: written(was), after: written(now) })
  for (const [name, before, after] of inner) {
    const here = [...path, name]
    if (before && after) compare(here, { ...was, node: before }, { ...now, node: after }, changes)
    else changes.push({ path: here, before: before && written({ ...was, node: before }), after: after && written({ ...now, node: after }) })
  }
}

function written({ text, node }: Side): string {
  return text.slice(node.from, node.to)
}

type Pair = readonly [name: string, before: JsonNode | undefined, after: JsonNode | undefined]

/** What two values have inside that can be compared one by one; undefined where they are compared as a whole. */
function innerPairs(was: JsonNode, now: JsonNode): Pair[] | undefined {
  if (was.type === 'object' && now.type === 'object') return ofObjects(was, now)
  if (was.type === 'array' && now.type === 'array') return ofArrays(was, now)
  return undefined
}

function ofObjects(was: JsonObject, now: JsonObject): Pair[] | undefined {
  const [old, current] = [was, now].map(({ members }) => new Map(members.map(({ name, value }) => [name, value]))) as [
    Map<string, JsonNode>,
    Map<string, JsonNode>,
  ]
  // With duplicates, or where only the order differs, no path says what changed.
  if (old.size < was.members.length || current.size < now.members.length) return undefined
  const pairs: Pair[] = [...old].map(([name, before]) => [name, before, current.get(name)])
  for (const [name, after] of current) if (!old.has(name)) pairs.push([name, undefined, after])
  return pairs
}

/** Lists of plain values are read as a whole; of objects it is said which one. */
function ofArrays({ items: was }: JsonArray, { items: now }: JsonArray): Pair[] | undefined {
  const isContainer = ({ type }: JsonNode) => type === 'object' || type === 'array'
  if (was.length !== now.length || !was.every(isContainer) || !now.every(isContainer)) return undefined
  return was.map((before, i) => [String(i), before, now[i]])
}

/** A path as it is written everywhere: "limits › daily". */
export function pathText(path: readonly string[]): string {
  return path.join(' › ')
}
