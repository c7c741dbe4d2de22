// Writes the token for other programs: as part of a request, an Authorization header or a curl command, and as a file.
import type { Token } from '../../core/token/token.ts'

/** The name of a file with the token in it. */
export function fileNameOf({ wrapper }: Token): string {
  return wrapper === 'json-serialization' ? 'token.json' : 'token.jwt'
}

/** True for tokens that a Bearer header can contain (RFC 6750 section 2.1, b64token), including the "~" of an SD-JWT. */
export function fitsInHeader(token: string): boolean {
  return /^[A-Za-z0-9._~+/-]+=*$/.test(token)
}

/** For a token that `fitsInHeader`. */
export function authorizationHeader(token: string): string {
  return `Authorization: Bearer ${token}`
}

/** A command for a POSIX shell. */
export function curlCommand(token: string): string {
  return `curl -H ${shellQuoted(authorizationHeader(token))} https://api.example.com/`
}

/** One word for a POSIX shell, whatever is in it (POSIX.1-2017, Shell Command Language 2.2.2). */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
