// The whole page: the bar and the room that the address names.
import { lazy, Suspense, useEffect } from 'react'
import { FileDrop } from '../features/files/file-drop.tsx'
import { copyText } from '../platform/clipboard.ts'
import { SessionContext } from '../session/use-session.ts'
import type { Store } from '../session/store.ts'
import { PanelBoundary } from '../ui/panel-boundary.tsx'
import { Inspector } from './inspector.tsx'
import { NewVersion } from './new-version.tsx'
import { useRoom } from './room.ts'
import { Shell } from './shell.tsx'

const SealedRoom = lazy(() => import('../features/sealed/sealed-room.tsx'))

export function App({ store }: { readonly store: Store }) {
  const room = useRoom()
  useEffect(() => listenForUndo(store), [store])
  useEffect(() => listenForPaste(store), [store])
  return (
    <SessionContext value={store}>
      <Shell room={room.name} />
      {room.name === 'sealed' ? (
        <PanelBoundary name="How we keep this" copy={copyText}>
          <Suspense fallback={<main aria-busy="true" />}>
            <SealedRoom />
          </Suspense>
        </PanelBoundary>
      ) : (
        <Inspector />
      )}
      <FileDrop />
      <NewVersion />
    </SessionContext>
  )
}

/** Undo and redo from anywhere on the page but other people's text fields; the boxes hand theirs on themselves. */
function listenForUndo(store: Store): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || !(event.ctrlKey || event.metaKey) || event.altKey) return
    const target = event.target as HTMLElement
    if (target.closest('dialog, [contenteditable], select') || (target instanceof HTMLInputElement && target.type !== 'checkbox')) return
    const key = event.key.toLowerCase()
    const redo = key === 'y' || (key === 'z' && event.shiftKey)
    if (key !== 'z' && !redo) return
    event.preventDefault()
    store.dispatch({ type: redo ? 'redo' : 'undo' })
  }
  document.addEventListener('keydown', onKeyDown)
  return () => document.removeEventListener('keydown', onKeyDown)
}

/** A paste that no text field takes is meant for the token box. */
function listenForPaste(store: Store): () => void {
  const onPaste = (event: ClipboardEvent) => {
    const target = event.target as HTMLElement
    if (event.defaultPrevented || target.closest('input, textarea, select, dialog, [contenteditable]')) return
    const text = event.clipboardData?.getData('text/plain') ?? ''
    if (text.trim() !== '') store.dispatch({ type: 'load', text })
  }
  document.addEventListener('paste', onPaste)
  return () => document.removeEventListener('paste', onPaste)
}
