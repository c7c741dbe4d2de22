// Writes Python with PyJWT.
import { quotePython as quote } from '../snippet/quote.ts'
import type { Line, SnippetLanguage, SnippetOrder } from '../snippet/snippet.ts'

export const pyjwt: SnippetLanguage = {
  id: 'pyjwt',
  name: 'Python (PyJWT)',
  checked: { by: 'tests', versions: 'PyJWT 2.6.0' },
  algorithms: ['HS256', 'HS384', 'HS512', 'RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'],
  differs: ['padding', 'duplicates'],
  needsKid: true,
  comment: '#',
  quote,
  write({ algorithms, key, issuer, audience, typ, scope, leeway, requiresExp }) {
    const required = [requiresExp && 'exp', issuer !== undefined && 'iss', audience !== undefined && 'aud'].filter((name) => name !== false)
    return [
      '# pip install "pyjwt[crypto]"',
      key.from === 'secret' && (key.encoding === 'utf8' ? 'import os' : 'import base64\nimport os'),
      'import sys',
      '',
      'import jwt',
      '',
      ...keyLines(key),
      'token = sys.stdin.read().strip()',
      '',
      'try:',
      key.from === 'jwks-url' && '    key = jwks.get_signing_key_from_jwt(token).key  # Selected by kid.',
      '    claims = jwt.decode(',
      '        token,',
      '        key,',
      `        algorithms=[${algorithms.map(quote).join(', ')}],  # Pinned. Never take the algorithm from the token.`,
      issuer !== undefined && `        issuer=${quote(issuer)},`,
      audience !== undefined && `        audience=${quote(audience)},  # Tokens for other services must be rejected.`,
      leeway > 0 && `        leeway=${leeway},  # Seconds by which clocks may differ.`,
      required.length > 0 &&
        `        options={"require": [${required.map(quote).join(', ')}]},  # Otherwise a missing claim isn't checked.`,
      '    )',
      ...(typ === undefined
        ? []
        : [
            '    # PyJWT leaves the type to you. The header has been verified with the rest.',
            `    if jwt.get_unverified_header(token).get("typ", "").lower() != ${quote(typ.toLowerCase())}:`,
            '        raise jwt.InvalidTokenError("wrong type")',
          ]),
      ...(scope.length === 0
        ? []
        : [
            '    # Some issuers call it scp and send a list.',
            `    if not {${scope.map(quote).join(', ')}} <= set(claims.get("scope", "").split()):`,
            '        raise jwt.InvalidTokenError("insufficient scope")',
          ]),
      'except jwt.PyJWTError as error:',
      '    sys.exit(f"Rejected: {error}")',
      'print("Accepted:", claims)',
    ]
  },
}

function keyLines(key: SnippetOrder['key']): Line[] {
  if (key.from === 'jwks-url') return [`jwks = jwt.PyJWKClient(${quote(key.url)})  # Keep it: it caches the keys.`]
  if (key.from === 'pem') return [`key = """${key.pem.trimEnd()}\n"""`]
  return [
    '# Never put the secret in the code. Anyone who has it can sign tokens.',
    'secret = os.environ.get("JWT_SECRET") or sys.exit("Set JWT_SECRET")',
    `key = ${pythonBytes(key.encoding)}`,
  ]
}

/** An expression for the bytes of the variable `secret`. */
export function pythonBytes(encoding: 'utf8' | 'base64url' | 'base64' | 'hex'): string {
  switch (encoding) {
    case 'utf8':
      return 'secret.encode()'
    case 'base64url':
      return 'base64.urlsafe_b64decode(secret.rstrip("=") + "=" * (-len(secret.rstrip("=")) % 4))'
    case 'base64':
      return 'base64.b64decode(secret)'
    case 'hex':
      return 'bytes.fromhex(secret)'
  }
}
