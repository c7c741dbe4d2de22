// Writes a shell script with openssl and jq.
import { quoteShell as quote } from '../snippet/quote.ts'
import type { Line, SnippetLanguage } from '../snippet/snippet.ts'

export const shell: SnippetLanguage = {
  id: 'shell',
  name: 'Shell (openssl)',
  checked: { by: 'tests', versions: 'OpenSSL 3.0 and jq 1.6 under bash' },
  algorithms: [
    'RS256',
    'RS384',
    'RS512',
    'PS256',
    'PS384',
    'PS512',
    'ES256',
    'ES384',
    'ES512',
    'EdDSA',
    'Ed25519',
    'HS256',
    'HS384',
    'HS512',
  ],
  differs: ['duplicates'],
  needsKid: true,
  comment: '#',
  quote,
  unfit({ key, algorithms }) {
    if (key.from === 'secret') return 'openssl takes a shared secret only on its command line, where every user of the machine can read it.'
    if (key.from === 'jwks-url') return 'openssl can’t read JWK Sets. Put the public key in the Key box to use it as PEM.'
    return algorithms.length > 1 ? 'The script checks one algorithm. Let your service expect only one.' : undefined
  },
  write({ algorithms: [alg = ''], key, issuer, audience, typ, scope, leeway, requiresExp }) {
    const checks = [
      requiresExp ? '(.exp | type == "number" and . > now - $leeway)' : '(.exp // now + 1 | type == "number" and . > now - $leeway)',
      '(.nbf // 0 | type == "number" and . <= now + $leeway)',
      issuer !== undefined && '.iss == $iss',
      audience !== undefined && '([.aud] | flatten | any(. == $aud))',
      scope.length > 0 && '($scope - (.scope // "" | split(" ")) == [])',
    ].filter((check) => check !== false)
    return [
      '#!/usr/bin/env bash',
      '# Needs bash, openssl 3 and jq. For checking one token; a service should use a library.',
      'set -euo pipefail',
      'reject() { echo "Rejected: $1" >&2; exit 1; }',
      'decode() { local text; text=$(tr -- "-_" "+/" <<<"$1"); while ((${#text} % 4)); do text+="="; done; openssl base64 -d -A <<<"$text"; }',
      '',
      'token=$(cat)',
      '[[ $token =~ ^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$ ]] || reject "not a signed token"',
      'IFS=. read -r header payload signature <<<"$token"',
      '',
      '# Pinned. Never let the token decide how it is verified.',
      `[[ $(decode "$header" | jq -r .alg) == ${alg} ]] || reject "wrong algorithm"`,
      `[[ $(decode "$header" | jq 'has("crit")') == false ]] || reject "unknown extension"`,
      typ !== undefined &&
        `decode "$header" | jq -e --argjson typ ${quote(typ.toLowerCase())} '(.typ // "" | ascii_downcase) == $typ' >/dev/null || reject "wrong type"`,
      '',
      'dir=$(mktemp -d)',
      `trap 'rm -rf "$dir"' EXIT`,
      key.from === 'pem' && `cat >"$dir/key.pem" <<'PEM'\n${key.pem.trimEnd()}\nPEM`,
      'printf %s "$header.$payload" >"$dir/input"',
      'decode "$signature" >"$dir/signature"',
      ...verifyLines(alg),
      '',
      '# A good signature says who wrote the token. The claims say whether it is current and for you.',
      'decode "$payload" >"$dir/claims"',
      `jq -e --argjson leeway ${leeway} \\`,
      issuer !== undefined && `  --argjson iss ${quote(issuer)} \\`,
      audience !== undefined && `  --argjson aud ${quote(audience)} \\`,
      scope.length > 0 && `  --argjson scope '[${scope.map((each) => quote(each).slice(1, -1)).join(', ')}]' \\`,
      `  '${checks.join('\n    and ')}' \\`,
      '  "$dir/claims" >/dev/null || reject "expired, not valid yet, or not for you"',
      'echo "Accepted: $(cat "$dir/claims")"',
    ]
  },
}

const DIGEST: Readonly<Record<string, string>> = { '256': 'sha256', '384': 'sha384', '512': 'sha512' }
const COORDINATE: Readonly<Record<string, number>> = { ES256: 32, ES384: 48, ES512: 66 }

function verifyLines(alg: string): Line[] {
  const failed = '>/dev/null 2>&1 || reject "the signature does not match"'
  const digest = DIGEST[alg.slice(2)]
  if (digest === undefined)
    return [`openssl pkeyutl -verify -pubin -inkey "$dir/key.pem" -rawin -in "$dir/input" -sigfile "$dir/signature" \\`, `  ${failed}`]
  const verify = `openssl dgst -${digest} -verify "$dir/key.pem"`
  if (alg.startsWith('RS')) return [`${verify} -signature "$dir/signature" "$dir/input" ${failed}`]
  if (alg.startsWith('PS'))
    return [
      `${verify} -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:digest \\`,
      `  -signature "$dir/signature" "$dir/input" ${failed}`,
    ]
  const size = COORDINATE[alg] ?? 0
  return [
    '# A JWS has r followed by s; openssl requires them in DER.',
    'hex=$(od -An -v -tx1 "$dir/signature" | tr -d " \\n")',
    `((\${#hex} == ${4 * size})) || reject "the signature has the wrong length"`,
    `printf 'asn1=SEQUENCE:rs\\n[rs]\\nr=INTEGER:0x%s\\ns=INTEGER:0x%s\\n' "\${hex:0:${2 * size}}" "\${hex:${2 * size}}" >"$dir/rs"`,
    'openssl asn1parse -genconf "$dir/rs" -noout -out "$dir/der"',
    `${verify} -signature "$dir/der" "$dir/input" ${failed}`,
  ]
}
