// The questions of the worksheet, which can be answered on paper, with answers and common mistakes.
export interface Paper {
  /** The identifier of the lesson it belongs to. */
  readonly lesson: string
  readonly ask: string
  /** Something to look at or mark, printed unchanged. */
  readonly given?: string
  /** Lines to write on. */
  readonly lines?: number
  readonly table?: PaperTable
  readonly answer?: string
  readonly mistakes: readonly { readonly wrong: string; readonly why: string }[]
}

/** A table whose first column is printed, with empty cells to write in. */
export interface PaperTable {
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

export const PAPERS: readonly Paper[] = [
  {
    lesson: 'three-parts',
    ask: 'Mark the header, the payload and the signature. Then underline what the signature is computed over.',
    given: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ._cMls54U2kB9Zp7znDp2zuvyCm02f-1bRdENgC0r5Ak',
    answer:
      'The first segment, the second, the third. Underlined: the first two and the dot between them, eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ',
    mistakes: [
      { wrong: 'only the payload', why: 'the header is signed too' },
      { wrong: 'the second dot as well', why: 'it only begins the signature segment' },
    ],
  },
  {
    lesson: 'anyone-can-read',
    ask: 'Decode this by hand. In the alphabet of base64url Y is 24, W is 22, R is 17 and h is 33. Write each as six bits, cut the 24 bits into three bytes, and read them as ASCII (a is 97).',
    given: 'YWRh',
    lines: 2,
    answer: '011000 010110 010001 100001 → 01100001 01100100 01100001 → 97 100 97 → ada',
    mistakes: [{ wrong: 'a key is missing', why: 'an encoding has no key' }],
  },
  {
    lesson: 'anyone-can-read',
    ask: 'Cross out what must not be in the payload of a signed token.',
    given: 'sub    exp    iban    aud    salary    admin    password',
    answer: 'iban, salary, password',
    mistakes: [{ wrong: 'admin', why: 'others may read it, but can’t change it without the key' }],
  },
  {
    lesson: 'signing-in',
    ask: 'What does the API answer?',
    table: {
      head: ['The request has', 'Status', 'It means'],
      rows: [
        ['no token', '401', 'send one; the challenge says how'],
        ['a token that expired', '401', 'not believed: invalid_token'],
        ['a good token without the right', '403', 'believed but not allowed'],
        ['a wrong password', '400', 'invalid_grant'],
      ],
    },
    mistakes: [{ wrong: '401 for the missing right', why: 'the token was believed' }],
  },
  {
    lesson: 'make-yourself-admin',
    ask: 'An attacker changes "admin": false to true on the wire and leaves the rest. Which check stops it, and with which status? Why is the claim never read?',
    lines: 3,
    answer:
      'The signature check, with 401. The server computes the signature over what arrived. It is different, and the server reads claims only after that check.',
    mistakes: [{ wrong: '403', why: 'that would mean the token was believed' }],
  },
  {
    lesson: 'two-kinds-of-keys',
    ask: 'Who can do what?',
    table: {
      head: ['Algorithm', 'Who can check?', 'Who can sign?'],
      rows: [
        ['HS256', 'everyone who has the secret', 'the same: everyone who checks'],
        ['RS256, ES256', 'anyone, with the public key', 'only someone with the private key'],
      ],
    },
    mistakes: [{ wrong: 'the public key must stay secret', why: 'it only checks; it is published' }],
  },
  {
    lesson: 'leaked-secret',
    ask: 'Number the steps to change a key without signing anyone out.',
    given: '__ sign with the new key\n__ retire the old key\n__ publish the new key',
    answer: '2 sign, 3 retire, 1 publish',
    mistakes: [{ wrong: 'sign first', why: 'no one could check the new tokens yet' }],
  },
  {
    lesson: 'careless-server',
    ask: 'Write the header of a token without a signature, and the check that stops it.',
    lines: 2,
    answer: '{"alg":"none"}. The server has a list of algorithms and compares “alg” with it first.',
    mistakes: [{ wrong: '{alg:none}', why: 'JSON needs quotes around names and texts' }],
  },
  {
    lesson: 'key-confusion',
    ask: 'A server verifies with an ES256 public key. A token says HS256. Which “secret” matches, and why does an attacker have it?',
    lines: 2,
    answer: 'The text of the public key file. It is public.',
    mistakes: [{ wrong: 'the private key', why: 'it isn’t needed, because HMAC takes any bytes' }],
  },
  {
    lesson: 'fifteen-minutes',
    ask: 'A token has iat 1795348800 and is valid for 15 minutes. Write its exp. From which second on does a server with a leeway of 60 seconds refuse it?',
    lines: 2,
    answer: 'exp 1795349700; refused from 1795349760 on',
    mistakes: [
      { wrong: '1795349700000', why: 'that is in milliseconds' },
      { wrong: '900', why: 'that is a duration; exp is a point in time' },
    ],
  },
  {
    lesson: 'refresh-and-rotate',
    ask: 'A thief copies the refresh token and renews before Fernando does. What does Fernando get when he renews, and what does the thief get after that? Why?',
    lines: 3,
    answer:
      'Fernando gets 400 invalid_grant, because his token has already been used. A second use must be treated as theft, so the family is revoked and the thief gets 400 as well.',
    mistakes: [{ wrong: 'only the thief is locked out', why: 'the server can’t tell which of the two is the thief' }],
  },
  {
    lesson: 'signing-out',
    ask: 'What does each way cost, and when does a copied token stop working?',
    table: {
      head: ['Way', 'Lookups per request', 'A copy works until'],
      rows: [
        ['nothing is kept', '0', 'exp'],
        ['a list of revoked tokens (jti)', '1', 'signing out'],
        ['a version for each user', '1', 'signing out, on every device'],
        ['a plain session', '1', 'signing out'],
      ],
    },
    mistakes: [{ wrong: '0 for the list', why: 'the server looks in it for each request' }],
  },
  {
    lesson: 'when-it-must-be-secret',
    ask: 'Name the five parts of a JWE. Does it say who wrote it?',
    lines: 2,
    answer:
      'Header, encrypted key, initialization vector, ciphertext, authentication tag. No: anyone can encrypt to a public key, so sign first.',
    mistakes: [{ wrong: 'yes, the tag does', why: 'the tag says that nothing was changed, not who made it' }],
  },
  {
    lesson: 'reading-along',
    ask: 'This payload was printed in an article. Mark three mistakes.',
    given: '{"Iss": "fernando", "Exp": 1550946689, "Admin": false}',
    lines: 1,
    answer:
      '“Exp” isn’t exp, so many libraries see no expiry. The user is in the issuer’s claim instead of sub. There is no aud (and no iat or jti).',
    mistakes: [{ wrong: 'the number is too small', why: 'it is right, because it is in seconds, not milliseconds' }],
  },
]
