// The room in which people learn: contents at the side, one lesson or the advice in the middle, or one thing at a time on a projector.
import { useEffect, useRef, type KeyboardEvent } from 'react'
import { LESSONS } from '../../lessons/index.ts'
import { showTitle } from '../../platform/title.ts'
import { ChooseWell } from './choose-well.tsx'
import { Contents } from './contents.tsx'
import { GlossaryPage } from './glossary-page.tsx'
import styles from './learn-room.module.css'
import { LessonPage } from './lesson-page.tsx'
import { Presenter } from './presenter.tsx'
import { NavigateContext, type Navigate } from './room-link.tsx'
import { CHOOSE_WELL, lessonLink, PAGES, readPlace, type Page } from './route.ts'
import { VisitPage } from './visit-page.tsx'

interface LearnRoomProps {
  /** What stands behind `#/learn/` in the address: a lesson, with `?step=3&present` or not, or a page; absent means the first lesson. */
  readonly lesson?: string
  /** Goes to a fragment, `#` included: another lesson, or a token in the inspector. */
  readonly onNavigate: Navigate
}

export function LearnRoom({ lesson: text = '', onNavigate }: LearnRoomProps) {
  const { page, present, step } = readPlace(text)
  const id = page.kind === 'lesson' ? page.lesson.id : page.kind
  const stage = useRef<HTMLDivElement>(null)
  const before = useRef(id)

  const title = page.kind === 'lesson' ? page.lesson.title : PAGES.find((each) => each.id === id)?.title
  // After the room's own title, which is shown as one enters.
  useEffect(() => showTitle(`${title ?? ''} · Learn`), [title])
  useEffect(() => {
    if (before.current === id) return
    before.current = id
    // A new page begins at its title, for eyes and for screen readers.
    const heading = stage.current?.querySelector<HTMLElement>('h1')
    heading?.focus({ preventScroll: true })
    heading?.scrollIntoView({ block: 'nearest' })
  }, [id])

  if (present && page.kind === 'lesson') {
    return (
      <NavigateContext value={onNavigate}>
        <Presenter
          key={id}
          lesson={page.lesson}
          step={step}
          onStep={(to) => onNavigate(lessonLink(id, true, to), true)}
          onLeave={() => onNavigate(lessonLink(id))}
          onNext={() => onNavigate(lessonLink(LESSONS[LESSONS.indexOf(page.lesson) + 1]?.id ?? CHOOSE_WELL, true))}
        />
      </NavigateContext>
    )
  }
  return (
    <NavigateContext value={onNavigate}>
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
          <PageView key={id} page={page} />
        </div>
      </div>
    </NavigateContext>
  )
}

function PageView({ page }: { readonly page: Page }) {
  if (page.kind === 'lesson') return <LessonPage lesson={page.lesson} />
  if (page.kind === CHOOSE_WELL) return <ChooseWell />
  return page.kind === 'glossary' ? <GlossaryPage /> : <VisitPage />
}

// Undo in a box of the stage is the browser's own; the page's undo belongs to the inspector.
function keepUndo(event: KeyboardEvent): void {
  if ((event.ctrlKey || event.metaKey) && ['z', 'y'].includes(event.key.toLowerCase())) event.stopPropagation()
}
