// Configures the end-to-end tests: the production build under its real policy, in Chromium, and in Firefox if installed.
import { defineConfig, devices } from '@playwright/test'
import { findChromium, findFirefox } from './e2e/browser.mjs'
import { freePort } from './e2e/free-port.mjs'

const chromiumPath = findChromium()?.path
// The workers load this file again, without --headed among their arguments.
if (chromiumPath) process.env.CHROMIUM_PATH = chromiumPath
const firefoxPath = findFirefox()
// Chromium's sandbox refuses to run as root, as continuous integration does.
const asRoot = process.getuid?.() === 0

// The real user agent, not the one in the device descriptors, which belongs to another machine.
const { userAgent: _chrome, ...desktopChrome } = devices['Desktop Chrome']
const { userAgent: _firefox, ...desktopFirefox } = devices['Desktop Firefox']

/** What may come out otherwise in another engine: typing, pasting, cryptography, policy, storage, and whatever holds the page. */
const OF_THE_ENGINE = [
  'contract',
  'edit',
  'forged-signatures',
  'hostile',
  'integrity',
  'key-fetcher',
  'keyboard',
  'offline',
  'paste',
  'private-fields',
  'sealed',
  'smoke',
  'unchecked',
  'vault',
  'vault-sealed',
  'wrong-never-right',
].map((name) => `**/${name}.spec.ts`)

// A separate port, so that `npm start` and other checkouts can run at the same time; the workers load this file again and must know it.
process.env.E2E_PORT ??= String(await freePort())
const address = `http://localhost:${process.env.E2E_PORT}/`

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  forbidOnly: Boolean(process.env.CI),
  fullyParallel: true,
  workers: 2,
  // Retried only to distinguish a flaky test from a fault; neither passes.
  retries: process.env.CI ? 2 : 0,
  failOnFlakyTests: Boolean(process.env.CI),
  reporter: 'list',
  // Generous, since a slow or busy machine is not the page’s fault; tests of speed set their own limits.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  // The service worker has its own tests; elsewhere it would answer instead of the server under test.
  use: { baseURL: address, serviceWorkers: 'block', trace: 'off', screenshot: 'off', video: 'off' },
  projects: [
    {
      name: 'chromium',
      ...(!process.env.E2E_ALL && { grepInvert: /@all/ }),
      use: {
        ...desktopChrome,
        launchOptions: { ...(chromiumPath && { executablePath: chromiumPath }), args: asRoot ? ['--no-sandbox'] : [] },
      },
    },
    // Firefox takes three times as long, so it runs only tests that depend on the engine, or everything with E2E_ALL=1.
    ...(firefoxPath
      ? [
          {
            name: 'firefox',
            ...(!process.env.E2E_ALL && { testMatch: OF_THE_ENGINE, grepInvert: /@any-engine|@all/ }),
            use: { ...desktopFirefox, channel: 'moz-firefox', launchOptions: { executablePath: firefoxPath } },
          },
        ]
      : []),
  ],
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --port ${new URL(address).port}`,
    url: address,
    reuseExistingServer: false,
    stdout: 'ignore',
  },
})
