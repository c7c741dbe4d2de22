// Makes SD-JWTs for tests from plain values, with an invalid signature.
import { SIGNATURE, segment } from '../diagnostics/token.fixture.ts'
import { inspect } from '../inspect.ts'
import type { Token } from '../token/token.ts'
import { sdDigest } from './sd-hash.ts'

export interface MadeDisclosure {
  readonly text: string
  readonly digest: string
}

/** Makes a disclosure from items or JSON text, with its SHA-256 digest. */
export function disclose(items: readonly unknown[] | string): MadeDisclosure {
  const text = segment(typeof items === 'string' ? items : JSON.stringify(items))
  return { text, digest: sdDigest('sha-256', text) }
}

/** The text of an SD-JWT with this payload and these disclosures. */
export function sdJwtText(payload: object | string, disclosures: readonly MadeDisclosure[], binding = ''): string {
  const issuerJwt = `${segment({ alg: 'ES256', typ: 'example+sd-jwt' })}.${segment(payload)}.${SIGNATURE}`
  return [issuerJwt, ...disclosures.map(({ text }) => text), binding].join('~')
}

/** The same, inspected. */
export function sdJwt(payload: object | string, ...disclosures: readonly MadeDisclosure[]): Token {
  return inspect(sdJwtText(payload, disclosures)).token!
}
