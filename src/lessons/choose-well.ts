// "Choose well": what to decide before using tokens, each statement with its source.

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
    title: 'A token at all?',
    answer: 'One application with its own server: take a session. Several services, or an issuer that is not you: take tokens.',
    statements: [
      {
        text: 'A session ends the moment the server deletes its row. A self-contained token ends at its `exp`.',
        sources: [rfc(7009, '3'), { label: 'Lesson: signing out', href: '#/learn/signing-out' }],
      },
      {
        text: 'If each request asks the store anyway, for a revocation list or a version, the token has saved nothing; a session identifier is shorter.',
        sources: [{ label: 'Lesson: signing out, counted', href: '#/learn/signing-out' }],
      },
      {
        text: 'A session identifier is random, long, and means nothing to a reader.',
        sources: [owasp('Session Management', 'Session_Management_Cheat_Sheet')],
      },
      {
        text: 'Tokens pay where the one who checks cannot ask the one who issued: other services, other companies, offline.',
        sources: [rfc(9068, '1'), rfc(7009, '3')],
      },
    ],
  },
  {
    id: 'storage',
    title: 'Where to keep it in a browser',
    answer:
      'The best place is none: leave tokens on your server and give the browser a session cookie. Next best: the access token in memory, the refresh token in an HttpOnly cookie.',
    statements: [
      {
        text: 'A server of your own that holds the tokens and gives the browser a cookie (backend for frontend) keeps tokens out of script altogether.',
        sources: [BROWSER_APPS],
      },
      {
        text: '`localStorage` and `sessionStorage` can be read by every script of the origin, a compromised dependency included. No session identifier, no token there.',
        sources: [owasp('HTML5 Security', 'HTML5_Security_Cheat_Sheet')],
      },
      { text: 'A cookie that holds a token is `HttpOnly` and `Secure`.', sources: [rfc(6265, '4.1.2.6'), rfc(6265, '4.1.2.5')] },
      {
        text: 'The browser sends cookies by itself. `SameSite` and a check of the origin keep other sites from using that.',
        sources: [COOKIES_BIS, owasp('Cross-Site Request Forgery', 'Cross-Site_Request_Forgery_Prevention_Cheat_Sheet')],
      },
      {
        text: '`HttpOnly` does not stop hostile script from calling your API while the page is open. Nothing in the browser does; keep such script out.',
        sources: [BROWSER_APPS],
      },
      { text: 'Never a token in a query string: it stays in history, logs and Referer.', sources: [rfc(6750, '2.3'), rfc(9700, '4.3.2')] },
    ],
  },
  {
    id: 'algorithm',
    title: 'Which algorithm',
    answer: 'ES256, or RS256 where something old must verify. HS256 only where issuer and verifier are the same program.',
    statements: [
      {
        text: 'With HS256 everyone who can check can also sign.',
        sources: [rfc(7515, '10.5'), { label: 'Lesson: two kinds of keys', href: '#/learn/two-kinds-of-keys' }],
      },
      {
        text: 'An HS256 key has at least 32 bytes and comes from a random generator; a password is never a key.',
        sources: [rfc(7518, '3.2'), rfc(8725, '3.5')],
      },
      {
        text: 'For access tokens an asymmetric signature is recommended, and every party must support RS256.',
        sources: [rfc(9068, '2.1')],
      },
      { text: 'RSA keys have 2048 bits or more.', sources: [rfc(7518, '3.3')] },
      { text: 'Ed25519 is small and fast where all parties have it.', sources: [rfc(8032, '1'), rfc(9864, '2.2')] },
      {
        text: 'An access token never says `none`. A library should take it only where the caller asked for it.',
        sources: [rfc(9068, '2.1'), rfc(8725, '3.2')],
      },
      {
        text: 'Encrypt (JWE) only where a token passes through hands that must not read it; sign first.',
        sources: [rfc(7519, '11.2'), { label: 'Lesson: JWE', href: '#/learn/when-it-must-be-secret' }],
      },
    ],
  },
  {
    id: 'life',
    title: 'How long a life',
    answer: 'Access tokens five to fifteen minutes, an hour at most. Refresh tokens days, rotated at each use.',
    statements: [
      { text: 'Bearer tokens live one hour or less.', sources: [rfc(6750, '5.3')] },
      {
        text: 'Choose as the life of an access token the time for which you can bear a thief or a dismissed colleague.',
        sources: [{ label: 'Lesson: fifteen minutes', href: '#/learn/fifteen-minutes' }],
      },
      {
        text: 'Refresh tokens of public clients are bound to the client’s key or rotated, and end after a time without use.',
        sources: [rfc(9700, '4.14.2')],
      },
      {
        text: 'A token bound to a key of its holder is of no use to a thief: DPoP or mutual TLS.',
        sources: [rfc(9700, '2.2.1'), rfc(9449, '1'), rfc(8705, '3')],
      },
      { text: 'Grant a leeway for clocks of seconds or a few minutes, not more.', sources: [rfc(7519, '4.1.4')] },
    ],
  },
  {
    id: 'server',
    title: 'A checklist for a server',
    answer: 'The server decides what is checked, with which key, in which order. The token decides nothing.',
    statements: [
      {
        text: 'Let a library do it, and know which of `exp`, `nbf`, `iss`, `aud` and `typ` it checks by itself.',
        sources: [rfc(8725, '3.8'), { label: 'Libraries by language', href: '#/libraries' }],
      },
      { text: 'A list of allowed algorithms, and one algorithm for each key.', sources: [rfc(8725, '3.1')] },
      {
        text: 'Keys from your own configuration or from the issuer’s JWK Set at a fixed https address; never from `jwk`, `jku` or `x5u` of the token.',
        sources: [rfc(7515, '10.3'), rfc(8725, '3.8'), rfc(8725, '3.10')],
      },
      { text: 'Verify the bytes as received; never parse and rewrite the JSON first.', sources: [rfc(7515, '5.2')] },
      { text: 'Compare `iss` with the issuer whose key you used.', sources: [rfc(8725, '3.8')] },
      { text: 'Compare `aud` with your own name; refuse a token made for another API.', sources: [rfc(8725, '3.9'), rfc(9068, '4')] },
      {
        text: 'Require `exp`. RFC 7519 leaves it optional for a JWT in general; an access token, `at+jwt`, must have it (RFC 9068). Many libraries only compare it when it is there.',
        sources: [rfc(7519, '4.1.4'), rfc(9068, '2.2')],
      },
      { text: 'Check the type: an ID token is no access token, `typ` says `at+jwt`.', sources: [rfc(8725, '3.11'), rfc(9068, '4')] },
      {
        text: 'Names exactly as written: `exp`, not `Exp`. The user is `sub`, not `iss`.',
        sources: [rfc(7519, '7.3'), rfc(7519, '4.1.1'), rfc(7519, '4.1.2')],
      },
      { text: 'Refuse extensions in `crit` that you do not know.', sources: [rfc(7515, '4.1.11')] },
      {
        text: 'Treat `kid` and every claim as hostile input until verified, and as data after: no path, no query, no URL made of them.',
        sources: [rfc(8725, '3.10')],
      },
      {
        text: 'Answer 401 with `invalid_token`, 403 with `insufficient_scope`, and no more detail than the client needs.',
        sources: [rfc(6750, '3.1')],
      },
      {
        text: 'Give each key a `kid`, and practise rotating before you must.',
        sources: [rfc(7515, '4.1.4'), { label: 'Lesson: the secret that leaked', href: '#/learn/leaked-secret' }],
      },
    ],
  },
]
