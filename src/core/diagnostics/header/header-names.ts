// Header rules about repeated claims, unregistered names, and parameters that have no meaning in this kind of token.
import { plainValue, type JsonNode } from '../../text/json.ts'
import { HEADER_PARAMETERS } from '../../registries/header-parameters.ts'
import type { Diagnostic, DiagnosticContext } from '../rule/diagnostic.ts'
import { issuingVendor } from './header-alg.ts'
import { nearest } from '../rule/nearest.ts'
import { looksLikeToken } from '../../token/likeness.ts'
import { headerMember, headerOf, headerPlace, jwsOf, spanOf } from '../rule/parts.ts'
import { listed, shown } from '../rule/shown.ts'
import { IANA_JOSE, rfc } from '../rule/sources.ts'

/** Unregistered names that products or drafts use on purpose. */
const IN_USE = new Set([
  // AWS load balancers.
  'client',
  'signer',
  'exp',
  // Microsoft, Google, Okta, Cloudflare, Auth0.
  'nonce',
  'ver',
  'rh',
  'pi.atm',
  'org',
  'tokentype',
  // Drafts.
  // JSON serialization of SD-JWT (RFC 9901 section 8.1).
  'disclosures',
  'kb_jwt',
  'vctm',
  'statuslist',
  'vctm_uris',
  'jwt',
  'peer_trust_chain',
  'dpop_nonce',
  'iat',
  'jti',
  'ecdh_kw',
  'apu',
  'apv',
  'skid',
  'vct',
  'redirect_uri',
  'hpke',
  'hash',
])

/** Names that people write by mistake for a registered one. */
const SYNONYMS: ReadonlyMap<string, string> = new Map([
  ['algorithm', 'alg'],
  ['algo', 'alg'],
  ['type', 'typ'],
  ['token_type', 'typ'],
  ['content_type', 'cty'],
  ['key_id', 'kid'],
  ['keyid', 'kid'],
  ['key', 'jwk'],
  ['jwks', 'jwk'],
  ['jwks_uri', 'jku'],
  ['jwks_url', 'jku'],
  ['critical', 'crit'],
  ['encryption', 'enc'],
  ['x5t#s256', 'x5t#S256'],
  ['x5t_s256', 'x5t#S256'],
])

const REPEATED = ['iss', 'sub', 'aud']

function meant(name: string): string | undefined {
  const folded = name.trim().toLowerCase()
  if (HEADER_PARAMETERS.has(folded)) return folded
  const synonym = SYNONYMS.get(folded.replace(/-/g, '_')) ?? SYNONYMS.get(folded)
  if (synonym !== undefined) return synonym
  return name.length > 3 ? nearest(folded, ['alg', 'typ', 'kid', 'crit', 'x5t#S256'], 1) : undefined
}

function same(a: JsonNode, b: JsonNode): boolean {
  return JSON.stringify(plainValue(a)) === JSON.stringify(plainValue(b))
}

function unknownNames(context: DiagnosticContext): string[] {
  const { token } = context
  if (!looksLikeToken(token) || (token.segments.length < 2 && token.wrapper !== 'json-serialization')) return []
  return [...headerOf(context).keys()].filter((name) => !HEADER_PARAMETERS.has(name) && !IN_USE.has(name) && !/^https?:\/\//.test(name))
}

export const headerNames = [
  {
    id: 'hdr-claims-in-header',
    severity: 'warning',
    source: [rfc(7519, '5.3')],
    message: ({ name, differs }) =>
      differs === 1
        ? `\`${name}\` in the header differs from the payload.`
        : `\`${name}\` is in the header, where no library looks for it.`,
    why: 'A claim repeated in the header must have the same value. A claim that is only in the header is not checked.',
    fix: 'Keep claims in the payload.',
    *hits(context) {
      const { claims } = context
      // The header of an AWS load balancer names its issuer by design.
      if (!jwsOf(context.token) || !claims || headerOf(context).has('signer')) return
      for (const name of REPEATED) {
        const inHeader = headerOf(context).get(name)
        if (!inHeader) continue
        const claim = claims.get(name)
        if (!claim) yield { place: headerPlace(context, name, 'member'), args: { name, differs: 0 } }
        else if (!same(inHeader, claim))
          yield { place: headerPlace(context, name, 'member'), args: { name, differs: 1 }, severity: 'error' }
      }
    },
  },
  {
    id: 'hdr-unknown-param',
    severity: 'info',
    source: [IANA_JOSE],
    message: ({ names, verb, hint }) => `${names} ${verb}${hint === '' ? '.' : `; did you mean \`${hint}\`?`}`,
    why: 'Verifiers ignore parameters they do not know.',
    fix: 'Check the spelling. Custom names are allowed.',
    *hits(context) {
      const unknown = unknownNames(context)
      // Limited, because a header with very many names would make this slow.
      const looked = unknown.slice(0, 40)
      const others = [...looked.filter((name) => meant(name) === undefined), ...unknown.slice(40)]
      for (const name of looked) {
        const right = meant(name)
        if (right === undefined) continue
        const member = headerMember(context, name)
        const rename = member && !headerOf(context).has(right) && right !== 'jwk' && right !== 'jku'
        yield {
          place: headerPlace(context, name, 'name'),
          args: { names: `\`${shown(name, 40)}\``, verb: 'is not a registered header parameter', hint: right },
          ...(rename
            ? { fix: { label: `Rename to \`${right}\``, in: 'header' as const, ...spanOf(member.nameSpan), insert: JSON.stringify(right) } }
            : {}),
        }
      }
      // Names that a known product adds are expected.
      if (others[0] === undefined || issuingVendor(context)) return
      const verb = others.length === 1 ? 'is not a registered header parameter' : 'are not registered header parameters'
      yield { place: headerPlace(context, others[0], 'name'), args: { names: listed(others), verb, hint: '' } }
    },
  },
  {
    id: 'hdr-graph-nonce',
    severity: 'info',
    source: [{ name: 'Microsoft Q&A 1459176', url: 'https://learn.microsoft.com/en-us/answers/questions/1459176' }],
    message: () => 'A Microsoft Graph token. It was signed with the SHA-256 of `nonce` instead of `nonce`, so an ordinary check fails.',
    why: 'Only Microsoft is meant to verify it, and undoes the change first.',
    fix: 'Request a token for your own API (a scope of `api://…`), and verify that.',
    *hits(context) {
      if (headerOf(context).has('nonce') && issuingVendor(context) === 'entra') yield { place: headerPlace(context, 'nonce', 'member') }
    },
  },
  {
    id: 'hdr-zip-in-jws',
    severity: 'warning',
    source: [rfc(7516, '4.1.3')],
    message: () => '`zip` has no meaning in a signed token.',
    why: 'Only encrypted tokens and SMART Health Cards are compressed. Other readers would take the compressed bytes for claims.',
    fix: 'Remove it, and do not compress the payload.',
    *hits(context) {
      const { token } = context
      if (!jwsOf(token) || !headerOf(context).has('zip')) return
      // The payload of a SMART Health Card really is compressed.
      const isCompressed = token.payload !== undefined && token.payload.text !== '' && !token.payload.decoded.json.valid
      yield { place: headerPlace(context, 'zip', 'member'), ...(isCompressed ? { severity: 'info' as const } : {}) }
    },
  },
] as const satisfies readonly Diagnostic[]
