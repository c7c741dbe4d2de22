// Envelope rules about the form of a token: how many parts, which serialization, what is empty, what is nested.
import type { JsonNode } from '../../text/json.ts'
import type { Diagnostic, DiagnosticContext } from '../rule/diagnostic.ts'
import { isShortened } from './envelope-text.ts'
import { recognizeOther } from './other-things.ts'
import { looksLikeToken } from '../../token/likeness.ts'
import { headerOf, headerText, jwsOf, segmentPlace, spanOf, wholeHeader } from '../rule/parts.ts'
import { counted, listed } from '../rule/shown.ts'
import { declaresNestedToken, isJwtType, nestedToken } from '../../token/nested.ts'
import { bcp, cve, rfc } from '../rule/sources.ts'

/** Parameters that decide which key is used or how the token is read: they must be covered by the signature. */
const DECISIVE = ['alg', 'enc', 'kid', 'jwk', 'jku', 'x5u', 'x5c', 'x5t', 'x5t#S256', 'b64', 'crit']
const REGISTERED_CLAIMS = ['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti']

/** A value that means "none" to one reader or another: rules about signatures leave such tokens to the rules about "none". */
export function meansNone(alg: JsonNode | undefined): boolean {
  return alg?.type === 'null' || (alg?.type === 'string' && /^(?:n[o0]ne)?$/i.test(alg.value.trim()))
}

/** One word, too long for a name; bounded, for a pattern without an end overflows the stack on megabytes. */
const OPAQUE = /^[\w.~+/=-]{20,2000}$/

function isCompact({ token }: DiagnosticContext): boolean {
  return token.wrapper !== 'json-serialization'
}

function partCount({ token }: DiagnosticContext): number {
  const tilde = token.compact.indexOf('~')
  return (tilde < 0 ? token.compact : token.compact.slice(0, tilde)).split('.').length
}

/** The payload is itself a compact JWS or JWE, or an encrypted payload is declared to be one. */
function nested(context: DiagnosticContext): 'read' | 'declared' | undefined {
  const { token } = context
  if (token.object?.kind === 'jwe' && !token.payload) return declaresNestedToken(token.header) ? 'declared' : undefined
  return nestedToken(token.payload?.decoded.text ?? '') === undefined ? undefined : 'read'
}

