// The teachers' guide, with two ways through the lessons, what to say in each, and common misunderstandings.
import type { Slide } from '../slides.ts'

/** The worksheet, as one of the stops. */
export const WORKSHEET = 'worksheet'

export interface Talk {
  /** The lesson's identifier. */
  readonly lesson: string
  /** What to say and do, one or two sentences each. */
  readonly say: readonly string[]
  readonly misunderstood: readonly Misunderstanding[]
}

export interface Misunderstanding {
  /** As people say it. */
  readonly wrong: string
  readonly right: string
  /** The slide that clears it up. */
  readonly slide: Slide
}

export interface Path {
  readonly minutes: number
  readonly about: string
  /** `lesson` is an identifier or `WORKSHEET`; `only` says which part of it. */
  readonly stops: readonly { readonly lesson: string; readonly minutes: number; readonly only?: string }[]
}

export const PATHS: readonly Path[] = [
  {
    minutes: 60,
    about:
      'What a token is, why an edit is noticed, one attack, and why signing out is hard. The class doesn’t need to know anything beforehand.',
    stops: [
      { lesson: 'why-a-token', minutes: 3, only: 'The title and the paragraphs. Leave the stage for another day.' },
      { lesson: 'three-parts', minutes: 11 },
      { lesson: 'anyone-can-read', minutes: 8 },
      { lesson: 'make-yourself-admin', minutes: 12 },
      { lesson: 'careless-server', minutes: 9, only: 'Any of the four labs will do. This one requires the least.' },
      { lesson: 'fifteen-minutes', minutes: 8, only: 'Up to the refusal at sixteen minutes.' },
      { lesson: 'signing-out', minutes: 9, only: 'The first way and one other, then the picture at the end.' },
    ],
  },
  {
    minutes: 90,
    about: 'The same, plus signing in, the two kinds of keys, key confusion, refresh tokens, and the worksheet at the end.',
    stops: [
      { lesson: 'why-a-token', minutes: 5 },
      { lesson: 'three-parts', minutes: 11 },
      { lesson: 'anyone-can-read', minutes: 7 },
      { lesson: 'signing-in', minutes: 7 },
      { lesson: 'make-yourself-admin', minutes: 11 },
      { lesson: 'two-kinds-of-keys', minutes: 9, only: 'HS256 and ES256. RS256 behaves like ES256.' },
      { lesson: 'careless-server', minutes: 6 },
      { lesson: 'key-confusion', minutes: 7, only: 'You play it, and the class says what comes next.' },
      { lesson: 'fifteen-minutes', minutes: 7 },
      { lesson: 'refresh-and-rotate', minutes: 8, only: 'From the thief on. Tell them about the renewal before it.' },
      { lesson: 'signing-out', minutes: 7 },
      { lesson: WORKSHEET, minutes: 5, only: 'Five questions of the worksheet, alone and on paper.' },
    ],
  },
]

