// Header rules about "kid" (RFC 7515 section 4.1.4): its type, what an attacker may write into it, and whether it names the key at hand.
import type { Diagnostic, DiagnosticContext } from '../rule/diagnostic.ts'
import { headerOf, headerPlace, headerText } from '../rule/parts.ts'
import { digits, shown } from '../rule/shown.ts'
import { bcp, PORTSWIGGER_JWT, rfc } from '../rule/sources.ts'
import { keyThumbprint } from '../../keys/thumbprint.ts'
import { keyUse, verified } from '../../crypto/verification.ts'

/** The first characters are enough to recognise an attack by, and keep the patterns fast. */
const MOST = 1000

// Each pattern is looked for once from left to right.
const PATH =
  /\.\.[/\\]|\.\.%2f|^\/(?:etc|dev|proc|var|usr|home|tmp|opt|root|sys|mnt|run)\b|^\/[\w.-]+\/[\w./-]*[\w-]\.[a-z]{1,5}$|\/dev\/null|\/proc\/|^file:|^[A-Za-z]:\\|^\\\\/i
const SQL =
  /\bunion\s+(?:all\s+)?select\b|['"`]\s*(?:\)\s*)?(?:or|and|union|select|having|limit|order)\b|['"`]\s*(?:\)\s*)?(?:--|;|#)|;\s*(?:drop|delete|insert|update)\s/i
const TEMPLATE = /\$\{jndi:|<script|<svg|<img|javascript:|\{\{[^{}]*\}\}/i
const LDAP = /\*\)\(|\)\([&|]|\(\|\(/
const NOSQL = /\{\s*["']?\$(?:ne|gt|gte|lt|regex|where|in|exists)\b|\[\$(?:ne|gt|regex)\]/
const SHELL = /[|;`]|\$\(|&&|\$\{IFS\}/

function kidOf(context: DiagnosticContext): string | undefined {
  return headerText(context, 'kid')?.slice(0, MOST)
}

function lookupSyntax(kid: string): string | undefined {
  if (/\$\{jndi:/i.test(kid)) return 'JNDI'
  if (TEMPLATE.test(kid)) return 'HTML or template'
  if (LDAP.test(kid)) return 'LDAP'
  return NOSQL.test(kid) ? 'MongoDB' : undefined
}

export const headerKid = [
  {
    id: 'kid-type',
    severity: 'error',
    source: [rfc(7515, '4.1.4')],
    message: ({ found }) => `\`kid\` must be a string, and is ${found}.`,
    why: 'Libraries that compare types find no key, and others compare "1" with 1.',
    fix: 'Write it as a string.',
    *hits(context) {
      const kid = headerOf(context).get('kid')
      if (!kid || kid.type === 'string') return
      const found =
        kid.type === 'number'
          ? 'a number'
          : kid.type === 'null'
            ? 'null'
            : kid.type === 'true' || kid.type === 'false'
              ? 'a boolean'
              : `an ${kid.type}`
      yield { place: headerPlace(context, 'kid'), args: { found } }
    },
  },
  {
    id: 'kid-path',
    severity: 'warning',
    source: [PORTSWIGGER_JWT, bcp('3.10')],
    message: ({ kid, empty }) => `\`kid\` looks like a file path (\`${kid}\`)${empty === 1 ? ', one whose content is an empty key' : ''}.`,
    why: 'A verifier that reads the key from a file of this name can be led to a file whose content the attacker knows.',
    fix: 'Look keys up in a table. Never make a path of it.',
    *hits(context) {
      const kid = kidOf(context)
      if (kid !== undefined && PATH.test(kid))
        yield { place: headerPlace(context, 'kid'), args: { kid: shown(kid), empty: /\/dev\/null/.test(kid) ? 1 : 0 } }
    },
  },
  {
    id: 'kid-sqli',
    severity: 'warning',
    source: [rfc(8725, '3.10'), PORTSWIGGER_JWT],
    message: ({ kid }) => `\`kid\` looks like SQL (\`${kid}\`).`,
    why: "Put into a query, it returns a key of the attacker's choice.",
    fix: 'Use query parameters, and refuse names that are not in your key set.',
    *hits(context) {
      const kid = kidOf(context)
      if (kid !== undefined && SQL.test(kid)) yield { place: headerPlace(context, 'kid'), args: { kid: shown(kid) } }
    },
  },
  {
    id: 'kid-cmd',
    severity: 'warning',
    source: [rfc(8725, '3.10')],
    message: ({ kid }) => `\`kid\` holds shell characters (\`${kid}\`).`,
    why: 'Passed to a shell, or to a function that opens files and pipes alike, it runs a command.',
    fix: 'Look keys up in a table.',
    *hits(context) {
      const kid = kidOf(context)
      // SQL and LDAP use some of the same characters.
      if (kid === undefined || SQL.test(kid) || lookupSyntax(kid) || !SHELL.test(kid)) return
      yield { place: headerPlace(context, 'kid'), args: { kid: shown(kid) } }
    },
  },
  {
    id: 'kid-ldap-nosql-xss',
    severity: 'warning',
    source: [rfc(8725, '2.9'), rfc(8725, '3.10')],
    message: ({ kid, syntax }) => `\`kid\` holds ${syntax} syntax (\`${kid}\`).`,
    why: 'It is meant to change the look-up that it is put into, or the page or log that shows it.',
    fix: 'Refuse names that are not in your key set, and escape what you show.',
    *hits(context) {
      const kid = kidOf(context)
      const syntax = kid === undefined ? undefined : lookupSyntax(kid)
      if (kid !== undefined && syntax) yield { place: headerPlace(context, 'kid'), args: { kid: shown(kid), syntax } }
    },
  },
  {
    id: 'kid-url',
    severity: 'warning',
    source: [bcp('3.10')],
    message: ({ kid }) => `\`kid\` is a URL (\`${kid}\`): a verifier that fetches it asks the attacker.`,
    why: 'It is a name, and comes from whoever wrote the token.',
    fix: 'Compare it with the names in your key set. Never fetch it.',
    *hits(context) {
      const kid = kidOf(context)
      if (kid !== undefined && /^(?:https?|ftp|data):/i.test(kid)) yield { place: headerPlace(context, 'kid'), args: { kid: shown(kid) } }
    },
  },
  {
    id: 'kid-not-in-jwks',
    severity: 'error',
    source: [rfc(7517, '4.5')],
    message: ({ kid, count }) =>
      `No key \`${kid}\` in this set (${count === 1 ? 'one other' : `${digits(Number(count))} others`}); has the key been rotated?`,
    why: 'A verifier that looks for the key by its name finds none.',
    fix: 'Fetch the key set again. If it is still missing, the token is of another issuer or too old.',
    *hits(context) {
      const { reading, verification } = context
      const kid = headerText(context, 'kid')
      if (kid === undefined || reading?.kind !== 'key-set' || reading.keys.length === 0) return
      if (reading.keys.some((key) => key.kid === kid)) return
      // Another key of the set fits, so the name alone is wrong.
      const fits = verified(verification) !== undefined
      yield {
        place: headerPlace(context, 'kid'),
        args: { kid: shown(kid), count: reading.keys.length },
        ...(fits ? { severity: 'warning' as const } : {}),
      }
    },
  },
  {
    id: 'kid-ambiguous',
    severity: 'warning',
    source: [rfc(7517, '4.5')],
    message: ({ kid, count }) => `${count} keys of this set are named \`${kid}\`.`,
    why: 'Libraries take the first, or refuse. Which key is meant depends on who reads.',
    fix: 'Give every key of the set a name of its own. Here each of them is tried.',
    *hits(context) {
      const kid = headerText(context, 'kid')
      if (kid === undefined || context.reading?.kind !== 'key-set') return
      const same = context.reading.keys.filter((key) => key.kid === kid)
      if (same.length < 2 || new Set(same.map((key) => key.type)).size === same.length) return
      yield { place: headerPlace(context, 'kid'), args: { kid: shown(kid), count: same.length } }
    },
  },
  {
    id: 'kid-thumbprint-mismatch',
    severity: 'warning',
    source: [rfc(7638)],
    message: () => "`kid` looks like a thumbprint, but is not this key's.",
    why: 'Where an issuer names keys by their thumbprint, this is another key.',
    fix: 'Give the key with that thumbprint.',
    *hits(context) {
      const kid = headerText(context, 'kid')
      const { verification, reading } = context
      const key = keyUse(verification)?.key ?? (reading?.keys.length === 1 ? reading.keys[0] : undefined)
      // Some issuers name keys by other hashes or at random in the same form; then the key verifies all the same.
      if (
        !key ||
        key.kind === 'secret' ||
        kid === undefined ||
        !/^[\w-]{43}$/.test(kid) ||
        verification?.state !== 'mismatch' ||
        key.kid === kid
      )
        return
      if (keyThumbprint(key.jwk) !== kid) yield { place: headerPlace(context, 'kid') }
    },
  },
] as const satisfies readonly Diagnostic[]
