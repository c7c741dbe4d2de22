// How the page is built and served: relative addresses, one policy, a prerendered first page, a service worker.
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { className } from './build/class-names.ts'
import { commitMeta } from './build/commit.ts'
import { earlyEntry } from './build/early-entry.ts'
import { integrity } from './build/integrity.ts'
import { policyMeta } from './build/policy-meta.ts'
import { contentSecurityPolicy } from './build/policy.ts'
import { prerender } from './build/prerender.ts'
import { previewHeaders } from './build/preview-headers.ts'
import { serviceWorker } from './build/service-worker.ts'
import { singleFile } from './build/single-file.ts'
import { sums } from './build/sums.ts'
import { thirdPartyNotices } from './build/third-party.ts'

export default defineConfig({
  // Relative, so that dist/ works under any path of any static host.
  base: './',
  plugins: [
    react(),
    earlyEntry('src/early.ts'),
    prerender('src/app/prerender.tsx'),
    policyMeta(contentSecurityPolicy),
    commitMeta(),
    thirdPartyNotices(),
    // In this order: the one file, the hashes of all files, the version made of them, and the list of what was written.
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
    // A slow machine is no fault of the build.
    rolldownOptions: { checks: { pluginTimings: false } },
    // `font-src 'self'` allows no data: fonts, and a preloaded file must stay a file.
    assetsInlineLimit: 0,
  },
  preview: { port: 4173, strictPort: true },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'build/**/*.test.ts', 'checks/**/*.test.ts'],
    environment: 'node',
    // A file's modules are loaded once for all tests; checks/leaks.setup.ts proves that none finds what another left.
    pool: 'threads',
    isolate: false,
    maxWorkers: '100%',
    setupFiles: ['checks/fuzz.setup.ts', 'checks/leaks.setup.ts'],
    testTimeout: process.env.FUZZ_RUNS ? 1_800_000 : 30_000,
  },
})
