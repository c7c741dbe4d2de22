// Makes tokens for tests with node:crypto alone, so that our own code can’t have put in what it finds.
import { createHmac, generateKeyPairSync, sign as signBytes, type KeyObject, type SignKeyObjectInput } from 'node:crypto'

export const b64u = (data: string | Uint8Array) => Buffer.from(data).toString('base64url')
export const mac = (secret: string | Uint8Array, input: string | Uint8Array, hash = 'sha256') =>
  createHmac(hash, secret).update(input).digest()

export const SECRET = 'correct horse battery staple, and then some'
export const HEADER = { alg: 'HS256', typ: 'JWT' }
export const CLAIMS = {
  sub: '1234567890',
  name: 'Ada Lovelace',
  admin: false,
  role: 'user',
  iat: 1516239022,
  exp: 1516242622,
  url: 'https://example.org/a?b=1&c=<2>',
  city: 'Zürich',
}

export const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
export const otherRsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
export const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' })
export const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' })
export const p521 = generateKeyPairSync('ec', { namedCurve: 'P-521' })
export const ed25519 = generateKeyPairSync('ed25519')

export const pem = (key: KeyObject) => key.export({ type: key.type === 'public' ? 'spki' : 'pkcs8', format: 'pem' }).toString()
export const jwk = (key: KeyObject, more: object = {}) => ({ ...more, ...key.export({ format: 'jwk' }) })

export interface Parts {
  /** Texts of header and payload in the token. */
  readonly header?: string
  readonly payload?: string
  /** The bytes to sign; by default the token's own parts. */
  readonly input?: string | Uint8Array
}

const both = ({ header = JSON.stringify(HEADER), payload = JSON.stringify(CLAIMS) }: Parts) => `${b64u(header)}.${b64u(payload)}`

/** A token with an HMAC made as requested. */
export function hs(secret: string | Uint8Array, parts: Parts = {}, hash = 'sha256'): string {
  return `${both(parts)}.${b64u(mac(secret, parts.input ?? both(parts), hash))}`
}

/** A token whose signature was made with a private key; ECDSA as r‖s unless requested otherwise. */
export function signed(
  alg: string,
  key: KeyObject,
  parts: Parts = {},
  options: Omit<SignKeyObjectInput, 'key'> = {},
  hash: string | null = 'sha256',
  change = (bytes: Buffer) => bytes,
): string {
  const whole = both({ ...parts, header: parts.header ?? JSON.stringify({ alg, typ: 'JWT' }) })
  const bytes = signBytes(hash, Buffer.from(parts.input ?? whole), { key, dsaEncoding: 'ieee-p1363', ...options })
  return `${whole}.${b64u(change(bytes))}`
}
