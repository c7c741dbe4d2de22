// The inspector: the verdict across the top, the token under it, and the desk beside it once there is a token.
import { lazy, Suspense, useEffect, type ReactNode } from 'react'
import { SampleButtons, SamplesMenu } from '../features/samples/samples-menu.tsx'
import { TokenBox } from '../features/token/token-box.tsx'
import { Verdict } from '../features/verdict/verdict.tsx'
import { useSession } from '../session/use-session.ts'
import { Anatomy } from './anatomy.tsx'
import { Panel } from './panel.tsx'
import { useSheets } from './sheets.tsx'
import styles from './inspector.module.css'

// Not needed for the empty page: its code comes while one looks for the token.
const loadDesk = () => import('./desk.tsx')
const Desk = lazy(async () => ({ default: (await loadDesk()).Desk }))
// What explains comes after what answers.
const Lens = lazy(async () => ({ default: (await import('../features/lens/lens.tsx')).Lens }))

export function Inspector() {
  const empty = useSession(({ state }) => !state.begun)
  const sheets = useSheets()
  // Should it fail, the token calls for it once more.
  useEffect(() => void loadDesk().catch(() => {}), [])
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
          <Suspense>
            <Desk steps={sheets.open === 'steps'} onSteps={() => sheets.toggle('steps')} />
          </Suspense>
        )}
      </div>
      {!empty && <Panel name="Sheet">{sheets.element}</Panel>}
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
