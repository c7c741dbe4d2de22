// The notes beside the lines of a JSON text once more, as a list for those who don't see them there.
import type { JsonDocument, JsonMember } from '../../core/text/json.ts'
import { shown } from '../../core/text/quoted.ts'
import type { Span } from '../../core/text/span.ts'
import { pathText } from '../../session/state/edit-paths.ts'
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
          <bdi>{shown(memberName(json, note.at), 120)}</bdi>: <WithCode text={note.text} />
        </li>
      ))}
    </ul>
  )
}

/** The path of the member that begins at an offset. */
function memberName(json: JsonDocument | undefined, at: number): string {
  const path: string[] = []
  const isBefore = ({ from }: Span) => from <= at
  let node = json?.root
  while (node && node.from !== at) {
    if (node.type === 'array') {
      const index: number = node.items.findLastIndex(isBefore)
      node = node.items[index]
      path.push(String(index))
    } else {
      const member: JsonMember | undefined = node.type === 'object' ? node.members.findLast(isBefore) : undefined
      if (member) path.push(member.name)
      node = member && member.from < at ? member.value : undefined
    }
  }
  return pathText(path)
}
