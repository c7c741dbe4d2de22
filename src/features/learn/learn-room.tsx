// The Learn room, which shows the contents beside a lesson or another page, or a lesson in presenter mode.
import { lazy, Suspense, useCallback, useEffect, useRef, type KeyboardEvent } from 'react'
import { LESSONS } from '../../lessons/index.ts'
import { showTitle } from '../../platform/title.ts'
import { ChooseWell } from './choose-well.tsx'
import { Contents } from './contents.tsx'
import { GlossaryPage } from './glossary-page.tsx'
import styles from './learn-room.module.css'
import { LessonPage } from './lesson-page.tsx'
import { Presenter } from './presenter.tsx'
import { HeldContext, NavigateContext, type Navigate } from './room-link.tsx'
import { CHOOSE_WELL, GLOSSARY, lessonLink, PAGES, readPlace, SUMMARY, TEACHERS, VISIT, withHold, WORKSHEET, type Page } from './route.ts'
import { holdFor, resumed } from './visit.ts'
import { VisitPage } from './visit-page.tsx'

// Few people open these pages, so their code loads on demand.
const Summary = lazy(async () => ({ default: (await import('./teaching/summary-page.tsx')).SummaryPage }))
const Teachers = lazy(async () => ({ default: (await import('./teaching/teachers-page.tsx')).TeachersPage }))
const Worksheet = lazy(async () => ({ default: (await import('./teaching/worksheet-page.tsx')).WorksheetPage }))

interface LearnRoomProps {
  /** The part of the address after `#/learn/`: a lesson, perhaps with `?step=3&present`, or a page; absent means the lesson that was open last, or the first. */
  readonly lesson?: string
  /** Goes to a fragment that begins with `#`: another lesson, or a token in the inspector. */
  readonly onNavigate: Navigate
}

export function LearnRoom({ lesson: text = '', onNavigate }: LearnRoomProps) {
  const { page, present, step, answers, held: says } = readPlace(resumed(text))
  const held = holdFor(text, says)
  const link = (fragment: string) => (held ? withHold(fragment) : fragment)
  const id = page.kind === 'lesson' ? page.lesson.id : page.kind
  const stage = useRef<HTMLDivElement>(null)
  const before = useRef<string | undefined>(id)

  const title = page.kind === 'lesson' ? page.lesson.title : PAGES.find((each) => each.id === id)?.title
  // Replaces the room's own title, which is shown on entering.
  useEffect(() => showTitle(`${title ?? ''} · Learn`), [title])
  // After the presenter the page is new to the reader, even if the lesson is the same.
  useEffect(() => {
    if (present) before.current = undefined
  }, [present])
  const arrive = useCallback((at: string) => {
    if (before.current === at) return
    before.current = at
    // Start a new page at its title, both on the screen and for screen readers.
    const heading = stage.current?.querySelector<HTMLElement>('h1')
    heading?.focus({ preventScroll: true })
    heading?.scrollIntoView({ block: 'nearest' })
  }, [])

  if (present && page.kind === 'lesson') {
    return (
      <NavigateContext value={onNavigate}>
        <HeldContext value={held}>
          <Presenter
            key={id}
            lesson={page.lesson}
            step={step}
            onStep={(to) => onNavigate(link(lessonLink(id, true, to)), true)}
            onLeave={() => onNavigate(link(lessonLink(id)))}
            onNext={() => onNavigate(link(lessonLink(LESSONS[LESSONS.indexOf(page.lesson) + 1]?.id ?? CHOOSE_WELL, true)))}
          />
        </HeldContext>
      </NavigateContext>
    )
  }
  return (
    <NavigateContext value={onNavigate}>
      <HeldContext value={held}>
        {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
        <div className={styles.room} onKeyDown={keepUndo}>
          <div className={styles.side}>
            <Contents current={id} />
          </div>
          <details key={id} className={styles.drawer}>
            <summary>Contents</summary>
            <Contents current={id} />
          </details>
          <div ref={stage} className={styles.page}>
            <Suspense>
              <PageView key={id} page={page} answers={answers} />
              <Arrival at={id} onArrive={arrive} />
            </Suspense>
          </div>
        </div>
      </HeldContext>
    </NavigateContext>
  )
}

/** Calls back once the page beside it is rendered, because its code may have to load first. */
function Arrival({ at, onArrive }: { readonly at: string; onArrive(at: string): void }) {
  useEffect(() => onArrive(at), [at, onArrive])
  return null
}

function PageView({ page, answers }: { readonly page: Page; readonly answers: boolean }) {
  switch (page.kind) {
    case 'lesson':
      return <LessonPage lesson={page.lesson} />
    case CHOOSE_WELL:
      return <ChooseWell />
    case GLOSSARY:
      return <GlossaryPage />
    case VISIT:
      return <VisitPage />
    case SUMMARY:
      return <Summary />
    case TEACHERS:
      return <Teachers />
    case WORKSHEET:
      return <Worksheet answers={answers} />
  }
}

// In a box on the stage, undo is the browser's; the page's own undo is for the inspector.
function keepUndo(event: KeyboardEvent): void {
  if ((event.ctrlKey || event.metaKey) && ['z', 'y'].includes(event.key.toLowerCase())) event.stopPropagation()
}
