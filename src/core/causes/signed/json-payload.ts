// Tries other formats of the payload’s JSON: another layout, other escapes, another order, other digits.
import type { JsonNode, JsonNumber } from '../../text/json.ts'
import type { Attempt, Cause, Material } from '../cause/cause.ts'
import { difference } from '../cause/evidence.ts'
import { COMPACT, ESCAPING, LAYOUTS, PRETTY, PYTHON, SORTED, writable, writeJson, type JsonStyle } from './json-style.ts'
import { textForm } from '../cause/material.ts'
import { withoutTrailing } from '../../text/characters.ts'

/** Characters. Beyond this, each further format costs more than it is likely to find. */
const LONGEST = 400_000

/** The payload's JSON, if it is an object or array short enough to be written again. */
export function payloadJson({ payload }: Material): { readonly text: string; readonly root: JsonNode } | undefined {
  const { text, json, utf8 } = payload.decoded
  if (!utf8 || text.length > LONGEST) return undefined
  const root = json.root
  return writable(json) && (root?.type === 'object' || root?.type === 'array') ? { text, root } : undefined
}

/** An attempt with another format of the payload. */
export function payloadAttempt(material: Material, text: string, name: string): Attempt {
  return {
    ...textForm(material, 'payload', text),
    args: { style: name },
    evidence: difference('Payload', material.payload.decoded.text, text),
  }
}

function* written(material: Material, styles: readonly JsonStyle[]): Iterable<Attempt> {
  const json = payloadJson(material)
  if (!json) return
  for (const style of styles) {
    const text = writeJson(json.text, json.root, style)
    if (text !== json.text) yield payloadAttempt(material, text, style.name)
  }
}

const ADVICE = 'The signer formatted the JSON again after signing it. Sign exactly the bytes you send.'

function rewriting<Id extends string>(id: Id, tried: string, clause: (style: string) => string, tries: Cause['tries']): Cause<Id> {
  return {
    id,
    dimension: 'input',
    families: undefined,
    tried,
    explain: ({ style }) => ({ clause: clause(String(style)), fix: ADVICE, button: 'Show the payload that was signed' }),
    tries,
  }
}

const compact = rewriting(
  'json-reserialised-compact',
  'the payload as compact JSON',
  (style) => `the payload were ${style}: that is what was signed, and the token carries a reformatted copy`,
  function* (material) {
    const json = payloadJson(material)
    yield* written(material, [COMPACT])
    if (!json) return
    // Of duplicate members the last one stays, and numeric names come first.
    if (numbersIn(json.root).some(({ node }) => JSON.stringify(node.value) !== node.raw)) return
    const text = JSON.stringify(JSON.parse(json.text))
    if (text !== json.text) yield payloadAttempt(material, text, 'compact JSON as JSON.stringify writes it')
  },
)

const pretty = rewriting(
  'json-reserialised-pretty',
  'the payload on several lines',
  (style) => `the payload were ${style}: that is what was signed, and the token carries a reformatted copy`,
  function* (material) {
    yield* written(material, PRETTY)
    yield* written(material, LAYOUTS)
    const { text, utf8 } = material.payload.decoded
    if (!utf8 || text.length > LONGEST) return
    for (const [form, name] of [
      [`${text}\n`, 'the same with a line break at its end'],
      [`${text}\r\n`, 'the same with a CRLF line break at its end'],
      [text.trim(), 'the same without the spaces around it'],
      [text.replace(/\r\n/g, '\n'), 'the same with LF line breaks'],
      [text.replace(/\r?\n/g, '\r\n'), 'the same with CRLF line breaks'],
      [`\ufeff${text}`, 'the same with a byte-order mark before it'],
      [text.replace(/^\ufeff/, ''), 'the same without the byte-order mark'],
    ] as const) {
      if (form !== text) yield payloadAttempt(material, form, name)
    }
  },
)

const python = rewriting(
  'json-reserialised-python',
  'the payload as Python writes it',
  (style) => `the payload were written by ${style}`,
  (material) => written(material, PYTHON),
)

