// Limits for the build: its size, the packages in it and the addresses it names. A new entry is a decision: say why in docs/dependencies.md.

import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** @type {string[]} */
const documentationHosts = JSON.parse(readFileSync(resolve(import.meta.dirname, '../build/documentation-hosts.json'), 'utf8'))

/** Bytes after Brotli. */
export const LIMITS = {
  /** index.html up to the hashes of the app's files, which are last: what a host sends in the first round trip, ten packets (RFC 6928). */
  page: 14_600,
  /** All of the app's first JavaScript; the code that decodes before it is in the page. */
  initial: 100_000,
  /** The part of it from packages. */
  initialForeign: 75_000,
  editor: 100_000,
}

/** The editor's chunk is the one that contains this package. */
export const EDITOR_PACKAGE = '@codemirror/view'

/** Every package that may be in the bundle, including dependencies of packages. */
export const ALLOWED_PACKAGES = [
  '@codemirror/commands',
  '@codemirror/language',
  '@codemirror/state',
  '@codemirror/view',
  '@lezer/common',
  '@lezer/highlight',
  '@marijn/find-cluster-break',
  '@noble/ciphers',
  '@noble/curves',
  '@noble/hashes',
  '@noble/post-quantum',
  '@peculiar/utils',
  '@tanstack/query-core',
  '@tanstack/react-query',
  'asn1js',
  'crelt',
  'hono',
  'jose',
  'jsonc-parser',
  'react',
  'react-dom',
  'scheduler',
  'style-mod',
  'w3c-keyname',
]

/**
 * Absolute addresses that built files may contain: an address is allowed if it begins with one of these. They are text or links to click;
 * the policy doesn't let the page load any of them.
 * @type {readonly { begins: string, why: string }[]}
 */
export const ALLOWED_ADDRESSES = [
  ...documentationHosts.map((host) => ({ begins: `${host}/`, why: 'documentation' })),
  { begins: 'http://www.w3.org/', why: 'XML namespaces of SVG, MathML and XLink: names, not addresses' },
  { begins: 'https://react.dev/errors/', why: "React's error messages" },
  { begins: 'http://localhost', why: "the fetcher's policy, and sample URLs" },
  { begins: 'http://127.0.0.1', why: "the fetcher's policy, and sample URLs" },
  { begins: 'https://jwt.io', why: 'where a published secret was printed; shown as text' },
  { begins: 'https://appleid.apple.com', why: 'an audience and issuer that tokens name' },
  { begins: 'https://oauth2.googleapis.com/token', why: 'an audience that tokens name' },
  { begins: 'https://www.googleapis.com/oauth2/v4/token', why: 'an audience that tokens name' },
  { begins: 'https://accounts.google.com/o/oauth2/token', why: 'an audience that tokens name' },
  { begins: 'https://identitytoolkit.googleapis.com/', why: 'an audience that tokens name' },
  { begins: 'https://cloud.google.com/iap', why: 'an issuer that tokens name' },
  { begins: 'http://openbanking.org.uk/', why: 'names of critical Header Parameters' },
  { begins: 'http://schemas.openid.net/', why: 'names of events in logout tokens, never loaded' },
  { begins: 'https://hooks', why: 'the beginning of a pattern that finds leaked webhook addresses' },
  { begins: 'https://way-', why: 'what the page tries to reach, in front of the reader, under a name that no one owns' },
  { begins: 'https://schemas.openid.net/', why: 'names in back-channel logout and shared signals tokens, never loaded' },
]

/** Example names, which no one can own (RFC 2606, RFC 6761). */
export const EXAMPLE_HOST = /^https?:\/\/([a-z0-9-]+\.)*(example|test|invalid|example\.(com|net|org))(?=[/:?#]|$)/
