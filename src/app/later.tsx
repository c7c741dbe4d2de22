// What the page needs only a moment after it stands: taking files, newer versions, and the desk of the first token. Its code comes when the first has been loaded.
import { useEffect, useState, type ComponentType } from 'react'
import { afterLoading } from '../platform/after-loading.ts'
import { loadPanels } from './panels.ts'
import type { Room } from './room.ts'

interface LaterProps {
  readonly room: Room['name']
}

export function Later({ room }: LaterProps) {
  const [Companions, setCompanions] = useState<ComponentType<LaterProps>>()
  useEffect(
    () =>
      afterLoading(() => {
        import('./companions.tsx').then(
          (module) => setCompanions(() => module.Companions),
          // Without them the page works as well.
          () => {},
        )
        // The first token finds them there; where they cannot be had, its check asks again and says so.
        if (room === 'inspect') loadPanels().catch(() => {})
      }),
    [room],
  )
  return Companions && <Companions room={room} />
}
