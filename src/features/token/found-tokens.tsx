// Lists the tokens in a paste by the names they were found under: a few as buttons, more as a table. One of them is open.
import { MOST_DECODED, MOST_FOUND } from '../../core/paste/find-tokens.ts'
import { shown } from '../../core/text/quoted.ts'
import { timeOf, type FoundRow } from '../../session/answers/found-rows.ts'
import { useAtInstant, useClock } from '../../session/react/use-clock.ts'
import { useSession, useStore } from '../../session/react/use-session.ts'
import { A_FEW } from './a-few.ts'
import { FoundTable } from './found-table.tsx'
import { lifetimeInWords, nameInWords } from './found-words.ts'
import { useFoundRows } from './use-found-rows.ts'
import styles from './found-tokens.module.css'

export function FoundTokens() {
  const count = useSession((_, { inspection }) => inspection.found.length)
  const isCut = useSession((_, { inspection }) => inspection.searched < inspection.text.length)
  return (
    <>
      {count === 1 ? <OnlyToken /> : count > 1 && count <= A_FEW ? <FewTokens /> : count > A_FEW && <FoundTable />}
      {isCut && (
        <p className={styles.note}>
          {count === MOST_FOUND
            ? `Read up to the ${MOST_FOUND.toLocaleString('en')}th token. Paste the rest separately.`
            : `No token was found, so only the first ${MOST_DECODED.toLocaleString('en')} characters are decoded.`}
        </p>
      )}
    </>
  )
}

function OnlyToken() {
  const name = useSession((_, { inspection }) => inspection.found[0]?.name)
  const repeats = useSession((_, { inspection }) => inspection.found[0]?.repeats.length ?? 0)
  const isCut = useSession((_, { inspection }) => inspection.searched < inspection.text.length)
  if (name === undefined && !isCut) return null
  return (
    <p className={styles.note}>
      <span data-token-index={0}>
        {name === undefined ? (
          'Found'
        ) : (
          <>
            Found under{' '}
            <b>
              <bdi>{shown(name)}</bdi>
            </b>
          </>
        )}
        {repeats > 0 && `, ${(repeats + 1).toLocaleString('en')} times`}
      </span>
    </p>
  )
}

function FewTokens() {
  const store = useStore()
  const index = useSession((_, { inspection }) => inspection.index)
  const isOneLine = useSession((_, { inspection }) => !inspection.text.includes('\n'))
  const { rows } = useFoundRows()
  return (
    <div className={styles.few}>
      <p id="found-title">{rows.length} tokens in what you pasted</p>
      <ul aria-labelledby="found-title">
        {rows.map((row) => (
          <li key={row.index} data-token-index={row.index}>
            <button type="button" aria-pressed={row.index === index} onClick={() => store.dispatch({ type: 'open', index: row.index })}>
              <b>
                <bdi>{shown(nameInWords(row, isOneLine))}</bdi>
              </b>
              <Outline row={row} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** "ID token · alice · expired 3 days ago" */
function Outline({ row }: { readonly row: FoundRow }) {
  const { leeway } = useClock()
  const lifetime = useAtInstant((now) => lifetimeInWords(timeOf(row, now, leeway), now))
  const { kind, subject } = row.facts
  return (
    <small>
      {[
        kind,
        subject !== undefined && <bdi key="subject">{shown(subject)}</bdi>,
        lifetime?.text,
        row.expect && `expected: ${row.expect}`,
        row.times > 1 && `${row.times} times`,
      ]
        .filter((part) => part !== undefined && part !== false)
        .flatMap((part, i) => (i === 0 ? [part] : [' · ', part]))}
    </small>
  )
}
