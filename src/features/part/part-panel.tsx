// The card of the header or the payload: its JSON to read and edit, a note on each member, and what is wrong with it as JSON.
import { useId, useMemo, useRef, type ComponentProps, type ReactNode } from 'react'
import { algorithmByName } from '../../core/algorithms/algorithms.ts'
import { bytesInWords } from '../../core/text/bytes.ts'
import type { DecodedText } from '../../core/text/decoded-text.ts'
import { jsonProblem } from '../../core/diagnostics/encoding/json-problem.ts'
import { copyText } from '../../platform/clipboard.ts'
import { derive } from '../../session/state/derived.ts'
import { useRevealing } from '../../session/react/reveal.ts'
import { BINARY_SHOWN, isEditable, isLongBinary, partOf, type JsonPart } from '../../session/state/opened-token.ts'
import { hasOwnWhitespace, isRefused } from '../../session/state/part-text.ts'
import { usePlacedFindings } from '../../session/react/use-placed-findings.ts'
import { useHighlights, usePointer } from '../../session/react/use-pointer.ts'
import { useAtOnce, useSession, useStore } from '../../session/react/use-session.ts'
import { Card } from '../../ui/card.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Editor, type EditorRef } from '../../ui/editor/editor.tsx'
import { WithCode } from '../../ui/with-code.tsx'
import { NotesList, type NotesRef } from './notes-list.tsx'
import { OwnWhitespace } from './own-whitespace.tsx'
import { useLineNotes } from './use-line-notes.ts'
import styles from './part-panel.module.css'

const TITLES = { header: 'Header', payload: 'Payload' } as const

interface PartPanelProps {
  readonly part: JsonPart
  /** More buttons, shown before the one that copies. */
  readonly actions?: ReactNode
}

export function PartPanel({ part, actions }: PartPanelProps) {
  const store = useStore()
  // The notes come one paint after the text beside them.
  const noted = useSession((_, derived) => derived[part])
  const token = useSession((_, derived) => derived.inspection.token)
  const edits = useSession((_, derived) => derived.edits)
  const { json, notes } = useLineNotes(noted, part, edits, algorithmByName(token?.header.alg)?.description)
  const placed = usePlacedFindings(part)
  const marks = useMemo(
    () =>
      placed.map(({ from, to, finding }) => ({
        from,
        to: Math.max(to, from + 1),
        className: `found-${finding.severity}`,
        title: finding.words.message,
      })),
    [placed],
  )
  const editor = useRef<EditorRef>(null)
  const notesRef = useRef<NotesRef>(null)
  useRevealing(part, editor)
  useHighlights(part, editor)
  const listId = useId()
  const changed = edits.filter((edit) => edit.part === part).length
  return (
    <Card
      part={part}
      about={
        changed > 0 ? (
          `Edited · ${changed} ${part === 'header' ? 'parameter' : 'claim'}${changed === 1 ? ' differs' : 's differ'}`
        ) : (
          <About part={part} />
        )
      }
      aside={
        <>
          {actions}
          <CopyButton what={part} copy={copyText} read={() => (store.flush(), derive(store.getSnapshot().state)[part])} />
        </>
      }
    >
      <Whitespace part={part} />
      <PartEditor
        part={part}
        ref={editor}
        marks={marks}
        notes={notes}
        describedBy={listId}
        onNote={(note, how) => notesRef.current?.point(note, how)}
      />
      <NotesList ref={notesRef} id={listId} of={part} json={json} notes={notes} editor={editor} />
      <JsonTrouble part={part} />
    </Card>
  )
}

type PartEditorProps = { readonly part: JsonPart } & Pick<
  ComponentProps<typeof Editor>,
  'ref' | 'marks' | 'notes' | 'describedBy' | 'onNote'
>

