// How many cases a property test tries that needs more or fewer of them than the others.

/**
 * `usual` in `npm test`, where the others try 100; under FUZZ_RUNS more in the same measure, so that what is slow stays within bounds.
 * For `fc.assert`, whose own parameters count more than the global ones.
 */
export function cases(usual: number): { numRuns: number } {
  const runs = Number(process.env.FUZZ_RUNS)
  return { numRuns: runs > 0 ? Math.ceil((usual * runs) / 100) : usual }
}
