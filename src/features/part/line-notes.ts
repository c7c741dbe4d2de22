// Writes the notes beside the lines of a JSON text: what a registered name means, its time in words, and what it was when pasted.
import { keep } from '../../core/upkeep/keep.ts'
import type { JsonMember, JsonNode, JsonObject } from '../../core/text/json.ts'
import { durationInWords, localTime, NUMERIC_DATE_CLAIMS, readNumericDate, relativeTime, utcTime } from '../../core/claims/numeric-date.ts'
import type { Severity } from '../../core/rules/severity.ts'
import { changesIn, type Change } from '../../session/state/edit-paths.ts'
import type { Edit } from '../../session/state/edits.ts'
import type { LineNote } from '../../ui/editor/editor-content.ts'
import { quoted, quotedJson } from '../../core/text/quoted.ts'

interface NoteFacts {
  /** The JSON as shown; the notes' offsets refer to its text. */
  readonly root: JsonNode | undefined
  readonly part: 'header' | 'payload'
  readonly edits: readonly Edit[]
  /** What a registered name means, or undefined. */
  meaning(name: string): string | undefined
  /** The worst finding at a member. */
  finding(name: string): { readonly severity: Severity; readonly message: string } | undefined
  /** What "alg" stands for, in words. */
  readonly algorithm: string | undefined
}

/** The notes that don't depend on the clock. */
export function lineNotes(facts: NoteFacts): LineNote[] {
  const { root, part, algorithm } = facts
  if (root?.type !== 'object') return []
  const edited = editedMembers(facts)
  return root.members.flatMap((member): LineNote[] => {
    const { from: at, name } = member
    const edit = edited.get(name)
    if (edit) return changesIn(edit).map((change) => changed(member, change))
    if (isTime(member, part)) return []
    const finding = facts.finding(name)
    if (finding && finding.severity !== 'info')
      return [{ at, text: inBrief(finding.message), tone: finding.severity === 'error' ? 'bad' : 'warning' }]
    const text = part === 'header' && name === 'alg' && algorithm ? algorithm : facts.meaning(name)
    return text === undefined ? [] : [{ at, text, tone: 'plain' }]
  })
}

/** The notes on times, as of an instant in seconds. */
export function timeNotes(facts: NoteFacts, now: number): LineNote[] {
  if (facts.root?.type !== 'object') return []
  const edited = editedMembers(facts)
  const notes = facts.root.members.flatMap((member): LineNote[] =>
    isTime(member, facts.part) && !edited.has(member.name) ? [{ at: member.from, ...timeNote(member, now) }] : [],
  )
  for (const [member, top] of timeLike(facts.root)) {
    const said = edited.has(top) || isTime(member, facts.part) || (facts.finding(top)?.severity ?? 'info') !== 'info'
    if (!said) notes.push({ at: member.from, ...timeNote(member, now) })
  }
  return notes
}

/** Names with these endings hold times, and numbers in this range are seconds between 2001 and 2096. */
const TIME_NAME =
  /(?:^|[_-])(?:[eE]xp|[iI]at|[nN]bf|at|date)$|[a-z](?:At|Date)$|(?:[tT]ime|[tT]imestamp|[uU]ntil|[sS]ince|[aA]fter|[bB]efore|[eE]xpires|[eE]xpiry|[eE]xpiration)$/
const [EARLIEST, LATEST] = [1e9, 4e9]
const MOST_SEARCHED = 2000

/** Unregistered members at any depth that can only be times, each with the name of the top-level member it is in. */
const timeLike = keep((root: JsonObject): readonly (readonly [JsonMember, string])[] => {
  const found: (readonly [JsonMember, string])[] = []
  const waiting = root.members.map((member) => [member, member.name] as const)
  for (let i = 0; i < waiting.length && i < MOST_SEARCHED; i++) {
    const [member, top] = waiting[i]!
    const { value, name } = member
    if (value.type === 'object') for (const inner of value.members) waiting.push([inner, top])
    else if (value.type === 'number' && value.value >= EARLIEST && value.value <= LATEST && TIME_NAME.test(name)) found.push([member, top])
  }
  return found
})

function isTime({ name }: JsonMember, part: NoteFacts['part']): boolean {
  return part === 'payload' && NUMERIC_DATE_CLAIMS.has(name)
}

