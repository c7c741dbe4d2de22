// The whole page: the bar at the top and the room that the address names.
import { lazy, useDeferredValue, useEffect, useLayoutEffect, useRef, useState, type ComponentType } from 'react'
import { createKeyring, unsavedKeys } from '../session/keyring.ts'
import { copyText } from '../platform/clipboard.ts'
import { SessionContext } from '../session/react/use-session.ts'
import { KeyringContext } from '../session/react/use-keyring.ts'
import { askBeforeLeaving } from '../platform/leaving.ts'
import { currentFragment, goTo } from '../platform/location.ts'
import { showTitle } from '../platform/title.ts'
import type { Store } from '../session/store/store.ts'
import { PanelBoundary } from '../ui/panel-boundary.tsx'
import { Inspector } from './inspector.tsx'
import { Later } from './later.tsx'
import { LinkNotice } from './link.tsx'
import { readRoom, useRoom, type Room } from './room.ts'
import { Shell } from './shell.tsx'

const Keys = lazy(() => import('./keys.tsx').then((module) => ({ default: module.Keys })))

const LearnRoom = lazy(() => import('../features/learn/learn-room.tsx').then((module) => ({ default: module.LearnRoom })))

const LibrariesRoom = lazy(() => import('../features/libraries/libraries-room.tsx').then((module) => ({ default: module.LibrariesRoom })))

const SealedRoom = lazy(() => import('../features/sealed/sealed-room.tsx').then((module) => ({ default: module.SealedRoom })))

function Lessons() {
  const { rest } = useRoom()
  return (
    <main aria-busy={false}>
      <LearnRoom lesson={rest} onNavigate={goTo} />
    </main>
  )
}

const ROOMS: Record<Room['name'], ComponentType> = {
  inspect: Inspector,
  keys: Keys,
  learn: Lessons,
  libraries: LibrariesRoom,
  sealed: SealedRoom,
}
const TITLES: Record<Room['name'], string | undefined> = {
  inspect: undefined,
  keys: 'Keys',
  learn: 'Learn',
  libraries: 'Libraries',
  sealed: 'How we keep this page sealed',
}

export function App({ store }: { readonly store: Store }) {
  const room = useRoom()
  const [keyring] = useState(createKeyring)
  // The previous room stays until the next one's code has loaded.
  const shown = useDeferredValue(room.name)
  const ShownRoom = ROOMS[shown]
  useEffect(() => (shown === 'inspect' ? listenForUndo(store) : undefined), [store, shown])
  useEffect(() => (shown === 'inspect' ? listenForPaste(store) : undefined), [store, shown])
  useEffect(() => keyring.subscribe(() => askBeforeLeaving(unsavedKeys(keyring.getSnapshot()).length > 0)), [keyring])
  useArrival(shown)
  return (
    <SessionContext value={store}>
      <KeyringContext value={keyring}>
        <Shell room={room.name} />
        <PanelBoundary key={shown} name="This room" copy={copyText}>
          <ShownRoom />
        </PanelBoundary>
        <LinkNotice />
        <Later room={shown} />
      </KeyringContext>
    </SessionContext>
  )
}

/** Treats a new room as a new page: shows its title and focuses its heading, which a screen reader then reads. */
function useArrival(room: Room['name']) {
  const before = useRef<Room['name']>(undefined)
  // Before the reader can type: the focus must not leave a box that was just entered.
  useLayoutEffect(() => {
    showTitle(TITLES[room])
    // This is the prerendered page, which the address's own room replaces at once.
    if (room !== readRoom(currentFragment()).name) return
    const arrived = before.current !== undefined && before.current !== room
    before.current = room
    if (!arrived) return
    const heading = document.querySelector<HTMLElement>('h1')
    if (!heading) return
    heading.tabIndex = -1
    heading.focus()
  }, [room])
}

/** Undo and redo from anywhere on the page except plain text fields; the editors pass theirs on themselves. */
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

/** A paste outside any text field goes to the token box. */
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
