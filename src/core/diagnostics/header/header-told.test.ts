// Every finding about a header, with the place it points at and what its fix would write.
import { describe, expect, it } from 'vitest'
import { CLAIMS, jwe, jws, segment, SIGNATURE } from '../token.fixture.ts'
import { told } from '../told.fixture.ts'
import { headerAlg } from './header-alg.ts'
import { headerCrit } from './header-crit.ts'
import { headerKeys } from './header-keys.ts'
import { headerNames } from './header-names.ts'
import { headerTyp } from './header-typ.ts'
import { jweHeader } from './jwe-header.ts'

describe('"alg"', () => {
  it.each<[string, string[]]>([
    [jws({ alg: 1 }), ['alg-type: a number header «1»']],
    [jws({ alg: true }), ['alg-type: a boolean header «true»']],
    [jws({ alg: {} }), ['alg-type: an object header «{}»']],
    [jws({ alg: [] }), ['alg-type: an array header «[]»']],
    [jws({ alg: null }), ['alg-none-variant: `null` header «null»']],
    [jws({ typ: 'JWT' }), ['alg-missing header «{"typ":"JWT"}»']],
    [segment({ typ: 'JWT' }), []],
    [jws({ typ: 'JWT' }, 'x', 'abcdefghijklmnopqrstuvwxyz0').replace(/\.[^.]*\./, '.AAAAAA.'), []],
    [jws({ alg: 'none', typ: 'oauth-authz-req+jwt' }, CLAIMS, ''), ['alg-none (warning) header «"none"»']],
    [jws({ alg: 'none' }, { vc: {} }, ''), ['alg-none (warning) header «"none"»']],
    [jws({ alg: 'none' }, { vp: {} }, ''), ['alg-none (warning) header «"none"»']],
    [jws({ alg: 'none' }, { response_type: 'code' }, ''), ['alg-none header «"none"»']],
    [jws({ alg: 'none' }, { client_id: 'c' }, ''), ['alg-none header «"none"»']],
    [jws({ alg: 'none' }, { iss: 'https://securetoken.google.com/x' }, ''), ['alg-none (warning) header «"none"»']],
    [jws({ alg: 'none' }), ['alg-none header «"none"»', 'alg-none-with-signature the signature']],
    [jws({ alg: ' none ' }, CLAIMS, ''), ['alg-none-variant: `" none "` header «" none "»']],
    [jws({ alg: '' }), ['alg-none-variant: `""` header «""»']],
    [jws({ alg: 'HS265' }), ['alg-unknown: HS265, did you mean `HS256`? header «"HS265"» → Write `HS256`: "\\"HS265\\"" ⇒ "\\"HS256\\""']],
    [
      jws({ alg: 'ESP256' }),
      ['alg-unknown: ESP256, it is a COSE name, `ES256` in JOSE. header «"ESP256"» → Write `ES256`: "\\"ESP256\\"" ⇒ "\\"ES256\\""'],
    ],
    [jws({ alg: 'ES256-XX-LONG' }), ['alg-unknown: ES256-XX-LONG,  header «"ES256-XX-LONG"»']],
    [jws({ alg: 'hs256' }), ['alg-case: hs256, HS256 header «"hs256"» → Write `HS256`: "\\"hs256\\"" ⇒ "\\"HS256\\""']],
    [
      jws({ alg: 'rsa-oaep' }),
      ['alg-case: rsa-oaep, RSA-OAEP header «"rsa-oaep"» → Write `RSA-OAEP`: "\\"rsa-oaep\\"" ⇒ "\\"RSA-OAEP\\""'],
    ],
    [jws({ alg: 'None' }, CLAIMS, ''), ['alg-none-variant: `"None"` header «"None"»']],
    [jws({ alg: 'HPKE-0' }), ['alg-jwe-in-jws: HPKE-0, 0 header «"HPKE-0"»']],
    [jws({ alg: 'HPKE-0-KE' }), ['alg-jwe-in-jws: HPKE-0-KE, 0 header «"HPKE-0-KE"»']],
    [jws({ alg: 'xHPKE-0' }), ['alg-unknown: xHPKE-0,  header «"xHPKE-0"»']],
    [jws({ alg: 'HPKE-0x' }), ['alg-unknown: HPKE-0x,  header «"HPKE-0x"»']],
    [
      jwe({ alg: 'RSA-OAPE', enc: 'A128GCM' }),
      ['alg-unknown: RSA-OAPE, did you mean `RSA-OAEP`? header «"RSA-OAPE"» → Write `RSA-OAEP`: "\\"RSA-OAPE\\"" ⇒ "\\"RSA-OAEP\\""'],
    ],
    [jwe({ alg: 'none', enc: 'A128GCM' }), ['alg-none header «"none"»']],
    [jwe({ alg: 'HS256', enc: 'A128GCM' }), ['alg-jwe-in-jws: HS256, 1 header «"HS256"»']],
    [jwe({ alg: 'dir', enc: 'A128GCM' }), []],
    [jws({ alg: 'RS1' }), ['alg-weak: RS1, is based on SHA-1 and registered as prohibited header «"RS1"»']],
    [jws({ alg: 'HS1' }), ['alg-weak: HS1, is based on SHA-1 and registered as prohibited header «"HS1"»']],
    [jws({ alg: 'XS1' }), ['alg-unknown: XS1,  header «"XS1"»']],
    [jws({ alg: 'HMD5' }), ['alg-weak: HMD5, is based on MD5 header «"HMD5"»']],
    [jws({ alg: 'HS1x' }), ['alg-unknown: HS1x, did you mean `HS512`? header «"HS1x"» → Write `HS512`: "\\"HS1x\\"" ⇒ "\\"HS512\\""']],
    [jws({ alg: 'RS256', kid: 'k' }, { iss: 'https://a.example' }), []],
    [jws({ alg: 'RS256', kid: 'k' }, { iss: 'a' }), ['alg-rs-legacy: RS256 header «"RS256"»']],
    [jws({ alg: 'RS256' }, { iss: 'https://a.example' }), ['alg-rs-legacy: RS256 header «"RS256"»']],
    [jws({ alg: 'RS256' }, { iss: 'https://a.example', sub: 'a', aud: 'b', nonce: 'n' }), []],
    [jws({ alg: 'RS256' }, { iss: 'https://a.example', sub: 'a', aud: 'b', at_hash: 'n' }), []],
    [jws({ alg: 'RS256' }, { iss: 'https://a.example', sub: 'a', aud: 'b', c_hash: 'n' }), []],
    [jws({ alg: 'RS256' }, { iss: 'https://a.example', sub: 'a', nonce: 'n' }), ['alg-rs-legacy: RS256 header «"RS256"»']],
    [jws({ alg: 'PS256' }), []],
    [jws({ alg: 'HS256', jwk: { kty: 'EC' } }), ['alg-hs-in-public-context: HS256, the header contains a public key header «"HS256"»']],
    [jws({ alg: 'HS256', jwk: { kty: 1 } }), []],
    [jws({ alg: 'HS256', jwk: { kty: 'oct', k: 'x' } }), []],
    [jws({ alg: 'HS256', jwk: 'x', x5c: [] }), ['alg-hs-in-public-context: HS256, the header contains a certificate header «"HS256"»']],
    [jws({ alg: 'ES256', x5c: [] }), []],
    [
      jws({ alg: 'HS256' }, { iss: 'https://accounts.google.com' }),
      [
        'alg-hs-in-public-context: HS256, https://accounts.google.com signs with a private key and publishes the public one header «"HS256"»',
      ],
    ],
    [
      JSON.stringify({ payload: segment(CLAIMS), protected: segment({}), header: { alg: 'hs256' }, signature: SIGNATURE }),
      ['alg-case: hs256, HS256 token «"hs256"»'],
    ],
  ])('%s', (text, lines) => expect(told(headerAlg, text)).toEqual(lines))
})

