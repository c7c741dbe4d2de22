// Compares two folders of built files, byte by byte.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * @param {string} one @param {string} other folders
 * @returns {{ same: number, differing: string[] }} how many files are identical, and a line for each one that isn't
 */
export function compare(one, other) {
  const names = [...new Set([...filesOf(one), ...filesOf(other)])].toSorted()
  const differing = names.flatMap((name) => {
    const [a, b] = [read(join(one, name)), read(join(other, name))]
    if (a && b && a.equals(b)) return []
    return [!a ? `missing in ${one}: ${name}` : !b ? `missing in ${other}: ${name}` : `differs: ${name}`]
  })
  return { same: names.length - differing.length, differing }
}

/** @param {string} folder @returns {string[]} */
function filesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file)
  } catch {
    return undefined
  }
}
