// Writes Java with Nimbus JOSE+JWT.
import { quoteJava as quote } from '../snippet/quote.ts'
import type { Line, SnippetLanguage, SnippetOrder } from '../snippet/snippet.ts'

export const JAVA_ALGORITHMS = ['HS256', 'HS384', 'HS512', 'RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512']

export const nimbus: SnippetLanguage = {
  id: 'nimbus',
  name: 'Java (Nimbus JOSE+JWT)',
  checked: { by: 'documentation', url: 'https://connect2id.com/products/nimbus-jose-jwt/examples/validating-jwt-access-tokens' },
  algorithms: JAVA_ALGORITHMS,
  differs: [],
  needsKid: false,
  comment: '//',
  quote,
  unfit: ({ key, algorithms }) =>
    key.from !== 'jwks-url' && algorithms.length > 1
      ? 'With a single key, this code takes one algorithm. Let your service expect only one.'
      : undefined,
  write(order) {
    const { algorithms, key, issuer, audience, typ, scope, leeway, requiresExp } = order
    const isFetched = key.from === 'jwks-url'
    const required = [requiresExp && 'exp', issuer !== undefined && 'iss', audience !== undefined && 'aud'].filter((name) => name !== false)
    return [
      '// com.nimbusds:nimbus-jose-jwt, version 9.28 or newer',
      'import com.nimbusds.jose.*;',
      isFetched && 'import com.nimbusds.jose.jwk.source.JWKSourceBuilder;',
      'import com.nimbusds.jose.proc.*;',
      'import com.nimbusds.jwt.JWTClaimsSet;',
      'import com.nimbusds.jwt.proc.*;',
      ...javaImports(order),
      'import java.util.*;',
      '',
      'public class VerifyToken {',
      '  public static void main(String[] args) throws Exception {',
      '    String token = new String(System.in.readAllBytes()).trim();',
      ...keyLines(order),
      '    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();',
      '    // Pinned. Never take the algorithm from the token.',
      isFetched
        ? `    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(Set.of(${algorithms.map((alg) => `JWSAlgorithm.${alg}`).join(', ')}), keys));`
        : `    processor.setJWSKeySelector(new SingleKeyJWSKeySelector<>(JWSAlgorithm.${algorithms[0]}, key));`,
      typ !== undefined && `    processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType(${quote(typ)})));`,
      '    DefaultJWTClaimsVerifier<SecurityContext> claimsVerifier = new DefaultJWTClaimsVerifier<>(',
      audience === undefined ? '        null,' : `        ${quote(audience)}, // Tokens for other services must be rejected.`,
      `        new JWTClaimsSet.Builder()${issuer === undefined ? '' : `.issuer(${quote(issuer)})`}.build(),`,
      `        ${required.length === 0 ? 'Set.of()' : `Set.of(${required.map(quote).join(', ')})`}); // Otherwise a token without exp never expires.`,
      `    claimsVerifier.setMaxClockSkew(${leeway}); // Seconds. The default is a minute.`,
      '    processor.setJWTClaimsSetVerifier(claimsVerifier);',
      '',
      '    JWTClaimsSet claims = processor.process(token, null); // Throws if the token must be rejected.',
      ...(scope.length === 0
        ? []
        : [
            '    // Some issuers call it scp and send a list.',
            '    String scope = claims.getStringClaim("scope");',
            `    if (scope == null || !Arrays.asList(scope.split(" ")).containsAll(List.of(${scope.map(quote).join(', ')})))`,
            '      throw new BadJWTException("insufficient scope");',
          ]),
      '    System.out.println("Accepted: " + claims);',
      '  }',
      '}',
    ]
  },
}

function keyLines({ key, algorithms: [alg = ''] }: SnippetOrder): Line[] {
  if (key.from === 'jwks-url')
    return [
      '    // Caches the keys and selects one by kid.',
      `    var keys = JWKSourceBuilder.create(URI.create(${quote(key.url)}).toURL()).build();`,
    ]
  if (key.from === 'secret') return [SECRET_COMMENT, ...javaSecret(key.encoding, alg)].map((line) => `    ${line}`)
  return javaPublicKey(key.pem, alg).map((line) => `    ${line}`)
}

const SECRET_COMMENT = '// Never put the secret in the code. Anyone who has it can sign tokens.'

/** The imports for the lines of `javaSecret` and `javaPublicKey`. */
export function javaImports({ key }: SnippetOrder): string[] {
  if (key.from === 'jwks-url') return ['import java.net.URI;']
  return key.from === 'secret'
    ? ['import java.nio.charset.StandardCharsets;', 'import javax.crypto.SecretKey;', 'import javax.crypto.spec.SecretKeySpec;']
    : ['import java.security.*;', 'import java.security.spec.X509EncodedKeySpec;']
}

/** Sets `key` to a SecretKey from the environment. */
export function javaSecret(encoding: 'utf8' | 'base64url' | 'base64' | 'hex', alg: string): string[] {
  const bytes = {
    utf8: 'secret.getBytes(StandardCharsets.UTF_8)',
    base64url: 'Base64.getUrlDecoder().decode(secret)',
    base64: 'Base64.getDecoder().decode(secret)',
    hex: 'HexFormat.of().parseHex(secret)',
  }[encoding]
  return [
    'String secret = Objects.requireNonNull(System.getenv("JWT_SECRET"), "Set JWT_SECRET");',
    `SecretKey key = new SecretKeySpec(${bytes}, "HmacSHA${alg.slice(2)}");`,
  ]
}

/** Sets `key` to a PublicKey. */
export function javaPublicKey(pem: string, alg: string): string[] {
  const base64 = pem.split('\n').filter((line) => line !== '' && !line.startsWith('-----'))
  return [
    'PublicKey key = KeyFactory.getInstance(' + (alg.startsWith('ES') ? '"EC"' : '"RSA"') + ').generatePublic(new X509EncodedKeySpec(',
    '    Base64.getDecoder().decode(""',
    ...base64.map((line) => `        + "${line}"`),
    '    )));',
  ]
}
