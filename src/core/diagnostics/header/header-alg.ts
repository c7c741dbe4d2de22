// Header rules about "alg" (RFC 7515 section 4.1.1, RFC 7518): is it there, is it known, is it meant for this kind of token, is it any good.
import { algorithmByName, algorithms, takesSecret } from '../../algorithms/algorithms.ts'
import { otherAlgorithmByName, otherAlgorithms } from '../../algorithms/other-algorithms.ts'
import { VENDORS, vendorOf, type VendorId } from '../../registries/vendors/index.ts'
import type { Diagnostic, DiagnosticContext, Fix } from '../rule/diagnostic.ts'
import { meansNone } from '../envelope/envelope-form.ts'
import { isShortened } from '../envelope/envelope-text.ts'
import { nearest } from '../rule/nearest.ts'
import { recogniseOther } from '../envelope/other-things.ts'
import { looksLikeToken } from '../../token/likeness.ts'
import { claimText, headerMember, headerOf, headerPlace, headerText, jwsOf, spanOf, wholeHeader } from '../rule/parts.ts'
import { shown } from '../rule/shown.ts'
import { bcp, cve, IANA_JOSE, NONE_AND_RSA15, OWASP_JWT, PORTSWIGGER_JWT, rfc } from '../rule/sources.ts'
import { keyProblem } from '../../crypto/verification.ts'

const SIGNING = algorithms.map((row) => row.name)
const ENCRYPTING = otherAlgorithms.filter((row) => row.standing === 'encryption').map((row) => row.name)
const BY_LOWER_CASE = new Map([...SIGNING, ...ENCRYPTING].map((name) => [name.toLowerCase(), name]))

/** The product that issued the token, where "iss" tells: its user cannot change how it is made. */
export function issuingVendor(context: DiagnosticContext): VendorId | undefined {
  const issuer = claimText(context, 'iss')
  return issuer === undefined ? undefined : vendorOf(issuer)
}

/** The token of an identity provider, which publishes its keys: whoever uses it cannot choose its algorithm. */
function isFromProvider(context: DiagnosticContext): boolean {
  if (issuingVendor(context)) return true
  return (claimText(context, 'iss') ?? '').startsWith('https:') && (headerOf(context).has('kid') || isIdToken(context))
}

/** The shape of an ID token, which has no type of its own (OpenID Connect Core section 2). */
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

