// Sets the number of cases of property tests: fast-check's default of 100, or FUZZ_RUNS (`npm run fuzz`). A failure prints its seed.
import fc from 'fast-check'

const runs = Number(process.env.FUZZ_RUNS)
if (runs > 0) fc.configureGlobal({ numRuns: runs })
