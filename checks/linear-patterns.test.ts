// Checks with recheck that the program's regular expressions take linear time.
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { check } from 'recheck'
import { parseSync } from 'vite'
import { expect, it } from 'vitest'

const src = resolve(import.meta.dirname, '../src')
const ROOMS = ['core', 'session', 'platform', 'features']

/** Patterns that recheck can't clear, each with the reason why it is harmless. As in the source, without the slashes. */
const CLEARED: ReadonlyMap<string, string> = new Map([
  [
    String.raw`^(?:[^\n]*\s)?(ssh-rsa|ssh-ed25519|ssh-ed448|ecdsa-sha2-nistp(?:256|384|521)|ssh-dss|sk-[a-z0-9@.-]+)\s+([A-Za-z0-9+/]{16,}={0,2})(?:\s|$)`,
    'a name is tried once after each space, and the runs after two names do not overlap',
  ],
  [String.raw`^(?=.*[A-Z])(?=.*[a-z0-9]).{4,7}$`, 'anchored, and each lookahead scans one line once'],
  [String.raw`^\{[^{}]*"kty"\s*:\s*"(?!oct)`, 'the first 400 bytes of a secret'],
  [String.raw`[A-Z]?[a-z]+|[A-Z]+(?![a-z])`, 'gives back one letter at most'],
  [
    '[ \\t]*\\r?\\n[ \\t]*([A-Za-z0-9_.=-]+)(?=["\'`,;)]*[ \\t]*(?:\\r?\\n|$))',
    'starts at one place, and what follows a run never begins with one of its characters',
  ],
  [
    '(?:^|[\\n"\'`])\\s*([A-Za-z][A-Za-z0-9-]{1,60})\\s*:\\s*(?:(?:bearer|dpop|jwt|token|vapid)\\s+)?(?:t=)?$',
    'the last 200 characters before a token',
  ],
  [
    String.raw`([A-Za-z0-9_-]{12,}(?:\.[A-Za-z0-9_-]*){4}|[A-Za-z0-9_-]{12,}(?:\.[A-Za-z0-9_-]*){2}|e[wy][A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]+)(?![A-Za-z0-9_.-])`,
    'only sees the text of lessons',
  ],
  [
    String.raw`\.\.[/\\]|\.\.%2f|^\/(?:etc|dev|proc|var|usr|home|tmp|opt|root|sys|mnt|run)\b|^\/[\w.-]+\/[\w./-]*[\w-]\.[a-z]{1,5}$|\/dev\/null|\/proc\/|^file:|^[A-Za-z]:\\|^\\\\`,
    'the first 1,000 characters of a kid',
  ],
  [
    '\\bunion\\s+(?:all\\s+)?select\\b|[\'"`]\\s*(?:\\)\\s*)?(?:or|and|union|select|having|limit|order)\\b|[\'"`]\\s*(?:\\)\\s*)?(?:--|;|#)|;\\s*(?:drop|delete|insert|update)\\s',
    'the first 1,000 characters of a kid',
  ],
])

interface Pattern {
  readonly source: string
  readonly flags: string
  readonly place: string
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'vectors' ? [] : filesBelow(path)
    return /\.tsx?$/.test(entry.name) && !/\.(?:test|fixture)\./.test(entry.name) ? [path] : []
  })
}

/** The regular expression literals of a file; those built at run time are checked where they are built. */
function patternsOf(path: string): Pattern[] {
  const code = readFileSync(path, 'utf8')
  const found: Pattern[] = []
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    if (Array.isArray(node)) return node.forEach(visit)
    const { type, regex, start } = node as { type?: string; regex?: { pattern: string; flags: string }; start?: number }
    if (type === 'Literal' && regex)
      found.push({
        source: regex.pattern,
        flags: regex.flags,
        place: `${path.slice(src.length + 1)}:${code.slice(0, start).split('\n').length}`,
      })
    Object.values(node).forEach(visit)
  }
  visit(parseSync(path, code).program)
  return found
}

const PART = /\\.|\[(?:\\.|[^\]\\])*\]|\{(\d+)(,?)(\d*)\}|[^]/g

/** Reduces the counts of bounded repeats, which only cost a constant factor, so that recheck finishes soon. */
function withSmallCounts(source: string): string {
  return source.replace(PART, (part, least?: string, comma?: string, most?: string) => {
    if (least === undefined) return part
    if (comma === '') return least === '0' ? '{0}' : ''
    const optional = least === '0'
    if (most === '') return optional ? '*' : '+'
    return optional ? '?' : Number(most) > 1 ? '{1,2}' : ''
  })
}

/** True if nothing repeats without a bound, or only one character class does, in an anchored pattern or at its end. */
function isPlainlyLinear({ source, flags }: Pattern): boolean {
  const parts = [...source.matchAll(PART)]
  let depth = 0
  let alternates = false
  const unbounded: number[] = []
  for (const [i, [part, least, comma, most]] of parts.entries()) {
    if (part === '(') depth++
    else if (part === ')') depth--
    else if (part === '|' && depth === 0) alternates = true
    else if (part === '*' || part === '+' || (least !== undefined && comma === ',' && most === '')) unbounded.push(i)
  }
  const [only, ...more] = unbounded
  if (only === undefined) return true
  if (more.length > 0 || parts[only - 1]?.[0] === ')') return false
  const isAnchored = flags.includes('y') || (source.startsWith('^') && !alternates && !flags.includes('m'))
  return isAnchored || only === parts.length - 1
}

const all = new Map(
  ROOMS.flatMap((room) => filesBelow(join(src, room)))
    .flatMap(patternsOf)
    .map((pattern) => [`/${pattern.source}/${pattern.flags}`, pattern]),
)

it('finds the patterns', () => {
  expect(all.size).toBeGreaterThan(300)
})

it('all patterns are linear, or cleared with a reason', { timeout: 600_000 }, async () => {
  const asked = [...all.values()].filter((pattern) => !isPlainlyLinear(pattern) && !CLEARED.has(pattern.source))
  const polynomial: string[] = []
  for (const { source, flags, place } of asked) {
    const answer = await check(withSmallCounts(source), flags, { checker: 'automaton', timeout: 300_000 })
    if (answer.status !== 'safe')
      polynomial.push(`${place}: ${answer.status === 'vulnerable' ? answer.complexity.summary : answer.status}: /${source}/${flags}`)
  }
  expect(polynomial).toEqual([])
})

it('has no reason for a pattern that no longer exists', () => {
  const sources = new Set([...all.values()].map(({ source }) => source))
  expect([...CLEARED.keys()].filter((source) => !sources.has(source))).toEqual([])
})
