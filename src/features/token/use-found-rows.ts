// The tokens of a paste as rows: what is shown is read at once, and the rest meanwhile, so that they can be sorted and filtered.
import { useEffect, useMemo, useState } from 'react'
import { nextTask } from '../../platform/next-task.ts'
import { rowsOf, type FoundRow, type TokenFacts } from '../../session/answers/found-rows.ts'
import type { FoundVerdicts, FoundVerdictsOfKey } from '../../session/answers/found-verdicts.ts'
import type { State } from '../../session/state/state.ts'
import { useSession } from '../../session/react/use-session.ts'

/** Milliseconds of reading at a stretch: half a frame. */
const SLICE = 8

export interface FoundRows {
  readonly rows: readonly FoundRow[]
  /** All of them are read. */
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
        // Asking for them reads them.
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

/** How often answers that have come in are shown, in milliseconds. */
const SHOWN_EVERY = 150

export interface KnownVerdicts {
  readonly known: FoundVerdicts
  /** Answers are still coming. */
  readonly asking: boolean
}

const NONE: FoundVerdictsOfKey = { known: new Map(), ask: async () => {} }

/** It verifies, so it comes with what checks the open token; undefined until then, and where it cannot be had. */
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
 * What becomes of the wanted rows with the key at hand, as far as it is known. They wait until the open token is checked, and are given
 * up for another key or other rows.
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
    // Where the code for it does not arrive, the rows stay unchecked.
    verdicts.ask(tokens, found, controller.signal).then(end, end)
    return () => {
      clearInterval(timer)
      controller.abort()
    }
  }, [idle, wanted, verdicts, found])
  const isAnswered = answered?.[0] === wanted && answered[1] === verdicts && answered[2] === found
  return { known: verdicts.known, asking: !isAnswered }
}
