// Header rules about "crit" (RFC 7515 section 4.1.11) and "b64" (RFC 7797): extensions that a verifier must understand or reject.
import type { JsonArray } from '../../text/json.ts'
import { HEADER_PARAMETERS } from '../../registries/header-parameters.ts'
import type { Diagnostic, DiagnosticContext, Hit } from '../rule/diagnostic.ts'
import { headerMember, headerOf, headerPlace, jwsOf, spanOf } from '../rule/parts.ts'
import { shown } from '../rule/shown.ts'
import { cve, rfc } from '../rule/sources.ts'

/** Names that the base specifications define, which "crit" must not contain. */
const BASE = new Set('alg enc zip jku jwk kid x5u x5c x5t x5t#S256 typ cty crit epk apu apv iv tag p2s p2c'.split(' '))

const CLAIMS = ['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti']

/** Extensions that are meant to be critical, with the specification they come from. */
const KNOWN_EXTENSIONS: ReadonlyMap<string, string> = new Map([
  ['b64', 'unencoded payloads (RFC 7797)'],
  ['ppt', 'PASSporT extensions (RFC 8225)'],
  ['sigT', 'JAdES signatures'],
  ['sigD', 'JAdES signatures'],
  ['sigPId', 'JAdES signatures'],
  ['http://openbanking.org.uk/iat', 'UK Open Banking'],
  ['http://openbanking.org.uk/iss', 'UK Open Banking'],
  ['http://openbanking.org.uk/tan', 'UK Open Banking'],
  ['trust_chain', 'OpenID Federation'],
  ['jwt', 'OpenID Federation'],
])

function critArray(context: DiagnosticContext): JsonArray | undefined {
  const crit = headerOf(context).get('crit')
  return crit?.type === 'array' ? crit : undefined
}

/** The distinct names in "crit" with the place of each. */
function critNames(context: DiagnosticContext): { name: string; place: NonNullable<Hit['place']> }[] {
  const isProtected = headerMember(context, 'crit') !== undefined
  const seen = new Set<string>()
  return (critArray(context)?.items ?? []).slice(0, 50).flatMap((item) => {
    if (item.type !== 'string' || seen.has(item.value)) return []
    seen.add(item.value)
    return [{ name: item.value, place: { in: isProtected ? ('header' as const) : ('token' as const), span: spanOf(item) } }]
  })
}

