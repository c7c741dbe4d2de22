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

/** Kinds of token that have a type of their own, by the claims that only they have. */
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

/** The kind of token that its claims make it, if one with a type of its own. */
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
        ? 'No `typ`: other kinds of token of the same issuer can stand in for this one.'
        : `No \`typ\`: this looks like ${name}, whose type is \`${typ}\`.`,
    why: 'Two kinds of token with the same keys can be mistaken for one another where neither says what it is.',
    fix: 'Give each kind of token a type of its own, and check it.',
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
    message: ({ typ, name }) => `\`typ\` "JWT" says little; ${name} has the type \`${typ}\`.`,
    why: 'A type that every token has keeps none apart from the others.',
    fix: 'Use the type of this kind of token where you make it.',
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
    message: ({ typ }) => `\`${typ}\` is best written \`JWT\`, in capitals, for old software.`,
    why: 'Media types ignore case, but some libraries compare the text.',
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
    message: ({ typ }) => `The prefix \`application/\` of \`${typ}\` is best left out.`,
    why: 'Both forms mean the same, but software that compares the text sees two types.',
    fix: 'Leave the prefix out, and accept both when you check.',
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
    message: ({ typ, name }) => `Typed \`${typ}\`, but it carries the claims of ${name}.`,
    why: 'A token that passes for another kind is how one service is made to accept what was meant for another.',
    fix: 'Refuse it where a token of that type is expected.',
    *hits(context) {
      const { claims } = context
      const typ = bareTyp(context)
      const typed = SHAPES.find((shape) => shape.typ === typ)
      if (!claims || !typed || typed.fits((name) => claims.has(name), context)) return
      const shape = shapeOf(context)
      const idToken = isIdToken(context)
      // An access token need not have the claims that it is recognised by.
      if (typed.typ === 'at+jwt' ? !shape && !(idToken && !claims.has('client_id')) : !shape && !idToken) return
      yield { place: headerPlace(context, 'typ'), args: { typ: typed.typ, name: shape ? shape.name : 'an ID token' } }
    },
  },
  {
    id: 'cty-misuse',
    severity: 'warning',
    source: [rfc(7519, '5.2')],
    message: ({ cty }) => `\`cty\` (\`${cty}\`) is only for nested tokens; this payload holds claims.`,
    why: 'A reader that follows it expects another token inside.',
    fix: 'Leave it out.',
    *hits(context) {
      const cty = headerText(context, 'cty')
      if (cty === undefined || !jwsOf(context.token) || !context.claims) return
      const saysNested = /jwt$/i.test(cty)
      const isJwt = saysNested || /^(?:application\/)?(?:.*\+)?jwt$/i.test(headerText(context, 'typ') ?? '')
      // Another value leads nobody to look for a token inside.
      if (isJwt && !/^(?:vc|vp)$/i.test(cty))
        yield { place: headerPlace(context, 'cty'), args: { cty: shown(cty) }, ...(saysNested ? {} : { severity: 'info' as const }) }
    },
  },
] as const satisfies readonly Diagnostic[]
