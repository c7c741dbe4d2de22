// Tokens with one defect for each cause of the catalog, which the search must name in Node and the page in a browser.
import { createHash, generateKeyPairSync } from 'node:crypto'
import { b64u, CLAIMS, ed25519, HEADER, hs, jwk, mac, otherRsa, p256, p384, pem, rsa, SECRET, signed } from './made-with-node.fixture.ts'
import type { Given } from './planted.fixture.ts'

/** The causes that must be named (their ids, joined by a space), the token, and the text of the key box. */
export type Defect = readonly [
  cause: string,
  token: string,
  key: string,
  /** True if only the signer can fix it, if it is a forgery, or if it is a fact; otherwise a button must make the signature verify. */
  repair?: 'nothing to press',
]

const hash = (data: string | Uint8Array) => createHash('sha256').update(data).digest()
const hex = (text: string | undefined) => Buffer.from(text ?? '', 'base64url').toString('hex')

const header = JSON.stringify(HEADER)
const compact = JSON.stringify(CLAIMS)
const pretty = JSON.stringify(CLAIMS, null, 2)
const [h, p] = [b64u(header), b64u(compact)]
const bytes = hash('any 32 bytes')

/** A token with one payload and header, signed with others. */
const rewritten = (was: string, carries = compact, head = header) => hs(SECRET, { payload: carries, input: `${b64u(head)}.${b64u(was)}` })

function withSignature(token: string, change: (signature: Buffer) => string): string {
  const [head, body, signature] = token.split('.') as [string, string, string]
  return `${head}.${body}.${change(Buffer.from(signature, 'base64url'))}`
}

const padded = (text: string) => text + '='.repeat((4 - (text.length % 4)) % 4)
const set = (...keys: object[]) => JSON.stringify({ keys })

const ed448 = generateKeyPairSync('ed448')
const spki = pem(rsa.publicKey)
const ofKeyB = signed('RS256', rsa.privateKey, { header: '{"alg":"RS256","kid":"b"}' })
const ecJwk = jwk(p256.publicKey) as { x?: string; y?: string }
const edJwk = jwk(ed25519.privateKey) as { x?: string; d?: string }

/** A signature whose r begins with a zero byte, so that the byte can be lost. */
function withLeadingZero(): string {
  for (;;) {
    const token = signed('ES256', p256.privateKey)
    if (Buffer.from(token.split('.')[2]!, 'base64url')[0] === 0) return token
  }
}

function urlDecoded(): string {
  const parts = [header, '{"a":"~~~>>>ûûû"}'].map((text) => Buffer.from(text).toString('base64').replace(/=+$/, ''))
  return `${parts.join('.')}.${b64u(mac(SECRET, parts.join('.')))}`.replaceAll('+', ' ')
}

function graphToken(): string {
  const carried = '{"typ":"JWT","nonce":"AQABAAAAAAD","alg":"RS256","kid":"k"}'
  const was = carried.replace('AQABAAAAAAD', hash('AQABAAAAAAD').toString('base64url'))
  return signed('RS256', rsa.privateKey, { header: carried, input: `${b64u(was)}.${p}` })
}

