// Checks that docs/dependencies.md lists each package that may be in the bundle, with its reason, size and license.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ALLOWED_PACKAGES } from './bundle-limits.mjs'

const root = resolve(import.meta.dirname, '..')
const read = (path: string) => readFileSync(resolve(root, path), 'utf8')
const rows = read('docs/dependencies.md')
  .split('\n')
  .filter((line) => /^\| [@a-z]/.test(line) && !line.startsWith('| package '))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, name, reason, size, loads, license]) => ({ name: name!, reason, size, loads, license }))

const locked = Object.entries((JSON.parse(read('package-lock.json')) as { packages: Record<string, { license?: string }> }).packages)

describe('docs/dependencies.md', () => {
  it('lists exactly the packages that may be in the bundle, each once', () => {
    expect(rows.map(({ name }) => name).toSorted()).toEqual(ALLOWED_PACKAGES.toSorted())
  })

  it('lists every dependency of package.json', () => {
    const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> }
    expect(Object.keys(dependencies).filter((name) => !rows.some((row) => row.name === name))).toEqual([])
  })

  it.each(rows)('gives the reason, size and license of $name', ({ name, reason, size, loads, license }) => {
    expect(reason).not.toBe('')
    expect(size).toMatch(/^(under )?\d+(\.\d)? kB$/)
    expect(loads).not.toBe('')
    expect(license).toBe(locked.find(([path]) => path.endsWith(`node_modules/${name}`))?.[1].license)
  })
})
