// Runs programs for the snippets' tests, one at a time or several at once.
import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'

/** Longer than any verifier or compiler needs on a busy machine, in milliseconds. */
const LONGEST = 600_000

/**
 * Runs a command to its end. Throws with its output if it fails.
 * @param {readonly string[]} command
 * @param {{ cwd?: string, env?: Record<string, string> }} [options] `env` is added to the environment
 */
export async function run(command, options = {}) {
  const { code, said } = await ended(command, '', options)
  if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}:\n${said}`)
  return said
}

/**
 * Gives a verifier a token on standard input. It accepts with exit code 0 and "Accepted", and rejects with 1 and "Rejected". Otherwise,
 * returns "no answer" with its output.
 * @param {readonly string[]} command
 * @param {string} token
 * @param {Record<string, string>} env
 * @returns {Promise<string>}
 */
export async function ask(command, token, env) {
  const { code, said } = await ended(command, `${token}\n`, { env })
  if (code === 0 && said.includes('Accepted')) return 'accept'
  return code === 1 && said.includes('Rejected') ? 'reject' : `no answer (${code}): ${said.slice(0, 2000)}`
}

/**
 * @param {readonly string[]} command
 * @param {string} input
 * @param {{ cwd?: string, env?: Record<string, string> }} options
 * @returns {Promise<{ code: number | string, said: string }>}
 */
function ended([file = '', ...given], input, { cwd, env }) {
  return new Promise((done) => {
    const child = spawn(file, given, { cwd, env: { ...process.env, ...env }, timeout: LONGEST })
    let said = ''
    child.stdout.on('data', (bytes) => (said += bytes))
    child.stderr.on('data', (bytes) => (said += bytes))
    child.once('error', (error) => done({ code: 'not started', said: String(error) }))
    child.once('close', (code, signal) => done({ code: code ?? String(signal), said }))
    // Ignores a program that ends without reading its input.
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}

/**
 * Processes a list, with as many items at once as there are processors.
 * @template T
 * @param {readonly T[]} items
 * @param {(item: T) => Promise<void>} work
 */
export async function eachAtOnce(items, work) {
  const left = [...items]
  const worker = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: availableParallelism() }, worker))
}