describe('"typ" and "cty"', () => {
  it.each<[string, string[]]>([
    [jws({ alg: 'HS256' }), ['typ-missing: ,  header «{"alg":"HS256"}»']],
    [jws({}), []],
    [jws({ alg: 'HS256' }, { iss: 'https://accounts.google.com' }), []],
    [jws({ alg: 'HS256', typ: null }), []],
    [jws({ alg: 'HS256' }, { htm: 1, htu: 1 }), ['typ-missing (warning): dpop+jwt, a DPoP proof header «{"alg":"HS256"}»']],
    [
      jws({ alg: 'HS256', typ: 'application/JWT' }, { htm: 1, htu: 1 }),
      [
        'typ-generic: dpop+jwt, a DPoP proof header «"application/JWT"»',
        'typ-prefix: application/JWT header «"application/JWT"» → Write `JWT`: "\\"application/JWT\\"" ⇒ "\\"JWT\\""',
      ],
    ],
    [jws({ alg: 'HS256', typ: 'DPoP+jwt' }, { htm: 1, htu: 1 }), []],
    [jws({ alg: 'HS256' }, { htm: 1 }), ['typ-missing: ,  header «{"alg":"HS256"}»']],
    [
      jws({ alg: 'HS256', typ: 'application/JWT' }, { htm: 1 }),
      ['typ-prefix: application/JWT header «"application/JWT"» → Write `JWT`: "\\"application/JWT\\"" ⇒ "\\"JWT\\""'],
    ],
    [jws({ alg: 'HS256', typ: 'DPoP+jwt' }, { htm: 1 }), []],
    [jws({ alg: 'HS256' }, { htu: 1 }), ['typ-missing: ,  header «{"alg":"HS256"}»']],
    [
      jws({ alg: 'HS256', typ: 'application/JWT' }, { htu: 1 }),
      ['typ-prefix: application/JWT header «"application/JWT"» → Write `JWT`: "\\"application/JWT\\"" ⇒ "\\"JWT\\""'],
    ],
    [jws({ alg: 'HS256', typ: 'DPoP+jwt' }, { htu: 1 }), []],
    [
      jws({ alg: 'HS256' }, { events: { 'http://schemas.openid.net/event/backchannel-logout': {} } }),
      ['typ-missing: logout+jwt, a logout token header «{"alg":"HS256"}»'],
    ],
    [
      jws({ alg: 'HS256', typ: 'application/JWT' }, { events: { 'http://schemas.openid.net/event/backchannel-logout': {} } }),
      [
        'typ-generic: logout+jwt, a logout token header «"application/JWT"»',
        'typ-prefix: application/JWT header «"application/JWT"» → Write `JWT`: "\\"application/JWT\\"" ⇒ "\\"JWT\\""',
      ],
    ],
    [
      jws({ alg: 'HS256', typ: 'DPoP+jwt' }, { events: { 'http://schemas.openid.net/event/backchannel-logout': {} } }),
      ['typ-claims-mismatch: dpop+jwt, a logout token header «"DPoP+jwt"»'],
    ],
    [
      jws({ alg: 'HS256' }, { events: { other: {} } }),
      ['typ-missing (warning): secevent+jwt, a security event token header «{"alg":"HS256"}»'],
    ],
    [
      jws({ alg: 'HS256', typ: 'application/JWT' }, { events: { other: {} } }),
      [
        'typ-generic: secevent+jwt, a security event token header «"application/JWT"»',
        'typ-prefix: application/JWT header «"application/JWT"» → Write `JWT`: "\\"application/JWT\\"" ⇒ "\\"JWT\\""',
      ],
    ],
    [
      jws({ alg: 'HS256', typ: 'DPoP+jwt' }, { events: { other: {} } }),
      ['typ-claims-mismatch: dpop+jwt, a security event token header «"DPoP+jwt"»'],
    ],
    [jws({ alg: 'HS256' }, { events: [] }), ['typ-missing (warning): secevent+jwt, a security event token header «{"alg":"HS256"}»']],
    [
      jws({ alg: 'HS256', typ: 'application/JWT' }, { events: [] }),
      [
        'typ-generic: secevent+jwt, a security event token header «"application/JWT"»',
        'typ-prefix: application/JWT header «"application/JWT"» → Write `JWT`: "\\"application/JWT\\"" ⇒ "\\"JWT\\""',
      ],
    ],
    [jws({ alg: 'HS256', typ: 'DPoP+jwt' }, { events: [] }), ['typ-claims-mismatch: dpop+jwt, a security event token header «"DPoP+jwt"»']],
    [
      jws({ alg: 'HS256' }, { response_type: 1, client_id: 1 }),
      ['typ-missing: oauth-authz-req+jwt, a request object header «{"alg":"HS256"}»'],
    ],
    [
      jws({ alg: 'HS256', typ: 'application/JWT' }, { response_type: 1, client_id: 1 }),
      [
        'typ-generic: oauth-authz-req+jwt, a request object header «"application/JWT"»',
        'typ-prefix: application/JWT header «"application/JWT"» → Write `JWT`: "\\"application/JWT\\"" ⇒ "\\"JWT\\""',
      ],
    ],
    [
      jws({ alg: 'HS256', typ: 'DPoP+jwt' }, { response_type: 1, client_id: 1 }),
      ['typ-claims-mismatch: dpop+jwt, a request object header «"DPoP+jwt"»'],
    ],
    [jws({ alg: 'HS256' }, { response_type: 1 }), ['typ-missing: ,  header «{"alg":"HS256"}»']],
    [
      jws({ alg: 'HS256', typ: 'application/JWT' }, { response_type: 1 }),
      ['typ-prefix: application/JWT header «"application/JWT"» → Write `JWT`: "\\"application/JWT\\"" ⇒ "\\"JWT\\""'],
    ],
    [jws({ alg: 'HS256', typ: 'DPoP+jwt' }, { response_type: 1 }), []],
    [jws({ alg: 'HS256' }, { status_list: 1 }), ['typ-missing (warning): statuslist+jwt, a status list header «{"alg":"HS256"}»']],
    [
      jws({ alg: 'HS256', typ: 'application/JWT' }, { status_list: 1 }),
      [
        'typ-generic: statuslist+jwt, a status list header «"application/JWT"»',
        'typ-prefix: application/JWT header «"application/JWT"» → Write `JWT`: "\\"application/JWT\\"" ⇒ "\\"JWT\\""',
      ],
    ],
    [jws({ alg: 'HS256', typ: 'DPoP+jwt' }, { status_list: 1 }), ['typ-claims-mismatch: dpop+jwt, a status list header «"DPoP+jwt"»']],
    [jws({ alg: 'HS256' }, { sd_hash: 1 }), ['typ-missing (warning): kb+jwt, a key binding JWT header «{"alg":"HS256"}»']],
    [
      jws({ alg: 'HS256', typ: 'application/JWT' }, { sd_hash: 1 }),
      [
        'typ-generic: kb+jwt, a key binding JWT header «"application/JWT"»',
        'typ-prefix: application/JWT header «"application/JWT"» → Write `JWT`: "\\"application/JWT\\"" ⇒ "\\"JWT\\""',
      ],
    ],
    [jws({ alg: 'HS256', typ: 'DPoP+jwt' }, { sd_hash: 1 }), ['typ-claims-mismatch: dpop+jwt, a key binding JWT header «"DPoP+jwt"»']],
    [
      jws({ alg: 'HS256' }, { token_introspection: 1 }),
      ['typ-missing (warning): token-introspection+jwt, an introspection response header «{"alg":"HS256"}»'],
    ],
    [
      jws({ alg: 'HS256', typ: 'application/JWT' }, { token_introspection: 1 }),
      [
        'typ-generic: token-introspection+jwt, an introspection response header «"application/JWT"»',
        'typ-prefix: application/JWT header «"application/JWT"» → Write `JWT`: "\\"application/JWT\\"" ⇒ "\\"JWT\\""',
      ],
    ],
    [
      jws({ alg: 'HS256', typ: 'DPoP+jwt' }, { token_introspection: 1 }),
      ['typ-claims-mismatch: dpop+jwt, an introspection response header «"DPoP+jwt"»'],
    ],
    [jws({ alg: 'HS256' }, { client_id: 1, scope: 1 }), ['typ-missing: at+jwt, an access token header «{"alg":"HS256"}»']],
    [
      jws({ alg: 'HS256', typ: 'application/JWT' }, { client_id: 1, scope: 1 }),
      [
        'typ-generic: at+jwt, an access token header «"application/JWT"»',
        'typ-prefix: application/JWT header «"application/JWT"» → Write `JWT`: "\\"application/JWT\\"" ⇒ "\\"JWT\\""',
      ],
    ],
    [
      jws({ alg: 'HS256', typ: 'DPoP+jwt' }, { client_id: 1, scope: 1 }),
      ['typ-claims-mismatch: dpop+jwt, an access token header «"DPoP+jwt"»'],
    ],
    [jws({ alg: 'HS256' }, { client_id: 1, scp: 1 }), ['typ-missing: at+jwt, an access token header «{"alg":"HS256"}»']],
    [
      jws({ alg: 'HS256', typ: 'application/JWT' }, { client_id: 1, scp: 1 }),
      [
        'typ-generic: at+jwt, an access token header «"application/JWT"»',
        'typ-prefix: application/JWT header «"application/JWT"» → Write `JWT`: "\\"application/JWT\\"" ⇒ "\\"JWT\\""',
      ],
    ],
    [
      jws({ alg: 'HS256', typ: 'DPoP+jwt' }, { client_id: 1, scp: 1 }),
      ['typ-claims-mismatch: dpop+jwt, an access token header «"DPoP+jwt"»'],
    ],
    [jws({ alg: 'HS256' }, { scope: 1 }), ['typ-missing: ,  header «{"alg":"HS256"}»']],
    [
      jws({ alg: 'HS256', typ: 'application/JWT' }, { scope: 1 }),
      ['typ-prefix: application/JWT header «"application/JWT"» → Write `JWT`: "\\"application/JWT\\"" ⇒ "\\"JWT\\""'],
    ],
    [jws({ alg: 'HS256', typ: 'DPoP+jwt' }, { scope: 1 }), []],
    [jws({ alg: 'HS256' }, { client_id: 1, scope: 1, iss: 'a', sub: 'b', aud: 'c', nonce: 'n' }), []],
    [
      jws({ alg: 'HS256', typ: 'application/JWT' }, { client_id: 1, scope: 1, iss: 'a', sub: 'b', aud: 'c', nonce: 'n' }),
      ['typ-prefix: application/JWT header «"application/JWT"» → Write `JWT`: "\\"application/JWT\\"" ⇒ "\\"JWT\\""'],
    ],
    [
      jws({ alg: 'HS256', typ: 'DPoP+jwt' }, { client_id: 1, scope: 1, iss: 'a', sub: 'b', aud: 'c', nonce: 'n' }),
      ['typ-claims-mismatch: dpop+jwt, an ID token header «"DPoP+jwt"»'],
    ],
    [
      jws({ alg: 'HS256', typ: 'at+jwt' }, { iss: 'a', sub: 'b', aud: 'c', nonce: 'n' }),
      ['typ-claims-mismatch: at+jwt, an ID token header «"at+jwt"»'],
    ],
    [jws({ alg: 'HS256', typ: 'at+jwt' }, { iss: 'a', sub: 'b', aud: 'c', nonce: 'n', client_id: 'c' }), []],
    [jws({ alg: 'HS256', typ: 'at+jwt' }, { iss: 'a' }), []],
    [jws({ alg: 'HS256', typ: 'at+jwt' }, { htm: 1, htu: 1 }), ['typ-claims-mismatch: at+jwt, a DPoP proof header «"at+jwt"»']],
    [
      jws({ alg: 'HS256', typ: 'dpop+jwt' }, { iss: 'a', sub: 'b', aud: 'c', nonce: 'n' }),
      ['typ-claims-mismatch: dpop+jwt, an ID token header «"dpop+jwt"»'],
    ],
    [jws({ alg: 'HS256', typ: 'jwt' }), ['typ-case: jwt header «"jwt"» → Write `JWT`: "\\"jwt\\"" ⇒ "\\"JWT\\""']],
    [
      jws({ alg: 'HS256', typ: 'JWt' }, { iss: 'https://accounts.google.com', htm: 1, htu: 1 }),
      ['typ-case: JWt header «"JWt"» → Write `JWT`: "\\"JWt\\"" ⇒ "\\"JWT\\""'],
    ],
    [
      jws({ alg: 'HS256', typ: 'Application/at+jwt' }),
      ['typ-prefix: Application/at+jwt header «"Application/at+jwt"» → Write `at+jwt`: "\\"Application/at+jwt\\"" ⇒ "\\"at+jwt\\""'],
    ],
    [jws({ alg: 'HS256', typ: 'application/a/b' }), []],
    [jws({ alg: 'HS256', typ: 'xapplication/a' }), []],
    [jws({ alg: 'HS256', typ: 'application/' }), []],
    [
      JSON.stringify({ payload: segment(CLAIMS), protected: segment({ alg: 'HS256' }), header: { typ: 'jwt' }, signature: SIGNATURE }),
      ['typ-case: jwt token «"jwt"»'],
    ],
    [
      JSON.stringify({
        payload: segment(CLAIMS),
        protected: segment({ alg: 'HS256' }),
        header: { typ: 'application/jose' },
        signature: SIGNATURE,
      }),
      ['typ-prefix: application/jose token «"application/jose"»'],
    ],
    [jws({ alg: 'HS256', typ: 'JWT', cty: 'JWT' }), ['cty-misuse: JWT header «"JWT"»']],
    [jws({ alg: 'HS256', typ: 'JWT', cty: 'json' }), ['cty-misuse (info): json header «"json"»']],
    [
      jws({ alg: 'HS256', typ: 'application/x+jwt', cty: 'json' }),
      [
        'typ-prefix: application/x+jwt header «"application/x+jwt"» → Write `x+jwt`: "\\"application/x+jwt\\"" ⇒ "\\"x+jwt\\""',
        'cty-misuse (info): json header «"json"»',
      ],
    ],
    [jws({ alg: 'HS256', typ: 'jwtx', cty: 'json' }), []],
    [jws({ alg: 'HS256', typ: 'xjwt', cty: 'json' }), []],
    [jws({ alg: 'HS256', cty: 'x+JWT' }), ['typ-missing: ,  header «{"alg":"HS256","cty":"x+JWT"}»', 'cty-misuse: x+JWT header «"x+JWT"»']],
    [jws({ alg: 'HS256', cty: 'jwtx' }), ['typ-missing: ,  header «{"alg":"HS256","cty":"jwtx"}»']],
    [jws({ alg: 'HS256', typ: 'JWT', cty: 'VC' }), []],
    [jws({ alg: 'HS256', typ: 'JWT', cty: 'vcx' }), ['cty-misuse (info): vcx header «"vcx"»']],
    [jws({ alg: 'HS256', typ: 'JWT', cty: 'JWT' }, 'text'), []],
  ])('%s', (text, lines) => expect(told(headerTyp, text)).toEqual(lines))
})

