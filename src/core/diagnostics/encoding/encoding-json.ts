// Encoding rules, JSON: texts that are JSON and yet read differently by different parsers (RFC 8259 section 4, RFC 7493).
import type { JsonMember, JsonObject } from '../../text/json.ts'
import { MOST_VALUES } from '../../text/decoded-text.ts'
import { insignificantWhitespace, nesting } from './json-scan.ts'
import type { Diagnostic, DiagnosticContext, Hit } from '../rule/diagnostic.ts'
import type { Span } from '../../text/span.ts'
import { spanOf, textParts } from '../rule/parts.ts'
import { codePoint, counted, shown } from '../rule/shown.ts'
import { bcp, rfc } from '../rule/sources.ts'
import { memberNames, membersNamed, nameOf, visits, type Visit, type VisitedMember } from '../rule/walk.ts'

/** More findings of one rule than this don't help anyone. */
const MOST_HITS = 20

/** Depths at which parsers stop: System.Text.Json at 64. */
const DEEP = 20
const TOO_DEEP = 64

const PROTOTYPE_NAMES = new Set(['__proto__', 'constructor', 'prototype'])

// eslint-disable-next-line no-control-regex -- these are what is looked for
const UNSEEN_IN_NAME = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/
// Line breaks and tabs belong to some values; joiners and direction marks to some languages and to emoji.
// eslint-disable-next-line no-control-regex -- these are what is looked for
const UNSEEN_IN_VALUE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\u200b\u202a-\u202e\u2060-\u2069\ufeff]/

function* objects(context: DiagnosticContext): Generator<{ visit: Visit; object: JsonObject }> {
  for (const visit of visits(context.token))
    if (visit.node.type === 'object' && visit.node.members.length > 0) yield { visit, object: visit.node }
}

/** At most MOST_HITS of them. */
function few(hits: Hit[]): Hit[] {
  return hits.slice(0, MOST_HITS)
}

function atName({ visit, member }: VisitedMember): NonNullable<Hit['place']> {
  return { in: visit.part.in, span: spanOf(member.nameSpan) }
}

/** True for a string that is written without escapes. */
function isPlain(span: Span, value: string): boolean {
  return span.to - span.from - 2 === value.length
}

/** A number that few programs would write like this: with an exponent, as minus zero, with zeros at its end, or with too many digits. */
function isUnusual(raw: string): boolean {
  // Nearly all numbers are these, and a token can have a hundred thousand.
  if (/^-?[1-9]\d{0,15}$|^0$/.test(raw)) return false
  return (/[eE]|^-0$|^-0\.0*$|\.0+$/.test(raw) || raw.replace(/\D/g, '').length > 17) && !/^-?\d{17,40}$/.test(raw)
}

/** A value’s source text, shortened. */
function source(visit: Visit, member: JsonMember): string {
  return shown(visit.part.decoded.text.slice(member.value.from, Math.min(member.value.to, member.value.from + 60)), 40)
}

