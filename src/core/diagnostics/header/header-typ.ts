// Header rules about "typ" and "cty" (RFC 7515 sections 4.1.9 and 4.1.10, RFC 8725 section 3.11).
import type { Diagnostic, DiagnosticContext } from '../rule/diagnostic.ts'
import { isIdToken, issuingVendor } from './header-alg.ts'
import { looksLikeToken } from '../../token/likeness.ts'
import { headerMember, headerOf, headerPlace, headerText, jwsOf, spanOf, wholeHeader } from '../rule/parts.ts'
import { shown } from '../rule/shown.ts'
import { bcp, rfc } from '../rule/sources.ts'

interface Shape {
  readonly typ: string
  /** In a sentence: "a DPoP proof". */
  readonly name: string
  fits(has: (name: string) => boolean, context: DiagnosticContext): boolean
}

const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout'

/** Kinds of token that have their own type, recognized by claims that only they have. */
const SHAPES: readonly Shape[] = [
  { typ: 'dpop+jwt', name: 'a DPoP proof', fits: (has) => has('htm') && has('htu') },
  { typ: 'logout+jwt', name: 'a logout token', fits: (_, context) => isLogout(context) },
  { typ: 'secevent+jwt', name: 'a security event token', fits: (has, context) => has('events') && !isLogout(context) },
  { typ: 'oauth-authz-req+jwt', name: 'a request object', fits: (has) => has('response_type') && has('client_id') },
  { typ: 'statuslist+jwt', name: 'a status list', fits: (has) => has('status_list') },
  { typ: 'kb+jwt', name: 'a key binding JWT', fits: (has) => has('sd_hash') },
  { typ: 'token-introspection+jwt', name: 'an introspection response', fits: (has) => has('token_introspection') },
  {
    typ: 'at+jwt',
    name: 'an access token',
    fits: (has, context) => has('client_id') && (has('scope') || has('scp')) && !isIdToken(context),
  },
]

function isLogout({ claims }: DiagnosticContext): boolean {
  const events = claims?.get('events')
  return events?.type === 'object' && events.members.some((member) => member.name === LOGOUT_EVENT)
}

/** The kind of token that the claims suggest, if that kind has its own type. */
function shapeOf(context: DiagnosticContext): Shape | undefined {
  const { claims } = context
  return claims && SHAPES.find((shape) => shape.fits((name) => claims.has(name), context))
}

