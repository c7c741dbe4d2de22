// The page's only Trusted Types policy, which allows script URLs of the page's own files. Trusted Types, section 3.

interface Policy {
  createScriptURL(url: string): unknown
}
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy
}

let policy: Policy | undefined

/**
 * Converts `url` for APIs that take script URLs (`serviceWorker.register`, `new Worker`), as browsers require under
 * `require-trusted-types-for 'script'`. Throws for anything but a file below the page's own folder, which would be our own mistake.
 */
export function scriptUrl(url: URL): string {
  // A browser without Trusted Types takes a string; the rule is the same.
  const trustedTypes = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes
  if (!trustedTypes) return ownScript(url.href)
  // Created only once, since the page's policy names it and allows no duplicates.
  policy ??= trustedTypes.createPolicy('app', { createScriptURL: ownScript })
  return policy.createScriptURL(url.href) as string
}

function ownScript(text: string): string {
  const url = new URL(text)
  const home = new URL('./', document.baseURI)
  const known = url.origin === home.origin && url.search === '' && url.hash === '' && url.pathname.startsWith(home.pathname)
  if (!known || !/^(sw|assets\/[\w.-]+|src\/[\w./-]+)\.(js|ts)$/.test(url.pathname.slice(home.pathname.length))) {
    throw new TypeError(`${text} is not a script of this page`)
  }
  return url.href
}
