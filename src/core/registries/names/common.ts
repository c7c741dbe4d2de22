// The registered names that most tokens use, with meanings short enough to fit beside a line. The rest are in claims.ts and header-parameters.ts.

/** A registered name: what it is called, what it means in a few words, and where it is defined. */
export interface RegisteredName {
  readonly name: string
  /** Lower case, a few words: "issuer", "key to look up". */
  readonly meaning: string
  readonly reference: string
}

/** Reads registered names from rows of `name | meaning | reference`, one per line. */
export function readRows(rows: string): RegisteredName[] {
  return rows
    .trim()
    .split('\n')
    .map((row) => {
      const [name = '', meaning = '', reference = ''] = row.split(' | ')
      return { name: name.trim(), meaning, reference }
    })
}

export function byName(names: readonly RegisteredName[]): ReadonlyMap<string, RegisteredName> {
  return new Map(names.map((each) => [each.name, each]))
}

/** From the IANA registry "JSON Web Token Claims". */
export const COMMON_CLAIMS: ReadonlyMap<string, RegisteredName> = byName(
  readRows(`
iss | issuer | RFC 7519 section 4.1.1
sub | subject | RFC 7519 section 4.1.2
aud | audience | RFC 7519 section 4.1.3
exp | expires | RFC 7519 section 4.1.4
nbf | not before | RFC 7519 section 4.1.5
iat | issued at | RFC 7519 section 4.1.6
jti | this token's identifier | RFC 7519 section 4.1.7
scope | what it permits | RFC 8693 section 4.2
client_id | client it was issued to | RFC 8693 section 4.3
azp | party it was issued to | OpenID Connect Core section 2
nonce | ties it to one sign-in request | OpenID Connect Core section 2
auth_time | when the person signed in | OpenID Connect Core section 2
at_hash | hash of the access token | OpenID Connect Core section 2
c_hash | hash of the authorization code | OpenID Connect Core section 3.3.2.11
s_hash | hash of the state | Financial-grade API Part 2 section 5.1
acr | how strongly the person signed in | OpenID Connect Core section 2
amr | how the person signed in | OpenID Connect Core section 2
sid | session identifier | OpenID Connect Front-Channel Logout section 3
name | full name | OpenID Connect Core section 5.1
given_name | first name | OpenID Connect Core section 5.1
family_name | surname | OpenID Connect Core section 5.1
preferred_username | name the person prefers, not unique | OpenID Connect Core section 5.1
email | e-mail address | OpenID Connect Core section 5.1
email_verified | whether the issuer checked the e-mail address | OpenID Connect Core section 5.1
picture | picture's address | OpenID Connect Core section 5.1
locale | language and region | OpenID Connect Core section 5.1
updated_at | when the profile last changed | OpenID Connect Core section 5.1
cnf | key the bearer must prove they hold | RFC 7800 section 3.1
act | party acting for the subject | RFC 8693 section 4.1
roles | roles | RFC 7643 section 4.1.2
groups | groups | RFC 7643 section 4.1.2
htm | HTTP method of the request | RFC 9449 section 4.2
htu | address of the request | RFC 9449 section 4.2
ath | hash of the access token | RFC 9449 section 4.2
events | security events | RFC 8417 section 2.2
_sd | digests of selectively disclosable claims | RFC 9901 section 4.2.4
_sd_alg | hash algorithm of those digests | RFC 9901 section 4.1.1
vct | type of the credential | SD-JWT VC section 3.2.2
`),
)

/** From the IANA registry "JSON Web Signature and Encryption Header Parameters". */
export const COMMON_HEADER_PARAMETERS: ReadonlyMap<string, RegisteredName> = byName(
  readRows(`
alg | algorithm | RFC 7515 section 4.1.1
typ | type of token | RFC 7515 section 4.1.9
kid | key to look up | RFC 7515 section 4.1.4
cty | type of content | RFC 7515 section 4.1.10
enc | content encryption | RFC 7516 section 4.1.2
crit | parameters that must be understood | RFC 7515 section 4.1.11
jku | address of the key set | RFC 7515 section 4.1.2
jwk | public key, included | RFC 7515 section 4.1.3
x5u | address of the certificate chain | RFC 7515 section 4.1.5
x5c | certificate chain | RFC 7515 section 4.1.6
x5t | SHA-1 thumbprint of the certificate | RFC 7515 section 4.1.7
x5t#S256 | SHA-256 thumbprint of the certificate | RFC 7515 section 4.1.8
zip | how the content is compressed | RFC 7516 section 4.1.3
b64 | whether the payload is base64url | RFC 7797 section 3
epk | ephemeral public key | RFC 7518 section 4.6.1.1
`),
)

/** The meaning of a common claim; if undefined, look in claims.ts. */
export function commonClaimMeaning(name: string): RegisteredName | undefined {
  return COMMON_CLAIMS.get(name)
}

/** The meaning of a common Header Parameter; if undefined, look in header-parameters.ts. */
export function commonHeaderParameterMeaning(name: string): RegisteredName | undefined {
  return COMMON_HEADER_PARAMETERS.get(name)
}
