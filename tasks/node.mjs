// Shared by the tasks: installs missing packages and runs programs. Uses only Node's own modules, since nothing else may be installed yet.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '..')

/**
 * Runs `npm ci` if node_modules is absent or older than the lockfile, without the scripts of packages, which aren't needed.
 * Ends the process with a message if Node is too old or npm fails.
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

// npm writes node_modules/.package-lock.json last, so it lists what is really installed.
function isInstalled() {
  const written = join(root, 'node_modules/.package-lock.json')
  if (!existsSync(written)) return false
  const required = packagesOf(join(root, 'package-lock.json'))
  const installed = packagesOf(written)
  return Object.entries(required).every(([path, { version, optional }]) => {
    if (path === '') return true
    return installed[path] ? installed[path].version === version : optional === true
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

// Under `npm start`, npm_execpath names the npm that runs us.
function npmCommand() {
  const own = process.env.npm_execpath
  if (own?.endsWith('.js')) return { file: process.execPath, arguments: [own], shell: false }
  return { file: 'npm', arguments: [], shell: process.platform === 'win32' }
}

/**
 * The path of an installed package's program, so that neither a shell nor PATH is needed.
 * @param {string} name package name
 * @param {string} [program] if it has several
 */
export function program(name, program = name) {
  const directory = join(root, 'node_modules', name)
  const { bin } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'))
  return join(directory, typeof bin === 'string' ? bin : bin[program])
}

/**
 * Runs a Node program to its end and passes its output through; resolves with the exit code (1 for a signal).
 * @param {string[]} arguments_ script and arguments
 * @param {NodeJS.ProcessEnv} [env] added to the environment
 * @param {string} [cwd] the working directory, by default the project's folder
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
      // If left in place, they would swallow a Ctrl+C that is meant for us.
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
