// Secrets that anyone can look up: examples from specifications, libraries, product defaults and tutorials. This is the only list, and we compiled it ourselves.
import { decodeBase64url, encodeBase64url } from '../text/base64url.ts'

/** `text | where`: the secret is the UTF-8 of the text. */
const AS_TEXT = `
secret | nearly every tutorial
your-256-bit-secret | jwt.io's former example
your-384-bit-secret | jwt.io's former example
your-512-bit-secret | jwt.io's former example
a-string-secret-at-least-256-bits-long | jwt.io's example
a-valid-string-secret-that-is-at-least-256-bits-long | jwt.io's example
a-valid-string-secret-that-is-at-least-384-bits-long | jwt.io's example
a-valid-string-secret-that-is-at-least-512-bits-long | jwt.io's example
a-valid-string-secret-that-is-at-least-512-bits-long-which-is-very-long | jwt.io's example
super-secret-jwt-token-with-at-least-32-characters-long | Supabase's local default
your-super-secret-jwt-token-with-at-least-32-characters-long | Supabase's self-hosting template
reallyreallyreallyreallyverysafe | PostgREST's tutorial
!ChangeMe! | Mercure's default
!ChangeThisMercureHubJWTSecretKey! | Mercure's default
09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7 | FastAPI's tutorial
thingsboardDefaultSigningKey | ThingsBoard's default
SecretKey012345678901234567890123456789012345678901234567890123456789 | Nacos' default
VGhpc0lzTXlDdXN0b21TZWNyZXRLZXkwMTIzNDU2Nzg= | Nacos' documentation
CHANGE_ME_TO_A_COMPLEX_RANDOM_SECRET | Superset's default
thisISaSECRET_1234 | Superset's default
YOUR_OWN_RANDOM_GENERATED_SECRET_KEY | Superset's documentation
TEST_NON_DEV_SECRET | Superset's docker template
temporary_key | Airflow's default
86295dd0c4ef69a1036b0b0c15158d77 | Dubbo Admin's default
abcdefghijklmnopqrstuvwxyz | RuoYi's default
example_app_secret | Jitsi's documentation
my-secret-token-to-change-in-production | JHipster's former default
pleaseChangeThisSecretForANewOne | Micronaut's guide
255d861b-5ea1-5996-9aa3-922530ec40b1 | Directus' documentation
tobemodified | Strapi's template
toBeModified1 | Strapi's template
3EK6FD+o0+c7tzBNVfjpMkNDi2yARAAKzQlk8O2IKoxQu4nF7EdAh8s3TwpHwrdWT6R | Hasura's documentation
SW2YcwTIb9zpOOhoPsMm | Grafana's default
myjwts3cr3t | LoopBack's default
YOUR_SECRET_HERE | Payload's template
replace_with_lengthy_secure_hex | Chatwoot's template
secretKey | NestJS' documentation
DO NOT USE THIS VALUE. INSTEAD, CREATE A COMPLEX SECRET AND KEEP IT SAFE OUTSIDE OF THE SOURCE CODE. | NestJS' documentation
shhhhh | node-jsonwebtoken's README
shhhhhhared-secret | express-jwt's README
shared-secret | koa-jwt's README
keyboard cat | Express' session examples
supersecret | fastify-jwt's README
NeverShareYourSecret | hapi-auth-jwt2's README
AllYourBase | golang-jwt's documentation
secret key | gin-jwt's README
my$ecretK3y | ruby-jwt's README
example_key | php-jwt's README
mBC5v1sOKVvbdEitdSBenu59nfNfhwkedkJVNabosTw= | lcobucci/jwt's documentation
cc7e0d44fd473002f1c42167459001140ec6389b7353f8088f4d9a95f2f596f2 | jose's documentation
super-secret | Flask-JWT-Extended's documentation
jwt-secret-string | Flask-JWT-Extended's tutorials
t1NP63m4wnBg6nyHYKfmc2TpCOGI4nss | Flask-JWT tutorials
javainuse | a Spring Boot tutorial
bezKoderSecretKey | a Spring Boot tutorial
bezkoder-secret-key | a Node.js tutorial
======================BezKoder=Spring=========================== | a Spring Boot tutorial
404E635266556A586E3272357538782F413F4428472B4B6250645367566B5970 | a Spring Boot tutorial
JWTSuperSecretKey | a Spring Boot tutorial
SecretKeyToGenJWTs | a Spring Boot tutorial
THIS IS USED TO SIGN AND VERIFY JWT TOKENS, REPLACE IT WITH YOUR OWN SECRET, IT CAN BE ANY STRING | an ASP.NET Core tutorial
ThisismySecretKey | an ASP.NET Core tutorial
Yh2k7QSu4l8CZg5p6X3Pna9L0Miy4D3Bvt0JVr87UcOj69Kqw5R2Nmf4FWs03Hdx | an ASP.NET Core tutorial
JWTAuthenticationHIGHsecuredPasswordVVVp1OH7Xzyr | an ASP.NET Core tutorial
ByYM000OLlMQG6VVVp1OH7Xzyr7gHuw1qvUC5dcGt3SNM | an ASP.NET Core tutorial
StrONGKAutHENTICATIONKEy | an ASP.NET Core tutorial
401b09eab3c013d4ca54922bb802bec8fd5318192b0a75f201d8b3727429090fb337591abd3e44453b954555b7a0812e1081c39b740293f765eae731f5a65ed1 | an ASP.NET sample of Auth0
JhbGciOiJIUzI1N0eXAiOiJKV1QiLC | a Lumen tutorial
Sn1f | jwt-cracker's README
bm5n3SkxCX4kKRy4 | WebGoat
secret1 | PortSwigger's labs
AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow | RFC 7515 appendix A.1, taken as text
hJtXIZ2uSN5kbQfbtTNWbpdmhkV8FJG-Onbc6mxCcYg | RFC 7520 section 3.5, taken as text
A secret API example | lists of common secrets
hello world | lists of common secrets
this is a secret | lists of common secrets
`

