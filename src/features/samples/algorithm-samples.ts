// One sample per algorithm, with a new key. Separate because the table of algorithms loads only with the first check.
import { offeredAlgorithms } from '../../core/algorithms/algorithms.ts'
import type { NamedSample } from './open-sample.ts'

export const ALGORITHM_SAMPLES: readonly NamedSample[] = offeredAlgorithms.map(({ name }) => ({
  label: name,
  make: (samples, now) => samples.algorithmSample(name, now),
}))
