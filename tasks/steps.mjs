// Runs the steps of `npm test` and `npm run quick` in order until one fails, and prints how many passed in the last line.
import { node } from './node.mjs'

/** A check: its name, and the Node program with its arguments. With `latest`, it is skipped, with a message, once that many seconds have
 * passed since the beginning, so that a slow machine doesn't run out of time. This is for checks that show in another way what others do.
 * @typedef {[name: string, command: string[], given?: { env?: NodeJS.ProcessEnv, latest?: number }]} Step */

/**
 * Runs the steps in order. Ends the process with 1 after the first that fails.
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
      console.log(`== ${name}: skipped, since ${latest} s have passed on this machine`)
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
