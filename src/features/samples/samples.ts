// Sample tokens, made when they are opened so that the good one is current and the expired one has just expired.
import { encodeBase64url, encodeText } from '../../core/text/base64url.ts'
import type { SecretEncoding } from '../../core/keys/key-material.ts'
import { hasWebCrypto } from '../../core/keys/web-crypto.ts'
import { readKey } from '../../core/keys/read/read-key.ts'
import { sign } from '../../core/crypto/sign.ts'

export interface Sample {
  readonly token: string
  readonly key: string
  readonly secretEncoding: SecretEncoding
  /** An edit to the payload's text, made after loading. */
  readonly edit?: (payload: string) => string
}

const MINUTE = 60

/** A current access token of the payroll API. `now` in seconds. */
export function goodSample(now: number): Promise<Sample> {
  return payrollToken(now - 2 * MINUTE, 15 * MINUTE)
}

/** The same, edited after it was signed. */
export async function editedSample(now: number): Promise<Sample> {
  return { ...(await goodSample(now)), edit: (payload) => payload.replace('"admin": false', '"admin": true') }
}

/** One that expired 23 minutes ago. */
export function expiredSample(now: number): Promise<Sample> {
  return payrollToken(now - 38 * MINUTE, 15 * MINUTE)
}

/** The token printed in the article that this project started from. Its signature covers other bytes. */
export const ARTICLE_AS_PRINTED: Sample = {
  token:
    'ewoiYWxnIjogIkhTMjU2IiwKInR5cCI6ICJKV1QiCn0K.ewoiSXNzIjogImZlcm5hbmRvIiwKIkV4cCI6IDE1NTA5NDY2ODksCiJBZG1pbiI6IGZhbHNlCn0K.TseARzVBAtDbU8f3TEiRgsUoKYaW2SbhCWB0QlKpdp8',
  key: 'A secret API example',
  secretEncoding: 'utf8',
}

/** The same claims as compact JSON: these are the bytes that were signed. */
export const ARTICLE_AS_SIGNED: Sample = {
  ...ARTICLE_AS_PRINTED,
  token:
    'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJJc3MiOiJmZXJuYW5kbyIsIkV4cCI6MTU1MDk0NjY4OSwiQWRtaW4iOmZhbHNlfQ.TseARzVBAtDbU8f3TEiRgsUoKYaW2SbhCWB0QlKpdp8',
}

async function payrollToken(issued: number, life: number): Promise<Sample> {
  const key = encodeBase64url(crypto.getRandomValues(new Uint8Array(32)))
  return make({ alg: 'HS256', typ: 'JWT' }, claims(issued, life), key, 'base64url')
}

/** A token signed with an algorithm, with a new key. */
export async function algorithmSample(alg: string, now: number): Promise<Sample> {
  if (alg === 'none' || !hasWebCrypto()) return make({ alg, typ: 'JWT' }, claims(now - 2 * MINUTE, 15 * MINUTE), '', 'utf8')
  const [{ generateKey }, { exportJwk }] = await Promise.all([
    import('../../core/keys/make/generate-key.ts'),
    import('../../core/keys/make/export-key.ts'),
  ])
  const made = await generateKey(alg)
  if (!made) throw new Error(`no key can be made here for ${alg}`)
  const secret = made.kind === 'secret' ? made.secret : undefined
  const key = secret ? encodeBase64url(secret) : JSON.stringify(exportJwk(made, 'whole'), null, 2)
  return make({ alg, typ: 'JWT' }, claims(now - 2 * MINUTE, 15 * MINUTE), key, secret ? 'base64url' : 'utf8')
}

function claims(issued: number, life: number): Record<string, unknown> {
  return {
    iss: 'https://login.payroll.example',
    sub: 'fernando',
    aud: 'payroll-api',
    iat: issued,
    exp: issued + life,
    jti: encodeBase64url(crypto.getRandomValues(new Uint8Array(12))),
    admin: false,
    scope: 'payments:read',
  }
}

async function make(
  header: Record<string, unknown>,
  payload: Record<string, unknown>,
  key: string,
  secretEncoding: SecretEncoding,
): Promise<Sample> {
  const alg = String(header['alg'])
  const input = [header, payload].map((part) => encodeText(JSON.stringify(part))).join('.')
  const made = await sign(alg, new TextEncoder().encode(input), await readKey(key, { secretEncoding, alg }))
  // Over plain http nothing can be signed, but there is something to decode.
  if (!made.signature && hasWebCrypto()) throw new Error(`the sample's own key cannot sign ${alg}`)
  return { token: `${input}.${encodeBase64url(made.signature ?? new Uint8Array())}`, key, secretEncoding }
}
