// Splits the code by when the page needs it: one file for each such moment, instead of one for each module that two of them share.
import { resolve } from 'node:path'
import type { Plugin } from 'vite'

/** A moment at which the page needs more code: everything that its modules import, directly or indirectly. */
export interface Moment {
  /** The name of its file. */
  readonly name: string
  /** Modules of the project that are loaded by `import()` at that moment. */
  readonly entries: readonly string[]
}

/**
 * Code that is loaded first is in the file `page`. Of the rest, what the first of `moments` needs is in its file, what only one other
 * needs is in that one's, and what several others need is in a file that they share. All other `import()`s remain separate files.
 */
export function chunks(moments: readonly Moment[]): Plugin {
  return {
    name: 'chunks',
    apply: 'build',
    config(config) {
      const root = config.root ?? process.cwd()
      const seeds = new Map(moments.flatMap(({ name, entries }) => entries.map((entry) => [resolve(root, entry), name] as const)))
      const known = new Map<string, ReadonlySet<string>>()
      const first = moments[0]?.name
      const name = (id: string, graph: Graph) => {
        const found = momentsOf(id, graph, seeds, known)
        if (found.size === 0) return null
        // An underscore, since a dash separates the name from the hash.
        return first !== undefined && found.has(first) ? first : [...found].toSorted().join('_')
      }
      return {
        build: {
          rolldownOptions: {
            output: {
              codeSplitting: {
                // Each module is assigned by itself; a group must not pull in the modules it shares.
                includeDependenciesRecursively: false,
                groups: [
                  { tags: ['$initial'], priority: 2, name: 'page' },
                  { priority: 1, name },
                ],
              },
            },
          },
        },
      }
    },
  }
}

interface Graph {
  getModuleInfo(id: string): { readonly importers: readonly string[] } | null
}

/** The moments that need a module: its own, and those of all modules that import it other than by `import()`. */
function momentsOf(
  id: string,
  graph: Graph,
  seeds: ReadonlyMap<string, string>,
  known: Map<string, ReadonlySet<string>>,
): ReadonlySet<string> {
  const before = known.get(id)
  if (before) return before
  const found = new Set<string>()
  // Type imports are gone by now. Without them the modules have no cycles, which would be cut short here.
  known.set(id, found)
  const own = seeds.get(id)
  if (own !== undefined) found.add(own)
  for (const importer of graph.getModuleInfo(id)?.importers ?? [])
    for (const moment of momentsOf(importer, graph, seeds, known)) found.add(moment)
  return found
}
