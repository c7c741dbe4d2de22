// The parts that a signed token does not have: those of a JWE, and the disclosures of an SD-JWT.
import { useSession } from '../../session/react/use-session.ts'
import type { Segment } from '../../core/token/segment.ts'
import { Card } from '../../ui/card.tsx'
import { Decrypted } from './decrypted.tsx'
import { Unpacked } from './unpacked.tsx'
import styles from './other-parts.module.css'

export function OtherParts() {
  const token = useSession((_, derived) => derived.inspection.token)
  const object = token?.object
  const zip = token?.header.parameters.get('zip')
  return (
    <>
      {object?.kind === 'jws' && zip?.type === 'string' && zip.value === 'DEF' && !object.detached && <Unpacked payload={object.payload} />}
      {object?.kind === 'jwe' && <Decrypted />}
      {object?.kind === 'jwe' && (
        <Card title="Encrypted parts" about="readable only with the key">
          <dl className={styles.parts}>
            <OtherPart
              name="Encrypted key"
              segment={object.recipients[0].encryptedKey}
              empty="none: the key is agreed on or shared directly"
            />
            <OtherPart name="Initialization vector" segment={object.initializationVector} empty="none" />
            <OtherPart name="Ciphertext" segment={object.ciphertext} empty="none" />
            <OtherPart name="Authentication tag" segment={object.authenticationTag} empty="none" />
          </dl>
        </Card>
      )}
      {token?.sdJwt && (
        <Card title="Disclosures" part="payload" about={`${token.sdJwt.disclosures.length}, sent along with the signed part`}>
          <ul className={styles.disclosures} aria-label="Disclosures">
            {token.sdJwt.disclosures.map(({ name, value, readable, segment }) => (
              <li key={segment.at}>
                {readable ? (
                  <>
                    {name === undefined ? 'an array element' : <code className={styles.name}>{name}</code>}:{' '}
                    <code>{brief(value ? segment.decoded.text.slice(value.from, value.to) : '')}</code>
                  </>
                ) : (
                  <span className={styles.bad}>not a disclosure: it must be a JSON array of two or three elements</span>
                )}
              </li>
            ))}
          </ul>
          {token.sdJwt.keyBinding && (
            <p className={styles.note}>A key binding JWT follows: it proves that the presenter holds the key named in “cnf”.</p>
          )}
        </Card>
      )}
    </>
  )
}

function OtherPart({ name, segment, empty }: { readonly name: string; readonly segment: Segment; readonly empty: string }) {
  const bytes = segment.decoding.bytes.length
  return (
    <>
      <dt>
        {name}
        <small>
          {bytes.toLocaleString('en')} {bytes === 1 ? 'byte' : 'bytes'}
        </small>
      </dt>
      <dd translate="no">{segment.text === '' ? empty : brief(segment.text)}</dd>
    </>
  )
}

function brief(text: string): string {
  return text.length > 400 ? `${text.slice(0, 399)}…` : text
}