/** The box itself. Separate, because nothing else on the card follows each keystroke. */
function PartEditor({ part, ...given }: PartEditorProps) {
  const store = useStore()
  const pointer = usePointer()
  const text = useAtOnce((_, derived) => derived[part])
  const editable = useAtOnce((_, derived) => isEditable(derived.inspection.token, part))
  return (
    <Editor
      {...given}
      label={TITLES[part]}
      text={text}
      language="json"
      readOnly={!editable}
      onInput={(input) => store.input(part, input)}
      onPoint={(at) => pointer.hover(part, at === undefined ? undefined : { in: 'shown', part, span: { from: at, to: at + 1 } })}
      onSelect={(from, to) => pointer.settle(part, { in: 'shown', part, span: { from, to } })}
      onUndo={() => store.dispatch({ type: 'undo' })}
      onRedo={() => store.dispatch({ type: 'redo' })}
      className={styles.editor ?? ''}
    />
  )
}

function About({ part }: { readonly part: JsonPart }) {
  // What it is called follows one paint later, so that a half-typed word doesn't change it, and nothing wraps for a moment.
  const token = useSession((_, derived) => derived.inspection.token)
  const size = useAtOnce((_, derived) => partOf(derived.inspection.token, part)?.decoding.bytes.length)
  if (token?.object?.kind === 'jws' && token.object.detached && part === 'payload') return 'none in the token: it is detached'
  const segment = partOf(token, part)
  if (!segment || size === undefined) return 'none'
  const what =
    part === 'header'
      ? `JOSE Header${token?.object?.kind === 'jws' && token.object.signatures.length > 1 ? ' of signature 1' : ''}`
      : isObject(segment.decoded)
        ? 'Claims Set'
        : segment.decoded.utf8
          ? 'JWS Payload, not a JSON object'
          : 'JWS Payload, not text'
  return `${what}, ${bytesInWords(size)}`
}

/** One switch for both parts, over the payload where that has whitespace. */
function Whitespace({ part }: { readonly part: JsonPart }) {
  const store = useStore()
  const isOwn = useAtOnce(({ state }) => hasOwnWhitespace(state, part))
  const isElsewhere = useAtOnce(({ state }) => part === 'header' && hasOwnWhitespace(state, 'payload'))
  const isShown = useAtOnce(({ state }) => state.asSigned)
  const isJwe = useAtOnce((_, derived) => derived.inspection.token?.object?.kind === 'jwe')
  if (!isOwn) return null
  const onTurn = (on: boolean) => store.dispatch({ type: 'show-as-signed', on })
  return <OwnWhitespace was={isJwe ? 'sent' : 'signed'} isShown={isShown} onTurn={isElsewhere ? undefined : onTurn} />
}

/** True for a JSON object, without building its tree. */
function isObject({ utf8, json }: DecodedText): boolean {
  return utf8 && json.valid && /^\s*\{/.test(json.text)
}

/** Says where the JSON has an error, and why a part can't be edited. */
function JsonTrouble({ part }: { readonly part: JsonPart }) {
  const token = useSession((_, derived) => derived.inspection.token)
  const shown = useSession((_, derived) => derived[part])
  const refused = useSession(({ state }) => part === 'payload' && isRefused(state))
  const segment = partOf(token, part)
  if (refused) {
    return (
      <p className={styles.trouble} role="status">
        Not in the token: a compact token can’t hold a “.” in an unencoded payload, since dots separate its parts (RFC 7797 section 5.2).
        Remove the dot, detach the payload, or use the JSON serialization. The token keeps the last text without a dot.
      </p>
    )
  }
  if (!segment || segment.text === '') return null
  if (isLongBinary(segment)) {
    return (
      <p className={styles.trouble}>
        These bytes are not text. The first {BINARY_SHOWN.toLocaleString('en')} are shown and cannot be edited.
      </p>
    )
  }
  if (!segment.decoded.utf8) {
    return (
      <p className={styles.trouble}>
        These bytes aren’t UTF-8 text, so they’re shown as far as possible and can’t be edited here without losing some.
      </p>
    )
  }
  const looksLikeJson = part === 'header' || /^\s*[{[]/.test(shown)
  if (segment.decoded.json.valid || !looksLikeJson) return null
  const { line, column, problem } = jsonProblem(segment.decoded.text, segment.decoded.json)
  return (
    <p className={styles.trouble} role="status">
      Line {line}, column {column}: <WithCode text={problem} /> The token contains it exactly as typed.
    </p>
  )
}
