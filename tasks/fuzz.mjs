// npm run fuzz: the property tests with many more cases than in npm test. FUZZ_RUNS says how many each (10,000).
import { install, node, program } from './node.mjs'

install()
const runs = process.env.FUZZ_RUNS ?? '10000'
console.log(`${runs} cases a property.`)
// In another order each time, since the files share their modules.
process.exitCode = await node([program('vitest'), 'run', '--sequence.shuffle.files', ...process.argv.slice(2)], { FUZZ_RUNS: runs })
