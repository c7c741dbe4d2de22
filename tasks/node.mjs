// What the tasks share: installing what is missing, and running a program to its end. Node's own modules only, since nothing else may be there yet.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '..')

/**
 * Runs `npm ci` where node_modules is absent or older than the lockfile. Scripts of packages stay off: none is needed.
 * Ends the process with a sentence where Node is too old or npm fails.
 */
export function install() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) stop(`Node ${process.versions.node} is too old: version 20.19 or newer is needed.`)
  if (isInstalled()) return
  console.log('Installing packages (npm ci) …')
  const npm = npmCommand()
  const run = spawnSync(npm.file, [...npm.arguments, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: npm.shell,
  })
  if (run.status !== 0) stop('npm ci failed, see above.')
}

// npm writes node_modules/.package-lock.json last: it lists what is really there.
function isInstalled() {
  const written = join(root, 'node_modules/.package-lock.json')
  if (!existsSync(written)) return false
  const wanted = packagesOf(join(root, 'package-lock.json'))
  const there = packagesOf(written)
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true
    return there[path] ? there[path].version === version : optional === true
  })
}

/** @param {string} file @returns {Record<string, { version?: string, optional?: boolean }>} */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {}
  } catch {
    return {}
  }
}

// Under `npm start` the very npm that runs us is named in npm_execpath.
function npmCommand() {
  const own = process.env.npm_execpath
  if (own?.endsWith('.js')) return { file: process.execPath, arguments: [own], shell: false }
  return { file: 'npm', arguments: [], shell: process.platform === 'win32' }
}

/**
 * The path of an installed package's program, so that no shell and no PATH is needed.
 * @param {string} name package name
 * @param {string} [program] where it has several
 */
export function program(name, program = name) {
  const directory = join(root, 'node_modules', name)
  const { bin } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'))
  return join(directory, typeof bin === 'string' ? bin : bin[program])
}

/**
 * Runs a Node program to its end with its output passed through; resolves with the exit code (1 for a signal).
 * @param {string[]} arguments_ script and arguments
 * @param {NodeJS.ProcessEnv} [env] added to the environment
 * @param {string} [cwd] where it runs, the project's folder otherwise
 * @returns {Promise<number>}
 */
export function node(arguments_, env = {}, cwd = root) {
  return new Promise((done) => {
    const child = spawn(process.execPath, arguments_, { cwd, stdio: 'inherit', env: { ...process.env, ...env } })
    const signals = /** @type {const} */ (['SIGINT', 'SIGTERM'])
    const pass = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal)
    for (const signal of signals) process.on(signal, pass)
    child.once('error', (error) => {
      console.error(String(error))
      done(1)
    })
    child.once('exit', (code) => {
      // Left in place they would swallow the Ctrl+C that is meant for us.
      for (const signal of signals) process.off(signal, pass)
      done(code ?? 1)
    })
  })
}

/**
 * @param {string} sentence
 * @returns {never}
 */
export function stop(sentence) {
  console.error(sentence)
  process.exit(1)
}
