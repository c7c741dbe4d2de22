// The libraries that sign, verify and decrypt tokens, one per row, according to their own documentation or source on the date in `LOOKED_UP`.

/** The date on which the rows were looked up: year, month, day. */
export const LOOKED_UP = '2026-11-27'

/**
 * `language | library | repository | installation | operations | algorithms | checks | sources | note`
 *
 * - repository: `owner/name` on GitHub, or a URL
 * - operations: signs, verifies, decrypts: `y`, `n`, or `?` for not known
 * - algorithms: `HS`, `RS`, `PS` and `ES` stand for their three; `?` for not known
 * - checks: exp, nbf, iss, aud, typ: `a` by default if the claim is present, `o` when asked to, `n` not at all, `?` not known
 * - sources: paths in the repository, or URLs, first for the algorithms, then for the checks
 */
export const ROWS = `
JavaScript | jose | panva/jose | npm install jose | yyy | HS RS PS ES EdDSA Ed25519 | aaooo | src/lib/jws_algorithms.ts docs/jwt/verify/interfaces/JWTVerifyOptions.md |
JavaScript | jsonwebtoken | auth0/node-jsonwebtoken | npm install jsonwebtoken | yy? | HS RS PS ES | aaoo? | README.md |
JavaScript | fast-jwt | nearform/fast-jwt | npm install fast-jwt | yy? | HS RS PS ES EdDSA | aaooo | README.md |
JavaScript | node-jose | cisco/node-jose | npm install node-jose | yyy | HS RS PS ES | ????? | README.md |
JavaScript | jsrsasign | kjur/jsrsasign | npm install jsrsasign | yy? | HS RS PS ES | aaoo? | src/jws-3.3.js README.md | Its author ended support on 14 April 2026.
TypeScript | djwt | Zaubrik/djwt | see its README | yy? | HS RS PS ES | aa??? | README.md |
Python | PyJWT | jpadilla/pyjwt | pip install "pyjwt[crypto]" | yy? | HS RS PS ES ES256K EdDSA | aaoa? | docs/algorithms.rst docs/usage.rst |
Python | joserfc | authlib/joserfc | pip install joserfc | yyy | HS RS PS ES ES256K EdDSA Ed25519 Ed448 | oooo? | docs/guide/algorithms.rst docs/guide/jwt.rst |
Python | Authlib | authlib/authlib | pip install authlib | yyy | HS RS PS ES ES256K EdDSA | oooo? | docs/jose/jws.rst docs/jose/jwt.rst | Its author is moving this part to joserfc.
Python | python-jose | mpdavis/python-jose | pip install "python-jose[cryptography]" | yyy | HS RS ES | aaoo? | docs/jws/index.rst jose/jwt.py |
Python | jwcrypto | latchset/jwcrypto | pip install jwcrypto | yyy | HS RS PS ES ES256K EdDSA | aaoo? | jwcrypto/jwa.py jwcrypto/jwt.py |
Python | jwt | GehirnInc/python-jwt | pip install jwt | yy? | HS RS PS | ????? | README.rst |
Go | golang-jwt | golang-jwt/jwt | go get github.com/golang-jwt/jwt/v5 | yyn | HS RS PS ES EdDSA | aaoo? | README.md parser_option.go |
Go | go-jose | go-jose/go-jose | go get github.com/go-jose/go-jose/v4 | yyy | HS RS PS ES EdDSA | oooo? | README.md jwt/validation.go |
Go | jwx | lestrrat-go/jwx | go get github.com/lestrrat-go/jwx/v3 | yyy | HS RS PS ES ES256K EdDSA | ??oo? | docs/02-jws.md docs/01-jwt.md |
Go | jose2go | dvsekhvalnov/jose2go | go get github.com/dvsekhvalnov/jose2go | yyy | HS RS PS ES | ????? | README.md |
Go | jwt | cristalhq/jwt | go get github.com/cristalhq/jwt/v5 | yy? | HS RS PS ES EdDSA | oooo? | algo.go claims.go |
Java | Nimbus JOSE+JWT | https://connect2id.com/products/nimbus-jose-jwt | com.nimbusds:nimbus-jose-jwt | yyy | ? | aaooa | https://connect2id.com/products/nimbus-jose-jwt https://connect2id.com/blog/nimbus-jose-jwt-8 |
Java | Spring Security | spring-projects/spring-security | org.springframework.boot:spring-boot-starter-oauth2-resource-server | ?y? | ? | aaoo? | https://docs.spring.io/spring-security/reference/servlet/oauth2/resource-server/jwt.html |
Java | JJWT | jwtk/jjwt | io.jsonwebtoken:jjwt-impl | yyy | HS RS PS ES EdDSA | aaoo? | README.adoc impl/src/main/java/io/jsonwebtoken/impl/DefaultJwtParser.java |
Java | java-jwt | auth0/java-jwt | com.auth0:java-jwt | yy? | HS RS PS ES | aaoo? | README.md EXAMPLES.md |
Java | FusionAuth JWT | FusionAuth/fusionauth-jwt | io.fusionauth:fusionauth-jwt | yy? | HS RS PS ES EdDSA Ed25519 Ed448 | aa??? | README.md src/main/java/io/fusionauth/jwt/JWTDecoder.java |
Java | SmallRye JWT | smallrye/smallrye-jwt | io.smallrye:smallrye-jwt | yyy | ? | a?oo? | doc/modules/ROOT/pages/configuration.adoc |
Scala | jwt-scala | jwt-scala/jwt-scala | com.github.jwt-scala %% jwt-core | yy? | HS RS ES EdDSA | aa??? | README.md core/jvm/src/test/scala/JwtSpec.scala |
Clojure | buddy-sign | funcool/buddy-sign | buddy/buddy-sign | yyy | HS RS PS ES EdDSA | aaoo? | doc src/buddy/sign/jwt.clj |
Clojure | clj-jwt | liquidz/clj-jwt | clj-jwt | yyn | HS RS ES | ????? | README.md | Last changed in 2015.
C# | Microsoft.IdentityModel | AzureAD/azure-activedirectory-identitymodel-extensions-for-dotnet | dotnet add package Microsoft.IdentityModel.JsonWebTokens | yyy | HS RS PS ES | aaoao | src/Microsoft.IdentityModel.Tokens/SupportedAlgorithms.cs https://learn.microsoft.com/dotnet/api/microsoft.identitymodel.tokens.tokenvalidationparameters |
C# | Jwt.Net | jwt-dotnet/jwt | dotnet add package JWT | yy? | HS RS ES | aa??? | src/JWT/Algorithms/JwtAlgorithmName.cs src/JWT/JwtValidator.cs |
C# | jose-jwt | dvsekhvalnov/jose-jwt | dotnet add package jose-jwt | yyy | HS RS PS ES | ????? | README.md |
Ruby | jwt | jwt/ruby-jwt | gem install jwt | yy? | HS RS PS ES ES256K | aaoo? | README.md | EdDSA is in the gem jwt-eddsa.
Ruby | json-jwt | nov/json-jwt | gem install json-jwt | yyy | HS RS PS ES ES256K | ????? | lib/json/jws.rb README.md |
PHP | php-jwt | firebase/php-jwt | composer require firebase/php-jwt | yy? | HS RS ES256 ES384 ES256K EdDSA | aannn | src/JWT.php |
PHP | lcobucci/jwt | lcobucci/jwt | composer require lcobucci/jwt | yyn | HS RS ES EdDSA | oooo? | docs/supported-algorithms.md docs/configuration.md |
PHP | JWT Framework | web-token/jwt-framework | composer require web-token/jwt-framework | yyy | HS RS PS ES EdDSA | oooo? | src/Library/Signature/Algorithm src/Library/Checker |
PHP | adhocore/jwt | adhocore/php-jwt | composer require adhocore/jwt | yy? | HS RS | aa??? | README.md src/ValidatesJWT.php |
Rust | jsonwebtoken | Keats/jsonwebtoken | cargo add jsonwebtoken | yy? | HS RS PS ES256 ES384 EdDSA | aaoo? | README.md |
Rust | jwt-simple | jedisct1/rust-jwt-simple | cargo add jwt-simple | yy? | HS RS PS ES256 ES384 ES256K EdDSA ML-DSA-44 ML-DSA-65 ML-DSA-87 | aaooo | README.md src/common.rs |
Rust | josekit | hidekatsu-izuno/josekit-rs | cargo add josekit | yyy | HS RS PS ES ES256K EdDSA | oooo? | README.md src/jwt/jwt_payload_validator.rs |
Rust | biscuit | lawliet89/biscuit | cargo add biscuit | yyy | HS RS PS ES | oooo? | src/jwa.rs src/lib.rs |
C++ | jwt-cpp | Thalhammer/jwt-cpp | vcpkg install jwt-cpp | yyn | HS RS PS ES ES256K EdDSA Ed25519 Ed448 | ??oo? | README.md |
C++ | cpp-jwt | arun11299/cpp-jwt | apt-get install libcpp-jwt-dev | yyn | HS RS ES | aaooa | README.md include/jwt/impl/jwt.ipp | It accepts no type but JWT, and aud only as a string.
C | LibJWT | benmcollins/libjwt | apt-get install libjwt-dev | yyy | HS RS PS ES ES256K EdDSA | ????o | README.md | Debian 12 has version 1, whose interface differs.
C | José | latchset/jose | apt-get install libjose-dev | yyy | HS RS PS ES ES256K | ????? | README.md |
C | cjose | OpenIDC/cjose | apt-get install libcjose-dev | yyy | HS RS PS ES | ????? | include/cjose/header.h |
C | Rhonabwy | babelouest/rhonabwy | apt-get install librhonabwy-dev | yyy | HS RS PS ES ES256K EdDSA | ooooo | README.md include/rhonabwy.h |
C | l8w8jwt | GlitchedPolygons/l8w8jwt | git submodule add https://github.com/GlitchedPolygons/l8w8jwt | yy? | HS RS PS ES ES256K EdDSA | ooooo | README.md include/l8w8jwt/decode.h |
Swift | JWTKit | vapor/jwt-kit | swift package add-dependency https://github.com/vapor/jwt-kit.git | yy? | HS RS PS ES EdDSA ML-DSA-65 ML-DSA-87 | oooo? | README.md |
Swift | Swift-JWT | Kitura/Swift-JWT | swift package add-dependency https://github.com/Kitura/Swift-JWT.git | yyn | HS RS PS ES | oo??? | README.md |
Swift | JOSESwift | airsidemobile/JOSESwift | pod 'JOSESwift' | yyy | HS RS PS ES | ????? | README.md |
Objective-C | JWT | yourkarma/JWT | pod 'JWT' | yy? | ? | oooo? | README.md |
Dart | dart_jsonwebtoken | jonasroussel/dart_jsonwebtoken | dart pub add dart_jsonwebtoken | yy? | HS RS PS ES ES256K EdDSA | aaooa | README.md lib/src/jwt.dart |
Dart | jose | appsup-dart/jose | dart pub add jose | yyy | HS RS ES ES256K | ????? | README.md |
Elixir | Joken | joken-elixir/joken | {:joken, "~> 2.6"} in mix.exs | yy? | HS RS PS ES EdDSA | oooo? | lib/joken/signer.ex lib/joken/config.ex |
Erlang | jose | potatosalad/erlang-jose | {:jose, "~> 1.11"} in mix.exs | yyy | HS RS PS ES ES256K EdDSA Ed25519 Ed448 | ????? | README.md |
Perl | Crypt::JWT | DCIT/perl-Crypt-JWT | cpanm Crypt::JWT | yyy | HS RS PS ES ES256K EdDSA | aaooo | README.md |
Lua | lua-resty-jwt | cdbattags/lua-resty-jwt | luarocks install lua-resty-jwt | yyy | HS256 HS512 RS256 RS512 PS256 PS512 ES256 ES512 | ooo?? | README.md |
Haskell | jose | frasertweedale/hs-jose | cabal install jose | yyy | HS RS PS ES ES256K EdDSA | aaoo? | src/Crypto/JOSE/JWA/JWS.hs src/Crypto/JWT.hs |
Haskell | jwt | puffnfresh/haskell-jwt | cabal install jwt | yy? | HS256 RS256 | ????? | src/Web/JWT.hs |
Common Lisp | jose | fukamachi/jose | (ql:quickload :jose) | yy? | HS RS PS | ????? | README.md |
Crystal | jwt | crystal-community/jwt | github: crystal-community/jwt in shard.yml | yy? | HS RS PS ES ES256K EdDSA | aaoo? | README.md src/jwt.cr |
Nim | jwt | yglukhov/nim-jwt | nimble install jwt | yy? | HS RS ES | oo??? | jwt/private/crypto.nim jwt.nim |
Julia | JWTs.jl | JuliaWeb/JWTs.jl | Pkg.add("JWTs") | yy? | HS RS PS ES EdDSA | aaoo? | README.md |
R | jose | r-lib/jose | install.packages("jose") | yy? | ? | a???? | R/jwt.R |
Delphi | JOSE and JWT | paolo-rossi/delphi-jose-jwt | git clone https://github.com/paolo-rossi/delphi-jose-jwt | yy? | HS RS ES ES256K | ooooo | README.md |
`
