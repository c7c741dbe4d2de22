// Tokens made for a test, signed with a secret of its own.
import { createHmac } from 'node:crypto'

export const SECRET = 'a secret of the end-to-end tests, long enough for HS256 and made for nothing else'

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A compact JWS with HS256. */
export function signed(payload: Record<string, unknown>, header: Record<string, unknown> = { alg: 'HS256', typ: 'JWT' }): string {
  const input = `${encode(header)}.${encode(payload)}`
  return `${input}.${createHmac('sha256', SECRET).update(input).digest('base64url')}`
}