export const TALKS: readonly Talk[] = [
  {
    lesson: 'why-a-token',
    say: [
      'Ask how a web server knows, at the hundredth click, who is clicking. Collect answers. Most are one of the three ways.',
      'Drag the servers from 1 to 100 for each way. The number of lookups is the entire argument for tokens.',
    ],
    misunderstood: [
      {
        wrong: 'Tokens are the modern way, so sessions are wrong.',
        right:
          'One application with its own server is better off with a session. Tokens are for many services that must not ask each other.',
        slide: { kind: 'know', index: 4 },
      },
    ],
  },
  {
    lesson: 'three-parts',
    say: [
      'Let the class build the token. They tell you which piece comes next, and you press. A wrong order is welcome, because the API refuses it and says why.',
      'Before the last move, ask how many of the signature’s 256 bits change if one bit of the payload does. Then flip it.',
    ],
    misunderstood: [
      {
        wrong: 'The signature encrypts the payload.',
        right: 'Anyone can decode the payload. The signature is a third piece beside it.',
        slide: { kind: 'know', index: 3 },
      },
      {
        wrong: 'The signature covers the JSON, so spaces don’t matter.',
        right: 'It covers the characters as sent. One more space makes a different token.',
        slide: { kind: 'know', index: 5 },
      },
    ],
  },
  {
    lesson: 'anyone-can-read',
    say: [
      'Ask who thinks that a token is secret. Then find the password in it, without a key, in two presses.',
      'Ask where tokens end up: logs, crash reports, chat messages, the browser’s tools.',
    ],
    misunderstood: [
      {
        wrong: 'Base64 is weak encryption.',
        right: 'It is an alphabet. It doesn’t have a key, so there is nothing to break.',
        slide: { kind: 'stage', moves: 1 },
      },
      {
        wrong: 'With TLS, no one can read it.',
        right: 'TLS protects it between two machines. At both ends it is plain text.',
        slide: { kind: 'know', index: 1 },
      },
    ],
  },
  {
    lesson: 'signing-in',
    say: [
      'Read the first answer aloud: 401, and a header field that says how to do better. The server is being helpful.',
      'Point at the eight checks on the right. They run for every request, and none of them asks a database who this is.',
    ],
    misunderstood: [
      {
        wrong: '401 and 403 mean the same.',
        right: '401: the server doesn’t believe the token, or there is none. 403: it believes the token, which doesn’t allow this.',
        slide: { kind: 'know', index: 2 },
      },
    ],
  },
  {
    lesson: 'make-yourself-admin',
    say: [
      'Have everyone guess before you send: 201, 401 or 403? Count hands and write the numbers down. Most people guess 403.',
      'Then compare the two signatures on the screen. Ask who could have computed the other one.',
    ],
    misunderstood: [
      {
        wrong: 'The server compares the token with the one it issued.',
        right: 'The server doesn’t keep a copy. It computes the signature again over what arrived.',
        slide: { kind: 'know', index: 0 },
      },
      {
        wrong: 'It answers 403, because he isn’t an admin.',
        right: 'It answers 401. The signature is checked first, so the claim is never read.',
        slide: { kind: 'stage', moves: 4 },
      },
    ],
  },
  {
    lesson: 'two-kinds-of-keys',
    say: [
      'Ask: a second team wants to check our tokens. What do you send them? Then let payslips sign a token itself.',
      'Let the class say who can check and who can sign with each of the two kinds. The last picture has the same table.',
    ],
    misunderstood: [
      {
        wrong: 'The public key must be kept secret as well.',
        right: 'The public key only checks. The key set is published for everyone.',
        slide: { kind: 'know', index: 2 },
      },
      {
        wrong: 'A good signature means that the token is for me.',
        right: 'Two APIs of one issuer accept the same keys. `aud` tells them apart.',
        slide: { kind: 'stage', moves: 2 },
      },
    ],
  },
  {
    lesson: 'careless-server',
    say: [
      'Say it slowly: the header comes from the attacker too. If you let the header decide how to check, you let the attacker decide.',
      'Let someone from the class dictate the three edits. The careless server pays 9,000.',
    ],
    misunderstood: [
      { wrong: 'No real library does that.', right: 'Several did. RFC 8725 section 2.1 describes it.', slide: { kind: 'know', index: 2 } },
    ],
  },
  {
    lesson: 'key-confusion',
    say: [
      'Remind them: for HS256 a key is any bytes. The public key file is bytes, and everyone has it.',
      'Ask which of the eight checks would have helped. Only the list of algorithms does, because the signature is computed correctly.',
    ],
    misunderstood: [
      {
        wrong: 'The server’s key leaked.',
        right: 'Nothing leaked. The public key is meant to be public, but the server used it as a secret.',
        slide: { kind: 'know', index: 2 },
      },
    ],
  },
  {
    lesson: 'fifteen-minutes',
    say: [
      'Let ten minutes pass and let the thief read. The copy is as good as the original.',
      'Ask what eight hours would cost, and whom. Then drag “Now” to the afternoon.',
    ],
    misunderstood: [
      {
        wrong: '`exp` is how long it is valid.',
        right: 'It is a point in time, in seconds since 1970. The lifetime is `exp` minus `iat`.',
        slide: { kind: 'know', index: 0 },
      },
      {
        wrong: 'The browser deletes it, so it is gone.',
        right: 'Deleting it in the browser doesn’t affect a copy. Only the server’s check matters.',
        slide: { kind: 'stage', moves: 5 },
      },
    ],
  },
  {
    lesson: 'refresh-and-rotate',
    say: [
      'Play up to the stolen cookie, then stop. Who has what now? Let the class predict what Fernando gets.',
      'Be exact: the server can’t know that it was theft. But it must treat a second use as theft, and Fernando signs in again.',
    ],
    misunderstood: [
      {
        wrong: '`HttpOnly` stops hostile scripts.',
        right: 'It stops them from reading the cookie, not from using it while the page is open.',
        slide: { kind: 'know', index: 2 },
      },
      {
        wrong: 'The server knows who the thief is.',
        right: 'It sees the same token twice. That may just be two tabs.',
        slide: { kind: 'know', index: 3 },
      },
    ],
  },
  {
    lesson: 'signing-out',
    say: [
      'Sign out and send the copied request. The answer is 200. Pause here.',
      'Fill in the cost table with the class: lookups on one side, how soon it ends on the other. Every row costs something.',
    ],
    misunderstood: [
      {
        wrong: 'Signing out deletes the token.',
        right: 'It deletes only the browser’s copy.',
        slide: { kind: 'know', index: 0 },
      },
      {
        wrong: 'A revocation list keeps tokens stateless.',
        right: 'It costs one lookup for each request, like a session; only the list is shorter.',
        slide: { kind: 'know', index: 1 },
      },
    ],
  },
]

