// The desk: the verdict across the top, the token, its parts, and the key with the signature. Which panel sits where, and nothing else.
import type { ReactNode } from 'react'
import { Findings } from '../features/findings/findings.tsx'
import { KeyBox } from '../features/key/key-box.tsx'
import { OtherParts } from '../features/parts/other-parts.tsx'
import { PartPanel } from '../features/part/part-panel.tsx'
import { SampleButtons, SamplesMenu } from '../features/samples/samples-menu.tsx'
import { SignaturePanel } from '../features/signature/signature-panel.tsx'
import { TokenBox } from '../features/token/token-box.tsx'
import { Verdict } from '../features/verdict/verdict.tsx'
import { copyText } from '../platform/clipboard.ts'
import { useSession } from '../session/use-session.ts'
import { PanelBoundary } from '../ui/panel-boundary.tsx'
import { Anatomy } from './anatomy.tsx'
import styles from './inspector.module.css'

export function Inspector() {
  const empty = useSession(({ state }) => !state.begun)
  const busy = useSession((snapshot) => snapshot.busy)
  return (
    <main aria-busy={busy} className={empty ? styles.welcome : styles.desk}>
      <Panel name="Verdict">
        <Verdict empty={empty} />
      </Panel>
      <div className={styles.columns}>
        <div className={styles.column}>
          <Panel name="Token">
            <TokenBox empty={empty} actions={<SamplesMenu />} />
          </Panel>
          {empty && <SampleButtons />}
          {empty && <Anatomy />}
        </div>
        {!empty && (
          <>
            <div className={styles.column}>
              <Panel name="Header">
                <PartPanel part="header" />
              </Panel>
              <Panel name="Payload">
                <PartPanel part="payload" />
              </Panel>
              <Panel name="Other parts">
                <OtherParts />
              </Panel>
            </div>
            <div className={styles.column}>
              <Panel name="Key">
                <KeyBox />
              </Panel>
              <Panel name="Signature">
                <SignaturePanel />
              </Panel>
              <Panel name="Findings">
                <Findings />
              </Panel>
            </div>
          </>
        )}
      </div>
    </main>
  )
}

function Panel({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <PanelBoundary name={name} copy={copyText}>
      {children}
    </PanelBoundary>
  )
}
