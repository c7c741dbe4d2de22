// A text box that is a plain textarea until CodeMirror has loaded, and CodeMirror after that, under the same accessible name.
import { useCallback, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState, type Ref } from 'react'
import { flushSync } from 'react-dom'
import styles from './editor.module.css'
import {
  PASTED,
  type EditorContent,
  type EditorHandle,
  type EditorHighlight,
  type EditorInput,
  type EditorOptions,
  type LineNote,
  type Mark,
  type PointedNote,
} from './editor-content.ts'
import { PRIVATE_TEXT } from '../private-text.ts'

type Create = (host: HTMLElement, text: string, options: EditorOptions) => EditorHandle

let arrived: Create | undefined
const load = () => import('./code-editor.ts').then((module) => (arrived = module.createCodeEditor))

/** The methods of an editor on the page. */
export interface EditorRef {
  focus(): void
  /** As in `EditorHandle`. */
  reveal(span: { readonly from: number; readonly to: number }): void
  /** As in `EditorHandle`. Does nothing until CodeMirror has loaded. */
  showMatches(matches: readonly { readonly from: number; readonly to: number }[], current: number | undefined): void
  /** As in `EditorHandle`. */
  rectAt(at: number): DOMRect | undefined
  /** Replaces the highlights without rendering. Does nothing until CodeMirror has loaded. See `EditorHandle`. */
  setHighlights(highlights: readonly EditorHighlight[], reveal?: number, opens?: boolean): void
}

interface EditorProps {
  readonly label: string
  readonly text: string
  readonly language?: 'json' | 'plain'
  readonly placeholder?: string
  readonly readOnly?: boolean
  /** As in `EditorOptions`. */
  readonly pastedFromStart?: boolean
  readonly describedBy?: string
  /** It may hold a secret, so it isn't printed. */
  readonly secret?: boolean
  readonly marks?: readonly Mark[]
  readonly notes?: readonly LineNote[]
  readonly className?: string
  readonly autoFocus?: boolean
  readonly ref?: Ref<EditorRef>
  onInput(input: EditorInput): void
  onSelect?(from: number, to: number): void
  onPoint?(at: number | undefined): void
  onNote?(note: PointedNote | undefined, how: 'hover' | 'press'): void
  onUndo(): void
  onRedo(): void
}

const NO_MARKS: readonly Mark[] = []
const NO_NOTES: readonly LineNote[] = []

