// The searches that run only when asked for: well-known secrets, the reader's own word list, a single changed character.
import { useEffect, useRef, useState } from 'react'
import type { ReportInWords } from '../../core/causes/wording.ts'
import { readFileText } from '../../platform/read-files.ts'
import type { Check } from '../../session/answers/check.ts'
import type { FurtherFound, FurtherSearch } from '../../session/answers/search-causes.ts'
import { useStore } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { FileButton } from '../../ui/file-button.tsx'
import { WithCode } from '../../ui/with-code.tsx'
import styles from './why.module.css'
import { quoted } from '../../core/text/quoted.ts'

type What = FurtherSearch['what']

/** Milliseconds between two reports of a search's progress. */
const PROGRESS = 200

interface Outcome {
  /** The check that was searched; says nothing about any other. */
  readonly of: Check
  readonly running?: What
  readonly tried?: number
  readonly done: readonly What[]
  readonly said: string
  readonly use?: FurtherFound['use']
  readonly report?: ReportInWords | undefined
}

export interface Further {
  /** There is a check to start from. */
  readonly ready: boolean
  readonly outcome: Outcome | undefined
  start(search: FurtherSearch): void
  takeWords(file: File | undefined): void
}

/** Runs the searches behind the buttons. Their outcome belongs to one check, and they stop when it is replaced. */
export function useFurther(check: Check | undefined): Further {
  const store = useStore()
  const [outcome, setOutcome] = useState<Outcome>()
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [check])
  const current = outcome && outcome.of === check ? outcome : undefined
  const done = current?.done ?? []

  const start = async (search: FurtherSearch) => {
    if (!check) return
    running.current?.abort()
    const { signal } = (running.current = new AbortController())
    const say = (news: Partial<Outcome>) => setOutcome({ of: check, done, said: '', ...news })
    say({ said: 'Trying …', running: search.what })
    const { searchFurther } = await import('../../session/answers/search-causes.ts')
    let told = performance.now()
    const onProgress = (tried: number) => {
      if (performance.now() - told < PROGRESS || signal.aborted) return
      told = performance.now()
      say({ said: 'Trying …', running: search.what, tried })
    }
    const found = await searchFurther(search, check, { signal, onProgress })
    if (signal.aborted || !found) return
    // Another word list may be tried after this one.
    const ended = search.what === 'words' ? done : [...done, search.what]
    say({ said: found.said, use: found.use, done: ended, report: found.report })
    if (found.knownSecret) store.dispatch({ type: 'know-secret', knownSecret: found.knownSecret })
  }
  const takeWords = async (file: File | undefined) => {
    if (!file || !check) return
    const reading = await readFileText(file)
    if (reading.ok) return start({ what: 'words', words: reading.text.split('\n') })
    setOutcome({ of: check, done, said: `${quoted(reading.name)} isn't text, or is larger than 20 MB.` })
  }
  return { ready: check !== undefined, outcome: current, start: (search) => void start(search), takeWords: (file) => void takeWords(file) }
}

interface FurtherViewProps {
  readonly further: Further
  /** The algorithm takes a shared secret. */
  readonly secret: boolean
  /** There was a key to check with, so that something in the token may be wrong. */
  readonly checked: boolean
}

export function FurtherView({ further: { ready, outcome, start, takeWords }, secret, checked }: FurtherViewProps) {
  const store = useStore()
  const use = outcome?.use
  const idle = ready && outcome?.running === undefined
  const offer = (what: 'published' | 'character', label: string) =>
    outcome?.done.includes(what) ? null : (
      <Button look="quiet" aria-disabled={!idle} onClick={() => idle && start({ what })}>
        {label}
      </Button>
    )
  return (
    <div className={checked ? styles.further : styles.alone}>
      {secret && offer('published', 'Try well-known secrets')}
      {secret && (
        <FileButton
          label="Try a word list"
          field="Word list"
          accept=".txt,.lst,.list,.csv,text/plain"
          onFiles={([file]) => takeWords(file)}
        />
      )}
      {checked && offer('character', 'Try to fix one character')}
      <p role="status" className={styles.said}>
        {outcome && <WithCode text={outcome.said} />}
        {/* A running count is hidden from screen readers. */}
        {outcome?.tried !== undefined && <span aria-hidden="true"> {outcome.tried.toLocaleString('en')}</span>}
      </p>
      {use && <Button onClick={() => store.dispatch({ type: 'repair', repairs: use })}>Use it</Button>}
    </div>
  )
}
