// The box "Key": a secret or a key in any of its formats, named back in words. Typing here never changes the token.
import { useRef } from 'react'
import { useRevealing } from '../../session/reveal.ts'
import { useSession, useStore } from '../../session/use-session.ts'
import type { SecretEncoding } from '../../core/keys/key-material.ts'
import { Editor, type EditorRef } from '../../ui/editor/editor.tsx'
import styles from './key-box.module.css'

const ENCODINGS: readonly { readonly value: SecretEncoding; readonly label: string }[] = [
  { value: 'utf8', label: 'UTF-8' },
  { value: 'base64url', label: 'base64url' },
  { value: 'base64', label: 'base64' },
  { value: 'hex', label: 'hex' },
]

export function KeyBox() {
  const store = useStore()
  const editor = useRef<EditorRef>(null)
  useRevealing('key', editor)
  const key = useSession(({ state }) => state.key)
  const alg = useSession((_, derived) => derived.inspection.token?.header.alg)
  const encoding = useSession(({ state }) => state.secretEncoding)
  const isSecret = useSession(({ check }) => check?.reading.isSecretText ?? false)
  const descriptions = useSession(({ check }) => check?.keyDescriptions)
  const problem = useSession(({ check }) => check?.reading.problem ?? check?.verification?.problem)
  const takesSecret = alg === undefined || alg.startsWith('HS')
  return (
    <section className={styles.key} aria-labelledby="key-title">
      <div className={styles.head}>
        <h2 id="key-title">Key</h2>
        {(isSecret || (key === '' && takesSecret)) && (
          <select aria-label="Secret encoding" value={encoding} onChange={(event) => store.dispatch({ type: 'choose-encoding', secretEncoding: event.target.value as SecretEncoding })}>
            {ENCODINGS.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        )}
      </div>
      <div className={styles.sheet}>
        <Editor
          ref={editor}
          label="Key"
          text={key}
          placeholder={takesSecret ? 'The secret, or a public key' : 'A public key: PEM, JWK, JWK Set, certificate'}
          describedBy="key-about"
          onInput={(input) => store.input('key', input)}
          onUndo={() => store.dispatch({ type: 'undo' })}
          onRedo={() => store.dispatch({ type: 'redo' })}
          className={styles.editor ?? ''}
        />
      </div>
      <p id="key-about" className={styles.about}>
        {key === '' ? 'It stays in this page and is forgotten with it.' : descriptions?.slice(0, 6).join('; ')}
        {descriptions && descriptions.length > 6 && `, and ${descriptions.length - 6} more`}
      </p>
      {key !== '' && problem && (
        <p className={styles.problem}>
          This is {problem.found}; expected: {problem.expected}. To go on, {problem.action}.
        </p>
      )}
    </section>
  )
}
