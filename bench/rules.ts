// The functions of the core that the bench calls, built for Node.
export { diagnose, readContext } from '../src/core/diagnostics/diagnose.fixture.ts'
export { inspect } from '../src/core/inspect.ts'
