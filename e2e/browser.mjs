// Finds a Chromium and a Firefox for the end-to-end tests. Run by itself it also brings a Chromium where there is none, or says how to get one.
import { spawnSync } from 'node:child_process'
import {
  accessSync,
  constants,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { pathToFileURL } from 'node:url'
import { createBrotliDecompress } from 'node:zlib'
import { chromium } from '@playwright/test'

const CACHE = resolve(import.meta.dirname, '../node_modules/.cache/chromium')
// A Chromium for Linux x64 inside a package: fetched on demand, not a dependency, since it is 67 MB that no other machine needs.
const PACKAGE = '@sparticuz/chromium@153.0.0'
const windows = process.platform === 'win32'
const headed = process.argv.includes('--headed')
const CHROMIUMS = [
  // Twice as fast as the whole browser, and the same engine.
  ...(headed ? [] : ['chromium-headless-shell']),
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge-stable',
  'msedge',
]
const MACOS = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium']
const WINDOWS = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) =>
  join(process.env[name] ?? '', 'Google/Chrome/Application/chrome.exe'),
)

/**
 * The Chromium to test with, or undefined where there is none. Without `path` it is the one that `playwright install` put in place.
 * Throws where CHROMIUM_PATH names no program.
 * @returns {{ path?: string, from: string } | undefined}
 */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH
  if (named) {
    if (!isProgram(named)) throw new Error(`CHROMIUM_PATH=${named} is not an executable file`)
    return { path: named, from: 'CHROMIUM_PATH' }
  }
  if (existsSync(chromium.executablePath())) return { from: 'playwright install' }
  const onPath = findOnPath(CHROMIUMS)
  if (onPath) return { path: onPath, from: 'PATH' }
  const usual = (process.platform === 'darwin' ? MACOS : windows ? WINDOWS : []).find(isProgram)
  if (usual) return { path: usual, from: 'its usual place' }
  const unpacked = join(CACHE, 'run')
  return isProgram(unpacked) ? { path: unpacked, from: PACKAGE } : undefined
}

/** The stock Firefox on the PATH (or FIREFOX_PATH), or undefined. */
export function findFirefox() {
  const named = process.env.FIREFOX_PATH
  if (named && !isProgram(named)) throw new Error(`FIREFOX_PATH=${named} is not an executable file`)
  return named || findOnPath(['firefox-esr', 'firefox'])
}

/** @param {string[]} names */
function findOnPath(names) {
  for (const directory of (process.env.PATH ?? '').split(delimiter)) {
    if (!directory) continue
    const found = names.map((name) => join(directory, windows ? `${name}.exe` : name)).find(isProgram)
    if (found) return found
  }
  return undefined
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

// The package's own unpacking writes to a shared temporary folder and races, so its three archives are unpacked here.
async function unpackFromPackage() {
  mkdirSync(CACHE, { recursive: true })
  const options = ['--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', CACHE]
  const run = spawnSync('npm', ['install', ...options, PACKAGE], { stdio: ['ignore', 'ignore', 'inherit'] })
  if (run.status !== 0) throw new Error(`npm could not install ${PACKAGE}`)
  const { extract } = await import(pathToFileURL(join(CACHE, 'node_modules/tar-fs/index.js')).href)
  const archive = join(CACHE, 'node_modules/@sparticuz/chromium/bin')
  /** @param {string} name @param {NodeJS.WritableStream} to */
  const unpack = (name, to) => pipeline(createReadStream(join(archive, name)), createBrotliDecompress({ chunkSize: 2 ** 21 }), to)
  await unpack('chromium.br', createWriteStream(join(CACHE, 'part'), { mode: 0o755 }))
  await unpack('swiftshader.tar.br', extract(CACHE))
  await unpack('al2023.tar.br', extract(join(CACHE, 'al2023')))
  renameSync(join(CACHE, 'part'), join(CACHE, 'chromium'))
  const script = [
    '#!/bin/sh',
    'd="$(dirname "$(readlink -f "$0")")"',
    'LD_LIBRARY_PATH="${LD_LIBRARY_PATH:+$LD_LIBRARY_PATH:}$d/al2023/lib" exec "$d/chromium" "$@"',
    '',
  ]
  writeFileSync(join(CACHE, 'run'), script.join('\n'), { mode: 0o755 })
}

async function bring() {
  let found = findChromium()
  if (found) return found
  console.log('No Chromium found: trying to download one …')
  const playwright = resolve(import.meta.dirname, '../node_modules/@playwright/test/cli.js')
  spawnSync(process.execPath, [playwright, 'install', 'chromium'], { stdio: 'ignore', timeout: 300_000 })
  found = findChromium()
  if (!found && process.platform === 'linux' && process.arch === 'x64') {
    await unpackFromPackage().catch((error) => console.error(String(error)))
    found = findChromium()
  }
  return found
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const found = await bring()
  if (!found) {
    console.error(`No Chromium or Chrome found. Do one of these and run the tests again:
  npx playwright install --with-deps chromium   (internet)
  sudo apt-get install -y chromium              (Debian)
  CHROMIUM_PATH=/path/to/chrome npm test`)
    process.exit(1)
  }
  console.log(`Chromium: ${found.path ?? chromium.executablePath()} (${found.from})`)
  console.log(`Firefox: ${findFirefox() ?? 'none on the PATH, so its tests are left out'}`)
}
