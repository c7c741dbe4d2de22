// Tokens with one defect each, for every cause that the page can find on its own; made with Node's cryptography and none of ours.
import { createHash, createHmac, generateKeyPairSync, sign, type KeyObject, type SignKeyObjectInput } from 'node:crypto'

/** The cause that the page must name, the token, and the text of the key box. */
export type Defect = readonly [cause: string, token: string, key: string]

const b64u = (data: string | Uint8Array) => Buffer.from(data).toString('base64url')
const mac = (secret: string | Uint8Array, input: string | Uint8Array, hash = 'sha256') => createHmac(hash, secret).update(input).digest()
const hash = (data: string | Uint8Array) => createHash('sha256').update(data).digest()
const hex = (text: string | undefined) => Buffer.from(text ?? '', 'base64url').toString('hex')

const SECRET = 'correct horse battery staple, and then some'
const CLAIMS = { sub: '1234567890', name: 'Ada', admin: false, iat: 1_516_239_022, url: 'https://example.org/a?b=1', city: 'Zürich' }
const header = '{"alg":"HS256","typ":"JWT"}'
const compact = JSON.stringify(CLAIMS)
const pretty = JSON.stringify(CLAIMS, null, 2)
const [h, p] = [b64u(header), b64u(compact)]
const bytes = hash('any 32 bytes')

interface Parts {
  readonly header?: string
  readonly payload?: string
  /** What is signed; by default what the token carries. */
  readonly input?: string | Uint8Array
}

function hs(secret: string | Uint8Array, { header: head = header, payload = compact, input }: Parts = {}, digest = 'sha256'): string {
  const whole = `${b64u(head)}.${b64u(payload)}`
  return `${whole}.${b64u(mac(secret, input ?? whole, digest))}`
}

function signed(
  alg: string,
  key: KeyObject,
  parts: Parts = {},
  options: Omit<SignKeyObjectInput, 'key'> = {},
  digest: string | null = 'sha256',
) {
  const whole = `${b64u(parts.header ?? JSON.stringify({ alg, typ: 'JWT' }))}.${b64u(parts.payload ?? compact)}`
  const made = sign(digest, Buffer.from(parts.input ?? whole), { key, dsaEncoding: 'ieee-p1363', ...options })
  return `${whole}.${b64u(made)}`
}

/** Carries one payload and header, and was signed with others. */
const rewritten = (was: string, carries = compact, head = header) => hs(SECRET, { payload: carries, input: `${b64u(head)}.${b64u(was)}` })

function withSignature(token: string, change: (signature: Buffer) => string): string {
  const [head, body, signature] = token.split('.') as [string, string, string]
  return `${head}.${body}.${change(Buffer.from(signature, 'base64url'))}`
}

const padded = (text: string) => text + '='.repeat((4 - (text.length % 4)) % 4)
const pem = (key: KeyObject) => key.export({ type: key.type === 'public' ? 'spki' : 'pkcs8', format: 'pem' }).toString()
const jwk = (key: KeyObject, more: object = {}) => ({ ...key.export({ format: 'jwk' }), ...more })
const set = (...keys: object[]) => JSON.stringify({ keys })

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const otherRsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' })
const ed25519 = generateKeyPairSync('ed25519')
const ed448 = generateKeyPairSync('ed448')
const spki = pem(rsa.publicKey)
const ofKeyB = signed('RS256', rsa.privateKey, { header: '{"alg":"RS256","kid":"b"}' })
const ecJwk = jwk(p256.publicKey) as { x?: string; y?: string }
const edJwk = jwk(ed25519.privateKey) as { x?: string; d?: string }

/** One whose r begins with a zero byte, so that it can be lost. */
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
  ['public-key-as-secret', hs(spki), spki],
  ['alg-other-hash', hs(SECRET, {}, 'sha512'), SECRET],
]

