// SD-JWTs for tests: disclosures from plain values, put behind a payload that nobody signed.
import { SIGNATURE, segment } from '../diagnostics/token.fixture.ts'
import { inspect } from '../inspect.ts'
import type { Token } from '../token/token.ts'
import { sdDigest } from './sd-hash.ts'

export interface MadeDisclosure {
  readonly text: string
  readonly digest: string
}

/** A disclosure of these items, or of this JSON text, with its SHA-256 digest. */
export function disclose(items: readonly unknown[] | string): MadeDisclosure {
  const text = segment(typeof items === 'string' ? items : JSON.stringify(items))
  return { text, digest: sdDigest('sha-256', text) }
}

/** The characters of an SD-JWT with this payload and these disclosures. */
export function sdJwtText(payload: object | string, disclosures: readonly MadeDisclosure[], binding = ''): string {
  const issuerJwt = `${segment({ alg: 'ES256', typ: 'example+sd-jwt' })}.${segment(payload)}.${SIGNATURE}`
  return [issuerJwt, ...disclosures.map(({ text }) => text), binding].join('~')
}

/** The same, inspected. */
export function sdJwt(payload: object | string, ...disclosures: readonly MadeDisclosure[]): Token {
  return inspect(sdJwtText(payload, disclosures)).token!
}
