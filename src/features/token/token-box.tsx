// The box "Encoded token" with everything that was pasted, colored by the parts of the token.
import { useEffect, useMemo, useRef, useState, type ComponentProps, type ComponentType, type ReactNode } from 'react'
import type { Span } from '../../core/text/span.ts'
import { copyText } from '../../platform/clipboard.ts'
import { useRevealing } from '../../session/react/reveal.ts'
import { useAtOnce, useStore } from '../../session/react/use-session.ts'
import { currentInspection } from '../../session/state/opened-token.ts'
import type { State } from '../../session/state/state.ts'
import { currentCheck } from '../../session/store/progress.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Editor, type EditorRef } from '../../ui/editor/editor.tsx'
import type { Mark } from '../../ui/editor/editor-content.ts'
import { useGlide } from '../../ui/use-glide.ts'
import { A_FEW } from './a-few.ts'
import { changedSpan } from './changed-span.ts'
import type { Pointing, TokenLightsProps } from './token-lights.tsx'
import { tokenMarks } from './token-marks.ts'
import styles from './token-box.module.css'

interface TokenBoxProps {
  /** The page has nothing on it yet. */
  readonly empty: boolean
  /** Shown before Copy and Clear: the samples. */
  readonly actions: ReactNode
  /** Shown under the box. */
  readonly about: ReactNode
  /** Highlights what is pointed at and reports marks for the findings. Its code loads with the first check. */
  readonly lights: ComponentType<TokenLightsProps>
}

/** The text to copy: the token without its surroundings in the paste, or everything where no token is well-formed. */
function bareToken(state: State): string {
  const { token } = currentInspection(state)
  return token?.wellFormed ? token.compact : state.text
}

/** How long changed characters stay lit. Not an animation, which would repaint the page sixty times a second during typing. */
const FLASH_MS = 200

const NONE: readonly Mark[] = []

export function TokenBox({ empty, actions, about, lights: Lights }: TokenBoxProps) {
  const store = useStore()
  const [found, setFound] = useState<readonly Mark[]>(NONE)
  const sheet = useRef<HTMLDivElement>(null)
  useGlide(sheet, empty)
  const editor = useRef<EditorRef>(null)
  useRevealing('token', editor)
  const pointing = useRef<Pointing>(null)
  const selected = useRef<Span>(undefined)
  return (
    <section className={empty ? styles.welcome : ''} aria-labelledby="token-title">
      <div className="head box-head">
        <h2 id="token-title" className={empty ? 'visually-hidden' : ''}>
          Encoded token
        </h2>
        {!empty && (
          <div className={styles.actions}>
            {actions}
            <CopyButton what="token" copy={copyText} read={() => (store.flush(), bareToken(store.getSnapshot().state))} />
            <Button
              look="quiet"
              onClick={() => {
                store.dispatch({ type: 'clear' })
                editor.current?.focus()
              }}
            >
              Clear
            </Button>
          </div>
        )}
      </div>
      <div ref={sheet} className={styles.sheet}>
        <TokenEditor
          ref={editor}
          empty={empty}
          found={found}
          onPoint={(at) => pointing.current?.hover(at)}
          onSelect={(from, to) => {
            // Someone who selects everything is about to copy it or paste over it, and points at nothing.
            const isAll = from === 0 && to >= store.getSnapshot().state.text.length
            selected.current = isAll ? { from: 0, to: 0 } : { from, to }
            pointing.current?.settle(selected.current)
          }}
        />
        {empty && <p className={styles.hint}>A header line, a curl command, a cookie, a log, a HAR file, a whole token response</p>}
      </div>
      {about}
      {!empty && <Lights editor={editor} selected={selected} pointing={pointing} onFound={setFound} />}
    </section>
  )
}

interface TokenEditorProps extends Pick<ComponentProps<typeof Editor>, 'ref' | 'onPoint' | 'onSelect'> {
  readonly empty: boolean
  /** What is underlined in the token that was checked. */
  readonly found: readonly Mark[]
}

/** The box itself. Separate, because only it follows each keystroke. */
function TokenEditor({ empty, found, ...given }: TokenEditorProps) {
  const store = useStore()
  const text = useAtOnce(({ state }) => state.text)
  const edited = useAtOnce(({ state }) => state.drafts.header !== undefined || state.drafts.payload !== undefined)
  const inspection = useAtOnce((_, derived) => derived.inspection)
  const [flash, setFlash] = useState<{ text: string; span: Span | undefined }>({ text, span: undefined })
  // Only an edit made elsewhere is pointed out; the reader sees what they type here.
  if (flash.text !== text) setFlash({ text, span: edited ? changedSpan(flash.text, text) : undefined })
  useEffect(() => {
    if (!flash.span) return
    const timer = setTimeout(() => setFlash({ text: flash.text, span: undefined }), FLASH_MS)
    return () => clearTimeout(timer)
  }, [flash])
  const checked = useAtOnce(({ progress }) => currentCheck(progress) !== undefined)
  const marks = useMemo(
    () => [
      // Text on the empty page has no parts.
      ...(empty ? NONE : tokenMarks(inspection)),
      ...(flash.span ? [{ ...flash.span, className: styles['flash'] ?? '' }] : []),
      ...(checked ? found : NONE),
    ],
    [empty, inspection, flash, checked, found],
  )
  return (
    <Editor
      {...given}
      label="Encoded token"
      text={text}
      marks={marks}
      pastedFromStart
      placeholder="eyJhbGciOi… or any text that contains a token"
      onInput={(input) => store.input('token', input)}
      onUndo={() => store.dispatch({ type: 'undo' })}
      onRedo={() => store.dispatch({ type: 'redo' })}
      className={`${styles.editor} ${inspection.found.length > A_FEW ? styles.many : ''}`}
    />
  )
}
