// Rules about the issuer and the subject.
import { textOf } from '../../text/json.ts'
import { vendorOf } from '../../registries/vendors/index.ts'
import { source } from '../../rules/source.ts'
import type { JsonMember } from '../../text/json.ts'
import type { Diagnostic, DiagnosticContext, Hit } from '../rule/diagnostic.ts'
import { isMeant, miscased } from './claim-names.ts'
import { replaceValue } from '../rule/fixes.ts'
import { atClaim, claim, inPayload, payloadObject, wholePayload } from '../rule/payload.ts'
import { shown } from '../rule/shown.ts'
import { withoutTrailing } from '../../text/characters.ts'

const EMAIL = /^[^\s@<>()"':/]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}$/i
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i
const URI = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]*$/

/** The type of a JSON value in a word, with its article. */
function kindOf({ value }: JsonMember): string {
  return {
    object: 'an object',
    array: 'a list',
    string: 'a string',
    number: 'a number',
    true: 'a boolean',
    false: 'a boolean',
    null: 'null',
  }[value.type]
}

function isSymmetric({ header }: DiagnosticContext): boolean {
  return /^(?:HS\d+|none)$/i.test(textOf(header.get('alg')) ?? '')
}

/** The form that a known issuer uses, if this one differs only by a "/" at the end or by http. */
function canonicalIssuer(issuer: string): string | undefined {
  if (issuer.length > 300) return undefined
  const https = issuer.replace(/^http:\/\/(?=accounts\.google\.com|[\w.-]+\.(?:auth0|okta|amazonaws|microsoftonline)\.com)/, 'https://')
  const bare = withoutTrailing(https, '/')
  const canonical = /^https:\/\/(?:[\w.-]+\.auth0\.com|sts\.windows\.net\/[\w-]+)$/.test(bare) ? `${bare}/` : bare
  const known = vendorOf(bare) ?? vendorOf(`${bare}/`)
  return known && known !== 'keycloak' && known !== 'entra' && canonical !== issuer ? canonical : undefined
}

const wrongType = <Name extends string>(name: Name, clause: string): Diagnostic<`${Name}-type`> => ({
  id: `${name}-type`,
  severity: 'error',
  source: [source(`RFC 7519 section ${clause}`)],
  message: ({ kind }) => `\`${name}\` is ${kind}; it must be a string.`,
  why: 'Strict libraries reject the token: PyJWT since 2.10, jjwt, and others that read the claim into a string.',
  fix: 'Put it in quotes.',
  *hits(context) {
    const member = claim(context, name)
    if (!member || member.value.type === 'string' || (name === 'iss' && member.value.type === 'array')) return
    const hit: Hit = { place: inPayload(member.value), args: { kind: kindOf(member) } }
    yield member.value.type === 'number' ? { ...hit, fix: replaceValue(member, `"${member.value.raw}"`, 'Put it in quotes') } : hit
  },
})