/** Questions that classes ask, with answers that take half a minute. */
export const ASKED: readonly { readonly ask: string; readonly answer: string; readonly lesson: string }[] = [
  {
    ask: 'Why not encrypt every token?',
    answer:
      'Then everyone who checks it needs the key that decrypts it, and encryption doesn’t say who wrote it. Most tokens contain nothing that must be hidden. Leave the rest out.',
    lesson: 'when-it-must-be-secret',
  },
  {
    ask: 'Where should a browser keep the token?',
    answer:
      'Keep the access token in memory, and the refresh token in a cookie with HttpOnly, Secure, SameSite and a Path. A script in the page can use both while it runs, so keep lifetimes short.',
    lesson: 'refresh-and-rotate',
  },
  {
    ask: 'Is a longer secret always better?',
    answer: 'First of all, it must be random: 32 random bytes for HS256 (RFC 7518 section 3.2). A long sentence can be guessed.',
    lesson: 'leaked-secret',
  },
  {
    ask: 'HS256, RS256 or ES256?',
    answer: 'Use HS256 if only the signer checks. Otherwise use a key pair: ES256 for short tokens, RS256 if an old library requires it.',
    lesson: 'two-kinds-of-keys',
  },
  {
    ask: 'What if the clocks differ?',
    answer: 'A server may allow a leeway, usually no more than a few minutes (RFC 7519 section 4.1.4).',
    lesson: 'fifteen-minutes',
  },
  {
    ask: 'Can I sign a user out at once?',
    answer: 'Yes, with one lookup for each request: in a list of jti, for a version in the user’s row, or for a session.',
    lesson: 'signing-out',
  },
  {
    ask: 'How does a server get the issuer’s public keys?',
    answer: 'From a fixed URL in its configuration that serves a JWK Set. The token’s kid only picks one of the keys (RFC 7517 section 5).',
    lesson: 'key-of-ones-own',
  },
  {
    ask: 'May the client read the claims?',
    answer: 'Yes, to hide a button or to renew in time. But it must not rely on them, and the server must not rely on the client.',
    lesson: 'make-yourself-admin',
  },
]
