// Writes Ruby with the gem jwt.
import { quoteRuby as quote } from '../snippet/quote.ts'
import type { Line, SnippetLanguage, SnippetOrder } from '../snippet/snippet.ts'

export const ruby: SnippetLanguage = {
  id: 'ruby',
  name: 'Ruby (jwt)',
  checked: { by: 'tests', versions: 'jwt 2.5.0 for Ruby' },
  algorithms: ['HS256', 'HS384', 'HS512', 'RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512'],
  differs: ['padding', 'duplicates'],
  needsKid: true,
  comment: '#',
  quote,
  write({ algorithms, key, issuer, audience, typ, scope, leeway, requiresExp }) {
    const required = [requiresExp && 'exp', issuer !== undefined && 'iss', audience !== undefined && 'aud'].filter((name) => name !== false)
    return [
      '# gem install jwt',
      "require 'jwt'",
      key.from === 'jwks-url' && "require 'json'\nrequire 'net/http'",
      '',
      ...keyLines(key),
      'token = $stdin.read.strip',
      '',
      'begin',
      '  claims, header = JWT.decode(',
      '    token,',
      key.from === 'jwks-url' ? '    nil,' : '    key,',
      '    true, # Verify. With false, anyone can write the token.',
      `    algorithms: [${algorithms.map(quote).join(', ')}], # Pinned. Never take the algorithm from the token.`,
      key.from === 'jwks-url' && '    jwks: jwks,',
      issuer !== undefined && `    iss: ${quote(issuer)},\n    verify_iss: true, # Otherwise iss isn't compared.`,
      audience !== undefined && `    aud: ${quote(audience)},\n    verify_aud: true, # Tokens for other services must be rejected.`,
      leeway > 0 && `    leeway: ${leeway}, # Seconds by which clocks may differ.`,
      `    required_claims: [${required.map(quote).join(', ')}] # Otherwise a token without exp never expires.`,
      '  )',
      ...(typ === undefined
        ? []
        : [`  raise JWT::DecodeError, 'wrong type' unless header['typ'].to_s.downcase == ${quote(typ.toLowerCase())}`]),
      ...(scope.length === 0
        ? []
        : [
            '  # Some issuers call it scp and send a list.',
            `  raise JWT::DecodeError, 'insufficient scope' unless ([${scope.map(quote).join(', ')}] - claims['scope'].to_s.split).empty?`,
          ]),
      '  puts "Accepted: #{claims}"',
      'rescue JWT::DecodeError => e',
      '  abort "Rejected: #{e.message}"',
      'end',
    ]
  },
}

function keyLines(key: SnippetOrder['key']): Line[] {
  if (key.from === 'jwks-url')
    return [
      '# Cache the keys instead of fetching them for each token. One is selected by kid.',
      `jwks = ->(_) { JSON.parse(Net::HTTP.get(URI(${quote(key.url)})), symbolize_names: true) }`,
    ]
  if (key.from === 'pem') return [`key = OpenSSL::PKey.read(<<~PEM)\n${key.pem.trimEnd()}\nPEM`]
  return [
    '# Never put the secret in the code. Anyone who has it can sign tokens.',
    "secret = ENV.fetch('JWT_SECRET')",
    "abort 'Set JWT_SECRET' if secret.empty?",
    `key = ${SECRET[key.encoding]}`,
  ]
}

const SECRET = {
  utf8: 'secret',
  base64url: "secret.tr('-_', '+/').unpack1('m')",
  base64: "secret.unpack1('m')",
  hex: "[secret].pack('H*')",
} as const
