// Checks that the lockfile pins every package, from the registry and with its hash.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

interface Manifest {
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}
interface Locked {
  version?: string
  resolved?: string
  integrity?: string
  link?: boolean
  hasInstallScript?: boolean
}

const read = (name: string): unknown => JSON.parse(readFileSync(resolve(import.meta.dirname, '..', name), 'utf8'))
const manifest = read('package.json') as Manifest
const locked = Object.entries((read('package-lock.json') as { packages: Record<string, Locked> }).packages).filter(([path]) => path !== '')

describe('the lockfile', () => {
  it('pins exact versions only', () => {
    const all = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
    expect(all.length).toBeGreaterThan(20)
    expect(all.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
  })

  it('has every direct dependency at the version in package.json', () => {
    const versions = new Map(locked.map(([path, { version }]) => [path, version]))
    const differing = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
      ([name, version]) => versions.get(`node_modules/${name}`) !== version,
    )
    expect(differing).toEqual([])
  })

  it('has the SHA-512 hash of every package', () => {
    expect(locked.length).toBeGreaterThan(100)
    expect(locked.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path)).toEqual([])
  })

  it('takes nothing from git, a file or a link, or over plain http', () => {
    const elsewhere = locked.filter(
      ([, { resolved, link }]) => link === true || (resolved !== undefined && !/^https:\/\/[^/]+\/.+\.tgz$/.test(resolved)),
    )
    expect(elsewhere.map(([path]) => path)).toEqual([])
  })

  it('needs no install scripts, so that npm ci --ignore-scripts is enough', () => {
    // fsevents is only for macOS, optional, and prebuilt without its script.
    const scripted = locked.filter(([path, { hasInstallScript }]) => hasInstallScript === true && !path.endsWith('/fsevents'))
    expect(scripted.map(([path]) => path)).toEqual([])
  })
})
