// The claims as nested checkboxes; a checked claim becomes selectively disclosable.
import { useMemo } from 'react'
import { pathKey } from '../../core/sd-jwt/issue.ts'
import { parseJson, type JsonNode } from '../../core/text/json.ts'
import { shown, shownValue } from '../../core/text/quoted.ts'
import styles from './issue.module.css'

interface ClaimTreeProps {
  /** JSON text of an object. */
  readonly claims: string
  /** The `pathKey` of each checked claim. */
  readonly marked: ReadonlySet<string>
  onMark(key: string, isMarked: boolean): void
}

/** How many members and elements are listed; later ones are always disclosed. */
const MOST_LISTED = 500
const MOST_LEVELS = 10

/** Without them a verifier can't judge the rest, so a holder must not leave them out (RFC 9901 section 9.7, SD-JWT VC section 3.2.2). */
const STAYS_OPEN: ReadonlySet<string> = new Set(['iss', 'aud', 'exp', 'nbf', 'cnf', 'vct', 'vct#integrity', 'status'])

export function ClaimTree({ claims, marked, onMark }: ClaimTreeProps) {
  const rows = useMemo(() => rowsOf(claims), [claims])
  return (
    <>
      <ul className={styles.claims} aria-label="Claims to issue">
        {rows.slice(0, MOST_LISTED).map(({ key, name, path, value, level, staysOpen }) => (
          <li key={key} style={{ paddingInlineStart: `calc(${Math.min(level, MOST_LEVELS)} * var(--s5))` }}>
            <label>
              <input
                type="checkbox"
                aria-label={path}
                checked={marked.has(key)}
                onChange={(event) => onMark(key, event.currentTarget.checked)}
              />
              <bdi className={styles.name}>{name}</bdi>
            </label>
            <bdi className={styles.value}>{value}</bdi>
            {staysOpen && <span className={styles.hint}>{marked.has(key) ? 'the holder could leave it out' : 'always disclosed'}</span>}
          </li>
        ))}
      </ul>
      {rows.length > MOST_LISTED && (
        <p className={styles.hint}>The first {MOST_LISTED} members are listed. Later ones are always disclosed.</p>
      )}
    </>
  )
}

interface ClaimRow {
  readonly key: string
  readonly name: string
  /** As text: "address.street". */
  readonly path: string
  readonly value: string
  readonly level: number
  readonly staysOpen: boolean
}

function rowsOf(claims: string): ClaimRow[] {
  const { root } = parseJson(claims)
  const rows: ClaimRow[] = []
  const visit = (node: JsonNode, path: readonly (string | number)[], words: string) => {
    const entries =
      node.type === 'object'
        ? node.members.map(({ name, value }) => ({ step: name, name: shown(name, 60), value }))
        : node.type === 'array'
          ? node.items.map((value, i) => ({ step: i, name: `[${i}]`, value }))
          : []
    for (const { step, name, value } of entries) {
      if (rows.length > MOST_LISTED) return
      const here = [...path, step]
      const inWords = typeof step === 'number' ? `${words}${name}` : words === '' ? name : `${words}.${name}`
      const preview = value.type === 'object' ? '{ }' : value.type === 'array' ? '[ ]' : shownValue(claims.slice(value.from, value.to), 60)
      rows.push({
        key: pathKey(here),
        name,
        path: inWords,
        value: preview,
        level: path.length,
        staysOpen: path.length === 0 && STAYS_OPEN.has(String(step)),
      })
      visit(value, here, inWords)
    }
  }
  if (root) visit(root, [], '')
  return rows
}
