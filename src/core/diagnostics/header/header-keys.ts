// Header rules about keys inside the token: "jwk", "x5c" and the thumbprints "x5t" (RFC 7515 sections 4.1.3 and 4.1.6 to 4.1.8).
import { keep } from '../../upkeep/keep.ts'
import { algorithmByName } from '../../algorithms/algorithms.ts'
import { decodeBase64url } from '../../text/base64url.ts'
import type { JsonMember, JsonNode, JsonObject } from '../../text/json.ts'
import { utcTime } from '../../claims/numeric-date.ts'
import { certificateFacts, type WalkedCertificate } from '../keys/der-walk.ts'
import type { Diagnostic, DiagnosticContext, Hit } from '../rule/diagnostic.ts'
import { issuingVendor } from './header-alg.ts'
import { headerMember, headerOf, headerPlace, headerText, jwsOf, spanOf } from '../rule/parts.ts'
import { listed } from '../rule/shown.ts'
import { cve, OWASP_JWT, rfc, WYCHEPROOF } from '../rule/sources.ts'
import { withoutTrailing } from '../../text/characters.ts'
import { certificateThumbprint } from '../../keys/thumbprint.ts'
import { verified } from '../../crypto/verification.ts'

/** Types that carry a key on purpose, to prove that the sender has it. */
const PROOFS = new Set([
  'dpop+jwt',
  'openid4vci-proof+jwt',
  'key-attestation+jwt',
  'oauth-client-attestation-pop+jwt',
  'wpt+jwt',
  'webpush+jwt',
])
const PRIVATE_MEMBERS = new Set(['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'priv'])
/** More certificates than any chain has. */
const MOST_CERTIFICATES = 10

function jwkOf(context: DiagnosticContext): JsonObject | undefined {
  const jwk = headerOf(context).get('jwk')
  return jwk?.type === 'object' ? jwk : undefined
}

function memberPlace(context: DiagnosticContext, member: JsonMember): NonNullable<Hit['place']> {
  return { in: headerMember(context, 'jwk') ? 'header' : 'token', span: spanOf(member) }
}

/** A sender's own key is expected: a proof of possession, an ACME request (RFC 8555 section 6.2), a self-issued ID token. */
function isProof(context: DiagnosticContext): boolean {
  const header = headerOf(context)
  const typ = (headerText(context, 'typ') ?? '').toLowerCase().replace(/^application\//, '')
  return PROOFS.has(typ) || (header.has('nonce') && header.has('url')) || context.claims?.has('sub_jwk') === true
}

export interface Chain {
  /** Undefined where the entry is not a certificate in standard base64. */
  readonly certificates: readonly ({ readonly der: Uint8Array<ArrayBuffer>; readonly facts: WalkedCertificate } | undefined)[]
}

/** The certificates of "x5c", read once per header. */
function chainOf(context: DiagnosticContext): Chain | undefined {
  return chainIn(headerOf(context))
}

const chainIn = keep((header: ReadonlyMap<string, JsonNode>): Chain | undefined => {
  const x5c = header.get('x5c')
  if (x5c?.type !== 'array') return undefined
  return {
    certificates: x5c.items.slice(0, MOST_CERTIFICATES + 1).map((item) => {
      // Standard base64 without line breaks: RFC 7515 section 4.1.6.
      if (item.type !== 'string' || !/^[A-Za-z0-9+/]+={0,2}$/.test(item.value)) return undefined
      const der = decodeBase64url(withoutTrailing(item.value, '=').replaceAll('+', '-').replaceAll('/', '_')).bytes
      const facts = certificateFacts(der)
      return facts && { der, facts }
    }),
  }
})

function leaf(context: DiagnosticContext) {
  return chainOf(context)?.certificates[0]
}

export const headerKeys = [
  {
    id: 'jwk-embedded',
    severity: 'warning',
    source: [cve('2018-0114'), cve('2026-27962'), OWASP_JWT],
    message: () => 'The token contains its own key. Verifying with it proves nothing about the issuer.',
    why: 'Anyone who forges a token can include their own key. Libraries have trusted such keys.',
    fix: 'Get the key from the issuer, never from the token.',
    *hits(context) {
      if (jwkOf(context) && jwsOf(context.token) && !isProof(context)) yield { place: headerPlace(context, 'jwk') }
    },
  },
  {
    id: 'jwk-private',
    severity: 'error',
    source: [rfc(7515, '4.1.3')],
    message: ({ names }) => `The header contains a private key (${names}).`,
    why: 'Anyone who has seen the token can sign as the owner of the key.',
    fix: 'Replace that key, and put only public members in the header.',
    *hits(context) {
      const members = (jwkOf(context)?.members ?? []).filter((member) => PRIVATE_MEMBERS.has(member.name))
      if (members[0]) yield { place: memberPlace(context, members[0]), args: { names: listed(members.map((member) => member.name)) } }
    },
  },
  {
    id: 'jwk-symmetric',
    severity: 'error',
    source: [WYCHEPROOF, rfc(7515, '4.1.3')],
    message: () => 'The header contains a shared secret.',
    why: 'Anyone who has seen the token can make others that verify with it.',
    fix: 'Replace that secret, and never put one in a token.',
    *hits(context) {
      const jwk = jwkOf(context)
      const oct =
        jwk?.members.find((member) => member.name === 'k') ??
        jwk?.members.find((member) => member.name === 'kty' && member.value.type === 'string' && member.value.value === 'oct')
      if (oct) yield { place: memberPlace(context, oct) }
    },
  },
  {
    id: 'x5c-invalid',
    severity: 'error',
    source: [rfc(7515, '4.1.6')],
    message: ({ problem }) => `\`x5c\` ${problem}.`,
    why: 'It must be a list of certificates in standard base64 of DER. The first one contains the key that signed the token.',
    fix: 'Encode the DER of each certificate in standard base64, not as base64url or PEM.',
    *hits(context) {
      const x5c = headerOf(context).get('x5c')
      if (!x5c) return
      const place = headerPlace(context, 'x5c')
      if (x5c.type !== 'array') return yield { place, args: { problem: 'is not a list' } }
      if (x5c.items.length === 0) return yield { place, args: { problem: 'is empty' } }
      if (x5c.items.length > MOST_CERTIFICATES) return yield { place, args: { problem: `has ${x5c.items.length} certificates` } }
      const bad = chainOf(context)!.certificates.indexOf(undefined)
      if (bad < 0) return
      const item = x5c.items[bad]!
      const base64url = item.type === 'string' && /[-_]/.test(item.value) && /^[\w-]+$/.test(item.value)
      const problem = `[${bad}] is not a certificate${base64url ? ' (it is base64url, but must be standard base64)' : ''}`
      yield { place: { in: headerMember(context, 'x5c') ? 'header' : 'token', span: spanOf(item) }, args: { problem } }
    },
  },
  {
    id: 'x5c-untrusted',
    severity: 'warning',
    source: [rfc(7515, '4.1.6'), cve('2018-0114')],
    message: () => 'The certificate chain in the header proves nothing by itself.',
    why: 'Anyone can make a certificate with any name. Only a chain to a trusted root shows whose key it is.',
    fix: 'Add the root you trust under “Certificate chain”, and check the name in the certificate before you use its key.',
    *hits(context) {
      if (!leaf(context)) return
      const used = verified(context.verification)?.keySource === 'token'
      // Many issuers send a chain and also publish the key.
      yield { place: headerPlace(context, 'x5c'), ...(used ? {} : { severity: 'info' as const }) }
    },
  },
  {
    id: 'x5c-expired',
    severity: 'warning',
    source: [rfc(5280, '4.1.2.5')],
    message: ({ early, date }) => (early === 1 ? `The certificate is not valid before ${date}.` : `The certificate expired on ${date}.`),
    why: 'Outside its validity, no one vouches for the key.',
    fix: 'The issuer must sign with a current certificate.',
    *hits(context) {
      const facts = leaf(context)?.facts
      if (!facts) return
      const early = context.now < facts.notBefore
      if (!early && context.now <= facts.notAfter) return
      yield {
        place: headerPlace(context, 'x5c'),
        args: { early: early ? 1 : 0, date: (utcTime(early ? facts.notBefore : facts.notAfter) ?? '').slice(0, 10) },
      }
    },
  },
  {
    id: 'x5c-key-mismatch',
    severity: 'error',
    source: [rfc(7515, '4.1.6')],
    message: ({ alg, key }) => `\`${alg}\` cannot be verified with the certificate’s ${key} key.`,
    why: 'The first certificate must contain the key that signed the token.',
    fix: 'Put the certificate of the signing key first.',
    *hits(context) {
      const key = leaf(context)?.facts.key
      const row = algorithmByName(headerText(context, 'alg'))
      if (key === undefined || !row || row.family === 'none' || !jwsOf(context.token)) return
      const fits = row.kty === 'RSA' ? key === 'RSA' : row.curves.some((curve) => curve === key)
      if (!fits) yield { place: headerPlace(context, 'x5c'), args: { alg: row.name, key } }
    },
  },
  {
    id: 'x5t-mismatch',
    severity: 'error',
    source: [rfc(7515, '4.1.7'), rfc(7515, '4.1.8')],
    message: ({ name }) => `\`${name}\` is not the thumbprint of the certificate in \`x5c\`.`,
    why: 'Either one of the two was replaced, or the hash was not computed over the DER.',
    fix: 'Reject the token, or have the issuer compute the thumbprint over the DER of the first certificate.',
    *hits(context) {
      const der = leaf(context)?.der
      if (!der) return
      for (const [name, hash] of [
        ['x5t', 'SHA-1'],
        ['x5t#S256', 'SHA-256'],
      ] as const) {
        const text = headerText(context, name)
        if (text !== undefined && text !== certificateThumbprint(der, hash)) yield { place: headerPlace(context, name), args: { name } }
      }
    },
  },
  {
    id: 'x5t-sha1',
    severity: 'info',
    source: [rfc(7515, '4.1.8')],
    message: () => '`x5t` is a SHA-1 thumbprint; newer systems send `x5t#S256`.',
    why: 'It only names the certificate, so a collision does little harm. New systems avoid SHA-1 all the same.',
    fix: 'Send `x5t#S256`.',
    *hits(context) {
      const header = headerOf(context)
      if (header.has('x5t') && !header.has('x5t#S256') && !header.has('kid') && !issuingVendor(context))
        yield { place: headerPlace(context, 'x5t') }
    },
  },
] as const satisfies readonly Diagnostic[]
