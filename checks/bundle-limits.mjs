// What the build may weigh, whose code may be in it and which addresses it may name. A new entry is a decision: say why in docs/dependencies.md.

/** Bytes after Brotli. */
export const LIMITS = {
  /** All JavaScript that the page loads before the first decode. */
  initial: 100_000,
  /** The packages' part of it. */
  initialForeign: 75_000,
  editor: 100_000,
}

/** The editor's chunk is the one that holds this package. */
export const EDITOR_PACKAGE = '@codemirror/view'

/** Every package that may be in the bundle, those that other packages bring included. */
export const ALLOWED_PACKAGES = [
  '@codemirror/autocomplete',
  '@codemirror/commands',
  '@codemirror/lang-json',
  '@codemirror/language',
  '@codemirror/lint',
  '@codemirror/state',
  '@codemirror/view',
  '@lezer/common',
  '@lezer/highlight',
  '@lezer/json',
  '@lezer/lr',
  '@marijn/find-cluster-break',
  '@noble/ciphers',
  '@noble/curves',
  '@noble/hashes',
  '@noble/post-quantum',
  '@peculiar/asn1-cms',
  '@peculiar/asn1-csr',
  '@peculiar/asn1-ecc',
  '@peculiar/asn1-pfx',
  '@peculiar/asn1-pkcs8',
  '@peculiar/asn1-pkcs9',
  '@peculiar/asn1-rsa',
  '@peculiar/asn1-schema',
  '@peculiar/asn1-x509',
  '@peculiar/asn1-x509-attr',
  '@peculiar/utils',
  '@peculiar/x509',
  '@tanstack/query-core',
  '@tanstack/react-query',
  'asn1js',
  'crelt',
  'hono',
  'jose',
  'jsonc-parser',
  'pvtsutils',
  'pvutils',
  'react',
  'react-dom',
  'reflect-metadata',
  'scheduler',
  'style-mod',
  'tslib',
  'tsyringe',
  'w3c-keyname',
]

/**
 * Absolute addresses that built files may contain: an address is fine when it begins with one of these. They are text or links that a
 * person may click; the policy lets the page load none of them.
 * @type {readonly { begins: string, why: string }[]}
 */
export const ALLOWED_ADDRESSES = [
  { begins: 'https://www.rfc-editor.org/', why: 'documentation: the specifications themselves' },
  { begins: 'https://datatracker.ietf.org/', why: 'documentation: the specifications themselves' },
  { begins: 'https://openid.net/', why: 'documentation: OpenID Connect and FAPI' },
  { begins: 'https://www.iana.org/assignments/', why: 'documentation: the registries of claims and header parameters' },
  { begins: 'https://www.w3.org/TR/', why: 'documentation: Web Crypto, CSP' },
  { begins: 'https://w3c.github.io/', why: 'documentation: W3C drafts' },
  { begins: 'https://developer.mozilla.org/', why: 'documentation: browsers' },
  { begins: 'https://cheatsheetseries.owasp.org/', why: 'documentation: advice on tokens' },
  { begins: 'https://cwe.mitre.org/', why: 'documentation: weaknesses by number' },
  { begins: 'https://csrc.nist.gov/', why: 'documentation: FIPS 204 and its kind' },
  { begins: 'https://nvlpubs.nist.gov/', why: 'documentation: FIPS 204 and its kind' },
  { begins: 'http://www.w3.org/', why: 'XML namespaces of SVG, MathML and XLink: names, not addresses' },
  { begins: 'https://react.dev/errors/', why: "React's error messages" },
  { begins: 'http://localhost', why: "the fetcher's policy, and sample URLs" },
  { begins: 'http://127.0.0.1', why: "the fetcher's policy, and sample URLs" },
  { begins: 'https://example.com', why: 'reserved for examples (RFC 2606)' },
  { begins: 'https://schemas.openid.net/', why: 'a name in back-channel logout tokens, never loaded' },
]
