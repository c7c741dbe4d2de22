// Writes C# with Microsoft.IdentityModel.
import { quoteCSharp as quote } from '../snippet/quote.ts'
import type { Line, SnippetLanguage, SnippetOrder } from '../snippet/snippet.ts'

export const csharp: SnippetLanguage = {
  id: 'csharp',
  name: 'C# (Microsoft.IdentityModel)',
  checked: {
    by: 'documentation',
    url: 'https://learn.microsoft.com/dotnet/api/microsoft.identitymodel.tokens.tokenvalidationparameters',
  },
  algorithms: ['HS256', 'HS384', 'HS512', 'RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512'],
  differs: [],
  needsKid: true,
  comment: '//',
  quote,
  write({ algorithms, key, issuer, audience, typ, scope, leeway, requiresExp }) {
    return [
      '// dotnet add package Microsoft.IdentityModel.JsonWebTokens',
      key.from === 'pem' && 'using System.Security.Cryptography;',
      key.from === 'secret' && key.encoding === 'utf8' && 'using System.Text;',
      'using Microsoft.IdentityModel.JsonWebTokens;',
      'using Microsoft.IdentityModel.Tokens;',
      '',
      ...keyLines(key, algorithms[0] ?? ''),
      'var token = Console.In.ReadToEnd().Trim();',
      '',
      'var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters',
      '{',
      key.from === 'jwks-url' ? '    IssuerSigningKeys = keys,' : '    IssuerSigningKey = key,',
      key.from === 'jwks-url' && '    TryAllIssuerSigningKeys = false, // An unknown kid must not fall back to another key.',
      `    ValidAlgorithms = new[] { ${algorithms.map(quote).join(', ')} }, // Pinned. Never take the algorithm from the token.`,
      issuer === undefined ? '    ValidateIssuer = false, // No issuer is expected.' : `    ValidIssuer = ${quote(issuer)},`,
      audience === undefined
        ? '    ValidateAudience = false, // No audience is expected.'
        : `    ValidAudience = ${quote(audience)}, // Tokens for other services must be rejected.`,
      typ !== undefined && `    ValidTypes = new[] { ${quote(typ)} },`,
      `    RequireExpirationTime = ${String(requiresExp)},`,
      `    ClockSkew = TimeSpan.FromSeconds(${leeway}), // The default is five minutes.`,
      '});',
      'if (!result.IsValid)',
      '{',
      '    Console.Error.WriteLine($"Rejected: {result.Exception.Message}");',
      '    return 1;',
      '}',
      ...(scope.length === 0
        ? []
        : [
            '// Some issuers call it scp and send a list.',
            'var granted = (result.Claims.TryGetValue("scope", out var scope) ? scope as string ?? "" : "").Split(\' \');',
            `if (!new[] { ${scope.map(quote).join(', ')} }.All(granted.Contains))`,
            '{',
            '    Console.Error.WriteLine("Rejected: insufficient scope");',
            '    return 1;',
            '}',
          ]),
      'Console.WriteLine($"Accepted: {result.SecurityToken}");',
      'return 0;',
    ]
  },
}

function keyLines(key: SnippetOrder['key'], alg: string): Line[] {
  if (key.from === 'jwks-url')
    return [
      '// Cache the keys instead of fetching them for each token.',
      'using var http = new HttpClient();',
      `var keys = new JsonWebKeySet(await http.GetStringAsync(${quote(key.url)})).GetSigningKeys();`,
    ]
  if (key.from === 'pem') {
    const [algorithm, wrapped] = alg.startsWith('ES') ? ['ECDsa', 'ECDsaSecurityKey'] : ['RSA', 'RsaSecurityKey']
    return [
      `using var publicKey = ${algorithm}.Create();`,
      `publicKey.ImportFromPem(@"${key.pem.trimEnd()}");`,
      `var key = new ${wrapped}(publicKey);`,
    ]
  }
  const bytes = {
    utf8: 'Encoding.UTF8.GetBytes(secret)',
    base64url: 'Base64UrlEncoder.DecodeBytes(secret)',
    base64: 'Convert.FromBase64String(secret)',
    hex: 'Convert.FromHexString(secret)',
  }[key.encoding]
  return [
    '// Never put the secret in the code. Anyone who has it can sign tokens.',
    'var secret = Environment.GetEnvironmentVariable("JWT_SECRET") ?? throw new InvalidOperationException("Set JWT_SECRET");',
    `var key = new SymmetricSecurityKey(${bytes});`,
  ]
}
