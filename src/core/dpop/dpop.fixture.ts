// DPoP proofs and requests for the tests: those in RFC 9449, and others made with jose.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT, type JWK } from 'jose'
import { createHash } from 'node:crypto'

interface Vector {
  readonly id: string
  readonly token?: string
  readonly input?: string
}
const { cases } = JSON.parse(readFileSync(resolve(import.meta.dirname, '../vectors/oauth-oidc.json'), 'utf8')) as {
  cases: readonly Vector[]
}

/** A token printed in RFC 9449. */
export function printed(id: string): string {
  const found = cases.find((each) => each.id === `rfc9449-${id}`)
  const text = found?.token ?? found?.input
  if (text === undefined) throw new Error(`RFC 9449 doesn't print ${id}`)
  return text
}

/** 2026-11-22T10:00:00Z in seconds. */
export const NOW = 1_795_341_600

const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
export const PUBLIC: JWK = await exportJWK(publicKey)
export const PRIVATE: JWK = await exportJWK(privateKey)
export const JKT = await calculateJwkThumbprint(PUBLIC)

export const athOf = (token: string) => createHash('sha256').update(token).digest('base64url')

/** An access token that is bound to the key; its own signature can't be checked here. */
export const boundToken = (cnf: object | undefined = { jkt: JKT }) =>
  [{ alg: 'ES256', typ: 'at+jwt' }, { iss: 'https://as.example', sub: 'x', exp: NOW + 600, ...(cnf && { cnf }) }, 'sig']
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')

/** A proof signed by jose. Undefined claims and header parameters are left out. */
export async function proofOf(claims: object = {}, header: object = {}): Promise<string> {
  return new SignJWT({ jti: 'e1j3V_bKic8-LAEB', htm: 'GET', htu: 'https://api.example/a', iat: NOW - 5, ...claims })
    .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk: PUBLIC, ...header })
    .sign(privateKey)
}
