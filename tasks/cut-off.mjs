// Runs a Node program in a network namespace that has only loopback, or says so if this machine doesn't allow one.
// node tasks/cut-off.mjs PROGRAM [ARGUMENT…]
import { spawnSync } from 'node:child_process'

const program = [process.execPath, ...process.argv.slice(2)]
const command = ['sh', '-c', 'ip link set lo up && exec "$0" "$@"', ...program]
// As root, or as a user who may create a namespace.
const namespace = [['-n'], ['-rn']].find((flags) => spawnSync('unshare', [...flags, 'sh', '-c', 'ip link set lo up']).status === 0)
console.log(
  namespace
    ? `The network is cut: unshare ${namespace.join(' ')}, loopback only.`
    : 'The network is not cut, because unshare or ip is missing or not allowed here.',
)
const [file = '', ...rest] = namespace ? ['unshare', ...namespace, ...command] : program
process.exitCode = spawnSync(file, rest, { stdio: 'inherit' }).status ?? 1
