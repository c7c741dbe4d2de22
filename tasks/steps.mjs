// What `npm test` and `npm run quick` share: steps run in order, the first that fails ends them, and the last line says how many passed.
import { node } from './node.mjs'

/** A check: its name, and the Node program with its arguments. One with `latest` begins only within so many seconds of all: what repeats what
 * others show in another way is left out, and said so, where a slow machine would otherwise run out of time.
 * @typedef {[name: string, command: string[], given?: { env?: NodeJS.ProcessEnv, latest?: number }]} Step */

/**
 * Runs the steps in order and ends the process: with 0 where all passed, with 1 after the first that fails.
 * Prints each step's name and time; the last line is "N passed, N failed".
 * @param {readonly Step[]} steps
 */
export async function runSteps(steps) {
  const begin = Date.now()
  let passed = 0
  for (const [name, command, { env, latest = Infinity } = {}] of steps) {
    console.log(`\n== ${name}`)
    const start = Date.now()
    if (start - begin > latest * 1000) {
      console.log(`== ${name}: left out, since ${latest} s have passed on this machine`)
      continue
    }
    const code = await node(command, env)
    const seconds = ((Date.now() - start) / 1000).toFixed(1)
    if (code !== 0) {
      console.error(`\n== ${name}: failed after ${seconds} s (exit code ${code}). ${steps.length - passed - 1} later checks did not run.\n`)
      console.log(`${passed} passed, 1 failed`)
      process.exit(1)
    }
    passed++
    console.log(`== ${name}: passed in ${seconds} s`)
  }
  console.log(`\nAll checks took ${((Date.now() - begin) / 1000).toFixed(0)} s.\n`)
  console.log(`${passed} passed, 0 failed`)
}
