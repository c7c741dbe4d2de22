// Tries other headers: the same JSON in another format, or another header altogether.
import { algorithms } from '../../algorithms/algorithms.ts'
import type { JsonObject } from '../../text/json.ts'
import type { Attempt, Cause, Material } from '../cause/cause.ts'
import { difference } from '../cause/evidence.ts'
import { jsonPayloadCauses, payloadAttempt, payloadJson } from './json-payload.ts'
import { COMPACT, ESCAPING, LAYOUTS, PRETTY, PYTHON, writable, writeJson } from './json-style.ts'
import { fresh, methodOf, textForm } from '../cause/material.ts'
import { quoted } from '../../text/quoted.ts'

interface HeaderForm {
  readonly text: string
  readonly style: string
}

function headerJson({ signature }: Material): { readonly text: string; readonly root: JsonObject } | undefined {
  const { text, json } = signature.header.decoded
  return writable(json) && json.root?.type === 'object' && text.length < 20_000 ? { text, root: json.root } : undefined
}

function attemptOf(material: Material, { text, style }: HeaderForm): Attempt {
  return {
    ...textForm(material, 'header', text),
    args: { style },
    evidence: difference('Header', material.signature.header.decoded.text, text),
  }
}

/** The same members in other layouts and orders. */
function* rewritten(material: Material): Iterable<HeaderForm> {
  const json = headerJson(material)
  if (!json) return
  const { text, root } = json
  for (const style of [COMPACT, PYTHON[0], ...PRETTY.slice(0, 16), ...LAYOUTS, ...ESCAPING.slice(0, 6)])
    yield { text: writeJson(text, root, style), style: style.name }
  if (root.members.length < 2 || root.members.length > 4) {
    const sorted = root.members.toSorted((a, b) => (a.name < b.name ? -1 : 1))
    for (const members of [sorted, root.members.toReversed()]) yield ordered(text, root, members)
    return
  }
  for (const members of permutations(root.members)) yield ordered(text, root, members)
  for (const members of permutations(root.members))
    yield { ...ordered(text, root, members, true), style: `${ordered(text, root, members).style}, spaced as Python does` }
}

const ORDERED = 'compact JSON in the order '

function ordered(text: string, root: JsonObject, members: JsonObject['members'], spaced = false): HeaderForm {
  const style = `${ORDERED}${members.map((member) => member.name).join(', ')}`
  return { text: writeJson(text, { ...root, members }, spaced ? PYTHON[0] : COMPACT), style }
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]]
  return items.flatMap((item, i) => permutations([...items.slice(0, i), ...items.slice(i + 1)]).map((rest) => [item, ...rest]))
}

const header = {
  id: 'json-reserialised-header',
  dimension: 'input',
  families: undefined,
  tried: 'the header in other layouts and orders',
  explain: ({ style }) => ({
    clause: `the header were ${String(style)}: that is what was signed, and the token carries a reformatted copy`,
    fix: 'Sign exactly the characters of the header that you send.',
    button: 'Show the header that was signed',
  }),
  *tries(material) {
    const known = material.signature.header.decoded.text
    for (const form of fresh(rewritten(material), (each) => each.text, [known])) yield attemptOf(material, form)
  },
} as const satisfies Cause

/** Headers that may have been signed and then replaced. */
function* usual(material: Material): Iterable<HeaderForm> {
  const { alg } = material.signature.header
  const name = JSON.stringify(alg ?? 'HS256')
  for (const text of [`{"alg":${name}}`, `{"alg":${name},"typ":"JWT"}`, `{"typ":"JWT","alg":${name}}`]) yield { text, style: text }
  const json = headerJson(material)
  if (!json) return
  for (const left of json.root.members) {
    if (left.name === 'alg' || json.root.members.length > 12) continue
    const members = json.root.members.filter((member) => member !== left)
    yield { text: writeJson(json.text, { ...json.root, members }, COMPACT), style: `the header without ${quoted(left.name)}` }
  }
}