describe('"crit" and "b64"', () => {
  it.each<[string, string[]]>([
    [jws({ alg: 'HS256', crit: [] }), ['crit-empty header «[]»']],
    [jws({ alg: 'HS256', crit: {} }), ['crit-not-array header «{}»']],
    [jws({ alg: 'HS256', crit: [1, 'x'], x: 1 }), ['crit-not-array header «[1,"x"]»', 'crit-unknown: x,  header «"x"»']],
    [jws({ alg: 'HS256', crit: [1] }), ['crit-not-array header «[1]»']],
    [
      jws({ alg: 'HS256', crit: ['x', 'y', 'x', 'y'], x: 1, y: 1 }),
      ['crit-duplicate: x header «["x","y","x","y"]»', 'crit-unknown: x,  header «"x"»', 'crit-unknown: y,  header «"y"»'],
    ],
    [
      jws({ alg: 'HS256', crit: ['alg', 'b64', 'kid'], b64: true }),
      ['crit-registered: alg header «"alg"»', 'crit-registered: kid header «"kid"»', 'crit-absent-param: kid header «"kid"»'],
    ],
    [
      jws({ alg: 'HS256', crit: ['exp', 'b64', 'sigT', 'url', 'nobody'] }),
      [
        'crit-absent-param: exp header «"exp"»',
        'crit-absent-param: b64 header «"b64"»',
        'crit-absent-param: sigT header «"sigT"»',
        'crit-absent-param: url header «"url"»',
        'crit-absent-param: nobody header «"nobody"»',
        'crit-unknown: exp,  header «"exp"»',
        'crit-unknown (warning): sigT, JAdES signatures header «"sigT"»',
        'crit-unknown (warning): url, RFC 8555 section 6.4.1 header «"url"»',
        'crit-unknown: nobody,  header «"nobody"»',
      ],
    ],
    [
      jwe({ alg: 'dir', enc: 'A128GCM', crit: ['b64'], b64: true }),
      ['crit-unknown (warning): b64, unencoded payloads (RFC 7797) header «"b64"»'],
    ],
    [
      JSON.stringify({
        payload: segment(CLAIMS),
        protected: segment({ alg: 'HS256' }),
        header: { crit: ['x'], x: 1 },
        signature: SIGNATURE,
      }),
      ['crit-absent-param: x token «"x"»', 'crit-unknown: x,  token «"x"»', 'crit-unprotected token «["x"]»'],
    ],
    [`${segment({ alg: 'HS256', b64: false, crit: ['b64'] })}.{"exp":1}.${SIGNATURE}`, ['b64-false header «false»']],
    [`${segment({ alg: 'HS256', b64: false, crit: ['b64'] })}.{"x":1}.${SIGNATURE}`, []],
    [`${segment({ alg: 'HS256', b64: false, crit: ['b64'], typ: 'application/a+JWT' })}.{}.${SIGNATURE}`, ['b64-false header «false»']],
    [`${segment({ alg: 'HS256', b64: false, crit: ['b64'], typ: 'jwtx' })}.{}.${SIGNATURE}`, []],
    [`${segment({ alg: 'HS256', b64: false, crit: ['b64'], typ: 'xjwt' })}.{}.${SIGNATURE}`, []],
    [jws({ alg: 'HS256', b64: false }), ['b64-false header «false»', 'b64-not-critical header «false»']],
    [
      jws({ alg: 'HS256', b64: false, crit: ['x'], x: 1 }),
      ['crit-unknown: x,  header «"x"»', 'b64-false header «false»', 'b64-not-critical header «false»'],
    ],
    [jws({ alg: 'HS256', b64: 'false' }), []],
    [jws({ alg: 'HS256', b64: true }), []],
    [jwe({ alg: 'dir', enc: 'A128GCM', b64: false }), []],
  ])('%s', (text, lines) => expect(told(headerCrit, text)).toEqual(lines))
  it('reports at most 50 names', () => {
    const crit = Array.from({ length: 60 }, (_, i) => `x${i}`)
    const header = { alg: 'HS256', crit, ...Object.fromEntries(crit.map((name) => [name, 1])) }
    expect(told(headerCrit, jws(header))).toHaveLength(50)
  })
})

