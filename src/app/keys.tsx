// The Keys room with its workspace file. The room sorts files that are dropped in it; a workspace opens here.
import { KeysRoom } from '../features/keys/keys-room.tsx'
import { WorkspacePanel } from '../features/workspace/workspace-panel.tsx'
import { setWaitingWorkspace, useWaitingWorkspace } from './waiting-workspace.ts'

export function Keys() {
  const file = useWaitingWorkspace()
  return <KeysRoom workspace={<WorkspacePanel file={file} onFile={setWaitingWorkspace} />} onWorkspace={setWaitingWorkspace} />
}