function bareTyp(context: DiagnosticContext): string | undefined {
  return headerText(context, 'typ')
    ?.replace(/^application\//i, '')
    .toLowerCase()
}

export const headerTyp = [
  {
    id: 'typ-missing',
    severity: 'info',
    source: [bcp('3.11'), rfc(8725, '3.11')],
    message: ({ typ, name }) =>
      typ === ''
        ? 'No `typ`: another kind of token from the same issuer can pass for this one.'
        : `No \`typ\`: this looks like ${name}, whose type is \`${typ}\`.`,
    why: 'Kinds of token that share keys can be mistaken for each other if neither says what it is.',
    fix: 'Give each kind of token its own type, and check it.',
    *hits(context) {
      const { token, claims } = context
      if (!jwsOf(token) || !claims || !looksLikeToken(token) || headerOf(context).size === 0 || context.header.has('typ')) return
      if (issuingVendor(context) || isIdToken(context)) return
      const shape = shapeOf(context)
      const required = shape !== undefined && shape.typ !== 'logout+jwt' && shape.typ !== 'at+jwt' && shape.typ !== 'oauth-authz-req+jwt'
      yield {
        place: wholeHeader(context),
        args: { typ: shape?.typ ?? '', name: shape?.name ?? '' },
        ...(required ? { severity: 'warning' as const } : {}),
      }
    },
  },
  {
    id: 'typ-generic',
    severity: 'info',
    source: [bcp('3.11'), rfc(9068, '2.1')],
    message: ({ typ, name }) => `\`typ\` is only "JWT"; the type of ${name} is \`${typ}\`.`,
    why: 'A type that every token has does not tell kinds of token apart.',
    fix: 'Use the specific type when you make this kind of token.',
    *hits(context) {
      if (bareTyp(context) !== 'jwt' || issuingVendor(context)) return
      const shape = shapeOf(context)
      if (shape) yield { place: headerPlace(context, 'typ'), args: { typ: shape.typ, name: shape.name } }
    },
  },
  {
    id: 'typ-case',
    severity: 'info',
    source: [rfc(7519, '5.1')],
    message: ({ typ }) => `\`${typ}\` should be \`JWT\`, in capitals, for older software.`,
    why: 'Media types are case-insensitive, but some libraries compare the exact text.',
    fix: 'Write `JWT`.',
    *hits(context) {
      const typ = headerText(context, 'typ')
      if (typ === undefined || typ === 'JWT' || typ.toLowerCase() !== 'jwt') return
      const member = headerMember(context, 'typ')
      yield {
        place: headerPlace(context, 'typ'),
        args: { typ: shown(typ) },
        ...(member ? { fix: { label: 'Write `JWT`', in: 'header' as const, ...spanOf(member.value), insert: '"JWT"' } } : {}),
      }
    },
  },
  {
    id: 'typ-prefix',
    severity: 'info',
    source: [rfc(7515, '4.1.9'), bcp('3.11')],
    message: ({ typ }) => `Omit the prefix \`application/\` in \`${typ}\`.`,
    why: 'Both forms mean the same, but software that compares the exact text sees two types.',
    fix: 'Omit the prefix, and accept both forms when you check.',
    *hits(context) {
      const typ = headerText(context, 'typ')
      if (typ === undefined || !/^application\/[^/]+$/i.test(typ)) return
      const member = headerMember(context, 'typ')
      const short = typ.slice('application/'.length)
      yield {
        place: headerPlace(context, 'typ'),
        args: { typ: shown(typ) },
        ...(member
          ? {
              fix: {
                label: `Write \`${shown(short, 30)}\``,
                in: 'header' as const,
                ...spanOf(member.value),
                insert: JSON.stringify(short),
              },
            }
          : {}),
      }
    },
  },
  {
    id: 'typ-claims-mismatch',
    severity: 'warning',
    source: [rfc(8725, '3.12'), bcp('3.11')],
    message: ({ typ, name }) => `The type is \`${typ}\`, but the claims are those of ${name}.`,
    why: 'A token that passes for another kind can make one service accept what was meant for another.',
    fix: 'Reject it where a token of that type is expected.',
    *hits(context) {
      const { claims } = context
      const typ = bareTyp(context)
      const typed = SHAPES.find((shape) => shape.typ === typ)
      if (!claims || !typed || typed.fits((name) => claims.has(name), context)) return
      const shape = shapeOf(context)
      const idToken = isIdToken(context)
      // An access token need not have the claims that it is recognized by.
      if (typed.typ === 'at+jwt' ? !shape && !(idToken && !claims.has('client_id')) : !shape && !idToken) return
      yield { place: headerPlace(context, 'typ'), args: { typ: typed.typ, name: shape ? shape.name : 'an ID token' } }
    },
  },
  {
    id: 'cty-misuse',
    severity: 'warning',
    source: [rfc(7519, '5.2')],
    message: ({ cty }) => `\`cty\` (\`${cty}\`) is only for nested tokens; this payload contains claims.`,
    why: 'A reader that follows it expects another token in the payload.',
    fix: 'Remove `cty`.',
    *hits(context) {
      const cty = headerText(context, 'cty')
      if (cty === undefined || !jwsOf(context.token) || !context.claims) return
      const saysNested = /jwt$/i.test(cty)
      const isJwt = saysNested || /^(?:application\/)?(?:.*\+)?jwt$/i.test(headerText(context, 'typ') ?? '')
      // Other values do not make a reader look for a nested token.
      if (isJwt && !/^(?:vc|vp)$/i.test(cty))
        yield { place: headerPlace(context, 'cty'), args: { cty: shown(cty) }, ...(saysNested ? {} : { severity: 'info' as const }) }
    },
  },
] as const satisfies readonly Diagnostic[]
