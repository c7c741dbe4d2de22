// Loads what the page needs only a moment after it is shown: taking files, newer versions, and the desk of the first token.
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
          // The page works without them, too.
          () => {},
        )
        // Ready for the first token. If they can't be loaded, its check tries again and says so.
        if (room === 'inspect') loadPanels().catch(() => {})
      }),
    [room],
  )
  return Companions && <Companions room={room} />
}
