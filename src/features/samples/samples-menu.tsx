// The samples: a menu on the desk, three buttons on the empty page.
import { currentSeconds } from '../../platform/clock.ts'
import { derive } from '../../session/derived.ts'
import type { Store } from '../../session/store.ts'
import { useStore } from '../../session/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { Menu } from '../../ui/menu.tsx'
import type * as samplesModule from './samples.ts'
import type { Sample } from './samples.ts'
import styles from './samples-menu.module.css'

type Samples = typeof samplesModule

const ALGORITHMS = [
  'HS256',
  'HS384',
  'HS512',
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'ES256K',
  'Ed25519',
  'Ed448',
  'ML-DSA-44',
  'ML-DSA-65',
  'ML-DSA-87',
  'none',
]

const FIRST = [
  { label: 'A good one', about: 'current, with its secret', make: (samples: Samples, now: number) => samples.goodSample(now) },
  {
    label: 'One that was edited',
    about: 'a claim changed after signing',
    make: (samples: Samples, now: number) => samples.editedSample(now),
  },
  { label: 'One that expired', about: '23 minutes ago', make: (samples: Samples, now: number) => samples.expiredSample(now) },
]

const ARTICLE = [
  {
    label: 'The payroll token as printed',
    about: 'its signature was made over other bytes',
    make: (samples: Samples) => samples.ARTICLE_AS_PRINTED,
  },
  { label: 'The payroll token as signed', about: 'the same claims, compact', make: (samples: Samples) => samples.ARTICLE_AS_SIGNED },
]

export function SamplesMenu() {
  const store = useStore()
  const item = ({
    label,
    about,
    make,
  }: {
    label: string
    about?: string
    make(samples: Samples, now: number): Sample | Promise<Sample>
  }) => ({
    label,
    ...(about !== undefined && { about }),
    onChoose: () => void open(store, make),
  })
  return (
    <Menu
      label="Samples"
      groups={[
        { label: 'To begin with', items: FIRST.map(item) },
        { label: 'From the article', items: ARTICLE.map(item) },
        {
          label: 'One of each algorithm, with a new key',
          items: ALGORITHMS.map((alg) => item({ label: alg, make: (samples, now) => samples.algorithmSample(alg, now) })),
        },
      ]}
    />
  )
}

export function SampleButtons() {
  const store = useStore()
  return (
    <div className={styles.row} role="group" aria-label="Samples">
      <span>Or start from a sample</span>
      {FIRST.map(({ label, make }) => (
        <Button key={label} onClick={() => void open(store, make)}>
          {label}
        </Button>
      ))}
      <SamplesMenu />
    </div>
  )
}

async function open(store: Store, make: (samples: Samples, now: number) => Sample | Promise<Sample>) {
  const sample = await make(await import('./samples.ts'), currentSeconds())
  store.dispatch({ type: 'load', text: sample.token, key: sample.key, secretEncoding: sample.secretEncoding })
  if (sample.edit) {
    const typed = sample.edit(derive(store.getSnapshot().state).payload)
    store.dispatch({ type: 'edit-part', part: 'payload', typed, at: 0 })
  }
}
