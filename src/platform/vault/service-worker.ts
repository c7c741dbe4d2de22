// The kept copy is one file, which needs nothing to work offline and changes only when its reader replaces it.
import type { WaitingVersion } from '../service-worker.ts'

export function registerServiceWorker(_onWaiting: (version: WaitingVersion) => void): Promise<boolean> {
  return Promise.resolve(false)
}
