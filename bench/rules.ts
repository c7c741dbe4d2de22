// What the bench calls of the core, built for Node.
export { diagnose, readContext } from '../src/core/diagnostics/diagnose.fixture.ts'
export { inspect } from '../src/core/inspect.ts'
