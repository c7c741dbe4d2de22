// npm run verify -- FILE: rebuilds the commit that a built file names, and prints "identical" or which files differ.
// FILE is a jwt-inspector.html, a folder like dist/, or the URL of a hosted one. Requires git and Node; runs npm ci in a temporary clone.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { compare } from './compare-builds.mjs'
import { root, stop } from './node.mjs'

const [given] = process.argv.slice(2)
if (!given) stop('npm run verify -- FILE, where FILE is a jwt-inspector.html, a folder like dist/, or the URL of a hosted one.')
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
  if (!existsSync(path)) stop(`${path} does not exist.`)
  const isFolder = statSync(path).isDirectory()
  const commit = /<meta name="commit" content="([^"]*)"/.exec(readFileSync(isFolder ? join(path, 'index.html') : path, 'utf8'))?.[1]
  if (!commit || !/^[0-9a-f]{40}$/.test(commit)) {
    stop(
      `It names no commit to rebuild: ${commit ?? 'none'}${commit?.endsWith('-changed') ? ' (built with changes that were not committed)' : ''}`,
    )
  }
  console.log(`It names commit ${commit}. Rebuilding …`)
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
  // Files that only Vite or the host reads are not hosted.
  const counted = isAddress ? differing.filter((line) => !/: (\.vite\/|_headers$)/.test(line)) : differing
  for (const line of counted) console.log(line)
  console.log(
    counted.length === 0
      ? `identical: ${same} files are what commit ${commit} builds.`
      : `${counted.length} files differ from what commit ${commit} builds.`,
  )
  return counted.length === 0 ? 0 : 1
}

/** Fetches the single file, or all files in SHA256SUMS, and prints each address first. @param {URL} url @returns {Promise<string>} the file or folder */
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
    // A host needn't serve _headers, which is for the host itself. No name may lead out of the folder.
    if (name === '_headers' || !/^[\w.-]+(\/[\w.-]+)*$/.test(name) || name.split('/').includes('..')) continue
    await get(name)
  }
  return fetched
}
