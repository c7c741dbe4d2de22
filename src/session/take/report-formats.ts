// Writes a report as Markdown, plain text and JSON. Values from a token stay data: they can't end a code fence, make a link or mention anyone.
import { sha256 } from '@noble/hashes/sha2.js'
import { encodeHex } from '../../core/text/bytes.ts'
import { edited, type TextEdit } from '../../core/serialization/json-text.ts'
import type { Forbidden } from '../../core/masking/forbidden.ts'
import { MARK } from '../../core/masking/mark.ts'
import { isJson, parseJson, type JsonNode } from '../../core/text/json.ts'
import { UNSEEN, visible } from '../../core/text/quoted.ts'
import { layOutJson } from '../text/json-layout.ts'
import type { Report, ReportedFinding } from './report.ts'

export type ReportFormat = 'markdown' | 'text' | 'json'

/** The formats by their names, the usual one first. */
export const REPORT_FORMATS = [
  { value: 'markdown', name: 'Markdown', extension: 'md', type: 'text/markdown' },
  { value: 'text', name: 'Plain text', extension: 'txt', type: 'text/plain' },
  { value: 'json', name: 'JSON', extension: 'json', type: 'application/json' },
] as const satisfies readonly { value: ReportFormat; name: string; extension: string; type: string }[]

/** The report as text without any secret; empty if even its own words would contain one. */
export function formattedReport(report: Report, format: ReportFormat): string {
  if (format === 'json') return withoutForbiddenInJson(json(report), report.forbidden)
  const text = format === 'markdown' ? markdown(report) : plainText(report)
  // What remains are words of the report itself that happen to be a masked value.
  return report.forbidden.scrubbed(text, '…')
}

const SEVERITY = { error: 'Error', warning: 'Warning', info: 'Note' }
const STATE: Record<string, string> = { met: 'Met', 'not-met': 'Not met', 'not-checkable': 'Not checkable' }

function madeBy(report: Report): string[] {
  const { at, pageVersion } = report
  return [`JWT Inspector ${pageVersion}, judged at ${at}`, ...filesInWords(report)]
}

/** One hash for all files: the room "How we keep this" says how to compute it. */
function filesInWords({ pageFiles, forbidden }: Report): string[] {
  if (pageFiles.length === 0) return []
  const hash = encodeHex(sha256(new TextEncoder().encode(`${pageFiles.join('\n')}\n`)))
  return forbidden.isIn(hash) ? [] : [`The page’s ${pageFiles.length} other files, listed as in SHA256SUMS, have the SHA-256 ${hash}`]
}

/** Paths hold names from the token, so `write` must keep them from being anything else. */
function maskedInWords({ masked }: Report, write: (text: string) => string): string {
  return masked.length === 0 ? '' : `Masked as ${write(MARK)}: ${masked.map(write).join(', ')}.`
}

/** A value of the report under its heading. */
interface Section {
  readonly title: string
  readonly lines: readonly string[]
}

function markdown(report: Report): string {
  const { verdict, keys, headers, claims, times, findings, expectations, causes } = report
  const sections: Section[] = [
    { title: prose(verdict.sentence), lines: [prose(verdict.detail)] },
    {
      title: 'Gates',
      lines: [
        '| Gate | Result | State |\n| --- | --- | --- |\n' +
          verdict.gates.map(({ name, text, state }) => `| ${name} | ${prose(text)} | \`${state}\` |`).join('\n'),
        ...(keys.length > 0 ? [`Key: ${keys.map(prose).join('; ')}`] : []),
      ],
    },
    { title: 'Header', lines: headers.map((text) => fence(text)) },
    { title: 'Claims', lines: claims === undefined ? [] : [fence(claims), maskedInWords(report, code)] },
    { title: 'Times', lines: [list(times.map(({ claim, at, words }) => `${code(claim)}: ${at} (${words})`))] },
    { title: 'Findings', lines: [list(findings.map(findingInMarkdown))] },
    {
      title: 'Expected by the service',
      lines: [
        list(expectations.map(({ state, sentence, clause }) => `**${STATE[state] ?? state}** ${prose(sentence)} (${prose(clause)})`)),
      ],
    },
    {
      title: 'Why it does not verify',
      lines: causes ? [prose(causes.sentence), list(causes.fixes.map(prose)), triedInWords(causes.tried)] : [],
    },
  ]
  const blocks = sections.flatMap(({ title, lines }, i) => {
    const filled = lines.filter((line) => line !== '')
    return filled.length === 0 ? [] : [`${i === 0 ? '##' : '###'} ${title}`, ...filled]
  })
  return `${[...blocks, ...madeBy(report).map(prose)].join('\n\n')}\n`
}

