// One sample of each algorithm, with a new key; apart from the others, since the table of algorithms comes only with the first check.
import { offeredAlgorithms } from '../../core/algorithms/algorithms.ts'
import type { NamedSample } from './open-sample.ts'

export const ALGORITHM_SAMPLES: readonly NamedSample[] = offeredAlgorithms.map(({ name }) => ({
  label: name,
  make: (samples, now) => samples.algorithmSample(name, now),
}))
