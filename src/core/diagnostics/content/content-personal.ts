// Rules about personal data, internals of a network, and claims that take up too much space.
import { PERSONAL_CLAIMS } from '../../registries/personal-claims.ts'
import { source } from '../../rules/source.ts'
import type { Diagnostic, DiagnosticContext } from '../rule/diagnostic.ts'
import { inPayload, memberOf, pathTo, payloadObject, perName, walk } from '../rule/payload.ts'
import { isCardNumber, isIban } from './secret-patterns.ts'
import { listed, shown } from '../rule/shown.ts'

/** Names whose digits are identifiers or times, not card numbers. */
const IDENTIFIER =
  /(?:^|[_.:-])(?:id|ids|sub|iss|aud|jti|nonce|sid|oid|uid|tid|exp|iat|nbf|ts|time|date|at|seq|version|tenant|hash|phone|tel|msisdn|imei|ean|ref)$|(?:Id|ID|Time|Date|At|Number)$/

const REGISTERED = new Set(['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti'])

const INTERNAL: readonly (readonly [RegExp, string])[] = [
  [
    /(?<![\d.])(?:10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2})(?![\d.])/,
    'a private network address',
  ],
  [/(?<=[a-z0-9])\.(?:svc\.cluster\.local|internal|corp|intranet|lan)(?![a-z0-9.-])/i, 'the name of an internal host'],
  [/^\s{0,8}at [\w$.<>]{1,80} ?\(|Traceback \(most recent call last\)|\bat [\w$.]{1,80}\([\w$]{1,60}\.java:\d{1,6}\)/m, 'a stack trace'],
  [/(?:^|[\s"'=])(?:\/(?:home|Users|var|etc|opt|usr)\/[\w.-]{1,60}\/[\w.-]{1,60}|[A-Za-z]:\\[\w .-]{1,60}\\)/, 'a path on a machine'],
]

const bytes = (text: string) => new TextEncoder().encode(text).length

const leaves = (context: DiagnosticContext) => walk(payloadObject(context)).leaves

export const contentPersonal = [
  {
    id: 'data-readable',
    severity: 'info',
    general: true,
    source: [source('RFC 7519 section 12')],
    message: () => 'Anyone who has the token can read everything in it. The signature only reveals changes.',
    why: 'Base64url is an encoding, not encryption. The signature shows whether something was changed, and hides nothing.',
    fix: 'Leave out anything the bearer must not see, or encrypt the token (JWE).',
    *hits(context) {
      const object = payloadObject(context)
      // Authors of known token types are aware of this, and if personal data was found, data-pii reports it instead.
      if (
        !object ||
        !context.token.header.readable ||
        (context.profile && context.profile.id !== 'plain-jwt') ||
        personal(context).length > 0
      )
        return
      const own = object.members.find(({ name }) => !REGISTERED.has(name.toLowerCase()))
      if (own) yield {}
    },
  },
  {
    id: 'data-card',
    severity: 'error',
    source: [source('PCI DSS 4.0 requirement 3.5')],
    message: ({ name, masked }) => `\`${name}\` looks like a payment card number (${masked}).`,
    why: 'Card numbers must be unreadable wherever they are stored or sent.',
    fix: 'Use a token from your payment provider instead.',
    *hits(context) {
      const isIdentifier = perName((name) => IDENTIFIER.test(name.slice(-40)))
      for (const leaf of leaves(context)) {
        const { name, node, text } = leaf
        if (text.length > 23 || text.length < 13 || isIdentifier(name) || !isCardNumber(text)) continue
        const digits = text.replace(/\D/g, '')
        yield { place: inPayload(node), args: { name: shown(pathTo(leaf)), masked: `${digits.slice(0, 4)}…${digits.slice(-4)}` } }
      }
    },
  },
  {
    id: 'data-iban',
    severity: 'warning',
    source: [source('ISO 13616')],
    message: ({ name, masked }) => `\`${name}\` looks like a bank account number (${masked}).`,
    why: 'It is personal data, and anyone who sees the token can read it.',
    fix: 'Refer to the account by your own identifier.',
    *hits(context) {
      for (const leaf of leaves(context)) {
        const { node, text } = leaf
        if (text.length <= 42 && isIban(text))
          yield { place: inPayload(node), args: { name: shown(pathTo(leaf)), masked: `${text.slice(0, 4)}…${text.slice(-2)}` } }
      }
    },
  },
  {
    id: 'data-national-id',
    severity: 'warning',
    source: [source('NIST SP 800-122')],
    message: ({ name }) => `\`${name}\` looks like a social security number.`,
    why: 'People use it to open accounts in someone else’s name.',
    fix: 'Refer to the person by your own identifier.',
    *hits(context) {
      for (const leaf of leaves(context)) {
        const { name, node, text } = leaf
        const fits = text.length > 8 && text.length < 12 && /^(?!000|666|9\d\d)\d{3}([- ]?)(?!00)\d{2}\1(?!0000)\d{4}$/.test(text)
        if (fits && /^(?:ssn|social_?security(?:_?(?:number|no|nr))?|tax_?id|tin|us_?ssn|national_?id)$/i.test(name))
          yield { place: inPayload(node), args: { name: shown(pathTo(leaf)) } }
      }
    },
  },
  {
    id: 'data-pii',
    severity: 'info',
    source: [source('OpenID Connect Core section 5.1'), source('OpenID Connect Core section 17.1')],
    message: ({ names }) => `Personal data that anyone with the token can read: ${names}.`,
    why: 'Tokens end up in logs, histories and bug reports.',
    fix: 'Request only what you use, and remove it before you show the token to anyone.',
    *hits(context) {
      const found = personal(context)
      if (found[0]) yield { place: inPayload(found[0].value), args: { names: listed(found.map(({ name }) => name)), count: found.length } }
    },
  },
  {
    id: 'data-internal',
    severity: 'info',
    source: [source('CWE-200', 'https://cwe.mitre.org/data/definitions/200.html')],
    message: ({ name, kind }) => `\`${name}\` contains ${kind}.`,
    why: 'It tells an attacker how your system is built.',
    fix: 'Leave it out of tokens that leave your network.',
    *hits(context) {
      for (const leaf of leaves(context)) {
        const { node, text } = leaf
        const kind = text.length < 7 || !/[./\\]/.test(text) ? undefined : INTERNAL.find(([pattern]) => pattern.test(text))?.[1]
        // Reported once per token: where there is one, there are more.
        if (kind) return yield { place: inPayload(node), args: { name: shown(pathTo(leaf)), kind } }
      }
    },
  },
  {
    id: 'data-bulk',
    severity: 'warning',
    source: [source('RFC 9068 section 2.2.3.1')],
    message: ({ name, size, whole, items }) =>
      items ? `\`${name}\` has ${items} entries and takes ${size} of ${whole} bytes.` : `\`${name}\` takes ${size} of ${whole} bytes.`,
    why: 'The token is sent with every request. Header lines over 8 kB are rejected, and cookies over 4 kB are dropped.',
    fix: 'Keep lists on the server, or have the issuer send a reference (Entra: `_claim_names`).',
    *hits(context) {
      const text = context.token.payload?.decoded.text ?? ''
      for (const { name, value } of payloadObject(context)?.members ?? []) {
        const items = value.type === 'array' ? value.items.length : 0
        const size = value.to - value.from <= 300 && items <= 50 ? 0 : bytes(text.slice(value.from, value.to))
        if (size > 1024 || items > 50)
          yield {
            place: inPayload(value),
            args: { name: shown(name), size, whole: context.token.payload!.decoding.bytes.length, items: items > 50 ? items : 0 },
          }
      }
    },
  },
] as const satisfies readonly Diagnostic[]

function personal(context: DiagnosticContext) {
  const object = payloadObject(context)
  return object
    ? PERSONAL_CLAIMS.flatMap((name) => {
        const member = memberOf(object, name)
        return member && member.value.type !== 'null' && member.value.type !== 'false' && member.value.type !== 'true' ? [member] : []
      })
    : []
}
