// Writes C++ with cpp-jwt.
import { quoteCpp as quote } from '../snippet/quote.ts'
import type { Line, SnippetLanguage, SnippetOrder } from '../snippet/snippet.ts'

export const cpp: SnippetLanguage = {
  id: 'cpp',
  name: 'C++ (cpp-jwt)',
  checked: { by: 'tests', versions: 'cpp-jwt 1.4' },
  algorithms: ['HS256', 'HS384', 'HS512', 'RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512'],
  differs: ['padding', 'duplicates', 'audience-list'],
  needsKid: true,
  comment: '//',
  quote,
  unfit({ key, typ, issuer, audience, listsAudiences, scope }) {
    if (listsAudiences) return 'cpp-jwt rejects a token whose aud is a list, as in this one.'
    if ([issuer, audience, ...scope].some((text) => text?.includes('\0')))
      return 'A C++ literal ends at a null character, and an expected value contains one.'
    if (key.from === 'jwks-url') return 'cpp-jwt can’t read JWK Sets. Put the public key in the Key box to use it as PEM.'
    if (key.from === 'secret' && key.encoding !== 'utf8') return 'cpp-jwt can’t decode a secret that isn’t in UTF-8.'
    return typ !== undefined && typ.toLowerCase() !== 'jwt' ? 'cpp-jwt rejects every type but JWT.' : undefined
  },
  write({ algorithms, key, issuer, audience, typ, scope, leeway, requiresExp }) {
    return [
      '// g++ -std=c++14 verify.cpp -lcrypto',
      '#include <cstdlib>',
      '#include <iostream>',
      scope.length > 0 && '#include <sstream>',
      '#include <string>',
      '#include <jwt/jwt.hpp>',
      '',
      ...keyLines(key),
      'int main() {',
      '  using namespace jwt::params;',
      '  std::string token;',
      '  std::cin >> token;',
      '  try {',
      key.from === 'secret' && SECRET,
      '    auto decoded = jwt::decode(token,',
      `        algorithms({${algorithms.map(quote).join(', ')}}), // Pinned. Never take the algorithm from the token.`,
      issuer !== undefined && `        issuer(${quote(issuer)}),`,
      audience !== undefined && `        aud(${quote(audience)}), // Tokens for other services must be rejected.`,
      leeway > 0 && `        leeway(${leeway}), // Seconds by which clocks may differ.`,
      '        secret(key), verify(true));',
      requiresExp &&
        '    // cpp-jwt checks exp only if it is present.\n    if (!decoded.has_claim("exp")) throw std::runtime_error("no exp");',
      typ !== undefined &&
        '    // cpp-jwt treats a missing type as JWT.\n    if (decoded.header().create_json_obj().count("typ") == 0) throw std::runtime_error("no type");',
      ...(scope.length === 0
        ? []
        : [
            '    // Some issuers call it scp and send a list.',
            '    std::istringstream words(decoded.has_claim("scope") ? decoded.payload().get_claim_value<std::string>("scope") : "");',
            '    std::string granted = " ", word;',
            '    while (words >> word) granted += word + " ";',
            `    for (std::string each : {${scope.map(quote).join(', ')}})`,
            '      if (granted.find(" " + each + " ") == std::string::npos) throw std::runtime_error("insufficient scope");',
          ]),
      '    std::cout << "Accepted: " << decoded.payload() << std::endl;',
      '  } catch (const std::exception& error) {',
      '    std::cerr << "Rejected: " << error.what() << std::endl;',
      '    return 1;',
      '  }',
      '}',
    ]
  },
}

const SECRET = '    const char* key = std::getenv("JWT_SECRET");\n    if (!key || !*key) throw std::runtime_error("set JWT_SECRET");'

function keyLines(key: SnippetOrder['key']): Line[] {
  return key.from === 'pem'
    ? [`const std::string key = R"(${key.pem.trimEnd()}\n)";`, '']
    : ['// Never put the secret in the code. Anyone who has it can sign tokens.']
}
