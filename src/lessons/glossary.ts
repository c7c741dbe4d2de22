// The glossary of the lessons: each term in two sentences, with its source. Prose refers to a term as [term].
export interface Term {
  readonly id: string
  readonly name: string
  /** Two sentences: what it is, and why it matters. */
  readonly text: string
  /** "RFC 7519 section 4.1.7", as prose writes it. */
  readonly source: string
}

export const TERMS: readonly Term[] = [
  { id: 'JWT', name: 'JWT, JSON Web Token', text: 'A piece of text that carries statements about someone, signed or encrypted. One server makes it, and another can check it without asking the first.', source: 'RFC 7519 section 1' },
  { id: 'JWS', name: 'JWS, JSON Web Signature', text: 'Anything signed in this format, which has three segments and two dots. Most JWTs are signed this way, so anyone can read them.', source: 'RFC 7515 section 3' },
  { id: 'JWE', name: 'JWE, JSON Web Encryption', text: 'Anything encrypted in this format, which has five segments and four dots. Only someone with the right key can read the content.', source: 'RFC 7516 section 3' },
  { id: 'base64url', name: 'base64url', text: 'A way to write bytes with 64 characters that fit into URLs and header fields. It hides nothing: anyone can decode it without a key.', source: 'RFC 7515 section 2' },
  { id: 'claim', name: 'Claim', text: 'A statement in the payload: a name and a value, such as "sub" and "fernando". It is only as trustworthy as the signature over it.', source: 'RFC 7519 section 4' },
  { id: 'segment', name: 'Segment', text: 'One of the base64url pieces between the dots. A signed token has three: header, payload and signature.', source: 'RFC 7515 section 3.1' },
  { id: 'signing input', name: 'Signing input', text: 'The first two segments with the dot between them, exactly as they are sent. The signature is computed over these characters.', source: 'RFC 7515 section 2' },
  { id: 'alg', name: 'alg', text: 'The header parameter that names the algorithm. A server compares it with its own list and never simply obeys it.', source: 'RFC 7515 section 4.1.1' },
  { id: 'typ', name: 'typ', text: 'The header parameter that says what kind of token this is, for example at+jwt. It keeps a token made for one purpose from being used for another.', source: 'RFC 7515 section 4.1.9' },
  { id: 'kid', name: 'kid, key ID', text: 'The header parameter that names the key. The server looks it up among its own keys, so it can have two keys while it changes from one to the other.', source: 'RFC 7515 section 4.1.4' },
  { id: 'JWK', name: 'JWK, JSON Web Key', text: 'A key as a JSON object, public or private. Its members depend on the kind of key; "kid" is its ID.', source: 'RFC 7517 section 4' },
  { id: 'jwk', name: 'jwk, a key in the header', text: 'A header parameter that contains a public key. If the signature matches it, the sender has the private key, but that says nothing about who the sender is.', source: 'RFC 7515 section 4.1.3' },
  { id: 'iss', name: 'iss, issuer', text: 'The claim that says who made the token. A server accepts only issuers whose keys it has from a trusted source.', source: 'RFC 7519 section 4.1.1' },
  { id: 'sub', name: 'sub, subject', text: 'The claim that says whom the token is about, usually a user. The user is never in "iss".', source: 'RFC 7519 section 4.1.2' },
  { id: 'aud', name: 'aud, audience', text: 'The claim that names the service that the token was made for. Any other service must reject it. Otherwise a service that receives a token could use it against another.', source: 'RFC 8725 section 3.9' },
  { id: 'exp', name: 'exp, expiration time', text: 'The claim that says when the token expires, in seconds since 1970; from then on it must be rejected. RFC 7519 leaves it optional, but an access token must have it (RFC 9068 section 2.2).', source: 'RFC 7519 section 4.1.4' },
  { id: 'nbf', name: 'nbf, not before', text: 'The claim that says when the token becomes valid; before then it must be rejected. Few tokens need it.', source: 'RFC 7519 section 4.1.5' },
  { id: 'iat', name: 'iat, issued at', text: 'The claim that says when the token was issued. Together with "exp" it shows how long the token is valid.', source: 'RFC 7519 section 4.1.6' },
  { id: 'jti', name: 'jti, token ID', text: 'The claim that gives a token its own ID. A list of revoked tokens needs it.', source: 'RFC 7519 section 4.1.7' },
  { id: 'NumericDate', name: 'NumericDate', text: 'A time as the number of seconds since 1 January 1970 in UTC. JavaScript counts milliseconds, so divide by 1,000.', source: 'RFC 7519 section 2' },
  { id: 'at+jwt', name: 'at+jwt', text: 'The type of an access token that is a JWT. An API that requires it can’t be fooled with an ID token.', source: 'RFC 9068 section 2.1' },
  { id: 'access token', name: 'Access token', text: 'The token that goes to the API with each request. It is valid only for minutes, because a copy works as well as the original.', source: 'RFC 6749 section 1.4' },
  { id: 'refresh token', name: 'Refresh token', text: 'The token that a client uses to get new access tokens from the issuer. It never goes to an API that serves data.', source: 'RFC 6749 section 1.5' },
  { id: 'family', name: 'Family of refresh tokens', text: 'All refresh tokens that come from one sign-in, each made from the one before. If a used one comes back, the entire family is revoked.', source: 'RFC 9700 section 4.14.2' },
  { id: 'Bearer', name: 'Bearer', text: 'The scheme that sends a token in the Authorization field. Anyone who has the token is accepted without further proof.', source: 'RFC 6750 section 1.2' },
  { id: 'HMAC', name: 'HMAC', text: 'A checksum that only someone with the secret can compute. HS256 is HMAC with SHA-256, and its secret has at least 32 bytes (RFC 7518 section 3.2).', source: 'RFC 2104 section 1' },
  { id: 'HS256', name: 'HS256', text: 'HMAC with SHA-256: one shared secret signs and verifies. Anyone who can check a token can also make one.', source: 'RFC 7518 section 3.2' },
  { id: 'RS256', name: 'RS256', text: 'A signature with an RSA key pair: the private key signs, the public key verifies. Nearly every library supports it, but its signatures are long.', source: 'RFC 7518 section 3.3' },
  { id: 'ES256', name: 'ES256', text: 'A signature with a key pair on the curve P-256: the private key signs, the public key verifies. Keys and signatures are short.', source: 'RFC 7518 section 3.4' },
  { id: 'PEM', name: 'PEM', text: 'A key or certificate as text, between lines that begin with “-----BEGIN”. It is the format of most key files.', source: 'RFC 7468 section 2' },
  { id: 'JWKS', name: 'JWKS, JWK Set', text: 'A list of public keys as JSON, which an issuer publishes at a fixed address. APIs fetch it to verify the tokens that the issuer signs.', source: 'RFC 7517 section 5' },
  { id: 'leeway', name: 'Leeway', text: 'The difference between clocks that a server tolerates. It should be a few minutes at most.', source: 'RFC 7519 section 4.1.4' },
  { id: 'TLS', name: 'TLS', text: 'The encryption of a connection, which the s in https stands for. It protects a token on the way, but at both ends the token is plain text again.', source: 'RFC 8446 section 1' },
  { id: 'HttpOnly', name: 'HttpOnly', text: 'An attribute that hides a cookie from JavaScript. A hostile script can’t read the cookie, but its requests still send it.', source: 'RFC 6265 section 4.1.2.6' },
  { id: 'Basic', name: 'Basic authentication', text: 'The scheme that sends the name and password with each request, in base64. The server has to check the password each time.', source: 'RFC 7617 section 2' },
] // prettier-ignore

const BY_ID = new Map(TERMS.map((term) => [term.id, term]))

/** The term that prose names in brackets; undefined if the glossary doesn't have it. */
export function termById(id: string): Term | undefined {
  return BY_ID.get(id)
}
