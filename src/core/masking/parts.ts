// The JSON texts of a token as they are masked: which claims can be chosen, and the texts without those that were.
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
  /** It is not JSON, or has more values than are masked one by one: it is masked as a whole. */
  readonly whole: boolean
  /** What is in it, where that is more than is masked one by one. */
  readonly values: readonly string[]
}

/** What can be chosen: all values at one path. */
export interface MaskableClaim {
  readonly id: string
  readonly in: PartName
  /** `address.street`; of a part that is masked as a whole empty. */
  readonly path: string
  /** `secret` is masked whatever is chosen; `personal` unless its owner says otherwise. */
  readonly sensitivity: Sensitivity | undefined
}

/** More values than this aren't masked one by one. */
const MOST_LEAVES = 2000

/** Reads a text for masking. `under`: the names that its values stand under, of a disclosure. */
export function partOf(name: PartName, text: string, under: readonly string[] = []): Part {
  const { valid, root } = parseJson(text, MOST_VALUES)
  const leaves = valid && root ? leavesOf(root, text) : []
  if (!valid || !root) return wholePart(name, text, under)
  if (leaves.length > MOST_LEAVES) return { ...wholePart(name, text, under), values: leaves.flatMap(writings) }
  return { in: name, text, leaves: leaves.map((leaf) => placed(leaf, under)), names: memberNames(root), whole: false, values: [] }
}

/** A text that is masked as a whole or not at all. */
export function wholePart(name: PartName, text: string, under: readonly string[] = []): Part {
  const leaf: Leaf = { span: { from: 0, to: text.length }, text, type: 'string', names: under, path: under.join('.'), inKey: false }
  return { in: name, text, leaves: text === '' ? [] : [leaf], names: [], whole: true, values: [] }
}

function placed(leaf: Leaf, under: readonly string[]): Leaf {
  if (under.length === 0) return leaf
  return { ...leaf, names: [...under, ...leaf.names], path: [...under, ...(leaf.path === '' ? [] : [leaf.path])].join('.') }
}

/** The parameters that say how a token is read; masked, it could not be opened. */
const STRUCTURE = new Set(['alg', 'enc', 'typ', 'cty', 'crit', 'b64', 'zip', '_sd', '_sd_alg', '...'])

function isStructure(part: Part, { names }: Leaf): boolean {
  const last = names.at(-1) ?? ''
  return STRUCTURE.has(last) && (part.in === 'header' ? names.length === 1 : last.startsWith('_sd') || last === '...')
}

/** What can be chosen in these parts, in order. */
export function maskableClaims(parts: readonly Part[]): MaskableClaim[] {
  const claims = new Map<string, MaskableClaim>()
  for (const part of parts) {
    for (const leaf of part.leaves) {
      if (isStructure(part, leaf)) continue
      const id = idOf(part, leaf)
      // What has no name of its own may be anything.
      const sensitivity = sensitivityOf(leaf) ?? (part.whole || leaf.path === '' ? 'personal' : undefined)
      const before = claims.get(id)
      const graver = before?.sensitivity === 'secret' ? 'secret' : (sensitivity ?? before?.sensitivity)
      claims.set(id, { id, in: part.in, path: leaf.path, sensitivity: graver })
    }
  }
  return [...claims.values()]
}

/** The claims that are masked unless their owner says otherwise, by id. */
export function usuallyMasked(claims: readonly MaskableClaim[]): ReadonlySet<string> {
  return new Set(claims.filter(({ sensitivity }) => sensitivity !== undefined).map(({ id }) => id))
}

function idOf(part: Part, leaf: Leaf): string {
  return `${part.in} ${leaf.path}`
}

/** What must stay out whatever is chosen: the keys at hand, and what is public of them. */
export interface Secrets {
  readonly secrets: readonly string[]
  readonly allowed: string
}

export interface MaskedParts {
  /** One for each part. */
  readonly parts: readonly { readonly text: string; readonly isChanged: boolean; readonly isMasked: boolean }[]
  /** Paths that were not chosen, and repeat what was. */
  readonly alsoMasked: readonly string[]
  readonly forbidden: Forbidden
  /** The part with every value masked, for where that alone keeps a value out. */
  emptied(index: number): string
}

/**
 * The texts without the chosen values, and without what else in them repeats one: each becomes `"***"`. Every other character stays.
 * Secrets are masked whatever was chosen.
 */
export function maskedParts(parts: readonly Part[], chosen: ReadonlySet<string>, { secrets, allowed }: Secrets): MaskedParts {
  const isChosen = (part: Part, leaf: Leaf) =>
    !isStructure(part, leaf) && (chosen.has(idOf(part, leaf)) || sensitivityOf(leaf) === 'secret')
  const masked = parts.flatMap((part) => part.leaves.filter((leaf) => isChosen(part, leaf)))
  const own = masked.filter((leaf) => sensitivityOf(leaf) === 'secret').map(({ text = '' }) => text)
  const inWhole = parts.flatMap((part) => (part.leaves.some((leaf) => isChosen(part, leaf)) ? part.values : []))
  const forbidden = new Forbidden([...masked.flatMap(writings), ...inWhole], [...secrets, ...own], allowed)
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
    // Across the edge of two values, or where an escape hides one.
    const isClean = !forbidden.isIn(text)
    return { text: isClean ? text : emptied(part, forbidden), isChanged: edits.length > 0 || !isClean, isMasked: isMasked || !isClean }
  })
  return { parts: texts, alsoMasked: [...alsoMasked], forbidden, emptied: (index) => emptied(parts[index], forbidden) }
}

/** Every string and number masked; if a value shines through even so, nothing of the text. */
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

/** The ways in which a value is written in sentences. What is true, false or null tells nothing by itself. */
function writings({ text, type }: Leaf): string[] {
  if (text === undefined) return []
  if (type !== 'number') return [text]
  const value = Number(text)
  return [text, String(value), value.toLocaleString('en'), ...(value > 1e8 && value < 1e11 ? [utcTime(value) ?? ''] : [])]
}
