// Names pasted text that isn't a JWT: other kinds of token, keys, and plain identifiers.
import type { DiagnosticContext } from '../rule/diagnostic.ts'
import { looksLikeToken } from '../../token/likeness.ts'

/** By the first characters of the whole text; the first that fits. */
const BY_TEXT: readonly (readonly [RegExp, string])[] = [
  [/^v4\.public\./, 'a PASETO v4 public token (signed)'],
  [/^v4\.local\./, 'a PASETO v4 local token (encrypted)'],
  [/^v([1-3])\.(?:local|public)\./, 'a PASETO'],
  [/^k[1-4]\.(?:local|public|secret|pid|lid|sid)/, 'a PASETO key (PASERK)'],
  [/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i, 'a UUID: an opaque identifier'],
  [/^ya29\./, 'a Google access token: opaque, only Google can read it'],
  [/^1\/\//, 'a Google refresh token: opaque, only Google can read it'],
  [/^(?:gh[opsur]_|github_pat_)/, 'a GitHub token: opaque, only GitHub can read it'],
  [/^glpat-/, 'a GitLab personal access token: opaque'],
  [/^xox[abeprs]-/, 'a Slack token: opaque'],
  [/^(?:sk|pk|rk)_(?:live|test)_/, 'a Stripe API key'],
  [/^(?:AKIA|ASIA)[A-Z2-7]{16}$/, 'an AWS access key id'],
  [/^npm_[A-Za-z0-9]{30,}/, 'an npm token: opaque'],
  [/^SG\.[\w-]{16,}\.[\w-]{30,}$/, 'a SendGrid API key'],
  [/^gAAAAA[\w-]+={0,2}$/, 'a Fernet token'],
  [/^-----BEGIN [A-Z0-9 ]{0,60}(?:KEY|CERTIFICATE)[A-Z ]{0,60}-----/, 'a key or certificate in PEM form: it belongs in the Key box'],
  [/^(?:ssh-(?:rsa|ed25519)|ecdsa-sha2-\S+) /, 'an SSH public key: it belongs in the Key box'],
  [/^(?:<\?xml|<saml|<[\w.-]+:(?:Assertion|Response)\b)/, 'a SAML message'],
  [/^PD94bWw|^PHNhbWw|^PHNhb/, 'a SAML message in base64'],
  [/^(?:MDAx|MDAy)[\w+/-]+={0,2}$/, 'a macaroon'],
  // A letter pair, then JSON that names the account: three parts as a JWT has them, but no header.
  [/^[pst]k\.eyJ[\w-]{1,2000}\.[\w-]{1,200}$/, 'a Mapbox access token'],
  [/^SFMyNTY\.[\w-]+\.[\w-]+$/, 'a Phoenix (Elixir) token'],
  [/^(?:Ed25519|ed25519)?En[0-9A-Za-z_-]{200,}=*$/, 'a Biscuit'],
]

/** What the text is, in words, where it is a known thing other than a JWT; undefined otherwise. */
export function recognizeOther({ inspection, token }: DiagnosticContext): string | undefined {
  if (inspection.found.length > 1 || token.wrapper === 'json-serialization') return undefined
  const text = inspection.text.trim().replace(/^(?:authorization\s*:\s*)?(?:bearer|token)\s+/i, '')
  const named = BY_TEXT.find(([pattern]) => pattern.test(text))
  // Of the known things only a PASETO can hold what looks like the start of a JWT.
  if (named && (!looksLikeToken(token) || /^v[1-4]\./.test(text))) return named[1]
  return isSignedCookie(token) ? 'a session cookie of Flask (itsdangerous)' : undefined
}

/** Payload, timestamp, signature: the first part is JSON without "alg", the second four to six bytes. */
function isSignedCookie(token: DiagnosticContext['token']): boolean {
  const [payload, time, signature] = token.segments
  if (token.segments.length !== 3 || !token.header.readable || !payload || !time || !signature) return false
  return (
    token.header.alg === undefined &&
    token.header.parameters.size > 0 &&
    /^[\w-]{5,8}$/.test(time.text) &&
    !time.text.startsWith('ey') &&
    /^[\w-]{27}$/.test(signature.text)
  )
}
