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
import { WhyNot } from '../features/why/why.tsx'
import { useSession } from '../session/use-session.ts'
import { Anatomy } from './anatomy.tsx'
import styles from './inspector.module.css'

export function Inspector() {
  const empty = useSession(({ state }) => !state.begun)
  return (
    <Main className={empty ? styles.welcome : styles.desk}>
      <Verdict empty={empty} />
      <div className={styles.columns}>
        <div className={styles.column}>
          <TokenBox empty={empty} actions={<SamplesMenu />} />
          {empty && <SampleButtons />}
          {empty && <Anatomy />}
        </div>
        {!empty && (
          <>
            <div className={styles.column}>
              <PartPanel part="header" />
              <PartPanel part="payload" />
              <OtherParts />
            </div>
            <div className={styles.column}>
              <KeyBox />
              <SignaturePanel />
              <WhyNot />
              <Findings />
            </div>
          </>
        )}
      </div>
    </Main>
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
