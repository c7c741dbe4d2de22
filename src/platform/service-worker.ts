// Keeps the page working offline, and reports when a newer version is waiting.
import { scriptUrl } from './trusted-types.ts'

export interface WaitingVersion {
  /** Activates the new version and reloads the page, which forgets what is in it. Call it on a click that says so. */
  readonly activate: () => void
}

/**
 * Registers sw.js beside the page; `onWaiting` is called when a newer version is installed and waiting. Resolves with whether the page now
 * has a service worker. Never rejects, since the page works without one, only not offline.
 */
export async function registerServiceWorker(onWaiting: (version: WaitingVersion) => void): Promise<boolean> {
  if (!('serviceWorker' in navigator) || window.top !== window) return false
  const workers = navigator.serviceWorker
  try {
    const registration = await workers.register(scriptUrl(new URL('sw.js', document.baseURI)), { updateViaCache: 'none' })
    const announce = (worker: ServiceWorker) => {
      // Without a controller this is the first visit, so nothing on the page is old.
      if (workers.controller) onWaiting({ activate: () => takeOver(workers, worker) })
    }
    if (registration.waiting) announce(registration.waiting)
    registration.addEventListener('updatefound', () => {
      const worker = registration.installing
      worker?.addEventListener('statechange', () => {
        if (worker.state === 'installed') announce(worker)
      })
    })
    return true
  } catch {
    return false
  }
}

function takeOver(workers: ServiceWorkerContainer, worker: ServiceWorker): void {
  workers.addEventListener('controllerchange', () => location.reload(), { once: true })
  worker.postMessage('skip-waiting')
}
