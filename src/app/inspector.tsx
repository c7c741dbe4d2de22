// The desk: the verdict across the top, the token, its parts, and the key with the signature. Which panel sits where, and nothing else.
import { lazy, Suspense, type ReactNode } from 'react'
import { KeyBox } from '../features/key/key-box.tsx'
import { PartPanel } from '../features/part/part-panel.tsx'
import { SampleButtons, SamplesMenu } from '../features/samples/samples-menu.tsx'
import { TokenBox } from '../features/token/token-box.tsx'
import { Verdict } from '../features/verdict/verdict.tsx'
import { useJudgement } from '../session/use-judgement.ts'
import { useSession } from '../session/use-session.ts'
import { Button } from '../ui/button.tsx'
import { Anatomy } from './anatomy.tsx'
import { ClockSign, ExpectationsPanel, Findings, OtherParts, ProfilePanel, SignaturePanel, TimePanel, WhyNot } from './panels.ts'
import { useSheets } from './sheets.tsx'
import styles from './inspector.module.css'

// Not needed for the first picture: what explains comes after what answers.
const Lens = lazy(async () => ({ default: (await import('../features/lens/lens.tsx')).Lens }))

export function Inspector() {
  const empty = useSession(({ state }) => !state.begun)
  const sheets = useSheets()
  return (
    <Main className={empty ? styles.welcome : styles.desk}>
      <Verdict empty={empty} clock={<ClockSign />} />
      <div className={styles.columns}>
        <div className={styles.column}>
          <TokenBox empty={empty} actions={<SamplesMenu />} comparing={sheets.open === 'compare'} onCompare={() => sheets.toggle('compare')} />
          {empty && <SampleButtons />}
          {empty && <Anatomy />}
          {!empty && (
            <Suspense>
              <Lens />
            </Suspense>
          )}
        </div>
        {!empty && (
          <>
            <div className={styles.column}>
              <PartPanel part="header" />
              <PartPanel part="payload" />
              <TimePanel />
              <OtherParts />
              <ProfilePanel />
            </div>
            <div className={styles.column}>
              <KeyBox />
              <SignaturePanel
                actions={
                  <Button look="quiet" aria-expanded={sheets.open === 'steps'} onClick={() => sheets.toggle('steps')}>
                    How it was computed
                  </Button>
                }
              />
              <WhyNot />
              <Findings />
              <ExpectationsPanel />
            </div>
          </>
        )}
      </div>
      {!empty && sheets.element}
    </Main>
  )
}

/** Says whether a check is under way; alone, so that saying it repaints nothing else. */
function Main({ className, children }: { readonly className: string | undefined; readonly children: ReactNode }) {
  const checking = useSession((snapshot) => snapshot.busy)
  const busy = useJudgement().pending || checking
  return (
    <main aria-busy={busy} className={className}>
      {children}
    </main>
  )
}