export const encodingJson = [
  {
    id: 'json-duplicate-member',
    severity: 'error',
    source: [rfc(7519, '4'), rfc(7515, '4'), rfc(8259, '4')],
    message: ({ name, count, first, last }) =>
      `\`${name}\` appears ${count === 2 ? 'twice' : `${count} times`} (\`${first}\`, then \`${last}\`): parsers disagree.`,
    why: 'Some parsers take the first and some the last. One that verifies and one that acts can see different values.',
    fix: 'Keep one of them.',
    hits(context) {
      const hits: Hit[] = []
      // The object that had each name last: a name that is met again in the same one is there twice.
      const lastIn = new Map<string, JsonObject>()
      for (const { visit, object } of objects(context)) {
        let hasDuplicates = false
        for (const { name } of object.members) {
          if (lastIn.get(name) === object) hasDuplicates = true
          else lastIn.set(name, object)
        }
        if (!hasDuplicates) continue
        const byName = new Map<string, JsonMember[]>()
        for (const member of object.members) {
          const same = byName.get(member.name)
          if (same) same.push(member)
          else byName.set(member.name, [member])
        }
        for (const [name, same] of byName) {
          const last = same[same.length - 1]!
          if (same.length < 2) continue
          hits.push({
            place: atName({ visit, member: last }),
            args: { name: shown(name), count: same.length, first: source(visit, same[0]!), last: source(visit, last) },
          })
        }
      }
      return few(hits)
    },
  },
  {
    id: 'json-duplicate-case',
    severity: 'warning',
    source: [
      { name: 'Go, encoding/json Unmarshal', url: 'https://pkg.go.dev/encoding/json#Unmarshal' },
      {
        name: '.NET, PropertyNameCaseInsensitive',
        url: 'https://learn.microsoft.com/en-us/dotnet/standard/serialization/system-text-json/character-casing',
      },
    ],
    message: ({ first, second }) => `\`${first}\` and \`${second}\` both exist.`,
    why: "Go's encoding/json and .NET match names without regard to case, so either may win there.",
    fix: 'Keep one of them.',
    hits(context) {
      const hits: Hit[] = []
      const fold = new Map([...memberNames(context.token)].map((name) => [name, name.normalize('NFKC').toLowerCase()]))
      if (new Set(fold.values()).size === fold.size) return hits
      for (const { visit, object } of objects(context)) {
        const byFold = new Map<string, string>()
        for (const member of object.members) {
          const folded = fold.get(member.name) ?? member.name
          const other = byFold.get(folded)
          if (other === undefined) byFold.set(folded, member.name)
          else if (other !== member.name)
            hits.push({ place: atName({ visit, member }), args: { first: shown(other), second: shown(member.name) } })
        }
      }
      return few(hits)
    },
  },
  {
    id: 'json-escaped-name',
    severity: 'warning',
    source: [rfc(8725, '3.1'), rfc(8259, '8.3')],
    message: ({ raw, name }) => `\`${raw}\` hides \`${name}\`.`,
    why: 'No library escapes plain letters. It gets a name past filters that look at the text.',
    fix: 'Write the name without escapes.',
    hits(context) {
      const hits: Hit[] = []
      for (const visit of visits(context.token)) {
        const { member } = visit
        if (!member || isPlain(member.nameSpan, member.name)) continue
        const raw = visit.part.decoded.text.slice(member.nameSpan.from + 1, member.nameSpan.to - 1)
        if (!/\\u00[2-7][0-9a-f]/i.test(raw)) continue
        hits.push({
          place: atName({ visit, member }),
          args: { raw: shown(raw), name: shown(member.name) },
          fix: { label: 'Write it plainly', in: visit.part.in, ...spanOf(member.nameSpan), insert: JSON.stringify(member.name) },
        })
      }
      return few(hits)
    },
  },
  {
    id: 'json-unsafe-integer',
    severity: 'warning',
    source: [rfc(7493, '2.2')],
    message: ({ name, raw, read }) =>
      read === raw
        ? `\`${name}\` = ${raw} is more than JavaScript holds exactly.`
        : `\`${name}\` = ${raw} is read as ${read} by JavaScript.`,
    why: 'Many parsers hold numbers as doubles, exact up to 2^53 − 1. A rounded ID identifies someone else.',
    fix: 'Send it as a string.',
    hits(context) {
      const hits: Hit[] = []
      for (const visit of visits(context.token)) {
        const { node, part } = visit
        if (node.type !== 'number' || Math.abs(node.value) <= Number.MAX_SAFE_INTEGER || !/^-?\d{16,40}$/.test(node.raw)) continue
        hits.push({
          place: { in: part.in, span: spanOf(node) },
          args: { name: shown(nameOf(visit)), raw: node.raw, read: BigInt(node.value).toString() },
          fix: { label: 'Make it a string', in: part.in, ...spanOf(node), insert: `"${node.raw}"` },
        })
      }
      return few(hits)
    },
  },
  {
    id: 'json-number-form',
    severity: 'info',
    source: [rfc(7493, '2.2')],
    message: ({ raw, name, more }) =>
      `\`${name}\`: \`${raw}\` is an unusual way to write a number${Number(more) > 0 ? ` (and ${more} more)` : ''}.`,
    why: 'Some libraries reject it, and a program that parses and writes it again changes the text, which breaks the signature.',
    fix: 'Write plain digits.',
    *hits(context) {
      const unusual = visits(context.token).filter(({ node }) => node.type === 'number' && isUnusual(node.raw))
      const first = unusual[0]
      if (first?.node.type !== 'number') return
      yield {
        place: { in: first.part.in, span: spanOf(first.node) },
        args: { raw: shown(first.node.raw, 30), name: shown(nameOf(first)), more: unusual.length - 1 },
      }
    },
  },
  {
    id: 'json-lone-surrogate',
    severity: 'warning',
    source: [rfc(7493, '2.1'), rfc(8259, '8.2')],
    message: ({ name }) => `\`${name}\` contains half a surrogate pair.`,
    why: 'It isn’t a character. Some parsers replace it and some fail.',
    fix: 'Write both halves, or the character itself.',
    hits(context) {
      const hits: Hit[] = []
      const escaped = new Map(textParts(context.token).map((part) => [part.in, /\\u[dD][89a-fA-F]/.test(part.decoded.text)]))
      for (const visit of visits(context.token)) {
        if (!escaped.get(visit.part.in)) continue
        const { node, part, member } = visit
        if (member && !member.name.isWellFormed())
          hits.push({ place: { in: part.in, span: spanOf(member.nameSpan) }, args: { name: shown(member.name) } })
        if (node.type === 'string' && !node.value.isWellFormed())
          hits.push({ place: { in: part.in, span: spanOf(node) }, args: { name: shown(nameOf(visit)) } })
      }
      return few(hits)
    },
  },
  {
    id: 'json-proto-key',
    severity: 'warning',
    source: [{ name: 'CWE-1321', url: 'https://cwe.mitre.org/data/definitions/1321.html' }],
    message: ({ name, part }) => `The ${part} has a member named \`${name}\`.`,
    why: 'JavaScript code that copies members one by one can be tricked into changing the prototype of every object.',
    fix: 'Reject such names, and keep claims in a Map or in an object without a prototype.',
    hits: (context) =>
      few(
        membersNamed(context.token, (name) => PROTOTYPE_NAMES.has(name)).map((each) => ({
          place: atName(each),
          args: { name: each.member.name, part: each.visit.part.in },
        })),
      ),
  },
  {
    id: 'json-control-bidi',
    severity: 'warning',
    source: [{ name: 'Trojan Source', url: 'https://trojansource.codes/' }, bcp('3.10')],
    message: ({ where, name, code }) =>
      `${where === 'name' ? `The name \`${name}\`` : `\`${name}\``} contains the invisible character ${code}.`,
    why: 'It is invisible, or reverses text, so people and logs see something different from what is there.',
    fix: 'Remove it, and escape such characters wherever you show claims.',
    hits(context) {
      const hits: Hit[] = []
      const names = new Set([...memberNames(context.token)].filter((name) => UNSEEN_IN_NAME.test(name)))
      const isRaw = new Map(textParts(context.token).map((part) => [part.in, UNSEEN_IN_VALUE.test(part.decoded.text)]))
      for (const visit of visits(context.token)) {
        const { node, part, member } = visit
        const inName = member && names.has(member.name) ? UNSEEN_IN_NAME.exec(member.name) : null
        if (member && inName)
          hits.push({
            place: { in: part.in, span: spanOf(member.nameSpan) },
            args: { where: 'name', name: shown(member.name), code: codePoint(inName[0].charCodeAt(0)) },
          })
        const mayHold = node.type === 'string' && (isRaw.get(part.in) === true || !isPlain(node, node.value))
        const inValue = mayHold ? UNSEEN_IN_VALUE.exec(node.value) : null
        if (inValue)
          hits.push({
            place: { in: part.in, span: spanOf(node) },
            args: { where: 'value', name: shown(nameOf(visit)), code: codePoint(inValue[0].charCodeAt(0)) },
          })
      }
      return few(hits)
    },
  },
  {
    id: 'json-deep',
    severity: 'warning',
    source: [
      {
        name: '.NET, JsonReaderOptions.MaxDepth',
        url: 'https://learn.microsoft.com/en-us/dotnet/api/system.text.json.jsonreaderoptions.maxdepth',
      },
    ],
    message: ({ part, depth }) => `The ${part} is nested ${Number(depth).toLocaleString('en')} deep.`,
    why: 'Parsers have different depth limits (System.Text.Json 64, PHP 512), and recursive ones can be crashed.',
    fix: 'Flatten the structure, and limit the depth you accept.',
    *hits({ token }) {
      for (const { in: part, decoded } of textParts(token)) {
        if (!decoded.json.valid) continue
        const { depth, at } = nesting(decoded.text)
        if (depth <= DEEP) continue
        yield {
          place: { in: part, span: { from: at, to: at + 1 } },
          args: { part, depth },
          ...(depth > TOO_DEEP ? { severity: 'error' as const } : {}),
        }
      }
    },
  },
  {
    id: 'json-too-many-values',
    severity: 'error',
    source: [bcp('3.14')],
    message: ({ part, most }) =>
      `Only the first ${Number(most).toLocaleString('en')} values of the ${part} are read; the rest of its lists is left out.`,
    why: 'More values would block this page for seconds. The rest has not been checked.',
    fix: 'Reject the token, or keep such data out of it: no verifier should process so much before it knows who sent it.',
    *hits({ token }) {
      for (const { in: part, decoded } of textParts(token)) {
        const cut = decoded.json.errors.find(({ code }) => code === 'too-many')
        if (cut) yield { place: { in: part, span: spanOf(cut) }, args: { part, most: MOST_VALUES } }
      }
    },
  },
  {
    id: 'json-pretty',
    severity: 'info',
    source: [rfc(7515, '5.1')],
    message: ({ parts, count }) =>
      `The ${parts} ${String(parts).includes(' and ') ? 'were' : 'was'} signed with whitespace in ${String(parts).includes(' and ') ? 'them' : 'it'} (${counted(Number(count), 'byte')}).`,
    why: 'That is allowed. A program that parses the JSON and writes it again loses the whitespace, and the signature no longer verifies.',
    fix: 'Pass the token on as it is. To make it shorter, sign compact JSON.',
    *hits({ token }) {
      const pretty = textParts(token).flatMap((part) => {
        if (!part.decoded.json.valid || !/^[[{]|\s/.test(part.decoded.text[0] ?? '')) return []
        const space = insignificantWhitespace(part.decoded.text)
        return space.count > 0 ? [{ part, space }] : []
      })
      const first = pretty[0]
      if (!first) return
      yield {
        place: { in: first.part.in, span: { from: first.space.from, to: first.space.to } },
        args: { parts: pretty.map(({ part }) => part.in).join(' and '), count: pretty.reduce((sum, { space }) => sum + space.count, 0) },
      }
    },
  },
  {
    id: 'json-empty-name',
    severity: 'warning',
    source: [rfc(8259, '4')],
    message: ({ part }) => `The ${part} has a member with an empty name.`,
    why: 'JSON allows it, but it is nearly always a bug.',
    fix: 'Remove it, or give it a name.',
    hits: (context) =>
      few(membersNamed(context.token, (name) => name === '').map((each) => ({ place: atName(each), args: { part: each.visit.part.in } }))),
  },
] as const satisfies readonly Diagnostic[]
