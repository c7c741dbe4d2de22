// Writes SHA256SUMS: the hash of every built file, in the form that `sha256sum --check` reads.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Plugin } from 'vite'

/** Lowercase hex of SHA-256. */
export function sha256(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** The files of a folder by their path below it, in the order of their names; SHA256SUMS and what begins with a dot are left out. */
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

/** `HASH  NAME` a line, of every file in a folder. */
export function sumsOf(folder: string): string {
  return filesBelow(folder)
    .map((name) => `${sha256(readFileSync(join(folder, name)))}  ${name}\n`)
    .join('')
}

/** After everything else was written. */
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
