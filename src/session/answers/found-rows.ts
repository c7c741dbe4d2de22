// What tells the tokens of one paste apart: a row of plain facts for each, and their order in a list that is sorted and filtered.
import { readClaimsSet, readTime, type ClaimsSet, type TimeVerdict } from '../../core/claims/claims-set.ts'
import { readToken } from '../../core/inspect.ts'
import type { FoundToken } from '../../core/paste/found-token.ts'
import { caseAt, type TestCase } from '../../core/paste/test-case.ts'
import { recognize } from '../../core/profiles/index.ts'
import { textOf } from '../../core/text/json.ts'

/** A token's description of itself in a few words, with texts exactly as it contains them. */
export interface TokenFacts {
  /** "ID token", "Keycloak access token", "JWE". */
  readonly kind: string
  readonly alg: string | undefined
  /** "sub" (RFC 7519 section 4.1.2); without one, the client that the token was issued to. */
  readonly subject: string | undefined
  /** Its "exp" and "nbf" as they stand. */
  readonly times: ClaimsSet | undefined
}

/** One token of a paste. */
export interface FoundRow {
  readonly index: number
  /** What it stood under in the text; in a test fixture the name of its case. */
  readonly name: string | undefined
  /** In which line it begins, from 1. */
  readonly line: number
  /** How often exactly the same token occurs in the text. */
  readonly times: number
  /** What a verifier must answer, where the text is a test fixture that says so. */
  readonly expect: TestCase['expect'] | undefined
  readonly facts: TokenFacts
}

export type Column = 'name' | 'kind' | 'alg' | 'subject' | 'expires' | 'verdict'

export interface Order {
  readonly column: Column
  readonly descending: boolean
}

/** Characters of a token whose payload is looked at for a list: a longer one is read when it is opened. */
const LONGEST = 200_000

/** Characters of a value: more of it is neither shown nor searched. */
const LONGEST_VALUE = 200

/** Reads what a list shows of a token. Total. */
export function factsOf(found: FoundToken): TokenFacts {
  const token = readToken(found)
  const { header, object } = token
  const claims = found.compact.length > LONGEST ? undefined : readClaimsSet(token)
  const kind =
    object?.kind === 'jwe' ? 'JWE' : !header.readable ? 'Unreadable' : recognize({ token, header: header.parameters, claims }).profile.name
  return {
    kind,
    alg: header.alg?.slice(0, LONGEST_VALUE),
    subject: (textOf(claims?.get('sub')) ?? textOf(claims?.get('client_id')))?.slice(0, LONGEST_VALUE),
    // The rest of the claims must not be kept for thousands of tokens.
    times: claims && new Map(['exp', 'nbf'].flatMap((name) => (claims.has(name) ? [[name, claims.get(name)!] as const] : []))),
  }
}

/** The state of a row's token at an instant in seconds. */
export function timeOf({ facts }: FoundRow, now: number, leeway: number): TimeVerdict {
  return readTime(facts.times, now, leeway)
}

/** The rows of a paste, in its order. Of each the facts are read when they are first asked for, and kept in `known` by its characters. */
export function rowsOf(text: string, found: readonly FoundToken[], known: Map<string, TokenFacts>): FoundRow[] {
  const present = new Set(found.map(({ compact }) => compact))
  for (const compact of known.keys()) if (!present.has(compact)) known.delete(compact)
  const lines = linesOf(text, found)
  const isFixture = text.includes('"expect"')
  return found.map((token, index) => {
    const testCase = isFixture ? caseAt(text, token.span.from) : undefined
    return {
      index,
      name: testCase?.name ?? token.name,
      line: lines[index] ?? 1,
      times: token.repeats.length + 1,
      expect: testCase?.expect,
      get facts() {
        const facts = known.get(token.compact) ?? factsOf(token)
        known.set(token.compact, facts)
        return facts
      },
    }
  })
}

/** The lines in which tokens begin, from 1; in the order of the text. */
function linesOf(text: string, found: readonly FoundToken[]): number[] {
  let line = 1
  let at = text.indexOf('\n')
  return found.map(({ span }) => {
    while (at >= 0 && at < span.from) {
      line++
      at = text.indexOf('\n', at + 1)
    }
    return line
  })
}

/** The rows that hold every word of a filter somewhere in what is said of them at an instant in seconds: "alice expired". */
export function filtered(rows: readonly FoundRow[], filter: string, now: number, leeway: number): readonly FoundRow[] {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  return words.length === 0 ? rows : rows.filter((row) => holdsAll(row, words, now, leeway))
}

/** The rows in an order; what has no value comes last, whichever way it is sorted. Rows of one value stay in the order of the paste. */
export function sorted(
  rows: readonly FoundRow[],
  { column, descending }: Order,
  verdictOf: (row: FoundRow) => string | undefined,
): readonly FoundRow[] {
  const sign = descending ? -1 : 1
  return rows
    .map((row) => ({ row, key: keyOf(row, column, verdictOf) }))
    .sort((a, b) => {
      if (a.key === undefined || b.key === undefined) return Number(a.key === undefined) - Number(b.key === undefined)
      return sign * (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
    })
    .map(({ row }) => row)
}

function holdsAll(row: FoundRow, words: readonly string[], now: number, leeway: number): boolean {
  const { name, line, facts, expect } = row
  const text =
    `${name ?? ''} ${expect ?? ''} line ${line} ${facts.kind} ${facts.alg ?? ''} ${facts.subject ?? ''} ${timeOf(row, now, leeway).state}`.toLowerCase()
  return words.every((word) => text.includes(word))
}

function keyOf(row: FoundRow, column: Column, verdictOf: (row: FoundRow) => string | undefined): string | number | undefined {
  switch (column) {
    case 'name':
      return row.name?.toLowerCase()
    case 'kind':
      return row.facts.kind.toLowerCase()
    case 'alg':
      return row.facts.alg?.toLowerCase()
    case 'subject':
      return row.facts.subject?.toLowerCase()
    case 'expires':
      return readTime(row.facts.times, 0).exp
    case 'verdict':
      return verdictOf(row)
  }
}
