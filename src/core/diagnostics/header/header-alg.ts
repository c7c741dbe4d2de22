// Header rules about "alg" (RFC 7515 section 4.1.1, RFC 7518): present, registered, meant for this kind of token, and strong enough.
import { algorithmByName, algorithms, takesSecret } from '../../algorithms/algorithms.ts'
import { otherAlgorithmByName, otherAlgorithms } from '../../algorithms/other-algorithms.ts'
import { VENDORS, vendorOf, type VendorId } from '../../registries/vendors/index.ts'
import type { Diagnostic, DiagnosticContext, Fix } from '../rule/diagnostic.ts'
import { meansNone } from '../envelope/envelope-form.ts'
import { isShortened } from '../envelope/envelope-text.ts'
import { nearest } from '../rule/nearest.ts'
import { recognizeOther } from '../envelope/other-things.ts'
import { looksLikeToken } from '../../token/likeness.ts'
import { claimText, headerMember, headerOf, headerPlace, headerText, jwsOf, spanOf, wholeHeader } from '../rule/parts.ts'
import { shown } from '../rule/shown.ts'
import { bcp, cve, IANA_JOSE, NONE_AND_RSA15, OWASP_JWT, PORTSWIGGER_JWT, rfc } from '../rule/sources.ts'
import { keyProblem } from '../../crypto/verification.ts'

const SIGNING = algorithms.map((row) => row.name)
const ENCRYPTING = otherAlgorithms.filter((row) => row.standing === 'encryption').map((row) => row.name)
const BY_LOWER_CASE = new Map([...SIGNING, ...ENCRYPTING].map((name) => [name.toLowerCase(), name]))

/** The product that issued the token, if "iss" names one: its users cannot change how tokens are made. */
export function issuingVendor(context: DiagnosticContext): VendorId | undefined {
  const issuer = claimText(context, 'iss')
  return issuer === undefined ? undefined : vendorOf(issuer)
}

/** True for the token of an identity provider, which publishes its keys: its users cannot choose the algorithm. */
function isFromProvider(context: DiagnosticContext): boolean {
  if (issuingVendor(context)) return true
  return (claimText(context, 'iss') ?? '').startsWith('https:') && (headerOf(context).has('kid') || isIdToken(context))
}

/** True for the claims of an ID token, which has no type of its own (OpenID Connect Core section 2). */
export function isIdToken({ claims }: DiagnosticContext): boolean {
  const has = (name: string) => claims?.has(name) ?? false
  return has('iss') && has('sub') && has('aud') && (has('nonce') || has('at_hash') || has('c_hash'))
}

function isEncrypting(alg: string): boolean {
  return otherAlgorithmByName(alg)?.standing === 'encryption' || /^HPKE-\d+(?:-KE)?$/.test(alg)
}

/** Replaces the value of a header parameter that is a string. */
function rewrite(context: DiagnosticContext, name: string, value: string): { fix: Fix } | Record<string, never> {
  const member = headerMember(context, name)
  if (member?.value.type !== 'string') return {}
  return { fix: { label: `Write \`${value}\``, in: 'header', ...spanOf(member.value), insert: JSON.stringify(value) } }
}

/** True where a specification allows an unsecured JWT: request objects, credentials of W3C's first data model, Firebase's emulator. */
function mayBeUnsecured(context: DiagnosticContext): boolean {
  const typ = (headerText(context, 'typ') ?? '').toLowerCase()
  const { claims } = context
  if (typ.endsWith('oauth-authz-req+jwt') || (claims?.has('response_type') && claims.has('client_id'))) return true
  return claims?.has('vc') || claims?.has('vp') || issuingVendor(context) === 'firebase'
}

