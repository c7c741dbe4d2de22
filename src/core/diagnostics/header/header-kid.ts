// Header rules about "kid" (RFC 7515 section 4.1.4): its type, attacks hidden in it, and whether it names the key that was given.
import type { Diagnostic, DiagnosticContext } from '../rule/diagnostic.ts'
import { headerOf, headerPlace, headerText } from '../rule/parts.ts'
import { digits, shown } from '../rule/shown.ts'
import { bcp, PORTSWIGGER_JWT, rfc } from '../rule/sources.ts'
import { keyThumbprint } from '../../keys/thumbprint.ts'
import { keyUse, verified } from '../../crypto/verification.ts'

/** The first characters are enough to recognize an attack, and a limit keeps the patterns fast. */
const MOST = 1000

// Each pattern runs once, from left to right.
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
    message: ({ found }) => `\`kid\` is ${found}; it must be a string.`,
    why: 'Libraries that compare types find no key; others treat "1" and 1 as equal.',
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
    message: ({ kid, empty }) => `\`kid\` looks like a file path (\`${kid}\`)${empty === 1 ? ', which reads as an empty key' : ''}.`,
    why: 'A verifier that reads the key from this path can be pointed at a file whose content the attacker knows.',
    fix: 'Look keys up in a table. Never build a path from `kid`.',
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
    why: 'In a query, it returns a key that the attacker chose.',
    fix: 'Use query parameters, and reject key IDs that are not in your key set.',
    *hits(context) {
      const kid = kidOf(context)
      if (kid !== undefined && SQL.test(kid)) yield { place: headerPlace(context, 'kid'), args: { kid: shown(kid) } }
    },
  },
  {
    id: 'kid-cmd',
    severity: 'warning',
    source: [rfc(8725, '3.10')],
    message: ({ kid }) => `\`kid\` contains shell characters (\`${kid}\`).`,
    why: 'Passed to a shell, or to a function that opens both files and pipes, it runs a command.',
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
    message: ({ kid, syntax }) => `\`kid\` contains ${syntax} syntax (\`${kid}\`).`,
    why: 'It is meant to change the lookup that uses it, or the page or log that shows it.',
    fix: 'Reject key IDs that are not in your key set, and escape what you show.',
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
    message: ({ kid }) => `\`kid\` is a URL (\`${kid}\`). A verifier that fetches it asks the attacker for the key.`,
    why: 'A key ID is only a name, and the token’s author chose it.',
    fix: 'Compare it with the key IDs in your key set. Never fetch it.',
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
    why: 'A verifier that looks the key up by its ID finds none.',
    fix: 'Fetch the key set again. If the key is still missing, the token is from another issuer or too old.',
    *hits(context) {
      const { reading, verification } = context
      const kid = headerText(context, 'kid')
      if (kid === undefined || reading?.kind !== 'key-set' || reading.keys.length === 0) return
      if (reading.keys.some((key) => key.kid === kid)) return
      // Another key in the set verifies it, so only the key ID is wrong.
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
    message: ({ kid, count }) => `${count} keys in this set have the ID \`${kid}\`.`,
    why: 'Some libraries take the first and some refuse, so which key is meant depends on the reader.',
    fix: 'Give every key in the set its own ID. This page tries each of them.',
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
    message: () => '`kid` looks like a thumbprint, but not of this key.',
    why: 'If the issuer uses thumbprints as key IDs, this is the wrong key.',
    fix: 'Use the key with that thumbprint.',
    *hits(context) {
      const kid = headerText(context, 'kid')
      const { verification, reading } = context
      const key = keyUse(verification)?.key ?? (reading?.keys.length === 1 ? reading.keys[0] : undefined)
      // Some issuers use other hashes or random IDs of the same form; then the key verifies anyway.
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
