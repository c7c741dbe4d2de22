// Two linter rules: which top folders of src may import which, and which may use browser APIs. The tables are in .oxlintrc.json.
import { posix, relative, sep } from 'node:path'

/** @typedef {{ type: string, name?: string, value?: unknown, [key: string]: any }} Node */
/** @typedef {{ filename: string, cwd: string, options: any[], report(what: { node: Node, message: string }): void, sourceCode: any }} Context */

const REACT = /^(?:react|react-dom|@tanstack\/react-query)(?:\/|$)/

/**
 * Allowed imports: a list of rooms for each top folder and each file of src, where "react" stands for React's packages.
 * A room that isn't a key may be imported by all. `apart` names the rooms whose folders may not import each other.
 */
const imports = {
  meta: { schema: false },
  create(/** @type {Context} */ context) {
    const { may, apart } = context.options[0]
    const path = inSource(context)
    const room = path && may[roomOf(path)]
    if (!room) return {}
    const [own, folder] = path.split('/')
    const check = (/** @type {Node} */ node) => {
      const name = node.source?.value
      if (typeof name !== 'string') return
      const target = REACT.test(name) ? 'react' : name.startsWith('.') ? posix.join(posix.dirname(path), name) : undefined
      if (target === undefined) return
      const [other, otherFolder] = [roomOf(target), target.split('/')[1]]
      if (other === own ? apart.includes(own) && folder !== otherFolder : may[other] && !room.includes(other)) {
        const message =
          other === own
            ? `The folders of src/${own} may not import each other`
            : `src/${own} may only import ${room.join(', ') || 'itself'}`
        context.report({ node, message: `${message}: see the arrows in README.md.` })
      }
    }
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
      TSImportType: check,
    }
  },
}

/** Which globals and properties of globals may be used in which rooms: `only` those, or all but `except`. */
const browser = {
  meta: { schema: false },
  create(/** @type {Context} */ context) {
    const path = inSource(context)
    if (!path) return {}
    /** @type {Map<string, string>} */
    const kept = new Map()
    for (const { names, only, except, message } of context.options[0]) {
      if (only ? only.includes(roomOf(path)) : !except.includes(roomOf(path))) continue
      for (const name of names) kept.set(name, message)
    }
    const check = (/** @type {string} */ name, /** @type {Node} */ node) => {
      const message = kept.get(name)
      if (message !== undefined) context.report({ node, message: `${name}: ${message}` })
    }
    return {
      Program() {
        const { globalScope } = context.sourceCode.scopeManager
        for (const { identifier } of globalScope.through) check(identifier.name, identifier)
      },
      MemberExpression(/** @type {Node} */ node) {
        const property = node.computed ? node.property.value : node.property.name
        check(`${node.object.name}.${property}`, node)
      },
      VariableDeclarator(/** @type {Node} */ node) {
        if (node.id.type !== 'ObjectPattern') return
        for (const { key } of node.id.properties) check(`${node.init?.name}.${key?.name}`, node)
      },
    }
  },
}

/** The path below src, or undefined. */
function inSource(/** @type {Context} */ { filename, cwd }) {
  const path = relative(cwd, filename).split(sep).join('/')
  return path.startsWith('src/') ? path.slice('src/'.length) : undefined
}

/** The top folder, or the file if it isn't in one. */
function roomOf(/** @type {string} */ path) {
  return path.split('/')[0] ?? ''
}

export default { meta: { name: 'rooms' }, rules: { imports, browser } }
