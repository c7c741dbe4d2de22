// Floor: a bare React page with one CodeMirror editor that shows the decoded payload of a pasted token.
import { defaultKeymap } from '@codemirror/commands'
import { json } from '@codemirror/lang-json'
import { defaultHighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { EditorView, keymap } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import { createRoot } from 'react-dom/client'
import { payloadOf } from './payload.ts'

function Page() {
  const host = useRef<HTMLDivElement>(null)
  const show = useRef<(token: string) => void>(() => {})
  const box = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    const view = new EditorView({
      parent: host.current!,
      extensions: [
        keymap.of(defaultKeymap),
        EditorView.lineWrapping,
        json(),
        syntaxHighlighting(defaultHighlightStyle),
        EditorView.contentAttributes.of({ 'aria-label': 'Payload' }),
      ],
    })
    show.current = (token) => {
      const payload = payloadOf(token)
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: payload } })
      host.current!.dataset['shown'] = String(payload.length)
    }
    const onPaste = (event: ClipboardEvent) => show.current(event.clipboardData?.getData('text/plain') ?? '')
    document.addEventListener('paste', onPaste)
    if (box.current!.value !== '') show.current(box.current!.value)
    return () => document.removeEventListener('paste', onPaste)
  }, [])
  return (
    <main>
      <textarea ref={box} aria-label="Encoded token" onInput={(event) => show.current(event.currentTarget.value)} />
      <div ref={host} />
    </main>
  )
}

createRoot(document.getElementById('root')!).render(<Page />)