/** An Unsecured JWT where its specification allows one: a request object, a credential of W3C's first data model, Firebase's emulator. */
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
    why: 'The parameter is required. Nobody can tell how the token is to be verified.',
    fix: 'The issuer must name the algorithm.',
    *hits(context) {
      if (!looksLikeToken(context.token) || !context.token.header.readable || isShortened(context)) return
      // One part alone may be anything, a payload for one.
      if (context.token.segments.length === 1) return
      if (!context.header.has('alg') && !recogniseOther(context)) yield { place: wholeHeader(context) }
    },
  },
  {
    id: 'alg-type',
    severity: 'error',
    source: [rfc(7515, '4.1.1')],
    message: ({ found }) => `\`alg\` must be a string, and is ${found}.`,
    why: 'JavaScript turns `["HS256"]` into "HS256" without a word; other languages refuse it.',
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
    why: 'With `alg` "none" there is nothing that ties the token to an issuer. Libraries that accept it let anyone in.',
    fix: 'Refuse such tokens: let the verifier accept the algorithms it expects and no others.',
    *hits(context) {
      if (headerText(context, 'alg') !== 'none') return
      yield { place: headerPlace(context, 'alg'), ...(mayBeUnsecured(context) ? { severity: 'warning' as const } : {}) }
    },
  },
  {
    id: 'alg-none-variant',
    severity: 'error',
    source: [bcp('2.11'), PORTSWIGGER_JWT],
    message: ({ alg }) => `\`alg\` is ${alg}: some checks do not know it as "none", and some libraries treat it so.`,
    why: 'It slips past a list of forbidden algorithms that holds only "none".',
    fix: 'Refuse it. Compare with the algorithms you allow, not with those you forbid.',
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
    message: () => '`alg` is "none", yet there is a signature: a contradiction.',
    why: 'The signature of an unsecured token must be empty. The header was probably replaced after signing.',
    fix: 'Refuse it.',
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
    why: 'A verifier that does not know the algorithm must refuse the token.',
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
        ? `it belongs to COSE${close === undefined ? '' : `, and JOSE writes \`${close}\``}.`
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
    message: ({ alg, right }) => `\`${alg}\` must be written \`${right}\`.`,
    why: 'The value is compared case-sensitively: strict libraries refuse it.',
    fix: 'Write the registered name.',
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
    message: ({ alg, jwe }) => (jwe === 1 ? `\`${alg}\` signs; this token is encrypted.` : `\`${alg}\` encrypts; this token is signed.`),
    why: 'The algorithm belongs to the other kind of token, so nothing can process this one.',
    fix: 'Use a signature algorithm for a token of three parts, a key management algorithm for one of five.',
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
    why: 'Collisions can be made for such hashes, so a signature can be moved to other content.',
    fix: 'Use ES256, Ed25519, PS256 or HS256.',
    *hits(context) {
      const alg = headerText(context, 'alg')
      if (alg === undefined || (otherAlgorithmByName(alg)?.standing !== 'prohibited' && !isWeakName(alg))) return
      const reason = /md5/i.test(alg)
        ? 'rests on MD5'
        : alg.endsWith('1')
          ? 'rests on SHA-1, and is registered as prohibited'
          : 'is registered as prohibited'
      yield { place: headerPlace(context, 'alg'), args: { alg: shown(alg), reason } }
    },
  },
  {
    id: 'alg-eddsa-polymorphic',
    severity: 'info',
    source: [rfc(9864, '4.1.2'), bcp('3.2')],
    message: () => '`EdDSA` does not say which curve; newer systems write `Ed25519`.',
    why: 'The name is deprecated: it leaves open whether Ed25519 or Ed448 is meant.',
    fix: 'Accept both names for a while, and sign with `Ed25519` once all verifiers know it.',
    *hits(context) {
      if (headerText(context, 'alg') === 'EdDSA') yield { place: headerPlace(context, 'alg') }
    },
  },
  {
    id: 'alg-rs-legacy',
    severity: 'info',
    source: [OWASP_JWT],
    message: ({ alg }) => `\`${alg}\` is fine; for new systems ES256, Ed25519 or PS256 are preferred.`,
    why: 'RSA with PKCS#1 v1.5 padding is sound for signatures, but old, and its signatures are long.',
    fix: 'Nothing to do for an existing system.',
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
    message: ({ alg }) => `This program has no means to check \`${alg}\`.`,
    why: 'The algorithm is registered, but neither the browser nor this page can do it. That says nothing about the token.',
    fix: 'Verify the token with a library that knows the algorithm.',
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
    message: ({ alg, where }) => `\`${alg}\` needs a shared secret, but ${where}: the key-confusion attack looks like this.`,
    why: 'An attacker signs with the public key as if it were a secret, and a verifier that trusts the header accepts it.',
    fix: 'Pin the algorithms that you accept, for each issuer, before you look at the header.',
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
  if (kty?.type === 'string' && kty.value !== 'oct') return 'the header brings a public key'
  if (header.has('x5c')) return 'the header brings a certificate'
  const vendor = issuingVendor(context)
  if (vendor && VENDORS.get(vendor)?.publishesKeys)
    return `${shown(claimText(context, 'iss') ?? '')} signs with a private key and publishes the public one`
  const kid = headerText(context, 'kid')
  const inSet =
    context.reading?.kind === 'key-set' && kid !== undefined && context.reading.keys.some((key) => key.kid === kid && key.type !== 'oct')
  return inSet ? `\`kid\` names a public key of the set` : undefined
}