const escapes = rewriting(
  'json-reserialised-escapes',
  'the payload with other escapes',
  (style) => `the payload were written as ${style}`,
  (material) => written(material, ESCAPING),
)

const sorted = rewriting(
  'json-reserialised-sorted',
  'the payload with sorted keys',
  (style) => `the payload were ${style}`,
  (material) => written(material, SORTED),
)

const TIMES = /^(?:exp|iat|nbf|auth_time|updated_at)$/

const numbers = rewriting(
  'json-reserialised-numbers',
  'the payload with other digits',
  (style) => `the payload had ${style}`,
  function* (material) {
    const json = payloadJson(material)
    if (!json) return
    const { text, root } = json
    const all = numbersIn(root)
    if (all.length === 0 || all.length > 2000) return
    const compactText = writeJson(text, root, COMPACT)
    for (const [name, write, which] of NUMBER_FORMS) {
      const replaced = (of: string, nodes: readonly Numbered[]) => {
        let result = ''
        let at = 0
        for (const { node, name: member } of nodes) {
          if (which && !which.test(member)) continue
          result += of.slice(at, node.from) + write(node)
          at = node.to
        }
        return result + of.slice(at)
      }
      const kept = replaced(text, all)
      if (kept !== text) yield payloadAttempt(material, kept, name)
      if (compactText === text || kept === text) continue
      const only = which
      const styled = writeJson(text, root, {
        name,
        number: (node) => (!only || only.test(all.find((each) => each.node === node)?.name ?? '') ? write(node) : node.raw),
      })
      if (styled !== text) yield payloadAttempt(material, styled, `${name}, and no whitespace`)
    }
  },
)

type Numbered = { readonly node: JsonNumber; readonly name: string }

const isInteger = (node: JsonNumber) => /^-?\d+$/.test(node.raw)
const NUMBER_FORMS: readonly (readonly [string, (node: JsonNumber) => string, RegExp?])[] = [
  ['its times as 1.0 where the token has 1', (node) => (isInteger(node) ? `${node.raw}.0` : node.raw), TIMES],
  ['every number as 1.0 where the token has 1', (node) => (isInteger(node) ? `${node.raw}.0` : node.raw)],
  ['1 where the token has 1.0', (node) => (Number.isSafeInteger(node.value) ? String(node.value) : node.raw)],
  ['its numbers as JavaScript writes them, large ones rounded', (node) => JSON.stringify(node.value)],
  ['its times as Java doubles (1.5E9)', (node) => (isInteger(node) ? javaDouble(node.raw) : node.raw), TIMES],
  ['its numbers as Java doubles (1.5E9)', (node) => (isInteger(node) ? javaDouble(node.raw) : node.raw)],
  ['its times as text', (node) => `"${node.raw}"`, TIMES],
  ['its numbers as text', (node) => `"${node.raw}"`],
  ['its times without their fraction', (node) => String(Math.trunc(node.value)), TIMES],
]

/** Double.toString: computerized scientific notation from 10^7 on. */
function javaDouble(raw: string): string {
  const digits = raw.replace(/^-/, '')
  if (digits.length <= 7) return `${raw}.0`
  const fraction = withoutTrailing(digits.slice(1), '0')
  return `${raw.startsWith('-') ? '-' : ''}${digits[0]}.${fraction === '' ? '0' : fraction}E${digits.length - 1}`
}

function numbersIn(root: JsonNode): Numbered[] {
  const found: Numbered[] = []
  const walk = (node: JsonNode, name: string) => {
    if (node.type === 'number') found.push({ node, name })
    else if (node.type === 'object') for (const member of node.members) walk(member.value, member.name)
    else if (node.type === 'array') for (const value of node.items) walk(value, name)
  }
  walk(root, '')
  return found
}

export const jsonPayloadCauses = [compact, pretty, python, escapes, sorted, numbers] as const satisfies readonly Cause[]