/** Shows `text`, unless the user has typed since; the reported input will bring a newer `text` then. */
export function Editor(props: EditorProps) {
  const {
    label,
    text,
    language = 'plain',
    placeholder = '',
    readOnly = false,
    pastedFromStart = false,
    describedBy,
    secret = false,
    marks = NO_MARKS,
    notes = NO_NOTES,
    className = '',
    ref,
  } = props
  const latest = useRef(props)
  useLayoutEffect(() => {
    latest.current = props
  })
  const host = useRef<HTMLDivElement>(null)
  const fallback = useRef<HTMLTextAreaElement>(null)
  const editor = useRef<EditorHandle>(undefined)
  /** The content it was last given. */
  const shown = useRef<Partial<EditorContent>>({})
  /** Input was reported but hasn't been read yet. */
  const unread = useRef(false)
  /** The textarea's text was pasted, not typed. */
  const pastedLast = useRef(false)
  /** The textarea's content when CodeMirror replaced it. */
  const left = useRef<{ value: string | undefined; selected: { from: number; to: number } | undefined }>({
    value: undefined,
    selected: undefined,
  })
  const [create, setCreate] = useState(() => arrived)

  const report = useCallback((input: EditorInput) => {
    unread.current = true
    latest.current.onInput({
      wholesale: input.wholesale,
      read() {
        unread.current = false
        return input.read()
      },
    })
  }, [])

  useEffect(() => {
    // Text typed into the prerendered page before this code arrived.
    const area = fallback.current
    if (area && area.value !== normalized(latest.current.text)) report({ read: () => area.value, wholesale: true })
  }, [report])

  useEffect(() => {
    if (arrived) return
    let gone = false
    load().then(
      (loaded) => {
        const area = fallback.current
        if (gone) return
        const focused = area !== null && document.activeElement === area
        const pasted = latest.current.pastedFromStart === true && pastedLast.current && area !== null && area.value.length > PASTED
        const selected = focused ? { from: pasted ? 0 : area.selectionStart, to: pasted ? 0 : area.selectionEnd } : undefined
        left.current = { value: area?.value, selected }
        flushSync(() => setCreate(() => loaded))
      },
      // Without the editor's code the textarea stays in use.
      () => {},
    )
    return () => {
      gone = true
    }
  }, [])

  useLayoutEffect(() => {
    if (!create || !host.current) return
    const { value, selected } = left.current
    const initial = value !== undefined && value !== normalized(latest.current.text) ? value : latest.current.text
    left.current = { value: undefined, selected: undefined }
    const options: EditorOptions = {
      label,
      language,
      describedBy,
      secret,
      pastedFromStart,
      // The editor waits for what the page shows for a new text, to draw both at once.
      onInput: (input) => (input.wholesale ? flushSync(() => report(input)) : report(input)),
      onSelect: (from, to) => latest.current.onSelect?.(from, to),
      onPoint: (at) => latest.current.onPoint?.(at),
      onNote: (note, how) => latest.current.onNote?.(note, how),
      onUndo: () => latest.current.onUndo(),
      onRedo: () => latest.current.onRedo(),
    }
    const handle = create(host.current, initial, options)
    editor.current = handle
    shown.current = {}
    if (selected) handle.focus(selected)
    return () => {
      handle.destroy()
      editor.current = undefined
    }
  }, [create, label, language, describedBy, secret, pastedFromStart, report])

  useLayoutEffect(() => {
    const before = shown.current
    shown.current = { text, marks, notes, readOnly, placeholder }
    const differs = (name: keyof EditorContent) => before[name] !== shown.current[name]
    // Newer typing comes with the next report and must not be overwritten.
    const isNews = differs('text') && !unread.current
    editor.current?.show({
      ...(isNews && { text }),
      ...(differs('marks') && { marks }),
      ...(differs('notes') && { notes }),
      ...(differs('readOnly') && { readOnly }),
      ...(differs('placeholder') && { placeholder }),
    })
    // Not the first time: the textarea begins with this text, or with typing that is about to be reported.
    const follows = isNews && 'text' in before
    if (follows && fallback.current && fallback.current.value !== normalized(text)) fallback.current.value = text
  }, [text, marks, notes, readOnly, placeholder, create])

  useImperativeHandle(
    ref,
    () => ({
      focus: () => (editor.current ?? fallback.current)?.focus(),
      reveal(span) {
        if (editor.current) return editor.current.reveal(span)
        fallback.current?.setSelectionRange(span.from, span.to)
        fallback.current?.focus()
      },
      showMatches: (matches, current) => editor.current?.showMatches(matches, current),
      rectAt: (at) => editor.current?.rectAt(at),
      setHighlights: (highlights, reveal, opens) => editor.current?.setHighlights(highlights, reveal, opens),
    }),
    [],
  )

  const classes = `${styles.editor} ${className}`
  if (create) return <div ref={host} className={classes} data-editor={label} />
  return (
    <div ref={host} className={classes} data-editor={label}>
      <textarea
        ref={fallback}
        className={styles.fallback}
        aria-label={label}
        aria-describedby={describedBy}
        placeholder={placeholder}
        defaultValue={text}
        readOnly={readOnly || text.includes('\r')}
        {...PRIVATE_TEXT}
        onInput={(event) => {
          const { value } = event.currentTarget
          // A script that fills the box gives no input type.
          const { inputType } = event.nativeEvent as Partial<InputEvent>
          pastedLast.current = inputType === undefined || inputType === 'insertFromPaste'
          report({ read: () => value, wholesale: false })
        }}
      />
    </div>
  )
}

/** Normalizes line endings as a textarea does. */
function normalized(text: string): string {
  return text.replace(/\r\n?/g, '\n')
}
