// Which code arrives together: a file for each moment at which the page needs more of it, instead of one for each module that two of them share.
import { resolve } from 'node:path'
import type { Plugin } from 'vite'

/** What a moment needs is what its modules import, directly or on the way. */
export interface Moment {
  /** The name of its file. */
  readonly name: string
  /** Modules of the project that `import()` asks for at that moment. */
  readonly entries: readonly string[]
}

/**
 * Of the code that is not loaded at first (that is the file `page`): what the first of `moments` needs comes in its file, what another
 * alone needs in that one's, and what several of the others need in a file between them. All other `import()`s stay files of their own.
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
        // An underscore, since a dash stands before the hash.
        return first !== undefined && found.has(first) ? first : [...found].toSorted().join('_')
      }
      return {
        build: {
          rolldownOptions: {
            output: {
              codeSplitting: {
                // Each module has its own answer; a group must not draw in what it shares.
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

/** The moments that need a module: its own, and those of all that import it other than by `import()`. */
function momentsOf(
  id: string,
  graph: Graph,
  seeds: ReadonlyMap<string, string>,
  known: Map<string, ReadonlySet<string>>,
): ReadonlySet<string> {
  const before = known.get(id)
  if (before) return before
  const found = new Set<string>()
  // Type imports are gone by now, and without them the modules form no circle that would be cut short here.
  known.set(id, found)
  const own = seeds.get(id)
  if (own !== undefined) found.add(own)
  for (const importer of graph.getModuleInfo(id)?.importers ?? [])
    for (const moment of momentsOf(importer, graph, seeds, known)) found.add(moment)
  return found
}