function findingInMarkdown({ rule, severity, message, why, fix, sources }: ReportedFinding): string {
  const cited = sources.map(({ name, url }) => (url === undefined ? prose(name) : `[${prose(name)}](${url})`)).join(', ')
  return `**${SEVERITY[severity]}** ${prose(message)} (${code(rule)})  \n  ${prose(why)} ${prose(fix)}${cited === '' ? '' : `  \n  ${cited}`}`
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n')
}

function triedInWords(tried: readonly string[]): string {
  return tried.length === 0 ? '' : `Tried without success: ${tried.map(prose).join('; ')}.`
}

/** Every character that Markdown or HTML could interpret as markup. */
const MARKUP = /[\\`*_{}[\]<>()#+!|~&$@^=-]/g

/** Words that GitHub or a chat turns into a mention or a link, even behind a backslash: they look at the text after Markdown was read. */
const LINKED = /@|:\/\/|[a-z\d-]\.[a-z]{2}|#\d/i

/**
 * A sentence of the page in Markdown. Text between backticks or quotation marks becomes code, and so does a word that would become a link: in
 * code, "@name" doesn't mention anyone and a URL isn't a link.
 */
function prose(text: string): string {
  return visible(text)
    .split(/(`[^`]*`|“[^“”]*”)/)
    .map((piece, i) =>
      i % 2 === 1 ? code(piece.slice(1, -1)) : piece.replace(/\S+/g, (word, at: number) => proseWord(word, piece.charAt(at - 1))),
    )
    .join('')
}

/** One word, and the character before it. */
function proseWord(word: string, before: string): string {
  if (LINKED.test(word)) return linkedWord(word)
  return word.replace(MARKUP, (character, at: number) => plainCharacter(character, at === 0 ? before : word.charAt(at - 1)))
}

/** As code, without the punctuation around it. */
function linkedWord(word: string): string {
  const from = word.startsWith('(') ? 1 : 0
  const to = /[.,;:)]$/.test(word) ? -1 : undefined
  return `${word.slice(0, from)}${code(word.slice(from, to))}${to === undefined ? '' : word.slice(to)}`
}

/** Hyphens and brackets inside a sentence aren't markup; escaping them would only make the text harder to read. */
function plainCharacter(character: string, before: string): string {
  if ('-+=()!{}^$'.includes(character) && /^[\w\s“”.,:;)]/.test(before)) return character
  return character === '<' ? '&lt;' : character === '>' ? '&gt;' : character === '&' ? '&amp;' : `\\${character}`
}

/** A code span that its content can't end (CommonMark section 6.1); pipes would end a table's cell. */
function code(text: string): string {
  const shownText = visible(text).replaceAll('|', '[U+007C]')
  const ticks = '`'.repeat(longestRun(shownText) + 1)
  const pad = shownText === '' || /^[` ]|[` ]$/.test(shownText) ? ' ' : ''
  return `${ticks}${pad}${shownText}${pad}${ticks}`
}

/** A fenced block that its content can't end (CommonMark section 4.5). */
function fence(text: string): string {
  const ticks = '`'.repeat(Math.max(3, longestRun(text) + 1))
  return `${ticks}${isJson(text) ? 'json' : 'text'}\n${laidOut(text)}\n${ticks}`
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length))
}

/** JSON on several lines, with invisible characters in JSON escapes; other text on one line. */
function laidOut(text: string): string {
  if (!isJson(text)) return visible(text)
  return layOutJson(text)
    .split('\n')
    .map((line) => line.replace(UNSEEN, escapedInJson))
    .join('\n')
}

