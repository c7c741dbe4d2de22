// Guesses what a claim may have said before someone edited it: a limited number of single members, in the payload's own format and compact.
import { parseJson, type JsonMember, type JsonNode } from '../../text/json.ts'
import { spliced } from '../../text/span.ts'
import type { Attempt, Material } from '../cause/cause.ts'
import { sideBySide } from '../cause/evidence.ts'
import { payloadJson } from './json-payload.ts'
import { COMPACT, writeJson } from './json-style.ts'
import { textForm } from '../cause/material.ts'

const MOST = 700
const LONGEST = 20_000
/** Usual lifetimes and clock errors, in seconds. */
const SPANS = [
  1, 60, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 36_000, 43_200, 86_400, 172_800, 604_800, 1_209_600, 2_592_000, 7_776_000,
  31_536_000,
]
const ROLES = [
  'user',
  'admin',
  'guest',
  'member',
  'root',
  'administrator',
  'superuser',
  'superadmin',
  'viewer',
  'editor',
  'owner',
  'read',
  'write',
  'readonly',
  'free',
  'basic',
  'pro',
  'premium',
  'trial',
  'staff',
  'customer',
  'employee',
  'test',
  'none',
  'true',
  'false',
]
const TIMES = /^(?:exp|iat|nbf|auth_time)$/
const RANKS = /role|scope|group|admin|plan|tier|type|level|perm|priv|user|auth|access/i

interface EditedValue {
  readonly name: string
  readonly node: JsonNode
}

/** Attempts with one member as it may have been. */
export function* editedClaims(material: Material): Iterable<Attempt> {
  const json = payloadJson(material)
  if (!json || json.root.type !== 'object' || json.text.length > LONGEST) return
  const compact = writeJson(json.text, json.root, COMPACT)
  const texts = compact === json.text ? [json.text] : [json.text, compact]
  let made = 0
  for (const text of texts) {
    const { root } = parseJson(text)
    if (root?.type !== 'object') continue
    const style = text === json.text ? undefined : COMPACT.name
    for (const leaf of leavesOf(root)) {
      for (const value of formerValues(leaf, root.members)) {
        if (++made > MOST) return
        const was = text.slice(leaf.node.from, leaf.node.to)
        yield editAttempt(material, spliced(text, leaf.node, value), leaf.name, was, value, style)
      }
    }
    for (const member of root.members.slice(0, 60)) {
      if (++made > MOST) return
      yield editAttempt(
        material,
        without(text, root.members, member),
        member.name,
        text.slice(member.value.from, member.value.to),
        undefined,
        style,
      )
    }
  }
}

function editAttempt(
  material: Material,
  text: string,
  name: string,
  now: string,
  before: string | undefined,
  style: string | undefined,
): Attempt {
  return {
    ...textForm(material, 'payload', text),
    args: { name, ...(before === undefined ? { what: 'absent' } : { before: before.slice(0, 60) }), ...(style !== undefined && { style }) },
    evidence: sideBySide(name, now, before ?? 'absent'),
  }
}

function leavesOf(root: JsonNode): EditedValue[] {
  const found: EditedValue[] = []
  const walk = (node: JsonNode, name: string, depth: number) => {
    if (found.length >= 80 || depth > 3) return
    if (node.type === 'object') for (const member of node.members) walk(member.value, member.name, depth + 1)
    else if (node.type === 'array') for (const item of node.items) walk(item, name, depth + 1)
    else found.push({ name, node })
  }
  walk(root, '', 0)
  // Values that are worth forging come first.
  const rank = ({ name, node }: EditedValue) =>
    node.type === 'true' || node.type === 'false' ? 0 : RANKS.test(name) ? 1 : TIMES.test(name) ? 2 : 3
  return found.sort((a, b) => rank(a) - rank(b))
}

function* formerValues({ name, node }: EditedValue, members: readonly JsonMember[]): Iterable<string> {
  switch (node.type) {
    case 'true':
      yield* ['false', 'null', '0', '"false"']
      return
    case 'false':
      yield* ['true', 'null', '1', '"true"']
      return
    case 'null':
      yield* ['false', 'true', '""', '0']
      return
    case 'number':
      if (!/^-?\d{1,15}$/.test(node.raw)) return
      if (TIMES.test(name)) yield* times(node.value, members)
      else for (const step of [-1, 1, -2, 2, -10, 10]) yield String(node.value + step)
      if (!TIMES.test(name) && node.value !== 0) yield* ['0', '1', String(node.value * 10), String(Math.trunc(node.value / 10))]
      return
    case 'string':
      yield* strings(name, node.value)
      return
    default:
  }
}

function* times(value: number, members: readonly JsonMember[]): Iterable<string> {
  for (const span of SPANS) {
    yield String(value - span)
    yield String(value + span)
  }
  const issued = members.find((member) => member.name === 'iat')?.value
  if (issued?.type === 'number') for (const span of [0, ...SPANS]) if (issued.value + span !== value) yield String(issued.value + span)
}

function* strings(name: string, value: string): Iterable<string> {
  const known = ROLES.includes(value.toLowerCase())
  if (known || RANKS.test(name)) for (const role of ROLES) if (role !== value) yield JSON.stringify(role)
  if (/^\d{1,15}$/.test(value)) for (const step of [-1, 1]) yield `"${String(Number(value) + step).padStart(value.length, '0')}"`
  for (const form of [value.toLowerCase(), value.toUpperCase(), value.trim()]) if (form !== value) yield JSON.stringify(form)
  if (value.endsWith('/')) yield JSON.stringify(value.slice(0, -1))
  else if (/^https?:/.test(value)) yield JSON.stringify(`${value}/`)
}

/** The text without a member and the comma that belongs to it. */
function without(text: string, members: readonly JsonMember[], member: JsonMember): string {
  const at = members.indexOf(member)
  const next = members[at + 1]
  if (next) return text.slice(0, member.from) + text.slice(next.from)
  const previous = members[at - 1]
  return text.slice(0, previous ? previous.to : member.from) + text.slice(member.to)
}
