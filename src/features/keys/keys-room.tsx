// The Keys room: keys are made here, or brought and turned into every form, and are kept by name until the page is closed.
import { useId, useRef, useState, type ReactNode } from 'react'
import { exportJwkSet } from '../../core/keys/make/export-key.ts'
import { copyText } from '../../platform/clipboard.ts'
import { downloadText } from '../../platform/files.ts'
import type { KeptKey } from '../../session/keyring.ts'
import { useKeptKeys, useKeyring } from '../../session/react/use-keyring.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { FileDrop } from '../../ui/file-drop.tsx'
import { BringKey, NOTHING } from './bring-key.tsx'
import { importFiles, type WorkspaceFile } from './import-files.ts'
import { KeyCard } from './key-card.tsx'
import { MakeKey } from './make-key.tsx'
import styles from './keys-room.module.css'

interface KeysRoomProps {
  /** What saves and opens workspace files. */
  readonly workspace: ReactNode
  /** A workspace file was dropped or chosen. */
  onWorkspace(file: WorkspaceFile): void
}

export function KeysRoom({ workspace, onWorkspace }: KeysRoomProps) {
  const id = useId()
  const keyring = useKeyring()
  const [brought, setBrought] = useState(NOTHING)
  const [said, setSaid] = useState('')
  const kept = useKeptKeys()
  const list = useRef<HTMLHeadingElement>(null)
  const take = async (files: readonly File[]) => {
    setSaid('')
    const imported = await importFiles(files, keyring)
    setSaid(imported.said)
    if (imported.toBox) setBrought(imported.toBox)
    if (imported.workspace) onWorkspace(imported.workspace)
  }
  const onFiles = (files: readonly File[]) => void take(files)
  return (
    <main aria-busy="false">
      <FileDrop invitation="Drop keys, certificates or a workspace file" onFiles={onFiles}>
        <div className={styles.intro}>
          <h1>Keys, made here or brought along</h1>
          <p>
            See a key in every form, give it a name and a kid, and use it in the inspector. Keys live in this page’s memory alone. Before it
            forgets one that was made here and never exported, the page asks.
          </p>
        </div>
        <div className={styles.columns}>
          <div className={styles.sources}>
            <MakeKey />
            <BringKey brought={brought} onBrought={setBrought} said={said} onSaid={setSaid} onFiles={onFiles} />
            {workspace}
          </div>
          <section className={styles.kept} aria-labelledby={`${id}-title`}>
            <div className={styles.head}>
              <h2 id={`${id}-title`} ref={list} tabIndex={-1}>
                Kept keys
              </h2>
              {kept.length > 1 && <PublicSet kept={kept} />}
            </div>
            {kept.length === 0 ? (
              <p className={styles.empty}>
                None yet. Make one to sign tokens of your own, or paste one to see it as a JWK, as PEM and as a JWK Set, with its
                thumbprint. Whatever is kept here is offered beside the inspector’s key box by its name.
              </p>
            ) : (
              <ul>
                {kept.map((one) => (
                  <li key={one.id}>
                    <KeyCard kept={one} onForgotten={() => list.current?.focus()} />
                  </li>
                ))}
              </ul>
            )}
          </section>
        </div>
      </FileDrop>
    </main>
  )
}

/** What a server publishes for its verifiers: the public halves of all keys. */
function PublicSet({ kept }: { readonly kept: readonly KeptKey[] }) {
  const text = () =>
    `${JSON.stringify(
      exportJwkSet(
        kept.map(({ key }) => key),
        'public',
      ),
      null,
      2,
    )}\n`
  if (kept.every(({ key }) => key.kind === 'secret')) return null
  return (
    <div className={styles.actions}>
      <span>All public halves as a JWK Set:</span>
      <CopyButton what="public JWK Set" copy={copyText} read={text} />
      <Button
        look="quiet"
        aria-label="Download public JWK Set"
        onClick={() => downloadText('jwks.json', text(), 'application/jwk-set+json')}
      >
        Download
      </Button>
    </div>
  )
}
