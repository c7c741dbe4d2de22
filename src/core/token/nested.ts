// Recognizes a token inside a token: content that is itself a compact JWS, JWE or SD-JWT (RFC 7519 section 5.2).
import type { JoseHeader } from './jose-header.ts'

/** The token that is the entire content apart from surrounding whitespace; undefined if the content is anything else. Never throws. */
export function nestedToken(content: string): string | undefined {
  // Longer content is not checked.
  const text = content.length > MOST_CHARACTERS ? '' : content.trim()
  return /^e[wy3][\w-]+\.(?:[\w-]*\.){1,3}[\w-]*(?:~\S*)?$/.test(text) ? text : undefined
}

const MOST_CHARACTERS = 5_000_000

/** Whether "cty" declares that the content is a token (RFC 7519 section 5.2). */
export function declaresNestedToken(header: JoseHeader): boolean {
  const cty = header.parameters.get('cty')
  return cty?.type === 'string' && isJwtType(cty.value)
}

/** Whether it is a media type of a JWT, with or without "application/" (RFC 7515 section 4.1.9). */
export function isJwtType(type: string | undefined): boolean {
  return /^(?:application\/)?(?:[\w.-]+\+)?jwt$/i.test(type ?? '')
}
