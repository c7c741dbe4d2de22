// Finds import cycles between files or folders, with any kind of import.
import { posix } from 'node:path'
import { parseSync, Visitor } from 'vite'

/** The imports of each file or folder. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>

/** Represents an import whose name is only known at run time. */
export const UNNAMED = '*'

/** What a file imports, as in its text: static imports, type imports, re-exports, `import()` and `import('…').Type`. Throws if it can't be parsed. */
export function importsOf(path: string, text: string): string[] {
  const { program, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]!.message}`)
  const found: string[] = []
  const add = ({ source }: { source?: unknown }) => {
    if (!source) return
    const { value } = source as { value?: unknown }
    found.push(typeof value === 'string' ? value : UNNAMED)
  }
  new Visitor({
    ImportDeclaration: add,
    ExportNamedDeclaration: add,
    ExportAllDeclaration: add,
    ImportExpression: add,
    TSImportType: add,
    TSExternalModuleReference: ({ expression }) => add({ source: expression }),
  }).visit(program)
  return found
}

/** The imports between files, given what each imports, without packages, styles and files that don't exist. */
export function graphOf(imports: ReadonlyMap<string, readonly string[]>): Graph {
  return new Map(
    [...imports].map(([path, names]) => {
      const targets = names.filter((name) => name.startsWith('.')).map((name) => posix.join(posix.dirname(path), name))
      return [path, new Set(targets.filter((target) => imports.has(target)))]
    }),
  )
}

/** The same imports between groups of names, without those within a group and names that belong to none. */
export function grouped(graph: Graph, groupOf: (name: string) => string | undefined): Graph {
  const groups = new Map<string, Set<string>>()
  for (const [name, targets] of graph) {
    const group = groupOf(name)
    if (group === undefined) continue
    const known = groups.get(group) ?? new Set()
    groups.set(group, known)
    for (const target of [...targets].map(groupOf)) if (target !== undefined && target !== group) known.add(target)
  }
  return groups
}

/** Every cycle once, as the names along a shortest way around. Of cycles that share a name, only one. */
export function cycles(graph: Graph): string[][] {
  const found: string[][] = []
  const known = new Set<string>()
  for (const name of graph.keys()) {
    if (known.has(name)) continue
    const way = wayBack(graph, name)
    if (!way) continue
    found.push(way)
    for (const each of way) known.add(each)
  }
  return found
}

/** The shortest way from a name back to itself, or undefined. */
function wayBack(graph: Graph, start: string): string[] | undefined {
  const cameFrom = new Map<string, string>()
  const queue = [start]
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    for (const next of graph.get(at) ?? []) {
      if (next === start) {
        const way = [at]
        while (way[0] !== start) way.unshift(cameFrom.get(way[0]!)!)
        return way
      }
      if (cameFrom.has(next)) continue
      cameFrom.set(next, at)
      queue.push(next)
    }
  }
  return undefined
}
