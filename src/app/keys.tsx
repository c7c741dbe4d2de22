// The Keys room with its workspace file: what is dropped in the room is sorted there, and a workspace is opened here.
import { useState } from 'react'
import { KeysRoom } from '../features/keys/keys-room.tsx'
import { WorkspacePanel } from '../features/workspace/workspace-panel.tsx'

export function Keys() {
  const [file, setFile] = useState<{ readonly name: string; readonly text: string }>()
  return <KeysRoom workspace={<WorkspacePanel file={file} onFile={setFile} />} onWorkspace={setFile} />
}
