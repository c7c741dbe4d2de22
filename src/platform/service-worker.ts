// Keeps the page working offline, and says when a newer version waits.
import { scriptUrl } from './trusted-types.ts'

export interface WaitingVersion {
  /** Lets the new version in and reloads the page, which forgets what is in it: call it on a click that says so. */
  readonly activate: () => void
}

/**
 * Registers sw.js beside the page; `onWaiting` is called when a newer version is installed and waits. Resolves with whether the page has
 * a service worker now; never rejects: without one the page works as well, only not offline.
 */
export async function registerServiceWorker(onWaiting: (version: WaitingVersion) => void): Promise<boolean> {
  if (!('serviceWorker' in navigator) || window.top !== window) return false
  const workers = navigator.serviceWorker
  try {
    const registration = await workers.register(scriptUrl(new URL('sw.js', document.baseURI)), { updateViaCache: 'none' })
    const announce = (worker: ServiceWorker) => {
      // Without a controller this is the first visit: nothing old is on the page.
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