/** Words from tutorials and the first lines of every word list; their first publication is unknown. */
const WORDS =
  'secret123 Secret SECRET secretkey secret_key secret-key SECRET_KEY SecretKey mysecret mySecret my_secret my-secret MySecret MY_SECRET mysecretkey my-secret-key my_secret_key mySecretKey ' +
  'MySecretKey MySuperSecretKey supersecretkey super_secret super_secret_key superSecret topsecret top-secret top_secret TopSecret jwtsecret jwt-secret jwt_secret jwtSecret JWT_SECRET JWTSecret JWTSecretKey ' +
  'jwt_secret_key jwt-secret-key JWT_SECRET_KEY jwtkey jwt_key jwt-key yoursecret your-secret your_secret your-secret-key your_secret_key your_jwt_secret your-jwt-secret yoursecretkey YOUR_SECRET YOUR_SECRET_KEY ' +
  'verysecret veryverysecret s3cr3t s3cret sekret changeme changeit change-me change_me change-this ChangeMe CHANGEME CHANGE_ME replaceme password Password password1 password123 Password123 Passw0rd P@ssw0rd passw0rd pass ' +
  'admin admin123 root user test test123 testing test-secret test_secret testsecret demo dev development example default token tokensecret token_secret token-secret key keykey thekey mykey my-key my_key private privatekey private_key ' +
  'privateKey 123 1234 12345 123456 1234567 12345678 123456789 1234567890 0123456789 abc abc123 abcd1234 abcdef abcdefg qwerty qwertyuiop qwerty123 asdf asdfgh letmein welcome hello helloworld foo bar foobar baz xxx ' +
  'ilovejwt jwt JWT jsonwebtoken json-web-token auth authentication signature signing signingkey signing-key hmac HS256 hs256 somesecret some-secret anothersecret thisisasecret this-is-a-secret thisismysecret ThisIsMySecret ' +
  'thisisasecretkey ThisIsASecretKey ThisIsASecretKeyForJwtAuthentication notsecret not-secret insecure unsafe_secret none null undefined empty crapi random access victory business available shipping washington ' +
  'verysecretkey shhhhhhh jwtSecretKey changethis replace-me example-secret testkey test-key private-key Password1 p@ssw0rd access_token_secret refresh_token_secret ACCESS_TOKEN_SECRET authsecret ' +
  'dev-secret production local localhost sample temp false true 0 1 12345678901234567890123456789012 01234567890123456789012345678901 00000000000000000000000000000000 keyboardcat cat hunter2 sup3rs3cr3t ' +
  'node-jwt nodejs express laravel symfony spring springboot django-insecure flask gateway server client app application api apikey api-key sharedsecret shared_secret ThisIsASecret thisisthesecret ' +
  'this_is_my_secret_key thisIsASecretKey qwertyuiopasdfghjklzxcvbnm123456 mnbvcxzlkjhgfdsapoiuytrewq1234567890 GQDstcKsx0NHjPOuXOYg5MbeJ1XT0uFiwDVvVBrk gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr9C ' +
  'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa eShVmYq3t6w9z$C&F)J@NcRfUjWnZr4u'