describe('keys in a header', () => {
  it.each<[string, string[]]>([
    [jws({ alg: 'ES256', jwk: { kty: 'EC' } }), ['jwk-embedded header «{"kty":"EC"}»']],
    [jws({ alg: 'ES256', jwk: 'x' }), []],
    [jwe({ alg: 'dir', enc: 'A128GCM', jwk: { kty: 'EC' } }), []],
    [jws({ alg: 'ES256', typ: 'application/DPoP+JWT', jwk: { kty: 'EC' } }), []],
    [jws({ alg: 'ES256', typ: 'dapplication/pop+jwt', jwk: { kty: 'EC' } }), ['jwk-embedded header «{"kty":"EC"}»']],
    [jws({ alg: 'ES256', nonce: 'n', url: 'u', jwk: { kty: 'EC' } }), []],
    [jws({ alg: 'ES256', nonce: 'n', jwk: { kty: 'EC' } }), ['jwk-embedded header «{"kty":"EC"}»']],
    [jws({ alg: 'ES256', url: 'n', jwk: { kty: 'EC' } }), ['jwk-embedded header «{"kty":"EC"}»']],
    [jws({ alg: 'ES256', jwk: { kty: 'EC' } }, { sub_jwk: {} }), []],
    [
      jws({ alg: 'ES256', typ: 'dpop+jwt', jwk: { kty: 'RSA', d: 'x', p: 'y', priv: 'z', n: 'a' } }),
      ['jwk-private: `d`, `p` and `priv` header «"d":"x"»'],
    ],
    [jws({ alg: 'ES256', typ: 'dpop+jwt', jwk: { kty: 'oct' } }), ['jwk-symmetric header «"kty":"oct"»']],
    [jws({ alg: 'ES256', typ: 'dpop+jwt', jwk: { kty: ['oct'] } }), []],
    [jws({ alg: 'ES256', typ: 'dpop+jwt', jwk: { k: 'x' } }), ['jwk-symmetric header «"k":"x"»']],
    [jws({ alg: 'ES256', x5c: 'x' }), ['x5c-invalid: is not a list header «"x"»']],
    [jws({ alg: 'ES256', x5c: [] }), ['x5c-invalid: is empty header «[]»']],
    [jws({ alg: 'ES256', x5c: ['AAAA'] }), ['x5c-invalid: [0] is not a certificate header «"AAAA"»']],
    [
      jws({ alg: 'ES256', x5c: ['A-_A'] }),
      ['x5c-invalid: [0] is not a certificate (it is base64url, but must be standard base64) header «"A-_A"»'],
    ],
    [jws({ alg: 'ES256', x5c: ['A-A.'] }), ['x5c-invalid: [0] is not a certificate header «"A-A."»']],
    [jws({ alg: 'ES256', x5c: [7] }), ['x5c-invalid: [0] is not a certificate header «7»']],
    [
      jws({ alg: 'ES256', x5c: Array(10).fill('A-') }),
      ['x5c-invalid: [0] is not a certificate (it is base64url, but must be standard base64) header «"A-"»'],
    ],
    [
      jws({ alg: 'ES256', x5c: Array(11).fill('A') }),
      ['x5c-invalid: has 11 certificates header «["A","A","A","A","A","A","A","A","A","A…»'],
    ],
    [jws({ alg: 'ES256', x5t: 'x' }), ['x5t-sha1 header «"x"»']],
    [jws({ alg: 'ES256', x5t: 'x', kid: 'k' }), []],
    [jws({ alg: 'ES256', x5t: 'x', 'x5t#S256': 'k' }), []],
    [jws({ alg: 'ES256', x5t: 'x' }, { iss: 'https://accounts.google.com' }), []],
    [jws({ alg: 'ES256', 'x5t#S256': 'x' }), []],
    [
      JSON.stringify({
        payload: segment(CLAIMS),
        protected: segment({ alg: 'ES256', typ: 'dpop+jwt' }),
        header: { jwk: { k: 'x' }, x5c: [1] },
        signature: SIGNATURE,
      }),
      ['jwk-symmetric token «"k":"x"»', 'x5c-invalid: [0] is not a certificate token «1»'],
    ],
  ])('%s', (text, lines) => expect(told(headerKeys, text)).toEqual(lines))
})

