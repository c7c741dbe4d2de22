// The desk: the verdict across the top, the token, its parts, and the key with the signature. Which panel sits where, and nothing else.
import { lazy, Suspense, type ReactNode } from 'react'
import { Findings } from '../features/findings/findings.tsx'
import { KeyBox } from '../features/key/key-box.tsx'
import { OtherParts } from '../features/parts/other-parts.tsx'
import { PartPanel } from '../features/part/part-panel.tsx'
import { SampleButtons, SamplesMenu } from '../features/samples/samples-menu.tsx'
import { SignaturePanel } from '../features/signature/signature-panel.tsx'
import { TokenBox } from '../features/token/token-box.tsx'
import { Verdict } from '../features/verdict/verdict.tsx'
import { WhyNot } from '../features/why/why.tsx'
import { copyText } from '../platform/clipboard.ts'
import { useSession } from '../session/use-session.ts'
import { Button } from '../ui/button.tsx'
import { PanelBoundary } from '../ui/panel-boundary.tsx'
import { Anatomy } from './anatomy.tsx'
import { useSheets } from './sheets.tsx'
import styles from './inspector.module.css'

// Not needed for the first picture: what explains comes after what answers.
const Lens = lazy(async () => ({ default: (await import('../features/lens/lens.tsx')).Lens }))

export function Inspector() {
  const empty = useSession(({ state }) => !state.begun)
  const sheets = useSheets()
  return (
    <Main className={empty ? styles.welcome : styles.desk}>
      <Panel name="Verdict">
        <Verdict empty={empty} />
      </Panel>
      <div className={styles.columns}>
        <div className={styles.column}>
          <Panel name="Token">
            <TokenBox empty={empty} actions={<SamplesMenu />} comparing={sheets.open === 'compare'} onCompare={() => sheets.toggle('compare')} />
          </Panel>
          {empty && <SampleButtons />}
          {empty && <Anatomy />}
          {!empty && (
            <Panel name="Lens">
              <Suspense>
                <Lens />
              </Suspense>
            </Panel>
          )}
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
                <SignaturePanel
                  actions={
                    <Button look="quiet" aria-expanded={sheets.open === 'steps'} onClick={() => sheets.toggle('steps')}>
                      How it was computed
                    </Button>
                  }
                />
              </Panel>
              <Panel name="Why it does not verify">
                <WhyNot />
              </Panel>
              <Panel name="Findings">
                <Findings />
              </Panel>
            </div>
          </>
        )}
      </div>
      {!empty && <Panel name="Sheet">{sheets.element}</Panel>}
    </Main>
  )
}

function Panel({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <PanelBoundary name={name} copy={copyText}>
      {children}
    </PanelBoundary>
  )
}

/** Says whether a check is under way; alone, so that saying it repaints nothing else. */
function Main({ className, children }: { readonly className: string | undefined; readonly children: ReactNode }) {
  const busy = useSession((snapshot) => snapshot.busy)
  return (
    <main aria-busy={busy} className={className}>
      {children}
    </main>
  )
}
