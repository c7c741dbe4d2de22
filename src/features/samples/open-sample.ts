// The samples by name, and how to open one. The code that makes them loads with the first.
import { currentSeconds } from '../../platform/clock.ts'
import { derive } from '../../session/state/derived.ts'
import type { Store } from '../../session/store/store.ts'
import type * as samplesModule from './samples.ts'
import type { Sample } from './samples.ts'

export interface NamedSample {
  readonly label: string
  readonly about?: string
  /** `now` in seconds since 1970. */
  make(samples: typeof samplesModule, now: number): Sample | Promise<Sample>
}

export const FIRST_SAMPLES: readonly NamedSample[] = [
  { label: 'A good token', about: 'current, with its secret', make: (samples, now) => samples.goodSample(now) },
  { label: 'An edited token', about: 'a claim changed after signing', make: (samples, now) => samples.editedSample(now) },
  { label: 'An expired token', about: '23 minutes ago', make: (samples, now) => samples.expiredSample(now) },
]

export const ARTICLE_SAMPLES: readonly NamedSample[] = [
  {
    label: 'The payroll token as printed',
    about: 'its signature covers other bytes',
    make: (samples) => samples.ARTICLE_AS_PRINTED,
  },
  { label: 'The payroll token as signed', about: 'the same claims, compact', make: (samples) => samples.ARTICLE_AS_SIGNED },
]

export async function openSample(store: Store, { make }: NamedSample): Promise<void> {
  const sample = await make(await import('./samples.ts'), currentSeconds())
  store.dispatch({
    type: 'load',
    text: sample.token,
    origin: 'sample',
    key: { text: sample.key, origin: { from: 'sample' }, secretEncoding: sample.secretEncoding },
  })
  if (sample.edit) {
    const typed = sample.edit(derive(store.getSnapshot().state).payload)
    store.dispatch({ type: 'edit-part', part: 'payload', typed, at: 0 })
  }
}