const replaced = {
  id: 'header-replaced',
  dimension: 'input',
  families: undefined,
  tried: 'other headers',
  explain: ({ style, alg }) => ({
    clause:
      alg === undefined
        ? `the signed header were ${String(style)}`
        : `the header said ${quoted(String(alg))}: that was signed, and “alg” was changed afterward`,
    fix: 'Set every header parameter before signing; the signature covers them all.',
    button: 'Show the header that was signed',
  }),
  *tries(material) {
    const { decoded } = material.signature.header
    for (const form of fresh(usual(material), (each) => each.text, [decoded.text])) yield attemptOf(material, form)
    // "alg" changed after signing: both the header and the method were different.
    const own = material.algorithm
    const alg = material.signature.header.parameters.get('alg')
    if (!own || alg?.type !== 'string' || material.signature.header.unprotected.has('alg')) return
    for (const row of algorithms) {
      if (row.name === own.name || row.kty !== own.kty || row.family === 'none') continue
      const text = `${decoded.text.slice(0, alg.from)}${JSON.stringify(row.name)}${decoded.text.slice(alg.to)}`
      const form = textForm(material, 'header', text)
      yield {
        ...form,
        change: { ...form.change, method: methodOf(row) },
        args: { style: text, alg: row.name },
        evidence: { of: 'alg', before: own.name, after: row.name },
      }
    }
  },
} as const satisfies Cause

const both = {
  id: 'json-reserialised-both',
  dimension: 'both',
  families: undefined,
  tried: 'header and payload both reformatted',
  explain: ({ header: head, payload }) => ({
    clause:
      head === payload
        ? `the header and payload were ${String(head)}: that is what was signed, and the token carries a reformatted copy`
        : `the header were ${String(head)} and the payload ${String(payload)}: that is what was signed, and the token carries a reformatted copy`,
    fix: 'The signer formatted the JSON again after signing it. Sign exactly the bytes you send.',
    button: 'Show what was signed',
  }),
  *tries(material) {
    const known = material.signature.header.decoded.text
    const heads = fresh(likeliest(material), (each) => each.text, [known]).slice(0, 24)
    if (material.payload.decoded.text.length > LONGEST_PRODUCT) {
      yield* inOneStyle(material)
      return
    }
    const bodies: Attempt[] = []
    for (const cause of jsonPayloadCauses) for (const attempt of cause.tries(material) as Iterable<Attempt>) bodies.push(attempt)
    const kept = fresh(bodies, (each) => each.change!.body!, [material.body])
    // The same software usually writes both, so pairs in one style come first, then pairs that are likely in both lists.
    const pairs = heads.flatMap((head, i) =>
      kept.map((body, j) => ({ head, body, rank: head.style === body.args['style'] ? -1 : 2 * i + j })),
    )
    for (const { head, body } of pairs.sort((a, b) => a.rank - b.rank)) {
      const first = attemptOf(material, head)
      yield {
        change: { ...first.change, ...body.change },
        args: { header: head.style, payload: body.args['style']! },
        evidence: body.evidence,
        fix: [...(first.fix ?? []), ...(body.fix ?? [])],
      }
    }
  },
} as const satisfies Cause

/** Characters. A longer payload takes too long to write in every style at once. */
const LONGEST_PRODUCT = 6000

/** Both parts in the same style, each written only on demand. */
function* inOneStyle(material: Material): Iterable<Attempt> {
  const head = headerJson(material)
  const body = payloadJson(material)
  if (!head || !body) return
  for (const style of [COMPACT, ...PRETTY, ...LAYOUTS, ...PYTHON]) {
    const first = attemptOf(material, { text: writeJson(head.text, head.root, style), style: style.name })
    const second = payloadAttempt(material, writeJson(body.text, body.root, style), style.name)
    yield {
      change: { ...first.change, ...second.change },
      args: { header: style.name, payload: style.name },
      evidence: second.evidence,
      fix: [...(first.fix ?? []), ...(second.fix ?? [])],
    }
  }
}

/** Compact, then the usual headers and orders, then the most common layouts. */
function likeliest(material: Material): HeaderForm[] {
  const [compact, ...rest] = [...rewritten(material)].filter((form) => !form.style.endsWith('spaced as Python does'))
  if (!compact) return [...usual(material)]
  const isOrder = (form: HeaderForm) => form.style.startsWith(ORDERED)
  return [compact, ...usual(material), ...rest.filter(isOrder).slice(0, 6), ...rest.filter((form) => !isOrder(form)).slice(0, 13)]
}

export const jsonHeaderCauses = [header, replaced, both] as const satisfies readonly Cause[]
