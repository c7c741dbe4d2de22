// Writes Python with Authlib.
import { quotePython as quote } from '../snippet/quote.ts'
import type { Line, SnippetLanguage, SnippetOrder } from '../snippet/snippet.ts'
import { pythonBytes } from './pyjwt.ts'

export const authlib: SnippetLanguage = {
  id: 'authlib',
  name: 'Python (Authlib)',
  checked: { by: 'tests', versions: 'Authlib 1.2.0' },
  algorithms: ['HS256', 'HS384', 'HS512', 'RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'],
  differs: ['padding', 'duplicates'],
  needsKid: true,
  comment: '#',
  quote,
  write({ algorithms, key, issuer, audience, typ, scope, leeway, requiresExp }) {
    return [
      "# pip install authlib. Its author's newer code is in joserfc, which has another API.",
      key.from === 'secret' && key.encoding !== 'utf8' && 'import base64',
      key.from === 'jwks-url' && 'import json',
      key.from === 'secret' && 'import os',
      'import sys',
      key.from === 'jwks-url' && 'import urllib.request',
      '',
      'from authlib.jose import JsonWebKey, JsonWebToken',
      'from authlib.jose.errors import JoseError',
      '',
      ...keyLines(key),
      'token = sys.stdin.read().strip()',
      '',
      `jwt = JsonWebToken([${algorithms.map(quote).join(', ')}])  # Pinned. Never take the algorithm from the token.`,
      'try:',
      '    claims = jwt.decode(',
      '        token,',
      '        key,',
      '        claims_options={',
      requiresExp && '            "exp": {"essential": True},  # Without this, a token without exp never expires.',
      issuer !== undefined && `            "iss": {"essential": True, "value": ${quote(issuer)}},`,
      audience !== undefined &&
        `            "aud": {"essential": True, "value": ${quote(audience)}},  # Tokens for other services must be rejected.`,
      '        },',
      '    )',
      `    claims.validate(leeway=${leeway})  # decode() checks the signature alone.`,
      ...(typ === undefined
        ? []
        : [`    if claims.header.get("typ", "").lower() != ${quote(typ.toLowerCase())}:`, '        raise ValueError("wrong type")']),
      ...(scope.length === 0
        ? []
        : [
            '    # Some issuers call it scp and send a list.',
            `    if not {${scope.map(quote).join(', ')}} <= set(claims.get("scope", "").split()):`,
            '        raise ValueError("insufficient scope")',
          ]),
      'except (JoseError, ValueError) as error:',
      '    sys.exit(f"Rejected: {error}")',
      'print("Accepted:", dict(claims))',
    ]
  },
}

function keyLines(key: SnippetOrder['key']): Line[] {
  if (key.from === 'jwks-url')
    return [
      '# Cache the keys instead of fetching them for each token. One is selected by kid.',
      `with urllib.request.urlopen(${quote(key.url)}, timeout=5) as response:`,
      '    key = JsonWebKey.import_key_set(json.load(response))',
    ]
  if (key.from === 'pem') return [`key = JsonWebKey.import_key("""${key.pem.trimEnd()}\n""")`]
  return [
    '# Never put the secret in the code. Anyone who has it can sign tokens.',
    'secret = os.environ.get("JWT_SECRET") or sys.exit("Set JWT_SECRET")',
    `key = JsonWebKey.import_key(${pythonBytes(key.encoding)}, {"kty": "oct"})`,
  ]
}
