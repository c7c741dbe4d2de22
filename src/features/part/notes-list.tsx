// Repeats the notes beside the lines of a JSON text as a list for those who don't see them there, and shows the card that explains one.
import { useEffect, useId, useImperativeHandle, useRef, useState, type KeyboardEvent, type Ref, type RefObject } from 'react'
import type { JsonDocument, JsonMember } from '../../core/text/json.ts'
import { shown } from '../../core/text/quoted.ts'
import type { Span } from '../../core/text/span.ts'
import { pathText } from '../../session/state/edit-paths.ts'
import { useJudgement } from '../../session/react/use-judgement.ts'
import type { LineNote, PointedNote } from '../../ui/editor/editor-content.ts'
import type { EditorRef } from '../../ui/editor/editor.tsx'
import { WithCode } from '../../ui/with-code.tsx'
import { NoteCard, type NotedMember } from './note-card.tsx'

/** Receives what the editor reports about its notes. */
export interface NotesRef {
  point(note: PointedNote | undefined, how: 'hover' | 'press'): void
}

interface NotesListProps {
  readonly id?: string
  /** What they are about: "header", "payload", "plaintext". */
  readonly of: 'header' | 'payload' | 'plaintext'
  readonly json: JsonDocument | undefined
  readonly notes: readonly LineNote[]
  readonly editor: RefObject<EditorRef | null>
  readonly ref: Ref<NotesRef>
}

/** More would be too many to listen to. */
const MOST_LISTED = 40
/** How long the mouse rests before a card appears, and how long it may take to reach it. Milliseconds. */
const [REST, AWAY] = [350, 200]

export function NotesList({ id, of, json, notes, editor, ref }: NotesListProps) {
  const part = of === 'header' ? 'header' : 'payload'
  const meanings = useJudgement(({ kind }) => kind?.meanings[part])
  const references = useJudgement(({ kind }) => kind?.references[part])
  const [member, setMember] = useState<NotedMember>()
  const [stop, setStop] = useState(0)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const cardId = useId()
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => () => clearTimeout(timer.current), [])

  const later = (act: () => void, wait: number) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(act, wait)
  }
  const show = (note: LineNote | undefined, rect: DOMRect | undefined) => {
    if (!note || !rect) return setMember(undefined)
    const name = memberName(json, note.at)
    setMember({ name, note: note.text, meaning: meanings?.get(name), reference: references?.get(name), rect })
  }
  useImperativeHandle(ref, () => ({
    point(pointed, how) {
      if (!pointed) return later(() => setMember(undefined), AWAY)
      const { line, rect } = pointed
      const note = notes.find(({ at }) => at >= line.from && at <= line.to)
      later(() => show(note, rect), how === 'press' ? 0 : REST)
    },
  }))
  const listed = notes.slice(0, MOST_LISTED)
  const chosen = Math.min(stop, listed.length - 1)
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const next = Math.max(0, Math.min(listed.length - 1, chosen + step))
    setStop(next)
    list.current?.querySelectorAll('button')[next]?.focus({ preventScroll: true })
  }
  return (
    <>
      <ul ref={list} id={id} className="visually-hidden" aria-label={`Notes on the ${of}`}>
        {listed.map((note, i) => (
          <li key={note.at}>
            {/* One stop for Tab; the arrows go from note to note, and the card shows the current one. */}
            <button
              type="button"
              tabIndex={i === chosen ? 0 : -1}
              aria-describedby={member ? cardId : undefined}
              onKeyDown={onKeyDown}
              onFocus={() => {
                setStop(i)
                // The card comes after the scrolling, which would close it.
                editor.current?.rectAt(note.at)
                later(() => show(note, editor.current?.rectAt(note.at)), 100)
              }}
              onBlur={() => later(() => setMember(undefined), AWAY)}
            >
              <bdi>{shown(memberName(json, note.at), 120)}</bdi>: <WithCode text={note.text} />
            </button>
          </li>
        ))}
      </ul>
      {member && (
        <NoteCard
          id={cardId}
          member={member}
          onClose={() => {
            clearTimeout(timer.current)
            // The card goes away with the focus that it had.
            if (document.getElementById(cardId)?.contains(document.activeElement)) editor.current?.focus()
            setMember(undefined)
          }}
          onHover={(over) => (over ? clearTimeout(timer.current) : later(() => setMember(undefined), AWAY))}
        />
      )}
    </>
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