describe('names in a header', () => {
  it.each<[string, string[]]>([
    [
      jws({ alg: 'HS256', iss: 'a', sub: 'b1946ac9', aud: ['x'] }, { ...CLAIMS, aud: ['x', 'y'] }),
      ['hdr-claims-in-header (error): iss, 1 header «"iss":"a"»', 'hdr-claims-in-header (error): aud, 1 header «"aud":["x"]»'],
    ],
    [jws({ alg: 'HS256', aud: ['x'], sub: 'a' }, { aud: ['x'] }), ['hdr-claims-in-header: sub, 0 header «"sub":"a"»']],
    [jws({ alg: 'HS256', aud: 'x', signer: 's' }), []],
    [jws({ alg: 'HS256', iss: 'x' }, 'text'), []],
    [
      jws({ alg: 'HS256', Kid: 1 }),
      ['hdr-unknown-param: `Kid`, is not a registered header parameter, kid header «"Kid"» → Rename to `kid`: "\\"Kid\\"" ⇒ "\\"kid\\""'],
    ],
    [jws({ alg: 'HS256', kid: 1, Kid: 1 }), ['hdr-unknown-param: `Kid`, is not a registered header parameter, kid header «"Kid"»']],
    [
      jws({ alg: 'HS256', 'key-id': 1 }),
      [
        'hdr-unknown-param: `key-id`, is not a registered header parameter, kid header «"key-id"» → Rename to `kid`: "\\"key-id\\"" ⇒ "\\"kid\\""',
      ],
    ],
    [jws({ alg: 'HS256', jwks_uri: 1 }), ['hdr-unknown-param: `jwks_uri`, is not a registered header parameter, jku header «"jwks_uri"»']],
    [jws({ alg: 'HS256', key: 1 }), ['hdr-unknown-param: `key`, is not a registered header parameter, jwk header «"key"»']],
    [
      jws({ alg: 'HS256', 'x5t#s256': 1 }),
      [
        'hdr-unknown-param: `x5t#s256`, is not a registered header parameter, x5t#S256 header «"x5t#s256"» → Rename to `x5t#S256`: "\\"x5t#s256\\"" ⇒ "\\"x5t#S256\\""',
      ],
    ],
    [jws({ alg: 'HS256', 'x5t#S25': 1 }), ['hdr-unknown-param: `x5t#S25`, is not a registered header parameter,  header «"x5t#S25"»']],
    [
      jws({ alg: 'HS256', kidd: 1 }),
      [
        'hdr-unknown-param: `kidd`, is not a registered header parameter, kid header «"kidd"» → Rename to `kid`: "\\"kidd\\"" ⇒ "\\"kid\\""',
      ],
    ],
    [jws({ alg: 'HS256', kdi: 1 }), ['hdr-unknown-param: `kdi`, is not a registered header parameter,  header «"kdi"»']],
    [
      jws({ alg: 'HS256', ' kid ': 1 }),
      [
        'hdr-unknown-param: ` kid `, is not a registered header parameter, kid header «" kid "» → Rename to `kid`: "\\" kid \\"" ⇒ "\\"kid\\""',
      ],
    ],
    [
      jws({ alg: 'HS256', a: 1, b: 2, Typ: 'x', 'https://a': 1, 'xhttps://a': 1 }),
      [
        'hdr-unknown-param: `Typ`, is not a registered header parameter, typ header «"Typ"» → Rename to `typ`: "\\"Typ\\"" ⇒ "\\"typ\\""',
        'hdr-unknown-param: `a`, `b` and `xhttps://a`, are not registered header parameters,  header «"a"»',
      ],
    ],
    [jws({ alg: 'HS256', a: 1 }), ['hdr-unknown-param: `a`, is not a registered header parameter,  header «"a"»']],
    [jws({ alg: 'HS256', a: 1 }, { iss: 'https://accounts.google.com' }), []],
    [
      jws({ alg: 'HS256', Typ: 1 }, { iss: 'https://accounts.google.com' }),
      ['hdr-unknown-param: `Typ`, is not a registered header parameter, typ header «"Typ"» → Rename to `typ`: "\\"Typ\\"" ⇒ "\\"typ\\""'],
    ],
    [segment({ alg: 'HS256', a: 1 }), []],
    [
      `${segment({ alg: 'HS256', a: 1 })}.${segment(CLAIMS)}`,
      ['hdr-unknown-param: `a`, is not a registered header parameter,  header «"a"»'],
    ],
    [
      JSON.stringify({ payload: segment(CLAIMS), protected: segment({ alg: 'HS256', a: 1 }), header: { Kid: 'x' }, signature: SIGNATURE }),
      [
        'hdr-unknown-param: `Kid`, is not a registered header parameter, kid token «"x"»',
        'hdr-unknown-param: `a`, is not a registered header parameter,  header «"a"»',
      ],
    ],
    [jws({ alg: 'HS256', nonce: 'n', ver: 1, org: 'x', vct: 'y', disclosures: [], iat: 1 }), []],
    [
      jws({ alg: 'HS256', nonce: 'n' }, { iss: 'https://sts.windows.net/72f988bf-86f1-41af-91ab-2d7cd011db47/' }),
      ['hdr-graph-nonce header «"nonce":"n"»'],
    ],
    [jws({ alg: 'HS256', zip: 'DEF' }), ['hdr-zip-in-jws header «"zip":"DEF"»']],
    [jws({ alg: 'HS256', zip: 'DEF' }, 'x'), ['hdr-zip-in-jws (info) header «"zip":"DEF"»']],
    [jws({ alg: 'HS256', zip: 'DEF' }, ''), ['hdr-zip-in-jws header «"zip":"DEF"»']],
    [jwe({ alg: 'dir', enc: 'A128GCM', zip: 'DEF' }), []],
  ])('%s', (text, lines) => expect(told(headerNames, text)).toEqual(lines))
  it('suggests a name for at most 40 of them', () => {
    const header = (count: number) => ({
      alg: 'HS256',
      ...Object.fromEntries(Array.from({ length: count }, (_, i) => [`n${i}`, 1])),
      Kid: 1,
    })
    expect(told(headerNames, jws(header(39)))[0]).toContain('kid')
    expect(told(headerNames, jws(header(40)))).toEqual([expect.stringContaining('and 37 more')])
  })
})