function escapedInJson(character: string): string {
  return Array.from({ length: character.length }, (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`).join('')
}

function plainText(report: Report): string {
  const { verdict, keys, headers, claims, times, findings, expectations, causes } = report
  const sections: Section[] = [
    { title: '', lines: [visible(verdict.sentence), visible(verdict.detail)] },
    {
      title: 'Gates',
      lines: [
        ...verdict.gates.map(({ name, text, state }) => `  ${name}: ${visible(text)} (${state})`),
        ...(keys.length > 0 ? [`  Key: ${keys.map(visible).join('; ')}`] : []),
      ],
    },
    { title: 'Header', lines: headers.map((text) => indented(laidOut(text))) },
    { title: 'Claims', lines: claims === undefined ? [] : [indented(laidOut(claims)), indented(maskedInWords(report, visible))] },
    { title: 'Times', lines: times.map(({ claim, at, words }) => `  ${visible(claim)}: ${at} (${words})`) },
    { title: 'Findings', lines: findings.map(findingInText) },
    {
      title: 'Expected by the service',
      lines: expectations.map(({ state, sentence, clause }) => `  ${STATE[state] ?? state}: ${visible(sentence)} (${clause})`),
    },
    {
      title: 'Why it does not verify',
      lines: causes
        ? [causes.sentence, ...causes.fixes, causes.tried.length > 0 ? `Tried without success: ${causes.tried.join('; ')}.` : ''].map(
            (each) => indented(visible(each)),
          )
        : [],
    },
  ]
  const blocks = sections.flatMap(({ title, lines }) => {
    const filled = lines.filter((line) => line.trim() !== '')
    return filled.length === 0 ? [] : [[...(title === '' ? [] : [title]), ...filled].join('\n')]
  })
  return `${[...blocks, madeBy(report).join('\n')].join('\n\n')}\n`
}

function indented(text: string): string {
  return text.replace(/^/gm, '  ')
}

function findingInText({ rule, severity, message, why, fix, sources }: ReportedFinding): string {
  const cited = sources.map(({ name, url }) => (url === undefined ? name : `${name} <${url}>`)).join('; ')
  return [`  ${SEVERITY[severity]}: ${visible(message)} [${rule}]`, ...[`${why} ${fix}`, cited].map((line) => `    ${visible(line)}`)]
    .filter((line) => line.trim() !== '')
    .join('\n')
}

/** The header and claims are in it exactly as written, with their order, duplicates and every digit. */
function json(report: Report): string {
  const { verdict, keys, headers, claims, masked, times, findings, expectations, causes, at, pageVersion, pageFiles } = report
  const asJson = (text: string) => (isJson(text) ? layOutJson(text) : JSON.stringify(text))
  const written = (value: unknown) => JSON.stringify(value, null, 2)
  const members: [name: string, json: string][] = [
    ['verdict', written({ sentence: verdict.sentence, detail: verdict.detail })],
    ['gates', written(verdict.gates)],
    ['keys', written(keys)],
    ['header', headers.length === 1 ? asJson(headers[0] ?? '') : `[${headers.map(asJson).join(', ')}]`],
    ['claims', claims === undefined ? 'null' : asJson(claims)],
    ['masked', written(masked)],
    ['times', written(times)],
    ['findings', written(findings)],
    ['expectations', written(expectations)],
    ['causes', written(causes ?? null)],
    ['judgedAt', written(at)],
    ['page', written(`JWT Inspector ${pageVersion}`)],
    ['pageFiles', written(pageFiles)],
  ]
  const lines = members.map(([name, value]) => `  ${JSON.stringify(name)}: ${value.replaceAll('\n', '\n  ')}`)
  return `{\n${lines.join(',\n')}\n}\n`
    .split('\n')
    .map((line) => line.replace(UNSEEN, escapedInJson))
    .join('\n')
}

/** The same for JSON, which stays valid: names, strings and numbers are replaced as a whole if they contain a masked value. */
function withoutForbiddenInJson(text: string, forbidden: Forbidden): string {
  if (!forbidden.isIn(text)) return text
  const { root } = parseJson(text)
  const edits: TextEdit[] = []
  const stack: JsonNode[] = root ? [root] : []
  const look = (value: string, { from, to }: { readonly from: number; readonly to: number }) => {
    if (forbidden.isIn(value) || forbidden.isIn(text.slice(from, to)))
      edits.push({ from, to, insert: JSON.stringify(forbidden.scrubbed(value, '…')) })
  }
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === 'object') {
      for (const { name, nameSpan, value } of node.members) {
        look(name, nameSpan)
        stack.push(value)
      }
    } else if (node.type === 'array') stack.push(...node.items)
    else look(node.type === 'string' ? node.value : text.slice(node.from, node.to), node)
  }
  const clean = edited(text, edits)
  return forbidden.isIn(clean) ? '' : clean
}
