// The box "Encoded token": all that was pasted, in the colours of its parts, with what it weighs and which tokens are in it.
import { useMemo, useRef } from 'react'
import { copyText } from '../../platform/clipboard.ts'
import { useRevealing } from '../../session/reveal.ts'
import { usePlacedFindings } from '../../session/use-findings.ts'
import { useHighlights, usePointer } from '../../session/use-pointer.ts'
import { useSession, useStore } from '../../session/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Editor, type EditorRef } from '../../ui/editor/editor.tsx'
import { CompareOffer } from './compare-offer.tsx'
import { FoundTokens } from './found-tokens.tsx'
import { tokenMarks } from './token-marks.ts'
import { Weight } from './weight.tsx'
import styles from './token-box.module.css'
import type { ReactNode } from 'react'

interface TokenBoxProps {
  /** The page has nothing on it yet. */
  readonly empty: boolean
  /** Stand before Copy and Clear: the samples. */
  readonly actions: ReactNode
  /** The comparison with another token is open. */
  readonly comparing: boolean
  onCompare(): void
}

export function TokenBox({ empty, actions, comparing, onCompare }: TokenBoxProps) {
  const store = useStore()
  const text = useSession(({ state }) => state.text)
  const inspection = useSession((_, derived) => derived.inspection)
  const checked = useSession(({ check, state }) => check?.state === state)
  const found = usePlacedFindings('token')
  const wording = useSession(({ check }) => check?.wording)
  const marks = useMemo(
    () => [...tokenMarks(inspection), ...(checked ? found : []).map(({ from, to, finding }) => ({ from, to: Math.max(to, from + 1), className: `found-${finding.severity}`, title: wording?.(finding).message ?? '' }))],
    [inspection, checked, found, wording],
  )
  const editor = useRef<EditorRef>(null)
  useRevealing('token', editor)
  const pointer = usePointer()
  useHighlights('token', editor)
  return (
    <section className={`${styles.token} ${empty ? styles.welcome : ''}`} aria-labelledby="token-title">
      <div className={styles.head}>
        <h2 id="token-title" className={empty ? 'visually-hidden' : ''}>
          Encoded token
        </h2>
        {!empty && (
          <div className={styles.actions}>
            {actions}
            <Button look="quiet" aria-expanded={comparing} onClick={onCompare}>
              Compare
            </Button>
            <CopyButton what="token" copy={copyText} read={() => (store.flush(), store.getSnapshot().state.text)} />
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
      <div className={styles.sheet}>
        <Editor
          ref={editor}
          label="Encoded token"
          text={text}
          marks={marks}
          placeholder="eyJhbGciOi… or anything that contains one"
          onInput={(input) => store.input('token', input)}
          onPoint={(at) => pointer.hover('token', at === undefined ? undefined : { in: 'text', span: { from: at, to: at + 1 } })}
          onSelect={(from, to) => pointer.settle('token', { in: 'text', span: { from, to } })}
          onUndo={() => store.dispatch({ type: 'undo' })}
          onRedo={() => store.dispatch({ type: 'redo' })}
          className={styles.editor ?? ''}
        />
        {empty && <p className={styles.hint}>A header line, a curl command, a cookie, a log, a HAR file, a whole token response</p>}
      </div>
      {!empty && <Weight />}
      {!comparing && <CompareOffer onCompare={onCompare} />}
      <FoundTokens />
    </section>
  )
}
