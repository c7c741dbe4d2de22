// The React hook for the notes beside the lines of a JSON text: those that last, and those on times, which change with the clock.
import { useMemo } from 'react'
import { parseJson, type JsonDocument } from '../../core/text/json.ts'
import { commonClaimMeaning, commonHeaderParameterMeaning } from '../../core/registries/names/common.ts'
import type { Edit } from '../../session/state/edits.ts'
import type { JsonPart } from '../../session/state/opened-token.ts'
import { useAtInstant } from '../../session/react/use-clock.ts'
import { useJudgement } from '../../session/react/use-judgement.ts'
import { useFindingsByMember } from '../../session/react/use-placed-findings.ts'
import type { LineNote } from '../../ui/editor/editor-content.ts'
import { lineNotes, timeNotes } from './line-notes.ts'

/** Longer texts have too many members to annotate on every keystroke. Characters. */
const MOST_ANNOTATED = 150_000

/** `algorithm` says what "alg" stands for; `json` is undefined where the text is too long to be annotated. */
export function useLineNotes(
  text: string,
  part: JsonPart,
  edits: readonly Edit[],
  algorithm: string | undefined,
): { readonly json: JsonDocument | undefined; readonly notes: readonly LineNote[] } {
  const json = useMemo(() => (text.length <= MOST_ANNOTATED ? parseJson(text) : undefined), [text])
  const found = useFindingsByMember(part)
  const meanings = useJudgement(({ kind }) => kind?.meanings[part])
  const facts = useMemo(
    () => ({
      root: json?.root,
      part,
      edits,
      meaning: (name: string) =>
        meanings?.get(name) ?? (part === 'header' ? commonHeaderParameterMeaning(name) : commonClaimMeaning(name))?.meaning,
      finding(name: string) {
        const finding = found.get(name)
        return finding && { severity: finding.severity, message: finding.words.message }
      },
      algorithm,
    }),
    [json, part, edits, algorithm, meanings, found],
  )
  const lasting = useMemo(() => lineNotes(facts), [facts])
  const passing = useAtInstant((seconds) => timeNotes(facts, seconds))
  const notes = useMemo(() => [...lasting, ...passing].sort((a, b) => a.at - b.at), [lasting, passing])
  return { json, notes }
}
