// Configures Vitest for mutants, to run the tests of one room without the page's plugins.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: process.env.MUTATE_TESTS?.split(',') ?? [],
    environment: 'node',
    isolate: false,
    setupFiles: ['checks/fuzz.setup.ts'],
    testTimeout: 30_000,
  },
})