describe('the header of an encrypted token', () => {
  const P = { kty: 'EC', crv: 'P-256', x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU', y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0' }
  it.each<[string, string[]]>([
    [jwe({ alg: 'dir' }), ['enc-missing:  header «{"alg":"dir"}»']],
    [jwe({ alg: 'dir', enc: 1 }), ['enc-missing: number header «1»']],
    [jwe({ alg: 'dir', enc: null }), ['enc-missing: null header «null»']],
    [
      jwe({ alg: 'dir', enc: 'A128GMC' }),
      ['enc-unknown: A128GMC, A128GCM header «"A128GMC"» → Write `A128GCM`: "\\"A128GMC\\"" ⇒ "\\"A128GCM\\""'],
    ],
    [
      jwe({ alg: 'dir', enc: 'a128cbc-hs256' }),
      [
        'enc-unknown: a128cbc-hs256, A128CBC-HS256 header «"a128cbc-hs256"» → Write `A128CBC-HS256`: "\\"a128cbc-hs256\\"" ⇒ "\\"A128CBC-HS256\\""',
      ],
    ],
    [jwe({ alg: 'dir', enc: 'something else' }), ['enc-unknown: something else,  header «"something else"»']],
    [jws({ alg: 'HS256', enc: 'A128GMC' }), []],
    [jwe({ alg: 'RSA1_5', enc: 'A128GCM' }), ['jwe-rsa1_5 header «"RSA1_5"»', 'jwe-not-authentic header «"RSA1_5"»']],
    [jwe({ alg: 'RSA-OAEP', enc: 'A128GCM' }), ['jwe-not-authentic header «"RSA-OAEP"»']],
    [jwe({ alg: 'RSA-OAEP', enc: 'A128GCM', cty: 'x+jwt' }), []],
    [jwe({ alg: 'RSA-OAEP', enc: 'A128GCM', cty: 'jwtx' }), ['jwe-not-authentic header «"RSA-OAEP"»']],
    [jwe({ alg: 'A128KW', enc: 'A128GCM' }), []],
    [jwe({ alg: 'HPKE-0', enc: 'A128GCM' }), ['jwe-not-authentic header «"HPKE-0"»']],
    [jwe({ alg: 'xHPKE-0', enc: 'A128GCM' }), []],
    [jwe({ alg: 'dir', enc: 'A128GCM', zip: 1 }), ['jwe-zip header «"zip":1»']],
    [jwe({ alg: 'dir', enc: 'A128GCM', p2c: 1200000 }), []],
    [jwe({ alg: 'dir', enc: 'A128GCM', p2c: 1200001 }), ['jwe-p2c-high: 1200001 header «1200001»']],
    [jwe({ alg: 'dir', enc: 'A128GCM', p2c: 599999 }), ['jwe-p2c-low (info): 599999 header «599999»']],
    [jwe({ alg: 'dir', enc: 'A128GCM', p2c: 600000 }), []],
    [jwe({ alg: 'dir', enc: 'A128GCM', p2c: 1000 }), ['jwe-p2c-low (info): 1000 header «1000»']],
    [jwe({ alg: 'dir', enc: 'A128GCM', p2c: 999 }), ['jwe-p2c-low: 999 header «999»']],
    [jwe({ alg: 'dir', enc: 'A128GCM', p2c: '9' }), []],
    [jws({ alg: 'HS256', p2c: 9, p2s: 'A', zip: 1 }), []],
    [jwe({ alg: 'dir', enc: 'A128GCM', p2s: 'AAAAAAAAAA' }), ['jwe-p2s-short: 7 header «"AAAAAAAAAA"»']],
    [jwe({ alg: 'dir', enc: 'A128GCM', p2s: 'AAAAAAAAAAA' }), []],
    [jwe({ alg: 'dir', enc: 'A128GCM', p2s: 8 }), []],
    [jwe({ alg: 'dir', enc: 'A128GCM' }, { key: 3 }), ['jwe-dir-key-nonempty: dir token «CzBV»']],
    [
      jwe({ alg: 'ECDH-ES', enc: 'A128GCM', epk: P }, { key: 3 }),
      ['jwe-not-authentic header «"ECDH-ES"»', 'jwe-dir-key-nonempty: ECDH-ES token «CzBV»'],
    ],
    [jwe({ alg: 'A128KW', enc: 'A128GCM' }, { key: 24 }), []],
    [
      jwe({ alg: 'ECDH-ES', enc: 'A128GCM' }),
      ['jwe-not-authentic header «"ECDH-ES"»', 'jwe-epk-invalid: is missing header «{"alg":"ECDH-ES","enc":"A128GCM"}»'],
    ],
    [
      jwe({ alg: 'ECDH-ES', enc: 'A128GCM', epk: 'x' }),
      ['jwe-not-authentic header «"ECDH-ES"»', 'jwe-epk-invalid: is not a JWK header «"x"»'],
    ],
    [
      jwe({ alg: 'ECDH-ES', enc: 'A128GCM', epk: { ...P, d: 'x' } }),
      [
        'jwe-not-authentic header «"ECDH-ES"»',
        'jwe-epk-invalid: holds a private key (`d`) header «{"kty":"EC","crv":"P-256","x":"f83OJ3D2…»',
      ],
    ],
    [
      jwe({ alg: 'ECDH-ES', enc: 'A128GCM', epk: { ...P, crv: 'P-1' } }),
      [
        'jwe-not-authentic header «"ECDH-ES"»',
        'jwe-epk-invalid: is on `P-1`, a curve that ECDH-ES does not support header «{"kty":"EC","crv":"P-1","x":"f83OJ3D2xF…»',
      ],
    ],
    [
      jwe({ alg: 'ECDH-ES', enc: 'A128GCM', epk: { ...P, crv: 'Ed25519' } }),
      [
        'jwe-not-authentic header «"ECDH-ES"»',
        'jwe-epk-invalid: is on `Ed25519`, a curve that ECDH-ES does not support header «{"kty":"EC","crv":"Ed25519","x":"f83OJ3…»',
      ],
    ],
    [jwe({ alg: 'ECDH-ES', enc: 'A128GCM', epk: { kty: 'OKP', crv: 'X25519', x: P.x } }), ['jwe-not-authentic header «"ECDH-ES"»']],
    [
      jwe({ alg: 'ECDH-ES', enc: 'A128GCM', epk: { kty: 'OKP', crv: 'X25519', x: 'AAAA' } }),
      [
        'jwe-not-authentic header «"ECDH-ES"»',
        'jwe-epk-invalid: has 3 bytes in `x`; X25519 needs 32 header «{"kty":"OKP","crv":"X25519","x":"AAAA"}»',
      ],
    ],
    [
      jwe({ alg: 'ECDH-ES', enc: 'A128GCM', epk: { ...P, x: 'AAAA' } }),
      [
        'jwe-not-authentic header «"ECDH-ES"»',
        'jwe-epk-invalid: has coordinates of 3 and 32 bytes; P-256 needs 32 header «{"kty":"EC","crv":"P-256","x":"AAAA","y…»',
      ],
    ],
    [
      jwe({ alg: 'ECDH-ES', enc: 'A128GCM', epk: { ...P, y: 'AAAA' } }),
      [
        'jwe-not-authentic header «"ECDH-ES"»',
        'jwe-epk-invalid: has coordinates of 32 and 3 bytes; P-256 needs 32 header «{"kty":"EC","crv":"P-256","x":"f83OJ3D2…»',
      ],
    ],
    [
      jwe({ alg: 'ECDH-ES', enc: 'A128GCM', epk: { ...P, y: 1 } }),
      [
        'jwe-not-authentic header «"ECDH-ES"»',
        'jwe-epk-invalid: has coordinates of 32 and 0 bytes; P-256 needs 32 header «{"kty":"EC","crv":"P-256","x":"f83OJ3D2…»',
      ],
    ],
    [
      jwe({ alg: 'ECDH-ES', enc: 'A128GCM', epk: { ...P, y: P.x } }),
      [
        'jwe-not-authentic header «"ECDH-ES"»',
        'jwe-epk-invalid: is not a point on P-256 header «{"kty":"EC","crv":"P-256","x":"f83OJ3D2…»',
      ],
    ],
    [jwe({ alg: 'dir', enc: 'A128GCM', epk: 1 }), []],
    [
      jwe({ alg: 'dir', enc: 'A128GCM' }, { iv: 16, tag: 12 }),
      [
        'jwe-iv-tag-length: initialization vector, 16, A128GCM, 12 token «CzBVep_E6Q4zWH2ix-wRNg»',
        'jwe-iv-tag-length: authentication tag, 12, A128GCM, 16 token «CzBVep_E6Q4zWH2i»',
      ],
    ],
    [jwe({ alg: 'dir', enc: 'A128CBC-HS256' }, { iv: 16, tag: 16 }), []],
    [jwe({ alg: 'dir', enc: 'x' }, { iv: 16, tag: 12 }), ['enc-unknown: x,  header «"x"»']],
  ])('%s', (text, lines) => expect(told(jweHeader, text)).toEqual(lines))
})
