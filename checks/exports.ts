// Lists what a module exports and which names it imports from others.
import { parseSync, Visitor } from 'vite'

/** What a file imports from another module. */
export interface Taken {
  /** As in the text: './a.ts'. */
  readonly from: string
  /** The names; 'all' for `import * as` and `export *`, 'late' for `import()`, whose module may be passed on to code that uses the names. */
  readonly names: ReadonlySet<string> | 'all' | 'late'
}

interface Named {
  readonly type: string
  readonly name?: string
  readonly value?: unknown
}
const nameOf = (node: Named): string => node.name ?? String(node.value)

export interface Exports {
  /** Names that the file exports, including types, but never uses itself. */
  readonly own: readonly string[]
  readonly taken: readonly Taken[]
  /** Every name in the file. */
  readonly words: ReadonlySet<string>
}

/** What a file exports and imports. Throws if it can't be parsed. */
export function exportsOf(path: string, text: string): Exports {
  const { program, errors, module } = parseSync(path, text)
  const [error] = errors
  if (error) throw new Error(`${path}: ${error.message}`)
  const exported = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ exportName }) => (exportName.kind === 'Default' ? ['default'] : exportName.name ? [exportName.name] : [])),
  )
  const taken: Taken[] = []
  const identifiers = new Map<string, number>()
  const count = (name: string) => identifiers.set(name, (identifiers.get(name) ?? 0) + 1)
  const source = ({ value }: { value?: unknown }) => String(value)
  new Visitor({
    ImportDeclaration(node) {
      const names = node.specifiers.map((each) =>
        each.type === 'ImportSpecifier' ? nameOf(each.imported) : each.type === 'ImportDefaultSpecifier' ? 'default' : undefined,
      )
      const known = names.filter((name) => name !== undefined)
      taken.push({ from: source(node.source), names: known.length === names.length ? new Set(known) : 'all' })
    },
    ExportNamedDeclaration(node) {
      if (node.source) taken.push({ from: source(node.source), names: new Set(node.specifiers.map(({ local }) => nameOf(local))) })
    },
    ExportAllDeclaration(node) {
      taken.push({ from: source(node.source), names: 'all' })
    },
    ImportExpression(node) {
      taken.push({ from: source(node.source as { value?: unknown }), names: 'late' })
    },
    TSImportType(node) {
      taken.push({ from: source(node.source), names: 'late' })
    },
    JSXIdentifier: ({ name }) => count(name),
    Identifier: ({ name }) => count(name),
  }).visit(program)
  return { own: exported.filter((name) => (identifiers.get(name) ?? 0) < 2), taken, words: new Set(identifiers.keys()) }
}