export const claimParties = [
  {
    id: 'iss-missing',
    severity: 'warning',
    source: [source('RFC 8725 section 3.8')],
    message: () => 'No `iss`: nothing says whose key to verify it with.',
    why: 'A verifier that trusts more than one issuer must know whose token this is before it picks a key.',
    fix: 'Have the issuer put its name in `iss`, and compare it.',
    *hits(context) {
      // With one shared secret there is only one issuer.
      if (
        !context.claims ||
        !context.token.header.readable ||
        context.claims.has('iss') ||
        isSymmetric(context) ||
        isMeant(payloadObject(context), 'iss')
      )
        return
      const place = wholePayload(context)
      yield place ? { place } : {}
    },
  },
  wrongType('iss', '4.1.1'),
  wrongType('sub', '4.1.2'),
  wrongType('jti', '4.1.7'),
  {
    id: 'iss-array',
    severity: 'error',
    source: [source('RFC 7519 section 4.1.1'), source('CVE-2025-30144', 'https://www.cve.org/CVERecord?id=CVE-2025-30144')],
    message: () => '`iss` is a list; a token has one issuer.',
    why: 'If a verifier only looks for a trusted issuer in the list, anyone can pass by adding one to it.',
    fix: 'Reject it, or have the issuer send a single name.',
    *hits(context) {
      const member = claim(context, 'iss')
      if (member?.value.type === 'array') yield { place: inPayload(member.value) }
    },
  },
  {
    id: 'iss-format',
    severity: 'warning',
    source: [source('RFC 7519 section 2'), source('OpenID Connect Core section 2')],
    message: ({ problem }) => `\`iss\` ${problem}.`,
    why: 'Issuers are compared character by character, and OpenID Connect finds the keys by this URL.',
    fix: 'Use the issuer’s https URL exactly as in its metadata.',
    *hits(context) {
      const member = claim(context, 'iss')
      const issuer = textOf(member?.value)
      if (!member || issuer === undefined) return
      const place = inPayload(member.value)
      if (issuer.includes(':') && !URI.test(issuer)) yield { place, args: { problem: 'contains a colon but is not a URI' } }
      else if (context.profile?.purpose === 'id' && !(/^https:\/\/[^?#]+$/.test(issuer) || vendorOf(issuer))) {
        yield { place, args: { problem: 'must be an https URL without `?` or `#`' } }
      }
    },
  },
  {
    id: 'iss-trailing-slash',
    severity: 'info',
    source: [source('RFC 8414 section 4')],
    message: ({ expected, got }) => `This issuer calls itself \`${expected}\`; the token says \`${got}\`.`,
    why: 'Issuers are compared exactly: one slash more or less makes a different issuer.',
    fix: 'Use the form from the issuer’s own metadata on both sides.',
    *hits(context) {
      const member = claim(context, 'iss')
      const issuer = textOf(member?.value)
      const expected = issuer === undefined ? undefined : canonicalIssuer(issuer)
      if (!member || !issuer || !expected) return
      yield {
        place: inPayload(member.value),
        args: { expected, got: shown(issuer) },
        fix: replaceValue(member, JSON.stringify(expected), 'Use the issuer’s form'),
      }
    },
  },
  {
    id: 'iss-sub-swapped',
    severity: 'warning',
    source: [source('RFC 7519 section 4.1.1')],
    message: ({ sub }) => `\`iss\` and \`sub\` look swapped: \`${sub}\` reads like an issuer.`,
    why: 'The issuer is who made the token; the subject is who it is about.',
    fix: 'If so, swap the two values.',
    *hits(context) {
      const iss = claim(context, 'iss')
      const sub = textOf(claim(context, 'sub')?.value)
      const issuer = iss?.value.type === 'number' ? iss.value.raw : textOf(iss?.value)
      if (!iss || issuer === undefined || sub === undefined || !sub.startsWith('https://')) return
      const personal = EMAIL.test(issuer.slice(0, 400)) || UUID.test(issuer) || /^\d+$/.test(issuer)
      if (personal && (vendorOf(sub) || textOf(claim(context, 'aud')?.value)?.startsWith(sub)))
        yield { place: inPayload(iss.value), args: { sub: shown(sub) } }
    },
  },
  {
    id: 'iss-names-user',
    severity: 'info',
    source: [source('RFC 7519 section 4.1.1'), source('RFC 7519 section 4.1.2')],
    message: ({ name, issuer }) =>
      `\`${name}\` is \`${issuer}\`, which looks like a person. The issuer is who made the token; a person belongs in \`sub\`.`,
    why: 'Verifiers pick the key by the issuer and take the user from `sub`. Here there is no `sub`.',
    fix: 'Put the service that makes the token in `iss` and the user in `sub`.',
    *hits(context) {
      const object = payloadObject(context)
      if (!object || claim(context, 'sub') || isMeant(object, 'sub')) return
      const member = claim(context, 'iss') ?? object.members.find(({ name }) => miscased(name) === 'iss')
      const issuer = textOf(member?.value)
      if (!member || issuer === undefined || issuer.length > 100) return
      const word =
        /^[A-Za-z]{2,20}(?: [A-Za-z]{2,20})?$/.test(issuer) &&
        !/(?:app|api|auth|serv|issu|jwt|sso|idp|login|server|test|token|gateway|oauth|backend|admin|system)/i.test(issuer)
      if (word || EMAIL.test(issuer))
        yield { place: inPayload(member.value), args: { name: shown(member.name, 20), issuer: shown(issuer) } }
    },
  },
  {
    id: 'sub-empty',
    severity: 'warning',
    source: [source('RFC 7519 section 4.1.2')],
    message: ({ kind }) => `\`sub\` is ${kind}.`,
    why: 'Everyone with an empty subject counts as the same user.',
    fix: 'Name the subject, or leave the claim out.',
    *hits(context) {
      const sub = claim(context, 'sub')
      if (sub?.value.type === 'string' && sub.value.value.trim() === '') yield { place: inPayload(sub.value), args: { kind: 'empty' } }
    },
  },
  {
    id: 'sub-too-long',
    severity: 'error',
    source: [source('OpenID Connect Core section 2')],
    message: ({ problem }) => `\`sub\` ${problem}.`,
    why: 'OpenID Connect allows at most 255 ASCII characters. Databases cut longer values off, and two people become one.',
    fix: 'Use a short, stable identifier.',
    *hits(context) {
      const sub = claim(context, 'sub')
      const value = textOf(sub?.value)
      if (!sub || value === undefined || context.profile?.purpose !== 'id') return
      if (value.length > 255) yield { place: inPayload(sub.value), args: { problem: `has ${value.length} characters; 255 are allowed` } }
      else if (/[^\u0020-\u007e]/.test(value)) yield { place: inPayload(sub.value), args: { problem: 'has characters that are not ASCII' } }
    },
  },
  {
    id: 'sub-email',
    severity: 'info',
    source: [source('OpenID Connect Core section 5.7')],
    message: ({ sub }) => `\`sub\` is the e-mail address \`${sub}\`.`,
    why: 'An address can pass to someone else, who then becomes this user.',
    fix: 'Use an identifier that is never reassigned.',
    *hits(context) {
      const sub = claim(context, 'sub')
      const value = textOf(sub?.value)
      if (sub && value !== undefined && value.length < 330 && EMAIL.test(value))
        yield { place: inPayload(sub.value), args: { sub: shown(value) } }
    },
  },
  {
    id: 'sub-equals-client',
    severity: 'info',
    source: [source('RFC 9700 section 4.15')],
    message: ({ name }) => `\`sub\` is the client itself (\`${name}\`): this is a machine’s token, and no person signed in.`,
    why: 'Code that looks users up by `sub` must not find one under a client’s name.',
    fix: 'Tell the two apart before you trust the subject.',
    *hits(context) {
      const sub = textOf(claim(context, 'sub')?.value)
      if (!sub) return
      for (const name of ['client_id', 'azp', 'cid', 'appid']) {
        const member = claim(context, name)
        const client = textOf(member?.value)
        if (client && (client === sub || `${client}@clients` === sub)) return yield { ...atClaim(context, 'sub'), args: { name } }
      }
    },
  },
] as const satisfies readonly Diagnostic[]
