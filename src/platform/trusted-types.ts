// The page's one Trusted Types policy: script URLs only, and only those of files that this page brings. Trusted Types, section 3.

interface Policy {
  createScriptURL(url: string): unknown
}
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy
}

let policy: Policy | undefined

/**
 * `url` for a place that takes script URLs (`serviceWorker.register`, `new Worker`), as the browser demands it under
 * `require-trusted-types-for 'script'`. Throws for anything but a file below the page's own folder: that is our own mistake.
 */
export function scriptUrl(url: URL): string {
  // A browser without Trusted Types takes the text; the rule is the same.
  const trustedTypes = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes
  if (!trustedTypes) return ownScript(url.href)
  // The name may be created once only: the page's policy names it, and allows no duplicate.
  policy ??= trustedTypes.createPolicy('app', { createScriptURL: ownScript })
  return policy.createScriptURL(url.href) as string
}

function ownScript(text: string): string {
  const url = new URL(text)
  const home = new URL('./', document.baseURI)
  const known = url.origin === home.origin && url.search === '' && url.hash === '' && url.pathname.startsWith(home.pathname)
  if (!known || !/^(sw|assets\/[\w.-]+|src\/[\w./-]+)\.(js|ts)$/.test(url.pathname.slice(home.pathname.length))) {
    throw new TypeError(`${text} is no script of this page`)
  }
  return url.href
}