export const headerAlg = [
  {
    id: 'alg-missing',
    severity: 'error',
    source: [rfc(7515, '4.1.1')],
    message: () => 'No `alg` in the header.',
    why: 'The parameter is required. Without it, a verifier cannot know how to check the token.',
    fix: 'The issuer must name the algorithm.',
    *hits(context) {
      if (!looksLikeToken(context.token) || !context.token.header.readable || isShortened(context)) return
      // A single part may be anything, for example a payload.
      if (context.token.segments.length === 1) return
      if (!context.header.has('alg') && !recognizeOther(context)) yield { place: wholeHeader(context) }
    },
  },
  {
    id: 'alg-type',
    severity: 'error',
    source: [rfc(7515, '4.1.1')],
    message: ({ found }) => `\`alg\` is ${found}; it must be a string.`,
    why: 'JavaScript silently turns `["HS256"]` into "HS256"; other languages reject it.',
    fix: 'Write the name of one algorithm as a string.',
    *hits(context) {
      const alg = headerOf(context).get('alg')
      if (!alg || alg.type === 'string' || alg.type === 'null') return
      const found = alg.type === 'array' || alg.type === 'object' ? `an ${alg.type}` : alg.type === 'number' ? 'a number' : 'a boolean'
      yield { place: headerPlace(context, 'alg'), args: { found } }
    },
  },
  {
    id: 'alg-none',
    severity: 'error',
    source: [rfc(7518, '3.6'), NONE_AND_RSA15, cve('2015-9235')],
    message: () => 'This token is unsigned: anyone can change every claim.',
    why: 'With `alg` "none", nothing ties the token to an issuer. Libraries that accept it let anyone in.',
    fix: 'Reject such tokens. The verifier should accept only the algorithms it expects.',
    *hits(context) {
      if (headerText(context, 'alg') !== 'none') return
      yield { place: headerPlace(context, 'alg'), ...(mayBeUnsecured(context) ? { severity: 'warning' as const } : {}) }
    },
  },
  {
    id: 'alg-none-variant',
    severity: 'error',
    source: [bcp('2.11'), PORTSWIGGER_JWT],
    message: ({ alg }) => `\`alg\` is ${alg}: some checks do not recognize this as "none", but some libraries treat it as such.`,
    why: 'It gets past a list of forbidden algorithms that contains only "none".',
    fix: 'Reject it. Check against the algorithms you allow, not those you forbid.',
    *hits(context) {
      const alg = headerOf(context).get('alg')
      if (!meansNone(alg) || headerText(context, 'alg') === 'none') return
      yield { place: headerPlace(context, 'alg'), args: { alg: alg?.type === 'string' ? `\`"${shown(alg.value)}"\`` : '`null`' } }
    },
  },
  {
    id: 'alg-none-with-signature',
    severity: 'error',
    source: [rfc(7519, '6'), rfc(7518, '3.6')],
    message: () => '`alg` is "none", yet the token has a signature.',
    why: 'The signature of an unsecured token must be empty. The header was probably replaced after signing.',
    fix: 'Reject the token.',
    *hits(context) {
      const jws = jwsOf(context.token)
      if (headerText(context, 'alg') === 'none' && jws && jws.signatures[0].signature.text !== '') yield { place: { in: 'signature' } }
    },
  },
  {
    id: 'alg-unknown',
    severity: 'error',
    source: [IANA_JOSE],
    message: ({ alg, hint }) => `\`${alg}\` is not a registered algorithm${hint === '' ? '.' : `; ${hint}`}`,
    why: 'A verifier that does not know the algorithm must reject the token.',
    fix: 'Use a registered name.',
    *hits(context) {
      const alg = headerText(context, 'alg')
      if (alg === undefined || meansNone(context.header.get('alg')) || isShortened(context)) return
      const other = otherAlgorithmByName(alg)
      if (
        algorithmByName(alg) ||
        isEncrypting(alg) ||
        other?.standing === 'prohibited' ||
        isWeakName(alg) ||
        BY_LOWER_CASE.has(alg.toLowerCase())
      )
        return
      const close = other
        ? other.instead
        : nearest(alg, context.token.object?.kind === 'jwe' ? ENCRYPTING : SIGNING.filter((name) => name !== 'none'))
      const hint = other
        ? `it is a COSE name${close === undefined ? '' : `, \`${close}\` in JOSE`}.`
        : close === undefined
          ? ''
          : `did you mean \`${close}\`?`
      yield {
        place: headerPlace(context, 'alg'),
        args: { alg: shown(alg), hint },
        ...(close === undefined ? {} : rewrite(context, 'alg', close)),
      }
    },
  },
  {
    id: 'alg-case',
    severity: 'error',
    source: [rfc(7515, '4.1.1')],
    message: ({ alg, right }) => `\`${alg}\` must be spelled \`${right}\`.`,
    why: 'The value is case-sensitive, so strict libraries reject it.',
    fix: 'Use the registered name.',
    *hits(context) {
      const alg = headerText(context, 'alg')
      const right = BY_LOWER_CASE.get(alg?.toLowerCase() ?? '')
      if (alg === undefined || right === undefined || right === alg || right === 'none') return
      yield { place: headerPlace(context, 'alg'), args: { alg: shown(alg), right }, ...rewrite(context, 'alg', right) }
    },
  },
  {
    id: 'alg-jwe-in-jws',
    severity: 'error',
    source: [rfc(7518, '3.1'), rfc(7518, '4.1')],
    message: ({ alg, jwe }) =>
      jwe === 1 ? `\`${alg}\` signs, but this token is encrypted.` : `\`${alg}\` encrypts, but this token is signed.`,
    why: 'The algorithm is for the other kind of token, so no library can process this one.',
    fix: 'Use a signature algorithm for a token with three parts, a key management algorithm for one with five.',
    *hits(context) {
      const { object } = context.token
      const alg = headerText(context, 'alg')
      if (!object || alg === undefined || isShortened(context)) return
      const row = algorithmByName(alg)
      const wrong = object.kind === 'jwe' ? row !== undefined && row.family !== 'none' : isEncrypting(alg)
      if (wrong) yield { place: headerPlace(context, 'alg'), args: { alg: shown(alg), jwe: object.kind === 'jwe' ? 1 : 0 } }
    },
  },
  {
    id: 'alg-weak',
    severity: 'warning',
    source: [IANA_JOSE],
    message: ({ alg, reason }) => `\`${alg}\` ${reason}.`,
    why: 'Attackers can find collisions for such hashes, so a signature can be moved to other content.',
    fix: 'Use ES256, Ed25519, PS256 or HS256.',
    *hits(context) {
      const alg = headerText(context, 'alg')
      if (alg === undefined || (otherAlgorithmByName(alg)?.standing !== 'prohibited' && !isWeakName(alg))) return
      const reason = /md5/i.test(alg)
        ? 'is based on MD5'
        : alg.endsWith('1')
          ? 'is based on SHA-1 and registered as prohibited'
          : 'is registered as prohibited'
      yield { place: headerPlace(context, 'alg'), args: { alg: shown(alg), reason } }
    },
  },
  {
    id: 'alg-eddsa-polymorphic',
    severity: 'info',
    source: [rfc(9864, '4.1.2'), bcp('3.2')],
    message: () => '`EdDSA` does not say which curve; newer systems use `Ed25519`.',
    why: 'The name is deprecated because it could mean Ed25519 or Ed448.',
    fix: 'Accept both names for a while, and sign with `Ed25519` once all verifiers know it.',
    *hits(context) {
      if (headerText(context, 'alg') === 'EdDSA') yield { place: headerPlace(context, 'alg') }
    },
  },
  {
    id: 'alg-rs-legacy',
    severity: 'info',
    source: [OWASP_JWT],
    message: ({ alg }) => `\`${alg}\` is fine; new systems should prefer ES256, Ed25519 or PS256.`,
    why: 'RSA with PKCS#1 v1.5 padding is sound for signatures, but old, and the signatures are long.',
    fix: 'An existing system needs no change.',
    *hits(context) {
      const alg = headerText(context, 'alg')
      if (alg === undefined || algorithmByName(alg)?.standing !== 'legacy' || !jwsOf(context.token) || isFromProvider(context)) return
      yield { place: headerPlace(context, 'alg'), args: { alg } }
    },
  },
  {
    id: 'alg-unsupported-here',
    severity: 'info',
    source: [rfc(8812), rfc(9964)],
    message: ({ alg }) => `\`${alg}\` cannot be checked here.`,
    why: 'The algorithm is registered, but neither the browser nor this page supports it. That says nothing about the token.',
    fix: 'Verify the token with a library that supports the algorithm.',
    *hits(context) {
      const alg = headerText(context, 'alg')
      const { verification } = context
      if (alg === undefined || !verification || !algorithmByName(alg)) return
      if (keyProblem(verification)?.id === 'key-refused') yield { place: headerPlace(context, 'alg'), args: { alg } }
    },
  },
  {
    id: 'alg-hs-in-public-context',
    severity: 'warning',
    source: [rfc(8725, '2.1'), rfc(8725, '3.1'), cve('2015-9235'), cve('2022-29217'), cve('2023-48223')],
    message: ({ alg, where }) => `\`${alg}\` needs a shared secret, but ${where}. This is what a key-confusion attack looks like.`,
    why: 'An attacker uses the public key as the secret, and a verifier that trusts the header accepts the result.',
    fix: 'Pin the algorithms you accept for each issuer, before you look at the header.',
    *hits(context) {
      const alg = headerText(context, 'alg')
      if (alg === undefined || !takesSecret(alg) || !jwsOf(context.token)) return
      const where = publicContext(context)
      if (where) yield { place: headerPlace(context, 'alg'), args: { alg, where } }
    },
  },
] as const satisfies readonly Diagnostic[]

function isWeakName(alg: string): boolean {
  return /^(?:HS|RS|PS|ES)1$/.test(alg) || /md5/i.test(alg.slice(0, 40))
}

function publicContext(context: DiagnosticContext): string | undefined {
  const header = headerOf(context)
  const jwk = header.get('jwk')
  const kty = jwk?.type === 'object' ? jwk.members.findLast((member) => member.name === 'kty')?.value : undefined
  if (kty?.type === 'string' && kty.value !== 'oct') return 'the header contains a public key'
  if (header.has('x5c')) return 'the header contains a certificate'
  const vendor = issuingVendor(context)
  if (vendor && VENDORS.get(vendor)?.publishesKeys)
    return `${shown(claimText(context, 'iss') ?? '')} signs with a private key and publishes the public one`
  const kid = headerText(context, 'kid')
  const inSet =
    context.reading?.kind === 'key-set' && kid !== undefined && context.reading.keys.some((key) => key.kid === kid && key.type !== 'oct')
  return inSet ? `\`kid\` names a public key in the set` : undefined
}
