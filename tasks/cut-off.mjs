// Runs a Node program in a network namespace that has nothing but loopback, where this machine lets us make one; says so where it doesn't.
// node tasks/cut-off.mjs PROGRAM [ARGUMENT…]
import { spawnSync } from 'node:child_process'

const program = [process.execPath, ...process.argv.slice(2)]
const command = ['sh', '-c', 'ip link set lo up && exec "$0" "$@"', ...program]
// As root, or as a user who may have a namespace of their own.
const namespace = [['-n'], ['-rn']].find((flags) => spawnSync('unshare', [...flags, 'sh', '-c', 'ip link set lo up']).status === 0)
console.log(
  namespace
    ? `Network cut: unshare ${namespace.join(' ')}, loopback alone.`
    : 'The network is not cut: unshare or ip is missing or not allowed here.',
)
const [file = '', ...rest] = namespace ? ['unshare', ...namespace, ...command] : program
process.exitCode = spawnSync(file, rest, { stdio: 'inherit' }).status ?? 1
