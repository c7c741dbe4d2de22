// Registers no service worker, since the kept copy is a single file, works offline and changes only when its reader replaces it.
import type { WaitingVersion } from '../service-worker.ts'

export function registerServiceWorker(_onWaiting: (version: WaitingVersion) => void): Promise<boolean> {
  return Promise.resolve(false)
}
