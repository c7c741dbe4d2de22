// The notes beside the lines of a JSON text once more, as a list for those who don't see them there.
import type { JsonDocument } from '../../core/text/json.ts'
import { shown } from '../../core/text/quoted.ts'
import type { LineNote } from '../../ui/editor/editor-content.ts'
import { WithCode } from '../../ui/with-code.tsx'

interface NotesListProps {
  readonly id?: string
  /** What they are on: "header", "payload", "plaintext". */
  readonly of: string
  readonly json: JsonDocument | undefined
  readonly notes: readonly LineNote[]
}

/** More than these nobody listens to. */
const MOST_LISTED = 40

export function NotesList({ id, of, json, notes }: NotesListProps) {
  return (
    <ul id={id} className="visually-hidden" aria-label={`Notes on the ${of}`}>
      {notes.slice(0, MOST_LISTED).map((note) => (
        <li key={note.at}>
          <bdi>{shown(memberName(json, note.at))}</bdi>: <WithCode text={note.text} />
        </li>
      ))}
    </ul>
  )
}

function memberName(json: JsonDocument | undefined, at: number): string {
  const root = json?.root
  return root?.type === 'object' ? (root.members.find((member) => member.from === at)?.name ?? '') : ''
}
