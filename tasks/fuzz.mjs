// npm run fuzz: runs the property tests with many more cases than npm test. FUZZ_RUNS is the number of cases for each (10,000).
import { install, node, program } from './node.mjs'

install()
const runs = process.env.FUZZ_RUNS ?? '10000'
console.log(`${runs} cases per property.`)
// In a different order each time, since the files share their modules.
process.exitCode = await node([program('vitest'), 'run', '--sequence.shuffle.files', ...process.argv.slice(2)], { FUZZ_RUNS: runs })
