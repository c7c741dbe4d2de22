// The inspector: the verdict at the top, the token under it, and the desk around it once there is a token.
import { lazy, Suspense, useLayoutEffect, type ReactNode } from 'react'
import { NewTokenButton, SampleButtons, SamplesMenu } from '../features/samples/samples-menu.tsx'
import { TokenBox } from '../features/token/token-box.tsx'
import { Verdict } from '../features/verdict/verdict.tsx'
import { useColumns, type Columns } from '../platform/width.ts'
import { useAtOnce, useSession } from '../session/react/use-session.ts'
import { Anatomy } from './anatomy.tsx'
import type { VerdictPlace } from '../features/verdict/sentence.ts'
import { Panel } from './panel.tsx'
import {
  Disclosures,
  FirstColumn,
  KeyColumn,
  OpenSheet,
  OtherColumn,
  PartsColumn,
  TokenAbout,
  TokenLights,
  VerdictActions,
  WhyColumn,
} from './panels.ts'
import { toggleSheet, useOpenSheet } from './sheet-choice.ts'
import styles from './inspector.module.css'

// The lens explains, so it loads after what answers.
const Lens = lazy(async () => ({ default: (await import('../features/lens/lens.tsx')).Lens }))

/**
 * The columns in the order in which they are read and tabbed through. With two columns the token comes after the key, so that a long one
 * pushes neither the key nor the findings out of sight; on a phone it comes after what is read first.
 */
const ORDER = {
  one: ['first', 'token', 'other'],
  two: ['parts', 'key', 'token', 'why'],
  three: ['token', 'parts', 'key'],
} as const satisfies Record<Columns, readonly string[]>

/** Its code loads with the first press. */
function goToPlace(place: VerdictPlace): void {
  import('./go-to-place.ts').then(
    (module) => module.goToPlace(place),
    () => {},
  )
}

export function Inspector() {
  const empty = useSession(({ state }) => !state.begun)
  const sheet = useOpenSheet()
  const columns = useColumns()
  // A browser scrolls to the end of what is pasted, but the result begins at the top.
  useLayoutEffect(() => {
    if (!empty) scrollTo(0, 0)
  }, [empty])
  const desk = { sheet, onSheet: toggleSheet }
  const token = (
    <div key="token" className={styles.column}>
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
                varying={sheet === 'variations'}
                onVary={() => toggleSheet('variations')}
              />
            )
          }
          lights={TokenLights}
        />
      </Panel>
      {empty && <SampleButtons onNewToken={() => toggleSheet('new-token')} />}
      {empty && <Anatomy />}
      {!empty && (
        <Panel name="Lens">
          <Suspense>
            <Lens narrow={columns === 'one'} />
          </Suspense>
        </Panel>
      )}
    </div>
  )
  const column = {
    token,
    first: <FirstColumn key="first" {...desk} />,
    other: <OtherColumn key="other" {...desk} />,
    parts: <PartsColumn key="parts" {...desk} />,
    key: <KeyColumn key="key" {...desk} why={columns === 'three'} />,
    why: <WhyColumn key="why" />,
  }
  return (
    <Main className={empty ? styles.welcome : styles.desk}>
      <Panel name="Verdict">
        <Verdict empty={empty} actions={<VerdictActions />} onGo={goToPlace} />
      </Panel>
      <div className={styles.columns} data-columns={columns}>
        {empty ? [token] : ORDER[columns].map((name) => column[name])}
        {!empty && <Disclosures {...desk} />}
      </div>
      {(!empty || sheet === 'new-token') && (
        <Panel name="Sheet">
          <OpenSheet />
        </Panel>
      )}
    </Main>
  )
}

/** Says whether a check is under way. Separate, so that nothing else repaints. */
function Main({ className, children }: { readonly className: string | undefined; readonly children: ReactNode }) {
  const busy = useAtOnce(({ progress }) => progress.at === 'checking')
  const layer = useAtOnce(({ state }) => state.outer.length + 1)
  return (
    <main aria-busy={busy} data-layer={layer} className={className}>
      {children}
    </main>
  )
}
