// What stands beside every room: files that are dropped anywhere, and the note on a newer version.
import { PageDrop } from '../features/files/file-drop.tsx'
import { goTo } from '../platform/location.ts'
import { NewVersion } from './new-version.tsx'
import type { Room } from './room.ts'
import { setWaitingWorkspace, type WaitingWorkspace } from './waiting-workspace.ts'

export function Companions({ room }: { readonly room: Room['name'] }) {
  return (
    <>
      {/* The keys take their own files. */}
      {room !== 'keys' && <PageDrop onTaken={room === 'inspect' ? undefined : showInspector} onWorkspace={openInKeys} />}
      <NewVersion />
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
