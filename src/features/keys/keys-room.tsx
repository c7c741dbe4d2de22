// The Keys room, where keys are generated or imported, converted to every form, and kept by name until the page is closed.
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
  /** The panel that saves and opens workspace files. */
  readonly workspace: ReactNode
  /** A workspace file was dropped or chosen. */
  onWorkspace(file: WorkspaceFile): void
}

export function KeysRoom({ workspace, onWorkspace }: KeysRoomProps) {
  const id = useId()
  const keyring = useKeyring()
  const [typed, setTyped] = useState(NOTHING)
  const [said, setSaid] = useState('')
  const kept = useKeptKeys()
  const list = useRef<HTMLHeadingElement>(null)
  const take = async (files: readonly File[]) => {
    setSaid('')
    const imported = await importFiles(files, keyring)
    setSaid(imported.said)
    if (imported.toBox) setTyped(imported.toBox)
    if (imported.workspace) onWorkspace(imported.workspace)
  }
  const onFiles = (files: readonly File[]) => void take(files)
  return (
    <main aria-busy="false">
      <FileDrop invitation="Drop keys, certificates or a workspace file" onFiles={onFiles}>
        <div className={styles.intro}>
          <h1>Your keys</h1>
          <p>
            See a key in every form, give it a name and a kid, and use it in the inspector. Keys are only in this page’s memory. The page
            asks before it forgets one that was generated here and never exported.
          </p>
        </div>
        <div className={styles.columns}>
          <div className={styles.sources}>
            <MakeKey />
            <BringKey typed={typed} onTyped={setTyped} said={said} onSaid={setSaid} onFiles={onFiles} />
            {workspace}
          </div>
          <section className={styles.kept} aria-labelledby={`${id}-title`}>
            <div className={styles.head}>
              <h2 id={`${id}-title`} ref={list} tabIndex={-1}>
                Your keys
              </h2>
              {kept.length > 1 && <PublicSet kept={kept} />}
            </div>
            {kept.length === 0 ? (
              <p className={styles.empty}>
                None yet. Generate one to sign your own tokens, or import one to see it as a JWK, as PEM and as a JWK Set, with its
                thumbprint. The inspector offers these keys by name beside its key box.
              </p>
            ) : (
              <ul>
                {kept.map((one) => (
                  <li key={one.id}>
                    <KeyCard kept={one} onRemoved={() => list.current?.focus()} />
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

/** Copies or downloads the public halves of all keys, as a server publishes them for its verifiers. */
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
