// The dialog "Share", which makes a link with the token in its fragment and says what its reader will see.
import { useId, useMemo, useState } from 'react'
import { encodeExpectations } from '../../core/expectations/expectations.ts'
import { partsOfToken, unmaskable } from '../../core/masking/mask-token.ts'
import { maskableClaims } from '../../core/masking/parts.ts'
import { shown } from '../../core/text/quoted.ts'
import { copyText } from '../../platform/clipboard.ts'
import { COPY } from '../../platform/edition.ts'
import { pageAddress } from '../../platform/location.ts'
import { useCheck, useSession } from '../../session/react/use-session.ts'
import { deskSecrets } from '../../session/take/desk-secrets.ts'
import { publicKeyText, share, type ShareChoices, type Shared, type ShareRefusal } from '../../session/take/share.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { WithCode } from '../../ui/with-code.tsx'
import { chosenOf, MaskChoice, type Ticked } from './mask-choice.tsx'
import { hasSignature, seenByReader } from './seen-by-reader.ts'
import styles from './take.module.css'

/** Some chat and mail programs have been seen to cut longer links. Characters. */
const LONG_LINK = 2000

export function ShareDialog({ onClose }: { onClose(): void }) {
  const id = useId()
  const check = useCheck((current) => current)
  const token = useSession((_, { inspection }) => inspection.token)
  const viewpoint = useSession((snapshot) => snapshot.viewpoint)
  const [masks, setMasks] = useState(true)
  const [ticked, setTicked] = useState<Ticked>(new Map())
  const [signature, setSignature] = useState(true)
  const [key, setKey] = useState(true)
  const [expectations, setExpectations] = useState(true)
  const why = token && unmaskable(token)
  const claims = useMemo(() => (token && why === undefined ? maskableClaims(partsOfToken(token)) : []), [token, why])
  const isMasked = masks && why !== 'encrypted'
  const keyText = check && publicKeyText(check.reading.keys)
  const keeps = !isMasked && (signature || why === 'encrypted')
  const asked = useMemo(() => ({ ...viewpoint.expectations, leeway: viewpoint.clock.leeway }), [viewpoint])
  const made = useMemo(() => {
    if (!check || !token) return undefined
    const choices: ShareChoices = { masked: isMasked ? chosenOf(claims, ticked) : undefined, signature, key, expectations }
    return share(token, check.reading.keys, asked, deskSecrets(check, viewpoint), choices)
  }, [check, token, isMasked, claims, ticked, signature, key, expectations, asked, viewpoint])
  const link = made?.shared ? pageAddress() + made.shared.fragment : ''

  return (
    <Dialog title="Share" about="A link that opens this page with the token. The part after # never reaches a server." onClose={onClose}>
      <div className={styles.form}>
        <div className={styles.link}>
          <label className={styles.long} htmlFor={`${id}-link`}>
            Link
            <TextField
              id={`${id}-link`}
              readOnly
              value={link}
              aria-describedby={`${id}-length`}
              onText={() => {}}
              onFocus={(event) => event.target.select()}
            />
          </label>
          {link !== '' && <CopyButton what="link" name="Copy" look="primary" copy={copyText} read={() => link} />}
        </div>
        <p id={`${id}-length`} className="quiet-text">
          {made?.refusal ? (
            <WithCode text={REFUSED[made.refusal]} />
          ) : check ? (
            lengthInWords(link.length)
          ) : (
            'Waiting for this token to be checked.'
          )}
        </p>

        {link.startsWith(COPY) && (
          <p className="quiet-text">
            Your copy is a file, so the link doesn’t name its folder. The reader opens their own copy and adds the part from # on to its
            address.
          </p>
        )}

        <fieldset className={styles.options}>
          <legend>What the link contains</legend>
          <Tick
            label="Mask claims"
            checked={isMasked}
            disabled={why === 'encrypted'}
            onTick={setMasks}
            about={
              why === 'encrypted'
                ? 'An encrypted token can’t be masked, so it is shared as it is. Only someone with its private key or secret can read it.'
                : ''
            }
          />
          {isMasked && why === undefined && <MaskChoice claims={claims} ticked={ticked} onTicked={setTicked} />}
          {why !== 'encrypted' && hasSignature(check?.verification) && (
            <Tick
              label="Leave out the signature"
              checked={!keeps}
              disabled={isMasked}
              onTick={(on) => setSignature(!on)}
              about={
                isMasked
                  ? 'A masked link has no signature. With it and the public key, anyone could try short values until it verifies.'
                  : signature
                    ? 'With its signature, anyone who has the link can use the token.'
                    : ''
              }
            />
          )}
          {keeps && keyText !== undefined && (
            <Tick label="Include the public key" checked={key} onTick={setKey} about="Never the private half." />
          )}
          {encodeExpectations(asked) !== '' && (
            <Tick label="Include what your service expects" checked={expectations} onTick={setExpectations} about="" />
          )}
        </fieldset>

        {made?.shared && token && (
          <section aria-labelledby={`${id}-seen`} className={styles.seen}>
            <h3 id={`${id}-seen`}>What the reader sees</h3>
            <ul>
              {seenByReader(token, made.shared, {
                isMasked,
                keeps,
                verification: check?.verification,
              }).map((sentence) => (
                <li key={sentence}>
                  <WithCode text={sentence} />
                </li>
              ))}
              {alsoMasked(made.shared)}
            </ul>
          </section>
        )}
      </div>
    </Dialog>
  )
}

function alsoMasked({ alsoMasked: paths }: Shared) {
  if (paths.length === 0) return null
  return (
    <li>
      {paths.length === 1 ? 'One more value is masked because it repeats' : `${paths.length} more values are masked because they repeat`} a
      masked one:{' '}
      {paths
        .slice(0, 5)
        .map((path) => shown(path))
        .join(', ')}
      {paths.length > 5 ? ' …' : '.'}
    </li>
  )
}

function lengthInWords(length: number): string {
  const characters = `${length.toLocaleString('en')} characters.`
  return length > LONG_LINK
    ? `${characters} Some chat and mail programs cut a link this long. Send a file instead, or mask more.`
    : characters
}

const REFUSED: Record<ShareRefusal, string> = {
  secret: 'No link: this token holds a private key or a secret, or part of the key on this page. Mask claims to share it without them.',
  'secret-encrypted': 'No link: the header of this encrypted token holds a private key or a secret.',
  unreadable: 'No link: this token can’t be read well enough to mask it or to remove its signature.',
  'too-long': 'No link: this token is longer than 100,000 characters, too long for a link. Send it as a file.',
  'shines-through': 'No link: a masked value would still be readable in what is left. Mask more claims.',
}

interface TickProps {
  readonly label: string
  readonly checked: boolean
  readonly disabled?: boolean
  readonly about: string
  onTick(on: boolean): void
}

function Tick({ label, checked, disabled = false, about, onTick }: TickProps) {
  const id = useId()
  return (
    <div className={styles.tick}>
      <label>
        <input
          type="checkbox"
          checked={checked}
          disabled={disabled}
          {...(about !== '' && { 'aria-describedby': id })}
          onChange={(event) => onTick(event.target.checked)}
        />
        {label}
      </label>
      {about !== '' && (
        <p id={id} className="quiet-text">
          {about}
        </p>
      )}
    </div>
  )
}
