// The box "Detached content", for what a detached signature covers. Shown only where the open token has such a signature.
import { useState } from 'react'
import { bytesInWords } from '../../core/text/bytes.ts'
import { decodeText } from '../../core/text/decoded-text.ts'
import { encodeBase64 } from '../../core/text/base64.ts'
import { MOST_TEXT } from '../../platform/read-files.ts'
import { readFileBytes } from '../../platform/files.ts'
import type { ContentEncoding } from '../../session/text/history.ts'
import { contentBytes, isDetached } from '../../session/state/opened-token.ts'
import { useAtOnce, useSession, useStore } from '../../session/react/use-session.ts'
import { Card } from '../../ui/card.tsx'
import { Editor } from '../../ui/editor/editor.tsx'
import { FileButton } from '../../ui/file-button.tsx'
import { FileDrop } from '../../ui/file-drop.tsx'
import styles from './detached-content.module.css'
import { quoted } from '../../core/text/quoted.ts'

export function DetachedContent() {
  return useSession(({ state }) => isDetached(state)) ? <Content /> : null
}

const ENCODINGS: readonly { readonly value: ContentEncoding; readonly label: string }[] = [
  { value: 'utf8', label: 'UTF-8' },
  { value: 'base64', label: 'base64' },
]

function Content() {
  const store = useStore()
  const content = useAtOnce(({ state }) => state.content)
  const contentEncoding = useSession(({ state }) => state.contentEncoding)
  const bytes = useSession(({ state }) => contentBytes(state))
  const [said, setSaid] = useState('')
  const takeFiles = async (files: readonly File[]) => {
    const { taken, sentence } = await contentOf(files)
    setSaid(sentence)
    if (taken) store.dispatch({ type: 'edit-content', ...taken, at: Date.now() })
  }
  return (
    <Card
      part="payload"
      about={bytes ? bytesInWords(bytes.length) : 'what was signed, in place of the payload'}
      aside={
        <FileButton label="File" name="Choose a file with the content" field="Content file" onFiles={(files) => void takeFiles(files)} />
      }
    >
      <FileDrop invitation="Drop the file with the content here" onFiles={(files) => void takeFiles(files)}>
        <Editor
          label="Detached content"
          text={content}
          placeholder="The content that was signed"
          describedBy="detached-about"
          onInput={(input) => {
            setSaid('')
            store.input('content', input)
          }}
          onUndo={() => store.dispatch({ type: 'undo' })}
          onRedo={() => store.dispatch({ type: 'redo' })}
          className={styles.editor ?? ''}
        />
      </FileDrop>
      <div className={styles.about}>
        <p id="detached-about">
          {contentEncoding === 'utf8'
            ? 'It is sent separately and used byte for byte: every space and line break counts.'
            : bytes || content === ''
              ? 'Binary content, as base64.'
              : 'This is not base64: a character is invalid or missing.'}
        </p>
        <select
          aria-label="Content encoding"
          value={contentEncoding}
          onChange={(event) => {
            const chosen = event.target.value as ContentEncoding
            store.dispatch({ type: 'edit-content', content: store.getSnapshot().state.content, contentEncoding: chosen, at: Date.now() })
          }}
        >
          {ENCODINGS.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <p role="status" className={styles.said}>
        {said}
      </p>
    </Card>
  )
}

interface Taken {
  readonly content: string
  readonly contentEncoding: ContentEncoding
}

/** Reads the exact bytes of a file, as text with its byte-order mark where they are text, or says why it can't. */
async function contentOf(files: readonly File[]): Promise<{ readonly taken?: Taken; readonly sentence: string }> {
  const [file] = files
  if (!file) return { sentence: '' }
  if (files.length > 1) return { sentence: `Choose one file, not ${files.length}. The content has not changed.` }
  const name = quoted(file.name)
  if (file.size > MOST_TEXT) return { sentence: `${name} is over the limit of 20 MB. The content has not changed.` }
  const bytes = await readFileBytes(file)
  if (!bytes) return { sentence: `${name} could not be read: it is a folder, or it is gone. The content has not changed.` }
  const sentence = `Taken from ${name}.`
  const { text, utf8 } = decodeText(bytes)
  if (utf8) return { taken: { content: text, contentEncoding: 'utf8' }, sentence }
  return {
    taken: { content: encodeBase64(bytes), contentEncoding: 'base64' },
    sentence: `${sentence} It isn’t text, so it is shown as base64.`,
  }
}
