// The table for a paste with many tokens, sorted by its headings and filtered by text, one page at a time.
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { shown } from '../../core/text/quoted.ts'
import { filtered, sorted, timeOf, type Column, type FoundRow, type Order } from '../../session/answers/found-rows.ts'
import type { FoundVerdict } from '../../session/answers/found-verdicts.ts'
import { useAtInstant, useClock, useInstant } from '../../session/react/use-clock.ts'
import { useSession, useStore } from '../../session/react/use-session.ts'
import { Icon } from '../../ui/icon.tsx'
import { Pager } from '../../ui/pager.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { lifetimeInWords, nameInWords, verdictInWords } from './found-words.ts'
import { useFoundRows, useFoundVerdicts } from './use-found-rows.ts'
import styles from './found-tokens.module.css'

/** Rows per page. */
const PAGE = 50

const COLUMNS: readonly (readonly [Column, string])[] = [
  ['name', 'Name'],
  ['kind', 'Type'],
  ['alg', 'Alg'],
  ['subject', 'Subject'],
  ['expires', 'Expires'],
  ['verdict', 'Signature'],
]

const ICONS = { good: 'check', warn: 'warning', bad: 'cross' } as const

export function FoundTable() {
  const store = useStore()
  const found = useSession((_, { inspection }) => inspection.found)
  const index = useSession((_, { inspection }) => inspection.index)
  const isOneLine = useSession((_, { inspection }) => !inspection.text.includes('\n'))
  const { rows, complete } = useFoundRows()
  const [filter, setFilter] = useState('')
  const [order, setOrder] = useState<Order>()
  /** The row in the list that the keyboard is on; the open token's until the keyboard is used. */
  const [at, setAt] = useState<number>()
  const [moved, setMoved] = useState(0)
  const id = useId()
  const body = useRef<HTMLTableSectionElement>(null)

  const { leeway } = useClock()
  const minute = useInstant((seconds) => Math.floor(seconds / 60))

  // Rows can be sorted and filtered only once all are read.
  const kept = useMemo(() => (complete ? filtered(rows, filter, minute * 60, leeway) : rows), [rows, filter, complete, minute, leeway])
  const byVerdict = order?.column === 'verdict'
  const list = useMemo(
    () => (order && !byVerdict && complete ? sorted(kept, order, () => undefined) : kept),
    [kept, order, byVerdict, complete],
  )
  const current = Math.min(
    at ??
      Math.max(
        0,
        list.findIndex((row) => row.index === index),
      ),
    Math.max(0, list.length - 1),
  )
  const first = Math.floor(current / PAGE) * PAGE
  const onPage = useMemo(() => list.slice(first, first + PAGE), [list, first])
  const { known, asking } = useFoundVerdicts(byVerdict ? list : onPage)
  const verdictOf = (row: FoundRow) => known.get(found[row.index]?.compact ?? '')
  const saidOf = (row: FoundRow) => {
    const verdict = verdictOf(row)
    return verdict && verdictInWords(verdict, false).text
  }
  const page = byVerdict && order && complete ? sorted(list, order, saidOf).slice(first, first + PAGE) : onPage

  useEffect(() => {
    if (moved > 0) body.current?.querySelector<HTMLElement>('button[tabindex="0"]')?.focus()
  }, [moved])
  const onKeyDown = (event: KeyboardEvent) => {
    const to = destination(event.key, current, list.length)
    if (to === undefined) return
    event.preventDefault()
    setAt(to)
    setMoved((count) => count + 1)
  }
  const arrange = (column: Column) => {
    setOrder(nextOrder(order, column))
    setAt(0)
  }
  return (
    <section className={styles.many} aria-labelledby={`${id}-title`}>
      <div className={styles.top}>
        <h3 id={`${id}-title`}>{found.length.toLocaleString('en')} tokens in what you pasted</h3>
        <TextField
          aria-label="Filter tokens"
          placeholder="Filter: name, type, “expired”…"
          value={filter}
          onText={(text) => {
            setFilter(text)
            setAt(text === '' ? undefined : 0)
          }}
        />
      </div>
      <div className={styles.scroll}>
        <table aria-labelledby={`${id}-title`} aria-rowcount={list.length + 1}>
          <thead>
            <tr>
              {COLUMNS.map(([column, label]) => (
                <th
                  key={column}
                  scope="col"
                  aria-sort={order?.column === column ? (order.descending ? 'descending' : 'ascending') : 'none'}
                >
                  <button type="button" onClick={() => arrange(column)}>
                    {label}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody ref={body}>
            {page.map((row, i) => (
              <Row
                key={row.index}
                row={row}
                position={first + i}
                isOpen={row.index === index}
                isCurrent={first + i === current}
                isOneLine={isOneLine}
                verdict={verdictOf(row)}
                asking={asking}
                onKeyDown={onKeyDown}
                onOpen={() => {
                  setAt(first + i)
                  store.dispatch({ type: 'open', index: row.index })
                }}
              />
            ))}
          </tbody>
        </table>
      </div>
      <div className={styles.bottom}>
        <p role="status">{summary(list.length, rows.length, filter, complete)}</p>
        <Pager what="the tokens" page={first / PAGE} pages={Math.ceil(list.length / PAGE)} onPage={(next) => setAt(next * PAGE)} />
      </div>
    </section>
  )
}

interface RowProps {
  readonly row: FoundRow
  /** In the list as sorted and filtered, from 0. */
  readonly position: number
  readonly isOpen: boolean
  /** The row that Tab reaches. */
  readonly isCurrent: boolean
  readonly isOneLine: boolean
  readonly verdict: FoundVerdict | undefined
  readonly asking: boolean
  /** Goes to another row. */
  onKeyDown(event: KeyboardEvent): void
  onOpen(): void
}

function Row({ row, position, isOpen, isCurrent, isOneLine, verdict, asking, onKeyDown, onOpen }: RowProps) {
  const { leeway } = useClock()
  const lifetime = useAtInstant((now) => lifetimeInWords(timeOf(row, now, leeway), now))
  const { kind, alg, subject } = row.facts
  const said = verdictInWords(verdict, asking)
  return (
    <tr data-token-index={row.index} aria-rowindex={position + 2} aria-current={isOpen ? 'true' : undefined}>
      <td className={styles.name}>
        {/* The whole row can be clicked; the button makes it reachable by keyboard. */}
        <button type="button" tabIndex={isCurrent ? 0 : -1} aria-pressed={isOpen} onKeyDown={onKeyDown} onClick={onOpen}>
          <b>
            <bdi>{shown(nameInWords(row, isOneLine))}</bdi>
          </b>
          {row.name !== undefined && !isOneLine && <small>line {row.line.toLocaleString('en')}</small>}
          {row.expect && <small>expected: {row.expect}</small>}
          {row.times > 1 && <small>{row.times.toLocaleString('en')} times</small>}
        </button>
      </td>
      <td>{kind}</td>
      <td>{alg !== undefined && <bdi>{shown(alg, 20)}</bdi>}</td>
      <td>{subject !== undefined && <bdi>{shown(subject)}</bdi>}</td>
      <td data-tone={lifetime?.tone}>{lifetime?.text}</td>
      <td className={styles.verdict} data-tone={said.tone}>
        {said.tone !== 'plain' && <Icon name={ICONS[said.tone]} />}
        {said.text}
      </td>
    </tr>
  )
}

/** Pressing a heading again reverses the order; a third press restores the order of the paste. */
function nextOrder(order: Order | undefined, column: Column): Order | undefined {
  if (order?.column !== column) return { column, descending: false }
  return order.descending ? undefined : { column, descending: true }
}

function destination(key: string, at: number, count: number): number | undefined {
  if (count === 0) return undefined
  switch (key) {
    case 'ArrowDown':
      return Math.min(at + 1, count - 1)
    case 'ArrowUp':
      return Math.max(at - 1, 0)
    case 'PageDown':
      return Math.min(at + 10, count - 1)
    case 'PageUp':
      return Math.max(at - 10, 0)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return undefined
  }
}

function summary(kept: number, all: number, filter: string, complete: boolean): string {
  if (!complete && filter !== '') return 'Reading the tokens…'
  if (kept === all) return ''
  return kept === 0
    ? `No token matches “${shown(filter)}”.`
    : `${kept.toLocaleString('en')} of ${all.toLocaleString('en')} ${kept === 1 ? 'matches' : 'match'}.`
}