const disclosure = b64u('["salt","name","value"]')
const python = compact.replace(/,"/g, ', "').replace(/":/g, '": ').replace('ü', '\\u00fc')
const sorted = JSON.stringify(Object.fromEntries(Object.entries(CLAIMS).toSorted(([a], [b]) => (a < b ? -1 : 1))))
const pss = { padding: 6, saltLength: 32 }
const truncatedPem = spki.trim().split('\n').toSpliced(-3, 2).join('\n')

export const secretDefects: readonly Defect[] = [
  ['secret-is-encoded', hs(bytes), bytes.toString('base64')],
  ['secret-lacks-newline', hs(`${SECRET}\n`), SECRET],
  ['secret-has-whitespace', hs(SECRET), `${SECRET} `],
  ['secret-needs-quotes', hs(`"${SECRET}"`), SECRET],
  ['secret-has-wrapping', hs(SECRET), `JWT_SECRET=${SECRET}`],
  ['secret-is-encoding-text', hs(Buffer.from(SECRET).toString('base64')), SECRET],
  ['secret-lenient-base64', hs(Buffer.from('my-secret!key.of#text', 'base64')), 'my-secret!key.of#text'],
  ['secret-typographic', hs(`it's "quoted" - so`), 'it’s “quoted” – so'],
  ['secret-other-charset', hs(Buffer.from(SECRET, 'utf16le')), SECRET],
  ['secret-escaped', hs('a+b/c=d'), 'a%2Bb%2Fc%3Dd'],
  ['secret-derived', hs(hash(SECRET)), SECRET],
  ['public-key-as-secret', hs(spki), spki, 'nothing to press'],
  ['alg-other-hash', hs(SECRET, {}, 'sha512'), SECRET, 'nothing to press'],
]

export const inputDefects: readonly Defect[] = [
  ['input-padding', hs(SECRET, { input: `${padded(h)}.${padded(p)}` }), SECRET],
  ['input-unencoded-payload', hs(SECRET, { input: `${h}.${compact}` }), SECRET, 'nothing to press'],
  ['input-graph-nonce', graphToken(), spki, 'nothing to press'],
  ['json-reserialised-compact', rewritten(compact, pretty), SECRET],
  ['json-reserialised-pretty', rewritten(pretty), SECRET],
  ['json-reserialised-python', rewritten(python), SECRET],
  ['json-reserialised-escapes', rewritten(compact.replace(/\//g, '\\/')), SECRET],
  ['json-reserialised-sorted', rewritten(sorted), SECRET],
  ['json-reserialised-header', rewritten(compact, compact, '{"typ":"JWT","alg":"HS256"}'), SECRET],
  ['header-replaced', rewritten(compact, compact, '{"alg":"HS256"}'), SECRET],
  ['json-reserialised-both', rewritten(pretty, compact, '{\n  "alg": "HS256",\n  "typ": "JWT"\n}'), SECRET],
  ['json-reserialised-numbers', rewritten('{"a":1,"b":2}', '{"a":1.0,"b":2}'), SECRET],
  ['input-part-only', hs(SECRET, { input: p }), SECRET, 'nothing to press'],
  ['input-before-encoding', hs(SECRET, { input: `${header}.${compact}` }), SECRET, 'nothing to press'],
  ['input-hashed-twice', hs(SECRET, { input: hash(`${h}.${p}`) }), SECRET, 'nothing to press'],
  ['token-url-mangled', urlDecoded(), SECRET],
  ['token-line-wrapped', hs(SECRET, { input: `${h}.${p.replace(/.{76}/g, '$&\r\n')}` }), SECRET, 'nothing to press'],
  ['payload-edited', rewritten(compact, JSON.stringify({ ...CLAIMS, admin: true })), SECRET],
  [
    'nested-key-mixed-up',
    hs('the outer secret', { header: '{"alg":"HS256","cty":"JWT"}', payload: hs(SECRET) }),
    SECRET,
    'nothing to press',
  ],
  ['sd-jwt-disclosures-included', `${hs(SECRET, { input: `${h}.${p}~${disclosure}~` })}~${disclosure}~`, SECRET, 'nothing to press'],
  ['encrypted-not-signed', hs('x', { header: '{"alg":"HS256","enc":"A128GCM"}' }), SECRET, 'nothing to press'],
  ['none-fits', hs(SECRET), 'quite another secret', 'nothing to press'],
]

export const signatureDefects: readonly Defect[] = [
  ['signature-hex', withSignature(hs(SECRET), (made) => made.toString('hex')), SECRET],
  ['signature-double-encoded', withSignature(hs(SECRET), (made) => b64u(b64u(made))), SECRET],
  ['signature-truncated', withSignature(hs(SECRET), (made) => b64u(made.subarray(0, 24))), SECRET],
  ['signature-der', signed('ES256', p256.privateKey, {}, { dsaEncoding: 'der' }), pem(p256.publicKey)],
  ['signature-leading-zeros', withSignature(withLeadingZero(), (made) => b64u(made.subarray(1))), pem(p256.publicKey)],
  [
    'signature-order',
    withSignature(signed('ES256', p256.privateKey), (made) => b64u(Buffer.concat([made.subarray(32), made.subarray(0, 32)]))),
    pem(p256.publicKey),
  ],
  ['signature-curve-length', signed('ES256', p384.privateKey, {}, {}, 'sha384'), pem(p384.publicKey), 'nothing to press'],
  ['alg-other-family', signed('HS256', rsa.privateKey), spki, 'nothing to press'],
  ['alg-rs-ps', signed('RS256', rsa.privateKey, {}, pss), spki, 'nothing to press'],
  ['pss-salt-length', signed('PS256', rsa.privateKey, {}, { ...pss, saltLength: 0 }), spki, 'nothing to press'],
  ['alg-eddsa-name', signed('Ed25519', ed448.privateKey, {}, {}, null), pem(ed448.publicKey), 'nothing to press'],
]

export const keyDefects: readonly Defect[] = [
  ['other-key-of-set', ofKeyB, set(jwk(rsa.publicKey, { kid: 'a' }), jwk(otherRsa.publicKey, { kid: 'b' }))],
  ['kid-spelling', ofKeyB, set(jwk(otherRsa.publicKey, { kid: 'b' }), jwk(rsa.publicKey, { kid: 'B' }))],
  ['key-metadata-wrong', ofKeyB, set(jwk(otherRsa.publicKey, { kid: 'b' }), jwk(rsa.publicKey, { kid: 'a', use: 'enc' }))],
  ['key-rotated', ofKeyB, set(jwk(otherRsa.publicKey, { kid: 'x' })), 'nothing to press'],
  ['key-other-format', signed('RS256', rsa.privateKey), Buffer.from(spki).toString('hex')],
  [
    'key-in-token-differs',
    signed('RS256', rsa.privateKey, { header: JSON.stringify({ alg: 'RS256', jwk: jwk(rsa.publicKey) }) }),
    pem(otherRsa.publicKey),
    'nothing to press',
  ],
  ['none-fits key-private-given', signed('RS256', rsa.privateKey), pem(otherRsa.privateKey), 'nothing to press'],
  ['key-pem-damaged', signed('RS256', rsa.privateKey), spki.replace(/^/gm, '> ')],
  ['key-pem-truncated', signed('RS256', rsa.privateKey), truncatedPem, 'nothing to press'],
  ['key-jwk-coordinates', signed('ES256', p256.privateKey), JSON.stringify({ kty: 'EC', crv: 'P-256', x: hex(ecJwk.x), y: hex(ecJwk.y) })],
  ['key-okp-raw', signed('EdDSA', ed25519.privateKey, {}, {}, null), hex(edJwk.x)],
]

/** Defects that show only with something else: content, other tokens, the issuer of the keys. Other specs give them to the page. */
export const givenDefects: readonly (readonly [cause: string, token: string, key: string, given: Given])[] = [
  [
    'detached-content-differs',
    `${h}..${b64u(mac(SECRET, `${h}.${b64u('one line\n')}`))}`,
    SECRET,
    { content: new TextEncoder().encode('one line') },
  ],
  ['signature-of-other-token', `${h}.${p}.${b64u(mac('a stranger', 'x'))}`, SECRET, { others: [hs(SECRET)] }],
  [
    'key-other-environment',
    signed('RS256', rsa.privateKey, { payload: JSON.stringify({ ...CLAIMS, iss: 'https://prod.example/' }) }),
    set(jwk(otherRsa.publicKey)),
    { keyIssuer: 'https://dev.example' },
  ],
]
