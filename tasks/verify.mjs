// npm run verify -- FILE-OR-URL-FOLDER: rebuilds the commit that a built file names, and says "identical" or which files differ.
// FILE is a jwt-inspector.html, a folder like dist/, or the address of a hosted one. Needs git and Node; installs with npm ci in a temporary clone.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { compare } from './compare-builds.mjs'
import { root, stop } from './node.mjs'

const [given] = process.argv.slice(2)
if (!given) stop('npm run verify -- FILE, where FILE is a jwt-inspector.html, a folder like dist/, or the address of a hosted one.')
const folder = mkdtempSync(join(tmpdir(), 'verify-'))
try {
  process.exitCode = await verify(given)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** @param {string} what @returns {Promise<number>} exit code */
async function verify(what) {
  const isAddress = /^https?:/.test(what)
  const path = isAddress ? await download(new URL(what.endsWith('/') || what.endsWith('.html') ? what : `${what}/`)) : resolve(what)
  if (!existsSync(path)) stop(`There is no ${path}`)
  const isFolder = statSync(path).isDirectory()
  const commit = /<meta name="commit" content="([^"]*)"/.exec(readFileSync(isFolder ? join(path, 'index.html') : path, 'utf8'))?.[1]
  if (!commit || !/^[0-9a-f]{40}$/.test(commit)) {
    stop(
      `It names no commit that could be rebuilt: ${commit ?? 'none'}${commit?.endsWith('-changed') ? ' (built with changes that were not committed)' : ''}`,
    )
  }
  console.log(`It names commit ${commit}. Rebuilding that …`)
  const clone = join(folder, 'clone')
  const run = (/** @type {string} */ file, /** @type {string[]} */ ...arguments_) =>
    execFileSync(file, arguments_, { cwd: existsSync(clone) ? clone : root, stdio: ['ignore', 'ignore', 'inherit'] })
  try {
    run('git', 'clone', '--quiet', '--no-checkout', root, clone)
    run('git', 'checkout', '--quiet', '--detach', commit)
  } catch {
    stop(`This repository does not have commit ${commit}. Fetch it first.`)
  }
  run('npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error')
  run(process.execPath, 'node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn')
  const built = join(clone, 'dist')
  if (!isFolder) {
    const same = readFileSync(path).equals(readFileSync(join(built, 'jwt-inspector.html')))
    console.log(same ? `identical: ${what} is what commit ${commit} builds.` : `differs: ${what} is not what commit ${commit} builds.`)
    return same ? 0 : 1
  }
  const { same, differing } = compare(path, built)
  // What only Vite reads is not part of what is hosted.
  const counted = isAddress ? differing.filter((line) => !/: (\.vite\/|_headers$)/.test(line)) : differing
  for (const line of counted) console.log(line)
  console.log(
    counted.length === 0
      ? `identical: ${same} files are what commit ${commit} builds.`
      : `${counted.length} files differ from what commit ${commit} builds.`,
  )
  return counted.length === 0 ? 0 : 1
}

/** Fetches the one file, or all that SHA256SUMS names, and says each address first. @param {URL} url @returns {Promise<string>} the file or folder */
async function download(url) {
  const fetched = join(folder, 'fetched')
  const get = async (/** @type {string} */ name) => {
    const address = new URL(name, url)
    console.log(`Fetching ${address.href}`)
    const response = await fetch(address)
    if (!response.ok) stop(`${address.href} answered ${response.status}`)
    const file = join(fetched, name || 'index.html')
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, Buffer.from(await response.arrayBuffer()))
    return file
  }
  const single = /[^/]+\.html$/.exec(url.pathname)?.[0]
  if (single && single !== 'index.html') return get(single)
  const sums = readFileSync(await get('SHA256SUMS'), 'utf8')
  for (const line of sums.trim().split('\n')) {
    const name = line.slice(66)
    // What a host reads itself, it may keep to itself; and no name leads out of the folder.
    if (name === '_headers' || !/^[\w.-]+(\/[\w.-]+)*$/.test(name) || name.split('/').includes('..')) continue
    await get(name)
  }
  return fetched
}
