// Writes JavaScript with jose, for Node.js and for browsers.
import { quoteJavaScript as quote } from '../snippet/quote.ts'
import type { Line, SnippetLanguage, SnippetOrder } from '../snippet/snippet.ts'

const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519']

export const joseNode: SnippetLanguage = {
  id: 'node',
  name: 'Node.js (jose)',
  checked: { by: 'tests', versions: 'jose 6.2.17' },
  algorithms: ['HS256', 'HS384', 'HS512', ...ALGORITHMS],
  differs: ['padding', 'duplicates'],
  needsKid: false,
  comment: '//',
  quote,
  write: (order) => [
    '// npm install jose',
    "import { readFileSync } from 'node:fs'",
    `import { ${imports(order)} } from 'jose'`,
    '',
    ...keyLines(order),
    "const token = readFileSync(0, 'utf8').trim()",
    '',
    'try {',
    ...verifyLines(order, '  '),
    "  console.log('Accepted:', payload)",
    '} catch (error) {',
    "  console.error('Rejected:', error.message)",
    '  process.exitCode = 1',
    '}',
  ],
}

export const joseBrowser: SnippetLanguage = {
  id: 'browser',
  name: 'Browser (jose)',
  checked: { by: 'tests', versions: 'jose 6.2.17 in Chromium' },
  algorithms: ALGORITHMS,
  differs: ['padding', 'duplicates'],
  needsKid: false,
  comment: '//',
  quote,
  unfit: ({ key }) =>
    key.from === 'secret' ? 'A browser can’t keep a secret: anyone who opens the page could read it and sign tokens.' : undefined,
  write: (order) => [
    '// npm install jose',
    `import { ${imports(order)} } from 'jose'`,
    '',
    ...keyLines(order),
    '/** Resolves to the claims, or rejects if the token must not be accepted. */',
    'export async function verifyToken(token) {',
    '  // What a page shows or hides protects nothing: the server has to verify the token too.',
    ...verifyLines(order, '  '),
    '  return payload',
    '}',
  ],
}

function imports({ key }: SnippetOrder): string {
  const first = { secret: undefined, pem: 'importSPKI', 'jwks-url': 'createRemoteJWKSet' }[key.from]
  return [first, 'jwtVerify'].filter((name) => name !== undefined).join(', ')
}

function keyLines({ key, algorithms: [alg = ''] }: SnippetOrder): Line[] {
  if (key.from === 'jwks-url')
    return ['// Fetches the keys, caches them, and selects one by kid.', `const key = createRemoteJWKSet(new URL(${quote(key.url)}))`]
  if (key.from === 'pem') return [`const key = await importSPKI(\`${key.pem.trimEnd()}\`, ${quote(alg)})`]
  const bytes = { utf8: "'utf8'", base64url: "'base64url'", base64: "'base64'", hex: "'hex'" }[key.encoding]
  return [
    '// Never put the secret in the code. Anyone who has it can sign tokens.',
    "if (!process.env.JWT_SECRET) throw new Error('Set JWT_SECRET')",
    `const key = Buffer.from(process.env.JWT_SECRET, ${bytes})`,
  ]
}

function verifyLines({ algorithms, issuer, audience, typ, scope, leeway, requiresExp }: SnippetOrder, indent: string): Line[] {
  const lines = [
    'const { payload } = await jwtVerify(token, key, {',
    `  algorithms: [${algorithms.map(quote).join(', ')}], // Pinned. Never take the algorithm from the token.`,
    issuer !== undefined && `  issuer: ${quote(issuer)},`,
    audience !== undefined && `  audience: ${quote(audience)}, // Tokens for other services must be rejected.`,
    typ !== undefined && `  typ: ${quote(typ)}, // Keeps an ID token from being used as an access token, and the like.`,
    requiresExp && "  requiredClaims: ['exp'], // Without this, a token without exp never expires.",
    leeway > 0 && `  clockTolerance: ${leeway}, // Seconds by which clocks may differ.`,
    '})',
    ...(scope.length > 0
      ? [
          '// Some issuers call it scp and send a list.',
          "const granted = String(payload.scope ?? '').split(' ')",
          `if (![${scope.map(quote).join(', ')}].every((each) => granted.includes(each))) throw new Error('insufficient scope')`,
        ]
      : []),
  ]
  return lines.map((line) => typeof line === 'string' && `${indent}${line}`)
}
