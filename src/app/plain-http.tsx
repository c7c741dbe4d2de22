// Says that browsers offer no cryptography over plain http, and links to the file that works without a host.
import { useState } from 'react'
import { COPY, isOwnCopy } from '../platform/edition.ts'
import { useCryptography } from '../platform/use-cryptography.ts'
import { Button } from '../ui/button.tsx'
import styles from './new-version.module.css'

export function PlainHttp() {
  const cryptography = useCryptography()
  const [closed, setClosed] = useState(false)
  // In a local copy the shell says it.
  if (cryptography || isOwnCopy || closed) return null
  return (
    <div role="status" className={styles.note}>
      <p>
        This page was loaded over plain http, where it can decode tokens but not check them.{' '}
        <a href={`./${COPY}`} download={COPY}>
          Download it as one file
        </a>{' '}
        and open that from your disk, where everything works.
      </p>
      <Button look="plain" onClick={() => setClosed(true)}>
        Close
      </Button>
    </div>
  )
}
