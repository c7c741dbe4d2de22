// Reads credentials from a request and writes refusals (RFC 6750 sections 2.1 and 3).
import type { Context } from 'hono'
import { base64urlForm, decodeBase64url } from '../../core/text/base64url.ts'
import { decodeText } from '../../core/text/decoded-text.ts'
import { invalidToken, type StepOutcome, type Refusal } from './steps.ts'

/** The token of an Authorization header, or the refusal if there is none or a different scheme. */
export function bearer(authorization: string | undefined): string | StepOutcome {
  if (authorization === undefined || authorization.trim() === '')
    return { refused: 'There is no Authorization header.', refusal: { status: 401 } }
  const [scheme = '', token, ...rest] = authorization.trim().split(/ +/)
  // The scheme is case-insensitive (RFC 9110 section 11.1).
  if (scheme.toLowerCase() !== 'bearer') return { refused: `The scheme is not Bearer.`, refusal: { status: 401 } }
  if (token === undefined || rest.length > 0) {
    return {
      refused: 'After "Bearer" there must be exactly one token.',
      refusal: { status: 400, error: 'invalid_request', description: 'After Bearer there must be exactly one token' },
    }
  }
  return token
}

/** The name and password of a Basic Authorization header (RFC 7617 section 2); undefined if there are none. */
export function basic(authorization: string | undefined): { readonly name: string; readonly password: string } | undefined {
  const [, credentials] = /^basic +([A-Za-z0-9+/=]+)$/i.exec(authorization?.trim() ?? '') ?? []
  if (credentials === undefined) return undefined
  const { text } = decodeText(decodeBase64url(base64urlForm(credentials)).bytes)
  const at = text.indexOf(':')
  return at < 0 ? undefined : { name: text.slice(0, at), password: text.slice(at + 1) }
}

/** A refusal of a well-formed token: 401 invalid_token. */
export function refuse(detail: string, description: string): StepOutcome {
  return invalidToken(detail, description)
}

/** The response to a refusal. If no token was sent, it has the challenge but no error (RFC 6750 section 3.1). */
export function challenge(c: Context, { status, error, description }: Refusal, scheme: 'Bearer' | 'Basic' = 'Bearer'): Response {
  const parameters = [
    'realm="payroll"',
    ...(error ? [`error="${error}"`] : []),
    ...(description ? [`error_description="${description}"`] : []),
  ]
  c.header('WWW-Authenticate', `${scheme} ${parameters.join(', ')}`)
  return error ? c.json({ error, error_description: description }, status) : c.body(null, status)
}
