// What a JWE holds, once its key is there: the plaintext, and a way to open the token inside.
import { nestedToken } from '../../core/token/nested.ts'
import { decodeText } from '../../core/text/decoded-text.ts'
import type { Decrypted as Opened, Decryption, Encrypted } from '../../core/crypto/decryption.ts'
import { copyText } from '../../platform/clipboard.ts'
import { isCompactJson, layOutJson } from '../../session/text/json-layout.ts'
import { useCheck, useSession } from '../../session/react/use-session.ts'
import { Card } from '../../ui/card.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import styles from './other-parts.module.css'
import { TokenInside } from './token-inside.tsx'

/** More than this is not laid out on the page; it can still be copied. Characters. */
const MOST_SHOWN = 50_000

export function Decrypted() {
  const decryption = useCheck((check) => check.decryption)
  const alg = useSession((_, derived) => derived.inspection.token?.header.alg)
  if (!decryption || decryption.state === 'encrypted') return null
  if (decryption.state !== 'decrypted') {
    return (
      <Card title="Plaintext" part="payload" about="not readable">
        <p className={styles.note} role="status">
          {sentence(decryption)}
        </p>
      </Card>
    )
  }
  const decoded = decodeText(decryption.plaintext)
  const shown = isCompactJson(decoded.json) ? layOutJson(decoded.text) : decoded.text
  const nested = nestedToken(decoded.text)
  return (
    <Card
      title="Plaintext"
      part="payload"
      about={`decrypted, ${decryption.plaintext.length.toLocaleString('en')} bytes`}
      aside={<CopyButton what="plaintext" copy={copyText} read={() => decoded.text} />}
    >
      {/* It scrolls, so it takes the focus for the keys that scroll it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={styles.plaintext} data-part="plaintext" role="region" tabIndex={0} aria-label="Plaintext, decrypted">
        {shown.length > MOST_SHOWN ? `${shown.slice(0, MOST_SHOWN)}…` : shown}
      </pre>
      {nested !== undefined && <TokenInside text={nested} />}
      <p className={styles.note}>{SECRET.test(alg ?? '') ? OF_SECRET : OF_PUBLIC_KEY}</p>
    </Card>
  )
}

/** Algorithms with a key that only those who may read it have (RFC 7518 sections 4.4 to 4.8). */
const SECRET = /^(?:dir|A\d+(?:GCM)?KW|PBES2-.*)$/
const OF_SECRET = 'It is intact: only someone who has this secret can have made or changed it. Which of them did, it doesn’t say.'
const OF_PUBLIC_KEY =
  'Its authentication tag fits, which proves little: anyone with the public key can encrypt a token of their own. It doesn’t say who wrote this.'

type Failure = Exclude<Decryption, Opened | Encrypted>
type Reason = Extract<Failure, { readonly reason: string }>['reason']

const SENTENCES: Partial<Record<Reason, string>> = {
  'unwrap-failed':
    'The encrypted key doesn’t open with this key: it was encrypted for another one, or that part was changed. The content wasn’t reached.',
  'authentication-failed': 'The authentication tag does not fit: either the key is another one, or the token was changed.',
  'too-costly': 'This takes too long, so it was stopped: its recipients and the keys at hand ask for more work than one token is worth.',
  'p2c-too-high': 'It asks for more PBKDF2 rounds than any honest token does, so nothing was computed.',
  'zip-too-large': 'What comes out when it is inflated is larger than this page will hold.',
  'zip-unprotected':
    'Its “zip” stands outside the protected header, where anyone can change it, so nothing was decrypted (RFC 7516 section 4.1.3).',
  'zip-damaged': 'It was decrypted, but what came out does not inflate.',
}

function sentence(failure: Failure): string {
  if (failure.state === 'key-problem') {
    const { found, expected, action } = failure.problem
    return `This is ${found}; expected: ${expected}. To go on, ${action}.`
  }
  return SENTENCES[failure.reason] ?? 'It cannot be decrypted as it stands; the notes say why.'
}
