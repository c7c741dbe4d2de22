// Finds where in a claim or header parameter an edit was made, as the innermost values that differ, each with its path.
import { keep } from '../../core/upkeep/keep.ts'
import { parseJson, type JsonArray, type JsonNode, type JsonObject } from '../../core/text/json.ts'
import type { Edit } from './edits.ts'

/** One value that differs. */
export interface Change {
  /** Names, and indexes in arrays, from the edited member inward. */
  readonly path: readonly string[]
  /** JSON text without whitespace; undefined if there was, or is, no such value. */
  readonly before: string | undefined
  readonly after: string | undefined
}

/** In UTF-16 units. Longer values are compared only as a whole. */
const MOST_COMPARED = 500_000
/** Deeper values are reported with the value around them, and so are all values if more than this many differ. */
const MOST_LEVELS = 20
const MOST_CHANGES = 100

/** The changes inside an edited member, at least one. For an edit that names a member. */
export const changesIn = keep((edit: Edit): readonly Change[] => {
  const { name, before, after } = edit
  const whole = [{ path: name === undefined ? [] : [name], before, after }]
  if (name === undefined || before === undefined || after === undefined || before.length + after.length > MOST_COMPARED) return whole
  const [was, now] = [parseJson(before), parseJson(after)]
  // For duplicate members, all values are given together, which isn't JSON.
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

/** The inner values of two values, for comparing them one by one; undefined if they are compared as a whole. */
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
  // With duplicates, or if only the order differs, no path says what changed.
  if (old.size < was.members.length || current.size < now.members.length) return undefined
  const pairs: Pair[] = [...old].map(([name, before]) => [name, before, current.get(name)])
  for (const [name, after] of current) if (!old.has(name)) pairs.push([name, undefined, after])
  return pairs
}

/** Lists of plain values are shown as a whole; in lists of objects, the changed object is named. */
function ofArrays({ items: was }: JsonArray, { items: now }: JsonArray): Pair[] | undefined {
  const isContainer = ({ type }: JsonNode) => type === 'object' || type === 'array'
  if (was.length !== now.length || !was.every(isContainer) || !now.every(isContainer)) return undefined
  return was.map((before, i) => [String(i), before, now[i]])
}

/** A path as text: "limits › daily". */
export function pathText(path: readonly string[]): string {
  return path.join(' › ')
}
