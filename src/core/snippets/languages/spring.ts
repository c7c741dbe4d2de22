// Writes Java with Spring Security's resource server.
import { quoteJava as quote } from '../snippet/quote.ts'
import type { Line, SnippetLanguage, SnippetOrder } from '../snippet/snippet.ts'
import { JAVA_ALGORITHMS, javaImports, javaPublicKey, javaSecret } from './nimbus.ts'

export const spring: SnippetLanguage = {
  id: 'spring',
  name: 'Java (Spring Security)',
  checked: {
    by: 'documentation',
    url: 'https://docs.spring.io/spring-security/reference/servlet/oauth2/resource-server/jwt.html',
  },
  algorithms: JAVA_ALGORITHMS,
  differs: [],
  needsKid: false,
  comment: '//',
  quote,
  unfit({ key, algorithms: [alg = '', ...more] }) {
    if (key.from !== 'jwks-url' && more.length > 0)
      return 'With a single key, this code takes one algorithm. Let your service expect only one.'
    return key.from === 'pem' && alg.startsWith('ES')
      ? 'Spring’s decoder takes a single public key only if it is RSA. Choose a JWKS URL.'
      : undefined
  },
  write(order) {
    const { issuer, audience, typ, scope, leeway, requiresExp } = order
    const validators: readonly (readonly [comment: string | undefined, code: string])[] = [
      ['The default is a minute.', `new JwtTimestampValidator(Duration.ofSeconds(${leeway}))`],
      ...(requiresExp
        ? [['Otherwise a token without exp never expires.', 'new JwtClaimValidator<Object>("exp", Objects::nonNull)'] as const]
        : []),
      ...(issuer === undefined ? [] : [[undefined, `new JwtIssuerValidator(${quote(issuer)})`] as const]),
      ...(audience === undefined
        ? []
        : [
            [
              'Tokens for other services must be rejected.',
              `new JwtClaimValidator<List<String>>("aud", aud -> aud != null && aud.contains(${quote(audience)}))`,
            ] as const,
          ]),
      ...(scope.length === 0
        ? []
        : [
            [
              'Some issuers call it scp and send a list.',
              `new JwtClaimValidator<String>("scope", granted -> granted != null\n            && Arrays.asList(granted.split(" ")).containsAll(List.of(${scope.map(quote).join(', ')})))`,
            ] as const,
          ]),
    ]
    return [
      '// org.springframework.boot:spring-boot-starter-oauth2-resource-server',
      typ !== undefined && 'import com.nimbusds.jose.JOSEObjectType;\nimport com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;',
      ...javaImports(order).filter((line) => !line.includes('java.net.URI')),
      order.key.from === 'pem' && 'import java.security.interfaces.RSAPublicKey;',
      'import java.time.Duration;',
      'import java.util.*;',
      'import org.springframework.context.annotation.*;',
      'import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;',
      'import org.springframework.security.oauth2.jose.jws.*;',
      'import org.springframework.security.oauth2.jwt.*;',
      '',
      '@Configuration',
      'public class JwtConfiguration {',
      '  @Bean',
      '  JwtDecoder jwtDecoder() throws Exception {',
      ...decoderLines(order),
      '    decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(',
      ...validators.flatMap(([comment, code], i) => [
        comment !== undefined && `        // ${comment}`,
        `        ${code}${i === validators.length - 1 ? '' : ','}`,
      ]),
      '    ));',
      '    return decoder;',
      '  }',
      '}',
    ]
  },
}

function decoderLines({ key, algorithms, typ }: SnippetOrder): Line[] {
  const [alg = ''] = algorithms
  const typed =
    typ !== undefined &&
    `        .jwtProcessorCustomizer(processor -> processor.setJWSTypeVerifier(\n            new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType(${quote(typ)}))))`
  const pinned = '// Pinned. Never take the algorithm from the token.'
  switch (key.from) {
    case 'jwks-url':
      return [
        `    NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(${quote(key.url)})`,
        ...algorithms.map((each) => `        .jwsAlgorithm(SignatureAlgorithm.${each}) ${pinned}`),
        typed,
        '        .build();',
      ]
    case 'secret':
      return [
        '    // Never put the secret in the code. Anyone who has it can sign tokens.',
        ...javaSecret(key.encoding, alg).map((line) => `    ${line}`),
        '    NimbusJwtDecoder decoder = NimbusJwtDecoder.withSecretKey(key)',
        `        .macAlgorithm(MacAlgorithm.${alg}) ${pinned}`,
        typed,
        '        .build();',
      ]
    case 'pem':
      return [
        ...javaPublicKey(key.pem, alg).map((line) => `    ${line}`),
        '    NimbusJwtDecoder decoder = NimbusJwtDecoder.withPublicKey((RSAPublicKey) key)',
        `        .signatureAlgorithm(SignatureAlgorithm.${alg}) ${pinned}`,
        typed,
        '        .build();',
      ]
  }
}