export const headerCrit = [
  {
    id: 'crit-empty',
    severity: 'error',
    source: [rfc(7515, '4.1.11')],
    message: () => '`crit` is an empty list.',
    why: 'It must name at least one parameter. A verifier must reject the token.',
    fix: 'Remove `crit`.',
    *hits(context) {
      if (critArray(context)?.items.length === 0) yield { place: headerPlace(context, 'crit') }
    },
  },
  {
    id: 'crit-not-array',
    severity: 'error',
    source: [rfc(7515, '4.1.11')],
    message: () => '`crit` must be a list of names.',
    why: 'A verifier must reject anything else. One that does not may skip the check altogether.',
    fix: 'Write it as an array of strings: `["b64"]`.',
    *hits(context) {
      const crit = headerOf(context).get('crit')
      if (crit && (crit.type !== 'array' || crit.items.some((item) => item.type !== 'string')))
        yield { place: headerPlace(context, 'crit') }
    },
  },
  {
    id: 'crit-duplicate',
    severity: 'error',
    source: [rfc(7515, '4.1.11')],
    message: ({ name }) => `\`crit\` lists \`${name}\` twice.`,
    why: 'The names in it must be distinct.',
    fix: 'List it once.',
    *hits(context) {
      const names = (critArray(context)?.items ?? []).flatMap((item) => (item.type === 'string' ? [item.value] : []))
      const seen = new Set<string>()
      for (const name of names) {
        if (seen.has(name)) return yield { place: headerPlace(context, 'crit'), args: { name: shown(name) } }
        seen.add(name)
      }
    },
  },
  {
    id: 'crit-registered',
    severity: 'error',
    source: [rfc(7515, '4.1.11')],
    message: ({ name }) => `\`${name}\` must not be listed in \`crit\`.`,
    why: '`crit` is for extensions. Every verifier understands this parameter anyway.',
    fix: 'Remove the name from `crit`.',
    *hits(context) {
      for (const { name, place } of critNames(context)) if (BASE.has(name)) yield { place, args: { name } }
    },
  },
  {
    id: 'crit-absent-param',
    severity: 'error',
    source: [rfc(7515, '4.1.11')],
    message: ({ name }) => `\`crit\` names \`${name}\`, which the protected header lacks.`,
    why: 'A critical parameter must be present and covered by the signature.',
    fix: 'Add the parameter, or remove its name from `crit`.',
    *hits(context) {
      for (const { name, place } of critNames(context)) if (!headerMember(context, name)) yield { place, args: { name: shown(name) } }
    },
  },
  {
    id: 'crit-unknown',
    severity: 'error',
    source: [rfc(7515, '4.1.11'), cve('2025-59420')],
    message: ({ name, known }) =>
      known === ''
        ? `\`crit\` requires \`${name}\`: a verifier that does not understand it must reject the token.`
        : `\`crit\` requires \`${name}\` (${known}): a verifier that does not understand it must reject the token.`,
    why: 'The issuer says that the token must not be used without this extension. Libraries have ignored that.',
    fix: 'Use a verifier that implements the extension.',
    *hits(context) {
      for (const { name, place } of critNames(context)) {
        if (BASE.has(name) || (name === 'b64' && jwsOf(context.token))) continue
        const known =
          KNOWN_EXTENSIONS.get(name) ?? (HEADER_PARAMETERS.has(name) && name !== 'b64' ? HEADER_PARAMETERS.get(name)!.reference : '')
        yield { place, args: { name: shown(name), known }, ...(known === '' ? {} : { severity: 'warning' as const }) }
      }
    },
  },
  {
    id: 'crit-unprotected',
    severity: 'error',
    source: [rfc(7515, '4.1.11')],
    message: () => '`crit` must be in the protected header.',
    why: 'Otherwise anyone who passes the token on could remove it.',
    fix: 'Move it to the protected header.',
    *hits(context) {
      const crit = context.token.header.unprotected.get('crit')
      if (crit) yield { place: { in: 'token', span: spanOf(crit) } }
    },
  },
  {
    id: 'b64-false',
    severity: 'error',
    source: [rfc(7797, '7')],
    message: () => 'The payload is unencoded (`b64` is false), which is not allowed in a JWT.',
    why: 'A JWT is always base64url. Libraries that do not know the parameter read a different payload than the one that was signed.',
    fix: 'Remove `b64`.',
    *hits(context) {
      if (headerOf(context).get('b64')?.type !== 'false' || !jwsOf(context.token)) return
      // A JWS may carry JSON unencoded; claims make it a JWT.
      const isJwt =
        /^(?:application\/)?(?:.*\+)?jwt$/i.test(context.token.header.typ ?? '') || CLAIMS.some((name) => context.claims?.has(name))
      if (isJwt) yield { place: headerPlace(context, 'b64') }
    },
  },
  {
    id: 'b64-not-critical',
    severity: 'error',
    source: [rfc(7797, '6')],
    message: () => '`b64` is false, but `crit` does not list it.',
    why: 'A library that does not know `b64` would read the payload as base64url, and see different content.',
    fix: 'Add `"crit": ["b64"]`.',
    *hits(context) {
      if (headerOf(context).get('b64')?.type !== 'false' || !jwsOf(context.token)) return
      const listed = critArray(context)?.items.some((item) => item.type === 'string' && item.value === 'b64')
      if (!listed) yield { place: headerPlace(context, 'b64') }
    },
  },
] as const satisfies readonly Diagnostic[]
