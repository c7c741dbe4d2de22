// The facts of a certificate: subject, issuer, validity, names, and whether the header's thumbprints match it.
import type { JsonNode } from '../../core/text/json.ts'
import type { Certificate } from '../../core/keys/key-material.ts'
import { relativeTime, utcTime } from '../../core/claims/numeric-date.ts'
import { useInstant } from '../../session/react/use-clock.ts'
import { useSession } from '../../session/react/use-session.ts'
import styles from './key-details.module.css'
import { shown } from '../../core/text/quoted.ts'

export function CertificateFacts({ certificate }: { readonly certificate: Certificate }) {
  const header = useSession((_, { inspection }) => inspection.token?.header.parameters)
  const { subject, issuer, notBefore, notAfter, san, sha1, sha256 } = certificate
  return (
    <dl className={styles.facts} aria-label="Certificate">
      <dt>Subject</dt>
      <dd>{subject === '' ? 'none' : <bdi>{shown(subject, 200)}</bdi>}</dd>
      <dt>Issuer</dt>
      <dd>{issuer === subject ? 'itself (self-signed, or a root)' : issuer === '' ? 'none' : <bdi>{shown(issuer, 200)}</bdi>}</dd>
      <dt>Validity</dt>
      <dd>
        {day(notBefore)} to {day(notAfter)}
        <Validity notBefore={notBefore} notAfter={notAfter} />
      </dd>
      {san.length > 0 && (
        <>
          <dt>Names</dt>
          <dd>{san.join(', ')}</dd>
        </>
      )}
      <dt>x5t</dt>
      <dd>
        <Thumbprint own={sha1} claimed={header?.get('x5t')} />
      </dd>
      <dt>x5t#S256</dt>
      <dd>
        <Thumbprint own={sha256} claimed={header?.get('x5t#S256')} />
      </dd>
    </dl>
  )
}

function Validity({ notBefore, notAfter }: { readonly notBefore: number; readonly notAfter: number }) {
  const [counts, text] = useInstant((now) =>
    now > notAfter
      ? `no It expired ${relativeTime(notAfter, now)}.`
      : now < notBefore
        ? `no It becomes valid ${relativeTime(notBefore, now)}.`
        : `yes (expires ${relativeTime(notAfter, now)})`,
  ).split(/ (.*)/)
  return counts === 'no' ? <b className={styles.bad}> {text}</b> : ` ${text}`
}

function Thumbprint({ own, claimed }: { readonly own: string; readonly claimed: JsonNode | undefined }) {
  const same = claimed?.type === 'string' && claimed.value === own
  return (
    <>
      <code>{own}</code>
      {claimed &&
        (same ? (
          <b className={styles.good}> The header names it.</b>
        ) : (
          <b className={styles.bad}> The header names another certificate.</b>
        ))}
    </>
  )
}

function day(seconds: number): string {
  return utcTime(seconds)?.slice(0, 10) ?? 'an unknown day'
}
