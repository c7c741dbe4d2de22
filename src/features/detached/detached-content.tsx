// The box "Detached content": what a signature covers that does not carry it, taken byte for byte; only where the open token is such a one.
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
            ? 'It travels beside the token and is taken byte for byte: every blank and line break counts.'
            : bytes || content === ''
              ? 'The bytes of a content that is no text.'
              : 'This is not base64: a character does not belong there, or one is missing.'}
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

/** The exact bytes of a file, as text with its byte-order mark where they are text, or why there are none. */
async function contentOf(files: readonly File[]): Promise<{ readonly taken?: Taken; readonly sentence: string }> {
  const [file] = files
  if (!file) return { sentence: '' }
  if (files.length > 1) return { sentence: `These are ${files.length} files; give one at a time. The content is as it was.` }
  const name = quoted(file.name)
  if (file.size > MOST_TEXT) return { sentence: `${name} is over 20 MB, which is not read. The content is as it was.` }
  const bytes = await readFileBytes(file)
  if (!bytes) return { sentence: `${name} could not be read: it is a folder, or it is gone. The content is as it was.` }
  const sentence = `Taken from ${name}.`
  const { text, utf8 } = decodeText(bytes)
  if (utf8) return { taken: { content: text, contentEncoding: 'utf8' }, sentence }
  return {
    taken: { content: encodeBase64(bytes), contentEncoding: 'base64' },
    sentence: `${sentence} It is no text, so it is shown in base64.`,
  }
}
