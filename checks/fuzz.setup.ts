// How long the property tests run: fast-check's 100 cases each, or FUZZ_RUNS of them (`npm run fuzz`). A failure prints its seed.
import fc from 'fast-check'

const runs = Number(process.env.FUZZ_RUNS)
if (runs > 0) fc.configureGlobal({ numRuns: runs })
