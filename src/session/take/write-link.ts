// Writes the fragments that `share-link.ts` reads. Apart from it, since no first visit writes one.
import type { SharedLink } from '../share-link.ts'

/** The fragment that opens a token, with a public key and with expectations where there are any. Looks for no secrets: `share` does. */
export function writeLink({
  token,
  key = '',
  expect = '',
}: { readonly token: string } & Partial<Pick<SharedLink, 'key' | 'expect'>>): string {
  const pairs = Object.entries({ token, key, expect }).filter(([, value]) => value !== '')
  return `#${pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`
}
