// The notes beside the lines of a JSON text once more, as a list for those who don't see them there.
import type { JsonArray, JsonDocument, JsonMember, JsonNode } from '../../core/text/json.ts'
import { shown } from '../../core/text/quoted.ts'
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
  let node = json?.root
  while (node) {
    const here: JsonMember | JsonNode | undefined =
      node.type === 'object' ? lastFrom(node.members, at) : node.type === 'array' ? lastFrom(node.items, at) : undefined
    if (!here) break
    path.push('name' in here ? here.name : String((node as JsonArray).items.indexOf(here as JsonNode)))
    if (here.from === at) break
    node = 'name' in here ? here.value : here
  }
  return pathText(path)
}

function lastFrom<T extends { readonly from: number }>(spans: readonly T[], at: number): T | undefined {
  return spans.findLast(({ from }) => from <= at)
}
