// What the bench calls of the core, built for Node.
export { readContext } from '../src/core/diagnostics/rule/context.ts'
export { diagnose } from '../src/core/diagnostics/index.ts'
export { inspect } from '../src/core/inspect.ts'
