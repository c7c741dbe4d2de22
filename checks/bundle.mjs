// Checks how much the built page loads first, which packages are in it, and which addresses it names.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { ALLOWED_ADDRESSES, ALLOWED_PACKAGES, EDITOR_PACKAGE, EXAMPLE_HOST, LIMITS } from './bundle-limits.mjs'

const dist = resolve(import.meta.dirname, '../dist')

/** @typedef {{ file: string, src?: string, isEntry?: boolean, imports?: string[], css?: string[] }} Chunk */

/** @type {Record<string, Chunk>} */
const manifest = read('.vite/manifest.json')
/** For every chunk, how many characters come from which package; '' is the project itself. @type {Record<string, Record<string, number>>} */
const makeup = read('.vite/packages.json')

/** @type {string[]} */
const faults = []

checkInitial()
checkEditor()
checkPackages()
checkAddresses()

if (faults.length > 0) {
  for (const fault of faults) console.error(`✗ ${fault}`)
  process.exit(1)
}

function checkInitial() {
  const files = new Set(
    Object.keys(manifest)
      .filter((key) => manifest[key]?.isEntry)
      .flatMap((key) => [...withImports(key)]),
  )
  let all = 0
  let own = 0
  for (const file of files) {
    const size = brotli(file)
    all += size
    own += size * ownShare(file)
  }
  const foreign = all - own
  console.log(`JavaScript of the app, first load: ${kB(all)} of ${kB(LIMITS.initial)} (Brotli, ${files.size} files)`)
  console.log(
    `  of that, packages: ${kB(foreign)} of ${kB(LIMITS.initialForeign)}; our own: ${kB(own)} (by share of characters before minification)`,
  )
  if (all > LIMITS.initial)
    faults.push(`The app's first JavaScript is ${kB(all)}, more than ${kB(LIMITS.initial)}: ${[...files].join(', ')}`)
  if (foreign > LIMITS.initialForeign) faults.push(`The packages in it are ${kB(foreign)}, more than ${kB(LIMITS.initialForeign)}`)
  const [before = ''] = readFileSync(join(dist, 'index.html'), 'utf8').split('<script type="importmap">')
  const page = compressed(Buffer.from(before))
  console.log(`The page up to its hashes, with its style and the script that decodes first: ${kB(page)} of ${kB(LIMITS.page)}`)
  console.log(`  in total: ${kB(brotli('index.html'))}`)
  if (page > LIMITS.page) faults.push(`index.html is ${kB(page)} up to its hashes, more than ${kB(LIMITS.page)}`)
}

// Measures what the lazy editor adds: its chunk and its imports, without what is already loaded.
function checkEditor() {
  const holder = Object.keys(makeup).find((file) => makeup[file]?.[EDITOR_PACKAGE])
  if (!holder) return console.log('Editor: none in the build.')
  const initial = new Set(
    Object.keys(manifest)
      .filter((key) => manifest[key]?.isEntry)
      .flatMap((key) => [...withImports(key)]),
  )
  if (initial.has(holder)) return faults.push(`The editor (${EDITOR_PACKAGE}) is in the first load, in ${holder}`)
  const key = Object.keys(manifest).find((name) => manifest[name]?.file === holder)
  const files = [...(key ? withImports(key) : [holder])].filter((file) => !initial.has(file))
  const size = files.reduce((sum, file) => sum + brotli(file), 0)
  console.log(`Editor: ${kB(size)} of ${kB(LIMITS.editor)} (${files.join(', ')})`)
  if (size > LIMITS.editor) faults.push(`The editor is ${kB(size)}, more than ${kB(LIMITS.editor)}`)
}

function checkPackages() {
  const there = [...new Set(Object.values(makeup).flatMap((shares) => Object.keys(shares)))].filter(Boolean).toSorted()
  const unknown = there.filter((name) => !ALLOWED_PACKAGES.includes(name))
  console.log(`Packages in the bundle: ${there.join(', ') || 'none'}`)
  if (unknown.length > 0) {
    faults.push(
      `Packages in the bundle that checks/bundle-limits.mjs does not list: ${unknown.join(', ')}. List them there and in docs/dependencies.md, with the reason.`,
    )
  }
}

function checkAddresses() {
  const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(html|js|css|svg|webmanifest|json)$/.test(name),
  )
  for (const name of files) {
    // The licenses, in a comment at the end of the single file, name their authors' pages.
    const text = readFileSync(join(dist, name), 'utf8').replace(/<!--\n[\s\S]*?-->\s*$/, '')
    // Includes protocol-relative addresses in quotes, which are just as absolute.
    for (const [address] of text.matchAll(/\b(?:https?|wss?|ftp):\/\/[^\s"'`<>\\)]*|(?<=["'`(])\/\/[a-z0-9-]+\.[a-z][^\s"'`<>\\)]*/gi)) {
      // A bare `https://` is text for comparing or building addresses, and names no place.
      if (/^[a-z]+:\/\/(\$\{|\*|$)/i.test(address) || EXAMPLE_HOST.test(address)) continue
      if (ALLOWED_ADDRESSES.some(({ begins }) => address === begins || address.startsWith(begins))) continue
      faults.push(`${name} names ${address}, which checks/bundle-limits.mjs does not list`)
    }
  }
}

/** @param {string} key @param {Set<string>} seen @returns {Set<string>} the chunk's file and those of all its static imports */
function withImports(key, seen = new Set()) {
  const chunk = manifest[key]
  if (!chunk || seen.has(chunk.file)) return seen
  seen.add(chunk.file)
  for (const next of chunk.imports ?? []) withImports(next, seen)
  return seen
}

/** @param {string} file @returns {number} 0 to 1 */
function ownShare(file) {
  const shares = makeup[file] ?? {}
  const all = Object.values(shares).reduce((sum, length) => sum + length, 0)
  return all === 0 ? 1 : (shares[''] ?? 0) / all
}

/** @param {string} file @returns {number} bytes after Brotli at its highest quality */
function brotli(file) {
  return compressed(readFileSync(join(dist, file)))
}

/** @param {Buffer} content */
function compressed(content) {
  return brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length
}

/** @param {string} name */
function read(name) {
  const path = join(dist, name)
  if (!existsSync(path)) {
    console.error(`${path} is missing: run npm run build first.`)
    process.exit(1)
  }
  return JSON.parse(readFileSync(path, 'utf8'))
}

/** @param {number} bytes */
function kB(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`
}
