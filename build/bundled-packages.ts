// Finds the packages that the modules of a bundle come from.

export interface BundledPackage {
  readonly name: string
  /** Absolute path of the package's folder. */
  readonly dir: string
}

const IN_PACKAGE = /^(.*\/node_modules\/((?:@[^/]+\/)?[^/]+))\//

/** The packages behind module ids (absolute paths), each once, by name. Virtual modules and the project's own are left out. */
export function bundledPackages(moduleIds: readonly string[]): BundledPackage[] {
  const found = new Map<string, BundledPackage>()
  for (const id of moduleIds) {
    const match = IN_PACKAGE.exec(id.replaceAll('\\', '/').replace(/^\0/, ''))
    if (match?.[1] && match[2]) found.set(match[1], { name: match[2], dir: match[1] })
  }
  return [...found.values()].toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}
