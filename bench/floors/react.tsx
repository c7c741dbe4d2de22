// Floor: a bare React page that shows the decoded payload of a pasted token as plain text.
import { useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { payloadOf } from './payload.ts'

function Page() {
  const [payload, setPayload] = useState('')
  const [text, setText] = useState('')
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => setPayload(payloadOf(event.clipboardData?.getData('text/plain') ?? ''))
    document.addEventListener('paste', onPaste)
    return () => document.removeEventListener('paste', onPaste)
  }, [])
  return (
    <main>
      <textarea
        aria-label="Encoded token"
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setPayload(payloadOf(event.target.value))
        }}
      />
      <pre data-shown={payload.length}>{payload}</pre>
    </main>
  )
}

createRoot(document.getElementById('root')!).render(<Page />)
