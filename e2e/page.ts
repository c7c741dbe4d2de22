// The page under test, watched: every test that uses this `test` fails on a console error, an uncaught error or a violation of the policy.
import { expect, test as base } from '@playwright/test'

declare global {
  interface Window {
    /** Violations of the page's policy so far, as `directive: what was blocked`. */
    policyViolations?: string[]
  }
}

interface Watch {
  /** What the page complained of so far. A test that provokes something on purpose empties it. */
  complaints: string[]
  /** The violations of the page's policy so far. */
  violations: () => Promise<string[]>
}

/**
 * Firefox's reports on files that were still loading when the page was left: a font (NS_BINDING_ABORTED), and code or a style sheet, of which
 * not a byte arrived (the hash is that of nothing). A file that is missing is a console error in Chromium.
 */
const LEFT_BEHIND =
  /^download failed \(font-family: .*\bstatus=2152398850\b|The computed hash is “47DEQpj8HBSa\+\/TImW\+5JCeuQeRkm5NMpJWZG3hSuFU=”|^Unable to preload CSS for /

/** As Playwright's own, with a page that must not complain. */
export const test = base.extend<Watch>({
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = []
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(`console: ${message.text()}`)
      })
      page.on('pageerror', ({ message }) => {
        if (!LEFT_BEHIND.test(message)) complaints.push(`uncaught: ${message}`)
      })
      await page.addInitScript(() => {
        window.policyViolations = []
        document.addEventListener('securitypolicyviolation', (event) => {
          window.policyViolations?.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`)
        })
      })
      await use(complaints)
      // A file still being fetched for the page must not fail the run after its test has ended.
      if (!page.isClosed()) await page.unrouteAll({ behavior: 'ignoreErrors' })
      expect(complaints, 'what the page complained of').toEqual([])
    },
    { auto: true },
  ],
  violations: async ({ page }, use) => {
    await use(() => page.evaluate(() => window.policyViolations ?? ['not watched']))
  },
})

/** For a test that makes the browser report refusals on purpose, now and for a while: nothing it says counts any more. */
export function provoked(complaints: string[]): void {
  complaints.length = 0
  Object.defineProperty(complaints, 'push', { value: () => 0 })
}

/** Of a test that `npm test` leaves to `.ci/run`: slow, and the next of a kind whose first one runs always. */
export const WHOLE = { tag: '@whole' }

/** Of a test whose kind others stand for, and whose logic is tested in Node: it runs with E2E_ALL=1 only. */
export const ALL = { tag: '@all' }

/** Of a test that no engine can make fail alone, in a spec of which others could: Firefox runs it with E2E_ALL=1 only. */
export const ANY_ENGINE = { tag: '@any-engine' }

export { expect }
