// Configures how the page is built and served: relative URLs, one policy, a prerendered first page, a service worker.
import { readFileSync } from 'node:fs'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { chunks } from './build/chunks.ts'
import { className } from './build/class-names.ts'
import { commitMeta } from './build/commit.ts'
import { firstPaint } from './build/first-paint.ts'
import { integrity } from './build/integrity.ts'
import { policyMeta } from './build/policy-meta.ts'
import { contentSecurityPolicy } from './build/policy.ts'
import { prerender } from './build/prerender.ts'
import { previewHeaders } from './build/preview-headers.ts'
import { serviceWorker } from './build/service-worker.ts'
import { singleFile } from './build/single-file.ts'
import { sums } from './build/sums.ts'
import { thirdPartyNotices } from './build/third-party.ts'

/** The moments at which the page needs more code, in their order. */
const MOMENTS = [
  // Loaded in an idle moment after the page.
  { name: 'later', entries: ['src/app/companions.tsx', 'src/features/samples/algorithm-samples.ts'] },
  // Loaded with the first token.
  {
    name: 'desk',
    entries: [
      'src/app/desk.tsx',
      'src/app/sheets.tsx',
      'src/features/expectations/service-line.tsx',
      'src/features/key/key-details.tsx',
      'src/features/key/needs-key.tsx',
      'src/features/lens/lens.tsx',
      'src/features/time/clock-sign.tsx',
      'src/features/token/token-about.tsx',
      'src/features/token/token-lights.tsx',
      'src/features/verdict/verdict-sentence.ts',
    ],
  },
  {
    name: 'check',
    entries: ['src/session/answers/check.ts', 'src/session/answers/judge.ts'],
  },
]

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }

export default defineConfig({
  define: { PAGE_VERSION: JSON.stringify(version) },
  // Relative, so that dist/ works under any path of any static host.
  base: './',
  plugins: [
    react(),
    prerender('src/app/prerender.tsx'),
    chunks(MOMENTS),
    firstPaint('src/early.ts'),
    policyMeta(contentSecurityPolicy),
    commitMeta(),
    thirdPartyNotices(),
    // In this order: the single file, the hashes of all files, the version made from them, and the list of written files.
    singleFile(),
    integrity(),
    serviceWorker(),
    sums(),
    previewHeaders(),
  ],
  css: { modules: { generateScopedName: className } },
  build: {
    target: 'es2024',
    manifest: true,
    modulePreload: { polyfill: false },
    // A slow machine is not a fault of the build.
    rolldownOptions: { checks: { pluginTimings: false } },
    // `font-src 'self'` allows no data: fonts, and a preloaded file must stay a file.
    assetsInlineLimit: 0,
  },
  preview: { port: 4173, strictPort: true },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'build/**/*.test.ts', 'checks/**/*.test.ts'],
    environment: 'node',
    // Modules are loaded once for all tests of a file; checks/leaks.setup.ts proves that no test depends on what another left behind.
    pool: 'threads',
    isolate: false,
    maxWorkers: '100%',
    setupFiles: ['checks/fuzz.setup.ts', 'checks/leaks.setup.ts'],
    testTimeout: process.env.FUZZ_RUNS ? 1_800_000 : 30_000,
  },
})