export const inputDefects: readonly Defect[] = [
  ['input-padding', hs(SECRET, { input: `${padded(h)}.${padded(p)}` }), SECRET],
  ['input-unencoded-payload', hs(SECRET, { input: `${h}.${compact}` }), SECRET],
  ['input-graph-nonce', graphToken(), spki],
  ['json-reserialised-compact', rewritten(compact, pretty), SECRET],
  ['json-reserialised-pretty', rewritten(pretty), SECRET],
  ['json-reserialised-python', rewritten(python), SECRET],
  ['json-reserialised-escapes', rewritten(compact.replace(/\//g, '\\/')), SECRET],
  ['json-reserialised-sorted', rewritten(sorted), SECRET],
  ['json-reserialised-header', rewritten(compact, compact, '{"typ":"JWT","alg":"HS256"}'), SECRET],
  ['header-replaced', rewritten(compact, compact, '{"alg":"HS256"}'), SECRET],
  ['json-reserialised-both', rewritten(pretty, compact, '{\n  "alg": "HS256",\n  "typ": "JWT"\n}'), SECRET],
  ['json-reserialised-numbers', rewritten('{"a":1,"b":2}', '{"a":1.0,"b":2}'), SECRET],
  ['input-part-only', hs(SECRET, { input: p }), SECRET],
  ['input-before-encoding', hs(SECRET, { input: `${header}.${compact}` }), SECRET],
  ['input-hashed-twice', hs(SECRET, { input: hash(`${h}.${p}`) }), SECRET],
  ['token-url-mangled', urlDecoded(), SECRET],
  ['token-line-wrapped', hs(SECRET, { input: `${h}.${p.replace(/.{76}/g, '$&\r\n')}` }), SECRET],
  ['payload-edited', rewritten(compact, JSON.stringify({ ...CLAIMS, admin: true })), SECRET],
  ['nested-key-mixed-up', hs('the outer secret', { header: '{"alg":"HS256","cty":"JWT"}', payload: hs(SECRET) }), SECRET],
  ['sd-jwt-disclosures-included', `${hs(SECRET, { input: `${h}.${p}~${disclosure}~` })}~${disclosure}~`, SECRET],
  ['encrypted-not-signed', hs('x', { header: '{"alg":"HS256","enc":"A128GCM"}' }), SECRET],
  ['none-fits', hs(SECRET), 'quite another secret'],
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
  ['signature-curve-length', signed('ES256', p384.privateKey, {}, {}, 'sha384'), pem(p384.publicKey)],
  ['alg-other-family', signed('HS256', rsa.privateKey), spki],
  ['alg-rs-ps', signed('RS256', rsa.privateKey, {}, pss), spki],
  ['pss-salt-length', signed('PS256', rsa.privateKey, {}, { ...pss, saltLength: 0 }), spki],
  ['alg-eddsa-name', signed('Ed25519', ed448.privateKey, {}, {}, null), pem(ed448.publicKey)],
]

export const keyDefects: readonly Defect[] = [
  ['other-key-of-set', ofKeyB, set(jwk(rsa.publicKey, { kid: 'a' }), jwk(otherRsa.publicKey, { kid: 'b' }))],
  ['kid-spelling', ofKeyB, set(jwk(otherRsa.publicKey, { kid: 'b' }), jwk(rsa.publicKey, { kid: 'B' }))],
  ['key-metadata-wrong', ofKeyB, set(jwk(otherRsa.publicKey, { kid: 'b' }), jwk(rsa.publicKey, { kid: 'a', use: 'enc' }))],
  ['key-rotated', ofKeyB, set(jwk(otherRsa.publicKey, { kid: 'x' }))],
  ['key-other-format', signed('RS256', rsa.privateKey), Buffer.from(spki).toString('base64')],
  [
    'key-in-token-differs',
    signed('RS256', rsa.privateKey, { header: JSON.stringify({ alg: 'RS256', jwk: jwk(rsa.publicKey) }) }),
    pem(otherRsa.publicKey),
  ],
  ['none-fits key-private-given', signed('RS256', rsa.privateKey), pem(otherRsa.privateKey)],
  ['key-pem-damaged', signed('RS256', rsa.privateKey), spki.replace(/^/gm, '> ')],
  ['key-pem-truncated', signed('RS256', rsa.privateKey), truncatedPem],
  ['key-jwk-coordinates', signed('ES256', p256.privateKey), JSON.stringify({ kty: 'EC', crv: 'P-256', x: hex(ecJwk.x), y: hex(ecJwk.y) })],
  ['key-okp-raw', signed('EdDSA', ed25519.privateKey, {}, {}, null), hex(edJwk.x)],
]
