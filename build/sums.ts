// Writes SHA256SUMS, which lists the hash of every built file in the format that `sha256sum --check` reads.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Plugin } from 'vite'

/** Lowercase hex of SHA-256. */
export function sha256(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** The files of a folder as sorted relative paths, without SHA256SUMS and names that begin with a dot. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((name) => name !== 'SHA256SUMS' && !/(^|\/)\./.test(name))
    .toSorted()
}

/** A line `HASH  NAME` for every file in a folder. */
export function sumsOf(folder: string): string {
  return filesBelow(folder)
    .map((name) => `${sha256(readFileSync(join(folder, name)))}  ${name}\n`)
    .join('')
}

/** Runs after everything else has been written. */
export function sums(): Plugin {
  let folder = ''
  return {
    name: 'sums',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir)
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      handler() {
        writeFileSync(join(folder, 'SHA256SUMS'), sumsOf(folder))
      },
    },
  }
}
