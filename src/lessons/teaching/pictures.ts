// The picture of each lesson, as data.
import type { Gates, Picture } from './picture.ts'

type Outcome = Gates['servers'][number]['gates'][number]['outcome']

const CHECKS = ['Algorithm', 'Our key', 'Signature', 'Time', 'Audience', 'Right']

/** The outcome of each check, one letter each: p passed, x failed, o skipped, n not reached. */
function checks(outcomes: string): Gates['servers'][number]['gates'] {
  const names: Readonly<Record<string, Outcome>> = { p: 'passed', x: 'failed', o: 'off', n: 'not-reached' }
  return CHECKS.map((title, at) => ({ title, outcome: names[outcomes[at] ?? 'n'] ?? 'not-reached' }))
}

/** How both servers of a lab treat a forged token. */
function lab(caption: string, careless: string, right: string): Gates {
  return {
    kind: 'gates',
    caption,
    servers: [
      { name: 'Careless server', gates: checks(careless), answer: '201, pays', tone: 'bad' },
      { name: 'Right server', gates: checks(right), answer: '401', tone: 'good' },
    ],
  }
}

/** By the lesson's identifier. */
export const PICTURES: Readonly<Record<string, Picture>> = {
  'why-a-token': {
    kind: 'table',
    caption: 'Three ways to show who is asking',
    head: ['Way', 'Sent each time', 'Lookups, 100 servers', 'Can be ended'],
    rows: [
      ['Password', 'the password', '100, and hashing', 'with a new password'],
      ['Session', 'a random number', '100, in one store', 'at once'],
      ['Token', 'signed text', '0', 'not before it expires'],
    ],
  },
  'three-parts': {
    kind: 'token',
    caption: 'The signature covers the header, the dot and the payload',
    parts: [
      { text: 'eyJhbGciOi…', look: 'header', says: 'Header: JSON that names the algorithm' },
      { text: 'eyJzdWIiOi…', look: 'payload', says: 'Payload: JSON with the claims' },
      { text: '_cMls54U2k…', look: 'signature', says: 'Signature: bytes that cover both' },
    ],
  },
  'anyone-can-read': {
    kind: 'table',
    caption: 'A signature gives integrity, not confidentiality',
    head: ['Who has the token', 'Can read it', 'Can change it unnoticed'],
    rows: [
      ['Browser, proxy, log, thief', 'yes', 'no'],
      ['A server with the secret', 'yes', 'yes, because it can sign'],
      ['TLS on the wire', 'hides it there', 'and only there'],
    ],
  },
  'signing-in': {
    kind: 'messages',
    caption: 'First the password, then the token',
    lanes: ['Browser', 'Payroll API'],
    messages: [
      { to: 'right', says: 'GET payments, no token', tone: 'plain' },
      { to: 'left', says: '401, WWW-Authenticate: Bearer', tone: 'bad' },
      { to: 'right', says: 'name and password', tone: 'plain' },
      { to: 'left', says: '200, access token, refresh cookie', tone: 'good' },
      { to: 'right', says: 'Authorization: Bearer eyJ…', tone: 'plain' },
      { to: 'left', says: '200, the payments', tone: 'good' },
    ],
  },
  'make-yourself-admin': {
    kind: 'gates',
    caption: 'First the signature, then the claims',
    servers: [
      { name: 'As issued', gates: checks('pppppx'), answer: '403: believed, not allowed', tone: 'plain' },
      { name: '"admin": true', gates: checks('ppxnnn'), answer: '401: claim never read', tone: 'good' },
    ],
  },
  'two-kinds-of-keys': {
    kind: 'table',
    caption: 'Who can check, who can sign',
    head: ['Algorithm', 'Checks', 'Signs', 'Give to others'],
    rows: [
      ['HS256', 'the secret', 'the same secret', 'nothing'],
      ['RS256', 'public key', 'private key', 'the public key'],
      ['ES256', 'public key', 'private key', 'the public key; short signatures'],
    ],
  },
  'leaked-secret': {
    kind: 'panels',
    caption: 'Leaked: replace the key at once. Planned: three steps, and no one notices',
    panels: [
      { title: 'Leaked', lines: ['k1 goes now', 'Everyone signs in again'], tone: 'bad' },
      { title: '1. Publish', lines: ['Everyone has e1', 'k2 still signs'], tone: 'plain' },
      { title: '2. Sign', lines: ['e1 signs', 'Both are accepted'], tone: 'plain' },
      { title: '3. Retire', lines: ['The last k2 token expired', 'k2 goes'], tone: 'good' },
    ],
  },
  'careless-server': lab('alg none: the server needs a list of algorithms', 'oppppp', 'xnnnnn'),
  'decode-only': lab('Decoded, not verified: call verify', 'ppoppp', 'ppxnnn'),
  'key-of-ones-own': lab('A key from the header: take keys from a trusted place', 'popppp', 'ppxnnn'),
  'key-confusion': lab('The public key as an HMAC secret: one key, one algorithm', 'oppppp', 'xnnnnn'),
  'fifteen-minutes': {
    kind: 'time',
    caption: 'Until exp, a copy is as good as the original',
    to: 19,
    spans: [
      { from: 0, to: 15, says: 'accepted, even from a thief', tone: 'good' },
      { from: 15, to: 16, says: 'leeway', tone: 'plain' },
      { from: 16, to: 19, says: 'refused', tone: 'bad' },
    ],
    marks: [
      { at: 0, label: 'iat' },
      { at: 15, label: 'exp, 15 min' },
    ],
  },
  'refresh-and-rotate': {
    kind: 'panels',
    caption: 'A family of refresh tokens, and how a theft is noticed',
    panels: [
      { title: '1. Sign in', lines: ['Fernando gets R1', 'Family: R1'], tone: 'plain' },
      { title: '2. Stolen', lines: ['The thief copies R1', 'No one can tell'], tone: 'bad' },
      { title: '3. Thief renews', lines: ['R1 is used, the thief has R2', 'Family: R1 used, R2'], tone: 'bad' },
      { title: '4. R1 again', lines: ['Fernando sends R1: 400', 'Family revoked, and R2 too'], tone: 'good' },
    ],
  },
  'signing-out': {
    kind: 'table',
    caption: 'What each way costs',
    head: ['Way', 'Lookups per request', 'A copy works until', 'Ends'],
    rows: [
      ['Nothing is kept', '0', 'exp', 'one browser’s copy'],
      ['List of revoked tokens (jti)', '1', 'signing out', 'one token'],
      ['Version per user', '1', 'signing out', 'all tokens of a user'],
      ['Plain session', '1', 'signing out', 'one session'],
    ],
  },
  'when-it-must-be-secret': {
    kind: 'token',
    caption: 'Encrypted for one reader. It doesn’t say who wrote it, so sign first',
    parts: [
      { text: 'eyJlbmMi…', look: 'header', says: 'Header: readable, protected' },
      { text: 'R3k9…', look: 'plain', says: 'Encrypted key' },
      { text: 'x0Qa…', look: 'plain', says: 'Initialization vector' },
      { text: '9fLw…', look: 'payload', says: 'Ciphertext' },
      { text: 'Zt7c…', look: 'signature', says: 'Tag: no bit was changed' },
    ],
  },
  'reading-along': {
    kind: 'table',
    caption: 'What the article prints, and what the RFCs say',
    head: ['Printed', 'Should be', 'Otherwise'],
    rows: [
      ['"Exp"', '"exp"', 'the expiry isn’t found'],
      ['the user in "Iss"', '"sub"', 'the issuer is unknown'],
      ['no "aud"', 'the API’s name', 'it works at any API'],
      ['a 20-byte secret', '32 random bytes', 'it can be guessed'],
    ],
  },
}
