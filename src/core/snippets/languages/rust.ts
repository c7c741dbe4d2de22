// Writes Rust with jsonwebtoken.
import { quoteRust as quote } from '../snippet/quote.ts'
import type { Line, SnippetLanguage, SnippetOrder } from '../snippet/snippet.ts'

export const rust: SnippetLanguage = {
  id: 'rust',
  name: 'Rust (jsonwebtoken)',
  checked: { by: 'tests', versions: 'jsonwebtoken 8.2.0 for Rust' },
  algorithms: ['HS256', 'HS384', 'HS512', 'RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'EdDSA'],
  differs: ['padding'],
  needsKid: true,
  comment: '//',
  quote,
  unfit: ({ key }) =>
    key.from === 'secret' && (key.encoding === 'base64url' || key.encoding === 'hex')
      ? 'The Rust code takes a secret in UTF-8 or base64. Yours is in another encoding.'
      : undefined,
  write(order) {
    const { algorithms, key, issuer, audience, typ, scope, leeway, requiresExp } = order
    const required = [requiresExp && 'exp', issuer !== undefined && 'iss', audience !== undefined && 'aud'].filter((name) => name !== false)
    const fetches = key.from === 'jwks-url'
    return [
      `// cargo add jsonwebtoken@8 serde_json${fetches ? ' ureq@2' : ''}`,
      '// Version 10 of jsonwebtoken needs its feature rust_crypto or aws_lc_rs.',
      `use jsonwebtoken::{decode, ${fetches || typ !== undefined ? 'decode_header, ' : ''}Algorithm, DecodingKey, Validation};`,
      fetches && 'use jsonwebtoken::jwk::JwkSet;',
      'use serde_json::Value;',
      'use std::error::Error;',
      'use std::io::Read;',
      '',
      key.from === 'pem' && `const PUBLIC_KEY: &str = "${key.pem.trimEnd()}\n";\n`,
      'fn verify(token: &str) -> Result<Value, Box<dyn Error>> {',
      ...keyLines(order),
      '    // Pinned. Never take the algorithm from the token.',
      `    let mut validation = Validation::new(${variant(algorithms[0] ?? '')});`,
      algorithms.length > 1 && `    validation.algorithms = vec![${algorithms.map(variant).join(', ')}];`,
      `    validation.leeway = ${leeway}; // The default is a minute.`,
      '    validation.validate_nbf = true; // The default is false.',
      issuer !== undefined && `    validation.set_issuer(&[${quote(issuer)}]);`,
      audience !== undefined && `    validation.set_audience(&[${quote(audience)}]); // Tokens for other services must be rejected.`,
      required.length > 0
        ? `    validation.set_required_spec_claims(&[${required.map(quote).join(', ')}]); // Otherwise a missing claim isn't checked.`
        : '    validation.required_spec_claims.clear();',
      '    let claims = decode::<Value>(token, &key, &validation)?.claims;',
      ...(typ === undefined
        ? []
        : [
            `    if decode_header(token)?.typ.unwrap_or_default().to_lowercase() != ${quote(typ.toLowerCase())} {`,
            '        return Err("wrong type".into());',
            '    }',
          ]),
      ...(scope.length === 0
        ? []
        : [
            '    // Some issuers call it scp and send a list.',
            '    let granted: Vec<&str> = claims["scope"].as_str().unwrap_or("").split(\' \').collect();',
            `    if ![${scope.map(quote).join(', ')}].iter().all(|each| granted.contains(each)) {`,
            '        return Err("insufficient scope".into());',
            '    }',
          ]),
      '    Ok(claims)',
      '}',
      '',
      'fn main() {',
      '    let mut token = String::new();',
      '    std::io::stdin().read_to_string(&mut token).expect("a token on standard input");',
      '    match verify(token.trim()) {',
      '        Ok(claims) => println!("Accepted: {}", claims),',
      '        Err(error) => {',
      '            eprintln!("Rejected: {}", error);',
      '            std::process::exit(1);',
      '        }',
      '    }',
      '}',
    ]
  },
}

const variant = (alg: string) => `Algorithm::${alg}`

function keyLines({ key, algorithms: [alg = ''] }: SnippetOrder): Line[] {
  if (key.from === 'jwks-url')
    return [
      '    // Cache the keys instead of fetching them for each token.',
      `    let set: JwkSet = serde_json::from_str(&ureq::get(${quote(key.url)}).call()?.into_string()?)?;`,
      '    let kid = decode_header(token)?.kid.ok_or("no kid")?;',
      '    let key = DecodingKey::from_jwk(set.find(&kid).ok_or("unknown kid")?)?; // Never fall back to another key.',
    ]
  if (key.from === 'pem') {
    const kind = alg.startsWith('ES') ? 'ec' : alg === 'EdDSA' ? 'ed' : 'rsa'
    return [`    let key = DecodingKey::from_${kind}_pem(PUBLIC_KEY.as_bytes())?;`]
  }
  return [
    '    // Never put the secret in the code. Anyone who has it can sign tokens.',
    '    let secret = std::env::var("JWT_SECRET").ok().filter(|text| !text.is_empty()).ok_or("set JWT_SECRET")?;',
    key.encoding === 'base64'
      ? '    let key = DecodingKey::from_base64_secret(&secret)?;'
      : '    let key = DecodingKey::from_secret(secret.as_bytes());',
  ]
}
