// Sets the number of cases for a property test that needs more or fewer than the others.

/**
 * `usual` in `npm test`, where other tests run 100 cases. FUZZ_RUNS increases it in proportion, so that slow tests stay within bounds.
 * For `fc.assert`, whose parameters override the global ones.
 */
export function cases(usual: number): { numRuns: number } {
  const runs = Number(process.env.FUZZ_RUNS)
  return { numRuns: runs > 0 ? Math.ceil((usual * runs) / 100) : usual }
}
