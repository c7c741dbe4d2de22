// The text of the page "Choose well": decisions to make before using tokens, with a source for each statement.

export interface Reference {
  readonly label: string
  readonly href: string
}

export interface Statement {
  readonly text: string
  readonly sources: readonly Reference[]
}

export interface Decision {
  readonly id: string
  readonly title: string
  /** The answer in one sentence. */
  readonly answer: string
  readonly statements: readonly Statement[]
}

const rfc = (number: number, section: string): Reference => ({
  label: `RFC ${number} section ${section}`,
  href: `https://www.rfc-editor.org/rfc/rfc${number}#section-${section}`,
})
const BROWSER_APPS: Reference = {
  label: 'OAuth 2.0 for Browser-Based Applications',
  href: 'https://datatracker.ietf.org/doc/draft-ietf-oauth-browser-based-apps/',
}
const COOKIES_BIS: Reference = { label: 'RFC 6265bis', href: 'https://datatracker.ietf.org/doc/draft-ietf-httpbis-rfc6265bis/' }
const owasp = (label: string, page: string): Reference => ({
  label: `OWASP, ${label}`,
  href: `https://cheatsheetseries.owasp.org/cheatsheets/${page}.html`,
})

export const CHOICES: readonly Decision[] = [
  {
    id: 'session',
    title: 'Whether to use a token',
    answer: 'For one application with its own server, use a session. For several services, or an issuer other than you, use tokens.',
    statements: [
      {
        text: 'A session ends the moment the server deletes its row. A self-contained token lasts until its `exp`.',
        sources: [rfc(7009, '3'), { label: 'Lesson: signing out', href: '#/learn/signing-out' }],
      },
      {
        text: 'If each request asks the store anyway, for a revocation list or a version, the token saves nothing, and a session identifier is shorter.',
        sources: [{ label: 'Lesson: signing out, counted', href: '#/learn/signing-out' }],
      },
      {
        text: 'A session identifier is random and long, and means nothing to a reader.',
        sources: [owasp('Session Management', 'Session_Management_Cheat_Sheet')],
      },
      {
        text: 'Tokens are worth it where a service can’t ask the issuer each time: in other services, in other companies, or offline.',
        sources: [rfc(9068, '1'), rfc(7009, '3')],
      },
    ],
  },
  {
    id: 'storage',
    title: 'Where to keep it in a browser',
    answer:
      'It’s best not to keep one there: leave tokens on your server and give the browser a session cookie. Second best is to keep the access token in memory and the refresh token in an HttpOnly cookie.',
    statements: [
      {
        text: 'If your own server holds the tokens and gives the browser a cookie (backend for frontend), no script can reach the tokens.',
        sources: [BROWSER_APPS],
      },
      {
        text: 'Every script of the origin can read `localStorage` and `sessionStorage`, including a compromised dependency. Don’t keep a session identifier or a token there.',
        sources: [owasp('HTML5 Security', 'HTML5_Security_Cheat_Sheet')],
      },
      { text: 'Make a cookie that contains a token `HttpOnly` and `Secure`.', sources: [rfc(6265, '4.1.2.6'), rfc(6265, '4.1.2.5')] },
      {
        text: 'The browser sends cookies by itself. `SameSite` and a check of the origin stop other sites from using that.',
        sources: [COOKIES_BIS, owasp('Cross-Site Request Forgery', 'Cross-Site_Request_Forgery_Prevention_Cheat_Sheet')],
      },
      {
        text: '`HttpOnly` doesn’t stop hostile scripts from calling your API while the page is open. Nothing in the browser does, so keep such scripts out.',
        sources: [BROWSER_APPS],
      },
      {
        text: 'Never put a token in a query string, because it ends up in the history, in logs and in the Referer.',
        sources: [rfc(6750, '2.3'), rfc(9700, '4.3.2')],
      },
    ],
  },
  {
    id: 'algorithm',
    title: 'Which algorithm',
    answer: 'Use ES256, or RS256 if old software must verify. Use HS256 only if the issuer and the verifier are the same program.',
    statements: [
      {
        text: 'With HS256, everyone who can check can also sign.',
        sources: [rfc(7515, '10.5'), { label: 'Lesson: two kinds of keys', href: '#/learn/two-kinds-of-keys' }],
      },
      {
        text: 'An HS256 key has at least 32 bytes and comes from a random generator. Never use a password as a key.',
        sources: [rfc(7518, '3.2'), rfc(8725, '3.5')],
      },
      {
        text: 'An asymmetric signature is recommended for access tokens, and every party must support RS256.',
        sources: [rfc(9068, '2.1')],
      },
      { text: 'RSA keys must have 2,048 bits or more.', sources: [rfc(7518, '3.3')] },
      {
        text: 'Ed25519 is fast, and its keys and signatures are small. Use it if all parties support it.',
        sources: [rfc(8032, '1'), rfc(9864, '2.2')],
      },
      {
        text: 'An access token must never say `none`. A library should accept `none` only if the caller asks for it.',
        sources: [rfc(9068, '2.1'), rfc(8725, '3.2')],
      },
      {
        text: 'Encrypt a token (JWE) only if it passes through hands that must not read it. Sign it first.',
        sources: [rfc(7519, '11.2'), { label: 'Lesson: JWE', href: '#/learn/when-it-must-be-secret' }],
      },
    ],
  },
  {
    id: 'life',
    title: 'How long tokens last',
    answer: 'Access tokens last five to fifteen minutes, an hour at most. Refresh tokens last days and are rotated at each use.',
    statements: [
      { text: 'Bearer tokens should be valid for one hour or less.', sources: [rfc(6750, '5.3')] },
      {
        text: 'An access token should live no longer than you can tolerate a thief, or a dismissed colleague, using it.',
        sources: [{ label: 'Lesson: fifteen minutes', href: '#/learn/fifteen-minutes' }],
      },
      {
        text: 'Refresh tokens of public clients must be bound to the client’s key or rotated, and should expire if unused for some time.',
        sources: [rfc(9700, '4.14.2')],
      },
      {
        text: 'A thief can’t use a token that is bound to a key of its holder, with DPoP or mutual TLS.',
        sources: [rfc(9700, '2.2.1'), rfc(9449, '1'), rfc(8705, '3')],
      },
      { text: 'Allow clocks a leeway of seconds or a few minutes, not more.', sources: [rfc(7519, '4.1.4')] },
    ],
  },
  {
    id: 'server',
    title: 'A checklist for a server',
    answer: 'The server decides what is checked, with which key, in which order. The token decides nothing.',
    statements: [
      {
        text: 'Use a library, and find out which of `exp`, `nbf`, `iss`, `aud` and `typ` it checks by itself.',
        sources: [rfc(8725, '3.8'), { label: 'Libraries by language', href: '#/libraries' }],
      },
      { text: 'Have a list of allowed algorithms, and one algorithm for each key.', sources: [rfc(8725, '3.1')] },
      {
        text: 'Take keys from your own configuration or from the issuer’s JWK Set at a fixed https URL, never from `jwk`, `jku` or `x5u` in the token.',
        sources: [rfc(7515, '10.3'), rfc(8725, '3.8'), rfc(8725, '3.10')],
      },
      { text: 'Verify the bytes as received; never parse and rewrite the JSON first.', sources: [rfc(7515, '5.2')] },
      { text: 'Compare `iss` with the issuer whose key you used.', sources: [rfc(8725, '3.8')] },
      { text: 'Compare `aud` with your own name, and refuse a token made for another API.', sources: [rfc(8725, '3.9'), rfc(9068, '4')] },
      {
        text: 'Require `exp`. RFC 7519 leaves it optional for JWTs in general, but an access token, `at+jwt`, must have it (RFC 9068). Many libraries check it only if it is present.',
        sources: [rfc(7519, '4.1.4'), rfc(9068, '2.2')],
      },
      { text: 'Check the type. An ID token isn’t an access token, whose `typ` is `at+jwt`.', sources: [rfc(8725, '3.11'), rfc(9068, '4')] },
      {
        text: 'Use names exactly as the RFCs have them: `exp`, not `Exp`. The user is in `sub`, not in `iss`.',
        sources: [rfc(7519, '7.3'), rfc(7519, '4.1.1'), rfc(7519, '4.1.2')],
      },
      { text: 'Refuse extensions in `crit` that you don’t know.', sources: [rfc(7515, '4.1.11')] },
      {
        text: 'Treat `kid` and every claim as hostile input until verified, and as data after that. Never build a path, a query or a URL from them.',
        sources: [rfc(8725, '3.10')],
      },
      {
        text: 'Answer 401 with `invalid_token`, 403 with `insufficient_scope`, and no more detail than the client needs.',
        sources: [rfc(6750, '3.1')],
      },
      {
        text: 'Give each key a `kid`, and practice rotating keys before you have to.',
        sources: [rfc(7515, '4.1.4'), { label: 'Lesson: the secret that leaked', href: '#/learn/leaked-secret' }],
      },
    ],
  },
]
