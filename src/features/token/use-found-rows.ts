// The tokens of a paste as rows. Shown rows are read at once and the others in the background, so that all can be sorted and filtered.
import { useEffect, useMemo, useState } from 'react'
import { nextTask } from '../../platform/next-task.ts'
import { rowsOf, type FoundRow, type TokenFacts } from '../../session/answers/found-rows.ts'
import type { FoundVerdicts, FoundVerdictsOfKey } from '../../session/answers/found-verdicts.ts'
import type { State } from '../../session/state/state.ts'
import { useSession } from '../../session/react/use-session.ts'

/** Milliseconds of reading at a time: half a frame. */
const SLICE = 8

export interface FoundRows {
  readonly rows: readonly FoundRow[]
  /** All of them have been read. */
  readonly complete: boolean
}

export function useFoundRows(): FoundRows {
  const text = useSession((_, { inspection }) => inspection.text)
  const found = useSession((_, { inspection }) => inspection.found)
  const [known] = useState(() => new Map<string, TokenFacts>())
  const rows = useMemo(() => rowsOf(text, found, known), [text, found, known])
  const [read, setRead] = useState<readonly FoundRow[]>()
  useEffect(() => {
    let gone = false
    const readAll = async () => {
      let until = performance.now()
      for (const row of rows) {
        if (performance.now() >= until) {
          await nextTask()
          if (gone) return
          until = performance.now() + SLICE
        }
        // Accessing the facts reads the token.
        void row.facts
      }
      setRead(rows)
    }
    void readAll()
    return () => {
      gone = true
    }
  }, [rows])
  return { rows, complete: read === rows }
}

/** How often new answers are shown, in milliseconds. */
const SHOWN_EVERY = 150

export interface KnownVerdicts {
  readonly known: FoundVerdicts
  /** Answers are still coming. */
  readonly asking: boolean
}

const NONE: FoundVerdictsOfKey = { known: new Map(), ask: async () => {} }

/** The code that verifies, loaded with the check of the open token; undefined until then, and where it can't be loaded. */
function useVerdictsCode(): ((state: State) => FoundVerdictsOfKey) | undefined {
  const [code, setCode] = useState<(state: State) => FoundVerdictsOfKey>()
  useEffect(() => {
    import('../../session/answers/check.ts').then(
      ({ verdictsWith }) => setCode(() => verdictsWith),
      () => {},
    )
  }, [])
  return code
}

/**
 * The verdicts on the wanted rows with the current key, as far as they are known. They wait until the open token is checked, and are
 * abandoned for another key or other rows.
 */
export function useFoundVerdicts(wanted: readonly FoundRow[]): KnownVerdicts {
  const found = useSession((_, { inspection }) => inspection.found)
  const verdictsWith = useVerdictsCode()
  const verdicts = useSession(({ state }) => verdictsWith?.(state) ?? NONE)
  const idle = useSession(({ progress }) => progress.at === 'done')
  const [answered, setAnswered] = useState<readonly unknown[]>()
  const [, setShown] = useState(0)
  useEffect(() => {
    if (!idle) return
    const tokens = wanted.flatMap(({ index }) => found[index] ?? []).filter(({ compact }) => !verdicts.known.has(compact))
    if (tokens.length === 0) return
    const controller = new AbortController()
    const timer = setInterval(() => setShown((count) => count + 1), SHOWN_EVERY)
    const end = () => {
      clearInterval(timer)
      if (!controller.signal.aborted) setAnswered([wanted, verdicts, found])
    }
    // If the code for it doesn't load, the rows stay unchecked.
    verdicts.ask(tokens, found, controller.signal).then(end, end)
    return () => {
      clearInterval(timer)
      controller.abort()
    }
  }, [idle, wanted, verdicts, found])
  const isAnswered = answered?.[0] === wanted && answered[1] === verdicts && answered[2] === found
  return { known: verdicts.known, asking: !isAnswered }
}
