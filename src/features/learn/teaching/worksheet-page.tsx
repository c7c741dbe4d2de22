// The worksheet to print, empty or with answers and common mistakes.
import { useContext } from 'react'
import { LESSONS } from '../../../lessons/index.ts'
import { PAPERS, type Paper } from '../../../lessons/teaching/worksheet.ts'
import page from '../lesson-page.module.css'
import { HeldContext, RoomLink } from '../room-link.tsx'
import { lessonLink, WORKSHEET } from '../route.ts'
import { HeldBack } from './held-back.tsx'
import { RowTable } from './row-table.tsx'
import styles from './worksheet-page.module.css'

export function WorksheetPage({ answers }: { readonly answers: boolean }) {
  const held = useContext(HeldContext)
  if (answers && held) return <HeldBack title="Answers to the worksheet" />
  return (
    <article aria-labelledby="worksheet-title" className={styles.sheet}>
      <header className={page.head}>
        <h1 id="worksheet-title" tabIndex={-1} className={page.title}>
          {answers ? 'Answers to the worksheet' : 'Worksheet'}
        </h1>
        <nav aria-label="Other sheet" className={styles.other}>
          Print it from your browser.{' '}
          {!held && (
            <RoomLink to={answers ? lessonLink(WORKSHEET) : `${lessonLink(WORKSHEET)}?answers`}>
              {answers ? 'The empty worksheet' : 'The answers'}
            </RoomLink>
          )}
        </nav>
        {!answers && (
          <p className={styles.name}>
            <span>Name</span> <span>Date</span>
          </p>
        )}
      </header>
      <ol className={styles.papers}>
        {PAPERS.map((paper) => (
          <li key={paper.ask}>
            <PaperView paper={paper} answers={answers} />
          </li>
        ))}
      </ol>
    </article>
  )
}

function PaperView({ paper, answers }: { readonly paper: Paper; readonly answers: boolean }) {
  const { lesson, ask, given, lines = 0, table, answer, mistakes } = paper
  return (
    <>
      <p className={styles.ask}>
        {ask} <small>Lesson {LESSONS.findIndex(({ id }) => id === lesson) + 1}</small>
      </p>
      {given !== undefined && <p className={styles.given}>{given}</p>}
      {table && <RowTable {...table} empty={!answers} className={styles.table} />}
      {!answers && <Lines count={lines} />}
      {answers && answer !== undefined && <p className={styles.answer}>{answer}</p>}
      {answers && (
        <ul className={styles.mistakes}>
          {mistakes.map(({ wrong, why }) => (
            <li key={wrong}>
              Not “{wrong}”: {why}.
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** Lines to write on, hidden from screen readers. */
function Lines({ count }: { readonly count: number }) {
  return Array.from({ length: count }, (_, line) => <div key={line} className={styles.line} aria-hidden="true" />)
}
