// Decodes tokens that are plain to recognize, in few enough lines to inline in the page; inspect() handles everything else.

/** The JOSE Header and the JWS Payload as text; a JWE has no payload to read. */
export interface PlainToken {
  readonly header: string
  readonly payload: string | undefined
}

const JWS = /^([\w-]+)\.([\w-]*)\.[\w-]*$/
const JWE = /^([\w-]+)\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+$/

/**
 * Reads a JWS or JWE in compact serialization with nothing around it but whitespace (RFC 7515 section 7.1, RFC 7516 section 7.1).
 * Undefined if that isn't plain: another form, a header that is not a JSON object, characters outside base64url. If it returns a
 * token, `inspect` decodes the same text. It judges nothing. Linear in the length of `text`.
 */
export function readPlainToken(text: string): PlainToken | undefined {
  const trimmed = text.trim()
  const [, first = '', second] = JWS.exec(trimmed) ?? JWE.exec(trimmed) ?? []
  const header = decode(first)
  if (header === undefined || !isObject(header)) return undefined
  return { header, payload: second === undefined ? undefined : decode(second) }
}

/** Undefined if the bytes are not UTF-8, or if the last character is an incomplete group. */
function decode(base64url: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0))
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}
