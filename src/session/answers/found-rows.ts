// The rows of the list of tokens found in one paste: plain facts about each token, and sorting and filtering.
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
  /** "sub" (RFC 7519 section 4.1.2), or, if absent, the client that the token was issued to. */
  readonly subject: string | undefined
  /** Its "exp" and "nbf" as they are. */
  readonly times: ClaimsSet | undefined
}

/** One token of a paste. */
export interface FoundRow {
  readonly index: number
  /** The label before it in the text; in a test fixture, the name of its case. */
  readonly name: string | undefined
  /** The line in which it begins, from 1. */
  readonly line: number
  /** How often exactly the same token occurs in the text. */
  readonly times: number
  /** The answer that a verifier must give, if the text is a test fixture that says so. */
  readonly expect: TestCase['expect'] | undefined
  readonly facts: TokenFacts
}

export type Column = 'name' | 'kind' | 'alg' | 'subject' | 'expires' | 'verdict'

export interface Order {
  readonly column: Column
  readonly descending: boolean
}

/** In characters. The payload of a longer token isn't read for the list, only when the token is opened. */
const LONGEST = 200_000

/** In characters. The rest of a longer value is neither shown nor searched. */
const LONGEST_VALUE = 200

/** Reads what the list shows about a token. Never throws. */
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
    // Keeping all claims of thousands of tokens would take too much memory.
    times: claims && new Map(['exp', 'nbf'].flatMap((name) => (claims.has(name) ? [[name, claims.get(name)!] as const] : []))),
  }
}

/** The state of a row's token at an instant in seconds. */
export function timeOf({ facts }: FoundRow, now: number, leeway: number): TimeVerdict {
  return readTime(facts.times, now, leeway)
}

/** The rows of a paste, in its order. The facts about each token are read on first use, and kept in `known` by the token's characters. */
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

/** The rows whose text, at an instant in seconds, contains every word of a filter such as "alice expired". */
export function filtered(rows: readonly FoundRow[], filter: string, now: number, leeway: number): readonly FoundRow[] {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  return words.length === 0 ? rows : rows.filter((row) => holdsAll(row, words, now, leeway))
}

/** The rows, sorted. Rows without a value come last in either direction; rows with equal values keep the order of the paste. */
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
