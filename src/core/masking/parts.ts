// Masks the JSON texts of a token: lists the claims that can be selected, and removes the selected ones.
import { utcTime } from '../claims/numeric-date.ts'
import { edited, type TextEdit } from '../serialization/json-text.ts'
import { parseJson } from '../text/json.ts'
import { MOST_VALUES } from '../text/decoded-text.ts'
import type { Span } from '../text/span.ts'
import { Forbidden } from './forbidden.ts'
import { leavesOf, memberNames, type Leaf } from './leaves.ts'
import { MARK } from './mark.ts'
import { sensitivityOf, type Sensitivity } from './sensitive.ts'

export type PartName = 'header' | 'payload' | 'disclosure'

/** A text and the values in it that can be masked. */
export interface Part {
  readonly in: PartName
  readonly text: string
  readonly leaves: readonly Leaf[]
  readonly names: readonly { readonly span: Span; readonly name: string }[]
  /** True if it is masked as a whole, because it is not JSON or has more values than are masked one by one. */
  readonly whole: boolean
  /** Its values, if there are more than are masked one by one. */
  readonly values: readonly string[]
}

/** A claim to select: all values at one path. */
export interface MaskableClaim {
  readonly id: string
  readonly in: PartName
  /** `address.street`; empty for a part that is masked as a whole. */
  readonly path: string
  /** `secret` values are always masked, `personal` ones by default. */
  readonly sensitivity: Sensitivity | undefined
}

/** The most values that are masked one by one. */
const MOST_LEAVES = 2000

/** Reads a text for masking. For a disclosure, `under` is the path of its values. */
export function partOf(name: PartName, text: string, under: readonly string[] = []): Part {
  const { valid, root } = parseJson(text, MOST_VALUES)
  const leaves = valid && root ? leavesOf(root, text) : []
  if (!valid || !root) return wholePart(name, text, under)
  if (leaves.length > MOST_LEAVES) return { ...wholePart(name, text, under), values: leaves.flatMap(formsOf) }
  return { in: name, text, leaves: leaves.map((leaf) => placed(leaf, under)), names: memberNames(root), whole: false, values: [] }
}

/** A text that is masked entirely or not at all. */
export function wholePart(name: PartName, text: string, under: readonly string[] = []): Part {
  const leaf: Leaf = { span: { from: 0, to: text.length }, text, type: 'string', names: under, path: under.join('.'), inKey: false }
  return { in: name, text, leaves: text === '' ? [] : [leaf], names: [], whole: true, values: [] }
}

function placed(leaf: Leaf, under: readonly string[]): Leaf {
  if (under.length === 0) return leaf
  return { ...leaf, names: [...under, ...leaf.names], path: [...under, ...(leaf.path === '' ? [] : [leaf.path])].join('.') }
}

/** Parameters that say how to read a token, which could not be opened if they were masked. */
const STRUCTURE = new Set(['alg', 'enc', 'typ', 'cty', 'crit', 'b64', 'zip', '_sd', '_sd_alg', '...'])

function isStructure(part: Part, { names }: Leaf): boolean {
  const last = names.at(-1) ?? ''
  return STRUCTURE.has(last) && (part.in === 'header' ? names.length === 1 : last.startsWith('_sd') || last === '...')
}

/** The claims that can be selected in these parts, in order. */
export function maskableClaims(parts: readonly Part[]): MaskableClaim[] {
  const claims = new Map<string, MaskableClaim>()
  for (const part of parts) {
    for (const leaf of part.leaves) {
      if (isStructure(part, leaf)) continue
      const id = idOf(part, leaf)
      // A value without a name may be anything.
      const sensitivity = sensitivityOf(leaf) ?? (part.whole || leaf.path === '' ? 'personal' : undefined)
      const before = claims.get(id)
      const graver = before?.sensitivity === 'secret' ? 'secret' : (sensitivity ?? before?.sensitivity)
      claims.set(id, { id, in: part.in, path: leaf.path, sensitivity: graver })
    }
  }
  return [...claims.values()]
}

/** The ids of the claims that are masked by default. */
export function usuallyMasked(claims: readonly MaskableClaim[]): ReadonlySet<string> {
  return new Set(claims.filter(({ sensitivity }) => sensitivity !== undefined).map(({ id }) => id))
}

