// The card "Content" of a JWE: what is needed to decrypt it or why it failed, or else the plaintext to read, edit and encrypt again.
import { useId, useMemo, useRef } from 'react'
import { keyManagementByName } from '../../core/algorithms/encryption-algorithms.ts'
import type { Decrypted, Decryption } from '../../core/crypto/decryption.ts'
import { notOpenedInWords } from '../../core/crypto/not-opened-in-words.ts'
import { openingKeyInWords } from '../../core/keys/encryption-key.ts'
import type { SecretEncoding } from '../../core/keys/key-material.ts'
import { bytesInWords } from '../../core/text/bytes.ts'
import { decodeText } from '../../core/text/decoded-text.ts'
import { nestedToken } from '../../core/token/nested.ts'
import type { Token } from '../../core/token/token.ts'
import { copyText } from '../../platform/clipboard.ts'
import type { Edit } from '../../session/state/edits.ts'
import { isSpaced } from '../../session/state/part-text.ts'
import { shownContent, turnedContent } from '../../session/state/plaintext.ts'
import { encryptAgain } from '../../session/store/encrypt-again.ts'
import { useRevealing } from '../../session/react/reveal.ts'
import { useSaid } from '../../session/react/use-said.ts'
import { useAtOnce, useCheck, useDecryption, useSession, useStore } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Editor, type EditorRef } from '../../ui/editor/editor.tsx'
import { NotesList, type NotesRef } from './notes-list.tsx'
import { OwnWhitespace } from './own-whitespace.tsx'
import { useLineNotes } from './use-line-notes.ts'
import { TokenInside } from './token-inside.tsx'
import styles from './content-card.module.css'

export function ContentCard() {
  const token = useSession((_, derived) => derived.inspection.token)
  const decryption = useDecryption()
  const typed = useAtOnce(({ state }) => state.plaintext)
  const store = useStore()
  const opensAs = useCheck((check) => check.opensAs)
  if (decryption?.state === 'decrypted' || typed !== undefined)
    return <Plaintext typed={typed} decrypted={decryption?.state === 'decrypted' ? decryption : undefined} />
  return (
    <Card title="Content" part="payload" about="encrypted">
      <p className={styles.needed} role="status">
        {decryption === undefined || decryption.state === 'encrypted' ? neededKey(token) : whyClosed(decryption)}
        {opensAs && ` Your key opens it when read as ${ENCODING_NAMES[opensAs]}.`}
      </p>
      {opensAs && (
        <div className={styles.actions}>
          <Button look="primary" onClick={() => store.dispatch({ type: 'choose-encoding', secretEncoding: opensAs })}>
            Read it as {ENCODING_NAMES[opensAs]}
          </Button>
        </div>
      )}
    </Card>
  )
}

const ENCODING_NAMES: Record<SecretEncoding, string> = { utf8: 'text', base64url: 'base64url', base64: 'base64', hex: 'hex' }

const NO_EDITS: readonly Edit[] = []

