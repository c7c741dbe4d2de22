// Highlights in the token box what is pointed at anywhere on the desk, and marks what was found. Renders nothing itself.
import { useEffect, useImperativeHandle, type RefObject } from 'react'
import type { Place, Span } from '../../core/text/span.ts'
import { usePlacedFindings } from '../../session/react/use-placed-findings.ts'
import { useHighlights, usePointer } from '../../session/react/use-pointer.ts'
import type { EditorRef } from '../../ui/editor/editor.tsx'
import type { Mark } from '../../ui/editor/editor-content.ts'

/** How the box reports what is pointed at in it, in UTF-16 offsets of its text. */
export interface Pointing {
  /** The mouse is over a character, or has left. */
  hover(at: number | undefined): void
  /** The caret or a selection. */
  settle(span: Span): void
}

export interface TokenLightsProps {
  readonly editor: RefObject<EditorRef | null>
  /** Where the caret was put before this code had loaded. */
  readonly selected: RefObject<Span | undefined>
  readonly pointing: RefObject<Pointing | null>
  onFound(marks: readonly Mark[]): void
}

/** A caret at the very start, where a paste leaves it, points at nothing. */
function placeAt(span: Span): Place | undefined {
  return span.to === 0 ? undefined : { in: 'text', span }
}

export function TokenLights({ editor, selected, pointing, onFound }: TokenLightsProps) {
  const pointer = usePointer()
  useHighlights('token', editor)
  useImperativeHandle(
    pointing,
    () => ({
      hover: (at) => pointer.hover('token', at === undefined ? undefined : { in: 'text', span: { from: at, to: at + 1 } }),
      settle: (span) => pointer.settle('token', placeAt(span)),
    }),
    [pointer],
  )
  useEffect(() => {
    if (selected.current) pointer.settle('token', placeAt(selected.current))
  }, [pointer, selected])
  const found = usePlacedFindings('token')
  useEffect(
    () =>
      onFound(
        found
          // A note on the whole token would underline all of it; the panel shows it.
          .filter(({ finding }) => finding.severity !== 'info')
          .map(({ from, to, finding }) => ({
            from,
            to: Math.max(to, from + 1),
            className: `found-${finding.severity}`,
            title: finding.words.message,
          })),
      ),
    [found, onFound],
  )
  return null
}
