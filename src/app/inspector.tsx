// The inspector: the verdict across the top, the token under it, and the desk beside it once there is a token.
import { lazy, Suspense, type ReactNode } from 'react'
import { NewTokenButton, SampleButtons, SamplesMenu } from '../features/samples/samples-menu.tsx'
import { TokenBox } from '../features/token/token-box.tsx'
import { Verdict } from '../features/verdict/verdict.tsx'
import { useAtOnce, useSession } from '../session/react/use-session.ts'
import { Anatomy } from './anatomy.tsx'
import { Panel } from './panel.tsx'
import { ClockSign, Desk, TokenAbout, TokenLights } from './panels.ts'
import { OpenSheet, toggleSheet, useOpenSheet } from './sheets.tsx'
import styles from './inspector.module.css'

// What explains comes after what answers.
const Lens = lazy(async () => ({ default: (await import('../features/lens/lens.tsx')).Lens }))

export function Inspector() {
  const empty = useSession(({ state }) => !state.begun)
  const sheet = useOpenSheet()
  return (
    <Main className={empty ? styles.welcome : styles.desk}>
      <Panel name="Verdict">
        <Verdict empty={empty} clock={<ClockSign />} />
      </Panel>
      <div className={styles.columns}>
        <div className={styles.column}>
          <Panel name="Encoded token">
            <TokenBox
              empty={empty}
              actions={
                <>
                  <SamplesMenu />
                  <NewTokenButton onPress={() => toggleSheet('new-token')} />
                </>
              }
              about={
                !empty && (
                  <TokenAbout
                    comparing={sheet === 'compare'}
                    onCompare={() => toggleSheet('compare')}
                    encrypting={sheet === 'encrypt'}
                    onEncrypt={() => toggleSheet('encrypt')}
                  />
                )
              }
              lights={TokenLights}
              comparing={sheet === 'compare'}
              onCompare={() => toggleSheet('compare')}
            />
          </Panel>
          {empty && <SampleButtons onNewToken={() => toggleSheet('new-token')} />}
          {empty && <Anatomy />}
          {!empty && (
            <Panel name="Lens">
              <Suspense>
                <Lens />
              </Suspense>
            </Panel>
          )}
        </div>
        {!empty && <Desk sheet={sheet} onSheet={toggleSheet} />}
      </div>
      {(!empty || sheet === 'new-token') && (
        <Panel name="Sheet">
          <OpenSheet />
        </Panel>
      )}
    </Main>
  )
}

/** Says whether a check is under way; alone, so that saying it repaints nothing else. */
function Main({ className, children }: { readonly className: string | undefined; readonly children: ReactNode }) {
  const busy = useAtOnce(({ progress }) => progress.at === 'checking')
  const layer = useAtOnce(({ state }) => state.outer.length + 1)
  return (
    <main aria-busy={busy} data-layer={layer} className={className}>
      {children}
    </main>
  )
}
