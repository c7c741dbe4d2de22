// Keeps the page for offline use, and says quietly when a newer version is ready.
import { useEffect, useState } from 'react'
import { registerServiceWorker, type WaitingVersion } from '../platform/service-worker.ts'
import { Button } from '../ui/button.tsx'
import styles from './new-version.module.css'

export function NewVersion() {
  const [waiting, setWaiting] = useState<WaitingVersion>()
  useEffect(() => void registerServiceWorker((version) => setWaiting(version)), [])
  if (!waiting) return null
  return (
    <p role="status" className={styles.note}>
      A new version is ready. Reloading clears this page.
      <Button look="plain" onClick={() => waiting.activate()}>
        Reload now
      </Button>
    </p>
  )
}
