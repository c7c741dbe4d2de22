// Writes Go with golang-jwt, and go-jose for a JWK Set.
// Go's literals have the same escapes as Python's.
import { quotePython as quote } from '../snippet/quote.ts'
import type { Line, SnippetLanguage, SnippetOrder } from '../snippet/snippet.ts'

export const go: SnippetLanguage = {
  id: 'go',
  name: 'Go (golang-jwt)',
  checked: { by: 'tests', versions: 'golang-jwt 4.4.3 and go-jose 2.6.0' },
  algorithms: ['HS256', 'HS384', 'HS512', 'RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'],
  differs: ['duplicates'],
  needsKid: true,
  comment: '//',
  quote,
  write(order) {
    const { algorithms, key } = order
    return [
      '// go get github.com/golang-jwt/jwt/v4',
      '// In version 5, the checks in Valid are options of the parser: WithIssuer, WithAudience, WithExpirationRequired, WithLeeway.',
      'package main',
      '',
      'import (',
      ...imports(order).map((name) => `\t"${name}"`),
      '',
      '\t"github.com/golang-jwt/jwt/v4"',
      key.from === 'jwks-url' && '\tjose "gopkg.in/square/go-jose.v2" // Newer releases are github.com/go-jose/go-jose/v4.',
      ')',
      '',
      key.from === 'pem' && `const publicKey = \`${key.pem.trimEnd()}\`\n`,
      ...claimsLines(order),
      '',
      ...keyLines(order),
      '',
      'func main() {',
      '\tinput, _ := io.ReadAll(os.Stdin)',
      '\t// Pinned. Never take the algorithm from the token.',
      `\tparser := jwt.NewParser(jwt.WithValidMethods([]string{${algorithms.map(quote).join(', ')}}))`,
      '\tvar claims Claims',
      '\tif _, err := parser.ParseWithClaims(strings.TrimSpace(string(input)), &claims, findKey); err != nil {',
      '\t\tfmt.Fprintln(os.Stderr, "Rejected:", err)',
      '\t\tos.Exit(1)',
      '\t}',
      '\tfmt.Printf("Accepted: %+v\\n", claims)',
      '}',
    ]
  },
}

function imports({ key }: SnippetOrder): string[] {
  const encoded = key.from !== 'secret' || key.encoding === 'utf8' ? [] : [key.encoding === 'hex' ? 'encoding/hex' : 'encoding/base64']
  const fetched = key.from === 'jwks-url' ? ['encoding/json', 'net/http'] : []
  return [...encoded, ...fetched, 'errors', 'fmt', 'io', 'os', 'strings', 'time'].toSorted()
}

function claimsLines({ issuer, audience, scope, leeway, requiresExp }: SnippetOrder): Line[] {
  return [
    'type Claims struct {',
    '\tjwt.RegisteredClaims',
    scope.length > 0 && '\tScope string `json:"scope"` // Some issuers call it scp and send a list.',
    '}',
    '',
    '// Valid is called for each token, and the signature must verify as well.',
    'func (c Claims) Valid() error {',
    '\tnow := time.Now()',
    leeway > 0 && `\tleeway := ${leeway} * time.Second // How far clocks may differ.`,
    '\tswitch {',
    requiresExp
      ? `\tcase !c.VerifyExpiresAt(now${leeway > 0 ? '.Add(-leeway)' : ''}, true): // true: exp is required.`
      : `\tcase !c.VerifyExpiresAt(now${leeway > 0 ? '.Add(-leeway)' : ''}, false):`,
    '\t\treturn errors.New("expired, or without exp")',
    `\tcase !c.VerifyNotBefore(now${leeway > 0 ? '.Add(leeway)' : ''}, false):`,
    '\t\treturn errors.New("not valid yet")',
    ...(issuer === undefined ? [] : [`\tcase !c.VerifyIssuer(${quote(issuer)}, true):`, '\t\treturn errors.New("wrong issuer")']),
    ...(audience === undefined
      ? []
      : [
          `\tcase !c.VerifyAudience(${quote(audience)}, true): // Tokens for other services must be rejected.`,
          '\t\treturn errors.New("wrong audience")',
        ]),
    '\t}',
    ...(scope.length === 0
      ? []
      : [
          '\tgranted := " " + c.Scope + " "',
          `\tfor _, each := range []string{${scope.map(quote).join(', ')}} {`,
          '\t\tif !strings.Contains(granted, " "+each+" ") {',
          '\t\t\treturn errors.New("insufficient scope")',
          '\t\t}',
          '\t}',
        ]),
    '\treturn nil',
    '}',
  ]
}

function keyLines({ key, typ, algorithms: [alg = ''] }: SnippetOrder): Line[] {
  const head: Line[] = [
    'func findKey(token *jwt.Token) (interface{}, error) {',
    ...(typ === undefined
      ? []
      : [
          `\tif typ, _ := token.Header["typ"].(string); strings.ToLower(typ) != ${quote(typ.toLowerCase())} {`,
          '\t\treturn nil, errors.New("wrong type")',
          '\t}',
        ]),
  ]
  if (key.from === 'secret')
    return [
      '// Never put the secret in the code. Anyone who has it can sign tokens.',
      ...head,
      '\tsecret := os.Getenv("JWT_SECRET")',
      '\tif secret == "" {',
      '\t\treturn nil, errors.New("set JWT_SECRET")',
      '\t}',
      `\treturn ${SECRET[key.encoding]}`,
      '}',
    ]
  if (key.from === 'pem') return [...head, `\treturn jwt.Parse${pemKind(alg)}PublicKeyFromPEM([]byte(publicKey))`, '}']
  return [
    '// Cache the keys instead of fetching them for each token.',
    ...head,
    `\tresponse, err := http.Get(${quote(key.url)})`,
    '\tif err != nil {',
    '\t\treturn nil, err',
    '\t}',
    '\tdefer response.Body.Close()',
    '\tvar set jose.JSONWebKeySet',
    '\tif err := json.NewDecoder(response.Body).Decode(&set); err != nil {',
    '\t\treturn nil, err',
    '\t}',
    '\tkid, _ := token.Header["kid"].(string)',
    '\tkeys := set.Key(kid)',
    '\tif kid == "" || len(keys) != 1 {',
    '\t\treturn nil, errors.New("unknown kid") // Never fall back to another key.',
    '\t}',
    '\treturn keys[0].Key, nil',
    '}',
  ]
}

function pemKind(alg: string): 'RSA' | 'EC' | 'Ed' {
  return alg.startsWith('ES') ? 'EC' : alg === 'EdDSA' ? 'Ed' : 'RSA'
}

const SECRET = {
  utf8: '[]byte(secret), nil',
  base64url: 'base64.RawURLEncoding.DecodeString(strings.TrimRight(secret, "="))',
  base64: 'base64.StdEncoding.DecodeString(secret)',
  hex: 'hex.DecodeString(secret)',
} as const