/** `base64url | where`: the secret is the bytes. */
const AS_BYTES = `
AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow | RFC 7515 appendix A.1
hJtXIZ2uSN5kbQfbtTNWbpdmhkV8FJG-Onbc6mxCcYg | RFC 7520 section 3.5
GawgguFyGrWKav7AX4VKUg | RFC 7516 appendix A.3
XctOhJAkA-pD9Lh7ZgW_2A | RFC 7520 section 5.6
GZy6sIZ6wl9NJOKB-jnmVQ | RFC 7520 section 5.8
qC57l_uxcm7Nm3K-ct4GFjx8tM1U8CZ0NLBvdQstiS8 | RFC 7520 section 5.7
VGhpc0lzTXlDdXN0b21TZWNyZXRLZXkwMTIzNDU2Nzg | Nacos' documentation
SecretKey012345678901234567890123456789012345678901234567890123456789 | Nacos' default
404E635266556A586E3272357538782F413F4428472B4B6250645367566B5970 | a Spring Boot tutorial
mBC5v1sOKVvbdEitdSBenu59nfNfhwkedkJVNabosTw | lcobucci/jwt's documentation
bXktc2VjcmV0LXRva2VuLXRvLWNoYW5nZS1pbi1wcm9kdWN0aW9u | JHipster's former default
`

/** InfluxDB up to 1.7.5 accepted tokens signed with an empty secret (CVE-2019-20933). */
const EMPTY = 'advisories about services without a secret'

export interface PublishedSecret {
  readonly secret: Uint8Array<ArrayBuffer>
  /** The text whose UTF-8 is the secret; for bytes that were published in an encoding, their base64url. */
  readonly text: string
  /** Where it was published, to complete "printed in …". */
  readonly where: string
}

let published: ReadonlyMap<string, PublishedSecret> | undefined

/** Every published secret once, those with a document of their own first. */
export function publishedSecrets(): Iterable<PublishedSecret> {
  return table().values()
}

/** Where a secret with these bytes is published, or undefined. Compares exact bytes. */
export function whereSecretIsPublished(secret: Uint8Array): string | undefined {
  return secret.length > 200 ? undefined : table().get(binary(secret))?.where
}

function table(): ReadonlyMap<string, PublishedSecret> {
  if (published) return published
  const known = new Map<string, PublishedSecret>()
  for (const each of catalog()) if (!known.has(binary(each.secret))) known.set(binary(each.secret), each)
  return (published = known)
}

function* catalog(): Iterable<PublishedSecret> {
  const encoder = new TextEncoder()
  yield { secret: new Uint8Array(0), text: '', where: EMPTY }
  for (const [text, where] of rows(AS_TEXT)) yield { secret: encoder.encode(text), text, where }
  for (const [text, where] of rows(AS_BYTES)) {
    const secret = decodeBase64url(text).bytes
    yield { secret, text: encodeBase64url(secret), where }
  }
  for (const text of WORDS.split(' ')) yield { secret: encoder.encode(text), text, where: 'lists of common secrets' }
}

function rows(text: string): [string, string][] {
  return text
    .trim()
    .split('\n')
    .map((row) => {
      const at = row.lastIndexOf(' | ')
      return [row.slice(0, at), row.slice(at + 3)]
    })
}

function binary(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes)
}