function editedMembers({ edits, part }: NoteFacts): Map<string, Edit> {
  return new Map(edits.filter((edit) => edit.part === part && edit.name !== undefined).map((edit) => [edit.name!, edit]))
}

const LONGEST = 64

/** A finding's message for the end of a line: without backticks or a trailing parenthesis. */
function inBrief(message: string): string {
  const text = message
    .replace(/`([^`]*)`/g, '“$1”')
    .replace(/ \([^()]*\)\.?$/, '')
    .replace(/\.$/, '')
  if (text.length <= LONGEST) return text
  const clause = Math.max(...[', ', '; ', ': ', '. '].map((end) => text.lastIndexOf(end, LONGEST)))
  if (clause > 20 && !isQuoted(text, clause)) return text.slice(0, clause)
  // A name isn't cut in two: its quotation must close.
  const end = isQuoted(text, LONGEST - 1) ? text.indexOf('”', LONGEST - 1) + 1 : LONGEST - 1
  return end < text.length ? `${text.slice(0, end).trimEnd()}…` : text
}

/** The place is inside a quotation. */
function isQuoted(text: string, at: number): boolean {
  return text.lastIndexOf('“', at - 1) > text.lastIndexOf('”', at - 1)
}

/** At the line of the value that differs, or of the member that contained it. */
function changed(member: JsonMember, { path, before, after }: Change): LineNote {
  let at = member.from
  let node: JsonNode = member.value
  for (const name of path.slice(1)) {
    const inner: JsonMember | undefined = node.type === 'object' ? node.members.findLast((each) => each.name === name) : undefined
    const next: JsonNode | undefined = node.type === 'array' ? node.items[Number(name)] : inner?.value
    if (!next) break
    at = (inner ?? next).from
    node = next
  }
  const name = path.length > 1 && after === undefined ? `${quoted(path.at(-1)!)} ` : ''
  return { at, text: before === undefined ? 'added since it was pasted' : `${name}was ${quotedJson(before)} when pasted`, tone: 'changed' }
}

function timeNote({ name, value }: JsonMember, now: number): Pick<LineNote, 'text' | 'tone'> {
  const date = readNumericDate(value)
  if (date.kind === 'not-a-number') {
    const meant = date.meant === undefined ? undefined : utcTime(date.meant)
    return { text: `not a number of seconds${meant ? `; it seems to mean ${meant}` : ''}`, tone: 'bad' }
  }
  if (date.kind !== 'seconds') {
    const meant = utcTime(date.meant)
    if (!meant) return { text: `not a plausible time: as seconds it would be ${farAway(date.seconds, now)}`, tone: 'bad' }
    return { text: `looks like ${date.kind}: ${meant}; as seconds it would be ${farAway(date.seconds, now)}`, tone: 'bad' }
  }
  const { seconds } = date
  const past = seconds <= now
  const words = saidOf(name, seconds, now)
  const tone = (name === 'exp' && past) || (name === 'nbf' && !past) ? 'bad' : 'time'
  return { text: `${words}${clockTime(seconds, now)}`, tone }
}

function saidOf(name: string, seconds: number, now: number): string {
  const when = relativeTime(seconds, now)
  const past = seconds <= now
  switch (name) {
    case 'exp':
      return past ? `expired ${when}` : `expires ${when}`
    case 'nbf':
      return past ? `became valid ${when}` : `becomes valid ${when}`
    case 'iat':
      return past ? `issued ${when}` : `issued ${when}, in the future`
    case 'auth_time':
      return `signed in ${when}`
    case 'updated_at':
      return `updated ${when}`
    default:
      return when
  }
}

/** ", 22 Nov 2026, 09:37:00 CET (08:37:00 UTC)": UTC only where the reader's zone is another. */
function clockTime(seconds: number, now: number): string {
  const local = localTime(seconds, now)
  const utc = utcTime(seconds)
  if (!local || !utc) return ''
  return /\b(?:UTC|GMT)$/.test(local) ? `, ${local.replace(/GMT$/, 'UTC')}` : `, ${local} (${utc.slice(11, 19)} UTC)`
}

function farAway(seconds: number, now: number): string {
  const utc = utcTime(seconds)
  return utc
    ? `the year ${utc
        .replace(/^\+0*/, '')
        .slice(0, utc.startsWith('+') ? 5 : 4)
        .replace(/-.*/, '')}`
    : `${durationInWords(seconds - now)} away`
}
