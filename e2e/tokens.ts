// Real tokens for the end-to-end tests, made with Node's own cryptography and none of ours.
import { createHmac, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'

export const encode = (content: object | string | Uint8Array): string =>
  Buffer.from(typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content)).toString('base64url')

/** 43 random characters: 32 bytes as base64url, as UTF-8 a secret of 43. */
export const SECRET = 'wK3q8Zr1tUe0xJm5nVbYyPq9dWfRz7v2aUeG6cBpLHI'

/** Claims that are current for a quarter of an hour. */
export function claims(given: object = {}): Record<string, unknown> {
  const now = Math.floor(Date.now() / 1000)
  return {
    iss: 'https://login.payroll.example',
    sub: 'fernando',
    aud: 'payroll-api',
    iat: now - 120,
    exp: now + 900,
    jti: 'c9f0a1b2d3e4f5a6b7c8',
    admin: false,
    ...given,
  }
}

/** A compact JWS; header and payload as objects, or as text byte for byte. */
export function hs256(
  payload: object | string = claims(),
  header: object | string = { alg: 'HS256', typ: 'JWT' },
  secret: string | Uint8Array = SECRET,
): string {
  const input = `${encode(header)}.${encode(payload)}`
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`
}

export const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
export const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
export const ed25519 = generateKeyPairSync('ed25519')

export const pem = (key: KeyObject): string => key.export({ format: 'pem', type: key.type === 'public' ? 'spki' : 'pkcs8' }).toString()
export const jwk = (key: KeyObject, members: object = {}): string => JSON.stringify({ ...key.export({ format: 'jwk' }), ...members })

/** A compact JWS by one of the key pairs above. */
export function signed(alg: 'ES256' | 'RS256' | 'PS256' | 'EdDSA', payload: object | string = claims(), header: object = {}): string {
  const input = `${encode({ alg, typ: 'JWT', ...header })}.${encode(payload)}`
  const data = Buffer.from(input)
  const made =
    alg === 'ES256'
      ? sign('sha256', data, { key: ec.privateKey, dsaEncoding: 'ieee-p1363' })
      : alg === 'EdDSA'
        ? sign(null, data, ed25519.privateKey)
        : sign('sha256', data, alg === 'PS256' ? { key: rsa.privateKey, padding: 6, saltLength: 32 } : rsa.privateKey)
  return `${input}.${made.toString('base64url')}`
}
