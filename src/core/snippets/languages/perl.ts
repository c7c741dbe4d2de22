// Writes Perl with Crypt::JWT.
import { quotePerl as quote } from '../snippet/quote.ts'
import type { Line, SnippetLanguage, SnippetOrder } from '../snippet/snippet.ts'

export const perl: SnippetLanguage = {
  id: 'perl',
  name: 'Perl (Crypt::JWT)',
  checked: { by: 'tests', versions: 'Crypt::JWT 0.034' },
  algorithms: ['HS256', 'HS384', 'HS512', 'RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'],
  differs: ['duplicates'],
  needsKid: true,
  comment: '#',
  quote,
  write({ algorithms, key, issuer, audience, typ, scope, leeway, requiresExp }) {
    return [
      '# cpanm Crypt::JWT',
      'use strict;',
      'use warnings;',
      'use Crypt::JWT qw(decode_jwt);',
      key.from === 'jwks-url' && 'use HTTP::Tiny;',
      key.from === 'secret' && (key.encoding === 'base64' || key.encoding === 'base64url') && 'use MIME::Base64;',
      '',
      ...keyLines(key),
      'my $token = do { local $/; <STDIN> };',
      '$token =~ s/^\\s+|\\s+$//g;',
      '',
      'my ($header, $claims) = eval {',
      '    decode_jwt(',
      '        token         => $token,',
      key.from === 'jwks-url'
        ? '        kid_keys      => $keys, # Selected by kid.'
        : `        key           => ${key.from === 'pem' ? '\\$key' : '$key'},`,
      `        accepted_alg  => [${algorithms.map(quote).join(', ')}], # Pinned. Never take the algorithm from the token.`,
      issuer !== undefined && `        verify_iss    => ${quote(issuer)},`,
      ...(audience === undefined
        ? []
        : [
            '        # Tokens for other services must be rejected. aud is a string or a list.',
            `        verify_aud    => sub { scalar grep { $_ eq ${quote(audience)} } ref $_[0] ? @{ $_[0] } : $_[0] },`,
          ]),
      requiresExp && '        verify_exp    => 1, # 1: exp is required.',
      leeway > 0 && `        leeway        => ${leeway}, # Seconds by which clocks may differ.`,
      '        decode_header => 1,',
      '    );',
      '};',
      'if (!$claims) { warn "Rejected: $@"; exit 1 }',
      ...(typ === undefined
        ? []
        : [`if (lc($header->{typ} // "") ne ${quote(typ.toLowerCase())}) { warn "Rejected: wrong type\\n"; exit 1 }`]),
      ...(scope.length === 0
        ? []
        : [
            '# Some issuers call it scp and send a list.',
            'my %granted = map { $_ => 1 } split / /, $claims->{scope} // "";',
            `for (${scope.map(quote).join(', ')}) {`,
            '    if (!$granted{$_}) { warn "Rejected: insufficient scope\\n"; exit 1 }',
            '}',
          ]),
      'print "Accepted: $claims->{sub}\\n" if defined $claims->{sub};',
    ]
  },
}

function keyLines(key: SnippetOrder['key']): Line[] {
  if (key.from === 'jwks-url')
    return [
      '# Cache the keys instead of fetching them for each token.',
      `my $response = HTTP::Tiny->new(verify_SSL => 1)->get(${quote(key.url)}); # Without verify_SSL, anyone in between could answer.`,
      'die "No keys: $response->{status}\\n" unless $response->{success};',
      'my $keys = $response->{content};',
    ]
  if (key.from === 'pem') return [`my $key = <<'PEM';\n${key.pem.trimEnd()}\nPEM`]
  return [
    '# Never put the secret in the code. Anyone who has it can sign tokens.',
    'my $secret = $ENV{JWT_SECRET} or die "Set JWT_SECRET\\n";',
    `my $key = ${SECRET[key.encoding]};`,
  ]
}

const SECRET = {
  utf8: '$secret',
  base64url: 'MIME::Base64::decode_base64url($secret)',
  base64: 'MIME::Base64::decode_base64($secret)',
  hex: "pack('H*', $secret)",
} as const
