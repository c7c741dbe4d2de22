// The dialog "Verify in code", which shows code in the reader's language that checks the token on the desk.
import { useEffect, useId, useState } from 'react'
import { SNIPPET_LANGUAGES, snippetOf } from '../../core/snippets/index.ts'
import type { SnippetKey, SnippetLanguage } from '../../core/snippets/snippet/snippet.ts'
import { checkFetchUrl } from '../../core/keys/sources/fetch-url.ts'
import { copyText } from '../../platform/clipboard.ts'
import { snippetSubject, type SnippetSubject, type SubjectRead } from './snippet-subject.ts'
import type { Check } from '../../session/answers/check.ts'
import { useCheck, useSession } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { WithCode } from '../../ui/with-code.tsx'
import styles from './snippets.module.css'

interface VerifyInCodeProps {
  onClose(): void
  /** Opens the list of libraries, including those without code here. */
  onLibraries(): void
}

const LANGUAGES = SNIPPET_LANGUAGES.map(({ id, name }) => ({ value: id, name }))

/** The last choice, remembered while the page is open. */
let lastLanguage = 'node'

export function VerifyInCode({ onClose, onLibraries }: VerifyInCodeProps) {
  const [id, setId] = useState(lastLanguage)
  const read = useSubject()
  const language = SNIPPET_LANGUAGES.find((each) => each.id === id)
  return (
    <Dialog title="Verify in code" wide onClose={onClose}>
      {read?.refusal !== undefined && (
        <p data-refusal="token">
          <WithCode text={read.refusal} />
        </p>
      )}
      {read?.subject && language && (
        <Written
          subject={read.subject}
          language={language}
          onLanguage={(next) => {
            lastLanguage = next
            setId(next)
          }}
        />
      )}
      <p className={styles.more}>
        <Button look="quiet" onClick={onLibraries}>
          Libraries for other languages
        </Button>
      </p>
    </Dialog>
  )
}

interface WrittenProps {
  readonly subject: SnippetSubject
  readonly language: SnippetLanguage
  onLanguage(id: string): void
}

function Written({ subject, language, onLanguage }: WrittenProps) {
  const id = useId()
  const { keys, order, fetchedFrom } = subject
  const [wished, setWished] = useState<SnippetKey['from'] | undefined>(fetchedFrom === undefined ? undefined : 'jwks-url')
  const [url, setUrl] = useState(fetchedFrom ?? '')
  const chosen = keys.find(({ from }) => from === wished) ?? keys[0]
  const address = url.trim()
  const given = address === '' ? undefined : checkFetchUrl(address)
  const key = chosen?.from === 'jwks-url' ? { ...chosen, url: given?.ok ? given.url : EXAMPLE_URL } : chosen
  const { code, refusal } = key ? snippetOf(language, { ...order, key }) : { refusal: '' }
  return (
    <>
      <div className={styles.form}>
        <SelectField className={styles.field} label="Language" value={language.id} options={LANGUAGES} onValue={onLanguage} />
        {keys.length > 1 && chosen && (
          <SelectField<SnippetKey['from']>
            className={styles.field}
            label="Key from"
            value={chosen.from}
            options={keys.map(({ from }) => ({ value: from, name: KEY_NAMES[from] }))}
            onValue={setWished}
          />
        )}
        {chosen?.from === 'jwks-url' && (
          <label className={styles.field} htmlFor={`${id}-address`}>
            URL of the JWK Set
            <TextField id={`${id}-address`} value={url} placeholder={EXAMPLE_URL} aria-describedby={`${id}-url`} onText={setUrl} />
          </label>
        )}
      </div>
      <p id={`${id}-url`} className={styles.problem} role="status">
        {given?.ok === false && 'This isn’t a complete https URL, so the code shows an example.'}
      </p>
      <p className={styles.about}>
        <WithCode text={asksOf(subject, chosen?.from)} />
      </p>
      {subject.isKeyUnproven && chosen?.from === 'pem' && (
        <p className={styles.caution}>
          The key came with the token or in a link. Compare it with your issuer’s before you put it into code.
        </p>
      )}
      {code === undefined ? (
        <p className={styles.refused} data-refusal="language">
          {refusal}
        </p>
      ) : (
        <figure className={styles.snippet}>
          <figcaption>
            <Checked language={language} />
            <CopyButton what="code" name="Copy" read={() => code} copy={copyText} />
          </figcaption>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard (WCAG 2.1.1) */}
          <pre data-part="snippet" tabIndex={0} aria-label={`Code for ${language.name}`} role="group">
            {code}
          </pre>
        </figure>
      )}
    </>
  )
}

const EXAMPLE_URL = 'https://issuer.example/.well-known/jwks.json'

const KEY_NAMES: Readonly<Record<SnippetKey['from'], string>> = {
  secret: 'An environment variable',
  pem: 'The public key, in the code',
  'jwks-url': 'The issuer’s JWK Set, by URL',
}

/** How the code was tested. */
function Checked({ language: { checked } }: { readonly language: SnippetLanguage }) {
  if (checked.by === 'tests') return <span>Tested with {checked.versions}.</span>
  return (
    <span>
      Not run by our tests; checked against its{' '}
      <a href={checked.url} target="_blank" rel="noreferrer">
        documentation
      </a>
      .
    </span>
  )
}

const LIST = new Intl.ListFormat('en')

/** What the code checks, and where that comes from. */
function asksOf({ takenFromToken, leftOut, order }: SnippetSubject, from: SnippetKey['from'] | undefined): string {
  const code = (names: readonly string[]) => LIST.format(names.map((name) => (name.includes(' ') ? name : `\`${name}\``)))
  return [
    from === 'secret' ? 'It reads the secret from `JWT_SECRET`, never from the code.' : '',
    takenFromToken.length > 0 ? `It expects ${code(takenFromToken)} as in this token. To change that, set what your service expects.` : '',
    leftOut.length > 0 ? `It doesn’t check ${code(leftOut)}, which you expect here.` : '',
    order.issuer === undefined ? 'It accepts any issuer that has this key.' : '',
    order.audience === undefined ? 'It doesn’t check the audience: the token names none and you expect none.' : '',
    order.requiresExp ? '' : 'This token has no `exp`, so the code doesn’t require one.',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')
}

/** Read again when the token, its key or the expectations change. */
function useSubject(): SubjectRead | undefined {
  const token = useSession((_, { inspection }) => inspection.token)
  const check = useCheck((each): Check => each)
  const viewpoint = useSession((snapshot) => snapshot.viewpoint)
  const [read, setRead] = useState<SubjectRead>()
  useEffect(() => {
    let gone = false
    if (!check) return undefined
    void snippetSubject(token, check, viewpoint).then((subject) => {
      if (!gone) setRead(subject)
    })
    return () => {
      gone = true
    }
  }, [token, check, viewpoint])
  return read
}