function idOf(part: Part, leaf: Leaf): string {
  return `${part.in} ${leaf.path}`
}

/** The keys on the page, which must stay out whatever is selected, and their public parts, which may stay. */
export interface Secrets {
  readonly secrets: readonly string[]
  readonly allowed: string
}

export interface MaskedParts {
  /** One for each part. */
  readonly parts: readonly { readonly text: string; readonly isChanged: boolean; readonly isMasked: boolean }[]
  /** Paths that were not selected but repeat a selected value. */
  readonly alsoMasked: readonly string[]
  readonly forbidden: Forbidden
  /** The part with every value masked, if nothing less keeps a value out. */
  emptied(index: number): string
}

/**
 * Masks the selected values and everything that repeats one: each becomes `"***"`. Every other character stays. Secrets are always masked.
 */
export function maskedParts(parts: readonly Part[], chosen: ReadonlySet<string>, { secrets, allowed }: Secrets): MaskedParts {
  const isChosen = (part: Part, leaf: Leaf) =>
    !isStructure(part, leaf) && (chosen.has(idOf(part, leaf)) || sensitivityOf(leaf) === 'secret')
  const masked = parts.flatMap((part) => part.leaves.filter((leaf) => isChosen(part, leaf)))
  const own = masked.filter((leaf) => sensitivityOf(leaf) === 'secret').map(({ text = '' }) => text)
  const inWhole = parts.flatMap((part) => (part.leaves.some((leaf) => isChosen(part, leaf)) ? part.values : []))
  const forbidden = new Forbidden([...masked.flatMap(formsOf), ...inWhole], [...secrets, ...own], allowed)
  const alsoMasked = new Set<string>()
  const texts = parts.map((part) => {
    const edits: TextEdit[] = []
    let isMasked = false
    for (const leaf of part.leaves) {
      const repeats = () =>
        leaf.text !== undefined && (forbidden.isIn(leaf.text) || forbidden.isIn(part.text.slice(leaf.span.from, leaf.span.to)))
      const wasChosen = isChosen(part, leaf)
      if (!wasChosen && !repeats()) continue
      isMasked = true
      if (!wasChosen) alsoMasked.add(leaf.path)
      edits.push(markOf(part, leaf))
    }
    for (const { span, name } of part.names) {
      if (!forbidden.isIn(name) && !forbidden.isIn(part.text.slice(span.from, span.to))) continue
      alsoMasked.add(forbidden.scrubbed(name))
      edits.push({ ...span, insert: JSON.stringify(forbidden.scrubbed(name)) })
    }
    const text = edited(part.text, edits)
    // A value can still appear across two values, or be hidden by an escape.
    const isClean = !forbidden.isIn(text)
    return { text: isClean ? text : emptied(part, forbidden), isChanged: edits.length > 0 || !isClean, isMasked: isMasked || !isClean }
  })
  return { parts: texts, alsoMasked: [...alsoMasked], forbidden, emptied: (index) => emptied(parts[index], forbidden) }
}

/** Masks every string and number; if a value is still readable, masks the whole text. */
function emptied(part: Part | undefined, forbidden: Forbidden): string {
  if (!part) return MARK
  const leaves = part.leaves.filter((leaf) => leaf.text !== undefined && !isStructure(part, leaf))
  const names = part.names.filter(({ name }) => forbidden.isIn(name))
  const text = edited(part.text, [
    ...leaves.map((leaf) => markOf(part, leaf)),
    ...names.map(({ span, name }) => ({ ...span, insert: JSON.stringify(forbidden.scrubbed(name)) })),
  ])
  return forbidden.isIn(text) ? MARK : text
}

function markOf(part: Part, { span }: Leaf): TextEdit {
  return { ...span, insert: part.whole ? MARK : JSON.stringify(MARK) }
}

/** The forms of a value in sentences. True, false and null reveal nothing by themselves. */
function formsOf({ text, type }: Leaf): string[] {
  if (text === undefined) return []
  if (type !== 'number') return [text]
  const value = Number(text)
  return [text, String(value), value.toLocaleString('en'), ...(value > 1e8 && value < 1e11 ? [utcTime(value) ?? ''] : [])]
}
