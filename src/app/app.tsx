// The whole page: the bar and the room that the address names.
import { useEffect, useState } from 'react'
import { createKeyring, unsavedKeys } from '../session/keyring.ts'
import { SessionContext } from '../session/use-session.ts'
import { KeyringContext } from '../session/use-keyring.ts'
import { askBeforeLeaving } from '../platform/leaving.ts'
import type { Store } from '../session/store.ts'
import { Inspector } from './inspector.tsx'
import { useRoom } from './room.ts'
import { Shell } from './shell.tsx'

export function App({ store }: { readonly store: Store }) {
  const room = useRoom()
  const [keyring] = useState(createKeyring)
  useEffect(() => listenForUndo(store), [store])
  useEffect(() => keyring.subscribe(() => askBeforeLeaving(unsavedKeys(keyring.getSnapshot()).length > 0)), [keyring])
  return (
    <SessionContext value={store}>
      <KeyringContext value={keyring}>
        <Shell room={room.name} />
        <Inspector />
      </KeyringContext>
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
