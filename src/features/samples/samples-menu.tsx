// The samples: a menu on the desk, three buttons on the empty page.
import { useEffect, useState } from 'react'
import { afterLoading } from '../../platform/after-loading.ts'
import { useStore } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { ARTICLE_SAMPLES, FIRST_SAMPLES, openSample, type NamedSample } from './open-sample.ts'
import styles from './samples-menu.module.css'

export function SamplesMenu() {
  const store = useStore()
  const algorithms = useAlgorithmSamples()
  const item = (sample: NamedSample) => ({
    label: sample.label,
    ...(sample.about !== undefined && { about: sample.about }),
    onChoose: () => void openSample(store, sample),
  })
  return (
    <Menu
      label="Samples"
      groups={[
        { label: 'Start here', items: FIRST_SAMPLES.map(item) },
        { label: 'From the article', items: ARTICLE_SAMPLES.map(item) },
        ...(algorithms.length > 0 ? [{ label: 'One per algorithm, with a new key', items: algorithms.map(item) }] : []),
      ]}
    />
  )
}

function useAlgorithmSamples(): readonly NamedSample[] {
  const [samples, setSamples] = useState<readonly NamedSample[]>([])
  useEffect(
    () =>
      afterLoading(() => {
        import('./algorithm-samples.ts').then(
          (module) => setSamples(module.ALGORITHM_SAMPLES),
          // The menu still has the others.
          () => {},
        )
      }),
    [],
  )
  return samples
}

/** Opens the dialog "New token", which the page renders. */
export function NewTokenButton({ onPress }: { onPress(): void }) {
  return (
    <Button look="quiet" aria-haspopup="dialog" onClick={onPress}>
      New token
    </Button>
  )
}

export function SampleButtons({ onNewToken }: { onNewToken(): void }) {
  const store = useStore()
  return (
    <div className={styles.row} role="group" aria-label="Samples">
      <span>Or start from a sample</span>
      {FIRST_SAMPLES.map((sample) => (
        <Button key={sample.label} onClick={() => void openSample(store, sample)}>
          {sample.label}
        </Button>
      ))}
      <SamplesMenu />
      <NewTokenButton onPress={onNewToken} />
    </div>
  )
}