export const envelopeForm = [
  {
    id: 'env-segment-count',
    severity: 'error',
    source: [rfc(7515, '3.1'), rfc(7516, '3.1')],
    message: ({ count, hint, opaque }) =>
      opaque === 1
        ? 'This is not a JWT: it doesn’t begin with a header. It may be an opaque token, which only its issuer can read.'
        : `${counted(Number(count), 'part')}; a signed token has 3, an encrypted one 5.${hint === '' ? '' : ` ${hint}`}`,
    why: 'It was cut off when it was copied, or it isn’t a JWT. It is decoded as far as possible.',
    fix: 'Check that the complete token was copied, from its first "eyJ" to its end.',
    *hits(context) {
      const { token } = context
      if (!isCompact(context) || token.compact === '' || isShortened(context) || recognizeOther(context)) return
      const count = partCount(context)
      if (count === 3 || (count === 5 && !token.sdJwt)) return
      if (count > 1 && token.segments[0]?.text === '') return
      const unsigned = count === 2 && token.header.readable
      const stop = /[^.]\.$/.test(token.compact) && (count === 4 || count === 6)
      const hint = unsigned
        ? 'The signature is missing; even an unsecured token ends with a dot.'
        : stop
          ? 'The dot at the end isn’t part of the token.'
          : ''
      yield {
        place: { in: 'token', span: { from: 0, to: token.compact.length } },
        args: { count, hint, opaque: OPAQUE.test(token.compact) && !looksLikeToken(token) ? 1 : 0 },
      }
    },
  },
  {
    id: 'env-too-many-dots',
    severity: 'warning',
    source: [cve('2025-30204'), cve('2025-27144')],
    message: ({ dots }) => `${counted(Number(dots), 'dot')}: some libraries split without a limit.`,
    why: 'A token made of dots costs a parser a lot of memory before it is rejected (golang-jwt before 5.2.2, go-jose before 4.0.5).',
    fix: 'Limit the number of parts, or count the dots, before splitting.',
    *hits(context) {
      const dots = partCount(context) - 1
      if (dots > 5 && isCompact(context) && looksLikeToken(context.token)) {
        yield { place: { in: 'token', span: { from: 0, to: context.token.compact.length } }, args: { dots } }
      }
    },
  },
  {
    id: 'env-empty-header',
    severity: 'error',
    source: [rfc(7515, '5.2')],
    message: () => 'The header part is empty.',
    why: 'The header names the algorithm. Without it no one can tell how to verify the token.',
    fix: 'Check that the beginning of the token was copied.',
    *hits(context) {
      const { token } = context
      if (!isCompact(context) || !token.compact.startsWith('.') || recognizeOther(context)) return
      yield { place: { in: 'token', span: { from: 0, to: 1 } } }
    },
  },
  {
    id: 'env-empty-signature',
    severity: 'error',
    source: [cve('2020-28042'), rfc(7515, '5.2')],
    message: ({ alg }) => `The header says ${alg}, but the signature part is empty: anyone can write this token.`,
    why: 'Some libraries have accepted an empty signature as valid.',
    fix: 'Reject it. A verifier must reject an empty signature unless it asked for an unsecured token.',
    *hits(context) {
      const jws = jwsOf(context.token)
      const alg = headerOf(context).get('alg')
      if (!jws || alg?.type !== 'string' || meansNone(alg) || isShortened(context)) return
      const { signature } = jws.signatures[0]
      if (signature.text === '' && !context.token.leftOut) yield { place: segmentPlace(signature), args: { alg: listed([alg.value]) } }
    },
  },
  {
    id: 'env-detached',
    severity: 'info',
    source: [rfc(7515, 'F'), rfc(7797)],
    message: () => 'The payload is detached: the signature is checked against the content that you enter.',
    why: 'The signature covers content that is sent elsewhere, such as the body of an HTTP message.',
    fix: 'Enter the content, byte for byte as it was signed.',
    *hits({ token }) {
      const jws = jwsOf(token)
      if (jws?.detached && token.header.readable && token.header.segment.text !== '') yield { place: segmentPlace(jws.payload) }
    },
  },
  {
    id: 'env-json-serialization',
    severity: 'warning',
    source: [rfc(7519, '3'), bcp('3.14')],
    message: ({ what }) => `This is the JSON serialization: fine for a ${what}, never a JWT.`,
    why: 'A JWT has only the compact form. A verifier that accepts both can be tricked into seeing two contents in one text.',
    fix: 'If a JWT is expected, send the compact form.',
    *hits(context) {
      const { token, claims } = context
      if (token.wrapper !== 'json-serialization') return
      // Without claims no one takes it for a JWT, and this serialization is as good as the other.
      const isSdJwt = token.header.unprotected.has('disclosures')
      const isJwt = !isSdJwt && (isJwtType(token.header.typ) || REGISTERED_CLAIMS.some((name) => claims?.has(name)))
      yield {
        place: { in: 'token', span: { from: 0, to: 1 } },
        args: { what: token.object?.kind === 'jwe' ? 'JWE' : 'JWS' },
        ...(isJwt ? {} : { severity: 'info' as const }),
      }
    },
  },
  {
    id: 'env-unprotected-header',
    severity: 'warning',
    source: [rfc(7515, '7.2'), rfc(7515, '10.7')],
    message: ({ names, verb }) =>
      `${names} ${verb} in the unprotected header: the signature does not cover ${verb === 'is' ? 'it' : 'them'}.`,
    why: 'Anyone who passes the token on can change it, and with it the key or the way the token is read.',
    fix: 'Put it in the protected header.',
    *hits({ token }) {
      const names = DECISIVE.filter(
        (name) =>
          token.header.unprotected.has(name) && !(token.object?.kind === 'jwe' && (name === 'alg' || name === 'kid' || name === 'enc')),
      )
      const first = names[0] === undefined ? undefined : token.header.unprotected.get(names[0])
      if (!first) return
      // A key's name alone chooses among keys that are trusted anyway.
      const harmless = names.every((name) => name === 'kid')
      yield {
        place: { in: 'token', span: spanOf(first) },
        args: { names: listed(names), verb: names.length === 1 ? 'is' : 'are' },
        ...(harmless ? { severity: 'info' as const } : {}),
      }
    },
  },
  {
    id: 'env-nested',
    severity: 'info',
    source: [rfc(7519, '5.2'), bcp('3.3'), cve('2026-29000')],
    message: ({ how }) =>
      how === 'declared'
        ? 'A token inside an encrypted one: decrypt it, then verify the inner token.'
        : 'A token inside a token: verify both.',
    why: 'The inner token has its own signature. Libraries have accepted an unsigned inner token because the outer one was valid.',
    fix: 'Open the inner token and verify it with the key of its issuer.',
    *hits(context) {
      const how = nested(context)
      if (how === 'read')
        yield { place: { in: 'payload', span: { from: 0, to: context.token.payload!.decoded.text.length } }, args: { how } }
      if (how === 'declared') yield { place: wholeHeader(context), args: { how } }
    },
  },
  {
    id: 'env-nested-no-cty',
    severity: 'warning',
    source: [rfc(7519, '5.2')],
    message: () => 'A nested token whose header lacks `cty: "JWT"`.',
    why: 'It is required, so that a recipient knows to continue with the inner token.',
    fix: 'Add `"cty": "JWT"` to the outer header.',
    *hits(context) {
      if (nested(context) === 'read' && context.token.header.readable && !declaresNestedToken(context.token.header))
        yield { place: wholeHeader(context) }
    },
  },
  {
    id: 'env-sd-jwt',
    severity: 'info',
    source: [rfc(9901, '4')],
    message: ({ count, binding }) =>
      `An SD-JWT with ${counted(Number(count), 'disclosure')}${binding === 1 ? ' and a key binding JWT' : ''}.`,
    why: 'Claims behind digests are readable only with their disclosure.',
    fix: 'Nothing to do. Disclosed claims are shown in place.',
    *hits({ token }) {
      if (!token.sdJwt || !looksLikeToken(token)) return
      const from = Math.max(0, token.compact.indexOf('~'))
      yield {
        place: { in: 'token', span: { from, to: token.compact.length } },
        args: { count: token.sdJwt.disclosures.length, binding: token.sdJwt.keyBinding ? 1 : 0 },
      }
    },
  },
  {
    id: 'env-auth0-opaque',
    severity: 'info',
    source: [{ name: 'Auth0, Access tokens', url: 'https://auth0.com/docs/secure/tokens/access-tokens' }],
    message: () => "This is Auth0's encrypted access token: only Auth0 can read it.",
    why: 'Auth0 issues such a token if the application didn’t ask for an API.',
    fix: 'Send `audience` with the identifier of your API when you request the token. Then you get a readable JWT.',
    *hits(context) {
      if (context.token.object?.kind !== 'jwe' || headerText(context, 'alg') !== 'dir') return
      if (/^https:\/\/[^/]*auth0\.com(?:\/|$)/.test(headerText(context, 'iss') ?? '')) yield { place: wholeHeader(context) }
    },
  },
] as const satisfies readonly Diagnostic[]
