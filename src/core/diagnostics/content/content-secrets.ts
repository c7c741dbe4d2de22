// Rules about secrets in plain sight, because a signed payload is not hidden.
import type { JsonNode } from '../../text/json.ts'
import { source } from '../../rules/source.ts'
import type { Place } from '../../text/span.ts'
import type { Diagnostic, DiagnosticContext, Hit } from '../rule/diagnostic.ts'
import { inHeader, inPayload, memberOf, pathTo, payloadObject, perName, walk, type Leaf } from '../rule/payload.ts'
import { findSecret, isPasswordHash, isPrivatePem, mask } from './secret-patterns.ts'
import { isPasswordHashName, isPasswordName, isPinName } from './secret-names.ts'
import { shown } from '../rule/shown.ts'

/** Every string and number in the payload, then in the header, with the place to point at. */
function eachLeaf(context: DiagnosticContext, visit: (leaf: Leaf) => Partial<Hit> | undefined): Hit[] {
  const hits: Hit[] = []
  const take = (leaves: readonly Leaf[], place: (node: JsonNode) => Place) => {
    for (const leaf of leaves) {
      const hit = visit(leaf)
      if (hit) hits.push({ ...hit, place: place(leaf.node), args: { name: shown(pathTo(leaf)), ...hit.args } })
    }
  }
  take(walk(payloadObject(context)).leaves, inPayload)
  const header = context.token.header.decoded.json
  if (header.valid && header.root?.type === 'object') take(walk(header.root).leaves, inHeader)
  return hits
}

export const contentSecrets = [
  {
    id: 'data-password',
    severity: 'error',
    source: [source('CWE-312', 'https://cwe.mitre.org/data/definitions/312.html')],
    message: ({ name }) => `\`${name}\` contains a password that anyone can read.`,
    why: 'A signed token can be read wherever it goes: browsers, proxies, logs.',
    fix: 'Remove it, and change the password.',
    hits: (context) => {
      const isPassword = perName(isPasswordName)
      const isDigits = perName(isPinName)
      return eachLeaf(context, ({ name, node, text }) => {
        if (!isPassword(name)) return undefined
        // A pin may also be a place on a map; secret PINs are digits, and may be a JSON number.
        if (isDigits(name) ? !/^\d{4,10}$/.test(text.trim()) : node.type === 'number') return undefined
        // A link, a mask, or a flag is not a password.
        if (
          text.trim().length < 3 ||
          text.length > 256 ||
          /^(?:https?:|\*+$|true$|false$|none$|null$|required$)/i.test(text) ||
          isPasswordHash(text)
        )
          return undefined
        return {}
      })
    },
  },
  {
    id: 'data-password-hash',
    severity: 'error',
    source: [source('CWE-916', 'https://cwe.mitre.org/data/definitions/916.html')],
    message: ({ name }) => `\`${name}\` contains a password hash.`,
    why: 'Anyone who sees the token can guess the password offline, at billions of tries per second.',
    fix: 'Remove it: a password hash belongs in the database only.',
    hits: (context) => {
      const isHash = perName(isPasswordHashName)
      return eachLeaf(context, ({ name, text }) => {
        if (text.length < 8 || text.length > 512) return undefined
        return isPasswordHash(text) || (isHash(name) && /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})$/i.test(text))
          ? {}
          : undefined
      })
    },
  },
  {
    id: 'data-private-key',
    severity: 'error',
    source: [source('RFC 7517 section 9.2')],
    message: ({ name }) => `\`${name}\` contains a private key.`,
    why: 'Anyone who sees the token has the key.',
    fix: 'Remove it, and replace the key everywhere.',
    *hits(context) {
      yield* eachLeaf(context, ({ text }) => (text.length > 30 && text.includes('-----BEGIN') && isPrivatePem(text) ? {} : undefined))
      for (const { object, holder } of walk(payloadObject(context)).keys) {
        const kty = memberOf(object, 'kty')?.value
        const secret = memberOf(object, kty?.type === 'string' && kty.value === 'oct' ? 'k' : 'd') ?? memberOf(object, 'priv')
        if (kty?.type === 'string' && secret?.value.type === 'string')
          yield { place: inPayload(secret), args: { name: shown(pathTo(holder) || 'payload') } }
      }
    },
  },
  {
    id: 'data-api-key',
    severity: 'error',
    source: [source('CWE-312', 'https://cwe.mitre.org/data/definitions/312.html')],
    message: ({ kind, name, masked }) => `\`${name}\` contains ${kind}: \`${masked}\`.`,
    why: 'Anyone who sees the token can use it. It was recognized by its form, within this page.',
    fix: 'Revoke the credential, and keep it on the server.',
    hits: (context) =>
      eachLeaf(context, ({ text }) => {
        const secret = findSecret(text)
        return secret && { args: { kind: secret.kind, masked: shown(secret.masked) } }
      }),
  },
  {
    id: 'data-nested-token',
    severity: 'warning',
    source: [source('RFC 8725 section 2.8')],
    message: ({ name, masked }) => `\`${name}\` contains another token: \`${masked}\`.`,
    why: 'Anyone who sees this token can use that one too, and it has its own lifetime and rights.',
    fix: 'Send it separately, or keep it on the server.',
    hits: (context) =>
      eachLeaf(context, ({ text }) => {
        if (text.length < 24 || !/^\s*(?:e[wy]|ya29|1\/\/0)/.test(text)) return undefined
        const token =
          /^\s*e[wy][A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{2,}\.[A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]*){0,2}\s*$/.test(text) ||
          /^(?:ya29\.[\w-]{20,}|1\/\/0[\w-]{20,})$/.test(text)
        return token ? { args: { masked: mask(text.trim()) } } : undefined
      }),
  },
  {
    id: 'data-injection',
    severity: 'warning',
    source: [source('RFC 8725 section 3.10')],
    message: ({ name, kind }) => `\`${name}\` contains ${kind}.`,
    why: 'It tests whether claims reach a page, a query or a template unescaped.',
    fix: 'Treat every claim as untrusted input, and escape it where it is used.',
    *hits(context) {
      for (const leaf of walk(payloadObject(context)).leaves) {
        const { node, text } = leaf
        const kind = text.length < 5 || !/[<'"$\\/{#:]|union/i.test(text) ? undefined : injection(text)
        if (kind) yield { place: inPayload(node), args: { name: shown(pathTo(leaf)), kind } }
      }
    },
  },
] as const satisfies readonly Diagnostic[]

function injection(value: string): string | undefined {
  if (/<script\b|<img\s[^>]{0,80}\bonerror\s*=|javascript:[^\s]/i.test(value)) return 'script for a page'
  if (/['"]\s{0,5}(?:or|and)\s{1,5}['"]?\w{1,20}['"]?\s{0,5}=|['"]\s{0,5};\s{0,5}drop\s|\bunion\s{1,5}(?:all\s{1,5})?select\b/i.test(value))
    return 'SQL'
  if (/\$\{(?:jndi|env|sys|lower|upper):/i.test(value)) return 'a lookup for Log4j'
  if (/(?:^|[/\\=])\.\.[/\\]/.test(value)) return 'a path that leaves its folder'
  if (/\{\{\s{0,5}\d{1,6}\s{0,5}\*\s{0,5}\d{1,6}\s{0,5}\}\}|<%=\s{0,5}\d{1,6}\s{0,5}\*|#\{\s{0,5}\d{1,6}\s{0,5}\*/.test(value))
    return 'a template expression'
  return undefined
}
