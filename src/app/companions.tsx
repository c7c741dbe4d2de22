// What accompanies every room: files that are dropped, the search, the list of keys, and the notes on a newer version and on plain http.
import { Find } from '../features/find/find.tsx'
import { PageDrop } from '../features/files/file-drop.tsx'
import { goTo } from '../platform/location.ts'
import { NewVersion } from './new-version.tsx'
import { PlainHttp } from './plain-http.tsx'
import type { Room } from './room.ts'
import { Shortcuts } from './shortcuts.tsx'
import { setWaitingWorkspace, type WaitingWorkspace } from './waiting-workspace.ts'

export function Companions({ room }: { readonly room: Room['name'] }) {
  return (
    <>
      {/* The Keys room takes its own files. */}
      {room !== 'keys' && <PageDrop onTaken={room === 'inspect' ? undefined : showInspector} onWorkspace={openInKeys} />}
      {room === 'inspect' && <Find />}
      <Shortcuts />
      <NewVersion />
      <PlainHttp />
    </>
  )
}

function openInKeys(file: WaitingWorkspace) {
  setWaitingWorkspace(file)
  goTo('#/keys')
}

function showInspector() {
  goTo('#/')
}