function Plaintext({ typed, decrypted }: { readonly typed: string | undefined; readonly decrypted: Decrypted | undefined }) {
  const store = useStore()
  const object = useSession((_, derived) => derived.inspection.token?.object)
  const recipients = object?.kind === 'jwe' ? object.recipients : []
  const { alg } = recipients[decrypted?.recipient ?? 0]?.header ?? {}
  const isChanged = useSession(({ state }) => state.text !== state.pasted.text) || typed !== undefined
  const decoded = useMemo(() => decrypted && decodeText(decrypted.plaintext), [decrypted])
  const asEncrypted = useAtOnce(({ state }) => state.asEncrypted)
  const original = useMemo(() => (decoded ? shownContent(decoded, asEncrypted) : ''), [decoded, asEncrypted])
  const text = typed ?? original
  const isText = decoded?.utf8 ?? true
  const { json, notes } = useLineNotes(text, 'payload', NO_EDITS, undefined)
  const inner = useMemo(() => (typed === undefined && decoded ? nestedToken(decoded.text) : undefined), [typed, decoded])
  const editor = useRef<EditorRef>(null)
  const notesRef = useRef<NotesRef>(null)
  useRevealing('plaintext', editor)
  const { said, run } = useSaid(encryptAgain)
  const aboutId = useId()
  const turn = (on: boolean) => {
    store.flush()
    const { state } = store.getSnapshot()
    store.dispatch({ type: 'show-as-encrypted', on, plaintext: turnedContent(state, decrypted?.plaintext, on) })
  }
  return (
    <Card
      title="Content"
      part="payload"
      about={typed === undefined && decrypted ? `decrypted, ${bytesInWords(decrypted.plaintext.length)}` : 'changed since it was encrypted'}
      aside={
        <CopyButton
          what="plaintext"
          copy={copyText}
          read={() => (store.flush(), store.getSnapshot().state.plaintext ?? decoded?.text ?? '')}
        />
      }
    >
      {((decoded && isSpaced(decoded)) || asEncrypted) && <OwnWhitespace was="encrypted" isShown={asEncrypted} onTurn={turn} />}
      <Editor
        ref={editor}
        label="Plaintext"
        text={text}
        language="json"
        notes={notes}
        describedBy={aboutId}
        readOnly={!isText}
        onInput={(input) => store.input('plaintext', input)}
        onNote={(note, how) => notesRef.current?.point(note, how)}
        onUndo={() => store.dispatch({ type: 'undo' })}
        onRedo={() => store.dispatch({ type: 'redo' })}
        className={styles.editor ?? ''}
      />
      {/* The editor draws only what is in view. */}
      <pre hidden data-part="plaintext">
        {typed ?? decoded?.text}
      </pre>
      <NotesList ref={notesRef} of="plaintext" json={json} notes={notes} editor={editor} />
      {inner !== undefined && <TokenInside text={inner} decrypted />}
      <div className={styles.actions}>
        <Button look={typed === undefined ? 'plain' : 'primary'} disabled={!isText} onClick={() => void run()}>
          Encrypt again
        </Button>
        <Button look="plain" aria-disabled={!isChanged} onClick={() => store.dispatch({ type: 'undo-edits' })}>
          Undo edits
        </Button>
      </div>
      <p id={aboutId} className={styles.about}>
        {isText ? (typed === undefined ? worthOf(alg) : editedAbout(recipients.length)) : BINARY}
      </p>
      <p role="status" className={styles.said}>
        {said}
      </p>
    </Card>
  )
}

/** What encrypting again does. */
function editedAbout(recipients: number): string {
  const why = 'The token still has the old content. “Encrypt again” puts this text into a new token, with a fresh key and IV under the same'
  return recipients > 1 ? `${why} headers. It needs a key for each of the ${recipients} recipients.` : `${why} header.`
}

const BINARY = 'These bytes aren’t UTF-8 text, so they’re shown as far as possible and can’t be edited here without losing some.'

/** What a successful decryption proves: with a shared key, who can have made the token; with a public key, nothing. */
function worthOf(alg: string | undefined): string {
  return alg !== undefined && keyManagementByName(alg)?.kty === 'oct'
    ? 'It is intact: only someone who has this secret can have made or changed it. It doesn’t say who that was.'
    : 'Its authentication tag matches, which proves little: anyone with the public key can encrypt a token of their own. It doesn’t say who wrote this.'
}

/** Which key would open it. */
function neededKey(token: Token | undefined): string {
  const recipients = token?.object?.kind === 'jwe' ? token.object.recipients : []
  const needed = [...new Set(recipients.map(({ header }) => openingKeyInWords(header)).filter((each) => each !== undefined))]
  if (needed.length === 0) return 'Nothing here can be read without the key.'
  const of = recipients.length > 1 ? `the key of one of its ${recipients.length} recipients: ` : ''
  return `To read it, enter ${of}${needed.slice(0, 4).join('; or ')}.`
}

/** Why it can't be decrypted: what the key is, what was expected and what to do, or what is wrong with the token. */
function whyClosed(closed: Exclude<Decryption, { readonly state: 'decrypted' | 'encrypted' }>): string {
  if (closed.state !== 'key-problem') return notOpenedInWords(closed)
  const { found, expected, action } = closed.problem
  return `This is ${found}; expected: ${expected}. To go on, ${action}.`
}
