// The parts that a plain signed token doesn't have: those of a JWE, a compressed payload, and a token inside.
import { useMemo } from 'react'
import { useDecryption, useSession } from '../../session/react/use-session.ts'
import { bytesInWords } from '../../core/text/bytes.ts'
import { nestedToken } from '../../core/token/nested.ts'
import type { Segment } from '../../core/token/segment.ts'
import { Card } from '../../ui/card.tsx'
import { Recipients } from './recipients.tsx'
import { TokenInside } from './token-inside.tsx'
import { Unpacked } from './unpacked.tsx'
import styles from './other-parts.module.css'
import { shown } from '../../core/text/quoted.ts'

export function OtherParts() {
  const token = useSession((_, derived) => derived.inspection.token)
  const object = token?.object
  // Of several recipients, the encrypted key that was opened is shown.
  const opener = useDecryption()?.recipient ?? 0
  const inner = useMemo(() => nestedToken(token?.payload?.decoded.text ?? ''), [token])
  const zip = token?.header.parameters.get('zip')
  return (
    <>
      {object?.kind === 'jws' && zip?.type === 'string' && zip.value === 'DEF' && !object.detached && <Unpacked payload={object.payload} />}
      {inner !== undefined && (
        <Card title="Token inside" part="payload" about="the payload is a token">
          <TokenInside text={inner} />
        </Card>
      )}
      {object?.kind === 'jwe' && object.form !== 'compact' && <Recipients jwe={object} />}
      {object?.kind === 'jwe' && (
        <Card title="Encrypted parts" about="readable only with the key">
          <dl className={styles.parts}>
            <OtherPart
              name="Encrypted key"
              segment={(object.recipients[opener] ?? object.recipients[0]).encryptedKey}
              empty="none: the key is agreed on or shared directly"
            />
            <OtherPart name="Initialization vector" segment={object.initializationVector} empty="none" />
            <OtherPart name="Ciphertext" segment={object.ciphertext} empty="none" />
            <OtherPart name="Authentication tag" segment={object.authenticationTag} empty="none" />
          </dl>
        </Card>
      )}
    </>
  )
}

function OtherPart({ name, segment, empty }: { readonly name: string; readonly segment: Segment; readonly empty: string }) {
  return (
    <>
      <dt>
        {name}
        <small>{bytesInWords(segment.decoding.bytes.length)}</small>
      </dt>
      <dd translate="no">{segment.text === '' ? empty : <bdi>{shown(segment.text, 400)}</bdi>}</dd>
    </>
  )
}
