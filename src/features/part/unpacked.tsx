// Shows a compressed payload ("zip" in a signed token, as in SMART Health Cards) unpacked. Read-only: the signature covers the packed bytes.
import { useEffect, useState } from 'react'
import { decodeText } from '../../core/text/decoded-text.ts'
import type { Segment } from '../../core/token/segment.ts'
import { copyText } from '../../platform/clipboard.ts'
import { shownJson } from '../../session/text/json-layout.ts'
import { Card } from '../../ui/card.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import styles from './other-parts.module.css'

/** A health card holds a few kilobytes; a decompression bomb must cost no more than this. Bytes. */
const MOST_INFLATED = 1_000_000
/** A longer text is cut on the page; all of it can be copied. Characters. */
const MOST_SHOWN = 50_000

type Inflated = Uint8Array<ArrayBuffer> | 'damaged' | 'too-large'

const SENTENCES = {
  damaged: 'The header says that the payload is compressed, but it does not inflate.',
  'too-large': 'The inflated payload is larger than this page can hold.',
}

export function Unpacked({ payload }: { readonly payload: Segment }) {
  const { bytes } = payload.decoding
  const [done, setDone] = useState<{ readonly of: Uint8Array; readonly inflated: Inflated }>()
  useEffect(() => {
    let wanted = true
    void import('../../core/crypto/primitives/inflate.ts')
      .then(({ inflateRaw }) => inflateRaw(bytes, MOST_INFLATED))
      .then((inflated) => wanted && setDone({ of: bytes, inflated }))
    return () => void (wanted = false)
  }, [bytes])
  if (done?.of !== bytes) return null
  const { inflated } = done
  if (typeof inflated === 'string') {
    return (
      <Card title="Unpacked payload" part="payload" about="not readable">
        <p className={styles.note} role="status">
          {SENTENCES[inflated]}
        </p>
      </Card>
    )
  }
  const decoded = decodeText(inflated)
  const shown = shownJson(decoded)
  return (
    <Card
      title="Unpacked payload"
      part="payload"
      about={`inflated, ${inflated.length.toLocaleString('en')} bytes`}
      aside={<CopyButton what="unpacked payload" copy={copyText} read={() => decoded.text} />}
    >
      {/* It scrolls, so it must be focusable for the keys that scroll it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className="card-text" data-part="unpacked" role="region" tabIndex={0} aria-label="Payload, unpacked">
        {shown.length > MOST_SHOWN ? `${shown.slice(0, MOST_SHOWN)}…` : shown}
      </pre>
    </Card>
  )
}
